import type { ActLines, ToldLines } from './act-lines.ts'
import type { Cites } from './cites.ts'
import { dayNumber, isoDay, orderOfDays } from './days.ts'
import { BOTH, type KeptSource, NO_DAY, NO_WAY, UNNAMED } from './happening-row.ts'
import type { PairTable } from './pair-table.ts'
import type { Scale } from './scales.ts'

/** The rows of a table that the ledger lists and that could be read by a day, with what they weighed then. */
export class PairView {
  readonly table: PairTable
  /** The day as a number. */
  readonly known: number
  /** Places in the table, in its order. */
  readonly rows: Int32Array
  readonly #scores: number[]

  constructor(table: PairTable, asOf: string, scale: Scale) {
    this.table = table
    this.known = dayNumber(asOf)
    this.#scores = table.scoresOn(scale)
    const rows = new Int32Array(table.length)
    let n = 0
    for (let row = table.start; row < table.end; row++)
      if (table.from[row]! <= this.known && table.isListed(row)) rows[n++] = row
    this.rows = rows.subarray(0, n)
  }

  scoreOf(row: number): number {
    return this.#scores[row]!
  }

  weightOf(row: number): number {
    return this.table.weightAt(row, this.known)!
  }

  /** Calls `see` with every source of a row that was out by the day. */
  eachSource(row: number, see: (source: KeptSource) => void): void {
    const { table } = this
    if (table.isSeveral(row)) {
      for (const source of table.more.get(table.ids[row]!) ?? [])
        if (table.outOf(row, source.published) <= this.known) see(source)
    } else
      see({
        published: table.published[row]!,
        outlet: table.outlets[row]!,
        sole: table.soles[row]!,
        group: table.groups[row]!,
        article: table.articles[row]!,
      })
  }

  /** How many independent sources tell some rows. */
  independentOf(rows: Iterable<number>): number {
    const { count, of, ofRow } = this.table.groupNumbers()
    const outletOf = new Int32Array(count).fill(NOT_SEEN)
    const see = (group: number, outlet: number) => {
      const known = outletOf[group]!
      if (known === NOT_SEEN || (known !== outlet && this.table.isBefore(outlet, known))) outletOf[group] = outlet
    }
    for (const row of rows)
      if (this.table.isSeveral(row)) this.eachSource(row, ({ group, outlet }) => see(of(group), outlet))
      else see(ofRow(row), this.table.outlets[row]!)
    let unnamed = 0
    const outlets = new Set<number>()
    for (const outlet of outletOf)
      if (outlet === UNNAMED) unnamed++
      else if (outlet !== NOT_SEEN) outlets.add(outlet)
    return unnamed + outlets.size
  }

  /** What counts of days up to one: the acts of one state (`FORWARD`, `BACK`), or all, a happening in which both act once (`BOTH`). */
  acts(way: number, until: number): ActLines & { rows: Int32Array } {
    const { table } = this
    const rows = new Int32Array(this.rows.length)
    let length = 0
    for (const row of this.rows) {
      if (table.days[row]! > until) break
      if ((table.wayOf(row) & way) !== NO_WAY) rows[length++] = row
    }
    const days = new Int32Array(length)
    const weights = new Float64Array(length)
    const scores = new Float64Array(length)
    const types = new Uint8Array(length)
    for (let i = 0; i < length; i++) {
      const row = rows[i]!
      days[i] = table.days[row]!
      weights[i] = this.weightOf(row)
      scores[i] = this.#scores[row]!
      types[i] = table.typeOf(row)
    }
    return { length, days, weights, scores, types, rows, idOf: (line) => table.ids[rows[line]!]! }
  }

  /** All that counts of days up to one, with its sources; cites are put in later. */
  told(until: number, cites: Cites): ToldLines & { rows: Int32Array } {
    const { table } = this
    const acts = this.acts(BOTH, until)
    const { rows } = acts
    const soleOf = (line: number): number => {
      const row = rows[line]!
      if (!table.isSeveral(row)) return table.soles[row]!
      let found = -2
      this.eachSource(row, ({ sole }) => {
        found = found === -2 || found === sole ? sole : -1
      })
      return found
    }
    return {
      ...acts,
      soleOf,
      outletOf: (sole) => table.settings.names.texts[sole]!,
      independent: (from, to, only = () => true) => {
        const some = rows.subarray(from, to)
        return this.independentOf(some.filter((_, i) => only(from + i)))
      },
      spanOf: (line) => ({ start: isoDay(table.starts[rows[line]!]!), end: isoDay(table.ends[rows[line]!]!) }),
      citeOf: (line) => cites.of(table.ids[rows[line]!]!),
    }
  }

  /** The rows told of a stretch of days, the newest first, what has no day last; equal days by id. */
  newest(isWithin: (end: number) => boolean): number[] {
    const { table } = this
    const { starts, ends } = table
    const found: number[] = []
    for (const row of this.rows) if (isWithin(ends[row]!)) found.push(row)
    if (this.#isByStart(found)) return newestFirst(found, starts)
    const days = new Float64Array(found.length)
    for (let i = 0; i < days.length; i++) days[i] = starts[found[i]!] === NO_DAY ? NO_DAY : -starts[found[i]!]!
    const order = orderOfDays(days, (place) => table.ids[found[place]!]!)
    for (let i = 0; i < order.length; i++) order[i] = found[order[i]!]!
    return order
  }

  /** Whether rows of the table, in its order, also stand in that of the days on which they start, equal ones by id. */
  #isByStart(rows: number[]): boolean {
    const { days, starts } = this.table
    for (let i = 1; i < rows.length; i++) {
      const [before, row] = [rows[i - 1]!, rows[i]!]
      if (starts[before]! > starts[row]! || (starts[before] === starts[row] && days[before] !== days[row])) return false
    }
    return true
  }
}

/** Rows by the days on which they start, with the newest day first and those without a day last; within a day as they stand. */
function newestFirst(rows: number[], starts: number[]): number[] {
  const newest: number[] = []
  let dated = rows.length
  while (dated > 0 && starts[rows[dated - 1]!] === NO_DAY) dated--
  for (let to = dated, from = to; to > 0; to = from) {
    const day = starts[rows[to - 1]!]!
    while (from > 0 && starts[rows[from - 1]!] === day) from--
    for (let i = from; i < to; i++) newest.push(rows[i]!)
  }
  for (let i = dated; i < rows.length; i++) newest.push(rows[i]!)
  return newest
}

const NOT_SEEN = -2
