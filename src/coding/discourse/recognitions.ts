import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import {
  actorsAt,
  agentsOf,
  type Draft,
  draft,
  isComing,
  isInfinitive,
  isParty,
  otherOfStory,
  twoSides,
  withWhom,
} from './commitment-drafts.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** "recognised Kosovo", "recognised the independence of Kosovo". */
export function recognitions(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const givers = agentsOf(view, clause)
  const given = clause.patients
    .filter(
      ({ token }) =>
        view.named(sentence, token) !== null ||
        /^(?:independence|annexation|state|statehood|government|republic|sovereignty|regime)$/.test(
          lemmaOf(sentence.tokens[token]!),
        ),
    )
    .flatMap(({ token }) => actorsAt(view, clause, token))
  // "has recognised the government that it fought": the other of the two countries.
  const isGovernment = clause.patients.some(({ token }) =>
    /^(?:government|regime)$/.test(lemmaOf(sentence.tokens[token]!)),
  )
  if (isGovernment && given.length === 0) given.push(...otherOfStory(view, oneEach(givers)))
  return twoSides(givers, given)
    ? [
        draft(
          view,
          clause,
          'recognition',
          isComing(clause) ? 'offered' : 'in-force',
          [...givers, ...given],
          'recognize',
          {},
        ),
      ]
    : []
}

/** "restore full diplomatic relations": both sides bind themselves. */
export function restoredTies(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const noun = clause.patients.find(
    ({ token }) =>
      view.lexicon.has('ties', lemmaOf(tree.tokens[token]!), 'relation') &&
      (/^normali[sz]e$/.test(clause.lemma) ||
        childrenBy(tree, token, 'amod').some((child) =>
          /^(?:diplomatic|full|consular|formal|official)$/i.test(tree.tokens[child]!.form),
        )),
  )?.token
  if (noun === undefined) return []
  const phrase = subtreeOf(tree, noun)
    .filter((at) => /^(?:with|between)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at).filter(isParty))
  const parties = [...agentsOf(view, clause), ...withWhom(view, clause), ...phrase]
  return oneEach(parties).length > 1
    ? [
        draft(
          view,
          clause,
          'agreement',
          isComing(clause) || isInfinitive(view, clause) ? 'agreed' : 'in-force',
          parties,
          'restore-ties',
          { noun, giver: '' },
        ),
      ]
    : []
}
