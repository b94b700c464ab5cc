import { KERNELS_BASE64 } from './kernels-wasm.ts'
import type { TraitTable } from './trait-table.ts'

interface Kernels {
  memory: WebAssembly.Memory
  find(...numbers: number[]): number
  fill(...numbers: number[]): number
  sums(...numbers: number[]): void
}

/** Bytes before the weights of a record: its hash and its scale. */
const HEAD = 8

/** A scale of these bits marks a place of the open hash where no trait is. */
const FREE = 0xffffffff

let compiled: WebAssembly.Module | undefined

function kernels(): Kernels {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(KERNELS_BASE64.replaceAll('\n', '')), (c) => c.charCodeAt(0)),
  )
  return new WebAssembly.Instance(compiled, {}).exports as unknown as Kernels
}

/**
 * A table of traits in the memory of its kernels: an open hash in which hash, scale and weights of a trait lie side by side, so that one look into memory finds all of them, and
 * the weights of word vectors in panels of eight columns. The sums are those of a plain loop over the traits in order, to the bit. One instance serves one thread.
 */
export class TableKernel {
  readonly #kernels = kernels()
  readonly #columns: number
  readonly #width: number
  readonly #mask: number
  readonly #stride: number
  readonly #places: { records: number; weights: number; numbers: number; filled: number; out: number }
  #numbers!: Float64Array
  #out!: Float64Array
  /** How many traits the last two areas of the memory hold: hashes, and the addresses of their records. */
  #room = 1024
  #hashes!: Int32Array
  readonly #end: number

  constructor({ rows, scales, weights, columns, dense }: TraitTable) {
    let size = 16
    while (size < rows.size * 2) size *= 2
    const panels = Math.ceil(columns / 8)
    const width = dense.length / columns - 1
    this.#columns = columns
    this.#width = width
    this.#mask = size - 1
    this.#stride = HEAD + Math.ceil(columns / 4) * 4
    let top = 64
    const take = (bytes: number) => {
      const at = top
      top = Math.ceil((at + bytes) / 64) * 64
      return at
    }
    this.#places = {
      // eight columns are read at a time, so the last record has some bytes behind it
      records: take(size * this.#stride + 8),
      weights: take(panels * (width + 1) * 32),
      numbers: take(width * 8),
      filled: take(width * 4 + 4),
      out: take(panels * 64),
    }
    this.#end = top
    const { memory } = this.#kernels
    memory.grow(Math.ceil((top + this.#room * 8 + 4) / 65536))
    const { buffer } = memory
    const bytes = new Int8Array(buffer)
    const hashes = new Int32Array(buffer)
    const marks = new Uint32Array(buffer)
    const floats = new Float32Array(buffer)
    const { records } = this.#places
    const placeOf = (at: number) => (records + at * this.#stride) >> 2
    for (let at = 0; at < size; at++) marks[placeOf(at) + 1] = FREE
    for (const [hash, row] of rows) {
      let at = (hash ^ (hash >>> 15)) & this.#mask
      while (marks[placeOf(at) + 1] !== FREE) at = (at + 1) & this.#mask
      hashes[placeOf(at)] = hash | 0
      floats[placeOf(at) + 1] = scales[row]!
      const from = row * columns
      const to = (placeOf(at) << 2) + HEAD
      for (let k = 0; k < columns; k++) bytes[to + k] = weights[from + k]!
    }
    const panel = this.#places.weights >> 2
    for (let k = 0; k < columns; k++)
      for (let d = 0; d <= width; d++)
        floats[panel + ((k >> 3) * (width + 1) + d) * 8 + (k & 7)] = dense[d * columns + k]!
    this.#look()
  }

  /** Writes the logits of the columns from `from` up to `to` to their places in `logits`: of the first `count` traits, each worth `value`, and of `numbers`, the word vectors of a view. */
  logits(
    logits: Float64Array,
    traits: Int32Array,
    count: number,
    value: number,
    numbers: Float64Array,
    from: number,
    to: number,
  ): void {
    const { numbers: at, filled, weights, out } = this.#places
    const known = this.#find(traits, count)
    this.#numbers.set(numbers)
    const given = this.#kernels.fill(at, this.#width, filled)
    const found = this.#end + this.#room * 4
    this.#kernels.sums(found, known, value, from & ~7, to, at, filled, given, this.#width, weights, out)
    for (let k = from; k < to; k++) logits[k] = this.#out[k]!
  }

  /** The sum of scale times weight of some traits, in the first column. */
  sumOf(traits: Int32Array): number {
    const known = this.#find(traits, traits.length)
    const { numbers, filled, weights, out } = this.#places
    this.#kernels.sums(this.#end + this.#room * 4, known, 1, 0, 1, numbers, filled, 0, -1, weights, out)
    return this.#out[0]!
  }

  /** Looks up the first `count` traits; how many the table has. */
  #find(traits: Int32Array, count: number): number {
    if (count > this.#room) this.#widen(count)
    const hashes = this.#hashes
    for (let t = 0; t < count; t++) hashes[t] = traits[t]!
    const { records } = this.#places
    return this.#kernels.find(this.#end, count, records, this.#mask, this.#stride, this.#end + this.#room * 4)
  }

  /** Makes room for so many traits. The memory moves, and with it what looks into it. */
  #widen(count: number): void {
    const { memory } = this.#kernels
    this.#room = Math.ceil(count / 512) * 1024
    const lacking = this.#end + this.#room * 8 + 4 - memory.buffer.byteLength
    if (lacking > 0) memory.grow(Math.ceil(lacking / 65536))
    this.#look()
  }

  #look(): void {
    const { buffer } = this.#kernels.memory
    this.#numbers = new Float64Array(buffer, this.#places.numbers, this.#width)
    this.#out = new Float64Array(buffer, this.#places.out, Math.ceil(this.#columns / 8) * 8)
    this.#hashes = new Int32Array(buffer, this.#end, this.#room)
  }
}
