import type { DateInterval } from '../../text/index.ts'
import type { Lapse } from '../grounded-text.ts'
import {
  centuryInterval,
  civil,
  dayInterval,
  dayNumber,
  decadeInterval,
  isRealDay,
  monthInterval,
  quarterInterval,
  type Season,
  seasonInterval,
  toDayNumber,
  weekdayOf,
  weekInterval,
  yearInterval,
} from './calendar.ts'
import type { Setting } from './matching.ts'
import type { Tense } from './tense.ts'
import type { Unit } from './words.ts'

/** Which of the many Fridays, Mays or springs a word means: the one before, the one after, this one, or the one that fits the clause best. */
export type Which = 'last' | 'next' | 'this' | 'near'

/**
 * How much farther a coming date counts than a past one when a bare month or day could be either. Set on American and Chinese wire news of
 * 1998–2000: a deadline three weeks ahead in a past-tense clause beats the same day a year ago, an event seven months back beats one five ahead.
 */
const futureCost: Record<Tense, number> = { past: 4, unknown: 3, present: 2, future: 0.5 }

/** Chooses among candidates in calendar order by their distance from the reference, in whatever unit. */
function choose(distances: number[], which: Which, tense: Tense): number {
  if (which === 'last') return distances.findLastIndex((d) => d < 0)
  if (which === 'next') return distances.findIndex((d) => d > 0)
  let best = 0
  let bestCost = Number.POSITIVE_INFINITY
  for (const [i, d] of distances.entries()) {
    const cost = d > 0 ? d * (which === 'this' ? 1 : futureCost[tense]) : -d
    if (cost < bestCost) {
      best = i
      bestCost = cost
    }
  }
  return best
}

/**
 * The weekday meant (1 Monday to 7 Sunday): the latest on or before the reference day, the coming one in a clause about the future. A bare weekday six
 * days back is taken as tomorrow in any clause: wire news says "last" of a day that far off, and its date is often a day behind where the story
 * happened (all of 25 such weekdays read in wire stories of 1997–2006 were the next day).
 */
export function chooseWeekday({ day, tense }: Setting, weekday: number, which: Which): DateInterval {
  const back = (weekdayOf(day) - weekday + 7) % 7
  if (which === 'last') return dayInterval(day - (back || 7))
  if (which === 'next') return dayInterval(day - back + 7)
  if (which === 'this') return dayInterval(day - weekdayOf(day) + weekday)
  return dayInterval((back > 0 && tense === 'future') || back === 6 ? day - back + 7 : day - back)
}

/** The day of a month named without its year. */
export function chooseMonthDay(
  { day, tense }: Setting,
  month: number,
  monthDay: number,
  which: Which,
): DateInterval | null {
  const { year } = civil(day)
  const days = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
    .map((offset) => year + offset)
    .filter((y) => isRealDay(y, month, monthDay))
    .map((y) => dayNumber(y, month, monthDay))
  const chosen =
    days[
      choose(
        days.map((d) => d - day),
        which,
        tense,
      )
    ]
  return chosen === undefined ? null : dayInterval(chosen)
}

/** The month named without its year. */
export function chooseMonth({ day, tense }: Setting, month: number, which: Which): DateInterval {
  const now = civil(day)
  if (which === 'this') return monthInterval(now.year, month)
  const years = [now.year - 1, now.year, now.year + 1]
  const distances = years.map((y) => (y - now.year) * 12 + month - now.month)
  return monthInterval(years[choose(distances, which, tense)]!, month)
}

/** The season named without its year. */
export function chooseSeason({ day, tense }: Setting, season: Season, which: Which): DateInterval {
  const { year } = civil(day)
  if (which === 'this' && season !== 'winter') return seasonInterval(year, season)
  const candidates = [year - 2, year - 1, year, year + 1].map((y) => seasonInterval(y, season))
  const distances = candidates.map((c) => {
    const [start, end] = [toDayNumber(c.start), toDayNumber(c.end)]
    return day < start ? start - day : day > end ? end - day : 0
  })
  return candidates[choose(distances, which, tense)]!
}

/** The quarter named without its year. */
export function chooseQuarter({ day, tense }: Setting, quarter: number, which: Which): DateInterval {
  const now = civil(day)
  const current = now.year * 4 + Math.ceil(now.month / 3) - 1
  const candidates = [now.year - 1, now.year, now.year + 1].map((y) => y * 4 + quarter - 1)
  const chosen =
    candidates[
      choose(
        candidates.map((c) => c - current),
        which,
        tense,
      )
    ]!
  return quarterInterval(Math.floor(chosen / 4), (chosen % 4) + 1)
}

/** The day in the nearest year that a yearly feast falls on; `dayIn` tells its day number in a year. */
export function chooseYearly({ day, tense }: Setting, dayIn: (year: number) => number, which: Which): DateInterval {
  const { year } = civil(day)
  const days = [year - 1, year, year + 1].map(dayIn)
  return dayInterval(
    days[
      choose(
        days.map((d) => d - day),
        which,
        tense,
      )
    ]!,
  )
}

/** The weekend (Saturday and Sunday) meant. */
export function chooseWeekend({ day, tense }: Setting, which: Which): DateInterval {
  const weekday = weekdayOf(day)
  const before = weekday >= 6 ? day - weekday + 6 : day - weekday - 1
  const inWeekend = weekday >= 6
  const saturday =
    which === 'next'
      ? before + 7
      : which === 'last'
        ? inWeekend
          ? before - 7
          : before
        : which === 'this'
          ? inWeekend || tense === 'past' || (tense === 'unknown' && weekday <= 2)
            ? before
            : before + 7
          : tense === 'future' && !inWeekend
            ? before + 7
            : before
  return { ...dayInterval(saturday), end: dayInterval(saturday + 1).end }
}

/** The calendar unit around a day, moved by a number of units. */
export function unitAt(day: number, unit: Unit, offset: number): DateInterval {
  const { year, month } = civil(day)
  switch (unit) {
    case 'day':
      return dayInterval(day + offset)
    case 'week':
      return weekInterval(day + 7 * offset)
    case 'fortnight':
      return weekInterval(day + 14 * offset)
    case 'weekend': {
      const saturday = day - weekdayOf(day) + 6 + 7 * offset
      return { ...dayInterval(saturday), end: dayInterval(saturday + 1).end }
    }
    case 'month':
      return monthInterval(year, month + offset)
    case 'quarter': {
      const quarter = year * 4 + Math.ceil(month / 3) - 1 + offset
      return quarterInterval(Math.floor(quarter / 4), (((quarter % 4) + 4) % 4) + 1)
    }
    case 'year':
      return yearInterval(year + offset)
    case 'decade':
      return decadeInterval(year + 10 * offset)
    case 'century':
      return centuryInterval(Math.ceil(year / 100) + offset)
  }
}

/** The unit that lies a count of units from a day: "two weeks ago" is the week around that day; "a decade ago" is the year ten years back. */
export function unitAway(day: number, unit: Unit, count: number): DateInterval {
  if (unit === 'decade') return unitAt(day, 'year', count * 10)
  if (unit === 'century') return unitAt(day, 'year', count * 100)
  return unitAt(day, unit, count)
}

/** The date that lies a lapse from another: "two weeks after the raid" of a Monday gives the week of the raid. */
export function afterLapse(date: DateInterval, { unit, count }: Lapse): DateInterval {
  return unitAway(toDayNumber(date.start), unit, count)
}
