import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { overlaps } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf, type Tree } from '../clauses/tree.ts'
import type { CodedEvent } from '../record.ts'
import {
  agentsOf,
  classesOf,
  type Draft,
  dealAt,
  draft,
  infinitives,
  isComing,
  isOthersHope,
  isParty,
  isReported,
  NO_DEED,
  namedSides,
} from './commitment-drafts.ts'
import { isJointBody } from './commitment-nouns.ts'
import type { Form, Stage } from './commitment-tellings.ts'
import { governing, isTold } from './tie-drafts.ts'
import { isIndefinite, isUnreal } from './told-deals.ts'
import { lemmaOf, oneEach, standing, subjectsOf, type View } from './view.ts'

/**
 * What a sentence commits to in which no predicate was found to bind anybody: a pact signed or reached by nobody named, what was decided by nobody named,
 * what a side's forces will do, and whatever was coded as an event of agreeing.
 */
export function silentDeals(view: View, sentence: Sentence, events: readonly CodedEvent[]): Draft[] {
  // Whoever agrees to differ agrees on nothing.
  if (sentence.in || sentence.tokens.some((token) => /^(?:differ|disagree)$/.test(lemmaOf(token)))) return []
  if (!SPEAKS.test(view.words(sentence))) return agreedByEvents(view, sentence, events)
  for (const clause of view.clauses(sentence)) {
    if (clause.kind !== 'verb' || view.quoted(sentence.tokens[clause.head]!)) continue
    const found = [...reachedByNobody(view, clause), ...decidedByNobody(view, clause), ...ownForces(view, clause)]
    if (found.length > 0) return found
  }
  const told = agreedByEvents(view, sentence, events)
  return told.length > 0 ? told : [...namedOnly(view, sentence), ...deeds(view, sentence)].slice(0, 1)
}

/** "With an accord on water in his pocket", "a treaty of friendship crowned it": a deal that a sentence brings up, whatever it says of it. */
function namedOnly(view: View, sentence: Sentence): Draft[] {
  const tree = view.tree(sentence)
  return sentence.tokens.flatMap((token, at) => {
    if (token.upos !== 'NOUN' || token.deprel === 'compound' || view.quoted(token)) return []
    const row = dealAt(view, sentence, at)
    const isBody = view.lexicon.has('commitments', lemmaOf(token), 'body') && isJointBody(tree, at) && !isHome(tree, at)
    if (!/^(?:agreement|ceasefire)$/.test(row?.form ?? '') && !isBody) return []
    const clause = governing(view, sentence, at)
    if (!clause || !isTold(view, clause) || isUnreal(tree, at)) return []
    if (!isIndefinite(tree, at) || WANTS.test(clause.lemma) || isOfOne(view, clause, at)) return []
    const parties = nearby(view, sentence)
    const form = (isBody ? 'working-group' : row!.form) as Form
    return parties.length > 1 ? [draft(view, clause, form, 'agreed', parties, 'named', { noun: at, giver: '' })] : []
  })
}

/**
 * "British companies signed contracts", "a company that has a contract": what somebody who is no state signs or has is not the states'; nor is, told in passing, what
 * one of them signed with whom nobody says ("hours after Putin signed a treaty").
 */
function isOfOne(view: View, clause: Clause, at: number): boolean {
  if (clause.voice !== 'active' || !clause.patients.some(({ token }) => token === at)) return false
  const isDone = classesOf(view, clause).has('verb')
  if (clause.agents.length === 0 || !(isDone || /^(?:have|get|win|land|hold)$/.test(clause.lemma))) return false
  const doers = oneEach(agentsOf(view, clause)).filter(canBind)
  return doers.length === 0 || (isDone && doers.length === 1 && clause.parent?.relation === 'advcl')
}

/** The two of the article, or in one of more countries those that the sentence or the one before it names. */
function nearby(view: View, sentence: Sentence): Entity[] {
  if (view.isTwoSided) return namedSides(view, sentence)
  for (const each of [sentence, view.body[sentence.index - 1]]) {
    if (!each) continue
    const named = oneEach(
      view
        .mentions(each)
        .filter(({ form }) => form !== 'place')
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter((entity) => entity.country !== null && canBind(entity)),
    )
    if (named.length > 1) return named.length < 5 ? named : []
  }
  return []
}

/** "Kenya will keep the port open": what one of the two sides, or both, will do. */
function deeds(view: View, sentence: Sentence): Draft[] {
  return view.clauses(sentence).flatMap((clause) => {
    if (clause.kind !== 'verb' || view.quoted(sentence.tokens[clause.head]!)) return []
    if (
      !isComing(clause) ||
      clause.negated ||
      clause.conditional ||
      NO_DEED.test(clause.lemma) ||
      STAYS.test(clause.lemma)
    )
      return []
    if (view.lexicon.has('commitments', clause.lemma, 'hostile') || isOthersHope(view, clause)) return []
    const doers = oneEach(agentsOf(view, clause)).filter(canBind)
    const isOfStory = doers.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
    if (doers.length === 0 || doers.length > 4 || (view.isTwoSided && !isOfStory)) return []
    if (!isOfStory && !view.lexicon.has('commitments', clause.lemma, 'act', 'gift')) return []
    return [
      draft(view, clause, doers.length > 1 ? 'agreement' : 'pledge', 'agreed', doers, 'deed', {
        giver: doers.length > 1 ? '' : standing(doers[0]!),
      }),
    ]
  })
}

/** A sentence without any such word looks ahead to nothing and names no deal. */
const SPEAKS =
  /\b(?:will|would|shall|(?:is|are|was|were) to|intends?|plan\w*|expected|due|scheduled|set|decided|agreed|agree\w*|accords?|treat(?:y|ies)|pacts?|deals?|protocols?|memorand\w+|conventions?|truces?|cease-?fires?|armistice|commissions?|committees?|groups?|councils?|panels?|hotline|documents?|timetable|settle\w*|compromise|communiqu\w+|declarations?|charter|contracts?|understandings?|arrangements?|bargain|program\w*|schedule|roadmap|formula|solution|text|framework|initiative)\b|['’]ll\b/i

const REACHED: { [lemma: string]: Stage } = {
  sign: 'signed',
  initial: 'signed',
  conclude: 'signed',
  ratify: 'ratified',
  reach: 'agreed',
  find: 'agreed',
  strike: 'agreed',
  agree: 'agreed',
  declare: 'agreed',
  proclaim: 'agreed',
  announce: 'agreed',
  approve: 'agreed',
  adopt: 'agreed',
  draft: 'agreed',
  finalize: 'agreed',
  finalise: 'agreed',
  follow: 'agreed',
  emerge: 'agreed',
  result: 'agreed',
}

const OFFICIALS =
  /^(?:negotiator|official|delegation|delegate|diplomat|expert|minister|envoy|team|side|talk|meeting|summit|visit|negotiation|party|mediator|round|conference|official|ambassador|they|it|capital|neighbou?r|government)$/

/** "A protocol on fishing was signed", "negotiators reached a compromise on gas": between the two of whom the article tells. */
function reachedByNobody(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  const stage = REACHED[clause.lemma]
  if (!stage || !view.isTwoSided || !isTold(view, clause)) return []
  const tree = view.tree(sentence)
  const doers = subjectsOf(clause).filter(({ token }) => token !== head)
  const isNobody =
    clause.voice === 'passive' ||
    /^(?:follow|emerge|result)$/.test(clause.lemma) ||
    (doers.length > 0 && doers.every(({ token }) => OFFICIALS.test(lemmaOf(tree.tokens[token]!))))
  if (!isNobody || agentsOf(view, clause).length > 0) return []
  const noun = [...clause.patients, ...(/^(?:follow|emerge|result)$/.test(clause.lemma) ? doers : [])]
    .map(({ token }) => token)
    .find(
      (at) =>
        /^(?:agreement|ceasefire)$/.test(dealAt(view, sentence, at)?.form ?? '') ||
        PLAN.test(lemmaOf(tree.tokens[at]!)),
    )
  if (noun === undefined) return []
  const isNew = childrenBy(tree, noun, 'det', 'nummod').every((at) =>
    /^(?:an?|another|two|three|four|five|several|many|seven|nine|ten|one|\d+)$/i.test(tree.tokens[at]!.form),
  )
  if (!isNew || childrenBy(tree, noun, 'nmod:poss').length > 0) return []
  const parties = namedSides(view, sentence)
  const form = (dealAt(view, sentence, noun)?.form ?? 'agreement') as Form
  return parties.length === 2 ? [draft(view, clause, form, stage, parties, 'reached', { noun, giver: '' })] : []
}

const PLAN =
  /^(?:timetable|plan|programme|program|schedule|roadmap|formula|document|settlement|solution|compromise|text)$/

/** "It was decided to reopen the railway". */
function decidedByNobody(view: View, clause: Clause): Draft[] {
  if (!/^(?:agree|decide|settle)$/.test(clause.lemma) || clause.voice !== 'passive' || !view.isTwoSided) return []
  const tree = view.tree(clause.sentence)
  const isIt = childrenBy(tree, clause.head, 'expl', 'nsubj', 'nsubj:pass').some((at) =>
    /^it$/i.test(tree.tokens[at]!.form),
  )
  const content = childrenBy(tree, clause.head, 'xcomp', 'ccomp', 'csubj', 'csubj:pass').find((at) => at > clause.head)
  const parties = isIt && content !== undefined && isTold(view, clause) ? namedSides(view, clause.sentence) : []
  return parties.length === 2
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'decided', { giver: '', dueHeads: [content!] })]
    : []
}

const FORCES =
  /^(?:troop|soldier|army|force|government|country|navy|guard|garrison|unit|border|embassy|police|contingent|ministry|nation|warship|side)$/
const LEAVES =
  /^(?:leave|withdraw|return|pull out|pull back|go home|open|reopen|pay|release|free|lift|end|stop|halt|remove|dismantle|recogni[sz]e|support|send|give|provide|lend|buy|close|ease|restore|resume|come home|be out|depart|stay out)$/

/** "Nairobi said the troops would leave by Christmas": of the teller's own forces, by the teller's word. */
function ownForces(view: View, clause: Clause): Draft[] {
  if (!isComing(clause) || clause.negated || clause.conditional || !isReported(view, clause)) return []
  if (!LEAVES.test(clause.lemma) || agentsOf(view, clause).length > 0) return []
  const { sentence } = clause
  const isOwn = clause.agents.some(({ token }) => FORCES.test(lemmaOf(sentence.tokens[token]!)))
  const above = clause.parent ? view.clauses(sentence)[clause.parent.clause] : undefined
  const tellers = isOwn && above ? oneEach(agentsOf(view, above)).filter(canBind) : []
  return tellers.length === 1
    ? [draft(view, clause, 'pledge', 'offered', tellers, 'own-forces', { giver: tellers[0]!.code })]
    : []
}

const canBind = ({ kind, sectors }: Entity) => kind === 'state' || sectors.includes('GOV')

/** A sentence that an event of agreeing was coded in: mutual it is an agreement, else what one side yields to the other. */
function agreedByEvents(view: View, sentence: Sentence, events: readonly CodedEvent[]): Draft[] {
  const [event] = events.filter(
    ({ type, status, evidence }) =>
      type === 'AGREE' &&
      /^(?:actual|historical)$/.test(status) &&
      evidence.some((span) => span.in === undefined && overlaps(span, sentence)),
  )
  if (!event) return []
  const verbs = view.clauses(sentence).filter(
    (each) =>
      each.kind === 'verb' &&
      !NO_PACT.test(each.lemma) &&
      each.tense !== 'future' &&
      !each.negated &&
      each.modal === null &&
      event.evidence.some((span) => {
        const { start } = sentence.tokens[each.head]!
        return span.start <= start && start < span.end
      }),
  )
  const clause = verbs.find(({ lemma }) => lemma === 'invite') ?? verbs[0]
  if (!clause || view.quoted(sentence.tokens[clause.head]!)) return []
  const [actors, recipients] = [event.actors, event.recipients].map((ids) =>
    oneEach(ids.flatMap((id) => view.members(view.entity(id))).filter(isParty)),
  )
  const all = oneEach([...actors!, ...recipients!])
  if (all.length < 2 || all.length > 5) return []
  const isMutual = event.reciprocal || recipients!.length === 0
  // What two propose together a third has yet to agree to.
  if (isMutual && /^(?:propose|offer|suggest)$/.test(clause.lemma)) return []
  // "Invited Singh once more to Islamabad"; to be invited to invest is no invitation to come.
  const isToCome =
    clause.lemma === 'invite' &&
    !isMutual &&
    clause.obliques.some(({ preposition }) => preposition === 'to') &&
    infinitives(view, clause).every((at) =>
      /^(?:visit|come|attend|see|review|meet|speak|discuss|hold)$/.test(lemmaOf(sentence.tokens[at]!)),
    )
  if (isToCome)
    return [
      draft(view, clause, 'invitation', 'offered', [...actors!, ...recipients!], 'invite', {
        giver: actors!.map(({ code }) => code).join(' '),
      }),
    ]
  return [
    draft(view, clause, isMutual ? 'agreement' : 'pledge', 'agreed', all, 'event', {
      giver: isMutual ? '' : actors!.map(({ code }) => code).join(' '),
    }),
  ]
}

/** Verbs that bind only by what follows them, which was looked at; and those of approval. */
const NO_PACT =
  /^(?:undertake|agree|accept|promise|support|back|welcome|approve|thank|praise|hail|endorse|say|tell|urge|want|see|come|go|arrive|travel|fly|head|land|make)$/

/** What is only wanted, talked of or read is no deal yet. */
const WANTS =
  /^(?:support|hope|expect|anticipate|foresee|predict|mean|signify|talk|hold|negotiate|plan|want|propose|urge|seek|demand|discuss|consider|study|show|oppose|reject|need|require|lack|await|prepare|draft|explore|suggest|favou?r|debate|break|violate|breach|dismiss|denounce|criticize|criticise)$/

/** What goes on as it was is no deed. */
const STAYS = /^(?:stay|remain|last|keep|maintain|retain|continue|undertake)$/

/** "a national commission", "the government's committee": of one side alone. */
const isHome = (tree: Tree, at: number) =>
  subtreeOf(tree, at).some(
    (each) =>
      each < at &&
      /^(?:government|parliamentary|state|national|federal|electoral|election|independent|police|royal|presidential)$/i.test(
        tree.tokens[each]!.form,
      ),
  )
