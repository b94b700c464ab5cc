import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { agentsOf, type Draft, draft, isComing, isParty, namedSides, withWhom } from './commitment-drafts.ts'
import { isJointBody } from './commitment-nouns.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** "set up a working group", "formed a joint commission". */
export function bodies(
  view: View,
  clause: Clause,
  agents = agentsOf(view, clause),
  nouns = clause.patients.map(({ token }) => token),
): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  return nouns.flatMap((token) => {
    const noun = tree.tokens[token]!
    if (!view.lexicon.has('commitments', lemmaOf(noun), 'body')) return []
    if (!isJointBody(tree, token)) return []
    const phrase = view
      .actors(sentence, token)
      .filter((each) => isParty(each) && !each.sectors.some((sector) => /^(?:EDU|MED|JRN|MIL)$/.test(sector)))
    const named = [...agents, ...withWhom(view, clause), ...(oneEach(agents).length < 2 ? phrase : [])]
    // "The pact creates a joint agency": between those who made the pact.
    const isDeal = clause.agents.some(
      ({ token: at }) => view.lexicon.row('commitments', lemmaOf(tree.tokens[at]!), 'noun')?.form === 'agreement',
    )
    // "A commission will be set up": between those of whom the sentence speaks.
    const isUnsaid = clause.voice === 'passive' && agents.length === 0
    const parties =
      oneEach(named).length > 1 ? named : isDeal ? [...view.mainPair] : isUnsaid ? namedSides(view, sentence) : named
    return oneEach(parties).length > 1
      ? [
          draft(view, clause, 'working-group', 'agreed', parties, 'joint-body', {
            noun: token,
            giver: '',
            dueHeads: [clause.head, ...firstMeeting(view, sentence, token)],
          }),
        ]
      : []
  })
}

/** "The joint body on which they agreed in Lima will meet on March 6": the predicate that tells when a body meets, beside the one that tells of its founding. */
function firstMeeting(view: View, sentence: Sentence, noun: number): number[] {
  const { head, deprel } = view.tree(sentence).tokens[noun]!
  const clause = deprel.startsWith('nsubj') && head >= 0 ? view.clauseAt(sentence, head) : null
  return clause && isComing(clause) && /^(?:hold|meet|convene|gather|start|begin|open)$/.test(clause.lemma)
    ? [head]
    : []
}

/** "agreed to leave it to a mixed committee", "decided on patrols and a council of fishermen": a new joint body named within what two agree on, and told by no word of founding. */
export function bodiesWithin(view: View, sentence: Sentence, told: readonly Draft[]): Draft[] {
  const deal = told.find(
    ({ form, parties, stage }) => form === 'agreement' && parties.length === 2 && stage !== 'withdrawn',
  )
  if (!deal || told.some(({ form }) => form === 'working-group')) return []
  const tree = view.tree(sentence)
  const below = new Set(subtreeOf(tree, deal.clause.head))
  const noun = sentence.tokens.findIndex(
    (token, at) =>
      below.has(at) &&
      !view.quoted(token) &&
      token.upos === 'NOUN' &&
      token.xpos !== 'NNS' &&
      view.lexicon.has('commitments', lemmaOf(token), 'body') &&
      lemmaOf(token) !== 'force' &&
      childrenBy(tree, at, 'det').some((child) => /^an?$/i.test(tree.tokens[child]!.form)) &&
      isJointBody(tree, at),
  )
  return noun < 0
    ? []
    : [draft(view, deal.clause, 'working-group', 'agreed', deal.parties, 'joint-body', { noun, giver: '' })]
}
