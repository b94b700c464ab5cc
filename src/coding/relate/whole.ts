import type { Encoding, Sentence } from '../../parse/index.ts'

/** One sentence from the parts a splitter made of a marked text: later roots hang from the first by `parataxis`. No part gives a sentence without words. */
export function wholeSentence(parts: readonly Sentence[]): Sentence {
  const first = parts[0]
  if (!first) return { index: 0, paragraph: 0, start: 0, end: 0, tokens: [] }
  const tokens = [...first.tokens]
  const top = tokens.findIndex((token) => token.head < 0)
  for (const part of parts.slice(1)) {
    const shift = tokens.length
    for (const token of part.tokens) {
      const root = token.head < 0
      tokens.push({ ...token, head: root ? top : token.head + shift, deprel: root ? 'parataxis' : token.deprel })
    }
  }
  const { encoding, ...rest } = first
  const whole: Sentence = { ...rest, end: parts.at(-1)!.end, tokens }
  const joined = encoding && joinedEncoding(parts, encoding.width)
  if (joined) whole.encoding = joined
  return whole
}

/** The encodings of all parts as one; undefined where a part has none. */
function joinedEncoding(parts: readonly Sentence[], width: number): Encoding | undefined {
  const rows = new Int8Array(parts.reduce((sum, { tokens }) => sum + tokens.length, 0) * width)
  let at = 0
  for (const { encoding } of parts) {
    if (!encoding) return undefined
    rows.set(encoding.rows, at)
    at += encoding.rows.length
  }
  return { width, rows }
}
