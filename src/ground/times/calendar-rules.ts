import type { DateInterval } from '../../text/index.ts'
import {
  civil,
  dayInterval,
  dayNumber,
  daysInMonth,
  isRealDay,
  monthInterval,
  nthWeekday,
  quarterInterval,
  seasonInterval,
  toDayNumber,
  weekInterval,
  yearInterval,
} from './calendar.ts'
import { chooseMonth, chooseMonthDay, chooseQuarter, chooseSeason, chooseWeekday, type Which } from './choosing.ts'
import type { Lexeme } from './lexer.ts'
import {
  absolute,
  lexemeAt,
  type Match,
  type Rule,
  relative,
  type Setting,
  skipDaypart,
  skipThe,
  undated,
  wordAt,
  wordsAt,
} from './matching.ts'
import { months, seasons, shortNames, units, weekdays } from './words.ts'
import { isYear, ordinalAt } from './year-rules.ts'

/** Names of the calendar: days with their month, months, weekdays, seasons, quarters; with or without a year. */

/** A word before the name that chooses among years or weeks: "last May", "next Friday", "this spring". */
export function whichBefore(lexemes: readonly Lexeme[], at: number): { which: Which; from: number } {
  const previous = wordAt(lexemes, at - 1)
  if (previous === 'last' || previous === 'past')
    return { which: 'last', from: wordAt(lexemes, at - 2) === 'this' ? at - 2 : at - 1 }
  if (previous === 'next') return { which: 'next', from: at - 1 }
  if (previous === 'coming' && wordAt(lexemes, at - 2) === 'this') return { which: 'next', from: at - 2 }
  if (previous === 'this') return { which: 'this', from: at - 1 }
  return { which: 'near', from: at }
}

interface YearAfter {
  to: number
  /** The year itself, or how many years from the reference ("of last year" is -1). */
  year?: number
  offset?: number
}

/** Reads the year that follows a month, season or quarter: "1998", ", 1998", "of 1998", "'98", "of last year". */
function yearAfter(lexemes: readonly Lexeme[], at: number): YearAfter | null {
  let i = at
  if (wordAt(lexemes, i) === ',') i++
  if (wordAt(lexemes, i) === 'of' || wordAt(lexemes, i) === 'in') i++
  const lexeme = lexemeAt(lexemes, i)
  if (
    lexeme.value >= 1000 &&
    lexeme.value < 2200 &&
    lexeme.end - lexeme.start === 4 &&
    (isYear(lexemes, i) || i > at || lexeme.value > 1800)
  )
    return { to: i + 1, year: lexeme.value }
  if (
    lexeme.word === "'" &&
    lexemeAt(lexemes, i + 1).value >= 0 &&
    lexemeAt(lexemes, i + 1).end - lexemeAt(lexemes, i + 1).start === 2 &&
    !lexemeAt(lexemes, i + 1).spaced
  ) {
    const short = lexemeAt(lexemes, i + 1).value
    return { to: i + 2, year: short < 30 ? 2000 + short : 1900 + short }
  }
  if (wordAt(lexemes, i) === 'fiscal') i++
  const offset = ({ last: -1, this: 0, next: 1 } as Record<string, number>)[wordAt(lexemes, i)]
  if (offset !== undefined && wordAt(lexemes, i + 1) === 'year') return { to: i + 2, offset }
  if (wordsAt(lexemes, i, 'the', 'same', 'year')) return null
  return null
}

/** A date in a year that is given, counted from the reference, or to be chosen. */
function inYear(
  from: number,
  to: number,
  year: YearAfter | null,
  fixed: (year: number) => DateInterval | null,
  chosen: (setting: Setting) => DateInterval | null,
): Match | null {
  if (year?.year !== undefined) return absolute(from, year.to, fixed(year.year))
  if (year?.offset !== undefined) return relative(from, year.to, ({ day }) => fixed(civil(day).year + year.offset!))
  return relative(from, to, chosen, { basis: 'assumed' })
}

/** The index after a month's name at `at` (and the full stop of a short one); `null` where none stands. */
function monthAt(lexemes: readonly Lexeme[], at: number): { month: number; to: number } | null {
  const lexeme = lexemeAt(lexemes, at)
  const month = months.get(lexeme.word)
  if (month === undefined || !lexeme.capital) return null
  if (!shortNames.has(lexeme.word)) return { month, to: at + 1 }
  const next = lexemeAt(lexemes, at + 1)
  if (next.word === '.' && !next.spaced) return { month, to: at + 2 }
  return next.value > 0 || (next.word === 'of' && isYear(lexemes, at + 2)) ? { month, to: at + 1 } : null
}

function dayOf(year: number, month: number, day: number): DateInterval | null {
  return isRealDay(year, month, day) ? dayInterval(dayNumber(year, month, day)) : null
}

/** The day number that follows a month's name: "7", "7th". */
function monthDayAt(lexemes: readonly Lexeme[], at: number): { value: number; to: number } | null {
  const lexeme = lexemeAt(lexemes, at)
  if (lexeme.value < 1 || lexeme.value > 31 || lexeme.end - lexeme.start > 2) return null
  const ending = lexemeAt(lexemes, at + 1)
  if (!ending.spaced && /^(st|nd|rd|th)$/.test(ending.word)) return { value: lexeme.value, to: at + 2 }
  if (!ending.spaced && (ending.kind === 'word' || ending.word === '%')) return null
  if (ending.word === ':' && lexemeAt(lexemes, at + 2).kind === 'number') return null
  return { value: lexeme.value, to: at + 1 }
}

const attackWords = /^(attack|terror|hijack|suicide|assault|commission|bomb|tragedy|atrocit|hijackers|events|strikes)/

/** Where the end of a range of months would stand: after the dash of "January-September", after "to" or "and" of "from", "between" January. */
function rangeTo(lexemes: readonly Lexeme[], from: number, to: number): number {
  const next = wordAt(lexemes, to)
  if (next === '-') return to + 1
  const before = wordAt(lexemes, from - 1)
  if (before === 'from' && /^(to|until|through|till)$/.test(next)) return to + 1
  return before === 'between' && next === 'and' ? to + 1 : -1
}

/** "Feb. 5", "February 5th, 2003", "Feb. 5-7", "October 1998", "November". */
export function monthRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const name = monthAt(lexemes, at)
  if (!name) return null
  const { month } = name
  const { which, from } = whichBefore(lexemes, at)
  const day = monthDayAt(lexemes, wordAt(lexemes, name.to) === 'the' ? name.to + 1 : name.to)
  if (day) {
    let to = day.to
    let last = day.value
    const dash = wordAt(lexemes, to) === '-' && !lexemeAt(lexemes, to + 1).spaced ? monthDayAt(lexemes, to + 1) : null
    if (dash && dash.value > day.value) {
      last = dash.value
      to = dash.to
    }
    const wide = (date: DateInterval | null): DateInterval | null =>
      date && (last === day.value ? date : { ...date, end: date.end.slice(0, 8) + String(last).padStart(2, '0') })
    const second = /^(and|to|or)$/.test(wordAt(lexemes, to)) ? monthDayAt(lexemes, to + 1) : null
    const shared = second && wordAt(lexemes, second.to) === ',' ? yearAfter(lexemes, second.to) : null
    if (shared?.year !== undefined && isRealDay(shared.year, month, last))
      return absolute(at, to, wide(dayOf(shared.year, month, day.value)))
    if (
      month === 9 &&
      last === 11 &&
      which === 'near' &&
      attackWords.test(wordAt(lexemes, wordAt(lexemes, to) === ',' ? to + 1 : to)) &&
      yearAfter(lexemes, to)?.year === undefined
    ) {
      const attacks = dayNumber(2001, 9, 11)
      return relative(at, to, (setting) =>
        setting.day >= attacks ? dayInterval(attacks) : chooseMonthDay(setting, 9, 11, which),
      )
    }
    const year = yearAfter(lexemes, to)
    if (!isRealDay(2000, month, last)) return null
    return inYear(
      from,
      to,
      year,
      (y) => wide(dayOf(y, month, day.value)),
      (setting) => wide(chooseMonthDay(setting, month, day.value, which)),
    )
  }
  const year = yearAfter(lexemes, name.to)
  if (!year && !namesMonth(lexemes, at)) return null
  const lastMonth = year ? null : monthAt(lexemes, rangeTo(lexemes, from, name.to))
  if (lastMonth && !monthDayAt(lexemes, lastMonth.to)) {
    const stated = yearAfter(lexemes, lastMonth.to)
    const first = (date: DateInterval): DateInterval =>
      monthInterval(Number(date.start.slice(0, 4)) - (month > lastMonth.month ? 1 : 0), month)
    if (stated?.year !== undefined) return absolute(at, name.to, first(monthInterval(stated.year, lastMonth.month)))
    return relative(at, name.to, (setting) => first(chooseMonth(setting, lastMonth.month, 'near')), {
      basis: 'assumed',
    })
  }
  return inYear(
    year ? at : from,
    name.to,
    year,
    (y) => monthInterval(y, month),
    (setting) => chooseMonth(setting, month, which),
  )
}

const leadsToMonth: ReadonlySet<string> = new Set(
  'in of since by until till from to and between before after during the through early late mid last next this past every - or for around'.split(
    ' ',
  ),
)

/** Is a month's name without day or year meant as a month? "may", "march" and first names (April, June, August) are not. */
function namesMonth(lexemes: readonly Lexeme[], at: number): boolean {
  const { word } = lexemeAt(lexemes, at)
  const [previous, next] = [lexemeAt(lexemes, at - 1), lexemeAt(lexemes, at + 1)]
  if (!/^(may|march|april|june|august|mar|jun|jan)$/.test(word)) return true
  if (previous.capital && !leadsToMonth.has(previous.word)) return false
  if (!leadsToMonth.has(previous.word)) return word !== 'may' && word !== 'march' && !next.capital && next.word !== "'"
  if (
    word === 'march' &&
    (previous.word === 'the' || previous.word === 'to') &&
    /^(on|of|to|by|through|against|for|in|from)$/.test(next.word)
  )
    return false
  if (
    word === 'may' &&
    (previous.word === 'the' || previous.word === 'this' || previous.word === 'and' || previous.word === 'or') &&
    !(next.kind === 'word')
  )
    return false
  return !(next.capital && next.spaced && /^(and|or|for|to|by)$/.test(previous.word) && word !== 'march')
}

/** "5 February 2003", "the 5th of February", "25 Dec." */
export function dayMonthRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const day = monthDayAt(lexemes, at) ?? (lexemeAt(lexemes, at).kind === 'word' ? ordinalAt(lexemes, at) : null)
  if (!day || day.value < 1 || day.value > 31 || (!lexemeAt(lexemes, at).spaced && wordAt(lexemes, at - 1) === '.'))
    return null
  const dash = wordAt(lexemes, day.to) === '-' ? monthDayAt(lexemes, day.to + 1) : null
  const pair = /^(and|or|to)$/.test(wordAt(lexemes, day.to)) ? monthDayAt(lexemes, skipThe(lexemes, day.to + 1)) : null
  const pairName = pair && monthAt(lexemes, wordAt(lexemes, pair.to) === 'of' ? pair.to + 1 : pair.to)
  if (pair && pairName && pair.value > day.value && !monthDayAt(lexemes, pairName.to)) {
    const year = yearAfter(lexemes, pairName.to)
    const inMonth = (y: number): DateInterval | null => dayOf(y, pairName.month, day.value)
    if (year?.year !== undefined) return absolute(at, day.to, inMonth(year.year))
    return relative(at, day.to, (setting) => chooseMonthDay(setting, pairName.month, day.value, 'near'), {
      basis: 'assumed',
    })
  }
  const last = dash && dash.value > day.value ? dash : day
  const of = wordAt(lexemes, last.to) === 'of' ? last.to + 1 : last.to
  const name = monthAt(lexemes, of)
  if (!name || !isRealDay(2000, name.month, last.value)) return null
  if (lexemeAt(lexemes, at).kind === 'word' && of === last.to) return null
  // "killing 5 March 10" and "on the 12 May 13 became": the number belongs to the month on its other side only when none follows it.
  const following = monthDayAt(lexemes, name.to)
  if (following && wordAt(lexemes, following.to) !== ':' && !isYear(lexemes, name.to)) return null
  const wide = (date: DateInterval | null): DateInterval | null =>
    date && (last === day ? date : { ...date, end: date.end.slice(0, 8) + String(last.value).padStart(2, '0') })
  return inYear(
    at,
    name.to,
    yearAfter(lexemes, name.to),
    (y) => wide(dayOf(y, name.month, day.value)),
    (setting) => wide(chooseMonthDay(setting, name.month, day.value, 'near')),
  )
}

/** The second day of a pair: "April 24 and 25", "from May 3 to 5". */
export function furtherDayRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const day = monthDayAt(lexemes, at)
  if (!day || !/^(and|to|or|through)$/.test(wordAt(lexemes, at - 1))) return null
  if (
    lexemeAt(lexemes, day.to).kind === 'word' &&
    !/^(in|at|for|by|with|to|and|when|as|after|before|on|but|the|that|will|would|was|were)$/.test(
      wordAt(lexemes, day.to),
    )
  )
    return null
  let i = at - 2
  if (/^(st|nd|rd|th)$/.test(wordAt(lexemes, i))) i--
  if (lexemeAt(lexemes, i).value < 1 || lexemeAt(lexemes, i).value > 31) return null
  i--
  if (wordAt(lexemes, i) === '.') i--
  const name = monthAt(lexemes, i)
  if (!name || !isRealDay(2000, name.month, day.value)) return null
  return inYear(
    at,
    day.to,
    yearAfter(lexemes, day.to),
    (y) => dayOf(y, name.month, day.value),
    (setting) => chooseMonthDay(setting, name.month, day.value, 'near'),
  )
}

/** Names that hold a weekday and are no day: "Bloody Sunday", "Black Friday". */
const namedDays = /^(bloody|black|super|ash|palm|good|holy|fat|cyber|easter|whit)$/

/** "Friday", "last Friday", "Friday night", "Friday, Oct. 23", "Tuesday of next week", "on Fridays". */
export function weekdayRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const lexeme = lexemeAt(lexemes, at)
  const name =
    lexeme.word.endsWith('s') && weekdays.has(lexeme.word.slice(0, -1)) && lexeme.word.length > 5
      ? lexeme.word.slice(0, -1)
      : lexeme.word
  const weekday = weekdays.get(name)
  if (
    weekday === undefined ||
    !lexeme.capital ||
    (namedDays.test(wordAt(lexemes, at - 1)) && lexemeAt(lexemes, at - 1).capital)
  )
    return null
  if (name !== lexeme.word) return undated(at, at + 1, 'set')
  let to = at + 1
  if (shortNames.has(name)) {
    if (wordAt(lexemes, to) === '.' && !lexemeAt(lexemes, to).spaced) to++
    else if (wordAt(lexemes, to) !== ',' || !monthAt(lexemes, to + 1)) return null
  }
  const afterComma = skipThe(lexemes, wordAt(lexemes, to) === ',' ? to + 1 : to)
  const full = monthAt(lexemes, afterComma) ? monthRule(lexemes, afterComma) : dayMonthRule(lexemes, afterComma)
  if (
    full &&
    (monthDayAt(lexemes, afterComma) ||
      monthDayAt(lexemes, monthAt(lexemes, afterComma)?.to ?? -1) ||
      ordinalAt(lexemes, afterComma))
  )
    return { ...full, from: at }
  to = skipDaypart(lexemes, to)
  const of = wordAt(lexemes, to) === 'of' ? to + 1 : to
  const week = ({ last: -1, this: 0, next: 1 } as Record<string, number>)[wordAt(lexemes, of)]
  if (week !== undefined && wordAt(lexemes, of + 1) === 'week') {
    return relative(at, of + 2, ({ day }) => dayInterval(toDayNumber(weekInterval(day + 7 * week).start) + weekday - 1))
  }
  const { which, from } = whichBefore(lexemes, at)
  return relative(from, to, (setting) => chooseWeekday(setting, weekday, which), {
    basis: which === 'near' ? 'assumed' : 'stated',
  })
}

/** "spring 1998", "the winter of 1998-99", "last fall", "in the summer". */
export function seasonRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const season = seasons.get(wordAt(lexemes, at))
  if (season === undefined) return null
  const year = yearAfter(lexemes, at + 1)
  const { which, from } = whichBefore(lexemes, at)
  if (year) {
    const range =
      wordAt(lexemes, year.to) === '-' &&
      lexemeAt(lexemes, year.to + 1).value >= 0 &&
      !lexemeAt(lexemes, year.to + 1).spaced
    return inYear(
      at,
      at + 1,
      range ? { ...year, to: year.to + 2 } : year,
      (y) => seasonInterval(y, season),
      () => null,
    )
  }
  if (wordAt(lexemes, at) === 'fall' && wordAt(lexemes, at + 1) === 'of') return null
  if (which === 'near') {
    const before = wordAt(lexemes, at - 1) === 'the' ? at - 2 : at - 1
    if (!/^(in|during|by|since|until|early|late|mid|every|through|-)$/.test(wordAt(lexemes, before))) return null
    if (wordAt(lexemes, before) === '-' && wordAt(lexemes, before - 1) !== 'mid') return null
    if (wordAt(lexemes, at) === 'spring' && wordAt(lexemes, at + 1) === 'water') return null
  }
  return relative(from, at + 1, (setting) => chooseSeason(setting, season, which), { basis: 'assumed' })
}

/** "the third quarter", "first-quarter", "the fourth quarter of 1998", "Q3 2003". */
export function quarterRule(lexemes: readonly Lexeme[], at: number): Match | null {
  let quarter = 0
  let to = at
  if (wordAt(lexemes, at) === 'q' && !lexemeAt(lexemes, at + 1).spaced) {
    quarter = lexemeAt(lexemes, at + 1).value
    to = at + 2
  } else {
    const ordinal = ordinalAt(lexemes, at)
    if (!ordinal) return null
    to = wordAt(lexemes, ordinal.to) === '-' ? ordinal.to + 1 : ordinal.to
    if (wordAt(lexemes, to) === 'fiscal') to++
    if (wordAt(lexemes, to) !== 'quarter') return null
    quarter = ordinal.value
    to++
  }
  if (quarter < 1 || quarter > 4) return null
  const year = yearAfter(lexemes, to)
  return inYear(
    at,
    to,
    year,
    (y) => quarterInterval(y, quarter),
    (setting) => chooseQuarter(setting, quarter, 'near'),
  )
}

/** Parts of a unit that is named: "the first week of March", "the last day of 1999", "the second Tuesday in November", "the first half of 1998". */
export function partRule(lexemes: readonly Lexeme[], at: number, whole: Rule): Match | null {
  const half = /^(latter|better)$/.test(wordAt(lexemes, at)) ? { value: 2, to: at + 1 } : ordinalAt(lexemes, at)
  if (!half) return null
  const noun = wordAt(lexemes, half.to)
  const weekday = weekdays.get(noun)
  if (!/^(half|part|week|day|weekend)$/.test(noun) && weekday === undefined) return null
  if (!/^(of|in)$/.test(wordAt(lexemes, half.to + 1))) return null
  const outer = whole(lexemes, skipThe(lexemes, half.to + 2))
  if (!outer?.resolve || outer.from > half.to + 3) return null
  const { resolve } = outer
  const partOf = (date: DateInterval | null): DateInterval | null => {
    if (!date || date.precision === 'day') return null
    if (noun === 'half' || noun === 'part') return date
    const [start, end] = [toDayNumber(date.start), toDayNumber(date.end)]
    const last = half.value < 0
    if (noun === 'day') return dayInterval(last ? end : start + half.value - 1)
    if (date.precision !== 'month') return null
    const { year, month } = civil(start)
    if (weekday !== undefined) return half.value <= 5 ? dayInterval(nthWeekday(year, month, weekday, half.value)) : null
    if (noun === 'weekend') {
      const saturday = nthWeekday(year, month, 6, half.value)
      return { ...dayInterval(saturday), end: dayInterval(saturday + 1).end }
    }
    const middle = last ? daysInMonth(year, month) - 3 : half.value * 7 - 3
    return middle <= daysInMonth(year, month) ? weekInterval(dayNumber(year, month, middle)) : null
  }
  const mod =
    noun === 'half' || noun === 'part'
      ? half.value === 1
        ? 'start'
        : half.value === 2 || half.value < 0
          ? 'end'
          : null
      : null
  if ((noun === 'half' || noun === 'part') && !mod) return null
  return { ...outer, from: at, mod, resolve: (setting) => partOf(resolve(setting)) }
}

/** "the first three months of 1999": the first quarter; other counts are given as the start of the year. */
export function firstMonthsRule(lexemes: readonly Lexeme[], at: number, whole: Rule): Match | null {
  if (
    wordAt(lexemes, at) !== 'first' ||
    units.get(wordAt(lexemes, at + 2)) !== 'month' ||
    !/^(of|in)$/.test(wordAt(lexemes, at + 3))
  )
    return null
  const count = wordAt(lexemes, at + 1)
  const outer = whole(lexemes, skipThe(lexemes, at + 4))
  if (!outer?.resolve) return null
  const { resolve } = outer
  const three = count === 'three' || count === '3'
  return {
    ...outer,
    from: at,
    mod: three ? null : 'start',
    resolve: (setting) => {
      const date = resolve(setting)
      if (date?.precision !== 'year') return null
      const { year } = civil(toDayNumber(date.start))
      return three ? quarterInterval(year, 1) : yearInterval(year)
    },
  }
}
