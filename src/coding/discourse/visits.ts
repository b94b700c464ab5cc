import { type Entity, placesIn, stateNamed } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { actorsAt, agentsOf, type Draft, draft, infinitives, isComing, isParty, twoSides } from './commitment-drafts.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

const VISITING = /^(?:visit|attend|address|open|come|travel|speak|tour|meet|inaugurate|take|fly|go|pay|see|be)$/

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
  if (purpose !== undefined ? !VISITING.test(lemmaOf(tree.tokens[purpose]!)) : !placed && !official) return []
  const guests = [...clause.patients, ...clause.receivers].flatMap(({ token }) => actorsAt(view, clause, token))
  if (!twoSides(told, guests))
    for (const { token } of clause.patients)
      for (const owner of childrenBy(tree, token, 'nmod:poss')) guests.push(...actorsAt(view, clause, owner))
  // "the summit, to which Cuba had been invited": whoever held the summit did.
  if (told.length === 0 && tree.tokens[head]!.deprel === 'acl:relcl') return []
  // "was invited to come", "invited his guest to Bamako": the side unnamed is the other of the story's two.
  const hosts = told.length > 0 ? told : otherOf(view, guests)
  if (!twoSides(hosts, guests) && hosts.length > 0 && clause.patients.length > 0) guests.push(...otherOf(view, hosts))
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
  if (parties.length === 1) parties.push(...otherOf(view, parties))
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

/** The other of the two countries the article is about. */
function otherOf(view: View, own: readonly Entity[]): Entity[] {
  const rest = view.mainPair.filter((each) => !own.some((one) => standing(one) === standing(each)))
  return own.length > 0 && rest.length === 1 ? rest : []
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
  if (!isComing(clause) || verb === 'pay') return []
  const tree = view.tree(sentence)
  const outer = childrenBy(tree, head, 'nsubj:outer').flatMap((child) => actorsAt(view, clause, child))
  const visitors = outer.length > 0 ? outer : agentsOf(view, clause)
  const towards =
    verb === 'visit' || verb === 'tour'
      ? clause.patients.map(({ token }) => token)
      : clause.obliques
          .filter(({ preposition }) => /^(?:to|in|for)$/.test(preposition))
          .map(({ participant }) => participant.token)
  const hosts = towards.flatMap((token) => {
    const placed = placeStates(view, sentence, token)
    return placed.length > 0 ? placed : view.actors(sentence, token).filter(isParty)
  })
  if (!visitors.some(({ kind, code }) => kind === 'person' || kind === 'state' || code.includes('GOV'))) return []
  if (!twoSides(visitors, hosts) || oneEach(hosts).length !== 1) return []
  const above = tree.tokens[head]!.head
  return [
    draft(view, clause, 'visit', 'agreed', [...visitors, ...hosts], 'coming-visit', {
      dueHeads: above >= 0 ? [head, above] : [head],
    }),
  ]
}
