import type { Happening } from '../../ledger/index.ts'
import { citeHappening } from '../citing.ts'
import { dayWords } from '../phrases.ts'
import { type Desk, sayEvent } from './desk.ts'
import { formWords, stageWords } from './promise-words.ts'

/** What is new since the last brief: events, stages of commitments, and what the ledger no longer holds as it did. */
export function sayNews(desk: Desk, last: string, then: Happening[], nowIds: Set<string> | undefined): void {
  const { report, names, grounds, pages } = desk
  pages.section(`Since the last brief of ${dayWords(last)}`, (say) => {
    for (const event of report.events
      .filter((e) => e.cite.published !== null && e.cite.published > last && e.leftOut === null)
      .slice(0, 15))
      sayEvent(desk, say, event, 'new: ')
    for (const entry of report.commitments)
      for (const step of entry.steps)
        if (step.day && step.day > last)
          say(
            `Commitment: ${formWords(entry, names)} ${stageWords(step, grounds.wholeWords(step.cites[0]!))}.`,
            step.cites,
            grounds.inSentences(step.cites[0]!).words,
          )
    for (const gone of then.filter((happening) => nowIds && !nowIds.has(happening.id)))
      say(
        'Withdrawn, merged or corrected: what the ledger held then it no longer holds as it was.',
        [citeHappening(gone)],
        gone.words,
      )
  })
}
