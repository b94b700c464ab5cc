import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PerceptronWeights } from '../../src/coding/relate/perceptron.ts'

/** One row a network learns from: what it reads, the columns it may be, its weight. */
export interface EncodedRow {
  input: Int8Array | null
  allowed: readonly number[]
  weight: number
}

export interface PerceptronOptions {
  hidden: number
  epochs: number
  /** Share of inputs, and of hidden units, left out at random while learning. */
  input: number
  layer: number
  seed: number
}

const cache = fileURLToPath(new URL('../.cache/', import.meta.url))

/** The trainer in C++ (perceptron.cpp), compiled once a source. */
function program(): string {
  const source = fileURLToPath(new URL('perceptron.cpp', import.meta.url))
  const matrix = fileURLToPath(new URL('../neural/matrix.h', import.meta.url))
  const name = createHash('sha256').update(readFileSync(source)).update(readFileSync(matrix)).digest('hex').slice(0, 16)
  const path = `${cache}perceptron-${name}`
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true })
    execFileSync('g++', ['-O3', '-march=native', '-ffast-math', '-std=c++17', '-o', path, source])
  }
  return path
}

/**
 * A network of one hidden layer over encoded rows; rows without an encoding are passed over. Its inputs are bytes (64 is 1), its first layer comes back in 8-bit weights. Needs g++; takes
 * rows × inputs × hidden × epochs × 6 operations on one core.
 */
export async function fitPerceptron(
  rows: readonly EncodedRow[],
  inputs: number,
  outputs: number,
  { hidden, epochs, input, layer, seed }: PerceptronOptions,
): Promise<PerceptronWeights> {
  const encoded = rows.filter((row) => row.input !== null)
  const path = `${cache}${randomUUID()}`
  const file = openSync(`${path}.rows`, 'w')
  const labels = new DataView(new ArrayBuffer(12 + encoded.length * 8))
  for (const [k, number] of [encoded.length, inputs, outputs].entries()) labels.setInt32(k * 4, number, true)
  for (const [i, row] of encoded.entries()) {
    labels.setFloat32(12 + i * 8, row.weight, true)
    labels.setUint32(
      16 + i * 8,
      row.allowed.reduce((bits, column) => bits | (1 << column), 0),
      true,
    )
  }
  writeSync(file, labels)
  for (const row of encoded) writeSync(file, row.input!)
  closeSync(file)
  const options = Object.entries({ hidden, epochs, input, layer, seed }).map(([name, value]) => `${name}=${value}`)
  await new Promise<void>((done, fail) => {
    const child = spawn(program(), [`${path}.rows`, `${path}.net`, ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`perceptron: ended with ${code}`))))
  })
  const bytes = readFileSync(`${path}.net`)
  rmSync(`${path}.rows`)
  rmSync(`${path}.net`)
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  let at = 0
  const take = (count: number) => floats.slice(at, (at += count))
  const { first, scales } = inBytes(take(inputs * hidden), hidden)
  return {
    inputs,
    hidden,
    outputs,
    first,
    scales,
    bias: take(hidden),
    second: take(hidden * outputs),
    lastBias: take(outputs),
  }
}

/** Weights as whole numbers from -127 to 127 with one scale a column. */
function inBytes(weights: Float32Array, columns: number): { first: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns)
  for (let w = 0; w < weights.length; w++)
    scales[w % columns] = Math.max(scales[w % columns]!, Math.abs(weights[w]!) / 127)
  return { first: Int8Array.from(weights, (weight, w) => Math.round(weight / (scales[w % columns]! || 1))), scales }
}
