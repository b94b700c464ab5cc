import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import { partiesOfRelation } from './relations-between.ts'
import { type Found, isTold, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'

/**
 * What is done to a relation: "the raid poisoned relations", "the visit repaired a friendship", "the accord ends a decade of hostility". The verb says which
 * way (`harms`, `heals`, `ends` of `trends.tsv`), its object what it is done to; between the parties of the object, else the two the article is about.
 */
export function tiesMended(view: View, clause: Clause, context: readonly Entity[]): Found[] {
  const { sentence, head } = clause
  if (clause.kind !== 'verb' || clause.patients.length === 0 || !isTold(view, clause)) return []
  const row = phrasalLemmas(sentence, head, clause.lemma)
    .map((lemma) => view.lexicon.row('trends', lemma, 'harms', 'heals') ?? view.lexicon.row('trends', lemma, 'ends'))
    .find((each) => each !== undefined)
  const mends = phrasalLemmas(sentence, head, clause.lemma).some((lemma) => view.lexicon.has('trends', lemma, 'ends'))
  if (!row && !mends) return []
  const tree = view.tree(sentence)
  for (const { token } of clause.patients) {
    const noun = relationIn(view, clause, token)
    if (noun === null || lemmaOf(tree.tokens[noun]!) === 'link') continue
    const sign = signOf(view, lemmaOf(tree.tokens[noun]!))
    const trend = sign < 0 ? (mends ? 'warming' : null) : row?.class === 'ends' ? null : row?.trend
    if (!trend) continue
    // "mark the end of the estrangement" is told by the noun below; marks themselves say nothing.
    if (/^(?:mark|crown|symboli[sz]e|seal)$/.test(clause.lemma)) continue
    const parties = oneEach(partiesOfRelation(view, sentence, noun, clause, context))
    const both = parties.length === 2 ? parties : ofStory(view, clause)
    if (both.length === 2) return trendTie(view, sentence, both, trend, head, 'mended')
  }
  return []
}

/** "a friendship", "a decade of hostility", "thirty years of enmity". */
function relationIn(view: View, { sentence }: Clause, token: number): number | null {
  const tree = view.tree(sentence)
  const all = [token, ...childrenBy(tree, token, 'nmod')]
  return (
    all.find(
      (at) =>
        tree.tokens[at]!.upos === 'NOUN' && view.lexicon.row('ties', lemmaOf(tree.tokens[at]!), 'relation', 'relnoun'),
    ) ?? null
  )
}

const signOf = (view: View, lemma: string) => Number(view.lexicon.row('ties', lemma, 'relnoun')?.sign ?? 1)

/** The two of the article, where the sentence names nobody else. */
function ofStory(view: View, { sentence }: Clause): readonly Entity[] {
  const named = view
    .mentions(sentence)
    .filter(({ form }) => form !== 'place')
    .flatMap(({ entity }) => view.members(view.entity(entity)))
    .filter(({ country }) => country !== null)
  const isTheirs = named.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  return view.isTwoSided && isTheirs ? view.mainPair : []
}
