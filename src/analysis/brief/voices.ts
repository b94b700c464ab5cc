import { type Cite, daysBetween } from '../citing.ts'
import { capital, someone } from '../phrases.ts'
import { publishedWords, reportedWords } from './day-words.ts'
import { type Desk, isAgain, sayEvent } from './desk.ts'
import { isIn } from './telling.ts'

/** Quotations told at most. */
const QUOTATIONS = 8

/** The newest quotations of either side about the other. */
export function sayQuotations({ report, offices, names, grounds, pages }: Desk): void {
  const isOfName = (country: string, speaker: string) => offices?.names(country, speaker) ?? false
  pages.section('Key quotations', (say) => {
    let n = 0
    const texts = new Map<string, string>()
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
      // A quotation with words around it is told in its whole sentence, as its outlet has it; what goes before stands in the footnote.
      const isAlone = words === null || statement.form === 'direct'
      const who = `${capital(someone(speaker))}${country && !isOfName(country, speaker) ? ` (${names(country).replace(/^the /, '')})` : ''}`
      const by = isAlone || !cite.outlet ? '' : `in the words of ${cite.outlet}, `
      // The same words in another outlet are the same sentence with a further footnote.
      const text = texts.get(cite.words) ?? `${who}, ${by}${reportedWords(cite)}:`
      texts.set(cite.words, text)
      say(text, [told.cite], isAlone ? cite.words : (told.core ?? told.cite.words))
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
      say(`${capital(someone(by ?? 'observers'))}, ${direction}, ${publishedWords(cites[0]!)}:`, cites, cites[0]!.words)
  })
}

/** Words that tell how two countries stood, and not only of something else that one may conclude it from; what somebody expects is no history. */
const ON_RELATIONS =
  /^(?!.*\b(?:expects?|hopes?|predicts?)\b).*\b(?:relations|ties|relationship|war|wars|dialogue|quarrels?|rivals?|alliance|enmity|hostility|friendship|thaw|rift)\b/is

/** Words of warmth and cold, and of trends. */
const WARMTH = /\b(?:warm|cold|cool|thaw|froz|freez|frost|chill|closer|sour|worse|better|improv|deteriorat)/i

const isHeadline = ({ title, words }: Cite) => title?.replace(/\s+/g, ' ').includes(words) ?? false

/** What sources said of relations, and the weightiest happenings that no section before tells, from the oldest on. */
export function sayHistory(desk: Desk): void {
  const { report, grounds, pages, toldAgain } = desk
  pages.section('History as told', (say) => {
    // What a section before this one tells is not told again.
    const events = report.events
      .filter(
        (event) =>
          event.leftOut === null && Math.abs(event.score) >= 4 && !pages.isTold(event.cite) && !toldAgain.has(event.id),
      )
      .slice(0, 20)
      .filter((event) => !isAgain(desk, event))
      .filter((event) => !pages.isQuoted(grounds.ofEvent(event, report.pair)?.cite.words ?? null))
    const quoted = events.flatMap((event) => grounds.ofEvent(event, report.pair)?.words ?? [])
    const told = report.said.ties.filter(
      ({ trend, cites: [cite] }) =>
        !pages.isShown(cite!.words) &&
        !quoted.some((words) => words.includes(cite!.words)) &&
        (ON_RELATIONS.test(cite!.words.split(' … ').at(-1)!) ||
          (trend !== null && (WARMTH.test(cite!.words) || isHeadline(cite!)))),
    )
    const ties = told.map((tie) => ({
      day: tie.published ?? '',
      tell: () => {
        const [cite] = tie.cites
        // "He said India had no quarrel with Pakistan": who, the sentence before says.
        const words = /^(?:He|She|His|Her)\b/.test(cite!.words)
          ? grounds.naming(cite!, report.pair, [])?.cite.words
          : null
        // Whom the words name as their speaker need not be named before them.
        const isSpeaker = tie.by !== null && tie.by !== cite!.outlet && !isIn(tie.by, words ?? cite!.words)
        const who = isSpeaker ? `${someone(tie.by!)}${cite!.outlet ? ` in ${cite!.outlet}` : ''}` : cite!.outlet
        say(
          `${capital(who ?? 'a source')}, ${publishedWords(cite!)}:`,
          words ? [{ ...cite!, words }, ...tie.cites.slice(1)] : tie.cites,
          words ?? cite!.words,
        )
      },
    }))
    const acts = events.map((event) => ({ day: event.date ?? '', tell: () => sayEvent(desk, say, event) }))
    for (const { tell } of [...ties, ...acts].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) tell()
  })
}
