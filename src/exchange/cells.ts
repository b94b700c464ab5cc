import type { DateInterval } from '../text/index.ts'

/** `YYYYMMDD` or `YYYY-MM-DD` as an ISO day that the calendar has; null for anything else. */
export function isoDay(text: string): string | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  return found ? calendarDay(found[1]!, found[2]!, found[3]!) : null
}

/** `M/D/YYYY` as an ISO day; null for anything else. */
export function usDay(text: string): string | null {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return found ? calendarDay(found[3]!, found[1]!.padStart(2, '0'), found[2]!.padStart(2, '0')) : null
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function calendarDay(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > LENGTHS[m - 1]!) return null
  if (m === 2 && d === 29 && (y % 4 !== 0 || (y % 100 === 0 && y % 400 !== 0))) return null
  return `${year}-${month}-${day}`
}

export const dayInterval = (day: string): DateInterval => ({ start: day, end: day, precision: 'day' })

/** A decimal number of a cell; null when empty, undefined when it is none. */
export function numberOf(cell: string): number | null | undefined {
  if (cell === '') return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell) ? Number(cell) : undefined
}

/** A number as GDELT, ICEWS and POLECAT write it: 4 as 4.0. */
export const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value))

/** Items of a cell with separators between them; an empty cell is an empty list. */
export const listOf = (cell: string, separator: RegExp): string[] =>
  cell === '' ? [] : cell.split(separator).map((part) => part.trim())

/** No tab or line break may stand inside a cell of a tab-separated file. */
export const flat = (text: string): string => (/[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]+/g, ' ') : text)
