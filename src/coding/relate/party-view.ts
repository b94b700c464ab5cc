import { type Entity, entityById, type Mention, membersOf, mentionsIn } from '../../ground/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { baseRelation, prepositionOf, type Tree } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import type { Parties } from '../rules/parties.ts'
import { type ClassNames, kindOf } from './trigger-view.ts'

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
  members: Entity[]
  traits: string[]
}

/** What makes two entities one party: their country, else their code. */
export const keyOfParty = (entity: Entity): string => entity.country ?? `${entity.code}:${entity.name}`

/**
 * One view a mention of the sentence: where it stands by the clauses, the tree and the words, what it names, and whether the rule's slots chose it. Linear in
 * mentions × depth of the tree.
 */
export function viewParties(
  question: PartyQuestion,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
): PartyView[] {
  const { clause, type, actors, recipients } = question
  const { sentence } = clause
  const tree = parties.tree(sentence)
  const mentions = mentionsIn(parties.grounded, sentence)
  const pos = clause.kind === 'verb' ? 'verb' : clause.kind === 'noun' ? 'noun' : 'adj'
  const classes = names.of(pos, clause.lemma)
  const slots = slotsOf(clause, clauses)
  const chosenActors = new Set(actors)
  const chosenRecipients = new Set(recipients)
  const actorKeys = new Set(actors.map(keyOfParty))
  const recipientKeys = new Set(recipients.map(keyOfParty))
  const keys = new Set<string>()
  const views: PartyView[] = []
  for (const mention of mentions) {
    const members = membersOf(parties.grounded, entityById(parties.grounded, mention.entity))
    if (members.length === 0) continue
    const key = members.map(keyOfParty).join('+')
    // "Russian" of "the Russian president": the president stands for both
    if (
      mention.form === 'modifier' &&
      mentions.some(
        (other) =>
          other !== mention &&
          other.from <= mention.from &&
          mention.to <= other.to &&
          membersOf(parties.grounded, entityById(parties.grounded, other.entity)).map(keyOfParty).join('+') === key,
      )
    )
      continue
    const traits = new Set<string>()
    const add = (trait: string) => void traits.add(trait)
    const both = (trait: string) => {
      traits.add(trait)
      traits.add(`${trait}|${type}`)
    }
    const { head } = mention
    both('b')
    both(`F:${mention.form}`)
    both(`K:${kindOf(members[0]!)}`)
    if (members.length > 1) both('group')
    const role = members.some((each) => chosenActors.has(each))
      ? members.some((each) => chosenRecipients.has(each))
        ? 'AR'
        : 'A'
      : members.some((each) => chosenRecipients.has(each))
        ? 'R'
        : '0'
    both(`R:${role}`)
    both(`RL:${role}${question.learned ? 'l' : 'r'}`)
    add(`RN:${role}|${actors.length > 0 ? 'a' : ''}${recipients.length > 0 ? 'r' : ''}`)
    if (role === '0') {
      if (members.some((each) => actorKeys.has(keyOfParty(each)))) both('sameA')
      else if (members.some((each) => recipientKeys.has(keyOfParty(each)))) both('sameR')
      else both('other')
    }
    const place = placeInSlots(tree, head, slots, clause.head)
    add(`S:${place}|R:${role}`)
    both(`S:${place}`)
    both(`SF:${place}|${mention.form}`)
    add(`SL:${place}|${clause.lemma}`)
    for (const name of classes) add(`SC:${place}|${name}`)
    add(`SV:${place}|${clause.kind[0]}${clause.voice[0]}${clause.light === undefined ? '' : 'l'}`)
    const path = pathBetween(tree, head, clause.head)
    both(`P:${path}`)
    add(`PR:${path}|${role}`)
    const preposition = prepositionOf(tree, head)
    both(`C:${preposition}`)
    add(`CL:${preposition}|${clause.lemma}`)
    add(`CR:${preposition}|${role}`)
    const { deprel, head: above } = tree.tokens[head]!
    both(`D:${deprel}`)
    if (above >= 0 && above !== clause.head) add(`G:${deprel}|${tree.tokens[above]!.lemma.toLowerCase()}`)
    const before = head < clause.head
    const distance = Math.abs(head - clause.head)
    const span = `${before ? '<' : '>'}${distance < 3 ? 'near' : distance < 8 ? 'mid' : 'far'}`
    both(`O:${span}`)
    add(`OR:${span}|${role}|${mention.form}`)
    both(`N:${Math.min(keys.size, 4)}${before ? '<' : '>'}`)
    const elsewhere = placeElsewhere(tree, head, clause, clauses)
    both(`E:${elsewhere.relation}`)
    add(`EL:${elsewhere.relation}|${elsewhere.lemma}`)
    add(`ER:${elsewhere.relation}|${role}|${place === 'x' ? 'x' : 's'}`)
    add(`W-:${tree.tokens[mention.from - 1]?.form.toLowerCase() ?? '^'}`)
    add(`W+:${tree.tokens[mention.to]?.form.toLowerCase() ?? '$'}`)
    if (keys.has(key)) add('again')
    keys.add(key)
    views.push({ mention, members, traits: [...traits] })
  }
  for (const view of views) {
    view.traits.push(`many:${Math.min(keys.size, 5)}`)
    if (keys.size === 1) view.traits.push(`alone|${type}`)
  }
  return views
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
  const inner: string[] = []
  for (let at = head, steps = 0; at >= 0 && steps < 5; at = tree.tokens[at]!.head, steps++) {
    const slot = slots.get(at)
    if (slot !== undefined) return [slot, ...inner.reverse()].join('>')
    if (at === trigger) return ['^', ...inner.reverse()].join('>')
    inner.push(stepOf(tree, at))
  }
  return 'x'
}

function stepOf(tree: Tree, index: number): string {
  const base = baseRelation(tree.tokens[index]!.deprel)
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
  const meet = up.find((at) => down.includes(at))
  if (meet === undefined) return 'far'
  const rise = up.slice(0, up.indexOf(meet)).map((at) => `${baseRelation(tree.tokens[at]!.deprel)}^`)
  const fall = down
    .slice(0, down.indexOf(meet))
    .reverse()
    .map((at) => `${baseRelation(tree.tokens[at]!.deprel)}v`)
  return rise.length + fall.length > 6
    ? `long${rise.length > 3 ? '^' : ''}${fall.length > 3 ? 'v' : ''}`
    : [...rise, ...fall].join(' ')
}

/** In which slot of which other clause a mention stands, and how that clause lies to the trigger's. */
function placeElsewhere(
  tree: Tree,
  head: number,
  clause: Clause,
  clauses: readonly Clause[],
): { relation: string; lemma: string } {
  for (let at = head, steps = 0; at >= 0 && steps < 5; at = tree.tokens[at]!.head, steps++) {
    for (const other of clauses) {
      if (other === clause || other.kind === 'noun' || other.index === clause.light) continue
      const slot = other.agents.some((each) => each.token === at)
        ? 'a'
        : other.patients.some((each) => each.token === at)
          ? 'p'
          : other.receivers.some((each) => each.token === at)
            ? 'r'
            : (other.obliques.find((each) => each.participant.token === at)?.preposition ?? '')
      if (slot)
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
