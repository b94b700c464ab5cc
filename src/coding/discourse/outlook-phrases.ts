import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { type Direction, TURNED } from './expectations.ts'
import { deniedSubject, feelersOf } from './outlook-holders.ts'
import { governing } from './tie-drafts.ts'
import { phraseAt } from './tie-phrases.ts'
import { lemmaOf, type View } from './view.ts'

/** An expectation with the clause that tells it and whoever has it, as far as the article names him. */
export interface Expected {
  clause: Clause
  direction: Direction
  holder: Entity | null
}

const NOT = /^(?:not|n't|n’t|never|hardly|scarcely|nor|no|little|few|scant)$/i

/**
 * Expectations told by a set phrase of `outlook-phrases.tsv` in any construction ("cast doubt on", "sees little prospect of", "voicing confidence that"), each
 * with the subject of its clause. Whoever it is said of must be somebody: a person, a trade, a people, or "few" and "many".
 */
export function outlookPhrases(view: View, sentence: Sentence): Expected[] {
  return sentence.tokens.flatMap((token, from) => {
    if (view.quoted(token)) return []
    for (const row of view.lexicon.rows('outlook-phrases', lemmaOf(token))) {
      const words = phraseAt(sentence, from, row)
      if (!words || (words.length === 1 && token.upos !== 'VERB')) continue
      const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
      if (!clause || clause.conditional) continue
      const subject = holderOf(view, clause, from)
      if (!subject) continue
      const isDenied =
        deniedSubject(view, clause) ||
        sentence.tokens.some(
          ({ form }, at) => at >= from - 3 && at < words.at(-1)! && !words.includes(at) && NOT.test(form),
        )
      const direction = row.direction as Direction
      return [{ clause, direction: isDenied ? TURNED[direction] : direction, holder: subject.entity }]
    }
    return []
  })
}

/** Nouns and pronouns of somebody, where nobody is named. */
const SOMEBODY =
  /^(?:i|we|he|she|they|who|few|many|most|some|others|other|nobody|none|everyone|everybody|one|people|villager|hawk|dove|camp|voice|circle|capital|street|press|newspaper|paper|editorial|column|aide|insider|adviser|observer)$/i

/** Whoever a clause says it of; null where that is a thing. */
export function holderOf(view: View, clause: Clause, from: number): { entity: Entity | null } | null {
  const { sentence } = clause
  const subjects = feelersOf(clause).filter(({ token }) => token !== from)
  for (const { token } of subjects) {
    const named = view.named(sentence, token)
    if (named && (named.kind !== 'state' || /^(?:it|they)$/i.test(sentence.tokens[token]!.form)))
      return { entity: view.byName(named) }
    const lemma = lemmaOf(sentence.tokens[token]!)
    if (view.lexicon.has('outlooks', lemma, 'holder') || SOMEBODY.test(lemma)) return { entity: null }
    if (named) return { entity: named }
    const within = subtreeOf(view.tree(sentence), token)
    if (
      childrenBy(view.tree(sentence), token, 'nmod').length > 0 &&
      within.some((at) => SOMEBODY.test(lemmaOf(sentence.tokens[at]!)))
    )
      return { entity: null }
  }
  if (subjects.length > 0) return null
  // A participle or a parse without a subject: the last person named before it.
  const before = view
    .mentions(sentence)
    .filter(({ to, form }) => to <= from && form !== 'place' && form !== 'modifier')
    .map(({ entity }) => view.entity(entity))
    .findLast(({ kind }) => kind === 'person')
  return before ? { entity: view.byName(before) } : null
}
