import type { Encoding, Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'

/** Widths of what the parser knew of a word: its state, and its vector. */
export const STATE = 320
export const VECTOR = 80

/** Words on each side of the predicate whose vectors are read. */
const BESIDE = 3

/** Inputs of the trigger network: state and vector of the predicate; vectors of the words beside it, of its first agent, patient and oblique, and of the predicate above; means of sentence and story. */
export const TRIGGER_INPUTS = STATE + VECTOR * (1 + 2 * BESIDE + 4 + 2)

/** Means of vectors are drawn out, for they are small. */
const DRAWN = 4

interface Sums {
  sum: Int32Array
  count: number
  mean: Int8Array
}

const sums = new WeakMap<Encoding, Sums>()

function sumsOf(encoding: Encoding): Sums {
  const known = sums.get(encoding)
  if (known) return known
  const { width, rows } = encoding
  const sum = new Int32Array(VECTOR)
  const count = rows.length / width
  for (let i = 0, at = STATE; i < count; i++, at += width) for (let k = 0; k < VECTOR; k++) sum[k]! += rows[at + k]!
  const found = { sum, count, mean: meanOf(sum, count) }
  sums.set(encoding, found)
  return found
}

function meanOf(sum: Int32Array, count: number): Int8Array {
  const mean = new Int8Array(VECTOR)
  for (let k = 0; k < VECTOR; k++)
    mean[k] = Math.max(-127, Math.min(127, Math.round((sum[k]! * DRAWN) / Math.max(count, 1))))
  return mean
}

/** The mean word vector of the words from one token up to another, drawn out. */
export function drawnMean({ width, rows }: Encoding, from: number, to: number): Int8Array {
  const sum = new Int32Array(VECTOR)
  for (let i = from, at = from * width + STATE; i < to; i++, at += width)
    for (let k = 0; k < VECTOR; k++) sum[k]! += rows[at + k]!
  return meanOf(sum, to - from)
}

const stories = new WeakMap<readonly Sentence[], Int8Array>()

/** The mean word vector of a story's sentences, drawn out; once a story. */
function meanOfStory(story: readonly Sentence[]): Int8Array {
  const known = stories.get(story)
  if (known) return known
  const total = new Int32Array(VECTOR)
  let words = 0
  for (const { encoding } of story) {
    if (!encoding) continue
    const { sum, count } = sumsOf(encoding)
    for (let k = 0; k < VECTOR; k++) total[k]! += sum[k]!
    words += count
  }
  const mean = meanOf(total, words)
  stories.set(story, mean)
  return mean
}

/**
 * What the trigger network reads of a predicate, written into `input`; null where the sentence has no encoding of these widths. `story`: the sentences of the
 * body it stands in.
 */
export function encodeTrigger(
  clause: Clause,
  clauses: readonly Clause[],
  story: readonly Sentence[],
  input: Int8Array = new Int8Array(TRIGGER_INPUTS),
): Int8Array | null {
  const { encoding } = clause.sentence
  if (encoding?.width !== STATE + VECTOR) return null
  const { width, rows } = encoding
  const count = rows.length / width
  const { head } = clause
  for (let k = 0, from = head * width; k < width; k++) input[k] = rows[from + k]!
  let to = width
  const add = (token: number | undefined) => {
    if (token === undefined || token < 0 || token >= count) input.fill(0, to, to + VECTOR)
    else for (let k = 0, from = token * width + STATE; k < VECTOR; k++) input[to + k] = rows[from + k]!
    to += VECTOR
  }
  for (let k = 1; k <= BESIDE; k++) {
    add(head - k)
    add(head + k)
  }
  add(clause.agents[0]?.token)
  add(clause.patients[0]?.token)
  add(clause.obliques[0]?.participant.token)
  add(clause.parent ? clauses[clause.parent.clause]!.head : undefined)
  input.set(sumsOf(encoding).mean, to)
  input.set(meanOfStory(story), to + VECTOR)
  return input
}
