import { readFileSync } from 'node:fs'

/** One gold sentence of a treebank: forms and, token by token, the gold columns. Heads are 0-based, -1 the root. */
export interface GoldSentence {
  /** Genre of the document (GUM) or 'ewt'. */
  genre: string
  forms: string[]
  upos: string[]
  xpos: string[]
  heads: number[]
  deprels: string[]
}

/** Reads a CoNLL-U file; multi-word ranges and empty nodes are left out. */
export function readTreebank(path: string): GoldSentence[] {
  const sentences: GoldSentence[] = []
  let genre = 'ewt'
  for (const block of readFileSync(path, 'utf8').split(/\r?\n\r?\n/)) {
    const sentence: GoldSentence = { genre, forms: [], upos: [], xpos: [], heads: [], deprels: [] }
    for (const line of block.split(/\r?\n/)) {
      if (line.startsWith('# meta::genre = ')) sentence.genre = genre = line.slice(16)
      const cells = line.split('\t')
      if (cells.length < 8 || !/^\d+$/.test(cells[0]!)) continue
      sentence.forms.push(cells[1]!)
      sentence.upos.push(cells[3]!)
      sentence.xpos.push(cells[4]!)
      sentence.heads.push(Number(cells[6]) - 1)
      sentence.deprels.push(cells[7]!)
    }
    if (sentence.forms.length > 0) sentences.push(sentence)
  }
  return sentences
}
