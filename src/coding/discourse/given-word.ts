import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { thatAfter } from './announced-gifts.ts'
import { actorsAt, agentsOf, type Draft, draft, isComing, otherOfStory } from './commitment-drafts.ts'
import type { Form } from './commitment-tellings.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** Promises and offers told from the side that is given them, or by what is done rather than by a verb of promising. */
export function givenWord(view: View, clause: Clause): Draft[] {
  if (clause.kind !== 'verb') return []
  return [
    ...wasPromised(view, clause),
    ...heldOutTo(view, clause),
    ...atDisposal(view, clause),
    ...consented(view, clause),
    ...performs(view, clause),
  ]
}

const PROMISED: { [lemma: string]: Form } = {
  promise: 'pledge',
  assure: 'pledge',
  guarantee: 'pledge',
  pledge: 'pledge',
  offer: 'offer',
}

/** "Lima was assured that the fishermen would be freed", "Peru has been promised a loan": by whoever is named, else by the other of the two. */
function wasPromised(view: View, clause: Clause): Draft[] {
  const form = PROMISED[clause.lemma]
  if (!form || clause.voice !== 'passive') return []
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const subjects = childrenBy(tree, head, 'nsubj:pass', 'nsubj')
  const getters = oneEach(subjects.flatMap((token) => actorsAt(view, clause, token)))
  const isGiven =
    childrenBy(tree, head, 'ccomp', 'xcomp', 'obj').some((at) => at > head) ||
    thatAfter(view, clause) !== undefined ||
    clause.patients.some(({ token }) => token > head)
  if (getters.length !== 1 || !isGiven) return []
  const named = oneEach(agentsOf(view, clause)).filter((each) => standing(each) !== standing(getters[0]!))
  const other = otherOfStory(view, getters)
  // "Delhi was assured that no ship would dock without Colombo's consent": whoever of the story's two is named further on.
  const further = oneEach(
    view
      .mentions(sentence)
      .filter((mention) => mention.head > head)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((each) => view.mainPair.some((one) => standing(one) === standing(each))),
  ).filter((each) => standing(each) !== standing(getters[0]!))
  const givers = (named.length > 0 ? named : other.length > 0 ? other : further).filter(canBind)
  if (!getters.every(canBind)) return []
  return givers.length === 1
    ? [
        draft(view, clause, form, 'offered', [...givers, ...getters], 'was-promised', {
          giver: givers.map(standing).join(' '),
        }),
      ]
    : []
}

/** The giver alone, or with the other of the two countries the article is about. */
function withOther(view: View, giver: readonly Entity[]): Entity[] {
  const other = view.mainPair.some((each) => standing(each) === standing(giver[0]!)) ? otherOfStory(view, giver) : []
  return [...giver, ...other]
}

const canBind = ({ kind, sectors, code }: Entity) =>
  kind === 'state' || sectors.includes('GOV') || code.startsWith('IGO')

/** "held out the prospect of a loan", "has put forward an offer to buy gas". */
function heldOutTo(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const holds = clause.lemma === 'hold out'
  const puts = /^(?:put forward|put|submit|table|advance|come up with|come forward with)$/.test(clause.lemma)
  if (!holds && !puts) return []
  const giver = oneEach(agentsOf(view, clause)).filter(canBind)
  const nouns = [...clause.patients, ...clause.obliques.map(({ participant }) => participant)].map(({ token }) => token)
  const noun = nouns.find((token) =>
    holds
      ? /^(?:prospect|possibility|promise|offer)$/.test(lemmaOf(sentence.tokens[token]!))
      : lemmaOf(sentence.tokens[token]!) === 'offer',
  )
  if (noun === undefined || giver.length !== 1) return []
  return [
    draft(view, clause, 'offer', 'offered', withOther(view, giver), 'held-out', {
      noun,
      giver: giver.map(standing).join(' '),
    }),
  ]
}

/** "placed its embassy at the disposal of the two", "made itself available as a mediator". */
function atDisposal(view: View, clause: Clause): Draft[] {
  if (!/^(?:put|place|make)$/.test(clause.lemma)) return []
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const words = sentence.tokens.slice(head + 1, head + 9).map(({ form }) => form.toLowerCase())
  const isPlaced = clause.lemma !== 'make' && / at (?:the|their|its|his|her) disposal/.test(` ${words.join(' ')}`)
  const isOpen =
    clause.lemma === 'make' && /^(?:itself|himself|herself)$/.test(words[0] ?? '') && words[1] === 'available'
  const giver = oneEach(agentsOf(view, clause)).filter(canBind)
  if ((!isPlaced && !isOpen) || giver.length !== 1) return []
  const to = subtreeOf(tree, head)
    .filter((at) => at > head)
    .flatMap((at) => (view.mentions(sentence).some((mention) => mention.head === at) ? actorsAt(view, clause, at) : []))
    .filter((each) => standing(each) !== standing(giver[0]!))
  const parties = oneEach([...giver, ...(to.length > 0 ? oneEach(to).slice(0, 2) : [])])
  return [draft(view, clause, 'offer', 'offered', parties, 'at-disposal', { giver: giver.map(standing).join(' ') })]
}

/** "consented to an inspection of its boats": what one side lets the other have. */
function consented(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (!/^(?:consent|accede|submit|agree)$/.test(clause.lemma) || clause.voice !== 'active') return []
  const noun = clause.obliques.find(({ preposition }) => preposition === 'to')?.participant.token
  if (noun === undefined || sentence.tokens[noun]!.upos !== 'NOUN') return []
  if (!ACT.test(lemmaOf(sentence.tokens[noun]!))) return []
  const giver = oneEach(agentsOf(view, clause)).filter(canBind)
  return giver.length === 1
    ? [
        draft(view, clause, 'pledge', 'agreed', withOther(view, giver), 'consented', {
          noun,
          giver: giver.map(standing).join(' '),
        }),
      ]
    : []
}

const ACT =
  /^(?:inspection|withdrawal|release|return|reopening|opening|transfer|exchange|extradition|deployment|presence|visit|inquiry|investigation|arbitration|mediation|reduction|cut|increase|ban|moratorium|freeze|payment|condition|term|demand|request|proposal|plan|departure|evacuation|referendum|partition)$/

/** "Peru renounces all claims to the islet", "Chile for its part lifts the ban": what a text does by saying it. */
function performs(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (clause.tense !== 'present' || clause.modal !== null || clause.voice !== 'active' || isComing(clause)) return []
  const does = /^(?:renounce|waive|relinquish|cede|undertake|guarantee)$/.test(clause.lemma)
  const gives = /^(?:drop|lift|give up|grant|withdraw|accept|scrap|abolish|return|release|get|keep|yield)$/.test(
    clause.lemma,
  )
  if (!does && !gives) return []
  if (clause.parent !== null && clause.parent.relation !== 'conj') return []
  if (sentence.tokens[head]!.deprel.startsWith('acl') || clause.patients.length === 0) return []
  const words = view.words(sentence)
  const isExchange = /\b(?:in return|in exchange|for its part|in turn|under the)\b/i.test(words)
  if (!does && !isExchange) return []
  const giver = oneEach(agentsOf(view, clause)).filter(({ kind }) => kind === 'state')
  if (giver.length !== 1 || !view.isTwoSided) return []
  if (!view.mainPair.some((each) => standing(each) === standing(giver[0]!))) return []
  return [
    draft(view, clause, 'pledge', 'agreed', withOther(view, giver), 'performs', {
      giver: giver.map(standing).join(' '),
    }),
  ]
}
