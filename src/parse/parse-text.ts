import type { Article } from '../article/index.ts'
import type { Span } from '../text/index.ts'
import { readConllu, writeConllu } from './conllu.ts'
import type { LanguageModel } from './language-model.ts'
import { lemmatize } from './lemmatizer.ts'
import type { ParsedText, Sentence, Token } from './parsed-text.ts'
import { LONGEST_SENTENCE, splitSentences } from './split-sentences.ts'

/** Tags, lemma, head and relation of one word; `head` as in `Token`. */
type Reading = Pick<Token, 'lemma' | 'upos' | 'xpos' | 'head' | 'deprel'>

/** Reads the forms of one sentence of any length: one rooted tree. Stretches beyond the bound are read apart and hung below the first stretch's root. */
export function readForms(forms: readonly string[], model: LanguageModel): Reading[] {
  const readings: Reading[] = []
  let root = -1
  for (let from = 0; from < forms.length; from += LONGEST_SENTENCE) {
    const stretch = forms.slice(from, from + LONGEST_SENTENCE)
    const { tags, heads, relations } = model.analyzer.analyze(stretch)
    for (let i = 0; i < stretch.length; i++) {
      const [upos, xpos] = model.analyzer.tags[tags[i]!]!.split(' ') as [string, string]
      const isRoot = heads[i] === -1
      const hung = isRoot && from > 0
      readings.push({
        lemma: lemmatize(model.lemmas, stretch[i]!, upos, xpos),
        upos,
        xpos,
        head: hung ? root : isRoot ? -1 : heads[i]! + from,
        deprel: hung ? 'parataxis' : model.analyzer.relations[relations[i]!]!,
      })
      if (isRoot && !hung) root = from + i
    }
  }
  return readings
}

/** Parses running text. `paragraphs` bound the sentences; without them blank lines do. `in: 'title'` marks the spans as lying in a title. */
export function parseSentences(text: string, model: LanguageModel, options: { paragraphs?: readonly Span[]; in?: 'title' } = {}): Sentence[] {
  return splitSentences(text, options.paragraphs).map((raw, index) => {
    const readings = readForms(
      raw.tokens.map((token) => token.form),
      model,
    )
    const sentence: Sentence = {
      start: raw.start,
      end: raw.end,
      index,
      paragraph: raw.paragraph,
      tokens: raw.tokens.map((token, i) => ({ ...token, ...readings[i]! })),
    }
    if (options.in) sentence.in = options.in
    return sentence
  })
}

/** Parses an article's body and title. */
export function parseArticle(article: Article, model: LanguageModel): ParsedText {
  return {
    article,
    body: parseSentences(article.text, model, { paragraphs: article.paragraphs }),
    title: article.title ? parseSentences(article.title, model, { in: 'title', paragraphs: [{ start: 0, end: article.title.length }] }) : [],
  }
}

/**
 * Fills UPOS, XPOS, LEMMA, HEAD and DEPREL of CoNLL-U text; tokens, sentences, comments, multiword ranges, empty nodes and the other columns are kept as given
 * (FEATS and DEPS, which belonged to another analysis, become `_`). Throws as `readConllu` does.
 */
export function annotateConllu(text: string, model: LanguageModel): string {
  const sentences = readConllu(text)
  for (const { words } of sentences) {
    const readings = readForms(
      words.map((word) => word.form),
      model,
    )
    words.forEach((word, i) => {
      const { lemma, upos, xpos, head, deprel } = readings[i]!
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
      const comments = [`# sent_id = ${s + 1}`, `# text = ${text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')}`]
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
