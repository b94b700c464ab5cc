import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import {
  actorsAt,
  agentsOf,
  classesOf,
  dealAt,
  draft,
  isComing,
  isInfinitive,
  isParty,
  namedSides,
  otherOfStory,
  withWhom,
} from './commitment-drafts.ts'
import type { Draft, Form, Stage } from './commitment-tellings.ts'
import { lemmaOf, oneEach, type View } from './view.ts'
import { placeStates } from './visits.ts'

/**
 * What became of a commitment: an invitation declined, a visit called off, a pact left or lapsed, a promise kept or broken, a treaty that waits for
 * its ratification.
 */
export function outcomes(view: View, clause: Clause): Draft[] {
  if (clause.kind !== 'verb' || clause.conditional) return []
  if (isPending(view, clause)) return pending(view, clause)
  if (clause.modal !== null && !isComing(clause)) return []
  if (clause.negated || (isInfinitive(view, clause) && !isComing(clause))) return []
  return [...dropped(view, clause), ...kept(view, clause), ...lapsed(view, clause)]
}

const hasClass = (view: View, clause: Clause, kind: string) => classesOf(view, clause).has(kind)

/** Objects, and what stands behind "from", "out of" or "on". */
const targets = (clause: Clause) => [
  ...clause.patients.map(({ token }) => token),
  ...clause.obliques
    .filter(({ preposition }) => /^(?:from|of|out of|on)$/.test(preposition))
    .map(({ participant }) => participant.token),
]

/** Those named with a noun ("an agreement with Peru", "a visit to Lima"), then the other country of the story. */
function partiesOf(view: View, clause: Clause, noun: number, own = oneEach(agentsOf(view, clause))): Entity[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const around = subtreeOf(tree, noun)
    .filter((at) => at > noun && /^(?:with|between|among|to|from)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => {
      const placed = placeStates(view, sentence, at)
      return placed.length > 0 ? placed : view.actors(sentence, at).filter(isParty)
    })
  const named = oneEach([...own, ...around, ...withWhom(view, clause)])
  return named.length > 1 ? named : [...named, ...otherOfStory(view, named)]
}

/** "turned down an invitation to Lima", "called off a visit", "withdrew from the treaty", "broke its promise", "withdrew a pledge". */
function dropped(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const declines = hasClass(view, clause, 'decline')
  const drops = hasClass(view, clause, 'drop')
  const breaks = /^(?:break|renege|breach)/.test(clause.lemma)
  if (!declines && !drops && !breaks) return []
  const agents = oneEach(agentsOf(view, clause))
  if (clause.voice === 'active' && agents.length === 0) return []
  return targets(clause).flatMap((noun) => {
    const lemma = lemmaOf(sentence.tokens[noun]!)
    const visit = drops && /^(?:visit|trip|tour)$/.test(lemma) && !/^(?:leave|quit|withdraw)/.test(clause.lemma)
    const form = visit ? 'visit' : view.lexicon.row('commitments', lemma, 'noun')?.form
    const fits =
      visit ||
      (form === 'invitation' && (declines || drops)) ||
      (form === 'agreement' && drops) ||
      (form === 'offer' && (declines || drops)) ||
      (form === 'pledge' && (breaks || drops))
    if (!fits) return []
    const told =
      form === 'pledge'
        ? toOther(view, agents)
        : form === 'offer'
          ? sidesOfOffer(view, clause, noun, agents)
          : partiesOf(view, clause, noun)
    // "An agreement on visas was shelved": between the two of whom the sentence speaks.
    const isUnsaid = told.length === 0 && form === 'agreement' && clause.voice === 'passive'
    const parties = isUnsaid ? namedSides(view, sentence) : told
    if (parties.length === 0 || parties.length > 3 || (parties.length < 2 && form !== 'pledge')) return []
    return [outcome(view, clause, form as Form, 'withdrawn', parties, `${form}-dropped`, noun)]
  })
}

/** Whose offer it was and who dropped or declined it; nobody where it is of someone who is no party ("an offer from a mining company"). */
function sidesOfOffer(view: View, clause: Clause, noun: number, agents: readonly Entity[]): Entity[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const makers = childrenBy(tree, noun, 'nmod', 'nmod:poss')
    .filter((at) => tree.tokens[at]!.deprel === 'nmod:poss' || /^(?:from|by)$/.test(prepositionOf(tree, at)))
    .concat(
      clause.obliques.filter(({ preposition }) => preposition === 'from').map(({ participant }) => participant.token),
    )
  const own = makers.flatMap((at) => view.actors(sentence, at).filter(isParty))
  if (makers.length > 0 && own.length === 0) return []
  const named = oneEach([...own, ...agents])
  return named.length > 1 ? named : [...named, ...otherOfStory(view, named)]
}

/** Whoever promised, and whom the story tells of besides. */
function toOther(view: View, agents: readonly Entity[]): Entity[] {
  return agents.length === 1 ? [...agents, ...otherOfStory(view, agents)] : [...agents]
}

/** "kept the promise they made in August", "fulfilled its pledge to lift the state of emergency". */
function kept(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (!hasClass(view, clause, 'keep') || isComing(clause)) return []
  const agents = oneEach(agentsOf(view, clause))
  if (agents.length === 0 || agents.length > 2) return []
  return targets(clause)
    .filter((noun) => view.lexicon.row('commitments', lemmaOf(sentence.tokens[noun]!), 'noun')?.form === 'pledge')
    .map((noun) => outcome(view, clause, agents.length > 1 ? 'agreement' : 'pledge', 'fulfilled', agents, 'kept', noun))
}

/** "A memorandum of 2005 lapsed", "the truce collapsed". */
function lapsed(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (!hasClass(view, clause, 'lapse') || isComing(clause) || clause.tense === 'present') return []
  return clause.agents.flatMap(({ token }) => {
    const form = view.lexicon.row('commitments', lemmaOf(sentence.tokens[token]!), 'noun')?.form
    if (form !== 'agreement' && form !== 'ceasefire') return []
    const named = partiesOf(view, clause, token, [])
    const parties = named.length > 1 ? named : view.mainPair
    return parties.length === 2 ? [outcome(view, clause, form, 'withdrawn', [...parties], 'lapsed', token)] : []
  })
}

/** "have not yet ratified", "has yet to sign". */
function isPending(view: View, { sentence, head, negated, modal, parent }: Clause): boolean {
  const tree = view.tree(sentence)
  const hasYet = (at: number) => childrenBy(tree, at, 'advmod').some((child) => lemmaOf(tree.tokens[child]!) === 'yet')
  const above = tree.tokens[head]!.head
  return (
    (negated && (hasYet(head) || /^(?:ratify|approve)$/.test(lemmaOf(tree.tokens[head]!)))) ||
    /^await$/.test(lemmaOf(tree.tokens[head]!)) ||
    // "must be ratified by both parliaments", "still has to be approved"
    (!negated &&
      /^(?:must|have to|have|need)$/.test(modal ?? '') &&
      /^(?:ratify|approve)$/.test(lemmaOf(tree.tokens[head]!))) ||
    (parent?.relation === 'xcomp' && above >= 0 && lemmaOf(tree.tokens[above]!) === 'have' && hasYet(above))
  )
}

/** What the verb would have brought, by what it waits for. */
const WAITING: { [lemma: string]: Stage } = { ratify: 'signed', approve: 'signed', implement: 'signed', sign: 'agreed' }

function pending(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const subjects = clause.agents.map(({ token }) => token)
  // "A joint committee has yet to meet."
  if (clause.lemma === 'meet')
    return subjects.flatMap((token) =>
      view.lexicon.has('commitments', lemmaOf(tree.tokens[token]!), 'body') && view.mainPair.length === 2
        ? [outcome(view, clause, 'working-group', 'agreed', [...view.mainPair], 'body-yet-to-meet', token)]
        : [],
    )
  // "The treaty awaits ratification by both parliaments."
  if (clause.lemma === 'await')
    return clause.patients.some(({ token }) =>
      /^(?:ratification|approval|signature)$/.test(lemmaOf(tree.tokens[token]!)),
    )
      ? subjects.flatMap((token) => {
          const parties = partiesOf(view, clause, token, [])
          const both = parties.length === 2 ? parties : [...view.mainPair]
          return dealAt(view, sentence, token)?.form === 'agreement' && both.length === 2
            ? [outcome(view, clause, 'agreement', 'signed', both, 'agreement-pending', token)]
            : []
        })
      : []
  const stage = WAITING[clause.lemma]
  if (!stage) return []
  return clause.patients.flatMap(({ token }) => {
    if (view.lexicon.row('commitments', lemmaOf(tree.tokens[token]!), 'noun')?.form !== 'agreement') return []
    const own = oneEach(subjects.flatMap((subject) => actorsAt(view, clause, subject)))
    const named = partiesOf(view, clause, token, own)
    const parties = named.length === 0 ? [...view.mainPair] : named
    return parties.length === 2 ? [outcome(view, clause, 'agreement', stage, parties, 'agreement-pending', token)] : []
  })
}

function outcome(
  view: View,
  clause: Clause,
  form: Form,
  stage: Stage,
  parties: Entity[],
  rule: string,
  noun: number,
): Draft {
  const giver = form === 'agreement' || form === 'working-group' ? '' : undefined
  const made = draft(view, clause, form, stage, parties, rule, { noun, giver })
  const phrase = subtreeOf(view.tree(clause.sentence), noun)
  const whole = view.span(clause.sentence, Math.min(clause.head, phrase[0]!), Math.max(clause.head, phrase.at(-1)!))
  return { ...made, matter: whole, dueHeads: stage === 'agreed' || stage === 'signed' ? made.dueHeads : [] }
}
