import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { CodedEvent } from '../record.ts'
import { announcedGifts, assurances } from './announced-gifts.ts'
import {
  actorsAt,
  agentsOf,
  dealAt,
  draft,
  infinitives,
  isComing,
  isInfinitive,
  isParty,
  isReported,
  NO_DEED,
  namedSides,
  otherOfStory,
  twoSides,
  withWhom,
} from './commitment-drafts.ts'
import { isJointBody, meetingBodies, nounCommitments } from './commitment-nouns.ts'
import { outcomes } from './commitment-outcomes.ts'
import { type Draft, type Form, type Found, finish, merge, type Stage } from './commitment-tellings.ts'
import { jointSteps } from './joint-steps.ts'
import { promises } from './promises.ts'
import { readiness } from './readiness.ts'
import { spokenPromises } from './spoken-promises.ts'
import { toldDeals } from './told-deals.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'
import { agreedVisits, comingStay, invitationNouns, invitations, plannedMeetings, visits } from './visits.ts'

/**
 * What parties have bound themselves to: agreements, joint bodies, invitations, coming visits, offers, pledges, ceasefires, recognitions. Each is told
 * by a predicate of the writer's own words; denied, merely possible and conditional ones are none. Several tellings are one. Ids are given by the caller.
 */
export function codeCommitments(view: View, events: readonly CodedEvent[]): Found[] {
  const drafts = view.sentences.flatMap((sentence) => {
    const found = view.clauses(sentence).flatMap((clause) => ofClause(view, clause))
    const told = found.filter((each) => !isDropped(view, each, found))
    return [...told, ...toldDeals(view, sentence, told)]
  })
  return merge(view, [...drafts, ...spokenPromises(view)]).map((group) => finish(view, group, events))
}

/**
 * "withdrew a promise to send an envoy": the act below a promise that is dropped is promised no more. "promised to help Chile join": what another is to do
 * with the help is promised by the one who helps.
 */
function isDropped(view: View, { form, stage, clause, parties }: Draft, found: readonly Draft[]): boolean {
  if (stage === 'withdrawn' || !(form === 'pledge' || form === 'offer')) return false
  const { tokens } = view.tree(clause.sentence)
  return found.some((other) => {
    if (other.clause.sentence !== clause.sentence || !(other.form === 'pledge' || other.form === 'offer')) return false
    if (other.stage === 'withdrawn')
      return (
        other.noun !== undefined &&
        clause.head > other.noun &&
        subtreeOf(view.tree(clause.sentence), other.clause.head).includes(clause.head)
      )
    if (other.clause === clause || standing(other.parties[0]!) === standing(parties[0]!)) return false
    let at = clause.head
    while (at >= 0 && at !== other.clause.head && /^(?:xcomp|ccomp)/.test(tokens[at]!.deprel)) at = tokens[at]!.head
    return (
      at === other.clause.head &&
      /^help|^assist|^support|^enable|^let|^allow/.test(lemmaOf(tokens[tokens[clause.head]!.head]!))
    )
  })
}

/** What one predicate of the writer's own words commits to. */
function ofClause(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (clause.kind === 'copula' && !view.quoted(sentence.tokens[clause.head]!))
    return [...readiness(view, clause), ...comingStay(view, clause)]
  if (clause.kind !== 'verb' || (view.quoted(sentence.tokens[clause.head]!) && !sentence.in)) return []
  const ended = underRefusal(view, clause) ? [] : outcomes(view, clause)
  if (ended.length > 0) return ended
  if (clause.modal === 'must' && !clause.negated && !clause.conditional) return meetingBodies(view, clause)
  if (
    clause.negated ||
    clause.conditional ||
    !BINDING.test(clause.modal ?? 'will') ||
    (clause.modal === 'would' && !isReported(view, clause))
  )
    return []
  if (underRefusal(view, clause)) return []
  const own = draftsOf(view, clause)
  return [...own, ...nounCommitments(view, clause, own)]
}

/** "Vanuatu accepted at once", "Nicaragua accepted the proposal": it binds whoever accepts. */
function acceptances(view: View, clause: Clause): Draft[] {
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

const JOINTLY =
  /^(?:cooperate|co-operate|collaborate|coordinate|exchange|conduct|resume|reopen|restore|launch|open|build|sign|ratify|establish|create|form|set up|share|withdraw|pull back|release|implement|carry out)$/

/** This sentence or the one before tells of an invitation. */
function wasInvited(view: View, sentence: Sentence): boolean {
  const before = sentence.in ? undefined : view.body[sentence.index - 1]
  return [sentence, ...(before ? [before] : [])].some(({ tokens }) =>
    tokens.some((token) => /^(?:invite|invitation)$/.test(lemmaOf(token))),
  )
}

/** "The two presidents said they would ask for a vote": what both sides of the article say they will do, both are bound to. */
function saidTogether(view: View, clause: Clause): Draft[] {
  if (clause.voice !== 'active' || NO_DEED.test(clause.lemma)) return []
  if (!(clause.tense === 'future' || clause.modal === 'would' || clause.modal === 'be to')) return []
  // Told by the writer alone, only of what two can do by common will.
  const isOwn = clause.modal !== 'would' && clause.parent?.relation !== 'advcl' && JOINTLY.test(clause.lemma)
  if (!isReported(view, clause) && !isOwn) return []
  const both = oneEach(agentsOf(view, clause))
  const ofStory = both.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  if (both.length !== 2 || !ofStory) return []
  return [draft(view, clause, 'agreement', 'agreed', both, 'said-together', { giver: '' })]
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
  if (clause.lemma === 'commit' && clause.voice === 'passive' && clause.agents.length === 0)
    out.push(
      ...promises(
        view,
        clause,
        'pledge',
        oneEach(clause.patients.flatMap(({ token }) => actorsAt(view, clause, token))),
      ),
    )
  else if (clause.lemma === 'assure') out.push(...assurances(view, clause))
  else if (classes.has('promise')) out.push(...promises(view, clause, 'pledge'))
  if (classes.has('gift-news')) out.push(...announcedGifts(view, clause))
  if (classes.has('offer')) out.push(...promises(view, clause, 'offer'))
  if (classes.has('visit') && out.length === 0) out.push(...visits(view, clause))
  if (/^(?:remain|stand|stay)$/.test(clause.lemma)) out.push(...readiness(view, clause))
  if (classes.has('agree') && clause.lemma === 'accept') out.push(...acceptances(view, clause))
  const agreedByAll = /^(?:agree|consent)/.test(clause.modal ?? '') && oneEach(agentsOf(view, clause)).length > 1
  const planned =
    clause.modal === 'be to' &&
    !isInfinitive(view, clause) &&
    !NO_DEED.test(clause.lemma) &&
    !/^(?:hold|play|meet|seek|convene|reconvene)$/.test(clause.lemma)
  if ((classes.has('act') || planned) && isComing(clause) && !agreedByAll && out.length === 0)
    out.push(...(oneEach(agentsOf(view, clause)).length > 1 ? [] : promises(view, clause, 'pledge')))
  if (out.length === 0) out.push(...jointSteps(view, clause))
  if (out.length === 0) out.push(...plannedMeetings(view, clause))
  if (out.length === 0) out.push(...saidTogether(view, clause))
  if (/^(?:declare|call|announce|order|observe|begin|start|reach|extend)$/.test(clause.lemma))
    out.push(...ceasefires(view, clause))
  if (/^(?:restore|establish|resume|open|normalize|normalise|upgrade|re-establish|reestablish)$/.test(clause.lemma))
    out.push(...restoredTies(view, clause))
  if (
    /^(?:issue|extend|convey|accept|deliver|renew|send|receive|offer|have|get|win|hold|repeat|bring|carry)$/.test(
      clause.lemma,
    )
  )
    out.push(...invitationNouns(view, clause))
  return out
}

function agreements(view: View, clause: Clause, stage: Stage): Draft[] {
  const { sentence } = clause
  // "are negotiating a pact": not reached yet.
  if (/^(?:negotiate|work out|hammer out)$/.test(clause.lemma) && sentence.tokens[clause.head]!.xpos === 'VBG')
    return []
  const tree = view.tree(sentence)
  const heads = clause.patients
    .map(({ token }) => token)
    .concat(
      /^(?:agree|come|arrive|put|assent)$/.test(clause.lemma)
        ? clause.obliques
            .filter(({ preposition }) => /^(?:to|on|upon|at)$/.test(preposition))
            .map(({ participant }) => participant.token)
        : [],
    )
  const isDeal = (token: number) => /^(?:agreement|ceasefire)$/.test(dealAt(view, sentence, token)?.form ?? '')
  // "concluded talks on a trade pact": the pact is what has been reached.
  const talked = /^(?:conclude|complete|finish|finalize|finalise|wrap up)$/.test(clause.lemma)
    ? heads
        .filter((token) => /^(?:talk|negotiation)$/.test(lemmaOf(tree.tokens[token]!)))
        .flatMap((token) => subtreeOf(tree, token))
    : []
  const noun = heads.find(isDeal) ?? talked.find(isDeal)
  if (noun === undefined) return []
  const row = dealAt(view, sentence, noun)!
  if (lemmaOf(tree.tokens[noun]!) === 'contract' && clause.agents.length === 0) return []
  const around = subtreeOf(tree, noun)
    .filter((at) => at > noun && /^(?:with|between|among|by)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at).filter(isParty))
  const named = [...agentsOf(view, clause), ...withWhom(view, clause), ...around]
  const parties =
    clause.voice === 'passive' && oneEach(named).length < 2 ? [...named, ...byWhom(view, clause)] : [...named]
  // "Chile's parliament ratified the treaty": with the other country of the article.
  const isKnown = /^(?:the|this)$/i.test(tree.tokens[subtreeOf(tree, noun)[0]!]!.form)
  if (oneEach(parties).length === 1 && isKnown && /^(?:ratify|approve|sign|implement)$/.test(clause.lemma))
    parties.push(...otherOfStory(view, oneEach(parties)))
  const own = oneEach(parties)
  if (own.length === 0 || (own.length < 2 && row.form !== 'ceasefire')) return []
  const coming = clause.tense === 'future' || isComing(clause) || isInfinitive(view, clause)
  const made = draft(
    view,
    clause,
    row.form as Form,
    coming && stage !== 'agreed' ? 'agreed' : stage,
    parties,
    `agreement/${stage}`,
    { noun, giver: '' },
  )
  // "signed a memorandum on fishing and another on mining": each is one.
  const more = heads.filter(
    (token) => token > noun && (isDeal(token) || /^(?:another|one|two|second|third)$/i.test(tree.tokens[token]!.form)),
  )
  if (more.length === 0 || !heads.includes(noun)) return [made]
  const aside = new Set(more.flatMap((token) => subtreeOf(tree, token)))
  return [noun, ...more].map((token) => {
    const phrase = subtreeOf(tree, token).filter((at) => at >= token && (token !== noun || !aside.has(at)))
    return {
      ...made,
      noun: token,
      form: (dealAt(view, sentence, token)?.form ?? row.form) as Form,
      matter: view.span(sentence, token, phrase.at(-1) ?? token),
    }
  })
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
  const noun = clause.patients.find(({ token }) => dealAt(view, clause.sentence, token)?.form === 'ceasefire')
  const parties = agentsOf(view, clause)
  return noun && parties.length > 0 && !view.lexicon.has('commitments', clause.lemma, 'verb')
    ? [draft(view, clause, 'ceasefire', 'agreed', parties, 'ceasefire', { noun: noun.token })]
    : []
}

/** "set up a working group", "formed a joint commission". */
function bodies(
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
    // Whoever agrees to differ agrees on nothing.
    .filter(
      (child) => tree.tokens[child]!.upos === 'VERB' && !/^(?:disagree|differ)$/.test(lemmaOf(tree.tokens[child]!)),
    )
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
        dealAt(view, sentence, token) === undefined &&
        !/^(?:visit|trip|tour)$/.test(lemmaOf(tree.tokens[token]!)) &&
        view.named(sentence, token) === null &&
        !view
          .times(sentence)
          .some((time) => time.start <= tree.tokens[token]!.start && tree.tokens[token]!.end <= time.end),
    )
  // "agreed on the creation of a joint commission"
  const founded = on
    .filter((token) => /^(?:creation|establishment|formation|founding|setting)$/.test(lemmaOf(tree.tokens[token]!)))
    .flatMap((token) => childrenBy(tree, token, 'nmod').filter((child) => prepositionOf(tree, child) === 'of'))
  const created = bodies(view, clause, both, founded)
  if (created.length > 0) return [...out, ...created]
  if (both.length > 1 && plain.length > 0) {
    const last = subtreeOf(tree, plain.at(-1)!).at(-1)!
    out.push({
      ...draft(view, clause, 'agreement', 'agreed', [...agents, ...others], 'agreed-to', {
        dueHeads: plain,
        giver: '',
      }),
      matter: view.span(sentence, plain[0]!, Math.max(last, plain[0]!)),
    })
  } else if (both.length > 1 && on.length > 0) out.push(...agreedOn(view, clause, both, on))
  else if (both.length === 1 && plain.length > 0 && /^(?:agree|consent)$/.test(clause.lemma))
    out.push(...promises(view, clause, 'pledge'))
  // "decided to lift its ban on Peruvian grapes"
  else if (
    both.length === 1 &&
    /^(?:decide|resolve)$/.test(clause.lemma) &&
    plain.some((at) => view.lexicon.has('commitments', lemmaOf(tree.tokens[at]!), 'gift'))
  )
    out.push(...promises(view, clause, 'pledge').filter(({ parties }) => parties.length === 2))
  return out
}

/** "agreed on joint patrols, a hotline and a fund for orphans": each is agreed, and the hotline is a joint body. */
function agreedOn(view: View, clause: Clause, both: readonly Entity[], on: readonly number[]): Draft[] {
  const { sentence } = clause
  const tree = view.tree(sentence)
  const items = [...new Set(on.flatMap((token) => conjunctsOf(tree, token)))].sort((a, b) => a - b)
  const made = draft(view, clause, 'agreement', 'agreed', [...both], 'agreed-on', { noun: items[0]!, giver: '' })
  if (items.length < 2) return [made]
  return items.flatMap((token) => {
    const body = bodies(view, clause, [...both], [token])
    const joined = new Set(items.filter((each) => each > token).flatMap((each) => subtreeOf(tree, each)))
    const phrase = subtreeOf(tree, token).filter((at) => !joined.has(at))
    const matter = view.span(sentence, phrase[0]!, phrase.at(-1)!)
    return (body.length > 0 ? body : [made]).map((each) => ({ ...each, noun: token, matter }))
  })
}

/** "recognised Kosovo", "recognised the independence of Kosovo". */
function recognitions(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const givers = agentsOf(view, clause)
  const given = clause.patients
    .filter(
      ({ token }) =>
        view.named(sentence, token) !== null ||
        /^(?:independence|annexation|state|statehood|government|republic|sovereignty)$/.test(
          lemmaOf(sentence.tokens[token]!),
        ),
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
