/** One edge of a signed network. */
export interface SignedEdge {
  a: string
  b: string
  /** −10 to 10. */
  value: number
  /** −1, 1, or 0 where the band covers 0. */
  sign: -1 | 0 | 1
}

/** Three states with a sign on each of their three edges. `balanced` where the product is positive. */
export interface Triad {
  states: [string, string, string]
  signs: [number, number, number]
  values: [number, number, number]
  balanced: boolean
}

/** All triads whose three edges have a sign, by codes. Cost: edges × degree. */
export function triadsOf(edges: SignedEdge[]): Triad[] {
  const neighbours = new Map<string, Map<string, SignedEdge>>()
  const link = (from: string, to: string, edge: SignedEdge) =>
    neighbours.set(from, (neighbours.get(from) ?? new Map()).set(to, edge))
  for (const edge of edges) {
    if (edge.sign === 0) continue
    link(edge.a, edge.b, edge)
    link(edge.b, edge.a, edge)
  }
  const triads: Triad[] = []
  for (const a of [...neighbours.keys()].sort())
    for (const [b, ab] of [...neighbours.get(a)!].sort(([x], [y]) => (x < y ? -1 : 1))) {
      if (b < a) continue
      for (const [c, bc] of [...neighbours.get(b)!].sort(([x], [y]) => (x < y ? -1 : 1))) {
        const ca = c > b ? neighbours.get(a)!.get(c) : undefined
        if (!ca) continue
        triads.push({
          states: [a, b, c],
          signs: [ab.sign, bc.sign, ca.sign],
          values: [ab.value, bc.value, ca.value],
          balanced: ab.sign * bc.sign * ca.sign > 0,
        })
      }
    }
  return triads
}

/** Share of balanced triads, counted and weighted by the product of the edges' strengths; null without a triad. */
export function balancedShare(triads: Triad[]): { counted: number; weighted: number } | null {
  if (triads.length === 0) return null
  let balanced = 0
  let sum = 0
  let all = 0
  for (const { balanced: yes, values } of triads) {
    const product = values[0] * values[1] * values[2]
    if (yes) balanced++
    sum += product
    all += Math.abs(product)
  }
  return { counted: balanced / triads.length, weighted: all > 0 ? sum / all : 0 }
}

/**
 * Walk-based balance tr(e^A) / tr(e^|A|), A the edges' values divided by ten (Estrada): 1 when every closed walk is balanced. Cost: states³.
 */
export function walkBalance(edges: SignedEdge[]): number | null {
  const names = [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort()
  if (names.length < 3) return null
  const place = new Map(names.map((name, index) => [name, index]))
  const n = names.length
  const signed = new Float64Array(n * n)
  for (const { a, b, value } of edges) {
    const [i, j] = [place.get(a)!, place.get(b)!]
    signed[i * n + j] = signed[j * n + i] = value / 10
  }
  const trace = (matrix: Float64Array) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += matrix[i * n + i]!
    return sum
  }
  return trace(exponential(signed, n)) / trace(exponential(signed.map(Math.abs), n))
}

/** e to a matrix: Taylor's series of the matrix halved often enough, squared back. */
function exponential(matrix: Float64Array, n: number): Float64Array {
  let norm = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j < n; j++) row += Math.abs(matrix[i * n + j]!)
    if (row > norm) norm = row
  }
  let halvings = 0
  while (norm > 0.5) {
    norm /= 2
    halvings++
  }
  let factor = 1
  for (let i = 0; i < halvings; i++) factor /= 2
  const small = matrix.map((value) => value * factor)
  let sum = new Float64Array(n * n)
  let term: Float64Array = new Float64Array(n * n)
  for (let i = 0; i < n; i++) sum[i * n + i] = term[i * n + i] = 1
  for (let k = 1; k <= 10; k++) {
    term = product(term, small, n).map((value) => value / k)
    sum = sum.map((value, index) => value + term[index]!)
  }
  for (let i = 0; i < halvings; i++) sum = product(sum, sum, n)
  return sum
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const value = a[i * n + k]!
      if (value === 0) continue
      for (let j = 0; j < n; j++) result[i * n + j]! += value * b[k * n + j]!
    }
  return result
}
