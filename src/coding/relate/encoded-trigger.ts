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
}

const sums = new WeakMap<Encoding, Sums>()

function sumsOf(encoding: Encoding): Sums {
  const known = sums.get(encoding)
  if (known) return known
  const { width, rows } = encoding
  const sum = new Int32Array(VECTOR)
  const count = rows.length / width
  for (let i = 0, at = STATE; i < count; i++, at += width) for (let k = 0; k < VECTOR; k++) sum[k]! += rows[at + k]!
  const found = { sum, count }
  sums.set(encoding, found)
  return found
}

const meanOf = ({ sum, count }: Sums): Int8Array =>
  Int8Array.from(sum, (total) => Math.max(-127, Math.min(127, Math.round((total * DRAWN) / Math.max(count, 1)))))

/** The mean word vector of the words from one token up to another, drawn out. */
export function drawnMean({ width, rows }: Encoding, from: number, to: number): Int8Array {
  const sum = new Int32Array(VECTOR)
  for (let i = from, at = from * width + STATE; i < to; i++, at += width)
    for (let k = 0; k < VECTOR; k++) sum[k]! += rows[at + k]!
  return meanOf({ sum, count: to - from })
}

const stories = new WeakMap<readonly Sentence[], Int8Array>()

/** The mean word vector of a story's sentences, drawn out; once a story. */
function meanOfStory(story: readonly Sentence[]): Int8Array {
  const known = stories.get(story)
  if (known) return known
  const all: Sums = { sum: new Int32Array(VECTOR), count: 0 }
  for (const { encoding } of story) {
    if (!encoding) continue
    const { sum, count } = sumsOf(encoding)
    for (let k = 0; k < VECTOR; k++) all.sum[k]! += sum[k]!
    all.count += count
  }
  const mean = meanOf(all)
  stories.set(story, mean)
  return mean
}

/** What the trigger network reads of a predicate; null where the sentence has no encoding of these widths. `story`: the sentences of the body it stands in. */
export function encodeTrigger(
  clause: Clause,
  clauses: readonly Clause[],
  story: readonly Sentence[],
): Int8Array | null {
  const { encoding } = clause.sentence
  if (encoding?.width !== STATE + VECTOR) return null
  const { width, rows } = encoding
  const input = new Int8Array(TRIGGER_INPUTS)
  const count = rows.length / width
  input.set(rows.subarray(clause.head * width, (clause.head + 1) * width))
  let to = width
  const add = (token: number | undefined) => {
    if (token !== undefined && token >= 0 && token < count)
      input.set(rows.subarray(token * width + STATE, (token + 1) * width), to)
    to += VECTOR
  }
  for (let k = 1; k <= BESIDE; k++) {
    add(clause.head - k)
    add(clause.head + k)
  }
  add(clause.agents[0]?.token)
  add(clause.patients[0]?.token)
  add(clause.obliques[0]?.participant.token)
  add(clause.parent ? clauses[clause.parent.clause]!.head : undefined)
  input.set(meanOf(sumsOf(encoding)), to)
  input.set(meanOfStory(story), to + VECTOR)
  return input
}
