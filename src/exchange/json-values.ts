import type { Party } from '../ledger/index.ts'
import type { DateInterval, Precision } from '../text/index.ts'
import { isoDay } from './cells.ts'
import type { Cells, JsonObject } from './row-format.ts'

/** The cells of a JSON object: each value as JSON, keys that are undefined left out. */
export function cellsOfObject(object: JsonObject): Cells {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, JSON.stringify(value)]),
  )
}

/** One line of JSON from cells, keys in the order of `columns`, others after them in bytewise order; empty cells are absent keys. */
export function lineOfCells(cells: Cells, columns: readonly string[]): string {
  const known = new Set(columns)
  const others = Object.keys(cells)
    .filter((key) => !known.has(key))
    .sort()
  const parts: string[] = []
  for (const key of [...columns, ...others])
    if (Object.hasOwn(cells, key) && cells[key] !== '') parts.push(`${JSON.stringify(key)}:${cells[key]}`)
  return `{${parts.join(',')}}`
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const strings = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((item) => typeof item === 'string')
    : typeof value === 'string' && value
      ? [value]
      : []
export const objects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []
export const numberWithin = (value: unknown, least: number, most: number): number | null =>
  typeof value === 'number' && value >= least && value <= most ? value : null

const PRECISIONS: readonly Precision[] = ['day', 'week', 'month', 'quarter', 'season', 'year', 'decade', 'century']

/** A date of ours; null for what is none, undefined for what should be one and is not. */
export function intervalOf(value: unknown): DateInterval | null | undefined {
  if (value === null || value === undefined) return null
  if (!isObject(value)) return undefined
  const [start, end] = [isoDay(text(value.start)), isoDay(text(value.end))]
  const precision = PRECISIONS.find((name) => name === value.precision)
  return start && end && precision && start <= end ? { start, end, precision } : undefined
}

export function ownParty(value: JsonObject): Party {
  return {
    name: text(value.name),
    code: text(value.code),
    country: textOrNull(value.country),
    sector: textOrNull(value.sector),
  }
}

/** Latitude and longitude where both are degrees; nothing otherwise. */
export function coordinates(lat: unknown, lon: unknown): { lat?: number; lon?: number } {
  const [y, x] = [numberWithin(lat, -90, 90), numberWithin(lon, -180, 180)]
  return { ...(y === null ? {} : { lat: y }), ...(x === null ? {} : { lon: x }) }
}
