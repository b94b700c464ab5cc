import { type Entity, placesIn, stateNamed } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import {
  actorsAt,
  agentsOf,
  type Draft,
  draft,
  infinitives,
  isComing,
  isParty,
  namedSides,
  otherOfStory,
  twoSides,
  withWhom,
} from './commitment-drafts.ts'
import { timesOf } from './dating.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

const VISITING =
  /^(?:study|train|join|participate|observe|hold|visit|attend|address|open|come|travel|speak|tour|meet|inaugurate|take|fly|go|pay|see|be)$/

/** "invited him to come": a host asks a guest to a visit. */
export function invitations(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const purpose = [head, ...clause.patients.map(({ token }) => token)].flatMap((at) => infinitives(view, clause, at))[0]
  const placed =
    clause.obliques.some(({ preposition }) => /^(?:to|for)$/.test(preposition)) ||
    clause.patients.some(({ token }) =>
      childrenBy(tree, token, 'nmod').some((child) => child > head && prepositionOf(tree, child) === 'to'),
    )
  const told = agentsOf(view, clause)
  // "has been invited by the president" says to what without a word more.
  const official = told.some(({ sectors }) => sectors.includes('GOV')) && clause.voice === 'passive'
  // "Would the Pope come? He has been invited": by the other of the story's two.
  const isBare =
    clause.voice === 'passive' && view.isTwoSided && told.length === 0 && tree.tokens[head]!.deprel === 'root'
  if (purpose !== undefined ? !VISITING.test(lemmaOf(tree.tokens[purpose]!)) : !placed && !official && !isBare)
    return []
  const guests = [...clause.patients, ...clause.receivers].flatMap(({ token }) => actorsAt(view, clause, token))
  if (!twoSides(told, guests))
    for (const { token } of clause.patients)
      for (const owner of childrenBy(tree, token, 'nmod:poss')) guests.push(...actorsAt(view, clause, owner))
  // "the summit, to which Cuba had been invited": whoever held the summit did.
  if (told.length === 0 && tree.tokens[head]!.deprel === 'acl:relcl') return []
  // "was invited to come", "invited his guest to Bamako": the side unnamed is the other of the story's two.
  const hosts = told.length > 0 ? told : otherOfStory(view, guests)
  if (!twoSides(hosts, guests) && hosts.length > 0 && clause.patients.length > 0)
    guests.push(...otherOfStory(view, hosts))
  return twoSides(hosts, guests)
    ? [
        draft(view, clause, 'invitation', 'offered', [...hosts, ...guests], 'invite', {
          dueHeads: purpose === undefined ? [head] : [head, purpose],
        }),
      ]
    : []
}

/** "accepted an invitation to visit Havana", "conveyed an invitation from Rao": hosts and guests from the phrase or the place of the visit. */
export function invitationNouns(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const noun = clause.patients.find(({ token }) => lemmaOf(tree.tokens[token]!) === 'invitation')?.token
  if (noun === undefined) return []
  const phrase = subtreeOf(tree, noun).filter((at) => at !== noun)
  const around = phrase.flatMap((at) => view.actors(sentence, at, { conjuncts: false }).filter(isParty))
  const places = phrase.flatMap((at) => placeStates(view, sentence, at))
  const parties = oneEach([
    ...agentsOf(view, clause),
    ...clause.receivers.flatMap(({ token }) => actorsAt(view, clause, token)),
    ...around,
    ...places,
  ])
  const accepted = clause.lemma === 'accept'
  if (parties.length === 1) parties.push(...otherOfStory(view, parties))
  return parties.length === 2 || (parties.length === 3 && !accepted)
    ? [
        draft(
          view,
          clause,
          'invitation',
          accepted ? 'agreed' : 'offered',
          parties,
          accepted ? 'accept-invitation' : 'invitation',
          { noun },
        ),
      ]
    : []
}

/** The state entity of a place name at a token, when the article has one. */
export function placeStates(view: View, sentence: Sentence, token: number): Entity[] {
  const { start } = sentence.tokens[token]!
  const place = placesIn(view.grounded, sentence).find((each) => each.start <= start && start < each.end)
  if (!place?.country) return []
  const entity =
    stateNamed(view.grounded, place.country) ?? view.grounded.entities.find(({ country }) => country === place.country)
  return entity ? [entity] : []
}

/** "agreed to a visit to Nepal": whoever agrees will go to the country named. */
export function agreedVisits(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const visitors = agentsOf(view, clause)
  return [...clause.patients, ...clause.obliques.map(({ participant }) => participant)]
    .filter(({ token }) => /^(?:visit|trip|tour)$/.test(lemmaOf(tree.tokens[token]!)))
    .flatMap(({ token }) => {
      const beside =
        /^(?:to|of|in)$/.test(tree.tokens[token + 1]?.form ?? '') && tree.tokens[token + 2] ? [token + 2] : []
      const hosts = [
        ...new Set(
          subtreeOf(tree, token)
            .filter((at) => at > token && /^(?:to|of|in)$/.test(prepositionOf(tree, at)))
            .concat(beside),
        ),
      ].flatMap((at) => {
        const placed = placeStates(view, sentence, at)
        return placed.length > 0 ? placed : view.actors(sentence, at).filter(isParty)
      })
      return twoSides(visitors, hosts) && oneEach(hosts).length === 1 && oneEach(visitors).length === 1
        ? [draft(view, clause, 'visit', 'agreed', [...visitors, ...hosts], 'agreed-visit', { noun: token })]
        : []
    })
}

/** "will visit Havana in May": a visit still to come. */
export function visits(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const verb = clause.lemma.split(' ')[0]!
  // "arrives in Lima on Friday": a timetable.
  const isTimetable = /^(?:arrive|leave|travel|fly|head|depart)$/.test(verb) && isScheduled(view, clause)
  if (!isComing(clause) && !isTimetable) return []
  const tree = view.tree(sentence)
  // "will pay a state visit to Chile"
  if (verb === 'pay' || verb === 'make') return agreedVisits(view, clause)
  const outer = childrenBy(tree, head, 'nsubj:outer').flatMap((child) => actorsAt(view, clause, child))
  const visitors = outer.length > 0 ? outer : agentsOf(view, clause)
  const towards =
    verb === 'visit' || verb === 'tour'
      ? clause.patients.map(({ token }) => token)
      : verb === 'attend'
        ? clause.patients.flatMap(({ token }) =>
            childrenBy(tree, token, 'nmod').filter((child) => /^(?:in|at)$/.test(prepositionOf(tree, child))),
          )
        : clause.obliques
            .filter(({ preposition }) => /^(?:to|in|for)$/.test(preposition))
            .map(({ participant }) => participant.token)
  const there = sentence.tokens.findIndex(({ form }, at) => at > head && at <= head + 2 && /^there$/i.test(form))
  const hosts = (there < 0 ? towards : placeBefore(view, sentence, head)).flatMap((token) => {
    const placed = placeStates(view, sentence, token)
    return placed.length > 0 ? placed : view.actors(sentence, token).filter(isParty)
  })
  if (!visitors.some(({ kind, code }) => kind === 'person' || kind === 'state' || code.includes('GOV'))) return []
  if (!twoSides(visitors, hosts) || oneEach(hosts).length !== 1) return []
  // "his country would go to the International Court" is no visit.
  if (hosts.some(({ sectors, name }) => sectors.includes('JUD') || /\bcourt\b/i.test(name))) return []
  const above = tree.tokens[head]!.head
  return [
    draft(view, clause, 'visit', 'agreed', [...visitors, ...hosts], 'coming-visit', {
      dueHeads: above >= 0 ? [head, above] : [head],
    }),
  ]
}

/** The last place named before a token: what "there" means. */
function placeBefore(view: View, sentence: Sentence, token: number): number[] {
  return view
    .mentions(sentence)
    .filter((mention) => mention.head < token && placeStates(view, sentence, mention.head).length > 0)
    .slice(-1)
    .map((mention) => mention.head)
}

/** "plans a visit to Chile", "a visit by the president to Chile is planned", "is expected in Santiago in June", "will receive his guest in Lima". */
export function plannedMeetings(view: View, clause: Clause): Draft[] {
  const { sentence, head, lemma } = clause
  const tree = view.tree(sentence)
  const told = oneEach(agentsOf(view, clause))
  if (/^(?:plan|schedule|announce|set|prepare)$/.test(lemma)) {
    const visit = clause.patients.find(({ token }) => /^(?:visit|trip)$/.test(lemmaOf(tree.tokens[token]!)))?.token
    if (visit === undefined) return plannedTalks(view, clause)
    const phrase = subtreeOf(tree, visit).filter((at) => at !== visit)
    // Without a time only a visit of someone to some place: "a visit by the president to Lima is planned".
    const isFull =
      phrase.some((at) => prepositionOf(tree, at) === 'by') && phrase.some((at) => prepositionOf(tree, at) === 'to')
    if (view.times(sentence).length === 0 && !isFull) return []
    const visitors = oneEach(
      clause.voice === 'active'
        ? told
        : phrase
            .filter((at) => prepositionOf(tree, at) === 'by' || tree.tokens[at]!.deprel === 'nmod:poss')
            .flatMap((at) => actorsAt(view, clause, at)),
    )
    const hosts = phrase
      .filter((at) => prepositionOf(tree, at) === 'to')
      .flatMap((at) => {
        const placed = placeStates(view, sentence, at)
        return placed.length > 0 ? placed : actorsAt(view, clause, at)
      })
    // "A visit by Chile's president is set for June": to the other of the story's two.
    if (hosts.length === 0 && visitors.length === 1) hosts.push(...otherOfStory(view, visitors))
    return twoSides(visitors, hosts) && visitors.length === 1 && oneEach(hosts).length === 1
      ? [draft(view, clause, 'visit', 'agreed', [...visitors, ...hosts], 'planned-visit', { noun: visit })]
      : []
  }
  // "The two presidents will meet again in June": when or where says that it is settled.
  if (
    (/^(?:meet|convene|reconvene)$/.test(lemma) || seesAgain(view, clause)) &&
    isComing(clause) &&
    clause.modal !== 'would' &&
    clause.voice === 'active'
  ) {
    if (clause.parent?.relation === 'relcl') return []
    const met = clause.patients.flatMap(({ token }) => actorsAt(view, clause, token))
    const both = oneEach([...told, ...met, ...withWhom(view, clause)])
    return both.length === 2 && timesOf(view, sentence, head).length > 0
      ? [draft(view, clause, 'agreement', 'agreed', both, 'coming-meeting', { giver: 'meeting' })]
      : []
  }
  // "The next round of talks will be held in Lima in June."
  if (
    /^(?:hold|open|begin|resume|continue|start|schedule|set)$/.test(lemma) &&
    (isComing(clause) || isScheduled(view, clause)) &&
    clause.modal !== 'would'
  ) {
    const talks = [...clause.patients, ...clause.agents].some(
      ({ token }) =>
        /^(?:talk|round|meeting|summit|negotiation|session)$/.test(lemmaOf(tree.tokens[token]!)) &&
        childrenBy(tree, token, 'nmod:poss').length === 0,
    )
    const both = talks && view.isTwoSided && told.every(isPartyOfStory(view)) ? namedSides(view, sentence) : []
    return both.length === 2 && timesOf(view, sentence, head).length > 0
      ? [draft(view, clause, 'agreement', 'agreed', both, 'coming-talks', { giver: 'meeting' })]
      : []
  }
  if (/^(?:expect|await)$/.test(lemma) && clause.voice === 'passive') {
    const guests = oneEach(clause.patients.flatMap(({ token }) => actorsAt(view, clause, token)))
    const hosts = clause.obliques
      .filter(({ preposition }) => /^(?:in|at)$/.test(preposition))
      .flatMap(({ participant }) => placeStates(view, sentence, participant.token))
    const isOfficial = guests.some(({ kind, sectors }) => kind === 'person' && sectors.includes('GOV'))
    return isOfficial &&
      twoSides(guests, hosts) &&
      oneEach(hosts).length === 1 &&
      infinitives(view, clause).length === 0
      ? [draft(view, clause, 'visit', 'agreed', [...guests, ...hosts], 'expected-guest', {})]
      : []
  }
  if (/^(?:receive|host|welcome)$/.test(lemma) && isComing(clause) && clause.voice === 'active') {
    const guests = oneEach(
      clause.patients.flatMap(({ token }) => actorsAt(view, clause, token)).filter(({ kind }) => kind === 'person'),
    )
    return told.length === 1 && guests.length === 1 && twoSides(told, guests)
      ? [draft(view, clause, 'visit', 'agreed', [...guests, ...told], 'coming-guest', { dueHeads: [head] })]
      : []
  }
  return []
}

/** "will see each other again in July" */
function seesAgain(view: View, { sentence, head, lemma }: Clause): boolean {
  const next = sentence.tokens.slice(head + 1, head + 3).map(({ form }) => form.toLowerCase())
  return lemma === 'see' && /^(?:each other|one another)$/.test(next.join(' ')) && view.times(sentence).length > 0
}

/** "A meeting of experts is planned for October": between the story's two, where nobody else is named. */
function plannedTalks(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const isOfTalks = clause.patients.some(({ token }) =>
    /^(?:meeting|summit|talk|round|session)$/.test(lemmaOf(tree.tokens[token]!)),
  )
  if (clause.voice !== 'passive' || !isOfTalks || !view.isTwoSided || clause.negated) return []
  const isOthers = view
    .mentions(sentence)
    .some(
      ({ entity, form }) =>
        form !== 'place' &&
        view.members(view.entity(entity)).some((each) => each.country !== null && !isPartyOfStory(view)(each)),
    )
  const both = isOthers ? [] : namedSides(view, sentence)
  return both.length === 2 && timesOf(view, sentence, head).length > 0
    ? [draft(view, clause, 'agreement', 'agreed', both, 'coming-talks', { giver: 'meeting' })]
    : []
}

/** "The next round opens in Lima on Friday": a timetable told in the present tense. */
function isScheduled(view: View, { sentence, tense }: Clause): boolean {
  const { day } = view
  return (
    tense === 'present' &&
    view.times(sentence).some(({ date }) => date !== null && day !== null && date.start > day.end)
  )
}

const isPartyOfStory = (view: View) => (entity: Entity) =>
  view.mainPair.some((each) => standing(each) === standing(entity))
