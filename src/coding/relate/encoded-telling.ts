import type { Sentence } from '../../parse/index.ts'
import { STATE, TRIGGER_INPUTS, VECTOR } from './encoded-trigger.ts'
import { ONE, type PerceptronWeights, perceptronOf } from './perceptron.ts'

/** What the network of confidence reads in one block: what the trigger network reads of the predicate; state and vector of a doer and of somebody it is done to. */
export const TELLING_BLOCK = TRIGGER_INPUTS + 2 * (STATE + VECTOR)

/** The signs of an event share so many inputs, by their hashes. */
const BUCKETS = 2048

/** Inputs of the network of confidence: the block, then the buckets of signs. */
export const TELLING_INPUTS = TELLING_BLOCK + BUCKETS

/**
 * The block of a coded event: `trigger` as `encodeTrigger` gives it, the tokens that head the mentions of a doer and of somebody it is done to in its sentence. Nobody there, or a sentence
 * without an encoding: zeros.
 */
export function encodeTelling(
  trigger: Int8Array | null,
  { encoding }: Sentence,
  [doer, other]: readonly [number | undefined, number | undefined],
): Int8Array {
  const block = new Int8Array(TELLING_BLOCK)
  if (!trigger || !encoding) return block
  block.set(trigger)
  const { width, rows } = encoding
  for (const [n, token] of [doer, other].entries())
    if (token !== undefined) block.set(rows.subarray(token * width, (token + 1) * width), TRIGGER_INPUTS + n * width)
  return block
}

const bucketOf = (hash: number): number => TELLING_BLOCK + ((hash >>> 0) % BUCKETS)

/** Block and signs as the row the network learns from: a bucket holds as often 1 as signs fall into it, at most twice. */
export function tellingRow(block: Int8Array, signs: Int32Array): Int8Array {
  const row = new Int8Array(TELLING_INPUTS)
  row.set(block)
  for (const hash of signs) row[bucketOf(hash)] = Math.min(127, row[bucketOf(hash)]! + ONE)
  return row
}

/** The model of confidence: a network of two outputs (wrong, right) and the line that makes its answer a frequency. */
export interface SurenessModel {
  readonly weights: PerceptronWeights
  /** The log-odds of the network are multiplied by `slope`, and `shift` is added. */
  readonly slope: number
  readonly shift: number
}

/** The log-odds by the network that an event with this block and these signs is right. */
export function oddsOf(block: Int8Array, signs: Int32Array, weights: PerceptronWeights): number {
  const network = perceptronOf(weights, [TELLING_BLOCK])
  const singles = network.singlesOf(Array.from(signs, bucketOf))
  const [wrong, right] = network.outputsOf(network.partOf(0, block), undefined, singles) as unknown as [number, number]
  return right - wrong
}

/** The chance that an event with this block and these signs is right. */
export const readSureness = (block: Int8Array, signs: Int32Array, { weights, slope, shift }: SurenessModel): number =>
  1 / (1 + Math.exp(-(oddsOf(block, signs, weights) * slope + shift)))
