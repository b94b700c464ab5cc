import type { ByteReader, ByteWriter } from './bytes.ts'

/** Sparse weights to be filed: for each feature key (signed 32 bits) the labels it speaks for and their weights. */
export interface SparseRows {
  keys: Int32Array
  /** `starts[i]..starts[i + 1]` are the entries of `keys[i]`. */
  starts: Uint32Array
  labels: Uint8Array
  values: Float32Array
}

/**
 * Linear weights over hashed features: an open-addressed table from feature key to a row of (label, weight). Read only.
 * Weights were coded on a logarithmic scale of 255 steps, so a row costs two bytes an entry on disk.
 */
export class Weights {
  private readonly slots: Int32Array
  private readonly starts: Uint32Array
  private readonly labels: Uint8Array
  private readonly values: Float32Array
  private readonly mask: number

  constructor(rows: SparseRows) {
    const count = rows.keys.length
    let size = 16
    while (size < count * 2) size *= 2
    // Key and row start side by side: one cache line a look-up.
    this.slots = new Int32Array(size * 2)
    this.mask = size - 1
    this.starts = rows.starts
    this.labels = rows.labels
    this.values = rows.values
    for (let i = 0; i < count; i++) {
      let slot = rows.keys[i]! & this.mask
      while (this.slots[slot * 2] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot * 2] = rows.keys[i]!
      this.slots[slot * 2 + 1] = i
    }
  }

  /** Adds the weights of `features[0..count)` to `scores`, which has one place a label. `found` is scratch space of at least `count` places. */
  score(features: Int32Array, count: number, scores: Float32Array, found: Int32Array): void {
    const { slots, starts, labels, values, mask } = this
    let hits = 0
    // All slots first, sums after: the look-ups' cache misses overlap.
    for (let f = 0; f < count; f++) {
      const key = features[f]!
      let slot = key & mask
      for (;;) {
        const here = slots[slot * 2]!
        if (here === key) {
          found[hits++] = slots[slot * 2 + 1]!
          break
        }
        if (here === 0) break
        slot = (slot + 1) & mask
      }
    }
    for (let h = 0; h < hits; h++) {
      const row = found[h]!
      const end = starts[row + 1]!
      for (let e = starts[row]!; e < end; e++) scores[labels[e]!]! += values[e]!
    }
  }
}

/** Files rows: keys ascending as varint differences, then counts, labels and weight codes, each in its own run for the sake of compression. */
export function writeWeights(rows: SparseRows, out: ByteWriter): void {
  const order = Array.from(rows.keys.keys()).sort((a, b) => (rows.keys[a]! >>> 0) - (rows.keys[b]! >>> 0))
  let largest = 0
  let smallest = Number.POSITIVE_INFINITY
  for (const value of rows.values) {
    const size = Math.abs(value)
    if (size > largest) largest = size
    if (size > 0 && size < smallest) smallest = size
  }
  if (largest === 0) largest = smallest = 1
  out.varint(rows.keys.length)
  out.varint(rows.values.length)
  out.float(smallest)
  out.float(largest)
  let previous = 0
  for (const i of order) {
    const key = rows.keys[i]! >>> 0
    out.varint(key - previous)
    previous = key
  }
  const entries: number[] = []
  for (const i of order) {
    out.varint(rows.starts[i + 1]! - rows.starts[i]!)
    for (let e = rows.starts[i]!; e < rows.starts[i + 1]!; e++) entries.push(e)
  }
  for (const e of entries) out.byte(rows.labels[e]!)
  // The code table is built without logarithms so that every machine decodes alike: steps grow by a constant factor.
  const table = codeTable(smallest, largest)
  for (const e of entries) out.byte(nearestCode(table, rows.values[e]!))
}

/** Reads what `writeWeights` filed. */
export function readWeights(input: ByteReader): Weights {
  const count = input.varint()
  const total = input.varint()
  const table = codeTable(input.float(), input.float())
  const keys = new Int32Array(count)
  let previous = 0
  for (let i = 0; i < count; i++) {
    previous += input.varint()
    keys[i] = previous | 0
  }
  const starts = new Uint32Array(count + 1)
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i]! + input.varint()
  const labels = input.take(total).slice()
  const codes = input.take(total)
  const values = new Float32Array(total)
  for (let e = 0; e < total; e++) values[e] = table[codes[e]!]!
  return new Weights({ keys, starts, labels, values })
}

const STEPS = 127

/** Places 1..127 hold the positive weights from the smallest to the largest, 129..255 their negatives; each step is the same factor, found by bisection. */
function codeTable(smallest: number, largest: number): Float32Array {
  const table = new Float32Array(256)
  const ratio = largest / smallest
  let low = 1
  let high = ratio > 1 ? ratio : 1
  for (let i = 0; i < 200; i++) {
    const factor = (low + high) / 2
    let power = 1
    for (let s = 1; s < STEPS && power <= ratio; s++) power *= factor
    if (power > ratio) high = factor
    else low = factor
  }
  let value = smallest
  for (let s = 1; s <= STEPS; s++) {
    table[s] = value
    table[128 + s] = -value
    value *= low
  }
  return table
}

function nearestCode(table: Float32Array, value: number): number {
  if (value === 0) return 0
  const size = Math.abs(value)
  let low = 1
  let high = STEPS
  while (low < high) {
    const middle = (low + high) >> 1
    if (table[middle]! < size) low = middle + 1
    else high = middle
  }
  if (low > 1 && size - table[low - 1]! < table[low]! - size) low--
  return value < 0 ? low + 128 : low
}
