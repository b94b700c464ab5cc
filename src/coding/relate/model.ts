import { PAIR_INPUTS } from './encoded-pair.ts'
import type { PairView } from './features.ts'
import { WORD_GROUPS } from './features.ts'
import { type Beside, perceptronOf } from './perceptron.ts'
import type { TraitTable } from './trait-table.ts'

/** The part of the model that reads marked pairs: one table says which root, another which sense of it. */
export interface PairModel {
  /** One column a root of the marked sets, in the order of `MARKED_ROOTS`. */
  readonly roots: TraitTable
  /** One column a sense, in the order of `SENSES`. */
  readonly senses: TraitTable
  /** A network beside the roots' table. */
  readonly beside: Beside
  readonly vectors: WordVectors
  /** Logits of the roots are divided by it: fitted so that confidence is the share of right answers. */
  readonly temperature: number
}

/** Int8 word vectors: `words` gives the row, `size` numbers a row. */
export interface WordVectors {
  readonly words: ReadonlyMap<string, number>
  readonly values: Int8Array
  readonly size: number
}

/** 32-bit FNV-1a of a trait's UTF-16 units. */
export function hashTrait(trait: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < trait.length; i++) hash = Math.imul(hash ^ trait.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** e^x from additions and multiplications alone, the same on every platform; relative error below 1e-6 for x in [-60, 0]. */
export function expDown(x: number): number {
  if (x < -60) return 0
  const small = x / 64
  let term = 1
  let sum = 1
  for (let n = 1; n < 18; n++) {
    term = (term * small) / n
    sum += term
  }
  for (let n = 0; n < 6; n++) sum *= sum
  return sum
}

/** Probabilities from logits, in place. */
export function softmax(logits: Float64Array, temperature = 1): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const value of logits) if (value > top) top = value
  let sum = 0
  for (let k = 0; k < logits.length; k++) {
    logits[k] = expDown((logits[k]! - top) / temperature)
    sum += logits[k]!
  }
  for (let k = 0; k < logits.length; k++) logits[k]! /= sum
  return logits
}

/** The unit-length mean vector of every word group, one after the other; zeros where no word is known. */
export function denseView(view: PairView, vectors: WordVectors): Float64Array {
  const { size, values, words } = vectors
  const out = new Float64Array(WORD_GROUPS * size)
  view.words.forEach((group, g) => {
    let norm = 0
    const at = g * size
    for (const word of group) {
      const row = words.get(word)
      if (row === undefined) continue
      for (let d = 0; d < size; d++) out[at + d]! += values[row * size + d]!
    }
    for (let d = 0; d < size; d++) norm += out[at + d]! * out[at + d]!
    if (norm > 0) for (let d = 0; d < size; d++) out[at + d]! /= Math.sqrt(norm)
  })
  return out
}

/** Value of each of `count` traits of one pair: long sentences do not shout. */
export const traitValue = (count: number): number => 4 / Math.sqrt(count + 20)

/** One probability a root, in the order of `MARKED_ROOTS`. `dense`: as `denseView` makes it; `encoded`: as `encodePair` makes it, null where the table speaks alone. */
export function scoreRoots(
  view: PairView,
  { roots, temperature, beside }: Pick<PairModel, 'roots' | 'temperature' | 'beside'>,
  dense: Float64Array,
  encoded: Int8Array | null,
): Float64Array {
  const logits = pairLogits(view, roots, dense)
  if (encoded) addOutputs(logits, beside, encoded, PAIR_INPUTS)
  return softmax(logits, temperature)
}

/** Weighs a table's logits with those of the network beside it, in place. */
export function addOutputs(
  logits: Float64Array,
  { weights, table, net }: Beside,
  input: Int8Array,
  inputs: number,
): void {
  const perceptron = perceptronOf(weights, [inputs])
  const outputs = perceptron.outputsOf(perceptron.partOf(0, input))
  for (let k = 0; k < logits.length; k++) logits[k] = table * logits[k]! + net * outputs[k]!
}

/** One probability a sense, in the order of `SENSES`: which of the senses of a root it is. `dense`: as `denseView` makes it. */
export const scoreSenses = (view: PairView, { senses }: PairModel, dense: Float64Array): Float64Array =>
  softmax(pairLogits(view, senses, dense))

/** Logits of a table, one a column: traits, word vectors and the constant. */
function pairLogits(view: PairView, table: TraitTable, dense: Float64Array): Float64Array {
  const { columns, rows, scales, weights } = table
  const logits = new Float64Array(columns)
  const value = traitValue(view.traits.length)
  for (const trait of view.traits) {
    const row = rows.get(hashTrait(trait))
    if (row === undefined) continue
    const scale = scales[row]! * value
    for (let k = 0; k < columns; k++) logits[k]! += weights[row * columns + k]! * scale
  }
  for (let d = 0; d <= dense.length; d++) {
    const x = d === dense.length ? 1 : dense[d]!
    if (x !== 0) for (let k = 0; k < columns; k++) logits[k]! += table.dense[d * columns + k]! * x
  }
  return logits
}
