import type { ArticleDate } from '../../article/index.ts'
import type { ParsedText } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import type { TimeExpression } from '../grounded-text.ts'
import { civil, dayNumber, isRealDay, weekdayOf } from './calendar.ts'
import { findTimes } from './find-times.ts'
import { landmarkClues } from './landmarks.ts'
import {
  allMonths,
  everyYear,
  hull,
  inWords,
  type MonthSet,
  monthName,
  monthNumber,
  mostShared,
  shared,
} from './months.ts'
import { tenseAround } from './tense.ts'
import { months as monthWords, weekdays } from './words.ts'

/** Someone named in the article with an office, and the terms in which he held it. `from` and `to` are ISO years, months or days; `null` leaves that end open. */
export interface OfficeHolder {
  name: string
  terms: { from: string | null; to: string | null }[]
  span: Span
}

interface Clue {
  months: MonthSet
  why: string
}

/** A story is told within about this many months of a month it names without a year. */
const bareMonthReach = 7
/** A story that names a weekday with its day of the month comes out within about this many days of it. */
const namedDayReach = 45
/** A wider span of months says too little to be called a date. */
const widestMonths = 12 * 12

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** The months in which all the named (or, when some contradict, the most of them) held the office they are named with. */
function officeClue(holders: readonly OfficeHolder[]): Clue | null {
  const byName = new Map<string, MonthSet>()
  for (const { name, terms } of holders) {
    const held = terms.map(
      ({ from, to }) =>
        [(from && monthNumber(from)) || allMonths[0]![0], (to && monthNumber(to, true)) || allMonths[0]![1]] as const,
    )
    byName.set(name, joined([...(byName.get(name) ?? []), ...held].sort((a, b) => a[0] - b[0])))
  }
  if (byName.size === 0) return null
  const { months } = mostShared([...byName.values()])
  const named = [...byName].filter(([, held]) => shared(held, months).length > 0).map(([name]) => name)
  if (months.length === 0) return null
  return {
    months,
    why: `${listed(named)} ${named.length === 1 ? 'held the office named' : named.length === 2 ? 'both held the offices they are named with' : 'all held the offices they are named with'} (${inWords(months)})`,
  }
}

/** Overlapping and touching ranges made one. */
function joined(ranges: MonthSet): MonthSet {
  const out: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = out.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else out.push([from, to])
  }
  return out
}

interface Told extends TimeExpression {
  words: string
  tense: ReturnType<typeof tenseAround>
}

/** The time expressions of the body with their words and tense; without a reference only full dates have a date. */
function toldTimes(parsed: ParsedText): Told[] {
  return findTimes(parsed, null)
    .filter((time) => time.in !== 'title')
    .map((time) => ({
      ...time,
      words: parsed.article.text.slice(time.start, time.end).toLowerCase().replaceAll(/\s+/g, ' '),
      tense: tenseAround(parsed.body[time.sentence], time.start, time.end),
    }))
}

/** Days with their year that are told as past are over; those told as coming, after "in", "by" or "on", are not. */
function statedYearClues(times: readonly Told[], text: string): Clue[] {
  let earliest = ''
  let earliestWords = ''
  let latest = ''
  let latestWords = ''
  for (const { date, words, tense, kind, start } of times) {
    if (!date || date.precision === 'decade' || date.precision === 'century') continue
    const led = /\b(in|by|on|until)( the)?\s+$/i.test(text.slice(Math.max(0, start - 12), start))
    if ((tense === 'past' && kind !== 'until') || kind === 'since') {
      if (date.start > earliest) [earliest, earliestWords] = [date.start, words]
    } else if (tense === 'future' && led && (latest === '' || date.end < latest))
      [latest, latestWords] = [date.end, words]
  }
  const clues: Clue[] = []
  if (earliest)
    clues.push({ months: [[monthNumber(earliest)!, allMonths[0]![1]]], why: `"${earliestWords}" is told as past` })
  if (latest)
    clues.push({ months: [[allMonths[0]![0], monthNumber(latest)!]], why: `"${latestWords}" is still to come` })
  return clues
}

/** The month a time expression names without day or year: "late November" is 11; `null` for others. */
function bareMonth({ words, date }: Told): number | null {
  const named =
    /^(?:(?:early|late|mid|the (?:end|start|beginning|middle) of|(?:end|start|beginning|middle) of)[ -])?([a-z]+)\.?$/.exec(
      words,
    )
  return date === null && named ? (monthWords.get(named[1]!) ?? null) : null
}

/** Months told as part of "last year" put the story early in the year after; "in March this year" bounds the month of the story. */
function monthClues(times: readonly Told[], parsed: ParsedText): Clue[] {
  const clues: Clue[] = []
  for (const lastYear of times.filter(
    ({ words }) => words.endsWith('last year') && !monthWords.has(words.split(' ')[0]!),
  )) {
    const { paragraph } = parsed.body[lastYear.sentence]!
    const ofLastYear = times.filter(
      (time) =>
        time.tense !== 'future' &&
        bareMonth(time) !== null &&
        time.sentence >= lastYear.sentence &&
        parsed.body[time.sentence]!.paragraph === paragraph,
    )
    if (ofLastYear.length === 0) continue
    const told = [...new Set(ofLastYear.map((time) => bareMonth(time)!))].sort((a, b) => a - b)
    const last = told[0]! + bareMonthReach - 12
    if (last < 1) continue
    clues.push({
      months: everyYear(1, last),
      why: `${listed(told.map(monthName))} ${told.length === 1 ? 'is' : 'are'} told as part of last year without naming it, so it was written early in a year`,
    })
  }
  for (const { words, tense } of times) {
    const month = / this year$/.test(words) ? monthWords.get(words.split(/[ .]/)[0]!) : undefined
    if (month === undefined) continue
    if (tense === 'past') clues.push({ months: everyYear(month, 12), why: `"${words}" is told as past` })
    if (tense === 'future') clues.push({ months: everyYear(1, month), why: `"${words}" is still to come` })
  }
  return clues
}

/** "Wednesday, 5 February": only in some years does the day fall on that weekday, and the story is no more than weeks away from it. */
function namedDayClues(times: readonly Told[]): Clue[] {
  const clues: Clue[] = []
  for (const { words, tense } of times) {
    const parts = words.match(/[a-z]+|\d+/g) ?? []
    const weekday = weekdays.get(parts[0] ?? '')
    const month = parts.map((part) => monthWords.get(part)).find((value) => value !== undefined)
    const day = parts.map(Number).find((value) => value >= 1 && value <= 31)
    const year = parts.map(Number).find((value) => value > 1000)
    if (weekday === undefined || month === undefined || day === undefined) continue
    const months: [number, number][] = []
    for (let y = year ?? 1900; y <= (year ?? 2099); y++) {
      if (!isRealDay(y, month, day) || weekdayOf(dayNumber(y, month, day)) !== weekday) continue
      const at = dayNumber(y, month, day)
      const first = civil(tense === 'past' ? at : at - namedDayReach)
      const last = civil(tense === 'future' ? at : at + namedDayReach)
      months.push([first.year * 12 + first.month - 1, last.year * 12 + last.month - 1])
    }
    if (months.length > 0) clues.push({ months: joined(months), why: `"${words}" falls on that weekday in few years` })
  }
  return clues
}

/**
 * Dates an article: its given date, the day in its dateline, or an interval inferred from what it says. Evidence in order of trust: the months in which
 * everybody named with an office held it; years told as past or coming; a weekday named with its day; happenings that date what speaks of them; months
 * told as part of last year; matters open in certain years only. A clue that contradicts the stronger ones is left out. The answer spans all months
 * left; when nothing bounds them on both sides, or they span more than twelve years, the date stays `null`. `why` says how, in plain words.
 */
export function dateArticle(input: {
  parsed: ParsedText
  given: ArticleDate | null
  officeHolders?: readonly OfficeHolder[]
}): { date: ArticleDate | null; why: string } {
  const { parsed, given, officeHolders } = input
  if (given) return { date: given, why: given.why }
  const day = parsed.article.dateline?.day
  if (day) {
    const why = 'The dateline names the day.'
    return { date: { ...day, basis: 'dateline', why }, why }
  }
  const { text } = parsed.article
  const times = toldTimes(parsed)
  const landmarks = landmarkClues(
    text,
    parsed.body.map(({ start, end }) => text.slice(start, end)),
  )
  const office = officeClue(officeHolders ?? [])
  const clues = [
    ...(office ? [office] : []),
    ...statedYearClues(times, text),
    ...landmarks.hard,
    ...namedDayClues(times),
    ...monthClues(times, parsed),
    ...landmarks.soft,
  ]
  let months = allMonths
  const reasons: string[] = []
  for (const clue of clues) {
    const left = shared(months, clue.months)
    if (left.length === 0 || same(left, months)) continue
    months = left
    reasons.push(clue.why)
  }
  const interval = hull(months)
  const [first, last] = [months[0]?.[0], months.at(-1)?.[1]]
  const bounded = first !== undefined && last !== undefined && first > allMonths[0]![0] && last < allMonths[0]![1]
  if (!interval || !bounded || last - first > widestMonths) {
    return {
      date: null,
      why: reasons.length
        ? `Too little to date it by: ${reasons.join('; ')}.`
        : 'Nothing in the text says when it was written.',
    }
  }
  const why = `Dated ${inWords([[first, last]])} from what it says: ${reasons.join('; ')}.`
  return { date: { ...interval, basis: 'inferred', why }, why }
}

function same(a: MonthSet, b: MonthSet): boolean {
  return a.length === b.length && a.every((range, i) => range[0] === b[i]![0] && range[1] === b[i]![1])
}
