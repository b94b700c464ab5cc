import { PAIR_INPUTS } from '../../src/coding/relate/encoded-pair.ts'
import { hashTrait } from '../../src/coding/relate/model.ts'
import type { Beside } from '../../src/coding/relate/perceptron.ts'
import { MARKED_ROOTS, type MarkedRoot, SENSES } from '../../src/coding/relate/senses.ts'
import type { TraitTable } from '../../src/coding/relate/trait-table.ts'
import { fitPerceptron } from './fit-perceptron.ts'
import { fitTable, quantised } from './fit-triggers.ts'

/** One marked pair as numbers: its traits, dense values as `denseView` makes them, the senses allowed (one flag a sense), its weight. */
export interface Row {
  traits: string[]
  dense: Float64Array
  allowed: boolean[]
  weight: number
  /** What the network reads of it. */
  input: Int8Array | null
}

const OPTIONS = { rate: 0.3, decay: 1e-6, least: 2 }

/** The table of senses over marked pairs, its `most` weightiest traits. Where a pair allows several senses (the marked set names only the root) the model's own distribution decides. */
export const fitSenses = (rows: readonly Row[], most: number): TraitTable =>
  fitTable(
    rows.map((row) =>
      examplesOf(
        row,
        SENSES.flatMap((_, k) => (row.allowed[k] ? [k] : [])),
      ),
    ),
    { ...OPTIONS, columns: SENSES.length, epochs: 8, dropout: 0.3, tail: 4, most, seed: 1 },
  )

/**
 * The table of roots over marked pairs: the mean of fits that differ in their random numbers alone (one fit moves by a point and a half of macro-F1 with its seed), then its
 * `most` weightiest traits. Linear in rows × traits × roots × epochs × seeds.
 */
export function fitRoots(rows: readonly Row[], seeds: readonly number[], most: number): TraitTable {
  const columns = MARKED_ROOTS.length
  const examples = rows.map((row) => examplesOf(row, rootsOf(row)))
  const options = { ...OPTIONS, columns, epochs: 14, dropout: 0.5, tail: 7, most: Number.POSITIVE_INFINITY }
  const tables = seeds.map((seed) => fitTable(examples, { ...options, seed }))
  const index = new Map([...tables[0]!.rows.keys()].map((hash, row) => [hash, row] as const))
  const weights = new Float32Array(index.size * columns)
  const dense = new Float32Array(tables[0]!.dense.length)
  for (const table of tables) {
    for (const [hash, row] of table.rows)
      for (let k = 0, at = index.get(hash)! * columns; k < columns; k++, at++)
        weights[at]! += (table.weights[row * columns + k]! * table.scales[row]!) / seeds.length
    for (let d = 0; d < dense.length; d++) dense[d]! += table.dense[d]! / seeds.length
  }
  return { ...quantised(index, weights, columns, most), columns, dense }
}

const examplesOf = ({ traits, dense, weight }: Row, allowed: readonly number[]) => ({
  hashes: Int32Array.from(traits, (trait) => hashTrait(trait) | 0),
  dense,
  allowed,
  weight,
})

/** The roots that the senses allowed are called by, as columns. */
function rootsOf({ allowed }: Row): number[] {
  const roots = new Set<MarkedRoot>(SENSES.filter((_, k) => allowed[k]).map(({ marked }) => marked))
  return [...roots].map((root) => MARKED_ROOTS.indexOf(root))
}

/** How much table and network count, by readable rows of the marked set that neither had seen (macro-F1 85.3 without the network, 85.8 so; with sentences of writers left out up to 1 would be better), November 2026. */
const SHARES = { table: 1, net: 0.4 }

/** Our patterns say the same in many places, and the marked set has its own manner. */
const netOptions = { hidden: 112, epochs: 16, input: 0.25, layer: 0.4, seed: 1 }

/** The network beside the roots' table. `rows` weigh as they say. */
export const fitRootsNet = async (rows: readonly Row[]): Promise<Beside> => ({
  weights: await fitPerceptron(
    rows.map((row) => ({ input: row.input, weight: row.weight, allowed: rootsOf(row) })),
    PAIR_INPUTS,
    MARKED_ROOTS.length,
    netOptions,
  ),
  ...SHARES,
})
