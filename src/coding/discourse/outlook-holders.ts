import type { Clause, Participant } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import { lemmaOf, subjectsOf, type View } from './view.ts'

/** "Not everyone was convinced", "few were hopeful". */
export function deniedSubject(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  return feelersOf(clause).some(
    ({ token }) =>
      /^(?:few|nobody|none|no|no-one|neither)$/i.test(tree.tokens[token]!.form) ||
      [...childrenBy(tree, token, 'advmod', 'det', 'amod')].some((child) =>
        /^(?:not|few|no)$/i.test(tree.tokens[child]!.form),
      ),
  )
}

/** Whoever a word of feeling is said of; of a participle ("analysts are divided") that is the surface subject. */
export function feelersOf(clause: Clause): readonly Participant[] {
  return clause.voice === 'passive' ? clause.patients : subjectsOf(clause)
}

/** Someone whose trade it is to expect: analysts, diplomats, traders; or a person named as one. */
export function holderNoun(view: View, clause: Clause): boolean {
  const isNoun =
    deniedSubject(view, clause) ||
    feelersOf(clause).some(({ token }) =>
      view.lexicon.has('outlooks', lemmaOf(clause.sentence.tokens[token]!), 'holder'),
    )
  // "Many doubt it": a parse may hang the word on the verb as an adjective.
  const { tokens } = clause.sentence
  return (
    isNoun || (feelersOf(clause).length === 0 && /^(?:many|most|some|few)$/i.test(tokens[clause.head - 1]?.form ?? ''))
  )
}

/** "Officials said they expected …". */
export function saysOfOneself(view: View, clause: Clause): boolean {
  const above = clause.parent?.relation === 'ccomp' ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return above !== undefined && holderNoun(view, above)
}

export function isPerson(view: View, clause: Clause): boolean {
  return feelersOf(clause).some(({ token }) => view.named(clause.sentence, token)?.kind === 'person')
}

/** "I doubt it", "we expect little": a columnist's own expectation, or within quotation marks the speaker's. */
export function isFirstPerson(clause: Clause): boolean {
  return subjectsOf(clause).some(({ token }) => /^(?:i|we)$/i.test(clause.sentence.tokens[token]!.form))
}

/** Whoever governs: what officials expect of their own doing is a promise, unless they say that they hope or fear. */
export function isOfficial(view: View, clause: Clause): boolean {
  return feelersOf(clause).some(({ token }) => view.named(clause.sentence, token)?.sectors.includes('GOV'))
}

/** "My country will not forget", "his party would let it lapse": what one will do oneself is no expectation. */
export const isOwnDoing = (view: View, { sentence, agents, patients, voice }: Clause) =>
  (voice === 'passive' ? [...agents, ...patients] : agents).some(({ token }) =>
    [token, ...childrenBy(view.tree(sentence), token, 'nmod:poss')].some((at) =>
      /^(?:i|we|he|she|my|our|his|her)$/i.test(sentence.tokens[at]!.form),
    ),
  )
