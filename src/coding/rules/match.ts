import type { Entity } from '../../ground/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { lemmaCandidates } from '../clauses/lemma-candidates.ts'
import { isBelow, pathLength, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import { nounKeys } from './nouns.ts'
import type { Parties, Side } from './parties.ts'
import type { ClassEntry, Constraint, Mood, Rule, RuleBook } from './rule.ts'

/** A rule that fits a predicate, with the entities in its roles. */
export interface Candidate {
  rule: Rule
  clause: Clause
  /** What the trigger word's class row says. */
  entry: ClassEntry | null
  actors: Entity[]
  recipients: Entity[]
  /** Tokens whose words filled the roles. */
  actorTokens: number[]
  recipientTokens: number[]
  /** The clause spoken of, and what it would be coded as. */
  content: { clause: Clause; candidate: Candidate | null } | null
  /** Edges between trigger and the farthest party. */
  pathLength: number
  /** How sure the learned model is; absent where a rule speaks. */
  chance?: number
  /** The mode the words tell of a type by the learned model, null where it is unsure; asked where a rule names none. */
  modeOf?: (type: EventType) => string | null
  /** How sure the model of parties is of whom it names. */
  sureness?: { named: number; left: number }
  /** Chances by the trigger model: of this type, of another type at best, of no event. */
  heard?: { own: number; other: number; none: number }
}

/** Asked about every clause with what a rule says of it, or null: the candidate that stands. */
export type LearnedVoice = (clause: Clause, matcher: Matcher, ruled: Candidate | null) => Candidate | null

/** Why a rule that shares the trigger word stayed silent. */
export interface Miss {
  rule: Rule
  clause: Clause
  because: string
}

/** Matches the rules against the clauses of one sentence. Results are remembered, so content is looked at once. */
export class Matcher {
  readonly clauses: readonly Clause[]
  readonly #book: RuleBook
  readonly #parties: Parties
  readonly #found = new Map<number, Candidate | null>()
  readonly #open = new Set<number>()
  /** Filled only when `watch` is on. */
  readonly misses: Miss[] = []
  readonly #watch: boolean
  readonly #voice: LearnedVoice | null

  constructor(
    clauses: readonly Clause[],
    book: RuleBook,
    parties: Parties,
    options: { watch?: boolean; voice?: LearnedVoice } = {},
  ) {
    this.clauses = clauses
    this.#book = book
    this.#parties = parties
    this.#watch = options.watch ?? false
    this.#voice = options.voice ?? null
  }

  /** The best rule for a clause, parties or not; null where none fits. */
  candidate(clause: Clause): Candidate | null {
    const known = this.#found.get(clause.index)
    if (known !== undefined) return known
    if (this.#open.has(clause.index)) return null
    this.#open.add(clause.index)
    let best: Candidate | null = null
    let loose: Candidate | null = null
    for (const { rule, word } of this.#rulesFor(clause)) {
      const candidate = this.#fit(rule, word, clause)
      if (typeof candidate === 'string') {
        if (this.#watch) this.misses.push({ rule, clause, because: candidate })
        continue
      }
      const lacking = this.lacking(candidate)
      if (lacking) {
        loose ??= candidate
        if (this.#watch) this.misses.push({ rule, clause, because: `nobody found as ${lacking}` })
        continue
      }
      best = candidate
      break
    }
    const result = (this.#voice ? this.#voice(clause, this, best ?? loose) : best) ?? loose
    this.#open.delete(clause.index)
    this.#found.set(clause.index, result)
    return result
  }

  /** The party a candidate needs and does not have; null when it is complete. */
  lacking(candidate: Candidate): 'actor' | 'recipient' | null {
    const { rule, clause } = candidate
    const standalone = clause.kind === 'noun' && clause.light === undefined
    const needs = rule.needs ?? (standalone && !rule.reciprocal ? ['actor', 'recipient'] : ['actor'])
    for (const need of needs) {
      if (need === 'foreign') {
        if (
          !candidate.recipients.some((to) =>
            candidate.actors.every((from) => (to.country ?? to.code) !== (from.country ?? from.code)),
          )
        )
          return 'recipient'
      } else if (need === 'actor' && candidate.actors.length === 0) {
        // "forty nations signed a treaty with Japan": somebody did, though no one knows who
        if (!(candidate.recipients.length > 0 && hasUnnamedActor(clause) && !standalone)) return need
      } else if (need === 'recipient' && candidate.recipients.length === 0) return need
    }
    if (rule.reciprocal && candidate.actors.length < 2) return 'recipient'
    return null
  }

  /** A rule's candidate for a clause whatever its trigger; null where its constraints do not hold. */
  fit(rule: Rule, clause: Clause): Candidate | null {
    const candidate = this.#fit(rule, clause.lemma, clause)
    return typeof candidate === 'string' ? null : candidate
  }

  *#rulesFor(clause: Clause): Generator<{ rule: Rule; word: string }> {
    const words =
      clause.kind === 'verb' ? this.#verbWords(clause) : nounKeys(this.#parties.tree(clause.sentence), clause.head)
    const own =
      clause.kind === 'noun'
        ? words.filter((word) => word === clause.lemma || word.endsWith(` ${clause.lemma}`))
        : words
    const seen = new Set<Rule>()
    const all: { rule: Rule; word: string }[] = []
    for (const word of own) {
      for (const rule of this.#book.index.get(`${clause.kind}:${word}`) ?? []) {
        if (seen.has(rule)) continue
        seen.add(rule)
        all.push({ rule, word })
      }
    }
    // a longer trigger ("hunger strike", "call off") says more than its last word
    all.sort((a, b) => weight(b) - weight(a) || (a.rule.id < b.rule.id ? -1 : 1))
    yield* all
  }

  /** The lemmas under which a verb is looked up; guesses only where the first ones are in no rule. */
  #verbWords(clause: Clause): string[] {
    const [first, ...particle] = clause.lemma.split(' ')
    const known = (word: string) => this.#book.index.has(`verb:${word}`)
    const candidates = lemmaCandidates(clause.sentence.tokens[clause.head]!.form, first!)
    const withParticle = candidates.map((word) => [word, ...particle].join(' ')).find(known)
    // a particle changes most verbs ("hold back"); few keep their meaning
    const bare = candidates.find((word) => known(word) && (particle.length === 0 || KEEPS_MEANING.has(word)))
    return [withParticle, bare].filter((word): word is string => word !== undefined)
  }

  #fit(rule: Rule, word: string, clause: Clause): Candidate | string {
    if (rule.trigger.voice && rule.trigger.voice !== clause.voice) return `the voice is ${clause.voice}`
    for (const mood of rule.unless) if (isInMood(clause, mood)) return `the clause is ${mood}`
    let content: Candidate['content'] = null
    for (const [slot, wanted] of Object.entries(rule.where)) {
      if (slot === 'content-modal') {
        const spoken = this.contents(clause).find((each) => each.kind !== 'noun')
        if (!spoken || spoken.modal === null || spoken.voice === 'passive' || !wanted.lemmas?.includes(spoken.modal))
          return 'the content is not under such a modal'
        content ??= { clause: spoken, candidate: this.candidate(spoken) }
      } else if (slot === 'content-open') {
        const spoken = content?.clause
        if (!spoken || (spoken.tense === 'past' && spoken.modal === null)) return 'the content is told as done'
      } else if (slot === 'content') {
        content = this.#contentFor(clause, wanted)
        if (!content && !wanted.none) return `no content that is ${describe(wanted)}`
        if (
          wanted.none &&
          this.contents(clause).some((each) => each.kind !== 'noun' || each.parent?.relation === 'xcomp')
        )
          return 'there is content'
        if (wanted.none) content = null
      } else if (!this.#holds(clause, slot, wanted)) return `${slot} is not ${describe(wanted)}`
    }
    const usesContent =
      rule.cameo === 'by-content' ||
      [...rule.roles.actor, ...rule.roles.recipient].some((slot) => slot.includes('content'))
    if (!content && usesContent) content = this.#anyContent(clause)
    const actor = this.#role(rule.roles.actor, clause, content, 'actor', [])
    const recipient = this.#role(
      rule.roles.recipient,
      clause,
      content,
      rule.reciprocal ? 'actor' : 'recipient',
      actor.entities,
      rule.event === 'ASSAULT' && !rule.reciprocal,
    )
    let actors = actor.entities
    let recipients = recipient.entities
    if (rule.reciprocal) {
      actors = [...new Set([...actors, ...recipients])]
      recipients = []
    }
    // other countries' people first: "Syria shelled Lebanese villages near its border"
    const abroad = recipients.filter((entity) => !actors.includes(entity))
    if (abroad.length > 0) recipients = abroad
    const tree = this.#parties.tree(clause.sentence)
    const far = [...actor.tokens, ...recipient.tokens].map((token) => pathLength(tree, clause.head, token))
    return {
      rule,
      clause,
      entry: this.#entryOf(rule, clause, word),
      actors,
      recipients,
      actorTokens: actor.tokens,
      recipientTokens: recipient.tokens,
      content,
      pathLength: Math.max(0, ...far),
    }
  }

  #entryOf(rule: Rule, clause: Clause, word: string): ClassEntry | null {
    const pos = clause.kind === 'verb' ? ['verb'] : clause.kind === 'noun' ? ['noun'] : ['adj', 'noun']
    for (const name of rule.trigger.class) {
      for (const each of pos) {
        const entry = this.#book.classes.get(name)?.get(`${each}:${word}`)
        if (entry) return entry
      }
    }
    return null
  }

  #role(
    slots: readonly string[],
    clause: Clause,
    content: Candidate['content'],
    side: Side,
    taken: readonly Entity[],
    atHome = false,
  ): { entities: Entity[]; tokens: number[] } {
    let unplaced: { entities: Entity[]; tokens: number[] } | null = null
    for (const slot of slots) {
      const entities: Entity[] = []
      const tokens: number[] = []
      for (const part of slot.split('+')) {
        const found = this.#slotEntities(part, clause, content, side)
        entities.push(...found.entities)
        tokens.push(...found.tokens)
      }
      const fresh = [...new Set(entities)].filter(
        (entity) => !taken.includes(entity) || (atHome && entity.kind === 'state'),
      )
      if (fresh.some(isPlaced)) return { entities: fresh, tokens }
      if (fresh.length > 0) unplaced ??= { entities: fresh, tokens }
    }
    return unplaced ?? { entities: [], tokens: [] }
  }

  #slotEntities(
    slot: string,
    clause: Clause,
    content: Candidate['content'],
    side: Side,
  ): { entities: Entity[]; tokens: number[] } {
    const { sentence } = clause
    if (slot === 'here') return { entities: this.#hereOf(clause), tokens: [] }
    if (slot === 'place') return { entities: this.#placeOf(clause), tokens: [] }
    if (slot.startsWith('content.')) {
      if (!content) return { entities: [], tokens: [] }
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
        return { entities: [], tokens: [] }
      }
      if (slot === 'content.parties')
        return inner
          ? {
              entities: [...inner.actors, ...inner.recipients],
              tokens: [...inner.actorTokens, ...inner.recipientTokens],
            }
          : { entities: [], tokens: [] }
      return { entities: this.#parties.below(sentence, content.clause.head, side), tokens: [content.clause.head] }
    }
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
    const strict = ['agent', 'governor', 'patient', 'object.owner'].includes(name)
    return {
      entities: this.#parties.of(sentence, participants, strict ? side : 'recipient'),
      tokens: participants.map((each) => each.token),
    }
  }

  /** "arrived here": the country of the dateline. */
  #hereOf(clause: Clause): Entity[] {
    const tree = this.#parties.tree(clause.sentence)
    const heads = [clause.head, ...(clause.light !== undefined ? [this.clauses[clause.light]!.head] : [])]
    const here = heads.some((head) =>
      tree.children[head]!.some((child) => tree.tokens[child]!.form.toLowerCase() === 'here'),
    )
    return here ? this.#parties.here() : []
  }

  #placeOf(clause: Clause): Entity[] {
    const own = this.#parties.placeOf(clause)
    if (own.length > 0) return own
    return clause.light !== undefined ? this.#parties.placeOf(this.clauses[clause.light]!) : []
  }

  /** The participants in a slot; see `rules/README.md`. */
  participants(slot: string, clause: Clause): Participant[] {
    if (slot === 'agent') return clause.agents
    if (slot === 'patient') return clause.patients
    if (slot === 'receiver') return clause.receivers
    if (slot === 'governor') {
      let above = clause.parent ? this.clauses[clause.parent.clause] : undefined
      // "said at the start of a visit to Cairo"
      while (above?.kind === 'noun' && PHASES.has(above.lemma) && above.parent)
        above = this.clauses[above.parent.clause]
      if (!above) return []
      if (above.kind === 'noun') return above.agents
      return above.voice === 'passive' ? above.patients : above.kind === 'copula' ? above.receivers : above.agents
    }
    if (slot.startsWith('object.')) {
      const inner = slot.slice('object.'.length)
      return clause.patients.flatMap((patient) => {
        const noun = this.clauses.find((each) => each.head === patient.token && each.kind === 'noun')
        if (!noun) return []
        if (inner === 'owner') return noun.agents
        if (inner === 'of') return noun.patients
        return byPreposition(noun, inner)
      })
    }
    const beside = byPreposition(clause, slot)
    if (beside.length > 0) return beside
    // parsers hang "on Iran" of "imposed sanctions on Iran" now on the verb, now on the noun
    for (const patient of clause.patients) {
      const noun = this.clauses.find((each) => each.head === patient.token && each.kind === 'noun')
      const inside = noun ? byPreposition(noun, slot) : []
      if (inside.length > 0) return inside
      // "80,000 tons of wheat to Ethiopia"
      for (const measured of noun && slot === 'to' ? noun.patients : []) {
        const held = this.clauses.find((each) => each.head === measured.token && each.kind === 'noun')
        const deeper = held ? byPreposition(held, slot) : []
        if (deeper.length > 0) return deeper
      }
    }
    if (clause.kind === 'noun' && clause.light !== undefined) {
      const carried = byPreposition(this.clauses[clause.light]!, slot)
      if (carried.length > 0) return carried
    }
    // "announced the withdrawal of its troops from Lebanon": the phrase may hang on the verb above
    if (clause.kind === 'noun' && clause.parent?.relation === 'obj')
      return byPreposition(this.clauses[clause.parent.clause]!, slot)
    return []
  }

  #holds(clause: Clause, slot: string, wanted: Constraint): boolean {
    if (slot === 'modal')
      return wanted.none
        ? clause.modal === null
        : clause.modal !== null && (!wanted.lemmas || wanted.lemmas.includes(clause.modal))
    if (slot === 'own-aim') return isOwnAim(clause, this.clauses) === (wanted.none !== true)
    if (slot === 'light')
      return (
        (clause.light !== undefined) === (wanted.none !== true) &&
        (clause.light === undefined ||
          (!wanted.lemmas && !wanted.class) ||
          this.#contentIsOfClass(this.clauses[clause.light]!, wanted))
      )
    if (slot === 'governor-verb') {
      const above = clause.parent ? this.clauses[clause.parent.clause] : undefined
      return above !== undefined && this.#isOfClass(clause, above.head, wanted, 'verb')
    }
    const participants = this.participants(slot, clause)
    if (wanted.none) return participants.length === 0
    if (wanted.entity !== undefined) {
      const named = this.#parties.of(clause.sentence, participants, 'recipient').length > 0
      if (named !== wanted.entity) return false
    }
    if (wanted.any && participants.length === 0) return false
    if (
      wanted.named &&
      !participants.some((each) =>
        this.#parties.headedAt(clause.sentence, each.token).some((mention) => mention.form !== 'place'),
      )
    )
      return false
    if (
      wanted.sectors &&
      !this.#parties
        .of(clause.sentence, participants, 'recipient')
        .some((entity) => isOfSector(entity, wanted.sectors!))
    )
      return false
    if (
      wanted.notClass &&
      participants.some((each) => this.#isOfClass(clause, each.token, { class: wanted.notClass! }, 'noun'))
    )
      return false
    if (!wanted.class && !wanted.lemmas) return true
    return participants.some((each) => this.#isOfClass(clause, each.token, wanted, 'noun'))
  }

  #isOfClass(clause: Clause, token: number, wanted: Constraint, pos: 'noun' | 'verb'): boolean {
    const tree = this.#parties.tree(clause.sentence)
    return nounKeys(tree, token).some(
      (key) =>
        wanted.lemmas?.includes(key) ||
        wanted.class?.some((name) => this.#book.classes.get(name)!.has(`${pos}:${key}`)),
    )
  }

  /** The clauses a predicate speaks of, nearest first. */
  contents(clause: Clause): Clause[] {
    const found: Clause[] = []
    const add = (links: Clause['complements'], relations: readonly string[]) => {
      for (const link of links) {
        if (!relations.includes(link.relation)) continue
        if ((link.relation === 'obl' || link.relation === 'nmod') && !CONTENT_PREPOSITIONS.has(link.marker ?? ''))
          continue
        if (link.relation === 'advcl' && !CONTENT_MARKERS.has(link.marker ?? '')) continue
        if (link.marker === 'if' || link.marker === 'whether') continue
        const inner = this.clauses[link.clause]!
        if (inner.head === clause.head || found.includes(inner)) continue
        // "agreed to hold talks": the talks are what is agreed to
        const carried = this.clauses.find(
          (each) => each.light === inner.index && each !== clause && !found.includes(each),
        )
        if (carried) found.push(carried)
        found.push(inner)
      }
    }
    const carrier = clause.light !== undefined ? this.clauses[clause.light] : undefined
    add(clause.complements, ['xcomp', 'ccomp', 'acl'])
    add(clause.complements, ['advcl'])
    add(clause.complements, clause.kind === 'noun' ? ['nmod', 'obl'] : ['obj', 'obl', 'iobj'])
    if (clause.voice === 'passive') add(clause.complements, ['subj'])
    if (carrier)
      add(
        carrier.complements.filter((link) => link.clause !== clause.index),
        ['xcomp', 'ccomp', 'obl'],
      )
    for (const patient of clause.patients) {
      const noun = this.clauses.find((each) => each.head === patient.token && each.kind === 'noun')
      if (noun && noun !== clause) add(noun.complements, ['acl', 'nmod', 'ccomp'])
    }
    return found.filter((each) => each !== clause)
  }

  #contentFor(clause: Clause, wanted: Constraint, depth = 0): Candidate['content'] {
    for (const inner of this.contents(clause)) {
      const candidate = this.candidate(inner)
      if (wanted.events) {
        const type = candidate?.rule.event
        if (type && (wanted.events as EventType[]).includes(type)) return { clause: inner, candidate }
      } else if (wanted.class || wanted.lemmas) {
        if (this.#contentIsOfClass(inner, wanted)) return { clause: inner, candidate }
      } else if (!wanted.notClass || !this.#contentIsOfClass(inner, { class: wanted.notClass }))
        return { clause: inner, candidate }
      else return null
      if (!candidate && depth < 2 && wanted.events && PASSING.has(inner.lemma)) {
        const deeper = this.#contentFor(inner, wanted, depth + 1)
        if (deeper) return deeper
      }
    }
    return null
  }

  #contentIsOfClass(inner: Clause, wanted: Constraint): boolean {
    const pos = inner.kind === 'verb' ? 'verb' : inner.kind === 'noun' ? 'noun' : 'adj'
    return (
      (wanted.lemmas?.includes(inner.lemma) ?? false) ||
      (wanted.class?.some((name) => this.#book.classes.get(name)!.has(`${pos}:${inner.lemma}`)) ?? false)
    )
  }

  #anyContent(clause: Clause): Candidate['content'] {
    const contents = this.contents(clause)
    const coded = contents.find((inner) => this.candidate(inner) !== null)
    const chosen = coded ?? contents.find((inner) => inner.kind !== 'noun') ?? contents[0]
    return chosen ? { clause: chosen, candidate: this.candidate(chosen) } : null
  }

  /** True when a clause's predicate lies below another's. */
  isBelow(inner: Clause, outer: Clause): boolean {
    return isBelow(this.#parties.tree(inner.sentence), inner.head, outer.head)
  }

  /** Tokens of a clause without its relative clauses' and parataxis' own trees. */
  tokensOf(clause: Clause): number[] {
    return subtreeOf(this.#parties.tree(clause.sentence), clause.head)
  }

  prepositionAt(clause: Clause, token: number): string {
    return prepositionOf(this.#parties.tree(clause.sentence), token)
  }
}

const KEEPS_MEANING: ReadonlySet<string> = new Set(
  'send meet fly ship move shoot free sign travel fight talk bomb burn arrest sell deliver march kill visit demolish release return'.split(
    ' ',
  ),
)

/** Predicates that hand on what they speak of: "promised to *try* to help", "rejected a *plan* to withdraw". */
const PASSING: ReadonlySet<string> = new Set(
  'begin start continue try seek attempt help resume want plan proposal effort offer call idea step agreement possibility intention chance move bid decision arrange consider work be demand request need measure way'.split(
    ' ',
  ),
)

/** Leaders, nations, powers: they act for states, even where nobody says which. */
export function hasUnnamedActor(clause: Clause): boolean {
  return clause.agents.some(({ token }) => UNNAMED.test(clause.sentence.tokens[token]!.form))
}

const UNNAMED =
  /^(nations|countries|states|governments|powers|leaders|ministers|presidents|premiers|diplomats|envoys|delegates|ambassadors|allies|donors|neighbours|neighbors|hijackers|kidnappers|gunmen|attackers|militants)$/

/** A state acts as its government and its forces; a body of states as GOV. */
function isOfSector(entity: Entity, wanted: readonly string[]): boolean {
  if (entity.sectors.some((sector) => wanted.includes(sector))) return true
  if (entity.kind === 'state') return wanted.includes('GOV') || wanted.includes('MIL')
  return /^(IGO|IMG)/.test(entity.code) && wanted.includes('GOV')
}

/** True for an entity with a country or a code of its own; not for "gunmen" of whom nothing is known. */
function isPlaced(entity: Entity): boolean {
  return entity.country !== null || /^(IGO|NGO|MNC|IMG)/.test(entity.code)
}

/** Nouns of a part of what happens. */
const PHASES: ReadonlySet<string> = new Set('start end beginning outset close conclusion part course eve'.split(' '))

/** Prepositions of the one a thing is given to, done with or against. */
const GOALS: ReadonlySet<string> = new Set(['to', 'with', 'against', 'from'])

const CONTENT_PREPOSITIONS: ReadonlySet<string> = new Set([
  'for',
  'of',
  'on',
  'to',
  'with',
  'against',
  'in',
  'over',
  'about',
  'from',
  'upon',
  'into',
  'on to',
])
const CONTENT_MARKERS: ReadonlySet<string> = new Set([
  'of',
  'for',
  'from',
  'against',
  'into',
  'over',
  'about',
  'in',
  'on',
  'to',
])

/** "sought to improve ties", "proposes to build a dam": an infinitive whose subject is the one who seeks. "Sought to make them pay" asks the others. */
function isOwnAim(clause: Clause, clauses: readonly Clause[]): boolean {
  if (clause.patients.length > 0 || clause.receivers.length > 0) return false
  const aim = clause.complements.find((link) => link.relation === 'xcomp')
  if (!aim) return false
  const inner = clauses[aim.clause]!
  if (CAUSING.has(inner.lemma)) return false
  return inner.agents.some((each) => clause.agents.some((own) => own.token === each.token))
}

const CAUSING: ReadonlySet<string> = new Set('make have get let force persuade compel push induce see know'.split(' '))

function weight({ rule, word }: { rule: Rule; word: string }): number {
  return rule.specificity + (word.includes(' ') ? 4 : 0)
}

function byPreposition(clause: Clause, slot: string): Participant[] {
  const preposition = slot.replaceAll('-', ' ')
  return clause.obliques.filter((each) => each.preposition === preposition).map((each) => each.participant)
}

function describe(wanted: Constraint): string {
  if (wanted.events) return wanted.events.join(' or ')
  if (wanted.class || wanted.lemmas)
    return `of ${[...(wanted.class ?? []), ...(wanted.lemmas ?? [])].slice(0, 4).join(', ')}`
  if (wanted.sectors) return wanted.sectors.join(' or ')
  if (wanted.none) return 'empty'
  return wanted.entity === false ? 'nobody' : 'someone named'
}

const OPEN_MODALS: ReadonlySet<string> = new Set([
  'may',
  'might',
  'could',
  'would',
  'should',
  'must',
  'can',
  'ought',
  'need',
  'in order to',
])

/** Whether the clause stands in a mood a rule may exclude. */
export function isInMood(clause: Clause, mood: Mood): boolean {
  if (mood === 'negated') return clause.negated
  if (mood === 'conditional') return clause.conditional
  if (mood === 'future') return clause.tense === 'future'
  if (mood === 'modal') return clause.modal !== null
  return clause.conditional || (clause.modal !== null && OPEN_MODALS.has(clause.modal))
}
