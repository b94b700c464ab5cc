import type { SparseRows } from '../../src/parse/weights.ts'

/** Averaged perceptron weights while they are learnt: sparse rows in one pool, averaged lazily. */
export class SparseTrainer {
  private keys: Int32Array
  private rows: Int32Array
  private mask: number
  private used = 0
  private readonly rowStart: number[] = []
  private rowLength = new Uint8Array(1 << 20)
  private rowRoom = new Uint8Array(1 << 20)
  private labels = new Uint8Array(1 << 22)
  private weights = new Int32Array(1 << 22)
  private totals = new Float64Array(1 << 22)
  private stamps = new Int32Array(1 << 22)
  private poolEnd = 0
  /** The clock of the average: call once an example. */
  now = 1

  constructor(bits = 22) {
    this.keys = new Int32Array(1 << bits)
    this.rows = new Int32Array(1 << bits)
    this.mask = (1 << bits) - 1
  }

  /** Adds the current weights of the features to `scores`. */
  score(features: Int32Array, count: number, scores: Float32Array): void {
    const { keys, rows, mask, labels, weights, rowLength } = this
    for (let f = 0; f < count; f++) {
      const key = features[f]!
      let slot = key & mask
      while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask
      if (keys[slot] === 0) continue
      const row = rows[slot]!
      const start = this.rowStart[row]!
      const end = start + rowLength[row]!
      for (let e = start; e < end; e++) scores[labels[e]!]! += weights[e]!
    }
  }

  /** Adds `delta` to the weight of `label` for every feature. */
  update(features: Int32Array, count: number, label: number, delta: number): void {
    for (let f = 0; f < count; f++) {
      const row = this.rowOf(features[f]!)
      const start = this.rowStart[row]!
      const length = this.rowLength[row]!
      let e = start
      while (e < start + length && this.labels[e] !== label) e++
      if (e === start + length) e = this.append(row, label)
      this.totals[e]! += (this.now - this.stamps[e]!) * this.weights[e]!
      this.stamps[e] = this.now
      this.weights[e]! += delta
    }
  }

  private rowOf(key: number): number {
    let slot = key & this.mask
    while (this.keys[slot] !== key && this.keys[slot] !== 0) slot = (slot + 1) & this.mask
    if (this.keys[slot] === key) return this.rows[slot]!
    if (this.used * 2 > this.mask) {
      this.rehash()
      return this.rowOf(key)
    }
    const row = this.used++
    this.keys[slot] = key
    this.rows[slot] = row
    if (row >= this.rowLength.length) {
      this.rowLength = grown(this.rowLength, Uint8Array)
      this.rowRoom = grown(this.rowRoom, Uint8Array)
    }
    this.rowStart[row] = this.reserve(2)
    this.rowRoom[row] = 2
    return row
  }

  private append(row: number, label: number): number {
    const length = this.rowLength[row]!
    if (length === this.rowRoom[row]!) {
      const room = Math.min(255, length * 2)
      const from = this.rowStart[row]!
      const to = this.reserve(room)
      for (const pool of [this.labels, this.weights, this.totals, this.stamps]) pool.copyWithin(to, from, from + length)
      this.rowStart[row] = to
      this.rowRoom[row] = room
    }
    const e = this.rowStart[row]! + length
    this.labels[e] = label
    this.weights[e] = 0
    this.totals[e] = 0
    this.stamps[e] = this.now
    this.rowLength[row] = length + 1
    return e
  }

  private reserve(room: number): number {
    const at = this.poolEnd
    this.poolEnd += room
    if (this.poolEnd > this.labels.length) {
      this.labels = grown(this.labels, Uint8Array)
      this.weights = grown(this.weights, Int32Array)
      this.totals = grown(this.totals, Float64Array)
      this.stamps = grown(this.stamps, Int32Array)
    }
    return at
  }

  private rehash(): void {
    const { keys, rows } = this
    const size = keys.length * 2
    this.keys = new Int32Array(size)
    this.rows = new Int32Array(size)
    this.mask = size - 1
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === 0) continue
      let slot = keys[i]! & this.mask
      while (this.keys[slot] !== 0) slot = (slot + 1) & this.mask
      this.keys[slot] = keys[i]!
      this.rows[slot] = rows[i]!
    }
  }

  /** The averaged weights whose size is at least `floor`; rows left empty are dropped. */
  averaged(floor: number): SparseRows {
    const keys: number[] = []
    const starts: number[] = [0]
    const labels: number[] = []
    const values: number[] = []
    for (let slot = 0; slot < this.keys.length; slot++) {
      if (this.keys[slot] === 0) continue
      const row = this.rows[slot]!
      const start = this.rowStart[row]!
      const before = values.length
      for (let e = start; e < start + this.rowLength[row]!; e++) {
        const value = (this.totals[e]! + (this.now - this.stamps[e]!) * this.weights[e]!) / this.now
        if (Math.abs(value) < floor) continue
        labels.push(this.labels[e]!)
        values.push(value)
      }
      if (values.length === before) continue
      keys.push(this.keys[slot]!)
      starts.push(values.length)
    }
    return { keys: Int32Array.from(keys), starts: Uint32Array.from(starts), labels: Uint8Array.from(labels), values: Float32Array.from(values) }
  }
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(old: T, make: new (length: number) => T): T {
  const larger = new make(old.length * 2)
  larger.set(old)
  return larger
}
