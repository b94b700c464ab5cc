import type { Entity } from '../../ground/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Draft, Form, Stage } from './commitment-tellings.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

export type { Draft } from './commitment-tellings.ts'

/** Whoever can bind itself: what belongs to a country, or a body between countries. */
export const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')

export const actorsAt = (view: View, clause: Clause, token: number) =>
  view.actors(clause.sentence, token).filter(isParty)
export const agentsOf = (view: View, clause: Clause) =>
  clause.agents.filter(({ via }) => via !== 'modifier').flatMap(({ token }) => actorsAt(view, clause, token))
export const withWhom = (view: View, clause: Clause) =>
  clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => actorsAt(view, clause, participant.token))

/** Everything said with a predicate, its subject and the clauses joined to it left out. */
export function matterOf(view: View, clause: Clause, from = clause.head): Span {
  const tree = view.tree(clause.sentence)
  const aside = new Set(childrenBy(tree, from, 'nsubj', 'parataxis').flatMap((child) => subtreeOf(tree, child)))
  for (const child of childrenBy(tree, from, 'conj'))
    if (childrenBy(tree, child, 'nsubj', 'obj', 'xcomp', 'ccomp').length > 0)
      for (const at of subtreeOf(tree, child)) aside.add(at)
  const tokens = subtreeOf(tree, from).filter((at) => at >= from && !aside.has(at))
  return view.span(clause.sentence, from, tokens.at(-1) ?? from)
}

export function draft(
  view: View,
  clause: Clause,
  form: Form,
  stage: Stage,
  parties: Entity[],
  rule: string,
  more: { noun?: number; giver?: string; dueHeads?: number[] },
): Draft {
  const giver = more.giver ?? oneEach(agentsOf(view, clause)).map(standing).join(' ')
  return {
    form,
    stage,
    parties: oneEach(parties),
    giver,
    clause,
    matter: matterOf(view, clause, more.noun !== undefined && more.noun > clause.head ? clause.head : clause.head),
    dueHeads: more.dueHeads ?? [clause.head],
    rule: `commitment/${rule}`,
  }
}

/** Told as still to come: "will visit", "plans to visit", "is expected to visit". */
export function isComing({ tense, modal }: Clause): boolean {
  return (
    tense === 'future' ||
    modal === 'will' ||
    modal === 'would' ||
    modal === 'shall' ||
    /^(?:be to|be going to|(?:plan|intend|expect|schedule|set|slate|due|promise|agree)(?: to)?)$/.test(modal ?? '')
  )
}

/** Under a verb of saying, or before one ("…, he said"): there "would" is "will" told in the past. */
export function isReported(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  const isSaid = (at: number) => view.lexicon.has('cues', lemmaOf(tree.tokens[at]!), 'say', 'tell')
  if (childrenBy(tree, clause.head, 'parataxis').some(isSaid)) return true
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return (
    above !== undefined &&
    (clause.parent!.relation === 'ccomp' || clause.parent!.relation === 'conj') &&
    (view.lexicon.has('cues', above.lemma, 'say', 'tell') || (above.modal === 'would' && isReported(view, above)))
  )
}

export function isInfinitive(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  return clause.sentence.tokens[clause.head]!.xpos === 'VB' && childrenBy(tree, clause.head, 'mark').length > 0
}

export function twoSides(a: readonly Entity[], b: readonly Entity[]): boolean {
  return a.length > 0 && b.length > 0 && !b.every((each) => a.some((other) => standing(other) === standing(each)))
}

/** The infinitives a predicate (or its object) takes, however the parse attaches them: "agreed to go", "invited him to come". */
export function infinitives(view: View, { sentence, head }: Clause, at = head): number[] {
  const tree = view.tree(sentence)
  return childrenBy(tree, at, 'xcomp', 'advcl', 'acl').filter(
    (child) =>
      child > head &&
      (tree.tokens[child]!.deprel === 'xcomp' ||
        childrenBy(tree, child, 'mark').some((mark) => lemmaOf(tree.tokens[mark]!) === 'to')),
  )
}
