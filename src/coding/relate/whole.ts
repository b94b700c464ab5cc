import type { Sentence } from '../../parse/index.ts'

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
  return { ...first, end: parts.at(-1)!.end, tokens }
}
