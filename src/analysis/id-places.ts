import { seedOf } from './draws.ts'

const FREE = -1
const LEFT = -2

/** Where an id stands: the number of a table, and the day by which that table has it. */
export interface IdPlace {
  table: number
  day: number
}

/**
 * In which tables an id stands, by numbers: what a Map of lists does in a third of its time and memory. Ids are known by a hash alone, so a table that is named may
 * not hold the id after all (one of about four thousand million).
 */
export class IdPlaces {
  #hashes = new Int32Array(64)
  #tables = new Int32Array(64).fill(FREE)
  #days = new Int32Array(64)
  /** Entries that stand, and those that were forgotten and still take a place. */
  #standing = 0
  #left = 0

  /** Notes that a table has an id by a day, a whole number of 32 bits. */
  add(id: string, table: number, day: number): void {
    if (2 * (this.#standing + this.#left + 1) > this.#hashes.length) this.#rebuild()
    this.#standing++
    this.#put(seedOf(id) | 0, table, day)
  }

  /** The places of an id, which are forgotten. */
  take(id: string): IdPlace[] {
    const hash = seedOf(id) | 0
    const found: IdPlace[] = []
    const last = this.#hashes.length - 1
    for (let at = hash & last; this.#tables[at] !== FREE; at = (at + 1) & last) {
      if (this.#hashes[at] !== hash || this.#tables[at] === LEFT) continue
      found.push({ table: this.#tables[at]!, day: this.#days[at]! })
      this.#tables[at] = LEFT
      this.#standing--
      this.#left++
    }
    return found
  }

  #put(hash: number, table: number, day: number): void {
    const last = this.#hashes.length - 1
    let at = hash & last
    while (this.#tables[at] !== FREE) at = (at + 1) & last
    this.#hashes[at] = hash
    this.#tables[at] = table
    this.#days[at] = day
  }

  /** Room for as many again as stand. */
  #rebuild(): void {
    const [hashes, tables, days] = [this.#hashes, this.#tables, this.#days]
    const size = 4 * this.#standing >= hashes.length ? 2 * hashes.length : hashes.length
    this.#hashes = new Int32Array(size)
    this.#tables = new Int32Array(size).fill(FREE)
    this.#days = new Int32Array(size)
    this.#left = 0
    for (let at = 0; at < tables.length; at++) if (tables[at]! >= 0) this.#put(hashes[at]!, tables[at]!, days[at]!)
  }
}
