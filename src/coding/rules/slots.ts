import type { Entity } from '../../ground/index.ts'
import type { Clause, Participant } from '../clause.ts'
import type { Candidate } from './match.ts'
import type { Parties, Side } from './parties.ts'

/** Who fills a slot, and the tokens it was read from. */
export interface Filled {
  entities: readonly Entity[]
  tokens: readonly number[]
}

const NOBODY: readonly Entity[] = []
export const NOT_FILLED: Filled = { entities: NOBODY, tokens: [] }

export const joined = (filled: readonly Filled[]): Filled => ({
  entities: filled.flatMap((each) => each.entities),
  tokens: filled.flatMap((each) => each.tokens),
})

/** Slots that hold parties by their place in the clause, not by a preposition the rule asks for. */
const STRICT: ReadonlySet<string> = new Set(['agent', 'governor', 'patient', 'object.owner'])

/** Reads the slots that rules name (`rules/README.md`) in the clauses of one sentence. What stands in a clause is looked up once for all rules. */
export class Slots {
  readonly #clauses: readonly Clause[]
  readonly #parties: Parties
  readonly #filled = {
    actor: new Map<number, Map<string, Filled>>(),
    recipient: new Map<number, Map<string, Filled>>(),
  }
  #nouns: Map<number, Clause> | null = null

  constructor(clauses: readonly Clause[], parties: Parties) {
    this.#clauses = clauses
    this.#parties = parties
  }

  /** The entities in a slot. */
  entities(slot: string, clause: Clause, content: Candidate['content'], side: Side): Filled {
    if (slot.startsWith('content.')) return this.#contentEntities(slot, clause, content, side)
    const filled = this.#filled[side]
    let known = filled.get(clause.index)
    if (!known) filled.set(clause.index, (known = new Map()))
    let found = known.get(slot)
    if (!found) known.set(slot, (found = this.#findInSlot(slot, clause, side)))
    return found
  }

  #contentEntities(slot: string, clause: Clause, content: Candidate['content'], side: Side): Filled {
    if (!content) return NOT_FILLED
    const { sentence } = clause
    const inner = content.candidate
    if (slot === 'content.actor') {
      if (inner && inner.actors.length > 0) return { entities: inner.actors, tokens: inner.actorTokens }
      return {
        entities: this.#parties.of(sentence, content.clause.agents, side),
        tokens: content.clause.agents.map((each) => each.token),
      }
    }
    if (slot === 'content.recipient') {
      if (inner && inner.recipients.length > 0) return { entities: inner.recipients, tokens: inner.recipientTokens }
      if (inner?.rule.reciprocal)
        return { entities: inner.actors, tokens: [...inner.actorTokens, ...inner.recipientTokens] }
      const goals = content.clause.obliques
        .filter((each) => GOALS.has(each.preposition))
        .map((each) => each.participant)
      for (const participants of [content.clause.patients, [...content.clause.receivers, ...goals]]) {
        const entities = this.#parties.of(sentence, participants, 'recipient')
        if (entities.length > 0) return { entities, tokens: participants.map((each) => each.token) }
      }
      return NOT_FILLED
    }
    if (slot === 'content.parties')
      return inner
        ? {
            entities: [...inner.actors, ...inner.recipients],
            tokens: [...inner.actorTokens, ...inner.recipientTokens],
          }
        : NOT_FILLED
    return { entities: this.#parties.below(sentence, content.clause.head, side), tokens: [content.clause.head] }
  }

  #findInSlot(slot: string, clause: Clause, side: Side): Filled {
    const { sentence } = clause
    if (slot === 'here') return { entities: this.#hereOf(clause), tokens: [] }
    if (slot === 'place') return { entities: this.#placeOf(clause), tokens: [] }
    if (slot === 'object.any') {
      const tokens = clause.patients.map((each) => each.token)
      return { entities: [...new Set(tokens.flatMap((token) => this.#parties.below(sentence, token, side)))], tokens }
    }
    const exact = slot.endsWith('!')
    const name = exact ? slot.slice(0, -1) : slot
    const participants = this.participants(name, clause).filter(
      (each) => !exact || this.#parties.headedAt(sentence, each.token).length > 0,
    )
    // who stands after a preposition the rule asks for takes part, even where the name could be a place ("criticism from Norway")
    const strict = STRICT.has(name)
    return {
      entities: this.#parties.of(sentence, participants, strict ? side : 'recipient'),
      tokens: participants.map((each) => each.token),
    }
  }

  /** "arrived here": the country of the dateline. */
  #hereOf(clause: Clause): Entity[] {
    const tree = this.#parties.tree(clause.sentence)
    const heads = [clause.head, ...(clause.light !== undefined ? [this.#clauses[clause.light]!.head] : [])]
    const here = heads.some((head) =>
      tree.children[head]!.some((child) => tree.tokens[child]!.form.toLowerCase() === 'here'),
    )
    return here ? this.#parties.here() : []
  }

  #placeOf(clause: Clause): Entity[] {
    const own = this.#parties.placeOf(clause)
    if (own.length > 0) return own
    return clause.light !== undefined ? this.#parties.placeOf(this.#clauses[clause.light]!) : []
  }

  /** The participants in a slot; see `rules/README.md`. */
  participants(slot: string, clause: Clause): Participant[] {
    if (slot === 'agent') return clause.agents
    if (slot === 'patient') return clause.patients
    if (slot === 'receiver') return clause.receivers
    if (slot === 'governor') {
      let above = clause.parent ? this.#clauses[clause.parent.clause] : undefined
      // "said at the start of a visit to Cairo"
      while (above?.kind === 'noun' && PHASES.has(above.lemma) && above.parent)
        above = this.#clauses[above.parent.clause]
      if (!above) return []
      if (above.kind === 'noun') return above.agents
      return above.voice === 'passive' ? above.patients : above.kind === 'copula' ? above.receivers : above.agents
    }
    if (slot.startsWith('object.')) {
      const inner = slot.slice('object.'.length)
      return clause.patients.flatMap((patient) => {
        const noun = this.nounAt(patient.token)
        if (!noun) return []
        if (inner === 'owner') return noun.agents
        if (inner === 'of') return noun.patients
        return byPreposition(noun, inner)
      })
    }
    if (slot.endsWith('.of'))
      return this.participants(slot.slice(0, -'.of'.length), clause).flatMap(
        (each) => this.nounAt(each.token)?.patients ?? [],
      )
    const beside = byPreposition(clause, slot)
    if (beside.length > 0) return beside
    // parsers hang "on Iran" of "imposed sanctions on Iran" now on the verb, now on the noun
    for (const patient of clause.patients) {
      const noun = this.nounAt(patient.token)
      const inside = noun ? byPreposition(noun, slot) : []
      if (inside.length > 0) return inside
      // "80,000 tons of wheat to Ethiopia"
      for (const measured of noun && slot === 'to' ? noun.patients : []) {
        const held = this.nounAt(measured.token)
        const deeper = held ? byPreposition(held, slot) : []
        if (deeper.length > 0) return deeper
      }
    }
    if (clause.kind === 'noun' && clause.light !== undefined) {
      const carried = byPreposition(this.#clauses[clause.light]!, slot)
      if (carried.length > 0) return carried
    }
    // "announced the withdrawal of its troops from Lebanon": the phrase may hang on the verb above
    if (clause.kind === 'noun' && clause.parent?.relation === 'obj')
      return byPreposition(this.#clauses[clause.parent.clause]!, slot)
    return []
  }

  nounAt(token: number): Clause | undefined {
    if (!this.#nouns) {
      this.#nouns = new Map()
      for (const clause of this.#clauses)
        if (clause.kind === 'noun' && !this.#nouns.has(clause.head)) this.#nouns.set(clause.head, clause)
    }
    return this.#nouns.get(token)
  }
}

/** Nouns of a part of what happens. */
const PHASES: ReadonlySet<string> = new Set('start end beginning outset close conclusion part course eve'.split(' '))

/** Prepositions of the one a thing is given to, done with or against. */
const GOALS: ReadonlySet<string> = new Set(['to', 'with', 'against', 'from'])

function byPreposition(clause: Clause, slot: string): Participant[] {
  const found: Participant[] = []
  if (clause.obliques.length === 0) return found
  const preposition = slot.includes('-') ? slot.replaceAll('-', ' ') : slot
  for (const each of clause.obliques) if (each.preposition === preposition) found.push(each.participant)
  return found
}
