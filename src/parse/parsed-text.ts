import type { Article } from '../article/index.ts'
import type { Span } from '../text/index.ts'
import type { Encoding } from './neural/index.ts'

/** One syntactic word in the UD English convention ("do" and "n't" are two tokens). */
export interface Token {
  /** Offsets into the sentence's text (body or title). */
  start: number
  end: number
  form: string
  lemma: string
  /** UD part of speech: NOUN, PROPN, VERB, AUX, … */
  upos: string
  /** Penn Treebank tag: NN, NNP, VBD, … */
  xpos: string
  /** Index, within the sentence, of the token this one depends on; -1 for the root. */
  head: number
  /** UD v2 relation to the head: nsubj, nsubj:pass, obj, obl, … */
  deprel: string
}

/** One sentence: exactly one root, every other token hangs below it. */
export interface Sentence extends Span {
  /** Position within its part (body or title). */
  index: number
  /** Index of the paragraph it lies in; 0 in a title. */
  paragraph: number
  tokens: Token[]
  /** What the parser's network knew of each word, for the models of the coder; titles, very long texts and trees from elsewhere have none. */
  encoding?: Encoding
}

/** An article with its sentences parsed. The title is parsed too: headlines are evidence. */
export interface ParsedText {
  article: Article
  /** Sentences of `article.text`. */
  body: Sentence[]
  /** Sentences of `article.title`; every one has `in: 'title'`. */
  title: Sentence[]
}
