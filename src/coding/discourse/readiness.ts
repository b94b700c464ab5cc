import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import { actorsAt, type Draft } from './commitment-drafts.ts'
import { promises } from './promises.ts'
import { lemmaOf, type View } from './view.ts'

/** "Chile said it was prepared to join a wider treaty", "Ukraine remained committed to signing": an offer, or a pledge said again. */
export function readiness(view: View, clause: Clause, speakers: readonly Entity[] = []): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.negated || clause.conditional || (clause.modal && clause.modal !== 'would')) return []
  const adjective = [head, ...childrenBy(tree, head, 'xcomp')].find((at) =>
    /^(?:ready|prepared|willing|committed|happy|glad|eager|keen|open|disposed|inclined)$/i.test(tree.tokens[at]!.form),
  )
  if (adjective === undefined) return []
  const acts = [adjective, head]
    .flatMap((each) => childrenBy(tree, each, 'xcomp', 'advcl', 'ccomp', 'obl'))
    .filter((at) => at > adjective)
  const act = acts.find((at) => tree.tokens[at]!.upos === 'VERB')
  if (
    act === undefined ||
    /^(?:talk|discuss|listen|accept|be|fight|die|defend|use|go|do|see|hear|learn|know|leave|have|get|move|win|start|begin|work|continue)$/.test(
      lemmaOf(tree.tokens[act]!),
    )
  )
    return []
  // A parse may take "it" for an expletive.
  const subject = childrenBy(tree, adjective, 'nsubj', 'nsubj:pass', 'expl').concat(childrenBy(tree, head, 'nsubj'))[0]
  if (subject === undefined) return []
  const givers = speakers.length > 0 ? [...speakers] : actorsAt(view, clause, subject)
  const form = /^committed$/i.test(tree.tokens[adjective]!.form) ? 'pledge' : 'offer'
  return promises(
    view,
    { ...clause, head: adjective, lemma: form, agents: [{ token: subject, via: 'syntax' }] },
    form,
    givers,
  )
}
