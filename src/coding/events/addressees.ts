import { type Entity, entityById, type GroundedText, type Mention, membersOf, stateNamed } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { baseRelation, prepositionOf, treeOf } from '../clauses/tree.ts'
import type { CodedEvent, EventType } from '../record.ts'
import { softmax, sumOf, Traits, type TraitTable } from '../relate/index.ts'
import type { Parties } from '../rules/parties.ts'
import { isOfState } from './parties-fit.ts'

/** An act whose words name nobody on one side: nobody it is done to, or nobody who does it. */
export interface Unaddressed {
  side: 'actor' | 'recipient'
  type: EventType
  mode: string | null
  rule: string
  clause: Clause
  /** Who is on the other side. */
  others: readonly Entity[]
  /** Who tells of it. */
  tellers: readonly Entity[]
}

/** Whom an act may be done to, or who may have done it, with the signs for and against as hashes of `Traits`. `key` is a country or the code of a body; null: nobody. */
export interface Addressee {
  key: string | null
  signs: Int32Array
}

/** An event already told, as far as it tells of who deals with whom. */
type Told = Pick<CodedEvent, 'type' | 'actors' | 'recipients' | 'reciprocal' | 'status'>

/** A party's mention in reading order, title first. */
interface Trace {
  key: string
  entity: Entity
  order: number
  token: number
  how: 'state' | 'body' | 'place' | 'person' | 'people'
  part: 'subject' | 'object' | 'owner' | 'in' | 'with' | 'other'
}

/** A country or body of the article, by everything that names it, in reading order. */
interface Known {
  traces: Trace[]
  inTitle: boolean
}

/** The last event between two parties. */
interface Dealing {
  how: 'met' | 'we did' | 'they did'
  type: EventType
  order: number
  /** Place among all events told. */
  at: number
}

/**
 * Whom acts are done to where their own words do not say ("the army opened fire", "Canberra offered help", "Gulen condemned the coup"), and who did them ("the monks were
 * picked up at night"): the other side's own country, another of the article's, or nobody. Signs are weighed by a conditional logit, learned from stories whose readers noted whom each event concerns (`train/relate`).
 * One an article; a question costs time linear in the countries and bodies that the article names, whatever was told before.
 */
export class Addressees {
  readonly #grounded: GroundedText
  readonly #parties: Parties
  readonly #weights: TraitTable
  readonly #known = new Map<string, Known>()
  readonly #titles: number
  readonly #told: Told[] = []
  /** Sentence of each of them. */
  readonly #orders: number[] = []
  /** The last event that one party did to another ("RUS>UKR") or that both did ("RUS=UKR"). */
  readonly #dealings = new Map<string, Omit<Dealing, 'how'>>()

  constructor(grounded: GroundedText, parties: Parties, weights: TraitTable) {
    this.#grounded = grounded
    this.#parties = parties
    this.#weights = weights
    this.#titles = grounded.parsed.title.length
    for (const mention of grounded.mentions)
      for (const entity of membersOf(grounded, entityById(grounded, mention.entity))) this.#note(mention, entity)
  }

  #note(mention: Mention, entity: Entity): void {
    const key = partyKeyOf(entity)
    // "(AFP)" of a dateline: the press tells of the deed
    if (key === null || /^(MED|JRN)$/.test(entity.sectors[0] ?? '')) return
    let known = this.#known.get(key)
    if (!known) this.#known.set(key, (known = { traces: [], inTitle: false }))
    const title = mention.in === 'title'
    if (title) known.inTitle = true
    const sentence = (title ? this.#grounded.parsed.title : this.#grounded.parsed.body)[mention.sentence]!
    known.traces.push({
      key,
      entity,
      order: this.#orderOf(sentence),
      token: mention.head,
      how: howOf(mention, entity),
      part: partOf(sentence, mention.head),
    })
  }

  #orderOf(sentence: Sentence): number {
    return sentence.in === 'title' ? sentence.index : this.#titles + sentence.index
  }

  /** Remembers an event, for the questions that come after it. */
  note(event: Told, sentence: Sentence): void {
    const last = { type: event.type, order: this.#orderOf(sentence), at: this.#told.push(event) }
    this.#orders.push(last.order)
    const actors = new Set(this.#keysOf(event.actors))
    for (const actor of actors) {
      for (const other of actors) this.#dealings.set(`${actor}=${other}`, last)
      for (const other of this.#keysOf(event.recipients)) this.#dealings.set(`${actor}>${other}`, last)
    }
  }

  #keysOf(ids: readonly string[]): (string | null)[] {
    return ids.map((id) => partyKeyOf(entityById(this.#grounded, id)))
  }

  /** Everyone who may be on an act's empty side, last nobody. */
  candidates(act: Unaddressed): Addressee[] {
    const { clause, type, others: given, side } = act
    const order = this.#orderOf(clause.sentence)
    const homes = new Set(given.map(partyKeyOf))
    const asked = side === 'actor' ? 'doer ' : ''
    const about = aboutOf(act)
    const place = new Set(this.#parties.placeOf(clause).map(partyKeyOf))
    const dateline = this.#grounded.dateline?.country ?? null
    const inReach = [...this.#known].map(([key, known]) => ({
      key,
      known,
      last: nearest(known.traces, order, clause.head),
    }))
    const foreign = inReach.filter(({ key }) => !homes.has(key))
    const latest = foreign.reduce<(typeof foreign)[number] | null>(
      (best, each) => (each.last && (!best?.last || isLater(each.last, best.last)) ? each : best),
      null,
    )
    const most = foreign.reduce((top, { known }) => Math.max(top, known.traces.length), 0)
    const others = foreign.filter(({ last }) => last).length
    const candidates: Addressee[] = []
    const signs = new Traits()
    const company = `others ${Math.min(3, others)}`
    for (const { key, known, last } of inReach) {
      const home = homes.has(key)
      const kind = `${asked}${home ? 'home ' : key.length > 3 ? 'body ' : 'away '}`
      signs.clear()
      for (const each of about) signs.add(kind, each)
      const add = (sign: string, more = '') => signs.addBoth(type, kind, sign, more)
      if (place.has(key)) add('place')
      if (key === dateline) add('dateline')
      if (known.inTitle) add('title')
      add(company)
      if (last) {
        const far = Math.min(3, order - last.order)
        const where = far > 0 ? `${far} back` : last.token < clause.head ? 'before' : 'after'
        add('last ', where)
        signs.add(kind, 'last ', where, ' ', last.part)
        signs.add(kind, 'last ', where, ' ', last.how)
      } else add('only later')
      if (!home) {
        if (latest?.key === key) add('latest')
        if (known.traces.length === most) add('most')
        const paired = this.#pairing(homes, key)
        if (paired) {
          const far = order - paired.order
          add(paired.how, far === 0 ? ' here' : far === 1 ? ' one back' : ' further back')
          signs.add(asked, 'away ', paired.how, paired.type, '|', type)
        }
      }
      const dealing = this.#dealing(key)
      if (dealing) add(dealing)
      candidates.push({ key, signs: signs.hashes() })
    }
    signs.clear()
    for (const each of about) signs.add(asked, 'nobody ', each)
    signs.add(asked, 'nobody ', company)
    candidates.push({ key: null, signs: signs.hashes() })
    return candidates
  }

  /** The last event between the known side's country and another: who did it. */
  #pairing(homes: ReadonlySet<string | null>, key: string): Dealing | null {
    let last: Dealing | null = null
    const look = (how: Dealing['how'], name: string) => {
      const found = this.#dealings.get(name)
      if (found && (!last || found.at > last.at)) last = { ...found, how }
    }
    for (const home of homes) {
      look('met', `${home}=${key}`)
      look('we did', `${home}>${key}`)
      look('they did', `${key}>${home}`)
    }
    return last
  }

  /** What a party was in the last event of anybody. */
  #dealing(key: string): string | null {
    const last = this.#told.at(-1)
    if (!last) return null
    return this.#keysOf(last.actors).includes(key)
      ? 'did the last'
      : this.#keysOf(last.recipients).includes(key)
        ? 'suffered the last'
        : null
  }

  /** "Condemned the attack" of which the lines before told: the words are for whoever did it. */
  #doersOf({ side, type, clause, others }: Unaddressed): readonly string[] {
    if (type !== 'ACCUSE' || side === 'actor') return []
    const { tokens } = clause.sentence
    const deed = clause.patients.some(
      ({ token }) =>
        DEED.test(tokens[token]!.form) && /^(the|this|that|these|those)$/i.test(tokens[token - 1]?.form ?? ''),
    )
    if (!deed) return []
    const speakers = new Set(others.map(partyKeyOf))
    const done = this.#told
      .slice(-6)
      .findLast(
        (event) =>
          HOSTILE.has(event.type) &&
          event.status === 'actual' &&
          event.actors.length > 0 &&
          !event.reciprocal &&
          this.#keysOf(event.actors).every((key) => !speakers.has(key)),
      )
    return done?.actors ?? []
  }

  /** The parties on an act's empty side and how likely they are: none where it is likelier that nobody can tell. */
  of(act: Unaddressed): { parties: Entity[]; chance: number } {
    const doers = this.#doersOf(act)
    if (doers.length > 0) return { parties: doers.map((id) => entityById(this.#grounded, id)), chance: 1 }
    const candidates = this.candidates(act)
    const chances = softmax(Float64Array.from(candidates, ({ signs }) => sumOf(this.#weights, signs)))
    const best = chances.indexOf(Math.max(...chances))
    const { key } = candidates[best]!
    const chance = chances[best]!
    const entity = key === null || chance < LIKELY ? null : this.#entityFor(key, act)
    return { parties: entity ? [entity] : [], chance }
  }

  /**
   * "The talks went on", "the accord was signed at night": the two sides of the last event between two that such words may go on telling of, up to three sentences back. Empty where there is none.
   */
  pairOf({ type, clause }: Pick<Unaddressed, 'type' | 'clause'>): Entity[] {
    const kin = PARLEY.has(type) ? PARLEY : type === 'ASSAULT' ? FIGHTS : null
    if (!kin) return []
    const order = this.#orderOf(clause.sentence)
    for (let at = this.#told.length - 1; at >= 0 && order - this.#orders[at]! <= PAIR_REACH; at--) {
      const { type: told, actors, recipients } = this.#told[at]!
      if (!kin.has(told)) continue
      const sides = new Map<string, Entity>()
      for (const id of [...actors, ...recipients]) {
        const entity = entityById(this.#grounded, id)
        const key = partyKeyOf(entity) ?? ''
        // two sides of one country are told apart by what they are
        const side = `${key} ${actors.includes(id) && recipients.length > 0 ? 'by' : entity.code}`
        if (key !== '' && !sides.has(side)) sides.set(side, entity)
      }
      if (sides.size === 2) return [...sides.values()]
    }
    return []
  }

  /** Of the own country of state actors the people without a name spoken of last, if lately; else the state itself, else whoever of it was named last and does not tell of it ("police said a bomb had gone off"). */
  #entityFor(key: string, { side, clause, others, tellers }: Unaddressed): Entity | null {
    const { traces: all } = this.#known.get(key)!
    const traces = all.filter(({ entity }) => !others.includes(entity) && !tellers.includes(entity))
    // what a state does at home it does to its people, and where no words stand for them, to nobody
    const isOwn = side === 'recipient' && others.some((each) => partyKeyOf(each) === key)
    if (isOwn && others.every(isOfState)) {
      const order = this.#orderOf(clause.sentence)
      const people = traces.findLast(
        (trace) => isCrowd(trace.entity) && trace.order <= order && order - trace.order <= PEOPLE_REACH,
      )
      if (people) return people.entity
      if (clause.patients.length === 0 && clause.receivers.length === 0) return null
    }
    return stateNamed(this.#grounded, key) ?? traces.at(-1)?.entity ?? null
  }
}

const DEED =
  /^(attacks?|raids?|invasion|incursion|strikes?|bombing|shelling|killings?|assault|aggression|tests?|launch|move|act|action|expulsion|arrests?|embargo|sanctions|ban|blockade|deployment|annexation|seizure)$/i

const HOSTILE: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'MOBILIZE', 'SANCTION'])

/** Types of which talks, accords and their breaking off consist, and of fighting. */
const PARLEY: ReadonlySet<EventType> = new Set([
  'CONSULT',
  'AGREE',
  'SUPPORT',
  'COOPERATE',
  'REJECT',
  'RETREAT',
  'CONCEDE',
])
const FIGHTS: ReadonlySet<EventType> = new Set(['ASSAULT', 'MOBILIZE'])

const PAIR_REACH = 3

/** How many sentences back the people are looked for to whom a state does something at home. */
const PEOPLE_REACH = 3

/** People without a name: "protesters", "villagers". */
const isCrowd = (entity: Entity): boolean =>
  !isOfState(entity) && (entity.kind === 'population' || entity.kind === 'group') && entity.lexicon === undefined

/** How likely a party must be to be named. */
const LIKELY = 0.5

/** A country, or the code of a body of states; null for all others. */
export const partyKeyOf = (entity: Entity): string | null =>
  entity.country ?? (/^(IGO|NGO|IMG)/.test(entity.code) && entity.code.length > 3 ? entity.code : null)

const isLater = (one: Trace, other: Trace) =>
  one.order > other.order || (one.order === other.order && one.token > other.token)

/** The last trace before a word or, where its sentence has none before it, the first behind it; the one before that sentence where it has none at all. Found by halving. */
function nearest(traces: readonly Trace[], order: number, token: number): Trace | undefined {
  let [from, to] = [0, traces.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (traces[middle]!.order < order) from = middle + 1
    else to = middle
  }
  let last = traces[from - 1]
  for (let at = from; traces[at]?.order === order; at++) {
    if (traces[at]!.token > token && last?.order === order) break
    last = traces[at]
  }
  return last
}

function howOf(mention: Mention, entity: Entity): Trace['how'] {
  if (mention.form === 'place') return 'place'
  if (entity.kind === 'state') return 'state'
  if (entity.country === null) return 'body'
  return entity.kind === 'person' ? 'person' : 'people'
}

function partOf(sentence: Sentence, head: number): Trace['part'] {
  const tree = treeOf(sentence)
  const { deprel } = tree.tokens[head]!
  const base = baseRelation(deprel)
  if (base === 'nsubj') return 'subject'
  if (base === 'obj' || base === 'iobj') return 'object'
  if (deprel === 'nmod:poss' || base === 'amod' || base === 'compound') return 'owner'
  if (base !== 'obl' && base !== 'nmod') return 'other'
  const preposition = prepositionOf(tree, head)
  return /^(in|at|near|across|inside|outside|around)$/.test(preposition)
    ? 'in'
    : /^(with|to|against|for|from|by|between)$/.test(preposition)
      ? 'with'
      : 'other'
}

/** What the act's own words are like: the same for every candidate. */
function aboutOf({ type, mode, rule, clause, others }: Unaddressed): string[] {
  const tree = treeOf(clause.sentence)
  const about = [type, `rule ${rule}`, `by ${clause.lemma}`, `${clause.kind} ${clause.voice}`]
  if (mode) about.push(`${type}/${mode}`)
  const other = others[0]
  const sector = other === undefined ? 'unknown' : (other.sectors[0] ?? other.kind)
  about.push(`from ${sector}`, `from ${sector} · ${type}`)
  const [patient] = clause.patients
  if (!patient) about.push('no object', `no object · ${type}`)
  else {
    const { token } = patient
    const { lemma, upos } = tree.tokens[token]!
    const determiner = tree.children[token]!.find((child) => /^(det|nmod:poss)$/.test(tree.tokens[child]!.deprel))
    const form = determiner === undefined ? upos : tree.tokens[determiner]!.lemma.toLowerCase()
    about.push(`object ${lemma.toLowerCase()}`, `object with ${form}`, `object with ${form} · ${type}`)
  }
  for (const { preposition } of clause.obliques) about.push(`phrase ${preposition}`, `phrase ${preposition} · ${type}`)
  for (const { relation } of clause.complements) about.push(`clause ${relation} · ${type}`)
  return about
}
