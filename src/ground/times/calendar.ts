import type { DateInterval, Precision } from '../../text/index.ts'

/**
 * Calendar arithmetic on ISO days (`2003-02-05`) in the proleptic Gregorian calendar: pure integers, no clock, no locale, no time zone.
 * A day number counts days since 1970-01-01, which is day 0. Weeks run from Monday (1) to Sunday (7), as in ISO 8601.
 */
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Number of days in a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : lengths[month - 1]!
}

/** Day number of a civil date. Months and days outside their range are not wrapped. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** Year, month and day of a day number. */
export function civil(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

/** `2003-02-05` from its parts. */
export function isoDay(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The ISO day of a day number. */
export function fromDayNumber(number: number): string {
  const { year, month, day } = civil(number)
  return isoDay(year, month, day)
}

/** Day number of an ISO day. Throws a RangeError (`code: 'calendar/not-a-day'`) for anything but a real day written `YYYY-MM-DD`. */
export function toDayNumber(iso: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso)
  if (parts) {
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
    if (isRealDay(year, month, day)) return dayNumber(year, month, day)
  }
  throw Object.assign(new RangeError(`"${iso}" is not a day; write an existing day as YYYY-MM-DD, like 2003-02-05`), {
    code: 'calendar/not-a-day',
  })
}

export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The ISO day `count` days after (before, when negative) an ISO day. */
export function addDays(iso: string, count: number): string {
  return fromDayNumber(toDayNumber(iso) + count)
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return toDayNumber(b) - toDayNumber(a)
}

/** Weekday of a day number: 1 Monday to 7 Sunday. */
export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** Weekday of an ISO day: 1 Monday to 7 Sunday. */
export function weekday(iso: string): number {
  return weekdayOf(toDayNumber(iso))
}

/** The ISO week a day belongs to; the year is the one its Thursday lies in. */
export function isoWeek(iso: string): { year: number; week: number } {
  const number = toDayNumber(iso)
  const thursday = number - weekdayOf(number) + 4
  const { year } = civil(thursday)
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 }
}

export function dayInterval(number: number): DateInterval {
  const day = fromDayNumber(number)
  return { start: day, end: day, precision: 'day' }
}

/** The Monday-to-Sunday week around a day number. */
export function weekInterval(number: number): DateInterval {
  const monday = number - weekdayOf(number) + 1
  return { start: fromDayNumber(monday), end: fromDayNumber(monday + 6), precision: 'week' }
}

/** A run of whole months. `month` may lie outside 1 to 12: month 0 is December of the year before. */
function monthsInterval(year: number, month: number, count: number, precision: Precision): DateInterval {
  const first = year * 12 + month - 1
  const last = first + count - 1
  const [endYear, endMonth] = [Math.floor(last / 12), (((last % 12) + 12) % 12) + 1]
  return {
    start: isoDay(Math.floor(first / 12), (((first % 12) + 12) % 12) + 1, 1),
    end: isoDay(endYear, endMonth, daysInMonth(endYear, endMonth)),
    precision,
  }
}

/** A calendar month; `month` may lie outside 1 to 12 and is carried into the year. */
export function monthInterval(year: number, month: number): DateInterval {
  return monthsInterval(year, month, 1, 'month')
}

/** A calendar quarter, 1 to 4; others are carried into the year. */
export function quarterInterval(year: number, quarter: number): DateInterval {
  return monthsInterval(year, quarter * 3 - 2, 3, 'quarter')
}

export type Season = 'spring' | 'summer' | 'autumn' | 'winter'
const seasonStart = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const

/** A meteorological season of the northern hemisphere; winter of a year begins in its December. */
export function seasonInterval(year: number, season: Season): DateInterval {
  return monthsInterval(year, seasonStart[season], 3, 'season')
}

export function yearInterval(year: number): DateInterval {
  return { start: isoDay(year, 1, 1), end: isoDay(year, 12, 31), precision: 'year' }
}

/** The ten years that share all but the last digit with `year`: 1985 gives 1980 to 1989. */
export function decadeInterval(year: number): DateInterval {
  const first = Math.floor(year / 10) * 10
  return { start: isoDay(first, 1, 1), end: isoDay(first + 9, 12, 31), precision: 'decade' }
}

/** The nth century: the 20th is 1901 to 2000. */
export function centuryInterval(century: number): DateInterval {
  return { start: isoDay(century * 100 - 99, 1, 1), end: isoDay(century * 100, 12, 31), precision: 'century' }
}

/** The smallest precision whose unit is at least as long as the interval. */
export function precisionOf(start: string, end: string): Precision {
  const days = daysBetween(start, end) + 1
  if (days <= 1) return 'day'
  if (days <= 7) return 'week'
  if (days <= 31) return 'month'
  if (days <= 92) return 'quarter'
  if (days <= 366) return 'year'
  return days <= 3653 ? 'decade' : 'century'
}

/** The interval from one ISO day to another. */
export const spanOfDays = (start: string, end: string): DateInterval => ({
  start,
  end,
  precision: precisionOf(start, end),
})

/** The interval an ISO year, month or day stands for (`2003`, `2003-02`, `2003-02-05`); `null` for anything else. */
export function intervalOf(iso: string): DateInterval | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso)
  if (!parts) return null
  const year = Number(parts[1])
  if (parts[2] === undefined) return yearInterval(year)
  const month = Number(parts[2])
  if (month < 1 || month > 12) return null
  if (parts[3] === undefined) return monthInterval(year, month)
  const day = Number(parts[3])
  return isRealDay(year, month, day) ? dayInterval(dayNumber(year, month, day)) : null
}

/** What two intervals share; `null` when nothing. */
export function intersection(a: DateInterval, b: DateInterval): DateInterval | null {
  const start = a.start > b.start ? a.start : b.start
  const end = a.end < b.end ? a.end : b.end
  return start <= end ? { start, end, precision: precisionOf(start, end) } : null
}

/** Day number of the nth given weekday of a month; `n` -1 is the last one. */
export function nthWeekday(year: number, month: number, weekdayNumber: number, n: number): number {
  if (n < 0) {
    const last = dayNumber(year, month, daysInMonth(year, month))
    return last - ((weekdayOf(last) - weekdayNumber + 7) % 7)
  }
  const first = dayNumber(year, month, 1)
  return first + ((weekdayNumber - weekdayOf(first) + 7) % 7) + (n - 1) * 7
}

/** Day number of Western Easter Sunday (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms, chapter 8). */
export function easter(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const offset = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * offset) / 451)
  const sum = epact + offset - 7 * late + 114
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1)
}
