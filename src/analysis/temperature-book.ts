import type { Happening } from '../ledger/index.ts'
import { dayNumber } from './days.ts'
import { type Entered, enteredBetween } from './entered.ts'
import { putRow, type TableSettings } from './happening-row.ts'
import { IdPlaces } from './id-places.ts'
import { Names } from './names.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import { packTable, unpackTable } from './packed-table.ts'
import { eachPair, PairTable, putInOrder } from './pair-table.ts'
import { Rows } from './rows.ts'
import { measurer, type PairTemperature, type SlowTemperature } from './temperature-measure.ts'

/** The temperatures of all pairs on any day, kept up to date as happenings come in. */
export interface TemperatureBook {
  /** All pairs of states with a happening that counts on a day, by code; those of one country alone where asked. */
  pairs(asOf: string, country?: string): PairTemperature[]
  /**
   * One pair, in either order; null when nothing counts between the two. `known` is the day by which it must have been published; as `asOf` where
   * not given.
   */
  pair(a: string, b: string, asOf: string, known?: string): PairTemperature | null
  /** The slow temperature of both directions of every pair on a day, in no order; quicker than `pairs` where a day is asked for once. */
  slow(asOf: string): SlowTemperature[]
  /** The same of one pair, by what was published by another day. */
  slowOf(a: string, b: string, asOf: string, known: string): SlowTemperature | null
  /** What is kept of the happenings between two countries, those that do not count among them; null where there are none. */
  table(a: string, b: string): PairTable | null
  /** The keys of all pairs, `PAK|RUS`. */
  keys(): string[]
  /** What is kept of a pair, as bytes for `adopt`; null where there is nothing. They hold only together with `names`. */
  packed(key: string): Uint8Array | null
  /** The names that packed pairs stand by. */
  names(): string[]
  /** Takes in a pair as another book packed it; this book was opened with the names of that one, and holds nothing of the pair. */
  adopt(packed: Uint8Array): void
  /** What of a pair is told of days after `since` and up to `asOf`, and known by then, in the order of days and ids. */
  between(a: string, b: string, since: string, asOf: string): Entered[]
  /** Takes in new or changed happenings and forgets removed ones; only the pairs they touch are taken anew. Returns those pairs' keys, `PAK|RUS`. */
  update(changed: Iterable<Happening>, removed?: Iterable<string>): string[]
}

/** Days whose answers are remembered, for all pairs each. */
const daysKept = 4

/** What is known of pairs on a day, by the places of their tables; undefined where it was not asked. */
type Answers = (PairTemperature | null | undefined)[]

const inOrderOfKeys = (x: PairTable, y: PairTable) => (x.key < y.key ? -1 : 1)

/**
 * Opens a book over happenings. The numbers are those of `temperatureSeries` at one day, with the band by formula instead of by drawing (the
 * variance of the day clusters plus that of the coder's errors) and without normalising for coverage, of what could be read by that day. An update leaves the very
 * numbers that opening anew would give. It keeps about 200 bytes a happening. What comes in is put into the tables of pairs when one
 * is next asked for.
 */
export function openTemperatureBook(
  happenings: Iterable<Happening> = [],
  given: Partial<TemperatureOptions> = {},
  names: string[] = [],
): TemperatureBook {
  const options = { ...DEFAULTS, ...given }
  const settings: TableSettings = { options, names: new Names(names) }
  /** By the first of the pair, then by the second; all by their places, those without happenings among them. */
  const pairs = new Map<string, Map<string, PairTable>>()
  const tables: PairTable[] = []
  /** Where a happening stands. */
  const placesOf = new IdPlaces()
  /** What came in since a table was last asked for, and what is to be left out: by place, the days of the ids. */
  let rows = new Rows()
  let gone = new Map<number, Map<string, number>>()
  /** All tables by key; null where that has to be found out anew. */
  let byKey: PairTable[] | null = null
  const remembered = new Map<string, Answers>()
  const measure = measurer(options)

  /** The table of a pair in the order of codes, a new one where it has none. */
  const tableFor = (first: string, second: string, made?: PairTable): PairTable => {
    let others = pairs.get(first)
    if (!others) pairs.set(first, (others = new Map()))
    let table = others.get(second)
    if (!table || made) {
      others.set(second, (table = made ?? new PairTable(first, second, settings)))
      table.place = tables.push(table) - 1
      byKey = null
    }
    return table
  }
  const put = (happening: Happening, first: string, second: string, isListed: boolean): PairTable => {
    const table = tableFor(first, second)
    putRow(rows, table.place, happening, first, second, isListed, settings)
    placesOf.add(happening.id, table.place, rows.days[rows.length - 1]!)
    return table
  }
  const drop = (id: string, touched: Set<PairTable>) => {
    const places = placesOf.take(id)
    if (places.length > 0 && rows.length > 0) settle()
    for (const { table: place, day } of places) {
      const table = tables[place]!
      if (!table.has(id, day)) continue
      gone.set(place, (gone.get(place) ?? new Map()).set(id, day))
      touched.add(table)
    }
  }
  /** Puts what came in into the tables: into those that were empty all at once, into others one by one. */
  const settle = () => {
    if (rows.length === 0 && gone.size === 0) return
    const counts = new Int32Array(tables.length)
    const touched = [...gone.keys()].map((place) => tables[place]!)
    for (let row = 0; row < rows.length; row++) {
      const place = rows.tables[row]!
      if (counts[place]!++ === 0 && !gone.has(place)) touched.push(tables[place]!)
    }
    touched.sort(inOrderOfKeys)
    // The rows of one table after those of another, in the order in which all are asked for.
    const starts = new Int32Array(tables.length)
    let end = 0
    for (const { place } of touched) starts[place] = end += counts[place]!
    const sorted = new Int32Array(rows.length)
    for (let row = rows.length - 1; row >= 0; row--) sorted[--starts[rows.tables[row]!]!] = row
    const stretchOf = ({ place }: PairTable) => [starts[place]!, starts[place]! + counts[place]!] as const
    for (const table of touched) putInOrder(rows, sorted.subarray(...stretchOf(table)))
    const columns = rows.columnsOf(sorted)
    for (const table of touched) {
      if (table.length === 0) table.stand(columns, ...stretchOf(table))
      else table.change(columns, ...stretchOf(table), gone.get(table.place))
      if (table.length > 0) continue
      pairs.get(table.first)!.delete(table.second)
      byKey = null
    }
    for (const [row, sources] of rows.more) tables[rows.tables[row]!]!.more.set(rows.ids[row]!, sources)
    for (const [row, others] of rows.others) tables[rows.tables[row]!]!.others.set(rows.ids[row]!, others)
    rows = new Rows()
    gone = new Map()
  }
  const all = (): PairTable[] => {
    settle()
    byKey ??= tables.filter(({ length }) => length > 0).sort(inOrderOfKeys)
    return byKey
  }
  const answersOn = (asOf: string): Answers => {
    const known = remembered.get(asOf) ?? []
    remembered.delete(asOf)
    remembered.set(asOf, known)
    if (remembered.size > daysKept) remembered.delete(remembered.keys().next().value!)
    return known
  }
  const answer = (answers: Answers, table: PairTable, asOf: number): PairTemperature | null => {
    while (answers.length <= table.place) answers.push(undefined)
    let found = answers[table.place]
    if (found === undefined) answers[table.place] = found = measure.all(table, asOf, asOf)
    return found
  }
  const tableOf = (a: string, b: string): PairTable | null => {
    settle()
    return (a < b ? pairs.get(a)?.get(b) : pairs.get(b)?.get(a)) ?? null
  }
  for (const happening of happenings) eachPair(happening, put)

  return {
    pairs(asOf, country) {
      const answers = answersOn(asOf)
      const today = dayNumber(asOf)
      const found: PairTemperature[] = []
      for (const table of all()) {
        if (country && table.first !== country && table.second !== country) continue
        const pair = answer(answers, table, today)
        if (pair) found.push(pair)
      }
      return found
    },
    pair(a, b, asOf, known = asOf) {
      const table = tableOf(a, b)
      if (!table) return null
      return known === asOf
        ? answer(answersOn(asOf), table, dayNumber(asOf))
        : measure.all(table, dayNumber(asOf), dayNumber(known))
    },
    slow(asOf) {
      const answers = remembered.get(asOf)
      const today = dayNumber(asOf)
      const found: SlowTemperature[] = []
      for (const table of all()) {
        const known = answers?.[table.place]
        const one =
          known === undefined
            ? measure.slow(table, today, today)
            : known && { pair: known.pair, reading: known.both.slow, last: known.last }
        if (one) found.push(one)
      }
      return found
    },
    slowOf(a, b, asOf, known) {
      const table = tableOf(a, b)
      return table && measure.slow(table, dayNumber(asOf), dayNumber(known))
    },
    table: tableOf,
    keys: () => all().map(({ key }) => key),
    packed(key) {
      const [a, b] = key.split('|') as [string, string]
      const found = tableOf(a, b)
      return found && packTable(found)
    },
    names: () => [...settings.names.texts],
    adopt(packed) {
      const table = unpackTable(packed, settings)
      const { place } = tableFor(table.first, table.second, table)
      for (let row = table.start; row < table.end; row++) placesOf.add(table.ids[row]!, place, table.days[row]!)
    },
    between(a, b, since, asOf) {
      const table = tableOf(a, b)
      return table ? enteredBetween(table, dayNumber(since), dayNumber(asOf)) : []
    },
    update(changed, removed = []) {
      const touched = new Set<PairTable>()
      const newest = new Map<string, Happening>()
      for (const happening of changed) newest.set(happening.id, happening)
      for (const id of removed) drop(id, touched)
      for (const id of newest.keys()) drop(id, touched)
      for (const happening of newest.values()) eachPair(happening, (...pair) => touched.add(put(...pair)))
      for (const answers of remembered.values())
        for (const { place } of touched) if (place < answers.length) answers[place] = undefined
      return [...touched].map(({ key }) => key).sort()
    },
  }
}
