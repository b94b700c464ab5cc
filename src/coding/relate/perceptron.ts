import { Dense } from '../../parse/index.ts'

/** A network of one hidden layer over whole numbers: 8-bit weights of the first layer with one scale a hidden unit (an input of 64 is 1), plain numbers after it. */
export interface PerceptronWeights {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
  /** `inputs` × `hidden`. */
  readonly first: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
  /** `hidden` × `outputs`. */
  readonly second: Float32Array
  readonly lastBias: Float32Array
}

/** A network and how much it counts beside a table of traits: the logits are `table` times the table's and `net` times its own. */
export interface Beside {
  readonly weights: PerceptronWeights
  readonly table: number
  readonly net: number
}

/** What an input of 1 is worth. */
export const ONE = 64

/**
 * A network ready to answer. What comes again in many questions can be summed apart: blocks of its inputs, and sets of single inputs that are 1. One instance
 * serves one thread.
 */
export class Perceptron {
  readonly #weights: PerceptronWeights
  readonly #blocks: Dense[] = []
  readonly #none: Float32Array
  readonly #noSingles: Int32Array
  readonly #sum: Float64Array
  readonly #firing: Uint16Array
  readonly #out: Float64Array

  /** `blocks`: how many inputs each dense block has, from the first on; what is left is given one by one. */
  constructor(weights: PerceptronWeights, blocks: readonly number[]) {
    this.#weights = weights
    const { hidden, first } = weights
    const scales = weights.scales.map((scale) => scale / ONE)
    let from = 0
    for (const rows of blocks) {
      this.#blocks.push(new Dense(first.subarray(from * hidden, (from + rows) * hidden), scales))
      from += rows
    }
    this.#none = new Float32Array(hidden)
    this.#noSingles = new Int32Array(hidden)
    this.#sum = new Float64Array(hidden)
    this.#firing = new Uint16Array(hidden)
    this.#out = new Float64Array(weights.outputs)
  }

  /** What a dense block adds to the hidden units; lent until the block is asked again. */
  partOf(block: number, input: Int8Array): Float32Array {
    return this.#blocks[block]!.of(input)
  }

  /** What single inputs that are 1 add to the hidden units, in units of their scales; the caller's to keep. */
  singlesOf(rows: readonly number[]): Int32Array {
    const { hidden, first } = this.#weights
    const sum = new Int32Array(hidden)
    for (const row of rows) for (let h = 0, at = row * hidden; h < hidden; h++, at++) sum[h]! += first[at]!
    return sum
  }

  /** The outputs for what one or two blocks and two sets of single inputs add; lent until the next call. */
  outputsOf(part: Float32Array, more = this.#none, singles = this.#noSingles, others = this.#noSingles): Float64Array {
    const { hidden, outputs, scales, bias, second, lastBias } = this.#weights
    const sum = this.#sum
    const firing = this.#firing
    let count = 0
    for (let h = 0; h < hidden; h++) {
      const x = bias[h]! + part[h]! + more[h]! + (singles[h]! + others[h]!) * scales[h]!
      sum[h] = x
      firing[count] = h
      count += x > 0 ? 1 : 0
    }
    // three outputs at a time over the hidden units that fire, in order
    const out = this.#out
    let k = 0
    for (; k + 3 <= outputs; k += 3) {
      let [a, b, c]: [number, number, number] = [lastBias[k]!, lastBias[k + 1]!, lastBias[k + 2]!]
      for (let i = 0; i < count; i++) {
        const h = firing[i]!
        const at = h * outputs + k
        const x = sum[h]!
        a += second[at]! * x
        b += second[at + 1]! * x
        c += second[at + 2]! * x
      }
      out[k] = a
      out[k + 1] = b
      out[k + 2] = c
    }
    for (; k < outputs; k++) {
      let total: number = lastBias[k]!
      for (let i = 0; i < count; i++) total += second[firing[i]! * outputs + k]! * sum[firing[i]!]!
      out[k] = total
    }
    return out
  }
}

const ready = new WeakMap<PerceptronWeights, Perceptron>()

/** The network of some weights, laid out once. */
export function perceptronOf(weights: PerceptronWeights, blocks: readonly number[]): Perceptron {
  let found = ready.get(weights)
  if (!found) ready.set(weights, (found = new Perceptron(weights, blocks)))
  return found
}
