import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf } from '../clauses/tree.ts'
import { actorsAt, agentsOf, type Draft, draft, infinitives } from './commitment-drafts.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** "Vanuatu accepted at once", "Nicaragua accepted the proposal": it binds whoever accepts. */
export function acceptances(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const taker = oneEach(agentsOf(view, clause)).filter(
    ({ kind, sectors }) => kind === 'state' || sectors.includes('GOV'),
  )
  const object = clause.patients[0]?.token
  const offered =
    object === undefined
      ? infinitives(view, clause).length === 0
      : // An invitation accepted is one of its own, see `invitationNouns`.
        /^(?:proposal|offer|plan|terms?)$/.test(lemmaOf(sentence.tokens[object]!))
  if (taker.length !== 1 || !offered || clause.voice !== 'active' || clause.tense === 'future') return []
  if (object === undefined && wasInvited(view, sentence)) {
    const host = view.mainPair.filter((each) => standing(each) !== standing(taker[0]!))
    return host.length === 1
      ? [draft(view, clause, 'invitation', 'agreed', [...taker, ...host], 'accept-invitation', {})]
      : []
  }
  const tree = view.tree(sentence)
  const owner =
    object === undefined
      ? []
      : childrenBy(tree, object, 'nmod:poss', 'amod')
          .concat(childrenBy(tree, object, 'nmod').filter((at) => /^(?:by|from)$/.test(prepositionOf(tree, at))))
          .flatMap((at) => actorsAt(view, clause, at))
  const both = oneEach([...taker, ...owner])
  return [
    draft(view, clause, 'pledge', 'agreed', both.length === 2 ? both : taker, 'accept', {
      giver: taker.map(standing).join(' '),
    }),
  ]
}

/** This sentence or the one before tells of an invitation. */
function wasInvited(view: View, sentence: Sentence): boolean {
  const before = sentence.in ? undefined : view.body[sentence.index - 1]
  return [sentence, ...(before ? [before] : [])].some(({ tokens }) =>
    tokens.some((token) => /^(?:invite|invitation)$/.test(lemmaOf(token))),
  )
}
