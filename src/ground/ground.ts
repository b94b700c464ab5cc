import type { ParsedText } from '../parse/index.ts'
import { compareSpans, type DateInterval, type Issue } from '../text/index.ts'
import { codeOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import type { Entity, GroundedText } from './grounded-text.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { resolveArticle } from './resolve.ts'
import { termsFor } from './resolve-people.ts'
import type { Scene } from './scene.ts'
import { dateArticle, findTimes, type OfficeHolder } from './times/index.ts'

/**
 * Resolves who, when and where in a parsed article: entities with country, sector and office at the article's day, their mentions (names, nominals,
 * pronouns, groups formed in the text), time expressions, places. An undated article is first read without a day, dated from the offices and times it
 * names, and read again. Pure; linear in the text but for the entities alive in a window of sentences.
 */
export function ground(parsed: ParsedText, lexicon: Lexicon): GroundedText {
  const issues: Issue[] = []
  const given = parsed.article.date
  let scene = resolveArticle(parsed, lexicon, given)
  const { date, why } = dateArticle({ parsed, given, officeHolders: given ? [] : officeHolders(scene) })
  if (!date) issues.push({ code: 'ground/undated', message: why })
  if (date && !given) scene = resolveArticle(parsed, lexicon, date satisfies DateInterval)
  const { entities, mentions, leads } = settle(scene)
  const dateline = parsed.article.dateline
  return {
    parsed,
    date,
    dateline: dateline ? { place: dateline.place, country: scene.datelineCountry } : null,
    entities,
    leads,
    mentions,
    times: findTimes(parsed, date),
    places: scene.places.sort(compareSpans),
    issues,
  }
}

/** Listed people whom the article names with a title, for dating it by their terms. */
function officeHolders(scene: Scene): OfficeHolder[] {
  const holders: OfficeHolder[] = []
  const seen = new Set<Draft>()
  for (const reading of scene.readings) {
    for (const name of reading.names) {
      const title = name.titles[0]?.agent.noun.toLowerCase()
      const draft = scene.at[reading.order]?.[name.to - 1]
      const current = draft ? scene.drafts.current(draft) : undefined
      if (!title || !current?.person || name.former || seen.has(current)) continue
      const terms = termsFor(current.person, title)
      if (terms.length === 0) continue
      seen.add(current)
      const { tokens } = reading.sentence
      holders.push({
        name: current.name,
        terms,
        span: {
          start: tokens[name.from]!.start,
          end: tokens[name.to - 1]!.end,
          ...(reading.sentence.in ? { in: 'title' as const } : {}),
        },
      })
    }
  }
  return holders
}

/** Numbers the entities by first mention and turns drafts into what leaves the room. */
function settle(scene: Scene): Pick<GroundedText, 'entities' | 'mentions' | 'leads'> {
  const { drafts } = scene
  const living = drafts.living()
  const needed = new Set<Draft>()
  for (const draft of living)
    if (draft.mentions.length > 0) for (const member of draft.members ?? []) needed.add(drafts.current(member))
  const kept = [...living].filter((draft) => draft.mentions.length > 0 || needed.has(draft))
  for (const draft of kept) draft.mentions.sort((a, b) => compareSpans(a, b) || b.to - a.to)
  kept.sort((a, b) => {
    const [x, y] = [a.mentions[0], b.mentions[0]]
    if (x && y) return compareSpans(x, y) || (a.name < b.name ? -1 : 1)
    return x ? -1 : y ? 1 : a.name < b.name ? -1 : 1
  })
  const ids = new Map(kept.map((draft, i) => [draft, `e${i + 1}`]))
  const entities = kept.map((draft): Entity => {
    const id = ids.get(draft)!
    const members = draft.members
      ? [...new Set(draft.members.map((member) => ids.get(drafts.current(member))!))]
      : undefined
    return {
      id,
      name: draft.name,
      kind: draft.kind,
      country: draft.country,
      sectors: draft.sectors,
      code: members ? '' : codeOf(draft),
      ...(draft.role !== undefined ? { role: draft.role } : {}),
      ...(draft.tenure !== undefined ? { tenure: draft.tenure } : {}),
      ...(draft.of !== undefined ? { of: draft.of } : {}),
      ...(members ? { members } : {}),
      ...(draft.lexicon !== undefined ? { lexicon: draft.lexicon } : {}),
      basis: draft.basis,
      ...(draft.country === null && draft.home !== undefined ? { home: draft.home } : {}),
      mentions: draft.mentions.map(({ start, end, in: part, sentence, from, to, head, form }) =>
        part
          ? { entity: id, start, end, in: part, sentence, from, to, head, form }
          : { entity: id, start, end, sentence, from, to, head, form },
      ),
    }
  })
  return {
    entities,
    leads: new Map(kept.flatMap((draft) => (draft.lead === undefined ? [] : [[ids.get(draft)!, draft.lead] as const]))),
    mentions: entities.flatMap((entity) => entity.mentions).sort((a, b) => compareSpans(a, b) || b.to - a.to),
  }
}
