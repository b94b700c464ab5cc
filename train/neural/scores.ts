import type { NeuralParser } from '../../src/parse/neural/index.ts'
import type { GoldSentence } from './treebank.ts'

/** Counts of one relation: gold, said, and both with the same head. */
interface RelationCount {
  gold: number
  said: number
  right: number
}

/** Figures of a parser on gold tokens, in percent. `bareUas/bareLas` leave out punctuation and subtypes. */
export interface ParserFigures {
  words: number
  upos: number
  xpos: number
  uas: number
  las: number
  bareUas: number
  bareLas: number
  /** F1 by relation, subtype kept. */
  relations: Record<string, number>
  wordsPerSecond: number
}

/** The relations whose F1 the project watches. */
export const WATCHED = [
  'nsubj',
  'nsubj:pass',
  'obj',
  'iobj',
  'xcomp',
  'ccomp',
  'conj',
  'obl',
  'nmod',
  'acl',
  'acl:relcl',
  'advcl',
  'appos',
  'parataxis',
  'root',
] as const

const base = (relation: string) => relation.split(':')[0]!
const percent = (part: number, whole: number) => Math.round((10_000 * part) / Math.max(1, whole)) / 100

/** Parses the gold tokens and scores tags, heads and relations. Speed is of the second of two runs, one thread. */
export function scoreParser(parser: NeuralParser, sentences: GoldSentence[]): ParserFigures {
  const forms = sentences.map((s) => s.forms)
  parser.annotate(forms)
  const started = performance.now()
  const said = parser.annotate(forms)
  const seconds = (performance.now() - started) / 1000
  let words = 0
  let upos = 0
  let xpos = 0
  let uas = 0
  let las = 0
  let plain = 0
  let bareUas = 0
  let bareLas = 0
  const counts = new Map<string, RelationCount>()
  const count = (relation: string) => {
    const found = counts.get(relation) ?? { gold: 0, said: 0, right: 0 }
    counts.set(relation, found)
    return found
  }
  sentences.forEach((gold, s) => {
    gold.forms.forEach((_, i) => {
      const token = said[s]![i]!
      const head = token.head === gold.heads[i]
      const relation = gold.deprels[i]!
      words++
      if (token.upos === gold.upos[i]) upos++
      if (token.xpos === gold.xpos[i]) xpos++
      if (head) uas++
      if (head && token.deprel === relation) las++
      count(relation).gold++
      count(token.deprel).said++
      if (head && token.deprel === relation) count(relation).right++
      if (gold.upos[i] === 'PUNCT') return
      plain++
      if (head) bareUas++
      if (head && base(token.deprel) === base(relation)) bareLas++
    })
  })
  const relations: Record<string, number> = {}
  for (const relation of WATCHED) {
    const c = count(relation)
    relations[relation] = percent(2 * c.right, c.gold + c.said)
  }
  return {
    words,
    upos: percent(upos, words),
    xpos: percent(xpos, words),
    uas: percent(uas, words),
    las: percent(las, words),
    bareUas: percent(bareUas, plain),
    bareLas: percent(bareLas, plain),
    relations,
    wordsPerSecond: Math.round(words / seconds),
  }
}

/** The figures in two lines for the terminal. */
export function figuresText(name: string, f: ParserFigures): string {
  const relations = Object.entries(f.relations).map(([relation, f1]) => `${relation} ${f1.toFixed(1)}`)
  return (
    `${name}: ${f.words} words  UPOS ${f.upos}  XPOS ${f.xpos}  UAS ${f.uas}  LAS ${f.las}` +
    `  bare UAS ${f.bareUas} LAS ${f.bareLas}  ${f.wordsPerSecond} words/s\n  F1 ${relations.join('  ')}`
  )
}
