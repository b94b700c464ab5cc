import { readFileSync } from 'node:fs'
import type { WordVectors } from '../../src/coding/relate/model.ts'

interface WinkEmbeddings {
  words: string[]
  vectors: Record<string, number[]>
}

/** The first `count` plain lower-case words of the public embeddings, rotated onto their `size` widest axes (orthogonal iteration) and stored as int8. */
export function repackVectors(path: string, count: number, size: number): WordVectors {
  const { words, vectors } = JSON.parse(readFileSync(path, 'utf8')) as WinkEmbeddings
  const kept = words.filter((word) => /^[a-z][a-z-]+$/.test(word)).slice(0, count)
  const full = 100
  const rows = kept.map((word) => vectors[word]!.slice(0, full))
  const mean = Array.from({ length: full }, (_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length)
  const spread = Array.from({ length: full }, () => new Float64Array(full))
  for (const row of rows)
    for (let a = 0; a < full; a++)
      for (let b = 0; b < full; b++) spread[a]![b]! += (row[a]! - mean[a]!) * (row[b]! - mean[b]!)
  let axes = Array.from({ length: size }, (_, k) =>
    Array.from({ length: full }, (_, d) => (((k + 1) * (d + 3) * 7919) % 101) / 101 - 0.5),
  )
  for (let pass = 0; pass < 60; pass++) {
    axes = axes.map((axis) => spread.map((line) => axis.reduce((sum, x, d) => sum + x * line[d]!, 0)))
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < k; j++) {
        const dot = axes[k]!.reduce((sum, x, d) => sum + x * axes[j]![d]!, 0)
        axes[k] = axes[k]!.map((x, d) => x - dot * axes[j]![d]!)
      }
      const norm = Math.sqrt(axes[k]!.reduce((sum, x) => sum + x * x, 0))
      axes[k] = axes[k]!.map((x) => x / norm)
    }
  }
  const values = new Int8Array(kept.length * size)
  rows.forEach((row, r) => {
    const turned = axes.map((axis) => axis.reduce((sum, x, d) => sum + x * (row[d]! - mean[d]!), 0))
    const norm = Math.sqrt(turned.reduce((sum, x) => sum + x * x, 0)) || 1
    turned.forEach((x, d) => {
      values[r * size + d] = Math.max(-127, Math.min(127, Math.round((x / norm) * 254)))
    })
  })
  return { words: new Map(kept.map((word, row) => [word, row])), values, size }
}
