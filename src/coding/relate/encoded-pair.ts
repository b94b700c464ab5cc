import type { Sentence, Token } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import { drawnMean, STATE, VECTOR } from './encoded-trigger.ts'
import { ancestors, headOf, nearest, ranges } from './features.ts'

/**
 * Inputs of the pair network: state and vector of source, target, the verb over the source and the word over the target; vectors of the word where their paths meet and of that
 * verb's object and open complement; means of the words between the two and of the sentence.
 */
export const PAIR_INPUTS = 4 * (STATE + VECTOR) + 5 * VECTOR

/** What the pair network reads of a marked pair; null where the sentence has no encoding of these widths. Spans of several mentions: those nearest each other speak. */
export function encodePair(sentence: Sentence, source: readonly Span[], target: readonly Span[]): Int8Array | null {
  const { tokens, encoding } = sentence
  if (encoding?.width !== STATE + VECTOR) return null
  const { width, rows } = encoding
  const input = new Int8Array(PAIR_INPUTS)
  const [s, t] = nearest(ranges(tokens, source), ranges(tokens, target))
  const from = s ? headOf(tokens, s) : -1
  const to = t ? headOf(tokens, t) : -1
  const rise = ancestors(tokens, from)
  const fall = ancestors(tokens, to)
  const meet = rise.find((i) => fall.includes(i)) ?? -1
  const governor = rise.find((i) => i !== from && tokens[i]!.upos === 'VERB') ?? meet
  const above = to < 0 ? -1 : tokens[to]!.head
  let at = 0
  for (const token of [from, to, governor, above]) {
    if (token >= 0) input.set(rows.subarray(token * width, (token + 1) * width), at)
    at += width
  }
  for (const token of [meet, childOf(tokens, governor, 'obj'), childOf(tokens, governor, 'xcomp')]) {
    if (token >= 0) input.set(rows.subarray(token * width + STATE, (token + 1) * width), at)
    at += VECTOR
  }
  const first = s && t ? Math.min(s.to, t.to) + 1 : 0
  const last = s && t ? Math.max(s.from, t.from) : 0
  input.set(drawnMean(encoding, first, last), at)
  input.set(drawnMean(encoding, 0, tokens.length), at + VECTOR)
  return input
}

const childOf = (tokens: readonly Token[], head: number, relation: string): number =>
  head < 0 ? -1 : tokens.findIndex((token) => token.head === head && token.deprel === relation)
