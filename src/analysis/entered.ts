import { EVENT_TYPES, type EventType } from '../coding/index.ts'
import { NO_WAY } from './happening-row.ts'
import type { PairTable } from './pair-table.ts'

/** One happening that counts, as the book of temperatures tells it. */
export interface Entered {
  id: string
  /** Days since 1970-01-01. */
  day: number
  type: EventType
  weight: number
  score: number
}

/** What a table tells of days after `since` and up to `until`, and known by then, of all that counts, in the order of days and ids. */
export function enteredBetween(table: PairTable, since: number, until: number): Entered[] {
  const found: Entered[] = []
  for (let row = table.end - 1; row >= table.start && table.days[row]! > since; row--) {
    const weight = table.days[row]! <= until && table.wayOf(row) !== NO_WAY ? table.weightAt(row, until) : undefined
    if (weight !== undefined)
      found.push({
        id: table.ids[row]!,
        day: table.days[row]!,
        type: EVENT_TYPES[table.typeOf(row)]!,
        weight,
        score: table.scores[row]!,
      })
  }
  return found.reverse()
}
