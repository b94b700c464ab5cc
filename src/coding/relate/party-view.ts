import { type Entity, entityById, type Mention, membersOf, mentionsIn } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { prepositionOf, type Tree } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import type { ClassNames } from '../rules/class-names.ts'
import type { Parties } from '../rules/parties.ts'
import type { PartyPlace } from './encoded-party.ts'
import { Traits } from './traits.ts'
import { kindOf } from './trigger-view.ts'

/** What a mention may be in an event. The order is that of the model's columns. */
export const PARTY_ROLES = ['none', 'actor', 'recipient'] as const

/** What the party model is asked about: an event's word, its type, and whom the slots of its rule name. */
export interface PartyQuestion {
  clause: Clause
  type: EventType
  actors: readonly Entity[]
  recipients: readonly Entity[]
  learned: boolean
}

/** A mention that may take part, with those it stands for and the traits the model reads. */
export interface PartyView {
  mention: Mention
  members: readonly Entity[]
  /** Hashes, as `Traits` has them. */
  traits: Int32Array
  place: PartyPlace
}

/** What makes two entities one party: their country, else their code. */
export const keyOfParty = (entity: Entity): string => entity.country ?? `${entity.code}:${entity.name}`

/** Told of each mention that may take part: its traits are the first `count` of an array that is lent until the next. */
export type SeeParty = (
  mention: Mention,
  members: readonly Entity[],
  traits: Int32Array,
  count: number,
  place: PartyPlace,
) => void

/** The views of `seeParties`, in arrays of their own. */
export function viewParties(
  question: PartyQuestion,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
): PartyView[] {
  const views: PartyView[] = []
  seeParties(question, clauses, parties, names, (mention, members, traits, count, place) => {
    views.push({ mention, members, traits: traits.slice(0, count), place })
  })
  return views
}

/**
 * One view a mention of the sentence: where it stands by the clauses, the tree and the words, what it names, and whether the rule's slots chose it. Linear in
 * mentions × depth of the tree; `traits` is emptied and filled for each.
 */
export function seeParties(
  question: PartyQuestion,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
  see: SeeParty,
  traits: Traits = SCRATCH,
): void {
  const { clause, type, actors, recipients, learned } = question
  const { sentence } = clause
  const standing = standingIn(parties, sentence)
  if (standing.length === 0) return
  const tree = parties.tree(sentence)
  const pos = clause.kind === 'verb' ? 'verb' : clause.kind === 'noun' ? 'noun' : 'adj'
  const classes = names.of(pos, clause.lemma)
  const slots = slotsOf(clause, clauses)
  const places = placesIn(clauses)
  const actorKeys = actors.map(keyOfParty)
  const recipientKeys = recipients.map(keyOfParty)
  const all = String(Math.min(new Set(standing.map(({ key }) => key)).size, 5))
  const keys = new Set<string>()
  for (const { mention, members, key, kind } of standing) {
    traits.clear()
    const { head, form } = mention
    traits.addBoth(type, 'b')
    traits.addBoth(type, 'F:', form)
    traits.addBoth(type, 'K:', kind)
    if (members.length > 1) traits.addBoth(type, 'group')
    const acts = members.some((each) => actors.includes(each))
    const takes = members.some((each) => recipients.includes(each))
    const role = acts ? (takes ? 'AR' : 'A') : takes ? 'R' : '0'
    traits.addBoth(type, 'R:', role)
    traits.addBoth(type, 'RL:', role, learned ? 'l' : 'r')
    traits.add('RN:', role, '|', actors.length > 0 ? 'a' : '', recipients.length > 0 ? 'r' : '')
    if (role === '0') {
      if (members.some((each) => actorKeys.includes(keyOfParty(each)))) traits.addBoth(type, 'sameA')
      else if (members.some((each) => recipientKeys.includes(keyOfParty(each)))) traits.addBoth(type, 'sameR')
      else traits.addBoth(type, 'other')
    }
    const place = placeInSlots(tree, head, slots, clause.head)
    traits.add('S:', place, '|R:', role)
    traits.addBoth(type, 'S:', place)
    traits.addBoth(type, 'SF:', place, '|', form)
    traits.add('SL:', place, '|', clause.lemma)
    for (const name of classes) traits.add('SC:', place, '|', name)
    traits.add('SV:', place, '|', clause.kind[0], clause.voice[0], clause.light === undefined ? '' : 'l')
    const path = pathBetween(tree, head, clause.head)
    traits.addBoth(type, 'P:', path)
    traits.add('PR:', path, '|', role)
    const preposition = prepositionOf(tree, head)
    traits.addBoth(type, 'C:', preposition)
    traits.add('CL:', preposition, '|', clause.lemma)
    traits.add('CR:', preposition, '|', role)
    const { deprel, head: above } = tree.tokens[head]!
    traits.addBoth(type, 'D:', deprel)
    if (above >= 0 && above !== clause.head) traits.add('G:', deprel, '|', tree.tokens[above]!.lemma.toLowerCase())
    const side = head < clause.head ? '<' : '>'
    const distance = Math.abs(head - clause.head)
    const reach = distance < 3 ? 'near' : distance < 8 ? 'mid' : 'far'
    traits.addBoth(type, 'O:', side, reach)
    traits.add('OR:', side, reach, '|', role, `|${form}`)
    traits.addBoth(type, 'N:', String(Math.min(keys.size, 4)), side)
    const { relation, lemma } = placeElsewhere(tree, head, clause, clauses, places)
    traits.addBoth(type, 'E:', relation)
    traits.add('EL:', relation, '|', lemma)
    traits.add('ER:', relation, '|', role, place === 'x' ? '|x' : '|s')
    traits.add('W-:', tree.tokens[mention.from - 1]?.form.toLowerCase() ?? '^')
    traits.add('W+:', tree.tokens[mention.to]?.form.toLowerCase() ?? '$')
    if (keys.has(key)) traits.add('again')
    keys.add(key)
    traits.add('many:', all)
    if (all === '1') traits.add('alone|', type)
    see(mention, members, traits.lent, traits.size, {
      predicate: clause.head,
      mention: head,
      type,
      role,
      form,
      group: members.length > 1,
      hasActor: actors.length > 0,
      hasRecipient: recipients.length > 0,
      learned,
    })
  }
}

const SCRATCH = new Traits()

/** A mention that may take part in the events of its sentence, whatever the event. */
interface Standing {
  mention: Mention
  members: readonly Entity[]
  /** Whom it stands for, by `keyOfParty`. */
  key: string
  kind: string
}

const standings = new WeakMap<Parties, Map<Sentence, Standing[]>>()

/** Looked up once a sentence, since every event of it asks. */
function standingIn(parties: Parties, sentence: Sentence): Standing[] {
  let bySentence = standings.get(parties)
  if (!bySentence) standings.set(parties, (bySentence = new Map()))
  let found = bySentence.get(sentence)
  if (!found) bySentence.set(sentence, (found = findStanding(parties, sentence)))
  return found
}

function findStanding(parties: Parties, sentence: Sentence): Standing[] {
  const all = mentionsIn(parties.grounded, sentence).map((mention): Standing => {
    const members = membersOf(parties.grounded, entityById(parties.grounded, mention.entity))
    return {
      mention,
      members,
      key: members.map(keyOfParty).join('+'),
      kind: members.length > 0 ? kindOf(members[0]!) : '',
    }
  })
  // "Russian" of "the Russian president": the president stands for both
  const isCovered = ({ mention, key }: Standing) =>
    mention.form === 'modifier' &&
    all.some(
      (other) =>
        other.mention !== mention &&
        other.mention.from <= mention.from &&
        mention.to <= other.mention.to &&
        other.key === key,
    )
  return all.filter((each) => each.members.length > 0 && !isCovered(each))
}

/** Slots of a clause and of the light verb that carries it, by token. */
function slotsOf(clause: Clause, clauses: readonly Clause[]): Map<number, string> {
  const slots = new Map<number, string>()
  const put = (name: string, list: readonly Participant[]) => {
    for (const { token, via } of list)
      if (!slots.has(token))
        slots.set(token, via === 'syntax' || via === 'coordination' || via === 'light' ? name : `${name}.${via}`)
  }
  const fill = (each: Clause, mark: string) => {
    put(`${mark}a`, each.agents)
    put(`${mark}p`, each.patients)
    put(`${mark}r`, each.receivers)
    for (const { preposition, participant } of each.obliques) put(`${mark}o:${preposition}`, [participant])
  }
  fill(clause, '')
  if (clause.light !== undefined) fill(clauses[clause.light]!, 'l')
  return slots
}

/** "a" for the agent itself, "p>nmod:of" for what is inside the patient's of-phrase, "x" for what is in no slot. */
function placeInSlots(tree: Tree, head: number, slots: ReadonlyMap<number, string>, trigger: number): string {
  let inner = ''
  for (let at = head, steps = 0; at >= 0 && steps < 5; at = tree.tokens[at]!.head, steps++) {
    const slot = at === trigger ? (slots.get(at) ?? '^') : slots.get(at)
    if (slot !== undefined) return slot + inner
    inner = `>${stepOf(tree, at)}${inner}`
  }
  return 'x'
}

function stepOf(tree: Tree, index: number): string {
  const base = tree.relations[index]!
  return base === 'nmod' || base === 'obl'
    ? `${tree.tokens[index]!.deprel === 'nmod:poss' ? 'poss' : base}:${prepositionOf(tree, index)}`
    : base
}

/** Relations up from a mention to where its path meets the trigger's, then down to the trigger. */
function pathBetween(tree: Tree, from: number, to: number): string {
  const up: number[] = []
  for (let at = from; at >= 0 && up.length < 12; at = tree.tokens[at]!.head) up.push(at)
  const down: number[] = []
  for (let at = to; at >= 0 && down.length < 12; at = tree.tokens[at]!.head) down.push(at)
  let rise = 0
  let fall = -1
  for (; rise < up.length; rise++) if ((fall = down.indexOf(up[rise]!)) >= 0) break
  if (fall < 0) return 'far'
  if (rise + fall > 6) return `long${rise > 3 ? '^' : ''}${fall > 3 ? 'v' : ''}`
  let path = ''
  for (let i = 0; i < rise; i++) path += `${i > 0 ? ' ' : ''}${tree.relations[up[i]!]!}^`
  for (let i = fall - 1; i >= 0; i--) path += `${path === '' ? '' : ' '}${tree.relations[down[i]!]!}v`
  return path
}

/** The slots of verbs and copulas of a sentence by token, in the order of their clauses. */
type Places = ReadonlyMap<number, readonly { clause: Clause; slot: string }[]>

const placesByClauses = new WeakMap<readonly Clause[], Places>()

function placesIn(clauses: readonly Clause[]): Places {
  const known = placesByClauses.get(clauses)
  if (known) return known
  const places = new Map<number, { clause: Clause; slot: string }[]>()
  const put = (clause: Clause, token: number, slot: string) => {
    const list = places.get(token)
    if (!list) places.set(token, [{ clause, slot }])
    else if (list.at(-1)!.clause !== clause) list.push({ clause, slot })
  }
  for (const clause of clauses) {
    if (clause.kind === 'noun') continue
    for (const { token } of clause.agents) put(clause, token, 'a')
    for (const { token } of clause.patients) put(clause, token, 'p')
    for (const { token } of clause.receivers) put(clause, token, 'r')
    for (const { preposition, participant } of clause.obliques) put(clause, participant.token, preposition)
  }
  placesByClauses.set(clauses, places)
  return places
}

/** In which slot of which other clause a mention stands, and how that clause lies to the trigger's. */
function placeElsewhere(
  tree: Tree,
  head: number,
  clause: Clause,
  clauses: readonly Clause[],
  places: Places,
): { relation: string; lemma: string } {
  for (let at = head, steps = 0; at >= 0 && steps < 5; at = tree.tokens[at]!.head, steps++) {
    for (const { clause: other, slot } of places.get(at) ?? []) {
      if (other === clause || other.index === clause.light || slot === '') continue
      return { relation: `${lying(other, clause, clauses)}.${slot}${steps > 0 ? '-' : ''}`, lemma: other.lemma }
    }
  }
  return { relation: '0', lemma: '' }
}

/** "up:ccomp" for a clause above, "down" for one below, "by" for one beside. */
function lying(other: Clause, clause: Clause, clauses: readonly Clause[]): string {
  let at = clause
  for (let steps = 0; at.parent && steps < 8; steps++) {
    const relation = at.parent.relation
    at = clauses[at.parent.clause]!
    if (at === other) return `up${steps > 0 ? '+' : ''}:${relation}`
  }
  at = other
  for (let steps = 0; at.parent && steps < 8; steps++) {
    const relation = at.parent.relation
    at = clauses[at.parent.clause]!
    if (at === clause) return `down:${relation}`
  }
  return 'by'
}
