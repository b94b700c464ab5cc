import { type Entity, entityById, type GroundedText, mentionsIn, withHomes } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import type { CodedEvent, EventType, Status } from '../record.ts'
import { encodeTelling, encodeTrigger, type RelateModel } from '../relate/index.ts'
import { type Candidate, hasUnnamedActor, Matcher } from '../rules/match.ts'
import { Parties } from '../rules/parties.ts'
import type { RuleBook } from '../rules/rule.ts'
import { type Addressee, Addressees, type Unaddressed } from './addressees.ts'
import { type Chosen, choose, VERBAL } from './choose.ts'
import { type Act, type Composed, composed } from './compose.ts'
import { confidenceOf, isRecorded, signsOf } from './confidence.ts'
import { ContextReader, contextsFrom, contextsOfCode } from './contexts.ts'
import { type Dated, Dating, isHistorical } from './dating.ts'
import { isFeared, isLooming } from './foreseen.ts'
import { withoutHalves } from './halves.ts'
import { isOfBoth, learnedVoice } from './learned.ts'
import { mergeTellings, type Telling } from './merge.ts'
import { isMishap, isOfItsMishap, isOfMishap } from './mishap.ts'
import { areFit, isAmongFirms, isOfState, isPress } from './parties-fit.ts'
import { attributionOf, type Reality, realityOf } from './reality.ts'
import { goldsteinOf, hasMode, ROOT_CODE, scoreOf } from './scales.ts'
import { type Setting, Settings } from './setting.ts'
import { accusedOf, sidesOf } from './sides.ts'
import { isByThings, isNoDeed, isQuestion, isWithoutEvents } from './silence.ts'
import { withToldWay } from './ways.ts'
import { evidenceOf, guestOf, hostOf, placeOf, withoutKind } from './where.ts'

/** The clauses of each sentence, title first. */
export type ClausesBySentence = ReadonlyMap<Sentence, readonly Clause[]>

const readers = new WeakMap<RuleBook, ContextReader>()

/** The context reader of a rule book, built on first use. */
export function contextReaderOf(book: RuleBook): ContextReader {
  let reader = readers.get(book)
  if (!reader) readers.set(book, (reader = new ContextReader(book)))
  return reader
}

/**
 * The events of an article: rules matched on every clause, the learned model where none spoke, reality, date, place and contexts read from the words around, tellings of one happening
 * united. Cost: linear in the sentences; matching is linear in the clauses of each.
 */
export function codeEvents(
  grounded: GroundedText,
  clauses: ClausesBySentence,
  book: RuleBook,
  model: RelateModel,
): CodedEvent[] {
  const tellings = tellingsOf(grounded, clauses, book, model)
  for (const { event, sight } of tellings) event.confidence = confidenceOf(sight, model)
  return mergeTellings(
    tellings.filter(({ event }) => isRecorded(event)),
    new Map(withHomes(grounded).entities.map((entity) => [entity.id, entity])),
  )
}

/** Every event that rules and model see in an article, sentence by sentence, likely or not; their confidence is still to be filled in. */
export function tellingsOf(
  told: GroundedText,
  clauses: ClausesBySentence,
  book: RuleBook,
  model: RelateModel,
  watch?: WatchAddressees,
): Telling[] {
  // whoever acts is of some country
  const grounded = withHomes(told)
  const parties = new Parties(grounded)
  const addressees = new Addressees(grounded, parties, model.addressees)
  const dating = new Dating(grounded, clauses)
  const reader = contextReaderOf(book)
  const counts = new Map<Sentence, Map<string, number>>()
  const sentences = [...grounded.parsed.title, ...grounded.parsed.body]
  for (const sentence of sentences) counts.set(sentence, reader.count(sentence))
  const article = sum(sentences.map((sentence) => counts.get(sentence)!))
  const settings = new Settings(grounded, article)
  const paragraphs = new Map<string, Map<string, number>>()
  for (const sentence of sentences) {
    const key = paragraphKey(sentence)
    paragraphs.set(key, sum([paragraphs.get(key) ?? new Map(), counts.get(sentence)!]))
  }
  const mishap = isOfMishap(sentences)
  const tellings: Telling[] = []
  for (const sentence of sentences) {
    const own = clauses.get(sentence) ?? []
    if (own.length === 0 || isQuestion(sentence) || isWithoutEvents(counts.get(sentence)!, article, sentences.length))
      continue
    if (mentionsIn(grounded, sentence).length === 0 && !own.some(isOfBoth)) continue
    const paragraph = paragraphs.get(paragraphKey(sentence))!
    const matter = matterOf(counts.get(sentence)!)
    const voice = learnedVoice(model, book, parties, matter)
    for (const chosen of withoutHalves(choose(new Matcher(own, book, parties, { voice })), own, parties)) {
      const setting = settings.of(sentence, chosen.candidate.clause.head, counts.get(sentence)!)
      const telling = tell(
        chosen,
        own,
        { grounded, parties, dating, addressees, setting, mishap, watch },
        tellings.length,
      )
      if (!telling) continue
      addressees.note(telling.event, sentence)
      telling.event.contexts = contextsFrom(
        counts.get(sentence)!,
        paragraph,
        article,
        contextsOfCode(telling.event.cameo),
      )
      tellings.push(telling)
    }
  }
  return tellings
}

/** The matters without events that a sentence's words point to. */
export function matterOf(counts: ReadonlyMap<string, number>): string[] {
  return [...counts.keys()].filter((context) => context.startsWith('-'))
}

function paragraphKey(sentence: Sentence): string {
  return `${sentence.in ?? 'body'} ${sentence.paragraph}`
}

function sum(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>()
  for (const each of counts) for (const [context, count] of each) total.set(context, (total.get(context) ?? 0) + count)
  return total
}

/** What a candidate's words would be coded as: code and mode by rule, class row and content. */
export function actOf(candidate: Candidate): Act {
  const { rule, entry, content } = candidate
  const inner: Act | null = content?.candidate ? actOf(content.candidate) : null
  const byContent: Composed = composed(rule.event, inner)
  const cameo = rule.cameo === 'by-content' ? byContent.cameo || entry?.cameo : (rule.cameo ?? entry?.cameo)
  const mode =
    rule.mode ??
    (rule.cameo === 'by-content' && byContent.mode.length > 0 ? byContent.mode : entry?.mode ? [entry.mode] : [])
  return {
    type: rule.event,
    cameo: cameo || ROOT_CODE[rule.event],
    mode: mode.filter((each) => hasMode(rule.event, each)),
  }
}

const BECOMES_AGREE: ReadonlySet<EventType> = new Set(['CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'CONCEDE'])
const REFUSABLE: ReadonlySet<EventType> = new Set([
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'RETREAT',
  'CONCEDE',
  'AGREE',
])

/** What one article's events are read with. */
interface Desk {
  grounded: GroundedText
  parties: Parties
  dating: Dating
  addressees: Addressees
  setting: Setting
  /** The article is on an accident, a storm or the like. */
  mishap: boolean
  watch: WatchAddressees | undefined
}

/** Told of every act whose words leave a side open, and of who may be meant. For training. */
export type WatchAddressees = (act: Unaddressed, candidates: Addressee[]) => void

function tell(
  chosen: Chosen,
  clauses: readonly Clause[],
  { grounded, parties, dating, addressees, setting, mishap, watch }: Desk,
  order: number,
): Telling | null {
  const { candidate } = chosen
  const { clause, rule } = candidate
  if (isByThings(clause)) return null
  let act = actOf(candidate)
  if (isMishap(act.type, clause, clauses)) return null
  if (mishap && isOfItsMishap(act.type, clause)) return null
  if (isNoDeed(act.type, clause, clauses) || isLooming(act.type, clause, parties)) return null
  if (isFeared(act.type, clause, clauses, candidate.actors, parties)) return null
  const ownWords = rule.id.startsWith('learned/') ? [] : act.mode
  const told = realityOf(candidate, clauses)
  if (told === 'imagined') return null
  let reality: Exclude<Reality, 'imagined'> = told
  const dated = dating.of(clause, clauses)
  const attribution = attributionOf(clause, clauses)
  const claimants = attribution ? parties.of(clause.sentence, attribution.clause.agents, 'actor') : []
  const ownClaim = claimants.some((entity) =>
    candidate.actors.some((actor) => actor === entity || (actor.country !== null && actor.country === entity.country)),
  )
  let recipients = candidate.recipients
  let actors = candidate.actors
  let reciprocal = rule.reciprocal
  let converted = false
  const willNot =
    reality === 'negated' &&
    !attribution?.denied &&
    (clause.tense === 'future' || clause.modal === 'would' || clause.modal === 'be to')
  if (
    willNot &&
    REFUSABLE.has(act.type) &&
    (attribution === null || ownClaim) &&
    !clause.conditional &&
    actors.length > 0
  ) {
    act = { type: 'REJECT', ...composed('REJECT', act) }
    reality = 'actual'
    converted = true
  } else if (
    reality === 'future' &&
    ownClaim &&
    (act.type === 'CONCEDE' || (act.type === 'RETREAT' && act.mode.includes('withdraw')))
  ) {
    // "will pull out, its minister said": to announce it is the concession
    act = { type: 'CONCEDE', cameo: act.type === 'RETREAT' ? '087' : act.cameo, mode: [] }
    reality = 'actual'
    converted = true
  } else if (
    (reality === 'future' || (reality === 'actual' && isStillAhead(clause, dated, dating))) &&
    BECOMES_AGREE.has(act.type) &&
    actors.length > 0
  ) {
    act = { type: 'AGREE', ...composed('AGREE', act) }
    reality = 'actual'
    converted = true
  }
  // an offer to come is an offer; a threat of one's own is made by saying so
  if (reality === 'future' && (act.type === 'AGREE' || (act.type === 'THREATEN' && ownClaim))) {
    reality = 'actual'
    converted = true
  }
  if (attribution?.denied) reality = 'negated'
  if (
    (act.type === 'CONSULT' || act.type === 'AGREE' || act.type === 'COOPERATE') &&
    !reciprocal &&
    actors.length > 0 &&
    recipients.length === 0 &&
    new Set(actors.map((each) => each.country ?? each.code)).size > 1
  )
    reciprocal = true
  if (actors.length > 1 && isOfEachOther(clause)) {
    reciprocal = true
    recipients = []
  }
  if (isAmongThemselves(act.type, actors, recipients)) reciprocal = true
  if (reciprocal) {
    actors = [...new Set([...actors, ...recipients])]
    if (act.type === 'CONSULT') actors = withoutBare(actors)
    recipients = []
  }
  if (act.type === 'CONSULT' && (act.mode.length === 0 || act.mode[0] === 'visit')) {
    const sides = [...actors, ...recipients]
    const guest = guestOf(clause, grounded, sides)
    const host = guest
      ? sides.find(({ country }) => country !== guest)!.country
      : act.mode.length === 0
        ? hostOf(clause, clauses, grounded, sides)
        : null
    if (host) {
      act = { ...act, cameo: act.cameo === '040' ? '042' : act.cameo, mode: ['visit'] }
      recipients = [...actors, ...recipients].filter((entity) => entity.country === host)
      actors = [...actors, ...candidate.recipients].filter((entity) => entity.country !== host)
      reciprocal = false
    }
  }
  if (act.mode.length === 0 && candidate.modeOf) {
    const mode = candidate.modeOf(act.type)
    if (mode && hasMode(act.type, mode)) act = { ...act, mode: [mode] }
  }
  act = withToldWay(act, ownWords, clause, actors, recipients)
  ;({ actors, recipients } = sidesOf(act.type, clause, { actors, recipients, reciprocal }))
  // "ordered sixty Russians out": whoever is sent home in a sanction is a state's staff
  if (act.type === 'SANCTION' && act.mode.includes('expel'))
    recipients = recipients.map((each) =>
      each.kind === 'population'
        ? (grounded.entities.find(({ kind, country }) => kind === 'state' && country === each.country) ?? each)
        : each,
    )
  if (act.type === 'ACCUSE') recipients = accusedOf(clause, clauses, recipients, parties)
  const implied = { actor: 0, recipient: 0 }
  const missing = (side: Unaddressed['side'], others: readonly Entity[]) => {
    const { type, mode } = act
    const asked = { side, type, mode: mode[0] ?? null, rule: rule.id, clause, others, tellers: claimants }
    watch?.(asked, addressees.candidates(asked))
    const { parties: found, chance } = addressees.of(asked)
    if (found.length > 0) implied[side] = chance
    return found
  }
  if (actors.length === 0 && recipients.length === 0 && isOfBoth(clause)) {
    actors = addressees.pairOf({ type: act.type, clause })
    reciprocal = actors.length > 0
    implied.actor = Number(reciprocal)
  }
  if (actors.length === 0 && !reciprocal && act.mode.some((mode) => COURTLY.has(mode)))
    actors = placeOwners(clause, parties)
  // to name an attacker whom no words name would be an accusation of ours
  if (actors.length === 0 && !reciprocal && act.type !== 'ASSAULT') actors = missing('actor', recipients)
  if (recipients.length === 0 && !reciprocal) recipients = missing('recipient', actors)
  if (isAmongFirms(act.type, actors, recipients)) return null
  // "told AFP", "asked by reporters": the press hears it and is no party
  if (act.type === 'REQUEST' && [actors, recipients].some((list) => list.length > 0 && list.every(isPress))) return null
  if (!areFit(act, actors, recipients, hasUnnamedActor(clause))) return null
  const date = dated.longPast ? null : dated.date
  let status: Status = reality
  if (
    status === 'actual' &&
    (dated.longPast ||
      rule.status === 'historical' ||
      (date && dating.articleDate && isHistorical(dated.from ?? date, dating.articleDate)))
  )
    status = 'historical'
  // said, asked or agreed now, whatever the day it is for
  const ahead = date !== null && dating.articleDate !== null && date.start > dating.articleDate.end
  const said = attribution && ownClaim ? dating.of(attribution.clause, clauses) : null
  const spoken = said?.own && said.date ? { date: said.date, own: true } : { date: dating.storyDay, own: false }
  if (converted || (ahead && reality !== 'future' && reality !== 'hypothetical'))
    return telling(dated.own || ahead || spoken.own ? { ...dated, ...spoken } : dated)
  return telling(!dated.own && !dated.longPast && spoken.own && VERBAL.has(act.type) ? { ...dated, ...spoken } : dated)

  /** The word that heads the first mention in the sentence of these, or of a group they belong to ("the leaders"). */
  function wordOf(entities: readonly Entity[]): number | undefined {
    const ids = new Set(entities.map(({ id }) => id))
    const mentions = mentionsIn(grounded, clause.sentence)
    const own = mentions.find(({ entity }) => ids.has(entity))
    return (own ?? mentions.find(({ entity }) => entityById(grounded, entity).members?.some((id) => ids.has(id))))?.head
  }

  function telling(when: Dated): Telling {
    // a paper that passes on what another reports
    const claimant = claimants.find((entity) => !isPress(entity))
    const claim = attribution && claimant && !(converted && ownClaim) ? claimant.id : null
    return {
      dated: when.own,
      goesOn: when.from !== undefined && when.from.end !== when.date?.end,
      order,
      sight: {
        block: encodeTelling(encodeTrigger(clause, clauses, grounded.parsed.body), clause.sentence, [
          wordOf(actors),
          wordOf(recipients),
        ]),
        signs: signsOf({
          candidate,
          type: act.type,
          actors,
          recipients,
          reciprocal,
          status,
          claimed: claim !== null,
          implied,
          leadOf: ({ id }) => grounded.leads.get(id),
          setting,
          date: when.longPast ? null : (when.from ?? when.date),
          articleDate: dating.articleDate,
          dated: when.own,
        }),
      },
      event: {
        id: '',
        type: act.type,
        mode: act.mode,
        contexts: [],
        cameo: act.cameo,
        goldstein: goldsteinOf(act.cameo),
        score: scoreOf(act.type, act.mode),
        actors: [...new Set(actors.map((entity) => entity.id))],
        recipients: [...new Set(recipients.map((entity) => entity.id))],
        reciprocal,
        date: when.longPast ? null : when.date,
        place: withoutKind(placeOf(clause, clauses, grounded)),
        status,
        assertedBy: claim,
        confidence: 0,
        rule: rule.id,
        evidence: [evidenceOf(candidate, clauses, parties)],
      },
    }
  }
}

/** Those who talk, without a bare state beside its own minister. */
const withoutBare = (sides: readonly Entity[]): Entity[] =>
  sides.filter(
    (each) =>
      each.kind !== 'state' ||
      !sides.some((other) => other.kind === 'person' && other.country === each.country && isOfState(other)),
  )

/** Modes of courts and police, who act where they are. */
const COURTLY: ReadonlySet<string> = new Set(['convict', 'arrest'])

/** "had been sentenced in Norway", "was arrested in Hohhot": courts and police are those of the place. */
function placeOwners(clause: Clause, parties: Parties): Entity[] {
  const places = parties.placeOf(clause)
  return places.length === 1 ? places : []
}

/** "Egypt and Kazakhstan agreed to form a committee under their trade ministers": what two countries do together is done to neither. */
function isAmongThemselves(type: EventType, actors: readonly Entity[], recipients: readonly Entity[]): boolean {
  if (!/^(?:AGREE|SUPPORT|CONSULT|COOPERATE)$/.test(type) || recipients.length === 0) return false
  const homes = new Set(actors.map(({ country }) => country))
  return homes.size > 1 && !homes.has(null) && recipients.every(({ country }) => homes.has(country))
}

/** "The minister is due in Nairobi on Friday": told in the present with a day to come. */
function isStillAhead(clause: Clause, dated: Dated, { articleDate }: Dating): boolean {
  return (
    dated.own &&
    dated.date !== null &&
    articleDate !== null &&
    dated.date.start > articleDate.end &&
    clause.tense !== 'past'
  )
}

/** "expelled each other's envoys", "recognised one another". */
function isOfEachOther(clause: Clause): boolean {
  const { tokens } = clause.sentence
  return [...clause.patients, ...clause.obliques.map((each) => each.participant)].some(({ token }) =>
    tokens
      .slice(Math.max(0, token - 3), token + 2)
      .some(
        ({ form }, at, near) =>
          (form === 'each' && near[at + 1]?.form === 'other') || (form === 'one' && near[at + 1]?.form === 'another'),
      ),
  )
}
