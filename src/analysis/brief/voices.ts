import { daysBetween, daysOf } from '../citing.ts'
import { capital, intervalWords, someone, whenWords } from '../phrases.ts'
import { type Desk, isAgain, sayEvent } from './desk.ts'
import { isIn } from './telling.ts'

/** Quotations told at most. */
const QUOTATIONS = 8

/** The newest quotations of either side about the other. */
export function sayQuotations({ report, offices, names, grounds, pages }: Desk): void {
  const isOfName = (country: string, speaker: string) => offices?.names(country, speaker) ?? false
  pages.section('Key quotations', (say) => {
    let n = 0
    for (const statement of report.statements.filter((s) => s.form !== 'indirect')) {
      if (n >= QUOTATIONS) break
      const { cite, speaker, country } = statement
      const words = grounds.wholeWords(cite)
      // "he said": whom that means, the words do not say.
      if (words !== null && !isIn(speaker, words)) continue
      const other = report.pair.filter((each) => each !== country)
      const told = grounds.naming(cite, other, [])
      if (!told) continue
      n++
      // A quotation with words around it, or one whose matter stands before it, is told in whole sentences.
      const isAlone = words === null || (statement.form === 'direct' && told.words === told.core)
      say(
        `${capital(someone(speaker))}${country && !isOfName(country, speaker) ? ` (${names(country).replace(/^the /, '')})` : ''}, reported ${whenWords(daysOf(cite))}:`,
        [told.cite],
        isAlone ? cite.words : told.cite.words,
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
  const { report, grounds, pages, toldAgain } = desk
  pages.section('History as told', (say) => {
    const told = report.said.ties.filter(({ trend, cites }) => trend !== null || !pages.isQuoted(cites[0]!.words))
    const ties = told.map((tie) => ({
      day: tie.published ?? '',
      tell: () => {
        // "He said India had no quarrel with Pakistan": who, the sentence before says.
        const words = /^(?:He|She|His|Her)\b/.test(tie.cites[0]!.words)
          ? grounds.naming(tie.cites[0]!, report.pair, [])?.cite.words
          : null
        say(
          `${capital(tie.by && tie.by !== tie.cites[0]!.outlet ? `${someone(tie.by)}${tie.cites[0]!.outlet ? ` in ${tie.cites[0]!.outlet}` : ''}` : (tie.by ?? 'a source'))}, ${intervalWords(daysOf(tie.cites[0]!))}:`,
          words ? [{ ...tie.cites[0]!, words }, ...tie.cites.slice(1)] : tie.cites,
          words ?? tie.cites[0]!.words,
        )
      },
    }))
    // What a section before this one tells is not told again.
    const events = report.events
      .filter(
        (event) =>
          event.leftOut === null && Math.abs(event.score) >= 4 && !pages.isTold(event.cite) && !toldAgain.has(event.id),
      )
      .slice(0, 20)
      .filter((event) => !isAgain(desk, event))
      .filter((event) => !pages.isQuoted(grounds.ofEvent(event, report.pair)?.cite.words ?? null))
      .map((event) => ({ day: event.date ?? '', tell: () => sayEvent(desk, say, event) }))
    for (const { tell } of [...ties, ...events].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) tell()
  })
}
