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

/** A network ready to answer. Blocks of its inputs can be summed apart, for those that come again in many questions. One instance serves one thread. */
export class Perceptron {
  readonly #weights: PerceptronWeights
  readonly #blocks: Dense[] = []
  readonly #sum: Float64Array
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
    this.#sum = new Float64Array(hidden)
    this.#out = new Float64Array(weights.outputs)
  }

  /** What a dense block adds to the hidden units; the caller's to keep. */
  partOf(block: number, input: ArrayLike<number>): Float32Array {
    return this.#blocks[block]!.of(input).slice()
  }

  /** The outputs for blocks summed before and for single inputs that are 1; lent until the next call. */
  outputsOf(parts: readonly Float32Array[], ones: readonly number[] = []): Float64Array {
    const { hidden, outputs, first, scales, bias, second, lastBias } = this.#weights
    const sum = this.#sum
    for (let h = 0; h < hidden; h++) sum[h] = bias[h]!
    for (const part of parts) for (let h = 0; h < hidden; h++) sum[h]! += part[h]!
    for (const row of ones) for (let h = 0, at = row * hidden; h < hidden; h++, at++) sum[h]! += first[at]! * scales[h]!
    const out = this.#out
    for (let k = 0; k < outputs; k++) out[k] = lastBias[k]!
    for (let h = 0; h < hidden; h++) {
      const x = sum[h]!
      if (x > 0) for (let k = 0, at = h * outputs; k < outputs; k++, at++) out[k]! += second[at]! * x
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
