import type { DateInterval } from '../../text/index.ts'
import { monthInterval, precisionOf } from './calendar.ts'

/** A set of calendar months: sorted, disjoint, inclusive ranges of month numbers (year × 12 + month − 1). */
export type MonthSet = readonly (readonly [first: number, last: number])[]

/** The months a story of a modern news archive can come from: 1900 to 2099. */
export const allMonths: MonthSet = [[1900 * 12, 2100 * 12 - 1]]

/** Month number of an ISO year, month or day; a bare year gives its January, or its December with `last`. `null` for anything else. */
export function monthNumber(iso: string, last = false): number | null {
  const parts = /^(\d{4})(?:-(\d\d))?/.exec(iso)
  if (!parts) return null
  return Number(parts[1]) * 12 + (parts[2] ? Number(parts[2]) - 1 : last ? 11 : 0)
}

/** The months two sets share. */
export function shared(a: MonthSet, b: MonthSet): MonthSet {
  const out: [number, number][] = []
  for (const [from, to] of a) {
    for (const [otherFrom, otherTo] of b) {
      const first = Math.max(from, otherFrom)
      const last = Math.min(to, otherTo)
      if (first <= last) out.push([first, last])
    }
  }
  return out.sort((x, y) => x[0] - y[0])
}

/** The same months of every year: from `first` to `last`, 1 to 12. */
export function everyYear(first: number, last: number): MonthSet {
  const out: [number, number][] = []
  for (let year = 1900; year < 2100; year++) out.push([year * 12 + first - 1, year * 12 + last - 1])
  return out
}

/** The months that the most of the sets hold, and how many hold them. */
export function mostShared(sets: readonly MonthSet[]): { months: MonthSet; count: number } {
  const edges = sets.flatMap((set) =>
    set.flatMap(([from, to]) => [
      { at: from, step: 1 },
      { at: to + 1, step: -1 },
    ]),
  )
  edges.sort((a, b) => a.at - b.at || a.step - b.step)
  let depth = 0
  let count = 0
  let months: [number, number][] = []
  for (const [i, { at, step }] of edges.entries()) {
    depth += step
    const next = edges[i + 1]?.at
    if (next === undefined || next === at) continue
    if (depth > count) {
      count = depth
      months = []
    }
    if (depth === count && depth > 0) {
      const last = months.at(-1)
      if (last && last[1] === at - 1) last[1] = next - 1
      else months.push([at, next - 1])
    }
  }
  return { months, count }
}

/** From the first day of the first month to the last day of the last; `null` for no month. */
export function hull(months: MonthSet): DateInterval | null {
  const [first, last] = [months[0]?.[0], months.at(-1)?.[1]]
  if (first === undefined || last === undefined) return null
  const start = monthInterval(Math.floor(first / 12), (first % 12) + 1).start
  const end = monthInterval(Math.floor(last / 12), (last % 12) + 1).end
  return { start, end, precision: precisionOf(start, end) }
}

const names = 'January February March April May June July August September October November December'.split(' ')

/** "January" for 1. */
export function monthName(month: number): string {
  return names[month - 1]!
}

/** "June 2001 to May 2004"; "March 2003" for a single month. */
export function inWords(months: MonthSet): string {
  const spell = (number: number): string => `${monthName((number % 12) + 1)} ${Math.floor(number / 12)}`
  return months.map(([from, to]) => (from === to ? spell(from) : `${spell(from)} to ${spell(to)}`)).join(' or ')
}
