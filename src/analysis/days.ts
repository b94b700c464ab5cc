/** Days since 1970-01-01 of an ISO day, by the proleptic Gregorian calendar; no clock, no time zone. */
export function dayNumber(iso: string): number {
  if (iso.charCodeAt(4) === DASH && iso.charCodeAt(7) === DASH && iso.length >= 10)
    return dayOf(100 * twoDigits(iso, 0) + twoDigits(iso, 2), twoDigits(iso, 5), twoDigits(iso, 8))
  return dayOf(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)))
}

const DASH = '-'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)

/** The number that two digits of a text write, without making texts of them: millions of days are read at once. */
const twoDigits = (text: string, at: number) => 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * ZERO

function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The ISO day of a day number. */
export function isoDay(number: number): string {
  const [year, month, day] = civil(number)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Year, month and day of a day number. */
function civil(number: number): [year: number, month: number, day: number] {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return [year, month, day]
}

/** The steps a curve is drawn in. */
export type PeriodLength = 'week' | 'month' | 'quarter' | 'year'

/** One step of a curve: first and last day, both included. */
export interface Period {
  start: string
  end: string
}

/**
 * The periods that cover all days from `from` to `to` (day numbers, inclusive); the last one ends on `to`, so that a curve never looks beyond it.
 * Weeks begin on Mondays.
 */
export function periodsFrom(from: number, to: number, length: PeriodLength): Period[] {
  const periods: Period[] = []
  let start = periodStart(from, length)
  while (start <= to) {
    const next = nextStart(start, length)
    periods.push({ start: isoDay(start), end: isoDay(Math.min(next - 1, to)) })
    start = next
  }
  return periods
}

/** First day of the period that holds a day. */
export function periodStart(day: number, length: PeriodLength): number {
  if (length === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const [year, month] = civil(day)
  return dayOf(year, length === 'month' ? month : length === 'quarter' ? month - ((month - 1) % 3) : 1, 1)
}

function nextStart(start: number, length: PeriodLength): number {
  const span = length === 'week' ? 7 : length === 'month' ? 31 : length === 'quarter' ? 92 : 366
  return periodStart(start + span, length)
}

/**
 * The places of a list in the order of their days and, within a day, of their ids; equal ones as they stand. Numbers are sorted as numbers, ten times as fast as
 * asking of each two which comes first. Days are finite.
 */
export function orderOfDays(days: ArrayLike<number>, idOf: (place: number) => string): number[] {
  const n = days.length
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < n; i++) if (days[i]! < least) least = days[i]!
  const keys = new Float64Array(n)
  for (let i = 0; i < n; i++) keys[i] = (days[i]! - least) * n + i
  keys.sort()
  const places: number[] = []
  for (let i = 0; i < n; i++) places.push(keys[i]! % n)
  const byId = (x: number, y: number) => {
    const [a, b] = [idOf(x), idOf(y)]
    return a < b ? -1 : a > b ? 1 : 0
  }
  for (let from = 0, to = 1; from < n; from = to++) {
    while (to < n && days[places[to]!] === days[places[from]!]) to++
    if (to === from + 1) continue
    const ofDay = places.slice(from, to).sort(byId)
    for (let i = 0; i < ofDay.length; i++) places[from + i] = ofDay[i]!
  }
  return places
}
