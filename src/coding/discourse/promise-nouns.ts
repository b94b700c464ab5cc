import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { type Draft, draft, isParty } from './commitment-drafts.ts'
import { amountIn } from './subjects.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

const GIVES =
  /^(?:make|issue|repeat|renew|reaffirm|reiterate|confirm|keep|honou?r|give|bring|announce|extend|unveil|offer|end|close|leave|arrive|come|return|fulfil|fulfill|win|receive|get|accept|welcome|secure|obtain|include|contain|add|carry)$/
const TAKES = /^(?:win|receive|get|accept|welcome|secure|obtain)$/

/** "ended his visit with a pledge of 28 million dollars", "repeated an offer to sell computers", "received a promise of buses from Chile". */
export function givenPromises(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const verb = clause.lemma.split(' ')[0]!
  if (!GIVES.test(verb) || clause.negated) return []
  const nouns = [
    ...clause.patients.map(({ token }) => token),
    ...clause.obliques.filter(({ preposition }) => preposition === 'with').map(({ participant }) => participant.token),
  ].flatMap((noun) => conjunctsOf(tree, noun))
  return [...new Set(nouns)].flatMap((noun) => {
    const lemma = lemmaOf(tree.tokens[noun]!)
    const form = view.lexicon.row('commitments', lemma, 'noun')?.form
    const isWord = /^word$/.test(lemma) && verb === 'give'
    if (form !== 'offer' && form !== 'pledge' && !isWord) return []
    const act = contentOf(view, clause, noun) ?? (isWord ? childrenBy(tree, clause.head, 'ccomp')[0] : undefined)
    const content = childrenBy(tree, noun, 'nmod').find((child) => prepositionOf(tree, child) === 'of')
    const tail = sentence.tokens[noun + 1]?.form.toLowerCase()
    if (act === undefined && content === undefined && tail !== 'to') return []
    const owners = ownersOf(view, clause, noun)
    const isTaken = TAKES.test(verb)
    const renews = form === 'offer' && /^(?:make|repeat|renew|reiterate)$/.test(verb)
    const isSure = renews || (owners.length > 0 && isTaken) || amountIn(view.lexicon, view.words(sentence)) !== null
    if (act === undefined && tail !== 'to' && !isSure) return []
    const agents = clause.agents.flatMap(({ token }) => view.actors(sentence, token).filter(isParty))
    const giver = oneEach(owners.length > 0 ? owners : isTaken ? [] : agents)
    return promiseOf(view, clause, noun, giver, act)
  })
}

/** "Chile's promise to rebuild the bridge", "an offer of engineers from Chile": whoever owns the noun of promising has promised. */
export function ownedPromise(view: View, clause: Clause, noun: number): Draft[] {
  const tree = view.tree(clause.sentence)
  const giver = oneEach(ownersOf(view, clause, noun))
  const act = contentOf(view, clause, noun)
  const content = childrenBy(tree, noun, 'nmod').some((child) => prepositionOf(tree, child) === 'of')
  return act !== undefined || content ? promiseOf(view, clause, noun, giver, act) : []
}

function contentOf(view: View, { sentence }: Clause, noun: number): number | undefined {
  return childrenBy(view.tree(sentence), noun, 'acl', 'ccomp')[0]
}

/** Whose promise it is: its possessor, the demonym before it, or whoever it comes from. */
function ownersOf(view: View, { sentence, obliques }: Clause, noun: number): Entity[] {
  const tree = view.tree(sentence)
  const owned = childrenBy(tree, noun, 'nmod:poss').flatMap((at) => view.actors(sentence, at))
  const named = childrenBy(tree, noun, 'amod').flatMap((at) =>
    view
      .mentions(sentence)
      .filter(({ from, to }) => from <= at && at < to)
      .flatMap((mention) => view.members(view.entity(mention.entity))),
  )
  const source = [
    ...subtreeOf(tree, noun).filter((at) => at > noun && prepositionOf(tree, at) === 'from'),
    ...obliques
      .filter(({ preposition, participant }) => preposition === 'from' && participant.token > noun)
      .map(({ participant }) => participant.token),
  ].flatMap((at) => view.actors(sentence, at))
  return [...owned, ...named, ...source].filter(isParty)
}

function promiseOf(
  view: View,
  clause: Clause,
  noun: number,
  giver: readonly Entity[],
  act: number | undefined,
): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  if (giver.length === 0 || giver.length > 2) return []
  const lemma = lemmaOf(tree.tokens[noun]!)
  const within = subtreeOf(tree, noun).filter((at) => at > noun)
  const partner = view.mainPair.filter((each) => !giver.some((one) => standing(one) === standing(each)))
  const others = oneEach(
    view
      .mentions(sentence)
      .filter(({ head }) => within.includes(head))
      .flatMap(({ head }) => view.actors(sentence, head, { conjuncts: false }))
      .filter(
        (each) => isParty(each) && each.kind === 'state' && !giver.some((one) => standing(one) === standing(each)),
      ),
  )
  const isPartner = partner.length === 1 && giver.length === 1
  const getters =
    isPartner && (others.length !== 1 || others.some((each) => standing(each) === standing(partner[0]!)))
      ? partner
      : others.slice(0, 2)
  const form = view.lexicon.row('commitments', lemma, 'noun')?.form === 'offer' ? 'offer' : 'pledge'
  return [
    draft(view, clause, form, 'offered', [...giver, ...getters], 'noun', {
      noun,
      giver: `${giver.map(standing).join(' ')} ${lemma}`,
      dueHeads: act === undefined ? [clause.head] : [clause.head, act],
    }),
  ]
}
