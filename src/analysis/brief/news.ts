import type { Happening } from '../../ledger/index.ts'
import { citeHappening } from '../citing.ts'
import { dayWords } from '../phrases.ts'
import { type Desk, isAgain, sayEvent } from './desk.ts'
import { ofStates, sayEntry } from './promises.ts'

/** What is new since the last brief: events, stages of commitments, and what the ledger no longer holds as it did. */
export function sayNews(desk: Desk, last: string, then: Happening[], nowIds: Set<string> | undefined): void {
  const { report, grounds, pages } = desk
  pages.section(`Since the last brief of ${dayWords(last)}`, (say) => {
    const entries = ofStates(desk).filter(({ steps }) => steps.some(({ day }) => day !== null && day > last))
    // What was agreed, signed or taken back is told once, as a commitment.
    const promised = new Set(
      entries.flatMap(({ steps }) =>
        steps.flatMap(({ cites }) => cites.map((cite) => `${cite.article}|${grounds.wholeWords(cite)}`)),
      ),
    )
    for (const event of report.events
      .filter((e) => e.cite.published !== null && e.cite.published > last && e.leftOut === null)
      .filter(
        (e) =>
          !/^(?:AGREE|SUPPORT|REJECT)$/.test(e.type) ||
          !promised.has(`${e.cite.article}|${grounds.wholeWords(e.cite)}`),
      )
      .filter((e) => !isAgain(desk, e))
      .slice(0, 15))
      sayEvent(desk, say, event, 'new: ')
    for (const entry of entries) sayEntry(desk, say, entry)
    for (const gone of then.filter((happening) => nowIds && !nowIds.has(happening.id)))
      say(
        'Withdrawn, merged or corrected: what the ledger held then it no longer holds as it was.',
        [citeHappening(gone)],
        gone.words,
      )
  })
}
