import type { Cite } from '../citing.ts'
import type { JointBody } from '../joint-bodies.ts'
import type { PairReport } from '../pair-report.ts'
import type { Grounds } from './grounds.ts'
import { escaped } from './telling.ts'

/** Words of a session, held or not. */
const SESSION =
  /\b(?:met|meets?|meeting|session|convened?|held|hold|take place|took place|cancell?ed|called off|suspend\w*|postpon\w*|put off|on hold|halted|ended)\b/i

/**
 * Sentences that tell of a joint body after its last coded news ("The bilateral commission set up last year has met twice"): of the articles that the report
 * cites otherwise, the newest first, at most two. So nothing is called unreported that an article reports.
 */
export function toldLater(body: JointBody, report: PairReport, grounds: Grounds): Cite[] {
  const since = [body.founded, body.last, body.announcedIn?.published, ...body.cites.map(({ published }) => published)]
    .filter((day): day is string => day != null)
    .sort()
    .at(-1)
  const kind = body.name.replace(/ (?:on|for|against) .*$/, '').split(' ')
  const noun = kind.at(-1)!.replace(/s$/, '')
  // "The yearly dialogue of the foreign and defence ministers" may be the "strategic dialogue"; "the Security Council" is no council of the two.
  const names = new RegExp(
    `\\b(?:[Tt]he|[Tt]heir|[Bb]oth)\\s+(?:(?:joint|bilateral|binational|mixed|new|yearly|annual|${kind.slice(0, -1).map(escaped).join('|') || 'joint'})\\s+)+${escaped(noun)}s?\\b`,
  )
  const found = new Map<string, Cite>()
  for (const cite of citedIn(report)) {
    if (!cite.article || !cite.published || (since !== undefined && cite.published <= since)) continue
    for (const words of grounds.sentences(cite.article) ?? [])
      if (names.test(words) && SESSION.test(words) && !found.has(words))
        found.set(words, { ...cite, id: `${cite.article}#${words.length}`, kind: 'statement', words })
  }
  return [...found.values()].sort((a, b) => (a.published! < b.published! ? 1 : -1)).slice(0, 2)
}

/** Every cite of a report that leads to an article of the two. */
function citedIn({ events, commitments, contacts, statements, said }: PairReport): Cite[] {
  return [
    ...events.map(({ cite }) => cite),
    ...commitments.flatMap(({ steps }) => steps.flatMap(({ cites }) => cites)),
    ...contacts.flatMap(({ cites }) => cites),
    ...statements.map(({ cite }) => cite),
    ...said.ties.flatMap(({ cites }) => cites),
    ...said.outlooks.flatMap(({ cites }) => cites),
  ]
}
