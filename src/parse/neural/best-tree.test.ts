import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestTree } from './best-tree.ts'

/** Score of the best single-root tree by trying every choice of heads. */
function bestByTrying(scores: Float32Array, n: number): number {
  let best = Number.NEGATIVE_INFINITY
  const heads = new Array<number>(n).fill(-1)
  const visit = (i: number, sum: number): void => {
    if (i === n) {
      if (sum > best && isTree(heads)) best = sum
      return
    }
    for (let h = -1; h < n; h++) {
      if (h === i) continue
      heads[i] = h
      visit(i + 1, sum + scores[i * (n + 1) + h + 1]!)
    }
  }
  visit(0, 0)
  return best
}

function isTree(heads: ArrayLike<number>): boolean {
  let roots = 0
  for (let i = 0; i < heads.length; i++) {
    if (heads[i]! < 0) roots++
    let at = i
    for (let steps = 0; at >= 0; steps++) {
      if (steps > heads.length) return false
      at = heads[at]!
    }
  }
  return roots === 1
}

const scoresOf = (n: number, scale: number) =>
  fc.array(fc.integer({ min: -scale, max: scale }), { minLength: n * (n + 1), maxLength: n * (n + 1) })

describe('bestTree', () => {
  it('finds the best single-root tree of up to five tokens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(fc.constant(n), scoresOf(n, 30))),
        ([n, numbers]) => {
          const scores = Float32Array.from(numbers)
          for (let i = 0; i < n; i++) scores[i * (n + 1) + i + 1] = -1e9
          const heads = new Int32Array(n)
          bestTree(scores, n, heads)
          expect(isTree(heads)).toBe(true)
          const sum = heads.reduce((total, h, i) => total + scores[i * (n + 1) + h + 1]!, 0)
          expect(sum).toBe(bestByTrying(scores, n))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('answers a tree for 192 tokens that all tie', () => {
    const n = 192
    const scores = new Float32Array(n * (n + 1))
    for (let i = 0; i < n; i++) scores[i * (n + 1) + i + 1] = -1e9
    const heads = new Int32Array(n)
    bestTree(scores, n, heads)
    expect(isTree(heads)).toBe(true)
  })

  it('breaks a cycle that two tokens would rather have', () => {
    // both prefer each other to the root
    const scores = Float32Array.from([1, -1e9, 5, 3, 6, -1e9])
    const heads = new Int32Array(2)
    bestTree(scores, 2, heads)
    expect([...heads]).toEqual([1, -1])
  })
})
