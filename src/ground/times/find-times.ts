import type { ParsedText, Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { TimeExpression } from '../grounded-text.ts'
import { dayInterval, daysBetween, toDayNumber } from './calendar.ts'
import {
  dayMonthRule,
  firstMonthsRule,
  furtherDayRule,
  monthRule,
  partRule,
  quarterRule,
  seasonRule,
  weekdayRule,
} from './calendar-rules.ts'
import { feastRule, feastStarters } from './holidays.ts'
import { type Lexeme, lex } from './lexer.ts'
import { anaphoric, lexemeAt, type Match, type Rule, wordAt } from './matching.ts'
import {
  bareUnitRule,
  countRule,
  deicticRule,
  eveRule,
  neighbourRule,
  ownUnit,
  sameRule,
  setRule,
  unitOfRule,
  unitRule,
  vagueRule,
} from './relative-rules.ts'
import { type Tense, tenseAround } from './tense.ts'
import {
  dayparts,
  decadeWords,
  months,
  numbers,
  ordinals,
  seasons,
  setWords,
  type Unit,
  units,
  vagueWords,
  weekdays,
} from './words.ts'
import { centuryRule, decadeRule, decadeWordRule, numericDateRule, shortYearRule, yearRule } from './year-rules.ts'

const byWord = new Map<string, Rule[]>()

/** Registers a rule under the words it can start with; the first rule that matches wins. */
function on(words: Iterable<string>, ...rules: Rule[]): void {
  for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), ...rules])
}

/** What stands at a lexeme, without "early", "late" and their like before it. */
function core(lexemes: readonly Lexeme[], at: number): Match | null {
  const lexeme = lexemeAt(lexemes, at)
  for (const rule of lexeme.kind === 'number' ? numberRules : (byWord.get(lexeme.word) ?? [])) {
    const match = rule(lexemes, at)
    if (match) return match
  }
  return null
}

const ofUnit: Rule = (lexemes, at) => core(lexemes, at) ?? ownUnit(lexemes, at)

const numberRules: Rule[] = [
  numericDateRule,
  dayMonthRule,
  furtherDayRule,
  decadeRule,
  centuryRule,
  quarterRule,
  yearRule,
  countRule,
]

on(feastStarters, feastRule)
on(months.keys(), monthRule)
on(weekdays.keys(), weekdayRule)
on(
  [...weekdays.keys()].filter((word) => word.endsWith('day')).map((word) => `${word}s`),
  weekdayRule,
)
on(["'"], decadeRule, shortYearRule)
on(decadeWords.keys(), decadeWordRule)
on(
  ['latter', 'better', ...ordinals.keys()],
  (lexemes, at) => firstMonthsRule(lexemes, at, ofUnit),
  (lexemes, at) => partRule(lexemes, at, ofUnit),
  centuryRule,
  quarterRule,
  dayMonthRule,
)
on(['q'], quarterRule)
on(seasons.keys(), seasonRule)
on(['today', 'yesterday', 'tomorrow', 'tonight'], deicticRule)
on(['last', 'next', 'past', 'coming', 'this', 'current'], thisRule)
on(['previous', 'following', 'preceding', 'ensuing'], neighbourRule)
on(['that', 'same', 'very'], sameRule)
on(['eve', ...units.keys(), ...dayparts], (lexemes, at) => unitOfRule(lexemes, at, core))
on(['eve'], eveRule)
on([...units.keys(), ...dayparts], bareUnitRule)
on([...setWords, 'every', 'each', 'per', 'once', 'twice'], setRule)
on([...vagueWords, 'recent'], vagueRule)
on([...numbers.keys(), 'several', 'few', 'many', 'some'], countRule)
on(['early', 'late', 'mid', 'middle', 'beginning', 'start', 'end', 'earlier', 'later', 'sometime'], modifiedRule)

/** "last Friday", "this spring", "next month": a name of the calendar after the word, else a unit. */
function thisRule(lexemes: readonly Lexeme[], at: number): Match | null {
  let i = at + 1
  if (wordAt(lexemes, at) === 'this' && /^(past|coming)$/.test(wordAt(lexemes, i))) i++
  const word = wordAt(lexemes, i)
  if (weekdays.has(word) || months.has(word) || seasons.has(word) || feastStarters.includes(word)) {
    const named = core(lexemes, i)
    return named && named.kind === 'point' ? { ...named, from: at } : null
  }
  return unitRule(lexemes, at)
}

const mods: Record<string, TimeExpression['mod']> = {
  early: 'start',
  beginning: 'start',
  start: 'start',
  mid: 'mid',
  middle: 'mid',
  late: 'end',
  end: 'end',
}

/** "late November", "mid-2003", "the end of next week", "early in 1998", "earlier this month", "later in the day". */
function modifiedRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  const mod = mods[word] ?? null
  let i = at + 1
  if (wordAt(lexemes, i) === '-') i++
  if (/^(middle|beginning|start|end)$/.test(word)) {
    if (wordAt(lexemes, i) !== 'of') return null
    i++
  } else if (/^(in|on|of)$/.test(wordAt(lexemes, i))) i++
  const the = wordAt(lexemes, i) === 'the'
  if (the) i++
  const inner =
    core(lexemes, i) ??
    (the ? (word === 'earlier' || word === 'later' ? sameUnit(lexemes, i) : ownUnit(lexemes, i)) : null)
  if (!inner || (!inner.resolve && inner.kind !== 'point') || !inner.resolve) return null
  return { ...inner, from: at, mod: inner.mod ?? mod }
}

/** "later in the day", "earlier in the week": the unit of the last date told, else of the story's own day. */
function sameUnit(lexemes: readonly Lexeme[], at: number): Match | null {
  if (wordAt(lexemes, at) !== 'day') return ownUnit(lexemes, at)
  return anaphoric(at, at + 1, (setting) => setting.anchor('day') ?? dayInterval(setting.day))
}

/** How fine each precision is; an anchor must be at least as fine as the unit counted. */
const fineness: Record<string, number> = {
  day: 0,
  weekend: 0,
  week: 1,
  fortnight: 1,
  month: 2,
  quarter: 3,
  season: 3,
  year: 4,
  decade: 5,
  century: 6,
}

/** All matches of one text, left to right, none overlapping. */
function matchesIn(lexemes: readonly Lexeme[]): Match[] {
  const found: Match[] = []
  for (let at = 0; at < lexemes.length; ) {
    const match = lexemes[at]!.kind === 'mark' && lexemes[at]!.word !== "'" ? null : core(lexemes, at)
    if (match) {
      found.push(match)
      at = Math.max(match.to, at + 1)
    } else at++
  }
  return found
}

/** `since` and `until` from the preposition before the expression; the second of a "from … to …" pair is its end. */
function edgeOf(lexemes: readonly Lexeme[], match: Match, previous: Match | undefined): TimeExpression['kind'] {
  if (match.kind !== 'point') return match.kind
  let at = match.from - 1
  if (wordAt(lexemes, at) === 'the') at--
  const word = wordAt(lexemes, at)
  if (word === 'since') return 'since'
  if (word === 'until' || word === 'till' || word === 'through') return 'until'
  if (word === 'from') {
    const after = wordAt(lexemes, match.to)
    return /^(to|until|till|through|on|onward|onwards|-)$/.test(after) ? 'since' : 'point'
  }
  if (previous && (word === 'to' || word === '-') && at <= previous.to + 1 && at >= previous.to) return 'until'
  if (word === 'and' && previous && at === previous.to && wordAt(lexemes, previous.from - 1) === 'between')
    return 'until'
  if (word === 'between' && wordAt(lexemes, match.to) === 'and') return 'since'
  return 'point'
}

/** Everything the resolution of one text needs: its lexemes, its matches, and the dates found so far. */
interface Reading {
  lexemes: readonly Lexeme[]
  matches: readonly Match[]
  /** One a match, in order, as far as resolved. */
  dates: (DateInterval | null)[]
  reference: DateInterval | null
}

/** The last date told before a match that is at least as fine as the unit. */
function anchorBefore({ matches, dates }: Reading, index: number, unit: Unit): DateInterval | null {
  for (let i = index - 1; i >= Math.max(0, index - 60); i--) {
    const date = dates[i]
    if (date && matches[i]!.kind === 'point' && fineness[date.precision]! <= fineness[unit]!) return date
  }
  return null
}

/** The date named within the nine lexemes after a match, no stop between. */
function dateAhead(reading: Reading, index: number, unit: Unit): DateInterval | null {
  const { lexemes, matches } = reading
  const [match, next] = [matches[index]!, matches[index + 1]]
  if (!next?.resolve || next.needs === 'anchor' || next.from > match.to + 9) return null
  for (let i = match.to; i < next.from; i++)
    if (lexemes[i]!.kind === 'break' || /^[.,;:!?()]$/.test(lexemes[i]!.word)) return null
  const date = resolveMatch(reading, index + 1, 'past')
  return date && fineness[date.precision]! <= fineness[unit]! ? date : null
}

/** The day named just before a match, with nothing but a comma and "just" or "only" between. */
function dayBeside({ lexemes, matches, dates }: Reading, index: number): DateInterval | null {
  const [previous, date] = [matches[index - 1], dates[index - 1]]
  if (!previous || date?.precision !== 'day') return null
  const between = lexemes.slice(previous.to, matches[index]!.from).map((lexeme) => lexeme.word)
  const bare =
    between.length <= 3 && between[0] === ',' && between.slice(1).every((word) => /^(just|the|only|about)$/.test(word))
  return bare ? date : null
}

/**
 * Puts a match on the calendar. A reference longer than a day must give the same date from its first and its last day; otherwise the date stays
 * open. Without a reference only what the words give in full, or count from such a date, is resolved.
 */
function resolveMatch(reading: Reading, index: number, tense: Tense): DateInterval | null {
  const { reference } = reading
  const { resolve, needs } = reading.matches[index]!
  if (!resolve || (needs === 'reference' && !reference)) return null
  const from = (day: number): DateInterval | null =>
    resolve({
      day,
      tense,
      anchor: (unit) => anchorBefore(reading, index, unit),
      ahead: (unit) => dateAhead(reading, index, unit),
      beside: () => dayBeside(reading, index),
    })
  /** "2000 centuries ago" lies before the first year that has a name. */
  const named = (date: DateInterval | null) =>
    date && /^\d{4}-\d\d-\d\d$/.test(date.start) && /^\d{4}-\d\d-\d\d$/.test(date.end) ? date : null
  if (!reference) return named(from(Number.NaN))
  const first = named(from(toDayNumber(reference.start)))
  if (reference.start === reference.end) return first
  const last = from(toDayNumber(reference.end))
  return first && last && first.start === last.start && first.end === last.end ? first : null
}

/** Ended before the story's month (before its year, for a year or more): the clause tells of earlier times. */
function liesInThePast(date: DateInterval, reference: DateInterval): boolean {
  const unit = date.precision === 'day' || date.precision === 'week' || date.precision === 'month' ? 7 : 4
  return date.end.slice(0, unit) < reference.start.slice(0, unit)
}

/** A dateline's day may lie this far from the publication date; farther off it belongs to an older story. */
const datelineReach = 10

/** "WASHINGTON, August 7 (Xinhua) --": the day a story was filed, written after its place; the days of what follows are counted from it. */
function isDateline({ lexemes, matches }: Reading, index: number, text: string): boolean {
  const { from, to } = matches[index]!
  const after = wordAt(lexemes, to)
  if (after !== '(' && !(after === '-' && wordAt(lexemes, to + 1) === '-')) return false
  let at = from - 1
  while (at >= 0 && from - at < 8 && lexemes[at]!.kind !== 'break') {
    const { kind, start, end } = lexemes[at]!
    if (kind === 'word' && text.slice(start, end) !== text.slice(start, end).toUpperCase()) return false
    at--
  }
  return (
    at < from - 2 &&
    (at < 0 || lexemes[at]!.kind === 'break' || wordAt(lexemes, at) === '.') &&
    months.has(wordAt(lexemes, from))
  )
}

/** "In 1976, the fall of the pound led ministers to ask for a loan in September": the past year that opens a sentence is that of its months. */
function yearOver(
  { lexemes, matches, reference }: Reading,
  index: number,
  times: readonly TimeExpression[],
  sentence: Sentence | undefined,
): string | null {
  if (!reference || !sentence) return null
  const { from, to } = matches[index]!
  if (!lexemes.slice(from, to).some(({ word }) => months.has(word))) return null
  const opening = times.find(({ start }) => start >= sentence.start)
  const [first, second] = sentence.tokens
  if (opening?.date?.precision !== 'year' || opening.basis !== 'stated' || opening.start !== second?.start) return null
  const year = opening.date.start.slice(0, 4)
  return /^in$/i.test(first!.form) && year < reference.start.slice(0, 4) ? year : null
}

/** The same days or month of another year. */
function movedTo(year: string, { start, end, precision }: DateInterval): DateInterval {
  const moved = (iso: string) => `${year}${iso.slice(4)}`
  return {
    start: moved(start).replace('-02-29', '-02-28'),
    end: moved(end).replace('-02-29', '-02-28'),
    precision,
  }
}

function findIn(
  text: string,
  sentences: readonly Sentence[],
  reference: DateInterval | null,
  title: boolean,
): TimeExpression[] {
  const lexemes = lex(text)
  const reading: Reading = { lexemes, matches: matchesIn(lexemes), dates: [], reference }
  const times: TimeExpression[] = []
  let sentence = 0
  for (const [index, match] of reading.matches.entries()) {
    const start = lexemes[match.from]!.start
    const end = lexemes[match.to - 1]!.end
    while (sentence + 1 < sentences.length && sentences[sentence + 1]!.start <= start) sentence++
    const chosen = resolveMatch(
      reading,
      index,
      match.needs === 'nothing' ? 'unknown' : tenseAround(sentences[sentence], start, end),
    )
    const year = match.basis === 'assumed' && chosen ? yearOver(reading, index, times, sentences[sentence]) : null
    const date = year === null ? chosen : movedTo(year, chosen!)
    reading.dates.push(date)
    if (date?.precision === 'day' && reading.reference && isDateline(reading, index, text)) {
      const away = daysBetween(reading.reference.end, date.start)
      if (away >= -datelineReach && away <= 1) reading.reference = date
    }
    times.push({
      start,
      end,
      ...(title ? { in: 'title' as const } : {}),
      sentence,
      date,
      mod: date ? match.mod : null,
      basis: match.basis,
      kind: edgeOf(lexemes, match, reading.matches[index - 1]),
      ...(match.past || (date && reference && liesInThePast(date, reference)) ? { past: true } : {}),
      ...(match.lapse && { lapse: match.lapse }),
    })
  }
  return times
}

/**
 * Finds every time expression of an article, title first, in order of place, and puts it on the calendar.
 *
 * `reference` is the publication date; expressions that lean on it ("Wednesday", "last year") stay without a date when it is `null`, or when it is
 * longer than a day and its first and last day would give different answers. Dates are whole calendar units: "late November" is all of November
 * with `mod: 'end'`. Durations ("33 years", "for decades"), repetitions and vague times ("recently") are reported with `date: null`.
 *
 * Only the words, the sentence bounds and the verb forms of `parsed` are used. Cost: linear in the length of the text.
 */
export function findTimes(parsed: ParsedText, reference: DateInterval | null): TimeExpression[] {
  const { article } = parsed
  return [
    ...(article.title ? findIn(article.title, parsed.title, reference, true) : []),
    ...findIn(article.text, parsed.body, reference, false),
  ]
}
