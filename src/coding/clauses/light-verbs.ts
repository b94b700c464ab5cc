import type { Clause, Participant } from '../clause.ts'
import type { Draft } from './clauses-of.ts'
import type { Tree } from './tree.ts'
import { INVERSE_LIGHT_VERBS, LIGHT_VERBS, OCCURRENCE_VERBS, TIME_NOUNS } from './words.ts'

/**
 * Lets event nouns take over what their light verb knows: "Rome held talks with Paris" makes Rome an agent and Paris a `with` oblique of
 * "talks"; "came under fire from Paris" turns the sides round; "talks began in Rome" hands over tense, negation and place.
 */
export function applyLightVerbs(_tree: Tree, drafts: Draft[], byToken: Map<number, Draft>): void {
  for (const noun of drafts) {
    if (noun.kind !== 'noun' || !noun.parent || TIME_NOUNS.has(noun.lemma)) continue
    const parent = measured(noun, drafts) ?? noun.parent
    const verb = drafts[parent.clause]!
    if (verb.kind === 'copula') continue
    if (verb.kind === 'noun') continue
    const { relation, marker } = parent
    const lemma = verb.lemma
    if (relation === 'obj' || relation === 'obl') {
      const preposition = relation === 'obj' ? '' : (marker ?? '')
      if (relation === 'obl' && preposition === '') continue
      if (LIGHT_VERBS.get(lemma)?.includes(preposition)) takeOver(noun, verb, false)
      else if (INVERSE_LIGHT_VERBS.get(lemma)?.includes(preposition)) takeOver(noun, verb, true)
    } else if (relation === 'subj') {
      const passive = verb.voice === 'passive'
      if (passive && LIGHT_VERBS.get(lemma)?.includes('')) takeOver(noun, verb, false)
      else if (!passive && (OCCURRENCE_VERBS.has(lemma.replace(' ', '_')) || comesIntoForce(verb)))
        takeOver(noun, verb, false)
    }
  }
  for (const draft of drafts)
    if (draft.kind === 'noun' && draft.light === undefined) shareLightConjunct(draft, drafts, byToken)
}

/** What goes on for a time that is told before it: "ended two days of talks". */
const GOES_ON = /^(?:talk|negotiation|consultation|discussion|conversation)$/

/** How "days" hang where "two days of talks" do. */
function measured({ lemma, parent }: Draft, drafts: Draft[]): Draft['parent'] {
  const over = parent && drafts[parent.clause]!
  const isTime = over?.kind === 'noun' && over.parent?.relation === 'obj' && TIME_NOUNS.has(over.lemma)
  return isTime && GOES_ON.test(lemma) ? over.parent : null
}

function takeOver(noun: Draft, verb: Draft, inverse: boolean): void {
  noun.light = verb.index
  noun.negated ||= verb.negated
  noun.modal = verb.modal ?? noun.modal
  noun.tense = verb.tense
  noun.conditional = verb.conditional
  const known = new Set([noun.head, ...participantTokens(noun)])
  const fresh = (list: Participant[]): Participant[] =>
    list.filter((each) => !known.has(each.token)).map((each) => ({ token: each.token, via: 'light' }))
  if (inverse) {
    noun.patients.push(...fresh(verb.voice === 'passive' ? verb.patients : verb.agents))
  } else {
    noun.agents.push(...fresh(verb.agents))
    noun.receivers.push(...fresh(verb.receivers))
  }
  for (const oblique of verb.obliques) {
    if (known.has(oblique.participant.token)) continue
    noun.obliques.push(oblique)
    if (oblique.preposition === 'between' || oblique.preposition === 'among')
      noun.agents.push({ token: oblique.participant.token, via: 'light' })
  }
}

function participantTokens(clause: Clause): number[] {
  return [
    ...clause.agents,
    ...clause.patients,
    ...clause.receivers,
    ...clause.obliques.map((each) => each.participant),
  ].map((each) => each.token)
}

/** "held talks and a news conference": the second noun shares the first one's verb. */
function shareLightConjunct(noun: Draft, drafts: Draft[], byToken: Map<number, Draft>): void {
  const head = noun.sentence.tokens[noun.head]!
  if (head.deprel !== 'conj') return
  const first = byToken.get(head.head)
  if (first?.light !== undefined) takeOver(noun, drafts[first.light]!, false)
}

/** "The truce went into effect", "entered into force": the subject begins. */
function comesIntoForce(verb: Draft): boolean {
  return (
    ['go', 'come', 'enter', 'be'].includes(verb.lemma) &&
    verb.obliques.some(({ preposition, participant }) => {
      const { form } = verb.sentence.tokens[participant.token]!
      return ['into', 'in'].includes(preposition) && /^(effect|force)$/i.test(form)
    })
  )
}
