import { traitValue } from '../../src/coding/relate/model.ts'
import { scaleCode, scalesBelow, type TraitTable } from '../../src/coding/relate/trait-table.ts'
import { randomOf } from './expand.ts'

/** One predicate as numbers: hashes of its traits, dense values, the columns it may be, its weight. */
export interface TriggerRow {
  hashes: Int32Array
  dense: Float64Array
  allowed: readonly number[]
  weight: number
}

export interface TableOptions {
  columns: number
  epochs: number
  rate: number
  decay: number
  dropout: number
  /** How many epochs at the end are averaged. */
  tail: number
  /** Traits seen in fewer rows are left out. */
  least: number
  /** At most so many traits are kept, those with the largest weights. */
  most: number
  seed: number
}

/**
 * Multinomial logistic regression (AdaGrad) over hashed traits and averaged word vectors. Where several columns are allowed the target is the model's own
 * distribution over them. Deterministic for one seed; linear in rows × traits × columns × epochs.
 */
export function fitTable(rows: readonly TriggerRow[], options: TableOptions): TraitTable {
  const { columns } = options
  const seen = new Map<number, number>()
  for (const row of rows) for (const hash of row.hashes) seen.set(hash >>> 0, (seen.get(hash >>> 0) ?? 0) + 1)
  const index = new Map<number, number>()
  for (const [hash, count] of seen) if (count >= options.least) index.set(hash, index.size)
  const sparse = rows.map((row) =>
    Int32Array.from(row.hashes, (hash) => index.get(hash >>> 0) ?? -1).filter((at) => at >= 0),
  )
  const width = rows[0]!.dense.length
  const weights = new Float32Array(index.size * columns)
  const squares = new Float32Array(weights.length).fill(1e-3)
  const dense = new Float32Array((width + 1) * columns)
  const denseSquares = new Float32Array(dense.length).fill(1e-3)
  const sum = new Float32Array(weights.length)
  const denseSum = new Float32Array(dense.length)
  const random = randomOf(options.seed)
  const order = rows.map((_, i) => i)
  const logits = new Float64Array(columns)
  const gradient = new Float64Array(columns)
  const longest = sparse.reduce((most, row) => Math.max(most, row.length), 0)
  const kept = new Int32Array(longest)
  const { decay, dropout } = options
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate * (1 - epoch / options.epochs)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const r of order) {
      const row = rows[r]!
      const known = sparse[r]!
      let count = 0
      for (let i = 0; i < known.length; i++) if (random() >= dropout) kept[count++] = known[i]!
      const value = traitValue(row.hashes.length) / (1 - dropout)
      logits.fill(0)
      for (let i = 0; i < count; i++)
        for (let k = 0, w = kept[i]! * columns; k < columns; k++, w++) logits[k]! += weights[w]! * value
      for (let d = 0; d <= width; d++) {
        const x = d === width ? 1 : row.dense[d]!
        if (x !== 0) for (let k = 0, w = d * columns; k < columns; k++, w++) logits[k]! += dense[w]! * x
      }
      let top = logits[0]!
      for (let k = 1; k < columns; k++) if (logits[k]! > top) top = logits[k]!
      let total = 0
      for (let k = 0; k < columns; k++) {
        logits[k] = Math.exp(logits[k]! - top)
        total += logits[k]!
      }
      let mass = 1e-12
      for (const k of row.allowed) mass += logits[k]! / total
      for (let k = 0; k < columns; k++) gradient[k] = (row.weight * logits[k]!) / total
      for (const k of row.allowed) gradient[k]! -= (row.weight * (logits[k]! / total)) / mass
      for (let i = 0; i < count; i++) {
        for (let k = 0, w = kept[i]! * columns; k < columns; k++, w++) {
          const g = gradient[k]! * value + decay * weights[w]!
          squares[w]! += g * g
          weights[w]! -= (rate * g) / Math.sqrt(squares[w]!)
        }
      }
      for (let d = 0; d <= width; d++) {
        const x = d === width ? 1 : row.dense[d]!
        if (x === 0) continue
        for (let k = 0, w = d * columns; k < columns; k++, w++) {
          const g = gradient[k]! * x + decay * dense[w]!
          denseSquares[w]! += g * g
          dense[w]! -= (rate * g) / Math.sqrt(denseSquares[w]!)
        }
      }
    }
    if (epoch < options.epochs - options.tail) continue
    for (let w = 0; w < weights.length; w++) sum[w]! += weights[w]! / options.tail
    for (let w = 0; w < dense.length; w++) denseSum[w]! += dense[w]! / options.tail
  }
  return { ...quantised(index, sum, columns, options.most), columns, dense: denseSum }
}

/** The weightiest rows of a table, each as whole numbers from -7 to 7 and a scale that a byte can name. */
export function quantised(index: ReadonlyMap<number, number>, weights: Float32Array, columns: number, most: number) {
  const size = (row: number) => {
    let top = 1e-9
    for (let w = row * columns; w < (row + 1) * columns; w++) top = Math.max(top, Math.abs(weights[w]!))
    return top
  }
  const kept = [...index]
    .map(([hash, row]) => ({ hash, row, top: size(row) }))
    .sort((a, b) => b.top - a.top || a.hash - b.hash)
    .slice(0, most)
  const scales = new Float32Array(kept.length)
  const largest = (kept[0]?.top ?? 1) / 7
  const allowed = scalesBelow(largest)
  const small = new Int8Array(kept.length * columns)
  kept.forEach(({ row, top }, at) => {
    const scale = allowed[scaleCode(top / 7, largest)]!
    scales[at] = scale
    for (let k = 0; k < columns; k++)
      small[at * columns + k] = Math.max(-7, Math.min(7, Math.round(weights[row * columns + k]! / scale)))
  })
  return { rows: new Map(kept.map(({ hash }, at) => [hash, at] as const)), scales, weights: small }
}
