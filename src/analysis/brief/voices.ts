import { daysBetween, daysOf } from '../citing.ts'
import { capital, intervalWords, someone, whenWords } from '../phrases.ts'
import { type Desk, isAgain, sayEvent } from './desk.ts'
import { isIn } from './telling.ts'

/** The newest quotations of either side about the other. */
export function sayQuotations({ report, names, grounds, pages }: Desk): void {
  pages.section('Key quotations', (say) => {
    for (const statement of report.statements.filter((s) => s.form !== 'indirect').slice(0, 8)) {
      const words = grounds.wholeWords(statement.cite)
      // "he said": whom that means, the words do not say.
      if (words !== null && !isIn(statement.speaker, words)) continue
      say(
        `${capital(someone(statement.speaker))}${statement.country ? ` (${names(statement.country).replace(/^the /, '')})` : ''}, reported ${whenWords(daysOf(statement.cite))}:`,
        [statement.cite],
        statement.cite.words,
      )
    }
  })
}

/** What somebody expected within the last year. */
export function sayOutlooks({ report, pages }: Desk): void {
  pages.section('What is expected', (say) => {
    // What somebody expected years ago is no outlook any more.
    const lately = report.said.outlooks.filter(
      ({ published }) => published !== null && daysBetween(published, report.asOf) <= 365,
    )
    for (const { by, direction, cites } of lately.slice(0, 5))
      say(
        `${capital(someone(by ?? 'observers'))}, ${direction}, ${intervalWords(daysOf(cites[0]!))}:`,
        cites,
        cites[0]!.words,
      )
  })
}

/** What sources said of relations, and the weightiest happenings that no section before tells, from the oldest on. */
export function sayHistory(desk: Desk): void {
  const { report, pages } = desk
  pages.section('History as told', (say) => {
    const ties = report.said.ties.map((tie) => ({
      day: tie.published ?? '',
      tell: () =>
        say(
          `${capital(tie.by && tie.by !== tie.cites[0]!.outlet ? `${someone(tie.by)}${tie.cites[0]!.outlet ? ` in ${tie.cites[0]!.outlet}` : ''}` : (tie.by ?? 'a source'))}, ${intervalWords(daysOf(tie.cites[0]!))}${tie.date ? `, of what held ${whenWords(tie.date)}` : ''}:`,
          tie.cites,
          tie.cites[0]!.words,
        ),
    }))
    // What a section before this one tells is not told again.
    const events = report.events
      .filter((event) => event.leftOut === null && Math.abs(event.score) >= 4 && !pages.isTold(event.cite))
      .slice(0, 20)
      .filter((event) => !isAgain(desk, event))
      .map((event) => ({ day: event.date ?? '', tell: () => sayEvent(desk, say, event) }))
    for (const { tell } of [...ties, ...events].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) tell()
  })
}
