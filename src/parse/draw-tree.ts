import type { Sentence } from './parsed-text.ts'

/**
 * The sentence as a tree of text lines, one word a line in sentence order of each head's children, for the terminal:
 * ```
 * met  VERB root
 * ├─ Ministers  NOUN nsubj
 * ├─ Moscow  PROPN obl
 * │  └─ in  ADP case
 * └─ .  PUNCT punct
 * ```
 * Ends without a line break. Depth is bounded only by the sentence's length; no recursion.
 */
export function drawTree(sentence: Pick<Sentence, 'tokens'>): string {
  const { tokens } = sentence
  const children: number[][] = tokens.map(() => [])
  const roots: number[] = []
  tokens.forEach((token, i) => {
    if (token.head < 0) roots.push(i)
    else children[token.head]!.push(i)
  })
  const lines: string[] = []
  const open = roots.reverse().map((index) => ({ index, stem: '', last: true, top: true }))
  for (let node = open.pop(); node; node = open.pop()) {
    const { form, upos, deprel } = tokens[node.index]!
    lines.push(`${node.stem}${node.top ? '' : node.last ? '└─ ' : '├─ '}${form}  ${upos} ${deprel}`)
    const stem = node.top ? '' : node.stem + (node.last ? '   ' : '│  ')
    const below = children[node.index]!
    for (let c = below.length - 1; c >= 0; c--)
      open.push({ index: below[c]!, stem, last: c === below.length - 1, top: false })
  }
  return lines.join('\n')
}
