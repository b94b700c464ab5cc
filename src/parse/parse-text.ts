import type { Article } from '../article/index.ts'
import type { Span } from '../text/index.ts'
import { readConllu, writeConllu } from './conllu.ts'
import { annotateHeadlines } from './headline.ts'
import type { LanguageModel } from './language-model.ts'
import { lemmatize } from './lemmatizer.ts'
import type { Encoding } from './neural/index.ts'
import type { ParsedText, Sentence, Token } from './parsed-text.ts'
import { splitSentences } from './split-sentences.ts'

/** Tags, lemma, head and relation of one word; `head` as in `Token`. */
type Reading = Pick<Token, 'lemma' | 'upos' | 'xpos' | 'head' | 'deprel'>

/** Reads sentences given as forms, of any length: one rooted tree each. Many at a time is fastest. `part` 'title' reads them as headlines. */
export function readForms(
  sentences: readonly (readonly string[])[],
  model: LanguageModel,
  { in: part, encodings }: { in?: 'title'; encodings?: Encoding[] } = {},
): Reading[][] {
  const read =
    part === 'title' ? annotateHeadlines(sentences, model.parser) : model.parser.annotate(sentences, encodings)
  return read.map((tokens, s) => {
    const forms = sentences[s]!
    return tokens.map(({ upos, xpos, head, deprel }, i) => {
      const lemma = lemmatize(model.lemmas, forms[i]!, upos, xpos)
      return { lemma, upos, xpos, head, deprel }
    })
  })
}

/** Longer texts are no articles and keep no encodings of their words: 400 bytes a word. */
const MOST_ENCODED = 60_000

/** Parses running text. `paragraphs` bound the sentences; without them blank lines do. `in: 'title'` marks the spans as lying in a title. */
export function parseSentences(
  text: string,
  model: LanguageModel,
  options: { paragraphs?: readonly Span[]; in?: 'title' } = {},
): Sentence[] {
  const split = splitSentences(text, options.paragraphs)
  const encodings: Encoding[] = []
  const isEncoded = !options.in && split.reduce((sum, { tokens }) => sum + tokens.length, 0) <= MOST_ENCODED
  const readings = readForms(
    split.map((raw) => raw.tokens.map((token) => token.form)),
    model,
    { in: options.in, encodings: isEncoded ? encodings : undefined },
  )
  return split.map((raw, index) => {
    const tokens: Token[] = []
    // fields by name: to spread two objects costs eight times as much, and there are forty thousand tokens a second
    for (let i = 0; i < raw.tokens.length; i++) {
      const { start, end, form } = raw.tokens[i]!
      const { lemma, upos, xpos, head, deprel } = readings[index]![i]!
      tokens.push({ start, end, form, lemma, upos, xpos, head, deprel })
    }
    const sentence: Sentence = { start: raw.start, end: raw.end, index, paragraph: raw.paragraph, tokens }
    if (options.in) sentence.in = options.in
    if (encodings[index]) sentence.encoding = encodings[index]
    return sentence
  })
}

/** Parses an article's body and title. */
export function parseArticle(article: Article, model: LanguageModel): ParsedText {
  return {
    article,
    body: parseSentences(article.text, model, { paragraphs: article.paragraphs }),
    title: article.title
      ? parseSentences(article.title, model, { in: 'title', paragraphs: [{ start: 0, end: article.title.length }] })
      : [],
  }
}

/**
 * Fills UPOS, XPOS, LEMMA, HEAD and DEPREL of CoNLL-U text; tokens, sentences, comments, multiword ranges, empty nodes and the other columns are kept as given
 * (FEATS and DEPS, which belonged to another analysis, become `_`). Throws as `readConllu` does.
 */
export function annotateConllu(text: string, model: LanguageModel): string {
  const sentences = readConllu(text)
  const readings = readForms(
    sentences.map(({ words }) => words.map((word) => word.form)),
    model,
  )
  for (const [s, { words }] of sentences.entries()) {
    words.forEach((word, i) => {
      const { lemma, upos, xpos, head, deprel } = readings[s]![i]!
      Object.assign(word, { lemma, upos, xpos, head: head + 1, deprel, feats: '_', deps: '_' })
    })
  }
  return writeConllu(sentences)
}

/** CoNLL-U of parsed sentences of `text`: `sent_id` and `text` comments, `newpar` where a paragraph begins, SpaceAfter=No where tokens touch. */
export function toConllu(sentences: readonly Sentence[], text: string): string {
  let paragraph = -1
  return writeConllu(
    sentences.map((sentence, s) => {
      const comments = [
        `# sent_id = ${s + 1}`,
        `# text = ${text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')}`,
      ]
      if (sentence.paragraph !== paragraph) comments.unshift('# newpar')
      paragraph = sentence.paragraph
      const words = sentence.tokens.map((token, i) => {
        const after = sentence.tokens[i + 1]?.start ?? sentences[s + 1]?.start ?? text.length
        const misc = after === token.end && token.end < text.length ? 'SpaceAfter=No' : '_'
        const { form, lemma, upos, xpos, head, deprel } = token
        return { id: i + 1, form, lemma, upos, xpos, feats: '_', head: head + 1, deprel, deps: '_', misc }
      })
      return { comments, words, extra: [] }
    }),
  )
}
