import type { Clause } from '../clause.ts'
import { childrenBy, treeOf } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import {
  encodeTrigger,
  isAskable,
  Neighbours,
  type RelateModel,
  readTrigger,
  TRIGGER_INPUTS,
  TRIGGER_LABELS,
  type TriggerAnswer,
  viewTrigger,
  type WordVectors,
} from '../relate/index.ts'
import { classNamesOf } from '../rules/class-names.ts'
import { type Candidate, type LearnedVoice, Matcher } from '../rules/match.ts'
import type { Parties } from '../rules/parties.ts'
import type { Rule, RuleBook } from '../rules/rule.ts'
import { ROOT_CODE } from './scales.ts'
import { settled } from './settle.ts'

/** Where each type finds its parties; slots as in `rules/README.md`. */
const ROLES: { [type in EventType]: { actor: string; recipient: string } } = {
  AGREE: {
    actor: 'agent from',
    recipient: 'receiver patient with to content.recipient from object.owner between object.any content.any',
  },
  CONSULT: { actor: 'agent', recipient: 'patient with receiver between object.with object.owner object.any to in' },
  SUPPORT: {
    actor: 'agent from',
    recipient: 'patient receiver with to for behind of object.owner object.with object.any content.any',
  },
  CONCEDE: {
    actor: 'agent from',
    recipient: 'to receiver against for on from object.on object.against object.from object.for object.owner',
  },
  COOPERATE: {
    actor: 'agent',
    recipient: 'with to from object.with object.to object.from patient for object.owner object.any',
  },
  AID: {
    actor: 'agent from',
    recipient: 'receiver to for patient over into in object.owner object.any content.recipient content.any place',
  },
  RETREAT: {
    actor: 'agent by',
    recipient: 'from out-of to of object.from patient object.owner object.any in',
  },
  REQUEST: {
    actor: 'agent from by',
    recipient: 'patient receiver on to from content.actor of object.from object.owner object.any content.any',
  },
  ACCUSE: {
    actor: 'agent from by',
    recipient: 'patient receiver against on at with to of object.owner object.any over about content.actor content.any',
  },
  REJECT: {
    actor: 'agent by',
    recipient:
      'patient object.owner object.by object.from from content.recipient with to against object.any content.any',
  },
  THREATEN: {
    actor: 'agent from',
    recipient: 'patient receiver to against on content.recipient object.any content.any',
  },
  PROTEST: { actor: 'agent place in', recipient: 'against object.against patient at outside object.owner' },
  SANCTION: {
    actor: 'agent by',
    recipient: 'receiver on against patient with to from of object.owner object.any content.any',
  },
  MOBILIZE: { actor: 'agent object.owner patient', recipient: 'against towards toward near along off to' },
  COERCE: { actor: 'agent by', recipient: 'patient receiver object.any from against on to in place' },
  ASSAULT: { actor: 'agent by between', recipient: 'patient object.any on against with at in into place' },
}

/** Types whose actor may stay unknown. */
const FACELESS: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'SANCTION'])

/** Types whose noun is one act of all who are named with it. */
const MUTUAL: ReadonlySet<EventType> = new Set(['CONSULT', 'COOPERATE', 'AGREE', 'SUPPORT', 'ASSAULT'])

/** The rule under which a type is filled where no written rule speaks; `mode` is what the words tell of the way. */
export function learnedRule(type: EventType, mode: string | null = null): Rule {
  const name = `${type}/${mode}`
  let rule = learnedRules.get(name)
  if (!rule) learnedRules.set(name, (rule = Object.freeze(makeRule(type, mode))))
  return rule
}

const learnedRules = new Map<string, Rule>()

function makeRule(type: EventType, mode: string | null): Rule {
  return {
    id: `learned/${type.toLowerCase()}`,
    event: type,
    mode: mode ? [mode] : [],
    cameo: cameoOf(type, mode),
    why: 'No rule speaks of these words; the learned model takes them for such an event.',
    trigger: { class: [], lemmas: [] },
    where: {},
    roles: { actor: ROLES[type].actor.split(' '), recipient: ROLES[type].recipient.split(' ') },
    reciprocal: false,
    unless: [],
    keepsContent: false,
    rank: 0,
    specificity: 0,
    codes: [],
    ignores: [],
    limits: [],
  }
}

/** CAMEO codes of modes, where a mode has one. */
const CODES: { [mode: string]: string } = {
  'CONSULT/visit': '042',
  'CONSULT/phone': '041',
  'CONSULT/third-party': '045',
  'RETREAT/withdraw': '0874',
  'RETREAT/release': '0841',
  'RETREAT/disarm': '0873',
  'RETREAT/ceasefire': '0871',
  'RETREAT/access': '0863',
  'RETREAT/resign': '0831',
  'REQUEST/assist': '023',
  'REQUEST/change': '024',
  'REQUEST/yield': '025',
  'REQUEST/meet': '027',
  'ACCUSE/disapprove': '111',
  'ACCUSE/investigate': '090',
  'ACCUSE/allege': '112',
  'REJECT/assist': '122',
  'REJECT/change': '123',
  'REJECT/yield': '124',
  'REJECT/meet': '125',
  'THREATEN/restrict': '132',
  'THREATEN/relations': '1312',
  'THREATEN/arrest': '137',
  'THREATEN/violence': '138',
  'PROTEST/demo': '141',
  'PROTEST/riot': '145',
  'PROTEST/strike': '143',
  'PROTEST/hunger': '142',
  'PROTEST/obstruct': '144',
  'SANCTION/convict': '116',
  'SANCTION/expel': '166',
  'SANCTION/withdraw': '166',
  'SANCTION/discontinue': '162',
  'MOBILIZE/troops': '154',
  'MOBILIZE/weapons': '154',
  'MOBILIZE/police': '153',
  'MOBILIZE/militia': '155',
  'COERCE/seize': '171',
  'COERCE/restrict': '172',
  'COERCE/censor': '172',
  'COERCE/curfew': '1723',
  'COERCE/martial-law': '1724',
  'COERCE/arrest': '173',
  'COERCE/deport': '174',
  'COERCE/cyber': '176',
  'ASSAULT/abduct': '181',
  'ASSAULT/beat': '182',
  'ASSAULT/torture': '1822',
  'ASSAULT/sexual': '1821',
  'ASSAULT/targeted': '186',
  'ASSAULT/destroy': '1712',
  'ASSAULT/firearms': '193',
  'ASSAULT/explosives': '183',
  'ASSAULT/suicide-attack': '1831',
  'ASSAULT/aerial': '195',
  'ASSAULT/drone': '195',
  'ASSAULT/heavy-weapons': '194',
  'ASSAULT/crowd-control': '175',
  'ASSAULT/unconventional': '204',
}

const cameoOf = (type: EventType, mode: string | null): string => CODES[`${type}/${mode}`] ?? ROOT_CODE[type]

const neighbours = new WeakMap<RuleBook, Neighbours>()

/** The neighbours of a rule book's words, built on first use. */
export function neighboursOf(book: RuleBook, vectors: WordVectors): Neighbours {
  let found = neighbours.get(book)
  if (!found) neighbours.set(book, (found = new Neighbours(book, vectors)))
  return found
}

/** How sure the model must be of what is told of one side only by a noun ("the massacre of students", "the miners' strike"), or of violence of which nobody is told ("a bomb went off"). */
const SURE = 0.6

/** And of what two sides do whom the story has told. */
const SURE_OF_BOTH = 0.4

/** Whether a learned candidate has the parties its type needs: an actor, or for violence and constraint anyone at all. Where the model is less sure, a noun without a verb to carry it needs both sides. */
export function isFilled({ rule, clause, actors, recipients }: Candidate, chance: number): boolean {
  const faceless = FACELESS.has(rule.event)
  const sure = chance >= (isOfBoth(clause) ? SURE_OF_BOTH : SURE)
  const told = actors.length > 0 || (faceless && recipients.length > 0)
  if (clause.kind !== 'noun' || clause.light !== undefined) return told || sure
  if (sure || (actors.length > 0 && recipients.length > 0)) return true
  return MUTUAL.has(rule.event) && new Set(actors.map((each) => each.country ?? each.code)).size > 1
}

/** True when the actors alone are of several countries and the other side is only a place they are at. */
function isAmongThemselves({ actors, recipients, recipientTokens, clause }: Candidate): boolean {
  const sides = new Set(actors.map((each) => each.country ?? each.code))
  const places = clause.obliques.filter(({ preposition }) => preposition === 'in' || preposition === 'to')
  return (
    sides.size > 1 &&
    recipients.length > 0 &&
    recipientTokens.every((token) => places.some(({ participant }) => participant.token === token))
  )
}

/** How likely a mode must be to be named. */
const SURE_MODE = 0.5

/**
 * How sure the trigger model must be for an event to be looked at at all; whether it is recorded is for its confidence to say (`confidence.ts`). Half of these find one event more in a hundred
 * on stories left out, but in real news, judged, two in five recorded events were then of no rule, and a quarter of those right (November 2026).
 */
const FLOORS = {
  /** Between two countries. */
  two: 0.25,
  /** On one side only, for types that need an addressee. */
  alone: 0.35,
  /** Within a country, or of types that need no addressee. */
  home: 0.25,
  /** Nobody known as actor. */
  faceless: 0.35,
  /** Of a noun or adjective. */
  noun: 0.25,
}

/** A rule gives way when the model allows its type less than `under`, and is this sure of another type or of none; `idle`: of none where words of sport, markets, weather or the arts stand by. */
const OVERRULED = { under: 0.1, other: 0.85, none: 0.98, idle: 0.6 }

/** Types that mean little without an addressee: alone, the model must be surer. */
const TWO_SIDED: ReadonlySet<EventType> = new Set([
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
])

function floorOf({ rule, clause, actors, recipients }: Candidate): number {
  const home = new Set(actors.map((each) => each.country ?? each.code))
  const foreign = home.size > 1 || recipients.some((each) => !home.has(each.country ?? each.code))
  const floor =
    actors.length === 0
      ? FLOORS.faceless
      : foreign
        ? FLOORS.two
        : TWO_SIDED.has(rule.event)
          ? FLOORS.alone
          : FLOORS.home
  return clause.kind === 'verb' ? floor : Math.max(floor, FLOORS.noun)
}

/** Where the network's inputs are written; each question reads them before the next. */
const INPUT = new Int8Array(TRIGGER_INPUTS)

/**
 * The voice of the trigger model in one sentence: for a predicate no rule speaks of, a candidate under `learned/TYPE`, or null. Whoever reads the event sees
 * that no rule of ours vouches for it. A rule that the model is all but sure is wrong is overruled.
 */
export function learnedVoice(
  model: RelateModel,
  book: RuleBook,
  parties: Parties,
  matter: readonly string[],
): LearnedVoice {
  const names = classNamesOf(book)
  const near = neighboursOf(book, model.vectors)
  const filled = (clause: Clause, matcher: Matcher, answer: TriggerAnswer, best: number): Candidate | null => {
    const type = TRIGGER_LABELS[best] as EventType
    const told = answer.modeOf(type)
    const slots = matcher.fit(learnedRule(type, told.chance >= SURE_MODE ? told.mode : null), clause)
    const candidate = slots && settled(slots, matcher.clauses, parties, names, model)
    if (!candidate || !isFilled(candidate, answer.chances[best]!)) return null
    // who meet in a third place do not visit it
    if (type === 'CONSULT' && isAmongThemselves(candidate)) candidate.recipients = []
    return { ...candidate, chance: answer.chances[best]!, heard: heardOf(answer.chances, type) }
  }
  return (clause: Clause, matcher: Matcher, rule: Candidate | null) => {
    const by = rule && settled(rule, matcher.clauses, parties, names, model)
    // a rule without the parties it needs has said nothing yet
    const ruled = by && matcher.lacking(by) === null ? by : null
    // "his Kenyan counterpart": somebody, not something done
    const somebody = clause.kind === 'noun' && parties.headedAt(clause.sentence, clause.head).length > 0
    if (!isAskable(clause) || somebody) return ruled
    // where nobody is named no candidate can be filled, and a third of all clauses are so
    if (!ruled && !namesSomebody(clause, parties)) return null
    const answer = readTrigger(
      viewTrigger(clause, matcher.clauses, parties, names, near, matter),
      model.triggers,
      () => encodeTrigger(clause, matcher.clauses, parties.grounded.parsed.body, INPUT),
      ruled ? 0 : FLOORS.two,
    )
    if (!answer) return null
    const { chances } = answer
    let best = 1
    for (let k = 2; k < chances.length; k++) if (chances[k]! > chances[best]!) best = k
    if (ruled) {
      ruled.heard = heardOf(chances, ruled.rule.event)
      ruled.modeOf = (type) => {
        const told = answer.modeOf(type)
        return told.chance >= SURE_MODE ? told.mode : null
      }
      const own = chances[TRIGGER_LABELS.indexOf(ruled.rule.event)]! + (isOpen(clause) ? chances[1]! : 0)
      if (own >= OVERRULED.under) return ruled
      if (chances[0]! >= (matter.length > 0 ? OVERRULED.idle : OVERRULED.none)) return null
      if (chances[best]! < OVERRULED.other) return ruled
      return filled(clause, matcher, answer, best) ?? ruled
    }
    if (chances[best]! < FLOORS.two) return null
    const candidate = filled(clause, matcher, answer, best)
    return candidate && chances[best]! >= floorOf(candidate) ? candidate : null
  }
}

const BETWEEN_TWO =
  /^(?:talks?|negotiations?|meetings?|consultations?|sessions?|rounds?|dialogue|summit|agreements?|accords?|pacts?|deals?|treat(?:y|ies)|truces?|ceasefires?|cease-fires?|armistice|peace|fighting|clash(?:es)?|battles?|skirmish(?:es)?|gunfights?|hostilities)$/i

/** "The talks resumed", "a truce was signed": words of what two sides do, where the story has told which two. */
export function isOfBoth(clause: Clause): boolean {
  const { tokens } = clause.sentence
  const heads =
    clause.kind === 'noun' ? [clause.head] : clause.voice === 'passive' ? clause.patients.map(({ token }) => token) : []
  return heads.some((head) => BETWEEN_TWO.test(tokens[head]!.form))
}

/** True when somebody known takes part in a clause, or stands with what takes part ("an attack by *rebels* was"), or its words go on in another clause. */
function namesSomebody(clause: Clause, parties: Parties): boolean {
  if (clause.complements.length > 0 || clause.light !== undefined || isOfBoth(clause)) return true
  const tree = treeOf(clause.sentence)
  const slots = [clause.agents, clause.patients, clause.receivers, clause.obliques.map((each) => each.participant)]
  return slots.some((slot) =>
    slot.some(
      (each) =>
        parties.one(clause.sentence, each, 'recipient').length > 0 ||
        parties.one(clause.sentence, each, 'actor').length > 0 ||
        childrenBy(tree, each.token, 'nmod', 'nmod:poss', 'amod', 'compound').length > 0,
    ),
  )
}

function heardOf(chances: Float64Array, type: EventType): { own: number; other: number; none: number } {
  const at = TRIGGER_LABELS.indexOf(type)
  let other = 0
  for (let k = 1; k < chances.length; k++) if (k !== at) other = Math.max(other, chances[k]!)
  return { own: chances[at]!, other, none: chances[0]! }
}

const isOpen = (clause: Clause): boolean => clause.tense === 'future' || clause.modal !== null

/** What the model takes the predicates of a sentence for, likeliest first: those it gives an event more than one chance in twenty. For explanations. */
export function guessesOf(
  clauses: readonly Clause[],
  model: RelateModel,
  book: RuleBook,
  parties: Parties,
  matter: readonly string[],
): { clause: Clause; type: EventType; chance: number; lacks: string | null }[] {
  const names = classNamesOf(book)
  const near = neighboursOf(book, model.vectors)
  const matcher = new Matcher(clauses, book, parties)
  return clauses
    .filter(isAskable)
    .map((clause) => {
      const { chances } = readTrigger(viewTrigger(clause, clauses, parties, names, near, matter), model.triggers, () =>
        encodeTrigger(clause, clauses, parties.grounded.parsed.body),
      )
      let best = 1
      for (let k = 2; k < chances.length; k++) if (chances[k]! > chances[best]!) best = k
      const type = TRIGGER_LABELS[best] as EventType
      const candidate = matcher.fit(learnedRule(type), clause)
      const lacks = !candidate || !isFilled(candidate, chances[best]!) ? 'nobody found who does it' : null
      return { clause, type, chance: Math.round(chances[best]! * 100) / 100, lacks }
    })
    .filter(({ chance }) => chance >= 0.05)
    .sort((a, b) => b.chance - a.chance || a.clause.index - b.clause.index)
}
