import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { CodedEvent } from '../record.ts'
import { type Draft, type Form, type Found, finish, merge, type Stage } from './commitment-tellings.ts'
import { attributeQuotations } from './speakers.ts'
import { amountIn } from './subjects.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'

/**
 * What parties have bound themselves to: agreements, joint bodies, invitations, coming visits, offers, pledges, ceasefires, recognitions. Each is told
 * by a predicate of the writer's own words; denied, merely possible and conditional ones are none. Several tellings are one. Ids are given by the caller.
 */
export function codeCommitments(view: View, events: readonly CodedEvent[]): Found[] {
  const drafts = view.sentences.flatMap((sentence) =>
    view.clauses(sentence).flatMap((clause) => {
      if (clause.kind !== 'verb' || (view.quoted(sentence.tokens[clause.head]!) && !sentence.in)) return []
      if (
        clause.negated ||
        clause.conditional ||
        !BINDING.test(clause.modal ?? 'will') ||
        (clause.modal === 'would' && !isReported(view, clause))
      )
        return []
      return underRefusal(view, clause) ? [] : draftsOf(view, clause)
    }),
  )
  return merge(view, [...drafts, ...spokenPledges(view)]).map((group) => finish(view, group, events))
}

/** What an official may say he will send or give without binding himself to help. */
const NO_GIFT =
  /^(?:troop|army|soldier|force|bomb|missile|warship|message|signal|warning|lesson|answer|response|ultimatum|evidence|fire)s?$/

/** "We will give Nepal two helicopters," says a minister: what an official promises another country in the first person. */
function spokenPledges(view: View): Draft[] {
  return attributeQuotations(view).flatMap(({ quotation, speaker }) => {
    if (!speaker || speaker.country === null || !(speaker.kind === 'state' || speaker.sectors.includes('GOV')))
      return []
    return view.body
      .filter(({ start, end }) => start < quotation.end && quotation.start < end)
      .flatMap((sentence) =>
        view.clauses(sentence).flatMap((clause) => {
          const { start } = sentence.tokens[clause.head]!
          if (clause.kind !== 'verb' || start < quotation.start || start >= quotation.end) return []
          if (clause.negated || clause.conditional || clause.lemma === 'withdraw') return []
          if (
            clause.patients.length === 0 ||
            clause.patients.some(({ token }) => NO_GIFT.test(lemmaOf(sentence.tokens[token]!)))
          )
            return []
          const first = childrenBy(view.tree(sentence), clause.head, 'nsubj').some((at) =>
            /^(?:we|i)$/i.test(sentence.tokens[at]!.form),
          )
          const has = (kind: string) => view.lexicon.has('commitments', clause.lemma, kind)
          const form = has('offer') ? 'offer' : has('promise') || (has('act') && isComing(clause)) ? 'pledge' : null
          return first && form
            ? promises(view, clause, form, [speaker]).filter(({ parties }) => parties.length === 2)
            : []
        }),
      )
  })
}

/** Modals and governing verbs under which an act is settled, not merely hoped for, owed or refused. */
const BINDING =
  /^(?:will|would|shall|be to|be going to|(?:plan|intend|expect|schedule|set|slate|due|agree|promise|pledge|vow|decide|announce|continue|begin|offer|say)(?: to)?)$/

/** Below a refusal: "refused to agree to recognise X". */
function underRefusal(view: View, clause: Clause): boolean {
  const clauses = view.clauses(clause.sentence)
  for (let at = clause.parent, steps = 0; at && steps < 6; at = clauses[at.clause]?.parent ?? null, steps++)
    if (/^(?:refuse|reject|decline|fail|deny|rule out|oppose)$/.test(clauses[at.clause]?.lemma ?? '')) return true
  return false
}

const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')

function draftsOf(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const { lexicon } = view
  const classes = new Map(
    phrasalLemmas(sentence, head, clause.lemma).flatMap((lemma) =>
      lexicon.rows('commitments', lemma).map((row) => [row.class!, row] as const),
    ),
  )
  const out: Draft[] = []
  const verb = classes.get('verb')
  if (verb) out.push(...agreements(view, clause, verb.stage as Stage))
  if (classes.has('found')) out.push(...bodies(view, clause))
  if (classes.has('agree')) out.push(...agreed(view, clause), ...agreedVisits(view, clause))
  if (classes.has('invite')) out.push(...invitations(view, clause))
  if (classes.has('recognize')) out.push(...recognitions(view, clause))
  if (classes.has('promise')) out.push(...promises(view, clause, 'pledge'))
  if (classes.has('offer')) out.push(...promises(view, clause, 'offer'))
  if (classes.has('visit') && out.length === 0) out.push(...visits(view, clause))
  const agreedByAll = /^(?:agree|consent)/.test(clause.modal ?? '') && oneEach(agentsOf(view, clause)).length > 1
  if (classes.has('act') && isComing(clause) && !agreedByAll) out.push(...promises(view, clause, 'pledge'))
  if (/^(?:declare|call|announce|order|observe|begin|start|reach|extend)$/.test(clause.lemma))
    out.push(...ceasefires(view, clause))
  if (/^(?:restore|establish|resume|open|normalize|normalise|upgrade|re-establish|reestablish)$/.test(clause.lemma))
    out.push(...restoredTies(view, clause))
  if (/^(?:issue|extend|convey|accept|deliver|renew|send|receive)$/.test(clause.lemma))
    out.push(...invitationNouns(view, clause))
  return out
}

const actorsAt = (view: View, clause: Clause, token: number) => view.actors(clause.sentence, token).filter(isParty)
const agentsOf = (view: View, clause: Clause) =>
  clause.agents.filter(({ via }) => via !== 'modifier').flatMap(({ token }) => actorsAt(view, clause, token))
const withWhom = (view: View, clause: Clause) =>
  clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => actorsAt(view, clause, participant.token))

/** Everything said with a predicate, its subject and the clauses joined to it left out. */
function matterOf(view: View, clause: Clause, from = clause.head): Span {
  const tree = view.tree(clause.sentence)
  const aside = new Set(childrenBy(tree, from, 'nsubj', 'parataxis').flatMap((child) => subtreeOf(tree, child)))
  for (const child of childrenBy(tree, from, 'conj'))
    if (childrenBy(tree, child, 'nsubj').length > 0) for (const at of subtreeOf(tree, child)) aside.add(at)
  const tokens = subtreeOf(tree, from).filter((at) => at >= from && !aside.has(at))
  return view.span(clause.sentence, from, tokens.at(-1) ?? from)
}

function agreements(view: View, clause: Clause, stage: Stage): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const heads = clause.patients
    .map(({ token }) => token)
    .concat(
      clause.lemma === 'agree'
        ? clause.obliques
            .filter(({ preposition }) => /^(?:to|on|upon)$/.test(preposition))
            .map(({ participant }) => participant.token)
        : [],
    )
  const isDeal = (token: number) => view.lexicon.has('commitments', lemmaOf(tree.tokens[token]!), 'noun')
  // "concluded talks on a trade pact": the pact is what has been reached.
  const talked = /^(?:conclude|complete|finish|finalize|finalise|wrap up)$/.test(clause.lemma)
    ? heads
        .filter((token) => /^(?:talk|negotiation)$/.test(lemmaOf(tree.tokens[token]!)))
        .flatMap((token) => subtreeOf(tree, token))
    : []
  const noun = heads.find(isDeal) ?? talked.find(isDeal)
  if (noun === undefined) return []
  const row = view.lexicon.row('commitments', lemmaOf(tree.tokens[noun]!), 'noun')!
  if (row.form !== 'agreement' && row.form !== 'ceasefire') return []
  if (lemmaOf(tree.tokens[noun]!) === 'contract' && clause.agents.length === 0) return []
  const around = subtreeOf(tree, noun)
    .filter((at) => at > noun && /^(?:with|between|among|by)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at).filter(isParty))
  const named = [...agentsOf(view, clause), ...withWhom(view, clause), ...around]
  const parties = clause.voice === 'passive' && oneEach(named).length < 2 ? [...named, ...byWhom(view, clause)] : named
  const own = oneEach(parties)
  if (own.length === 0 || (own.length < 2 && row.form !== 'ceasefire')) return []
  const coming = clause.tense === 'future' || isComing(clause) || isInfinitive(view, clause)
  return [
    draft(
      view,
      clause,
      row.form as Form,
      coming && stage !== 'agreed' ? 'agreed' : stage,
      parties,
      `agreement/${stage}`,
      { noun, giver: '' },
    ),
  ]
}

/** Whoever stands after the "by" of a passive, when the parse hangs the phrase elsewhere. */
function byWhom(view: View, { sentence, head }: Clause): Entity[] {
  const by = sentence.tokens.findIndex(({ form }, at) => at > head && /^by$/i.test(form))
  if (by < 0) return []
  return view
    .mentions(sentence)
    .filter((mention) => mention.head > by && mention.form !== 'place')
    .flatMap((mention) => actorsIn(view, sentence, mention.head))
}

const actorsIn = (view: View, sentence: Sentence, token: number) =>
  view.actors(sentence, token, { conjuncts: false }).filter(isParty)

function ceasefires(view: View, clause: Clause): Draft[] {
  const noun = clause.patients.find(
    ({ token }) =>
      view.lexicon.row('commitments', lemmaOf(clause.sentence.tokens[token]!), 'noun')?.form === 'ceasefire',
  )
  const parties = agentsOf(view, clause)
  return noun && parties.length > 0 && !view.lexicon.has('commitments', clause.lemma, 'verb')
    ? [draft(view, clause, 'ceasefire', 'agreed', parties, 'ceasefire', { noun: noun.token })]
    : []
}

const QUALIFIED =
  /^(?:working|contact|expert|study|joint|task|bilateral|high-level|friendship|truth|peace|monitoring|intergovernmental|ministerial|permanent|mixed)$/i

/** "set up a working group", "formed a joint commission". */
function bodies(view: View, clause: Clause, agents = agentsOf(view, clause)): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  return clause.patients.flatMap(({ token }) => {
    const noun = tree.tokens[token]!
    if (!view.lexicon.has('commitments', lemmaOf(noun), 'body')) return []
    const described = subtreeOf(tree, token)
      .filter((at) => at < token)
      .map((at) => tree.tokens[at]!.form)
    if (
      !described.some((word) => word.split('-').some((part) => QUALIFIED.test(part))) &&
      !/^(?:commission|committee|hotline|secretariat)$/.test(lemmaOf(noun))
    )
      return []
    const phrase = view.actors(sentence, token).filter(isParty)
    const parties = [...agents, ...withWhom(view, clause), ...(oneEach(agents).length < 2 ? phrase : [])]
    return oneEach(parties).length > 1
      ? [draft(view, clause, 'working-group', 'agreed', parties, 'joint-body', { noun: token, giver: '' })]
      : []
  })
}

/** "agreed to pull back troops and to form a working group", "agreed on a price": several sides agree, or one yields to another. */
function agreed(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const agents = agentsOf(view, clause)
  const others = withWhom(view, clause)
  const both = oneEach([...agents, ...others])
  const actions = infinitives(view, clause)
    .flatMap((child) => conjunctsOf(tree, child))
    .filter((child) => tree.tokens[child]!.upos === 'VERB')
  const out: Draft[] = []
  const plain: number[] = []
  for (const action of actions) {
    const inner = view.clauseAt(sentence, action)
    const specific = inner
      ? draftsOf(view, { ...inner, agents: inner.agents.length > 0 ? inner.agents : clause.agents }).filter(
          ({ form }) =>
            form === 'working-group' || form === 'ceasefire' || (form === 'agreement' && inner.lemma !== 'agree'),
        )
      : []
    if (specific.length === 0) plain.push(action)
    else out.push(...specific)
  }
  const on = clause.obliques
    .filter(({ preposition }) => /^(?:on|upon|to)$/.test(preposition))
    .map(({ participant }) => participant.token)
    .filter(
      (token) =>
        !view.lexicon.has('commitments', lemmaOf(tree.tokens[token]!), 'noun') &&
        !/^(?:visit|trip|tour)$/.test(lemmaOf(tree.tokens[token]!)) &&
        view.named(sentence, token) === null &&
        !view
          .times(sentence)
          .some((time) => time.start <= tree.tokens[token]!.start && tree.tokens[token]!.end <= time.end),
    )
  if (both.length > 1 && plain.length > 0) {
    const last = subtreeOf(tree, plain.at(-1)!).at(-1)!
    out.push({
      ...draft(view, clause, 'agreement', 'agreed', [...agents, ...others], 'agreed-to', {
        dueHeads: plain,
        giver: '',
      }),
      matter: view.span(sentence, plain[0]!, Math.max(last, plain[0]!)),
    })
  } else if (both.length > 1 && on.length > 0 && clause.lemma !== 'decide')
    out.push(
      draft(view, clause, 'agreement', 'agreed', [...agents, ...others], 'agreed-on', { noun: on[0]!, giver: '' }),
    )
  else if (both.length === 1 && plain.length > 0 && /^(?:agree|consent)$/.test(clause.lemma))
    out.push(...promises(view, clause, 'pledge'))
  return out
}

const VISITING = /^(?:visit|attend|address|open|come|travel|speak|tour|meet|inaugurate|take|fly|go|pay|see|be)$/

function invitations(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const purpose = [head, ...clause.patients.map(({ token }) => token)].flatMap((at) => infinitives(view, clause, at))[0]
  const placed = clause.obliques.some(({ preposition }) => /^(?:to|for)$/.test(preposition))
  if (purpose !== undefined ? !VISITING.test(lemmaOf(tree.tokens[purpose]!)) : !placed) return []
  const hosts = agentsOf(view, clause)
  const guests = [...clause.patients, ...clause.receivers].flatMap(({ token }) => actorsAt(view, clause, token))
  if (!twoSides(hosts, guests))
    for (const { token } of clause.patients)
      for (const owner of childrenBy(tree, token, 'nmod:poss')) guests.push(...actorsAt(view, clause, owner))
  return twoSides(hosts, guests)
    ? [
        draft(view, clause, 'invitation', 'offered', [...hosts, ...guests], 'invite', {
          dueHeads: purpose === undefined ? [head] : [head, purpose],
        }),
      ]
    : []
}

/** "accepted an invitation to visit Havana", "conveyed an invitation from Rao": hosts and guests from the phrase or the place of the visit. */
function invitationNouns(view: View, clause: Clause): Draft[] {
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
  return parties.length === 2
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
function placeStates(view: View, sentence: Sentence, token: number): Entity[] {
  const { start } = sentence.tokens[token]!
  const place = view.grounded.places.find((each) => each.start <= start && start < each.end && each.in === sentence.in)
  if (!place?.country) return []
  const entity =
    view.grounded.entities.find(({ country, kind }) => country === place.country && kind === 'state') ??
    view.grounded.entities.find(({ country }) => country === place.country)
  return entity ? [entity] : []
}

/** "agreed to a visit to Nepal": whoever agrees will go to the country named. */
function agreedVisits(view: View, clause: Clause): Draft[] {
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

function visits(view: View, clause: Clause): Draft[] {
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

/** "recognised Kosovo", "recognised the independence of Kosovo". */
function recognitions(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const givers = agentsOf(view, clause)
  const given = clause.patients
    .filter(
      ({ token }) =>
        view.named(sentence, token) !== null ||
        /^(?:independence|state|statehood|government|republic|sovereignty)$/.test(lemmaOf(sentence.tokens[token]!)),
    )
    .flatMap(({ token }) => actorsAt(view, clause, token))
  return twoSides(givers, given)
    ? [
        draft(
          view,
          clause,
          'recognition',
          isComing(clause) ? 'offered' : 'in-force',
          [...givers, ...given],
          'recognize',
          {},
        ),
      ]
    : []
}

/** "restore full diplomatic relations": both sides bind themselves. */
function restoredTies(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const noun = clause.patients.find(
    ({ token }) =>
      view.lexicon.has('ties', lemmaOf(tree.tokens[token]!), 'relation') &&
      (/^normali[sz]e$/.test(clause.lemma) ||
        childrenBy(tree, token, 'amod').some((child) =>
          /^(?:diplomatic|full|consular|formal|official)$/i.test(tree.tokens[child]!.form),
        )),
  )?.token
  if (noun === undefined) return []
  const phrase = subtreeOf(tree, noun)
    .filter((at) => /^(?:with|between)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at).filter(isParty))
  const parties = [...agentsOf(view, clause), ...withWhom(view, clause), ...phrase]
  return oneEach(parties).length > 1
    ? [
        draft(
          view,
          clause,
          'agreement',
          isComing(clause) || isInfinitive(view, clause) ? 'agreed' : 'in-force',
          parties,
          'restore-ties',
          { noun, giver: '' },
        ),
      ]
    : []
}

/** Words and thoughts: to promise them gives the other side nothing. */
const MERE_WORDS =
  /^(?:inform|tell|notify|update|brief|consider|reconsider|look|think|answer|reply|explain|weigh|ponder|remember)$/

/** A pledge or an offer to another country: the giver is the subject; who gets it stands beside the verb or in what is promised. */
function promises(view: View, clause: Clause, form: 'pledge' | 'offer', givers = agentsOf(view, clause)): Draft[] {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (
    givers.length === 0 ||
    !givers.some(
      ({ sectors, kind, code, tenure }) =>
        kind === 'state' ||
        (sectors.includes('GOV') && (tenure === undefined || tenure === 'current')) ||
        sectors.includes('REB') ||
        code.startsWith('IGO'),
    )
  )
    return []
  const giver = oneEach(givers)
  if (
    subtreeOf(tree, head).some(
      (at) => at > head && view.lexicon.has('commitments', lemmaOf(tree.tokens[at]!), 'hostile'),
    )
  )
    return []
  const beside = [
    ...clause.receivers,
    ...clause.obliques
      .filter(({ preposition }) => /^(?:to|for)$/.test(preposition))
      .map(({ participant }) => participant),
  ].flatMap(({ token }) => actorsAt(view, clause, token))
  const actions = childrenBy(tree, head, 'xcomp', 'ccomp', 'advcl').flatMap((child) => conjunctsOf(tree, child))
  if (actions.length > 0 && actions.every((at) => MERE_WORDS.test(lemmaOf(tree.tokens[at]!)))) return []
  const object = clause.patients.map(({ token }) => token)
  if (actions.length === 0 && object.length === 0) return []
  if (form === 'offer' && clause.lemma === 'propose') return []
  const within = [...object, ...actions, ...clause.obliques.map(({ participant }) => participant.token)]
    .flatMap((at) => subtreeOf(tree, at))
    .filter((at) => at > head)
  const mentioned = view
    .mentions(sentence)
    .filter(({ head: at }) => within.includes(at))
    .flatMap(({ entity }) => view.members(view.entity(entity)))
    .filter(isParty)
  const canReceive = ({ basis, sectors }: Entity) => basis === 'stated' && !sectors.includes('MIL')
  const getters = oneEach((beside.length > 0 ? beside : mentioned).filter(canReceive)).filter(
    (each) => !giver.some((other) => standing(other) === standing(each)),
  )
  if (getters.length === 0 && !/^(?:agree|consent)$/.test(clause.lemma)) {
    const teller = tellerOf(view, clause)
    const elsewhere = oneEach(
      view
        .mentions(sentence)
        .filter(({ head: at }) => !teller.includes(at))
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter((entity) => entity.country !== null),
    ).filter((each) => !giver.some((other) => standing(other) === standing(each)))
    if (elsewhere.length === 1) getters.push(elsewhere[0]!)
    else if (giver.length < 2 && !bindsAlone(view, clause) && amountIn(view.lexicon, view.words(sentence)) === null)
      return []
  }
  if (getters.length > 2) return []
  return [
    draft(view, clause, form, form === 'offer' ? 'offered' : 'agreed', [...giver, ...getters], form, {
      dueHeads: [head, ...actions],
      giver: giver.map(standing).join(' '),
    }),
  ]
}

/** "Libya promised to destroy its missiles": a word of promising binds its giver though nobody is named to whom; a bare act to come does not. */
function bindsAlone(view: View, clause: Clause): boolean {
  if (view.lexicon.has('commitments', clause.lemma, 'promise') || /^(?:agree|consent)$/.test(clause.lemma)) return true
  // "Libya announced that it would give up …", "the minister said that his government would pay …": its own word.
  const givers = agentsOf(view, clause).map(standing)
  const tellers = tellerOf(view, clause).flatMap((at) => actorsAt(view, clause, at))
  return isReported(view, clause) && tellers.some((each) => givers.includes(standing(each)))
}

/** The subject tokens of the clause that tells this one: "Michel told reporters that …". */
function tellerOf(view: View, clause: Clause): number[] {
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  if (!above || !/^(?:ccomp|conj)/.test(clause.parent!.relation)) return []
  return view.lexicon.has('cues', above.lemma, 'say', 'tell') || /^(?:announce|declare)$/.test(above.lemma)
    ? above.agents.map(({ token }) => token)
    : []
}

/** The infinitives a predicate (or its object) takes, however the parse attaches them: "agreed to go", "invited him to come". */
function infinitives(view: View, { sentence, head }: Clause, at = head): number[] {
  const tree = view.tree(sentence)
  return childrenBy(tree, at, 'xcomp', 'advcl', 'acl').filter(
    (child) =>
      child > head &&
      (tree.tokens[child]!.deprel === 'xcomp' ||
        childrenBy(tree, child, 'mark').some((mark) => lemmaOf(tree.tokens[mark]!) === 'to')),
  )
}

function twoSides(a: readonly Entity[], b: readonly Entity[]): boolean {
  return a.length > 0 && b.length > 0 && !b.every((each) => a.some((other) => standing(other) === standing(each)))
}

/** Told as still to come: "will visit", "plans to visit", "is expected to visit". */
function isComing({ tense, modal }: Clause): boolean {
  return (
    tense === 'future' ||
    modal === 'will' ||
    modal === 'would' ||
    modal === 'shall' ||
    /^(?:be to|be going to|(?:plan|intend|expect|schedule|set|slate|due|promise|agree)(?: to)?)$/.test(modal ?? '')
  )
}

/** Under a verb of saying: there "would" is "will" told in the past. */
function isReported(view: View, clause: Clause): boolean {
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return (
    above !== undefined &&
    (clause.parent!.relation === 'ccomp' || clause.parent!.relation === 'conj') &&
    (view.lexicon.has('cues', above.lemma, 'say', 'tell') || (above.modal === 'would' && isReported(view, above)))
  )
}

function isInfinitive(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  return clause.sentence.tokens[clause.head]!.xpos === 'VB' && childrenBy(tree, clause.head, 'mark').length > 0
}

function draft(
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
