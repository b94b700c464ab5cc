/**
 * The best tree over arc scores: every token gets one head, exactly one token hangs from the root, no cycle. `scores`
 * holds `n * (n + 1)` numbers: row i the possible heads of token i, column 0 the root, column j + 1 token j. Writes
 * heads into `heads` (-1 the root). Mostly the best head of each token already is a tree; else Chu-Liu/Edmonds with a
 * fine on root arcs large enough that only one is used (Zmigrod et al. 2020); at worst cubic in n.
 */
export function bestTree(scores: Float32Array, n: number, heads: Int32Array): void {
  const width = n + 1
  let roots = 0
  for (let i = 0; i < n; i++) {
    let best = 0
    for (let j = 1; j < width; j++) if (scores[i * width + j]! > scores[i * width + best]!) best = j
    heads[i] = best - 1
    if (best === 0) roots++
  }
  if (roots === 1 && findCycle(heads, n) === undefined) return
  // node 0 the root, node i + 1 token i; entry [dependent * width + head]
  const full = new Float64Array(width * width).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < width; j++)
      if (j !== i + 1) full[(i + 1) * width + j] = scores[i * width + j]! - (j === 0 ? 1e6 : 0)
  const found = arborescence(full, width)
  for (let i = 0; i < n; i++) heads[i] = found[i + 1]! - 1
}

/** Tokens of one cycle among the heads, if there is any. */
function findCycle(heads: Int32Array, n: number): number[] | undefined {
  const seen = new Int32Array(n)
  for (let start = 0; start < n; start++) {
    let at = start
    while (at >= 0 && seen[at] === 0) {
      seen[at] = start + 1
      at = heads[at]!
    }
    if (at < 0 || seen[at] !== start + 1) continue
    const cycle = [at]
    for (let next = heads[at]!; next !== at; next = heads[next]!) cycle.push(next)
    return cycle
  }
  return undefined
}

/** Heads of the best arborescence out of node 0 over a dense `m * m` score matrix. */
function arborescence(scores: Float64Array, m: number): Int32Array {
  const heads = new Int32Array(m).fill(-1)
  for (let v = 1; v < m; v++) {
    let best = 0
    for (let u = 1; u < m; u++) if (u !== v && scores[v * m + u]! > scores[v * m + best]!) best = u
    heads[v] = best
  }
  const cycle = findCycle(heads, m)
  if (!cycle) return heads
  const inCycle = new Uint8Array(m)
  for (const v of cycle) inCycle[v] = 1
  // the contracted graph: the nodes outside in order, the cycle last
  const outside: number[] = []
  for (let v = 0; v < m; v++) if (!inCycle[v]) outside.push(v)
  const k = outside.length + 1
  const small = new Float64Array(k * k).fill(Number.NEGATIVE_INFINITY)
  const leave = new Int32Array(k)
  const enter = new Int32Array(k)
  outside.forEach((v, a) => {
    outside.forEach((u, b) => {
      if (u !== v) small[a * k + b] = scores[v * m + u]!
    })
    for (const u of cycle) {
      if (scores[v * m + u]! > small[a * k + k - 1]!) {
        small[a * k + k - 1] = scores[v * m + u]!
        leave[a] = u
      }
      const gain = scores[u * m + v]! - scores[u * m + heads[u]!]!
      if (gain > small[(k - 1) * k + a]!) {
        small[(k - 1) * k + a] = gain
        enter[a] = u
      }
    }
  })
  const inner = arborescence(small, k)
  outside.forEach((v, a) => {
    if (v !== 0) heads[v] = inner[a] === k - 1 ? leave[a]! : outside[inner[a]!]!
  })
  const from = inner[k - 1]!
  heads[enter[from]!] = outside[from]!
  return heads
}
