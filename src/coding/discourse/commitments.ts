import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, conjunctsOf, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { CodedEvent, Statement } from '../record.ts'
import { acceptances } from './acceptances.ts'
import { announcedGifts, assurances } from './announced-gifts.ts'
import { comingDeeds } from './coming-deeds.ts'
import { comingStay, dueIn } from './coming-stays.ts'
import {
  actorsAt,
  agentsOf,
  classesOf,
  type Draft,
  dealAt,
  draft,
  infinitives,
  isComing,
  isInfinitive,
  isOthersHope,
  isReported,
  isToldAtHome,
  NO_DEED,
  withWhom,
} from './commitment-drafts.ts'
import { meetingBodies, nounCommitments } from './commitment-nouns.ts'
import { outcomes } from './commitment-outcomes.ts'
import { commitmentPhrases } from './commitment-phrases.ts'
import { type Found, finish, merge, type Stage } from './commitment-tellings.ts'
import { givenWord } from './given-word.ts'
import { bodies, bodiesWithin } from './joint-bodies.ts'
import { jointSteps } from './joint-steps.ts'
import { pactIdioms, silenced } from './pact-idioms.ts'
import { promisedTo, promises } from './promises.ts'
import { readiness } from './readiness.ts'
import { recognitions, restoredTies } from './recognitions.ts'
import { agreements } from './signed-deals.ts'
import { silentDeals } from './silent-deals.ts'
import { spokenPromises } from './spoken-promises.ts'
import { toldDeals } from './told-deals.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'
import { agreedVisits, invitationNouns, invitations, plannedMeetings, visits } from './visits.ts'
import { voicedPledges } from './voiced-pledges.ts'

/**
 * What parties have bound themselves to: agreements, joint bodies, invitations, coming visits, offers, pledges, ceasefires, recognitions. Each is told
 * by a predicate of the writer's own words; denied, merely possible and conditional ones are none. Several tellings are one. Ids are given by the caller.
 */
export function codeCommitments(
  view: View,
  events: readonly CodedEvent[],
  statements: readonly Omit<Statement, 'id'>[],
): Found[] {
  const drafts = view.sentences.flatMap((sentence) => {
    const found = view.clauses(sentence).flatMap((clause) => ofClause(view, clause))
    const told = found.filter((each) => !isDropped(view, each, found))
    const all = [
      ...told,
      ...bodiesWithin(view, sentence, told),
      ...toldDeals(view, sentence, told),
      ...(told.some(({ form }) => form === 'visit') ? [] : dueIn(view, sentence)),
    ]
    return all.length > 0 ? all : silentDeals(view, sentence, events)
  })
  const all = [...drafts, ...spokenPromises(view)]
  return merge(view, [...all, ...voicedPledges(view, statements, all)]).map((group) => finish(view, group, events))
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

/** "pledged $12 million a year", "has dangled aid": a word of promising by whoever can give it, though nobody is named to whom. */
function bareWord(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const row = phrasalLemmas(sentence, head, clause.lemma)
    .flatMap((lemma) => view.lexicon.rows('commitments', lemma))
    .find((each) => each.class === 'promise' || (each.class === 'offer' && clause.lemma !== 'propose'))
  if (!row || clause.voice !== 'active' || isToldAtHome(clause)) return []
  const given = [...clause.patients.map(({ token }) => token), ...infinitives(view, clause)].filter((at) => at > head)
  if (given.length === 0) return []
  if (
    given.some((at) =>
      subtreeOf(view.tree(sentence), at).some((each) =>
        view.lexicon.has('commitments', lemmaOf(sentence.tokens[each]!), 'hostile'),
      ),
    )
  )
    return []
  const givers = oneEach(agentsOf(view, clause)).filter(
    ({ kind, sectors, code }) => kind === 'state' || sectors.includes('GOV') || code.startsWith('IGO'),
  )
  return givers.length > 0 && givers.length < 5
    ? [draft(view, clause, row.form as 'pledge', 'offered', givers, 'bare-word', { dueHeads: [head, ...given] })]
    : []
}

/** What one predicate of the writer's own words commits to. */
function ofClause(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (clause.kind === 'copula' && !view.quoted(sentence.tokens[clause.head]!))
    return [...readiness(view, clause), ...comingStay(view, clause)]
  if (clause.kind !== 'verb' || (view.quoted(sentence.tokens[clause.head]!) && !sentence.in)) return []
  const ended = underRefusal(view, clause) ? [] : outcomes(view, clause)
  if (ended.length > 0) return ended
  if (/^(?:must|have to)$/.test(clause.modal ?? '') && !clause.negated && !clause.conditional) {
    const meeting = meetingBodies(view, clause)
    return meeting.length > 0 ? meeting : comingDeeds(view, clause)
  }
  if (clause.negated && !clause.conditional) return neitherSide(view, clause)
  if (
    clause.negated ||
    clause.conditional ||
    !BINDING.test(clause.modal ?? 'will') ||
    (clause.modal === 'would' && !isReported(view, clause))
  )
    return []
  if (underRefusal(view, clause) || isOthersHope(view, clause)) return []
  const own = draftsOf(view, clause)
  const all = [...own, ...nounCommitments(view, clause, own)]
  return all.length > 0
    ? all
    : [...bareWord(view, clause), ...commitmentPhrases(view, clause), ...comingDeeds(view, clause)].slice(0, 1)
}

const JOINTLY =
  /^(?:cooperate|co-operate|collaborate|coordinate|exchange|conduct|resume|reopen|restore|launch|open|build|sign|ratify|establish|create|form|set up|share|withdraw|pull back|release|implement|carry out|patrol|draft|draw|negotiate|combat|police|protect|develop|explore|exploit|connect|link|abolish|scrap|lift|lower|reduce|ease|simplify|extend|renew|train|pool|guard|swap|demarcate|demilitari[sz]e|double|hold|organi[sz]e|celebrate)$/

/** "The two presidents said they would ask for a vote": what both sides of the article say they will do, both are bound to. */
function saidTogether(view: View, clause: Clause): Draft[] {
  if (clause.voice !== 'active' || NO_DEED.test(clause.lemma)) return []
  if (!(clause.tense === 'future' || /^(?:would|be to|intend|plan)(?: to)?$/.test(clause.modal ?? ''))) return []
  // Told by the writer alone, only of what two can do by common will.
  const isOwn = clause.modal !== 'would' && clause.parent?.relation !== 'advcl' && JOINTLY.test(clause.lemma)
  if (!isReported(view, clause) && !isOwn) return []
  const both = oneEach(agentsOf(view, clause))
  const ofStory = both.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  if (both.length !== 2 || !ofStory) return []
  return [draft(view, clause, 'agreement', 'agreed', both, 'said-together', { giver: '' })]
}

/** "Neither side shall join an alliance against the other": what both will not do. */
function neitherSide(view: View, clause: Clause): Draft[] {
  const tree = view.tree(clause.sentence)
  const isNeither = childrenBy(tree, clause.head, 'nsubj').some((at) =>
    [at, ...childrenBy(tree, at, 'det', 'cc:preconj', 'advmod')].some((each) =>
      /^neither$/i.test(tree.tokens[each]!.form),
    ),
  )
  const both = oneEach(agentsOf(view, clause))
  const isBinding = /^(?:will|shall|be to)$/.test(clause.modal ?? '') || clause.tense === 'future'
  return isNeither && isBinding && both.length === 2 && !NO_DEED.test(clause.lemma)
    ? [draft(view, clause, 'agreement', 'agreed', both, 'neither-side', { giver: '' })]
    : []
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
  const { sentence } = clause
  const classes = classesOf(view, clause)
  const out: Draft[] = []
  const verb = classes.get('verb')
  if (verb) out.push(...agreements(view, clause, verb.stage as Stage))
  if (classes.has('found')) out.push(...bodies(view, clause))
  if (classes.has('agree')) {
    const truce = silenced(view, clause)
    out.push(...(truce.length > 0 ? truce : agreed(view, clause)), ...agreedVisits(view, clause))
  }
  // "was asked to come to Lima in July"
  const isAskedIn =
    clause.lemma === 'ask' &&
    infinitives(view, clause).some((at) => /^(?:come|visit|attend|travel|fly)$/.test(lemmaOf(sentence.tokens[at]!)))
  if (classes.has('invite') || isAskedIn) out.push(...invitations(view, clause))
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
  else if (classes.has('promise')) out.push(...promises(view, clause, 'pledge'), ...promisedTo(view, clause, 'pledge'))
  if (classes.has('gift-news')) out.push(...announcedGifts(view, clause))
  if (classes.has('offer')) out.push(...promises(view, clause, 'offer'), ...promisedTo(view, clause, 'offer'))
  if (classes.has('visit') && out.length === 0) out.push(...visits(view, clause))
  if (/^(?:remain|stand|stay)$/.test(clause.lemma) || (clause.lemma === 'prepare' && clause.voice === 'passive'))
    out.push(...readiness(view, clause))
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
  const said = out.length === 0 ? givenWord(view, clause) : []
  out.push(...said, ...(out.length === 0 && said.length === 0 ? pactIdioms(view, clause) : []))
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

function ceasefires(view: View, clause: Clause): Draft[] {
  const noun = clause.patients.find(({ token }) => dealAt(view, clause.sentence, token)?.form === 'ceasefire')
  const parties = agentsOf(view, clause)
  return noun && parties.length > 0 && !view.lexicon.has('commitments', clause.lemma, 'verb')
    ? [draft(view, clause, 'ceasefire', 'agreed', parties, 'ceasefire', { noun: noun.token })]
    : []
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
    // "agreed to lift duties and to build a bridge": each is agreed.
    for (const [index, action] of plain.entries()) {
      const aside = new Set(plain.slice(index + 1).flatMap((each) => subtreeOf(tree, each)))
      const last = subtreeOf(tree, action).findLast((at) => !aside.has(at)) ?? action
      out.push({
        ...draft(view, clause, 'agreement', 'agreed', [...agents, ...others], 'agreed-to', {
          dueHeads: [action],
          giver: '',
        }),
        ...(plain.length > 1 && { noun: action }),
        matter: view.span(sentence, action, Math.max(last, action)),
      })
    }
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
  if (items.length < 2) {
    const body = bodies(view, clause, [...both], items)
    return body.length > 0 ? body : [made]
  }
  return items.flatMap((token) => {
    const body = bodies(view, clause, [...both], [token])
    const joined = new Set(items.filter((each) => each > token).flatMap((each) => subtreeOf(tree, each)))
    const phrase = subtreeOf(tree, token).filter((at) => !joined.has(at))
    const matter = view.span(sentence, phrase[0]!, phrase.at(-1)!)
    return (body.length > 0 ? body : [made]).map((each) => ({ ...each, noun: token, matter }))
  })
}
