import type { Happening } from '../ledger/index.ts'
import type { LeftOut } from './acts.ts'
import { type Cite, citeHappening, statesOf } from './citing.ts'
import { round2 } from './exact-math.ts'
import { BACK, BOTH, FORWARD, NO_WAY } from './happening-row.ts'
import type { PairTable } from './pair-table.ts'
import type { PairView } from './pair-view.ts'

/** A happening of the pair in a list, newest first. */
export interface PairEvent {
  id: string
  type: string
  mode: string[]
  cameo: string
  from: string[]
  to: string[]
  /** States of the pair that act, and that are acted on. */
  fromCountries: string[]
  toCountries: string[]
  /** Names on either side that are of neither of the two countries, where there are some: "European Union". */
  ofOthers?: string[]
  reciprocal: boolean
  date: string | null
  dateEnd: string | null
  place: string | null
  status: string
  score: number
  /** 0 where it does not count, with the reason. */
  weight: number
  leftOut: LeftOut | null
  /** Which side acts on the other, as the temperatures count it: the first of the pair on the second, the second on the first, or both. */
  ways: ('ab' | 'ba')[]
  assertedBy: string | null
  independent: number
  /** 0 to 1, of the surest report. */
  confidence: number
  conflicts: number
  /** Of each amount on which reports differ, what they say: "66 people", "68 people". */
  amounts: string[][]
  cite: Cite
}

/** Why a row does not count. */
export function leftOutAt(table: PairTable, row: number): LeftOut | null {
  return table.reasonOf(row) ?? (table.wayOf(row) === NO_WAY ? 'no state on each side' : null)
}

/** What the counting says of an event, noted before its words are read: the table may change meanwhile. */
export interface ListedRow extends Pick<PairEvent, 'id' | 'leftOut' | 'ways'> {
  /** Both null where it does not count. */
  score: number | null
  weight: number | null
}

/** A row of a view as the list of a pair, in the order it was asked for, shows it. */
export function listedRow(view: PairView, row: number, pair: [string, string]): ListedRow {
  const { table } = view
  const way = table.wayOf(row)
  const forward = pair[0] === table.first ? FORWARD : BACK
  const counts = way !== NO_WAY
  return {
    id: table.ids[row]!,
    score: counts ? view.scoreOf(row) : null,
    weight: counts ? round2(view.weightOf(row)) : null,
    leftOut: leftOutAt(table, row),
    ways: !counts ? [] : way === BOTH ? ['ab', 'ba'] : way === forward ? ['ab'] : ['ba'],
  }
}

/** A listed row with the words of its happening. */
export function eventOf(happening: Happening, row: ListedRow, pair: [string, string]): PairEvent {
  const ofOthers = [...happening.actors, ...happening.recipients]
    .filter(({ country }) => country === null || !pair.includes(country))
    .map(({ name }) => name)
  return {
    id: happening.id,
    type: happening.type,
    mode: happening.mode,
    cameo: happening.cameo,
    from: happening.actors.map((party) => party.name),
    to: happening.recipients.map((party) => party.name),
    fromCountries: statesOf(happening.actors).filter((country) => pair.includes(country)),
    toCountries: statesOf(happening.recipients).filter((country) => pair.includes(country)),
    ...(ofOthers.length ? { ofOthers } : {}),
    reciprocal: happening.reciprocal,
    date: happening.date?.start ?? null,
    dateEnd: happening.date?.end ?? null,
    place: happening.place?.name ?? null,
    status: happening.status,
    score: row.score ?? happening.score,
    weight: row.weight ?? 0,
    leftOut: row.leftOut,
    ways: row.ways,
    assertedBy: happening.assertedBy?.name ?? null,
    independent: happening.independent,
    confidence: happening.confidence,
    conflicts: happening.conflicts.length,
    amounts: happening.conflicts
      .filter(({ field }) => field === 'amount')
      .map(({ values }) => values.map(({ value }) => value)),
    cite: citeHappening(happening),
  }
}
