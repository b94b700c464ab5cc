import type { DateInterval } from '../../text/index.ts'
import type { Lapse, TimeExpression } from '../grounded-text.ts'
import type { Lexeme } from './lexer.ts'
import type { Tense } from './tense.ts'
import { dayparts, numbers, type Unit } from './words.ts'

/** What a time expression may lean on to become a date. */
export interface Setting {
  /** Day number of the reference day. */
  day: number
  tense: Tense
  /** The last date the text spoke of that is at least as fine as a unit; `null` before there is one. */
  anchor(unit: Unit): DateInterval | null
  /** The date named within the next words of the same clause, if it is as fine as the unit: "a day before Friday's vote". */
  ahead(unit: Unit): DateInterval | null
  /** The day named just before, with nothing but a comma between: "Thursday, a day after the raid". */
  beside(): DateInterval | null
}

/** A time expression as the words say it, before it is put on the calendar. */
export interface Match {
  /** Half-open range of lexemes. */
  from: number
  to: number
  kind: TimeExpression['kind']
  basis: TimeExpression['basis']
  mod: TimeExpression['mod']
  /** What must be known: nothing, the reference day, or (`anchor`) a date told before, else the reference day. */
  needs: 'nothing' | 'reference' | 'anchor'
  /** The words alone put it into the past ("years ago"). */
  past?: boolean
  /** As in `TimeExpression`. */
  lapse?: Lapse
  /** `null`: a length, a repetition or a time too vague for the calendar. */
  resolve: ((setting: Setting) => DateInterval | null) | null
}

/** A rule looks at the lexemes from `at` on and answers with a match that starts there, or `null`. */
export type Rule = (lexemes: readonly Lexeme[], at: number) => Match | null

type Extra = Partial<Pick<Match, 'kind' | 'basis' | 'mod' | 'past'>>

function match(from: number, to: number, needs: Match['needs'], resolve: Match['resolve'], extra: Extra): Match {
  return {
    from,
    to,
    kind: 'point',
    basis: needs === 'anchor' ? 'assumed' : 'stated',
    mod: null,
    needs,
    resolve,
    ...extra,
  }
}

/** A date the words give in full. */
export function absolute(from: number, to: number, date: DateInterval | null, extra: Extra = {}): Match | null {
  return date && match(from, to, 'nothing', () => date, extra)
}

/** A date counted or chosen from the reference day. */
export function relative(
  from: number,
  to: number,
  resolve: (setting: Setting) => DateInterval | null,
  extra: Extra = {},
): Match {
  return match(from, to, 'reference', resolve, extra)
}

/** A date counted from one the text told before. */
export function anaphoric(
  from: number,
  to: number,
  resolve: (setting: Setting) => DateInterval | null,
  extra: Extra = {},
): Match {
  return match(from, to, 'anchor', resolve, extra)
}

/** A time expression without a calendar date. */
export function undated(from: number, to: number, kind: TimeExpression['kind'], extra: Extra = {}): Match {
  return match(from, to, 'nothing', null, { kind, ...extra })
}

const nothing: Lexeme = { kind: 'break', word: '', start: 0, end: 0, spaced: true, capital: false, value: -1 }

/** The lexeme at an index; a break beyond either end. */
export function lexemeAt(lexemes: readonly Lexeme[], at: number): Lexeme {
  return lexemes[at] ?? nothing
}

export function wordAt(lexemes: readonly Lexeme[], at: number): string {
  return lexemeAt(lexemes, at).word
}

/** True when the words from `at` on are these. */
export function wordsAt(lexemes: readonly Lexeme[], at: number, ...words: string[]): boolean {
  return words.every((word, i) => wordAt(lexemes, at + i) === word)
}

/** Skips "the" (or nothing). */
export function skipThe(lexemes: readonly Lexeme[], at: number): number {
  return wordAt(lexemes, at) === 'the' ? at + 1 : at
}

/** Skips a part of the day after a day: "Friday night", "today at noon" stays "today". */
export function skipDaypart(lexemes: readonly Lexeme[], at: number): number {
  return dayparts.has(wordAt(lexemes, at)) && lexemeAt(lexemes, at).spaced ? at + 1 : at
}

/** Reads a count in digits or words ("two", "twenty-five", "a couple of", "a few"); `value` is `null` where the words leave it open. */
export function countAt(lexemes: readonly Lexeme[], at: number): { value: number | null; to: number } | null {
  const lexeme = lexemeAt(lexemes, at)
  if (lexeme.value >= 0) {
    const half = wordAt(lexemes, at + 1) === '1' && wordAt(lexemes, at + 2) === '/' ? 4 : 1
    return { value: lexeme.value, to: at + half }
  }
  if (lexeme.kind === 'number') return { value: null, to: at + 1 }
  if (lexeme.word === 'several' || lexeme.word === 'many' || lexeme.word === 'some' || lexeme.word === 'few')
    return { value: null, to: at + 1 }
  const first = numbers.get(lexeme.word)
  if (first === undefined) return null
  const next = wordAt(lexemes, at + 1)
  if (lexeme.word === 'a') {
    if (next === 'few') return { value: null, to: at + 2 }
    if (next === 'couple') return { value: 2, to: wordAt(lexemes, at + 2) === 'of' ? at + 3 : at + 2 }
    if (next === 'dozen') return { value: 12, to: at + 2 }
    if (next === 'half') return null
    const more = numbers.get(next)
    if (more === 100) return { value: 100, to: at + 2 }
  }
  if (first >= 20 && first < 100) {
    const dash = next === '-' ? at + 2 : at + 1
    const small = numbers.get(wordAt(lexemes, dash))
    if (small !== undefined && small < 10 && wordAt(lexemes, dash) !== 'a' && wordAt(lexemes, dash) !== 'an')
      return { value: first + small, to: dash + 1 }
  }
  if (next === 'hundred') return { value: first * 100, to: at + 2 }
  return { value: first, to: at + 1 }
}
