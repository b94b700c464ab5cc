import { hashTrait, type PairModel, softmax, traitValue, type WordVectors } from '../../src/coding/relate/model.ts'
import { SENSES } from '../../src/coding/relate/senses.ts'
import { randomOf } from './expand.ts'

/** One example as numbers: rows of known traits, dense values, the senses allowed, its weight. */
export interface Row {
  traits: string[]
  dense: Float64Array
  allowed: boolean[]
  weight: number
}

export interface FitOptions {
  epochs: number
  rate: number
  decay: number
  dropout: number
  seed: number
  /** How many epochs at the end are averaged. */
  tail: number
  /** Traits seen in fewer rows are left out. */
  least: number
}

/**
 * Multinomial logistic regression with AdaGrad over traits and averaged word vectors. Where several senses are allowed (the marked set names only the root) the
 * target is the model's own distribution over them. Deterministic for one seed; linear in rows × traits × senses × epochs.
 */
export function fitModel(rows: readonly Row[], vectors: WordVectors, options: FitOptions): Omit<PairModel, 'roots'> {
  const columns = SENSES.length
  const seen = new Map<string, number>()
  for (const row of rows) for (const trait of row.traits) seen.set(trait, (seen.get(trait) ?? 0) + 1)
  const index = new Map<number, number>()
  for (const [trait, count] of seen)
    if (count >= options.least && !index.has(hashTrait(trait))) index.set(hashTrait(trait), index.size)
  const sparse = rows.map((row) =>
    Int32Array.from(row.traits.map((trait) => index.get(hashTrait(trait)) ?? -1).filter((at) => at >= 0)),
  )
  const width = rows[0]!.dense.length
  const weights = new Float32Array(index.size * columns)
  const squares = new Float32Array(index.size * columns).fill(1e-3)
  const dense = new Float32Array((width + 1) * columns)
  const denseSquares = new Float32Array(dense.length).fill(1e-3)
  const sum = new Float32Array(weights.length)
  const denseSum = new Float32Array(dense.length)
  const random = randomOf(options.seed)
  const order = rows.map((_, i) => i)
  const gradient = new Float64Array(columns)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate * (1 - epoch / options.epochs)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const r of order) {
      const row = rows[r]!
      const kept = sparse[r]!.filter(() => random() >= options.dropout)
      const value = traitValue(row.traits.length) / (1 - options.dropout)
      const logits = new Float64Array(columns)
      for (const at of kept) for (let k = 0, w = at * columns; k < columns; k++, w++) logits[k]! += weights[w]! * value
      for (let d = 0; d <= width; d++) {
        const x = d === width ? 1 : row.dense[d]!
        if (x !== 0) for (let k = 0, w = d * columns; k < columns; k++, w++) logits[k]! += dense[w]! * x
      }
      softmax(logits)
      let mass = 1e-12
      for (let k = 0; k < columns; k++) if (row.allowed[k]) mass += logits[k]!
      for (let k = 0; k < columns; k++)
        gradient[k] = row.weight * (logits[k]! - (row.allowed[k] ? logits[k]! / mass : 0))
      const step = (into: Float32Array, squared: Float32Array, w: number, k: number, x: number) => {
        const g = gradient[k]! * x + options.decay * into[w]!
        squared[w]! += g * g
        into[w]! -= (rate * g) / Math.sqrt(squared[w]!)
      }
      for (const at of kept)
        for (let k = 0, w = at * columns; k < columns; k++, w++) step(weights, squares, w, k, value)
      for (let d = 0; d <= width; d++) {
        const x = d === width ? 1 : row.dense[d]!
        if (x !== 0) for (let k = 0, w = d * columns; k < columns; k++, w++) step(dense, denseSquares, w, k, x)
      }
    }
    if (epoch < options.epochs - options.tail) continue
    for (let w = 0; w < weights.length; w++) sum[w]! += weights[w]! / options.tail
    for (let w = 0; w < dense.length; w++) denseSum[w]! += dense[w]! / options.tail
  }
  return { ...quantise(index, sum), dense: denseSum, vectors, temperature: 1 }
}

function quantise(index: Map<number, number>, weights: Float32Array): Pick<PairModel, 'rows' | 'weights' | 'scales'> {
  const columns = SENSES.length
  const scales = new Float32Array(index.size)
  const small = new Int8Array(weights.length)
  for (let row = 0; row < index.size; row++) {
    let top = 1e-9
    for (let w = row * columns; w < (row + 1) * columns; w++) top = Math.max(top, Math.abs(weights[w]!))
    scales[row] = top / 7
    for (let w = row * columns; w < (row + 1) * columns; w++) small[w] = Math.round(weights[w]! / scales[row]!)
  }
  return { rows: index, weights: small, scales }
}
