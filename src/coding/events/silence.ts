import type { Sentence } from '../../parse/index.ts'

/** Contexts that hold no events: sport, markets, weather, the arts. Their names in `contexts.tsv` start with a minus. */
const SILENT = ['-sport', '-market', '-weather', '-arts']

/** True for a sentence of a matter without events: two of its words stand in the sentence, or one in an article full of them. */
export function isWithoutEvents(
  sentence: ReadonlyMap<string, number>,
  article: ReadonlyMap<string, number>,
  sentences: number,
): boolean {
  return SILENT.some((matter) => {
    const here = sentence.get(matter) ?? 0
    const all = article.get(matter) ?? 0
    return here >= 2 || (here === 1 && all >= 3 && all * 2 >= sentences) || (all >= 6 && all >= sentences * 0.8)
  })
}

/** True for a question: nothing in it is told. */
export function isQuestion(sentence: Sentence): boolean {
  for (let at = sentence.tokens.length - 1; at >= 0; at--) {
    const { form, upos } = sentence.tokens[at]!
    if (form === '?') return true
    if (upos !== 'PUNCT') return false
  }
  return false
}
