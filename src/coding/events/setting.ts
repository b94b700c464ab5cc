import { type Entity, entityById, type GroundedText, membersOf, mentionsIn, quotedTokens } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { partyKeyOf } from './addressees.ts'

/** Where and in what company an event is told: what its own words do not show. */
export interface Setting {
  /** How long the article is, in steps: "1", "2", "5", "9", "15" sentences and more. */
  long: string
  /** Where the sentence stands: "title", "first", "second", "early" or "late". */
  at: string
  /** Contexts that words of the sentence point to, matters without events (with a minus) among them. */
  matters: readonly string[]
  /** The matter without events of which the article has most words, and how many for a sentence, in steps ("-sport 2"); empty where it has none. */
  about: string
  quoted: boolean
  /** How much the article speaks of a party's country, by its mentions: "1" most, "2", "3" third or fourth, "5" less; "0" a party of no country. */
  rankOf: (entity: Entity) => string
  /** How a party stands in the sentence: "name", "nominal", "pronoun", "place"; "away" where it does not. */
  formOf: (entity: Entity) => string
}

/** Reads the settings of one article's events: linear in its mentions, once. */
export class Settings {
  readonly #grounded: GroundedText
  readonly #ranks = new Map<string, string>()
  readonly #long: string
  readonly #sentences: number
  readonly #about: string

  /** `contexts` counts the article's words of each context. */
  constructor(grounded: GroundedText, contexts: ReadonlyMap<string, number>) {
    this.#grounded = grounded
    this.#sentences = grounded.parsed.body.length
    const total = this.#sentences + grounded.parsed.title.length
    this.#long = total < 2 ? '1' : total < 5 ? '2' : total < 9 ? '5' : total < 15 ? '9' : '15'
    this.#about = aboutOf(contexts, total)
    const counts = new Map<string, number>()
    for (const mention of grounded.mentions)
      for (const entity of membersOf(grounded, entityById(grounded, mention.entity))) {
        const key = partyKeyOf(entity)
        if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    const order = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    for (const [at, [key]] of order.entries()) this.#ranks.set(key, at < 2 ? String(at + 1) : at < 4 ? '3' : '5')
  }

  /** The setting of what the word at token `head` tells; `contexts` counts the sentence's words of each context. */
  of(sentence: Sentence, head: number, contexts: ReadonlyMap<string, number>): Setting {
    const index = sentence.in === 'title' ? -1 : sentence.index
    const forms = new Map<Entity, string>()
    for (const mention of mentionsIn(this.#grounded, sentence))
      for (const entity of membersOf(this.#grounded, entityById(this.#grounded, mention.entity)))
        if (!forms.has(entity) || forms.get(entity) === 'place') forms.set(entity, mention.form)
    return {
      long: this.#long,
      at:
        index < 0
          ? 'title'
          : index === 0
            ? 'first'
            : index === 1
              ? 'second'
              : index * 2 < this.#sentences
                ? 'early'
                : 'late',
      matters: [...contexts.keys()],
      about: this.#about,
      quoted: quotedTokens(sentence)[head]!,
      rankOf: (entity) => {
        const key = partyKeyOf(entity)
        return key === null ? '0' : (this.#ranks.get(key) ?? '5')
      },
      formOf: (entity) => forms.get(entity) ?? 'away',
    }
  }
}

function aboutOf(contexts: ReadonlyMap<string, number>, sentences: number): string {
  let [most, count] = ['', 0]
  for (const [context, words] of contexts)
    if (context.startsWith('-') && words > count) [most, count] = [context, words]
  if (count < 2) return ''
  const each = count / sentences
  return `${most} ${each < 0.15 ? 0 : each < 0.4 ? 1 : 2}`
}
