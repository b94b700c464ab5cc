import { type ConlluSentence, type LanguageModel, splitSentences } from '../../src/parse/index.ts'
import { readForms } from '../../src/parse/parse-text.ts'

/** Relations that carry who did what to whom; their F1 is reported. */
const WATCHED = ['nsubj', 'nsubj:pass', 'obj', 'xcomp', 'ccomp', 'conj']

/** Shares from 0 to 1. `plain` leaves out punctuation and subtypes. */
export interface Scores {
  words: number
  upos: number
  xpos: number
  lemma: number
  lemmaUncased: number
  uas: number
  las: number
  plainUas: number
  plainLas: number
  relations: Record<string, number>
}

/** Scores a model on gold tokens. */
export function scoreTrees(gold: readonly ConlluSentence[], model: LanguageModel): Scores {
  const base = (relation: string) => relation.split(':')[0]
  const sum = {
    words: 0,
    upos: 0,
    xpos: 0,
    lemma: 0,
    lemmaUncased: 0,
    uas: 0,
    las: 0,
    plain: 0,
    plainUas: 0,
    plainLas: 0,
  }
  const counts = new Map(WATCHED.map((relation) => [relation, { hits: 0, gold: 0, said: 0 }]))
  const answers = readForms(
    gold.map(({ words }) => words.map((word) => word.form)),
    model,
  )
  for (const [s, { words }] of gold.entries()) {
    const said = answers[s]!
    words.forEach((word, i) => {
      const reading = said[i]!
      const headRight = reading.head + 1 === word.head
      const labelRight = headRight && base(reading.deprel) === base(word.deprel)
      sum.words++
      if (reading.upos === word.upos) sum.upos++
      if (reading.xpos === word.xpos) sum.xpos++
      if (reading.lemma === word.lemma) sum.lemma++
      if (reading.lemma.toLowerCase() === word.lemma.toLowerCase()) sum.lemmaUncased++
      if (headRight) sum.uas++
      if (headRight && reading.deprel === word.deprel) sum.las++
      if (word.upos !== 'PUNCT') {
        sum.plain++
        if (headRight) sum.plainUas++
        if (labelRight) sum.plainLas++
      }
      const wanted = counts.get(word.deprel)
      if (wanted) wanted.gold++
      const given = counts.get(reading.deprel)
      if (given) given.said++
      if (wanted && headRight && reading.deprel === word.deprel) wanted.hits++
    })
  }
  const share = (n: number) => n / sum.words
  return {
    words: sum.words,
    upos: share(sum.upos),
    xpos: share(sum.xpos),
    lemma: share(sum.lemma),
    lemmaUncased: share(sum.lemmaUncased),
    uas: share(sum.uas),
    las: share(sum.las),
    plainUas: sum.plainUas / sum.plain,
    plainLas: sum.plainLas / sum.plain,
    relations: Object.fromEntries(
      [...counts].map(([relation, c]) => [relation, (2 * c.hits) / Math.max(1, c.gold + c.said)]),
    ),
  }
}

/** F1 of sentence and token spans, from raw text. */
export interface SplitScores {
  sentences: number
  tokens: number
  /** Some errors, for a person to read. */
  misses: string[]
}

/**
 * Joins each document's paragraphs to running text (as its SpaceAfter says), splits it again and scores the spans. `proseOnly` counts only the paragraphs
 * in which the treebank (GUM) marks more than fragments: no headings, no links at a page's foot, no captions of a few words.
 */
export function scoreSplitting(gold: readonly ConlluSentence[], proseOnly = false): SplitScores {
  const count = { sentenceHits: 0, sentenceGold: 0, sentenceSaid: 0, tokenHits: 0, tokenGold: 0, tokenSaid: 0 }
  const misses: string[] = []
  for (const document of runningText(gold)) {
    const counts = ({ paragraph }: { paragraph: number }) => !proseOnly || document.prose.has(paragraph)
    const sentences = document.sentences.filter(counts)
    const tokens = sentences.flatMap((sentence) => sentence.tokens)
    const said = splitSentences(document.text).filter(counts)
    const saidTokens = said.flatMap((sentence) => sentence.tokens.map((token) => `${token.start}-${token.end}`))
    const saidSentences = new Set(said.map((sentence) => `${sentence.start}-${sentence.end}`))
    const goldTokens = new Set(tokens)
    count.sentenceGold += sentences.length
    count.sentenceSaid += said.length
    count.sentenceHits += sentences.filter(({ span }) => saidSentences.has(span)).length
    count.tokenGold += tokens.length
    count.tokenSaid += saidTokens.length
    count.tokenHits += saidTokens.filter((span) => goldTokens.has(span)).length
    const cut = (span: string) => document.text.slice(...(span.split('-').map(Number) as [number, number]))
    const known = new Set(saidTokens)
    for (const span of tokens)
      if (!known.has(span))
        misses.push(
          `token ${cut(span)} in ${document.text.slice(Math.max(0, Number(span.split('-')[0]) - 20), Number(span.split('-')[1]) + 15)}`,
        )
    for (const { span } of sentences) if (!saidSentences.has(span)) misses.push(`sentence ${cut(span)}`)
  }
  return {
    sentences: (2 * count.sentenceHits) / (count.sentenceGold + count.sentenceSaid),
    tokens: (2 * count.tokenHits) / (count.tokenGold + count.tokenSaid),
    misses,
  }
}

/** Elements of GUM's `newpar_block` that lie within a line: type faces, links and the like. Every other one begins and ends with a line of its own. */
const INLINE = /^(?:hi|ref|w|foreign|s|sic|q|time|measure)\b/
/** GUM's `s_type` of what is no clause: fragments, and references and the like. */
const FRAGMENT = /^# s_type = (?:frag|other)$/

/** A document's text with the gold spans ("start-end") of its sentences and their tokens, each with its paragraph as `splitSentences` counts them. */
interface RunningText {
  text: string
  sentences: { span: string; tokens: string[]; paragraph: number }[]
  /** The paragraphs that hold more than fragments. */
  prose: Set<number>
}

/**
 * The text of each document with its gold spans. A blank line stands where the treebank says `newpar`, and where a block that `newpar_block` opened for N
 * sentences (a caption, a list item) is over. Nothing else parts lines: EWT keeps no breaks within its paragraphs.
 */
function runningText(gold: readonly ConlluSentence[]): RunningText[] {
  const documents: RunningText[] = []
  let glue = ''
  let blocks: number[] = []
  let paragraph = 0
  for (const sentence of gold) {
    if (documents.length === 0 || sentence.comments.some((line) => line.startsWith('# newdoc'))) {
      documents.push({ text: '', sentences: [], prose: new Set() })
      glue = ''
      blocks = []
      paragraph = 0
    }
    const document = documents.at(-1)!
    const block = sentence.comments.find((line) => line.startsWith('# newpar_block = '))
    const isOver = blocks.some((left) => left === 0)
    if (document.text !== '' && (isOver || sentence.comments.some((line) => line.startsWith('# newpar')))) {
      glue = '\n\n'
      paragraph++
    }
    if (block)
      for (const part of block.slice(17).split(' | '))
        if (!INLINE.test(part)) blocks.push(Number(/\((\d+) s\)/.exec(part)?.[1] ?? Number.POSITIVE_INFINITY))
    blocks = blocks.filter((left) => left > 0).map((left) => left - 1)
    document.text += glue
    const start = document.text.length
    const tokens: string[] = []
    const spaceless = rangesWithoutSpace(sentence)
    sentence.words.forEach((word, i) => {
      const from = document.text.length
      document.text += word.form
      tokens.push(`${from}-${document.text.length}`)
      glue = spaceless.has(word.id) || word.misc.includes('SpaceAfter=No') ? '' : ' '
      if (i < sentence.words.length - 1) document.text += glue
    })
    document.sentences.push({ span: `${start}-${document.text.length}`, tokens, paragraph })
    if (!sentence.comments.some((line) => FRAGMENT.test(line))) document.prose.add(paragraph)
  }
  return documents
}

/** Ids of words that touch the next one: inside a multiword range, or at its end when the range says so. */
function rangesWithoutSpace(sentence: ConlluSentence): Set<number> {
  const ids = new Set<number>()
  for (const { line } of sentence.extra) {
    const range = /^(\d+)-(\d+)\t/.exec(line)
    if (!range) continue
    for (let id = Number(range[1]); id < Number(range[2]); id++) ids.add(id)
    if (line.includes('SpaceAfter=No')) ids.add(Number(range[2]))
  }
  return ids
}
