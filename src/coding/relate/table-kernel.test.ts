import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TableKernel } from './table-kernel.ts'
import type { TraitTable } from './trait-table.ts'

/** A table of made-up numbers: traits 0, 7, 14, … by `rows`. */
function tableOf(rows: number, columns: number, width: number, seed: number): TraitTable {
  let state = seed | 1
  const next = () => (state = Math.imul(state, 1664525) + 1013904223) / 2 ** 31
  return {
    rows: new Map(Array.from({ length: rows }, (_, row) => [(row * 7 * 65537) >>> 0, row])),
    scales: Float32Array.from({ length: rows }, () => Math.abs(next())),
    weights: Int8Array.from({ length: rows * columns }, () => Math.round(next() * 7)),
    columns,
    dense: Float32Array.from({ length: (width + 1) * columns }, next),
  }
}

/** The sums by a plain loop, in the order of the traits and of the numbers. */
function plainly(table: TraitTable, traits: Int32Array, value: number, numbers: Float64Array): Float64Array {
  const { rows, scales, weights, columns, dense } = table
  return Float64Array.from({ length: columns }, (_, k) => {
    let sum = 0
    for (const trait of traits) {
      const row = rows.get(trait >>> 0)
      if (row !== undefined) sum += weights[row * columns + k]! * (scales[row]! * value)
    }
    let apart = dense[numbers.length * columns + k]!
    for (let d = 0; d < numbers.length; d++) apart += dense[d * columns + k]! * numbers[d]!
    return sum + apart
  })
}

describe('the kernel of a table', () => {
  const shape = fc.record({
    rows: fc.integer({ min: 0, max: 60 }),
    columns: fc.integer({ min: 1, max: 30 }),
    width: fc.integer({ min: 0, max: 40 }),
    seed: fc.integer(),
  })

  it('gives the sums of a plain loop to the bit, whatever the columns asked for', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.nat({ max: 90 }), { maxLength: 80 }), fc.nat(), (made, picked, pick) => {
        const table = tableOf(made.rows, made.columns, made.width, made.seed)
        const traits = Int32Array.from(picked, (n) => n * 7 * 65537)
        const numbers = Float64Array.from({ length: made.width }, (_, d) => (d % 3 === 0 ? 0 : Math.sin(d + made.seed)))
        const expected = plainly(table, traits, 0.37, numbers)
        const kernel = new TableKernel(table)
        const from = pick % made.columns
        const logits = new Float64Array(made.columns).fill(5)
        kernel.logits(logits, traits, traits.length, 0.37, numbers, from, made.columns)
        expect([...logits]).toEqual([...expected].map((sum, k) => (k < from ? 5 : sum)))
      }),
    )
  })

  it('sums up the first column alone, without constant', () => {
    const table = tableOf(20, 3, 0, 11)
    const traits = Int32Array.from([3, 5, 99, 5], (n) => n * 7 * 65537)
    const { weights, scales } = table
    const sum = [3, 5, 5].reduce((total, row) => total + weights[row * 3]! * scales[row]!, 0)
    expect(new TableKernel(table).sumOf(traits)).toBe(sum)
  })

  it('takes more traits than it made room for', () => {
    const table = tableOf(50, 17, 4, 3)
    const traits = Int32Array.from({ length: 5000 }, (_, t) => (t % 70) * 7 * 65537)
    const numbers = Float64Array.of(0.5, 0, -1, 2)
    const kernel = new TableKernel(table)
    const logits = new Float64Array(17)
    for (let again = 0; again < 2; again++) {
      kernel.logits(logits, traits, traits.length, 0.1, numbers, 0, 17)
      expect([...logits]).toEqual([...plainly(table, traits, 0.1, numbers)])
    }
  })
})
