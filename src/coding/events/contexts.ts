import type { Sentence } from '../../parse/index.ts'
import type { RuleBook } from '../rules/rule.ts'

/** Looks up contexts and matter without events by their words. Built once for a rule book. */
export class ContextReader {
  /** First word → phrases that begin with it. */
  readonly #phrases = new Map<string, { context: string; words: string[] }[]>()

  constructor(book: RuleBook) {
    for (const { context, words } of book.contexts) {
      for (const phrase of words) {
        const parts = phrase.split(' ')
        const list = this.#phrases.get(parts[0]!)
        if (list) list.push({ context, words: parts })
        else this.#phrases.set(parts[0]!, [{ context, words: parts }])
      }
    }
  }

  /** How often words of each context stand among these tokens; lemmas and lower-case forms both count. */
  count(sentence: Sentence, from = 0, to = sentence.tokens.length): Map<string, number> {
    const counts = new Map<string, number>()
    for (let at = from; at < to; at++) {
      const token = sentence.tokens[at]!
      const form = token.form.toLowerCase()
      const lemma = token.lemma.toLowerCase()
      const byForm = this.#phrases.get(form)
      const byLemma = form === lemma ? undefined : this.#phrases.get(lemma)
      if (!byForm && !byLemma) continue
      const seen = new Set<string>()
      for (const phrases of [byForm, byLemma])
        for (const { context, words } of phrases ?? []) {
          if (seen.has(context) || !fits(words, sentence, at)) continue
          seen.add(context)
          counts.set(context, (counts.get(context) ?? 0) + 1)
        }
    }
    return counts
  }
}

/** Whether a phrase goes on as it began. */
function fits(words: readonly string[], { tokens }: Sentence, at: number): boolean {
  for (let offset = 1; offset < words.length; offset++) {
    const next = tokens[at + offset]
    const word = words[offset]!
    if (next === undefined || (next.form.toLowerCase() !== word && next.lemma.toLowerCase() !== word)) return false
  }
  return true
}

/**
 * The contexts of an event: every one named in its own sentence; where the sentence names none, those its paragraph names twice, or the article
 * thrice. In the order of their weight, at most four.
 */
export function contextsFrom(
  clause: ReadonlyMap<string, number>,
  paragraph: ReadonlyMap<string, number>,
  article: ReadonlyMap<string, number>,
  own: readonly string[],
): string[] {
  const weights = new Map<string, number>()
  const add = (counts: ReadonlyMap<string, number>, factor: number, least: number) => {
    for (const [context, count] of counts)
      if (count >= least && !context.startsWith('-')) weights.set(context, (weights.get(context) ?? 0) + factor * count)
  }
  for (const context of own) weights.set(context, 2)
  add(clause, 3, 1)
  if (weights.size <= own.length) add(paragraph, 1, 2)
  if (weights.size <= own.length) add(article, 0.3, 3)
  return [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 4)
    .map(([context]) => context)
}

/** Contexts that a CAMEO code brings along. */
export function contextsOfCode(cameo: string): string[] {
  if (/^(036|04|054|106|125|139|161|164|165)/.test(cameo)) return ['diplomatic']
  if (/^(0312|0332|062|072|1012|1032|19|152|154|0874|138)/.test(cameo)) return ['military']
  if (/^(0311|0331|061|071|1031|163|162)/.test(cameo)) return ['economic']
  if (/^(064|1014)/.test(cameo)) return ['intelligence']
  if (/^(074|0334|0861|1661)/.test(cameo)) return ['peacekeeping']
  if (/^(075)/.test(cameo)) return ['asylum']
  if (/^(063|173|115|116|1125)/.test(cameo)) return ['legal']
  if (/^(204)/.test(cameo)) return ['cbrn']
  return []
}
