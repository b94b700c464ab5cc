import { addDays, numberWords, spanOfDays, type TimeExpression } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { Clause } from '../clause.ts'

/** Stretches of time: what went on from one day to another, or still goes on. */

/** A stretch of time told by its first and last expression. */
export interface Range extends TimeExpression {
  last: TimeExpression
}

/** The time expressions of a sentence, in order, with the two of "from January to August" or "between 1990 and 1994" as one. */
export function withRanges(times: readonly TimeExpression[], { tokens }: Sentence): TimeExpression[] {
  const joined: TimeExpression[] = []
  for (const time of times) {
    const first = joined.at(-1)
    const range = first && rangeOf(first, time, tokens)
    if (range) joined[joined.length - 1] = range
    else joined.push(time)
  }
  return joined
}

function rangeOf(first: TimeExpression, last: TimeExpression, tokens: Sentence['tokens']): Range | null {
  if (!first.date || !last.date || ![first, last].every(({ kind }) => /^(?:point|since|until)$/.test(kind))) return null
  const between = wordsOf(tokens, first.end, last.start)
  const before = tokens.findLast((token) => token.end <= first.start)?.form.toLowerCase()
  const isRange = /^(?:to|until|till|through|-|–)$/.test(between)
    ? before === 'from' || /^[-–]$/.test(between)
    : between === 'and' && before === 'between'
  if (!isRange) return null
  let { start } = first.date
  // "from November to March" told in April: the November before
  if (start > last.date.end && first.basis === 'assumed')
    start = `${String(Number(start.slice(0, 4)) - 1).padStart(4, '0')}${start.slice(4)}`
  return start <= last.date.end
    ? { ...first, kind: 'point', end: last.end, date: spanOfDays(start, last.date.end), last }
    : null
}

/**
 * From when to the day of the story what a clause tells has gone on, by a time expression that has no date: "in the past three weeks", "over the last year", and of what *has been* done also "for
 * a month". Null where the words tell no stretch up to now.
 */
export function upToNow(time: TimeExpression, clause: Clause, today: DateInterval): DateInterval | null {
  if (time.kind !== 'duration' || time.date) return null
  const { tokens } = clause.sentence
  const words = wordsOf(tokens, time.start, time.end).split(' ')
  const before = tokens.findLast((token) => token.end <= time.start)?.form.toLowerCase()
  const isRecent = words.includes('recent')
  if (
    !isRecent &&
    !words.some((word) => /^(?:past|last|previous)$/.test(word)) &&
    !(before === 'for' && isPerfect(clause))
  )
    return null
  const unit = UNITS.get(words.at(-1)!.replace(/s$/, ''))
  if (!unit) return null
  const told = words.map((word) => numberWords.get(word) ?? Number(word)).find((count) => count > 0)
  const count =
    told ?? (words.at(-1)!.endsWith('s') ? (isRecent || words.includes('few') || words.includes('several') ? 3 : 0) : 1)
  if (count === 0) return null
  return spanOfDays(daysBefore(today.start, count * unit.count, unit.of), today.end)
}

/** An ISO day so many days or months earlier; a day that a month lacks is its last. */
function daysBefore(iso: string, count: number, of: 'day' | 'month'): string {
  if (of === 'day') return addDays(iso, -count)
  const date = new Date(`${iso}T00:00:00Z`)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - count)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.toISOString().slice(0, 10)
}

const UNITS: ReadonlyMap<string, { count: number; of: 'day' | 'month' }> = new Map([
  ['day', { count: 1, of: 'day' }],
  ['week', { count: 7, of: 'day' }],
  ['fortnight', { count: 14, of: 'day' }],
  ['month', { count: 1, of: 'month' }],
  ['year', { count: 12, of: 'month' }],
  ['decade', { count: 120, of: 'month' }],
])

/** "has been", "have fought": told as done up to now, not on a day. */
export function isPerfect({ sentence: { tokens }, head, kind }: Clause): boolean {
  return (
    kind !== 'noun' &&
    tokens.some(
      (token) => token.head === head && token.deprel.startsWith('aux') && /^(?:has|have|'ve|’ve)$/i.test(token.form),
    ) &&
    !tokens.some(
      (token) =>
        token.head === head &&
        token.deprel.startsWith('aux') &&
        /^(?:may|might|must|could|would|should|will)$/i.test(token.form),
    )
  )
}

/** The words of a stretch of text, in lower case. */
const wordsOf = (tokens: Sentence['tokens'], from: number, to: number): string =>
  tokens
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ form }) => form.toLowerCase())
    .join(' ')
