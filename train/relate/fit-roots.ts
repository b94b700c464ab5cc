import { hashTrait } from '../../src/coding/relate/model.ts'
import { MARKED_ROOTS, type MarkedRoot, SENSES } from '../../src/coding/relate/senses.ts'
import type { TraitTable } from '../../src/coding/relate/trait-table.ts'
import type { Row } from './fit.ts'
import { fitTable, quantised } from './fit-triggers.ts'

const options = { epochs: 14, rate: 0.3, decay: 1e-6, dropout: 0.5, tail: 7, least: 2, most: Number.POSITIVE_INFINITY }

/**
 * The table of roots over marked pairs: the mean of fits that differ in their random numbers alone (one fit moves by a point and a half of macro-F1 with its seed), then its
 * weightiest traits. Linear in rows × traits × roots × epochs × seeds.
 */
export function fitRoots(rows: readonly Row[], seeds: readonly number[], most: number): TraitTable {
  const columns = MARKED_ROOTS.length
  const examples = rows.map((row) => ({
    hashes: Int32Array.from(row.traits, (trait) => hashTrait(trait) | 0),
    dense: row.dense,
    allowed: rootsOf(row),
    weight: row.weight,
  }))
  const index = new Map<number, number>()
  let weights = new Float32Array(0)
  let dense = new Float32Array(0)
  for (const seed of seeds) {
    const table = fitTable(examples, { ...options, columns, seed })
    if (weights.length === 0) {
      for (const hash of table.rows.keys()) index.set(hash, index.size)
      weights = new Float32Array(index.size * columns)
      dense = new Float32Array(table.dense.length)
    }
    for (const [hash, row] of table.rows)
      for (let k = 0; k < columns; k++)
        weights[index.get(hash)! * columns + k]! +=
          (table.weights[row * columns + k]! * table.scales[row]!) / seeds.length
    for (let d = 0; d < dense.length; d++) dense[d]! += table.dense[d]! / seeds.length
  }
  return { ...quantised(index, weights, columns, most), columns, dense }
}

/** The roots that the senses allowed are called by. */
function rootsOf({ allowed }: Row): number[] {
  const roots = new Set<MarkedRoot>(SENSES.filter((_, k) => allowed[k]).map(({ marked }) => marked))
  return [...roots].map((root) => MARKED_ROOTS.indexOf(root))
}
