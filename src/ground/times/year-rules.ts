import { centuryInterval, dayInterval, dayNumber, decadeInterval, isRealDay, yearInterval } from './calendar.ts'
import type { Lexeme } from './lexer.ts'
import { absolute, lexemeAt, type Match, relative, wordAt } from './matching.ts'
import { countedNouns, decadeWords, happenings, months, ordinals, seasons } from './words.ts'

/** Years, decades and centuries: numbers that name a stretch of the calendar by themselves, and the numbers that only look so. */

const before: ReadonlySet<string> = new Set(
  'in since until till by from of during before after around circa between early late mid fiscal year post pre through earlier later than'.split(
    ' ',
  ),
)
const amounts: ReadonlySet<string> = new Set(
  '$ £ € # no number numbers flight resolution article section room route highway boeing airbus channel page about some nearly almost approximately over another estimated roughly least than only exactly'.split(
    ' ',
  ),
)
const determiners: ReadonlySet<string> = new Set(
  'the a an his her its their our my your this that s first second last'.split(' '),
)
const joins: ReadonlySet<string> = new Set(', and or to - through until / &'.split(' '))

/** True for four digits standing alone that can be a year at all. */
function looksLikeYear(lexeme: Lexeme): boolean {
  return lexeme.value >= 1000 && lexeme.value < 2200 && lexeme.end - lexeme.start === 4
}

/** A year stands within the three lexemes before a joining word: "1994, 1995 and 1997", "from 1996 to 2001". */
function continuesYears(lexemes: readonly Lexeme[], at: number): boolean {
  if (!joins.has(wordAt(lexemes, at - 1))) return false
  for (let i = at - 2; i >= at - 6; i--) {
    const lexeme = lexemeAt(lexemes, i)
    if (looksLikeYear(lexeme)) return true
    if (lexeme.kind === 'break' || lexeme.word === '.') return false
  }
  return false
}

/** Four digits that tell the time of day: "1925 GMT", "1610 local time", "around 2010 (1810 GMT)". */
function isClock(lexemes: readonly Lexeme[], at: number): boolean {
  const zone = /^(?:gmt|utc|bst|cet|est|edt|pst|pdt|ist|hrs?|hours|z)$/
  let next = at + 1
  if (wordAt(lexemes, next) === '(' && lexemeAt(lexemes, next + 1).kind === 'number') next += 2
  const word = wordAt(lexemes, next)
  const local = /^(?:local|moscow|london|paris|beijing|eastern|pacific|israeli|iraqi|indian|baghdad)$/.test(word)
  return zone.test(word) || (local && wordAt(lexemes, next + 1) === 'time')
}

/** Does a four-digit number name a year here, or count something? */
export function isYear(lexemes: readonly Lexeme[], at: number): boolean {
  const lexeme = lexemeAt(lexemes, at)
  if (!looksLikeYear(lexeme)) return false
  const [previous, next, second] = [lexemeAt(lexemes, at - 1), lexemeAt(lexemes, at + 1), lexemeAt(lexemes, at + 2)]
  const { value } = lexeme
  const round = value % 100 === 0
  if (value % 100 < 60 && value < 2400 && isClock(lexemes, at)) return false
  if (!lexeme.spaced && previous.kind === 'number') return false
  if (!next.spaced && (next.kind === 'word' || next.word === '%' || next.word === ':')) return false
  if (
    next.word === 'percent' ||
    next.word === 'per' ||
    (next.word === '-' &&
      !next.spaced &&
      second.kind === 'word' &&
      /^(meter|metre|mile|foot|ton|year|strong|man|page|seat|member|acre)/.test(second.word))
  )
    return false
  if (next.word === '.' && !next.spaced && second.kind === 'number' && !second.spaced) return false
  if (
    countedNouns.has(next.word) ||
    (countedNouns.has(second.word) &&
      next.kind === 'word' &&
      (round || !before.has(previous.word)) &&
      !happenings.has(second.word))
  )
    return false
  if (previous.word === '.' && lexemeAt(lexemes, at - 2).word === 'no') return false
  if (amounts.has(previous.word) && !(previous.word === 'than' && !round)) return false
  if (value < 1400) return (previous.word === 'in' || previous.word === 'since') && next.kind !== 'word'
  if (continuesYears(lexemes, at)) return true
  if (previous.word === 'to' || previous.word === 'and' || previous.word === 'or')
    return value >= 1800 && !round && previous.word === 'to' && wordAt(lexemes, at - 2) === 'dating'
  if (before.has(previous.word) || months.has(previous.word) || seasons.has(previous.word))
    return !(round && next.kind === 'word' && /[^s]s$/.test(next.word) && !happenings.has(next.word))
  if (previous.word === '-') return /^(mid|post|pre|early|late)$/.test(wordAt(lexemes, at - 2))
  if (previous.word === '(' || previous.word === '"')
    return value >= 1600 && (next.word === ')' || next.word === '-' || next.word === ',' || next.word === ';')
  if (value < 1600 || value > 2050) return false
  const plural = next.kind === 'word' && /[^s]s$/.test(next.word) && !happenings.has(next.word)
  if (determiners.has(previous.word)) return next.kind === 'word' && !(round && plural)
  if (round) return happenings.has(next.word)
  if (previous.capital && previous.spaced) return next.kind !== 'word' && /^(cup|olympics|games)$/.test(previous.word)
  return value >= 1900 && next.kind === 'word' && !plural && previous.kind !== 'number'
}

/** "1991", "fiscal 1999". */
export function yearRule(lexemes: readonly Lexeme[], at: number): Match | null {
  return isYear(lexemes, at) ? absolute(at, at + 1, yearInterval(lexemes[at]!.value)) : null
}

/** Years shortened to two digits belong to the hundred years that end 20 years after the reference, or to the 1900s without one. */
function fullYear(short: number): number {
  return short < 30 ? 2000 + short : 1900 + short
}

/** "the 1980s", "1960's", "the '80s", "the 80s"; "the 1800s" is the century. */
export function decadeRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const mark = wordAt(lexemes, at) === "'" ? 1 : 0
  const number = lexemeAt(lexemes, at + mark)
  if (number.value < 0 || (mark === 1 && number.spaced)) return null
  let to = at + mark + 1
  if (wordAt(lexemes, to) === "'" && !lexemeAt(lexemes, to).spaced) to++
  const ending = lexemeAt(lexemes, to)
  if (ending.word !== 's' || ending.spaced || number.value % 10 !== 0) return null
  to++
  const digits = number.end - number.start
  if (digits === 4 && number.value >= 1000 && number.value < 2200) {
    const isCentury = number.value % 100 === 0 && number.value !== 2000 && number.value !== 1900
    return absolute(at, to, isCentury ? centuryInterval(number.value / 100 + 1) : decadeInterval(number.value))
  }
  if (digits !== 2 || number.value < 20) return null
  const previous = wordAt(lexemes, at - 1)
  if (
    mark === 0 &&
    previous !== 'the' &&
    previous !== 'early' &&
    previous !== 'late' &&
    previous !== 'mid' &&
    previous !== '-'
  )
    return null
  if (previous === '-' || previous === 'early' || previous === 'late' || previous === 'mid') {
    for (let i = at - 2; i >= at - 4; i--) if (/^(his|her|their|my|your|our|its)$/.test(wordAt(lexemes, i))) return null
  }
  return absolute(at, to, decadeInterval(1900 + number.value))
}

/** "the sixties". */
export function decadeWordRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const tens = decadeWords.get(wordAt(lexemes, at))
  const previous = wordAt(lexemes, at - 1)
  if (tens === undefined || !/^(the|early|late|mid|-|nineteen)$/.test(previous)) return null
  for (let i = at - 2; i >= at - 3; i--) if (/^(his|her|their|my|your|our|its)$/.test(wordAt(lexemes, i))) return null
  return absolute(at, at + 1, decadeInterval(1900 + tens))
}

/** Reads an ordinal: "third", "20th"; `null` where there is none. */
export function ordinalAt(lexemes: readonly Lexeme[], at: number): { value: number; to: number } | null {
  const lexeme = lexemeAt(lexemes, at)
  if (lexeme.value >= 0) {
    const ending = lexemeAt(lexemes, at + 1)
    return !ending.spaced && /^(st|nd|rd|th)$/.test(ending.word) ? { value: lexeme.value, to: at + 2 } : null
  }
  const value = ordinals.get(lexeme.word)
  if (value !== undefined) return { value, to: at + 1 }
  if (lexeme.word === 'twenty' && wordAt(lexemes, at + 1) === '-') {
    const small = ordinals.get(wordAt(lexemes, at + 2))
    if (small !== undefined && small > 0 && small < 10) return { value: 20 + small, to: at + 3 }
  }
  return null
}

/** "the 19th century", "mid-twentieth-century". */
export function centuryRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const ordinal = ordinalAt(lexemes, at)
  if (!ordinal || ordinal.value < 1 || ordinal.value > 22) return null
  const to = wordAt(lexemes, ordinal.to) === '-' ? ordinal.to + 1 : ordinal.to
  return wordAt(lexemes, to) === 'century' ? absolute(at, to + 1, centuryInterval(ordinal.value)) : null
}

/** "in '98", "the summer of '68": two digits after an apostrophe. */
export function shortYearRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const number = lexemeAt(lexemes, at + 1)
  if (wordAt(lexemes, at) !== "'" || number.value < 0 || number.spaced || number.end - number.start !== 2) return null
  const [previous, next] = [wordAt(lexemes, at - 1), lexemeAt(lexemes, at + 2)]
  if (!next.spaced && next.kind === 'word') return null
  if (!/^(in|since|of|until|by|late|early|mid|before|after|from|to)$/.test(previous) && !months.has(previous))
    return null
  return absolute(at, at + 2, yearInterval(fullYear(number.value)))
}

/** "2003-02-05", "20030205" written apart, "5/2/2003" (month first unless it cannot be), "9/11". */
export function numericDateRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const [a, mark, b, mark2, c] = [0, 1, 2, 3, 4].map((i) => lexemeAt(lexemes, at + i)) as [
    Lexeme,
    Lexeme,
    Lexeme,
    Lexeme,
    Lexeme,
  ]
  const tight = !mark.spaced && !b.spaced
  if (a.value < 0 || b.value < 0 || !tight || (at > 0 && !a.spaced && /[-/.]/.test(wordAt(lexemes, at - 1))))
    return null
  const triple = c.value >= 0 && mark2.word === mark.word && !mark2.spaced && !c.spaced
  if (triple && (mark.word === '-' || mark.word === '/')) {
    if (a.end - a.start === 4)
      return isRealDay(a.value, b.value, c.value)
        ? absolute(at, at + 5, dayInterval(dayNumber(a.value, b.value, c.value)))
        : null
    const digits = c.end - c.start
    if (digits !== 4 && digits !== 2) return null
    const year = digits === 4 ? c.value : fullYear(c.value)
    const [month, day] = a.value > 12 ? [b.value, a.value] : [a.value, b.value]
    return year >= 1000 && isRealDay(year, month, day)
      ? absolute(at, at + 5, dayInterval(dayNumber(year, month, day)))
      : null
  }
  if (!triple && mark.word === '/' && a.value === 9 && b.value === 11) {
    const attacks = dayInterval(dayNumber(2001, 9, 11))
    return relative(at, at + 3, ({ day }) => (day >= dayNumber(2001, 9, 11) ? attacks : null))
  }
  return null
}
