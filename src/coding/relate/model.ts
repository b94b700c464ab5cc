import type { PairView } from './features.ts'
import { WORD_GROUPS } from './features.ts'
import { SENSES } from './senses.ts'
import type { TraitTable } from './trait-table.ts'

/** The part of the model that reads marked pairs: one table says which root, another which sense of it. */
export interface PairModel {
  /** One column a root of the marked sets, in the order of `MARKED_ROOTS`. */
  readonly roots: TraitTable
  /** Hash of a trait to its row in the table of senses. */
  readonly rows: ReadonlyMap<number, number>
  /** Row-major weights from -7 to 7, one column a sense, and the scale of each row. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  /** Weights of the word vector dimensions (group-major) and, last, of the constant. */
  readonly dense: Float32Array
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

/** One probability a root, in the order of `MARKED_ROOTS`. `dense`: as `denseView` makes it. */
export function scoreRoots(
  view: PairView,
  { roots, temperature }: Pick<PairModel, 'roots' | 'temperature'>,
  dense: Float64Array,
): Float64Array {
  const { columns } = roots
  const logits = new Float64Array(columns)
  const value = traitValue(view.traits.length)
  for (const trait of view.traits) {
    const row = roots.rows.get(hashTrait(trait))
    if (row === undefined) continue
    const scale = roots.scales[row]! * value
    for (let k = 0; k < columns; k++) logits[k]! += roots.weights[row * columns + k]! * scale
  }
  addDense(logits, roots.dense, dense)
  return softmax(logits, temperature)
}

/** One probability a sense: which of the senses of a root it is. `dense`: as `denseView` makes it. */
export function scoreView(view: PairView, model: PairModel, dense: Float64Array): Float64Array {
  const columns = SENSES.length
  const logits = new Float64Array(columns)
  const value = traitValue(view.traits.length)
  for (const trait of view.traits) {
    const row = model.rows.get(hashTrait(trait))
    if (row === undefined) continue
    const scale = model.scales[row]! * value
    for (let k = 0; k < columns; k++) logits[k]! += model.weights[row * columns + k]! * scale
  }
  addDense(logits, model.dense, dense)
  return softmax(logits)
}

/** Adds the constant and the weighted word vectors (`weights` dimension-major, the constant last). */
function addDense(logits: Float64Array, weights: Float32Array, dense: Float64Array): void {
  const columns = logits.length
  for (let d = 0; d <= dense.length; d++) {
    const x = d === dense.length ? 1 : dense[d]!
    if (x !== 0) for (let k = 0; k < columns; k++) logits[k]! += weights[d * columns + k]! * x
  }
}
