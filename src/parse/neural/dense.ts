import { KERNELS_BASE64 } from './kernels-wasm.ts'

interface Kernels {
  memory: WebAssembly.Memory
  dense16(...numbers: number[]): void
}

/**
 * A matrix in the parser's kernels, for models that read on from its encodings: `rows` inputs (even) by `columns` outputs (a multiple of 8) in 8-bit weights, row by row, one scale a
 * column. Sums of whole numbers are exact: the same bits on every machine. One instance serves one thread.
 */
export class Dense {
  readonly rows: number
  readonly columns: number
  readonly #kernels: Kernels
  readonly #input: Int16Array
  readonly #output: Float32Array
  readonly #places: { weights: number; scales: number; zeros: number; input: number; output: number }

  constructor(weights: Int8Array, scales: Float32Array) {
    this.columns = scales.length
    this.rows = weights.length / scales.length
    if (this.rows % 2 !== 0 || this.columns % 8 !== 0)
      throw Object.assign(
        new Error(`dense layer: ${this.rows} by ${this.columns} seen, even by a multiple of 8 expected`),
        { code: 'dense-shape' },
      )
    const wasm = Uint8Array.from(atob(KERNELS_BASE64.replaceAll('\n', '')), (c) => c.charCodeAt(0))
    const abort = () => {
      throw Object.assign(new Error('dense layer: a kernel aborted'), { code: 'neural-kernel' })
    }
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { abort } })
    this.#kernels = instance.exports as unknown as Kernels
    let top = 4096
    const take = (bytes: number) => {
      const at = top
      top = Math.ceil((at + bytes) / 64) * 64
      return at
    }
    this.#places = {
      weights: take(weights.length * 2),
      scales: take(this.columns * 4),
      zeros: take(this.columns * 4),
      input: take(this.rows * 2),
      output: take(this.columns * 4),
    }
    const lacking = top - this.#kernels.memory.buffer.byteLength
    if (lacking > 0) this.#kernels.memory.grow(Math.ceil(lacking / 65536))
    const { buffer } = this.#kernels.memory
    const to = new Int16Array(buffer, this.#places.weights, weights.length)
    let w = 0
    for (let panel = 0; panel < this.columns; panel += 8)
      for (let row = 0; row < this.rows; row += 2)
        for (let c = 0; c < 8; c++) {
          to[w++] = weights[row * this.columns + panel + c]!
          to[w++] = weights[(row + 1) * this.columns + panel + c]!
        }
    new Float32Array(buffer, this.#places.scales, this.columns).set(scales)
    this.#input = new Int16Array(buffer, this.#places.input, this.rows)
    this.#output = new Float32Array(buffer, this.#places.output, this.columns)
  }

  /** The products of one row of inputs with every column; lent until the next call. */
  of(input: Int8Array): Float32Array {
    this.#input.set(input)
    const { weights, scales, zeros, input: from, output } = this.#places
    this.#kernels.dense16(
      1,
      this.rows / 2,
      this.columns / 8,
      from,
      this.rows * 2,
      weights,
      scales,
      zeros,
      output,
      this.columns * 4,
      1,
    )
    return this.#output
  }
}
