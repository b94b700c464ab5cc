import { dayInterval, toDayNumber, weekdayOf } from './calendar.ts'
import { chooseWeekend, unitAt, unitAway } from './choosing.ts'
import type { Lexeme } from './lexer.ts'
import {
  anaphoric,
  countAt,
  lexemeAt,
  type Match,
  type Rule,
  relative,
  type Setting,
  skipDaypart,
  undated,
  wordAt,
  wordsAt,
} from './matching.ts'
import { dayparts, setWords, shortUnits, timelessNouns, type Unit, units, vagueWords, weekdays } from './words.ts'

/** Times counted from the day of the story or from a date told before; lengths and repetitions, which have no date. */

/** The day number an anaphoric count starts from: the last date of the text that fits the unit, else the reference day. */
function anchorDay(setting: Setting, unit: Unit): number {
  const anchor = setting.anchor(unit)
  return anchor ? toDayNumber(anchor.start) : setting.day
}

function moved(unit: Unit, offset: number): (setting: Setting) => ReturnType<typeof unitAt> {
  return (setting) => unitAway(anchorDay(setting, unit), unit, offset)
}

/** "today", "yesterday", "tomorrow", "tonight". */
export function deicticRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  const offset = word === 'yesterday' ? -1 : word === 'tomorrow' ? 1 : 0
  if (wordAt(lexemes, at + 1) === "'" && wordAt(lexemes, at + 2) === 's' && timelessNouns.has(wordAt(lexemes, at + 3)))
    return undated(at, at + 1, 'point')
  return relative(at, skipDaypart(lexemes, at + 1), ({ day }) => dayInterval(day + offset))
}

/** "last week", "this month", "next year", "the past decade", "last night", "this morning", "the coming weekend". */
export function unitRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  let i = at + 1
  let which = word === 'current' ? 'this' : word === 'past' ? 'last' : word === 'coming' ? 'next' : word
  if (word === 'this' && (wordAt(lexemes, i) === 'past' || wordAt(lexemes, i) === 'coming')) {
    which = wordAt(lexemes, i) === 'past' ? 'last' : 'next'
    i++
  }
  const noun = wordAt(lexemes, i)
  const articled = wordAt(lexemes, at - 1) === 'the'
  if (dayparts.has(noun) && word !== 'past') {
    if (which === 'this') return relative(at, i + 1, ({ day }) => dayInterval(day))
    if (which === 'last')
      return noun === 'night' || noun === 'evening' ? relative(at, i + 1, ({ day }) => dayInterval(day - 1)) : null
    return which === 'next' ? anaphoric(at, i + 1, (setting) => dayInterval(anchorDay(setting, 'day') + 1)) : null
  }
  const count = noun === 'a' || noun === 'an' ? null : countAt(lexemes, i)
  if (count) {
    const unit = units.get(wordAt(lexemes, count.to)) ?? (shortUnits.has(wordAt(lexemes, count.to)) ? 'day' : undefined)
    return unit && wordAt(lexemes, count.to).endsWith('s') ? undated(at, count.to + 1, 'duration') : null
  }
  const unit = units.get(noun)
  if (!unit) return null
  if (noun.endsWith('s')) return undated(at, i + 1, 'duration', which === 'last' ? { past: true } : {})
  if (unit === 'weekend')
    return relative(at, i + 1, (setting) =>
      chooseWeekend(setting, which === 'last' ? 'last' : which === 'next' ? 'next' : 'this'),
    )
  if (unit === 'day') {
    if (which === 'next' && word === 'next') return anaphoric(at, i + 1, moved('day', 1))
    return null
  }
  // "the last week", "over the past year": a length, not the calendar unit.
  if (articled && (word === 'last' || word === 'past' || word === 'next')) return undated(at, i + 1, 'duration')
  if (word === 'past') return null
  const offset = which === 'last' ? -1 : which === 'next' ? 1 : 0
  return relative(at, i + 1, ({ day }) => unitAt(day, unit, offset))
}

/** "the previous day", "the following year", "the preceding week", "the following Friday". */
export function neighbourRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  if (!/^(the|that|a|his|her|their)$/.test(wordAt(lexemes, at - 1))) return null
  const noun = wordAt(lexemes, at + 1)
  const offset = word === 'following' || word === 'ensuing' ? 1 : -1
  const weekday = weekdays.get(noun)
  if (weekday !== undefined) {
    return anaphoric(at, at + 2, (setting) => {
      const day = anchorDay(setting, 'day')
      const ahead = (weekday - weekdayOf(day) + 7) % 7 || 7
      return dayInterval(offset > 0 ? day + ahead : day - (7 - (ahead % 7)))
    })
  }
  if (dayparts.has(noun)) return anaphoric(at, at + 2, moved('day', offset))
  const unit = units.get(noun)
  if (!unit || noun.endsWith('s')) return unit ? undated(at, at + 2, 'duration') : null
  return anaphoric(at, at + 2, (setting) => unitAt(anchorDay(setting, unit), unit, offset))
}

/** "the same day", "that year", "that same week", "the very day". */
export function sameRule(lexemes: readonly Lexeme[], at: number): Match | null {
  let i = at + 1
  if (wordAt(lexemes, at) === 'that' && /^(same|very)$/.test(wordAt(lexemes, i))) i++
  else if (wordAt(lexemes, at) !== 'that' && wordAt(lexemes, at - 1) !== 'the' && wordAt(lexemes, at - 1) !== 'on')
    return null
  const noun = wordAt(lexemes, i)
  const unit: Unit | undefined = dayparts.has(noun) ? 'day' : units.get(noun)
  if (
    !unit ||
    noun.endsWith('s') ||
    (noun !== 'day' &&
      noun !== 'week' &&
      noun !== 'month' &&
      noun !== 'year' &&
      noun !== 'decade' &&
      !dayparts.has(noun))
  )
    return null
  return anaphoric(at, i + 1, (setting) => (setting.anchor(unit) ? unitAt(anchorDay(setting, unit), unit, 0) : null))
}

const ends: Record<string, 'before' | 'after'> = {
  earlier: 'before',
  before: 'before',
  previously: 'before',
  prior: 'before',
  later: 'after',
  after: 'after',
  hence: 'after',
  afterwards: 'after',
  afterward: 'after',
  following: 'after',
}

/** "two weeks ago", "a day after", "three years later", "10 days from now", "five months", "a two-day visit". */
export function countRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const count = countAt(lexemes, at)
  if (!count) return null
  let i = count.to
  if (wordAt(lexemes, i) === '-') i++
  while (
    /^(more|full|long|whole|straight|consecutive|further|additional|other|odd|calendar|solid)$/.test(wordAt(lexemes, i))
  )
    i++
  if (wordsAt(lexemes, i, 'and', 'a', 'half')) i += 3
  const noun = wordAt(lexemes, i)
  if (shortUnits.has(noun)) return noun !== 'second' && noun !== 'moment' ? undated(at, i + 1, 'duration') : null
  const unit = units.get(noun)
  if (!unit) return null
  const to = i + 1
  const next = wordAt(lexemes, to)
  if (next === '-' || next === 'old') {
    if (/^(old|olds)$/.test(wordAt(lexemes, next === '-' ? to + 1 : to))) return null
  }
  return counted(lexemes, at, to, unit, count.value)
}

/** What stands after a counted unit decides: "ago", "before", "later", "from now"; without it the count is a length. */
function counted(lexemes: readonly Lexeme[], from: number, to: number, unit: Unit, count: number | null): Match {
  const next = wordAt(lexemes, to)
  if (next === 'ago' || next === 'back') {
    const weekday = weekdays.get(wordAt(lexemes, to + 1))
    if (count === null) return undated(from, to + 1, 'point', { past: true })
    if (weekday !== undefined && unit === 'week')
      return relative(from, to + 2, ({ day }) => dayInterval(day - 7 * count - weekdayOf(day) + weekday))
    return relative(from, to + 1, ({ day }) => unitAway(day, unit, -count), { past: unit !== 'day' })
  }
  if (next === 'from' && /^(now|today|tomorrow)$/.test(wordAt(lexemes, to + 1))) {
    return count === null
      ? undated(from, to + 2, 'point')
      : relative(from, to + 2, ({ day }) => unitAway(day, unit, count))
  }
  if (next === "'" && wordAt(lexemes, to + 1) === 'time' && wordAt(lexemes, from - 1) === 'in' && count !== null) {
    return relative(from, to + 2, ({ day }) => unitAway(day, unit, count))
  }
  const direction = ends[next]
  if (direction) {
    if (count === null) return undated(from, to + 1, 'point')
    const offset = direction === 'before' ? -count : count
    const open = next === 'after' || next === 'before' || next === 'following'
    return dependent(from, to + 1, unit, offset, open)
  }
  if (wordsAt(lexemes, from, 'a') && isAmount(lexemes, from - 1)) return undated(from, to, 'set')
  return undated(from, to, 'duration')
}

/** "three times a year", "$2 billion a year". */
function isAmount(lexemes: readonly Lexeme[], at: number): boolean {
  const { word, kind } = lexemeAt(lexemes, at)
  return kind === 'number' || /^(times|once|twice|million|billion|trillion|dollars|percent|tons|barrels)$/.test(word)
}

/**
 * A count of units after or before something. The something is a date later in the sentence ("two days before Friday's vote"), the day just named
 * ("Thursday, a day after the raid" is that Thursday), or the last date told.
 */
function dependent(from: number, to: number, unit: Unit, offset: number, open: boolean): Match {
  const fine = unit === 'day' || unit === 'week' || unit === 'fortnight' || unit === 'weekend'
  return {
    ...anaphoric(from, to, (setting) => {
      if (open) {
        const ahead = setting.ahead(unit)
        if (ahead) return unitAway(toDayNumber(ahead.start), unit, offset)
        const beside = setting.beside()
        if (beside) return beside
        if (!fine || Math.abs(offset) > 3) return null
      }
      const anchor = setting.anchor(unit)
      if (!anchor && !fine && unit !== 'year') return null
      return unitAway(anchor ? toDayNumber(anchor.start) : setting.day, unit, offset)
    }),
    ...(open && { lapse: { unit, count: -offset } }),
  }
}

/** "the day before yesterday", "the week of March 6", "the day after", "the year before last", "years ago", "for decades", "year-end". */
export function bareUnitRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const noun = wordAt(lexemes, at)
  const unit = units.get(noun) ?? (dayparts.has(noun) ? 'day' : undefined)
  if (!unit) return null
  const [previous, next, second] = [wordAt(lexemes, at - 1), wordAt(lexemes, at + 1), wordAt(lexemes, at + 2)]
  if (noun.endsWith('s')) {
    if (next === 'ago') return undated(at, at + 2, 'point', { past: true })
    if (next in ends && next !== 'following') return undated(at, at + 2, 'point')
    return /^(for|in|over|of|within|recent|coming|after|many|several)$/.test(previous)
      ? undated(at, at + 1, 'duration')
      : null
  }
  if (noun === 'day' && next === 'before' && second === 'yesterday')
    return relative(at, at + 3, ({ day }) => dayInterval(day - 2))
  if (noun === 'day' && next === 'after' && second === 'tomorrow')
    return relative(at, at + 3, ({ day }) => dayInterval(day + 2))
  if (
    next === 'before' &&
    second === 'last' &&
    !units.has(wordAt(lexemes, at + 3)) &&
    !weekdays.has(wordAt(lexemes, at + 3))
  )
    return relative(at, at + 3, ({ day }) => unitAt(day, unit, -2))
  if (next === 'after' && second === 'next') return relative(at, at + 3, ({ day }) => unitAt(day, unit, 2))
  if (previous === 'the' && (next === 'before' || next === 'after'))
    return dependent(at, at + 2, unit, next === 'before' ? -1 : 1, !/[.,;:!?]/.test(second))
  if (unit === 'year' && next === '-' && second === 'end')
    return relative(at, at + 3, (setting) => unitAt(setting.day, 'year', 0), { mod: 'end' })
  if (unit !== 'day' && previous !== 'a' && next === "'" && second === 's' && wordAt(lexemes, at + 3) === 'end')
    return relative(at, at + 4, (setting) => unitAt(setting.day, unit, 0), { mod: 'end' })
  if (unit === 'weekend' && previous === 'the')
    return relative(at, at + 1, (setting) => chooseWeekend(setting, 'near'), { basis: 'assumed' })
  return null
}

/** "the week of March 6", "the month of May", "the night of Oct. 23": the unit around a date that is named. */
export function unitOfRule(lexemes: readonly Lexeme[], at: number, whole: Rule): Match | null {
  const noun = wordAt(lexemes, at)
  if (
    !/^(week|weekend|month|year|day|night|morning|evening|afternoon|eve)$/.test(noun) ||
    !/^(of|beginning|starting)$/.test(wordAt(lexemes, at + 1))
  )
    return null
  const outer = whole(lexemes, wordAt(lexemes, at + 2) === 'the' ? at + 3 : at + 2)
  if (!outer?.resolve || outer.from > at + 3) return null
  const { resolve } = outer
  const unit: Unit = dayparts.has(noun) || noun === 'day' || noun === 'eve' ? 'day' : units.get(noun)!
  return {
    ...outer,
    from: at,
    resolve: (setting) => {
      const date = resolve(setting)
      // without a reference the inner words may hang on a day nobody knows
      if (!date || date.start.includes('NaN')) return null
      if (noun === 'eve') return dayInterval(toDayNumber(date.start) - 1)
      const fits =
        unit === 'day' || unit === 'week' || unit === 'weekend'
          ? date.precision === 'day'
          : unit === 'month'
            ? date.precision === 'month'
            : date.precision === 'year'
      return fits ? unitAt(toDayNumber(date.start), unit, 0) : null
    },
  }
}

/** "on the eve of his meeting": the day before the day the text is about. "New Year's Eve" and its like are feasts. */
export function eveRule(lexemes: readonly Lexeme[], at: number): Match | null {
  if (wordAt(lexemes, at - 1) !== 'the' || wordAt(lexemes, at + 1) !== 'of') return null
  return anaphoric(at, at + 1, (setting) => {
    const ahead = setting.ahead('day')
    return dayInterval((ahead ? toDayNumber(ahead.start) : anchorDay(setting, 'day')) - 1)
  })
}

/** "daily", "every year", "each Friday", "every two weeks", "per year", "twice a week". */
export function setRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  if (setWords.has(word)) return undated(at, at + 1, 'set')
  if (word === 'once' || word === 'twice') {
    return /^(a|an|every|each|per)$/.test(wordAt(lexemes, at + 1)) && units.has(wordAt(lexemes, at + 2))
      ? undated(at, at + 3, 'set')
      : null
  }
  let i = at + 1
  if (word === 'each' && wordsAt(lexemes, i, 'of', 'the')) return null
  if (/^(other|few|single)$/.test(wordAt(lexemes, i))) i++
  const count = countAt(lexemes, i)
  if (count && units.has(wordAt(lexemes, count.to))) i = count.to
  const noun = wordAt(lexemes, i)
  return units.has(noun) || weekdays.has(noun) || dayparts.has(noun) || /^(spring|summer|autumn|winter)$/.test(noun)
    ? undated(at, i + 1, 'set')
    : null
}

/** "recently", "in recent days". */
export function vagueRule(lexemes: readonly Lexeme[], at: number): Match | null {
  const word = wordAt(lexemes, at)
  if (word === 'recent')
    return units.has(wordAt(lexemes, at + 1)) ? undated(at, at + 2, 'duration', { past: true }) : null
  return vagueWords.has(word)
    ? undated(at, at + 1, 'point', word === 'formerly' || word === 'previously' ? { past: true } : {})
    : null
}

/** "the end of the year", "the beginning of the month": the unit of the story's own day. */
export function ownUnit(lexemes: readonly Lexeme[], at: number): Match | null {
  const noun = wordAt(lexemes, at)
  const unit = units.get(noun)
  if (wordAt(lexemes, at - 1) !== 'the' || !unit || noun.endsWith('s') || unit === 'day' || unit === 'weekend')
    return null
  if (/^(of|before|after|old|long)$/.test(wordAt(lexemes, at + 1)) || wordAt(lexemes, at + 1) === '-') return null
  return relative(at, at + 1, ({ day }) => unitAt(day, unit, 0), { basis: 'assumed' })
}
