import type { PairView } from './features.ts'
import { WORD_GROUPS } from './features.ts'
import { SENSES } from './senses.ts'

/** First bytes of a model file. */
const MAGIC = 0x314c4552

/** A loaded relation model; frozen, shared by all calls. */
export interface RelateModel {
  /** Hash of a trait to its row. */
  readonly rows: ReadonlyMap<number, number>
  /** Row-major int8 weights, one column a sense, and the scale of each row. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  /** Weights of the word vector dimensions (group-major) and, last, of the constant. */
  readonly dense: Float32Array
  readonly vectors: WordVectors
  /** Logits are divided by it: fitted so that confidence is the share of right answers. */
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

/** One probability a sense. */
export function scoreView(view: PairView, model: RelateModel, dense = denseView(view, model.vectors)): Float64Array {
  const columns = SENSES.length
  const logits = new Float64Array(columns)
  const value = traitValue(view.traits.length)
  for (const trait of view.traits) {
    const row = model.rows.get(hashTrait(trait))
    if (row === undefined) continue
    const scale = model.scales[row]! * value
    for (let k = 0; k < columns; k++) logits[k]! += model.weights[row * columns + k]! * scale
  }
  for (let d = 0; d <= dense.length; d++) {
    const x = d === dense.length ? 1 : dense[d]!
    if (x !== 0) for (let k = 0; k < columns; k++) logits[k]! += model.dense[d * columns + k]! * x
  }
  return softmax(logits, model.temperature)
}

/** The model file, little endian: magic, counts, temperature, hashes, scales, dense weights, row weights, vectors, words one a line in UTF-8. */
export function sealRelateModel(model: RelateModel): Uint8Array {
  const text = new TextEncoder().encode([...model.vectors.words.keys()].join('\n'))
  const hashes = Uint32Array.from(model.rows.keys())
  const head = new DataView(new ArrayBuffer(28))
  const counts = [MAGIC, SENSES.length, hashes.length, model.vectors.size, model.vectors.words.size, text.length]
  for (const [i, count] of counts.entries()) head.setUint32(i * 4, count, true)
  head.setFloat32(24, model.temperature, true)
  const parts = [
    head.buffer,
    hashes.buffer,
    model.scales.buffer,
    model.dense.buffer,
    model.weights.buffer,
    model.vectors.values.buffer,
    text.buffer,
  ]
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    out.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return out
}

/** Reads what `sealRelateModel` wrote. Throws an error with `code` "relate-model" when the bytes are of another kind, version or length. */
export function loadRelateModel(bytes: Uint8Array): RelateModel {
  const fail = (seen: string) =>
    Object.assign(
      new Error(
        `relation model: ${seen}; install models/relate.bin of the same release or train it again (train/relate/train.ts)`,
      ),
      {
        code: 'relate-model',
      },
    )
  if (bytes.length < 28) throw fail(`${bytes.length} bytes seen, at least 28 expected`)
  const head = new DataView(bytes.buffer, bytes.byteOffset, 28)
  const [magic, columns, rows, size, words, textLength] = [0, 1, 2, 3, 4, 5].map((i) =>
    head.getUint32(i * 4, true),
  ) as [number, number, number, number, number, number]
  if (magic !== MAGIC) throw fail('another file format seen')
  if (columns !== SENSES.length) throw fail(`${columns} senses seen, ${SENSES.length} expected`)
  const denseLength = (WORD_GROUPS * size + 1) * columns
  const expected = 28 + rows * 8 + denseLength * 4 + rows * columns + words * size + textLength
  if (bytes.length !== expected) throw fail(`${bytes.length} bytes seen, ${expected} expected`)
  let at = 28
  const take = (length: number): ArrayBuffer => {
    at += length
    return Uint8Array.from(bytes.subarray(at - length, at)).buffer
  }
  const hashes = new Uint32Array(take(rows * 4))
  return Object.freeze({
    rows: new Map(Array.from(hashes, (hash, row) => [hash, row] as const)),
    scales: new Float32Array(take(rows * 4)),
    dense: new Float32Array(take(denseLength * 4)),
    weights: new Int8Array(take(rows * columns)),
    vectors: {
      size,
      values: new Int8Array(take(words * size)),
      words: new Map(
        new TextDecoder()
          .decode(take(textLength))
          .split('\n')
          .map((word, row) => [word, row] as const),
      ),
    },
    temperature: head.getFloat32(24, true),
  })
}
