import type { Entity } from '../../ground/index.ts'
import { lemmaCandidates } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { pathLength } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import { type ClassNames, classNamesOf } from './class-names.ts'
import { isInMood } from './moods.ts'
import { nounKeys } from './nouns.ts'
import type { Parties, Side } from './parties.ts'
import type { ClassEntry, Constraint, Rule, RuleBook } from './rule.ts'
import { type Filled, joined, NOT_FILLED, Slots } from './slots.ts'
import { entryOf, laidOut, type Triggered, triggeredBy, triggersOf } from './triggered.ts'

/** A rule that fits a predicate, with the entities in its roles. */
export interface Candidate {
  rule: Rule
  clause: Clause
  /** What the trigger word's class row says. */
  entry: ClassEntry | null
  actors: readonly Entity[]
  recipients: readonly Entity[]
  /** Tokens whose words filled the roles. */
  actorTokens: readonly number[]
  recipientTokens: readonly number[]
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

const NOBODY: readonly Entity[] = []
const NO_CLAUSES: readonly Clause[] = []
const NO_RULES: readonly Triggered[] = []

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
  readonly #names: ClassNames
  readonly #parties: Parties
  readonly #found = new Map<number, Candidate | null>()
  readonly #open = new Set<number>()
  readonly #contents = new Map<number, readonly Clause[]>()
  readonly #slots: Slots
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
    this.#names = classNamesOf(book)
    this.#parties = parties
    this.#slots = new Slots(clauses, parties)
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
    for (const { rule, entry } of this.#rulesFor(clause)) {
      const candidate = this.#fit(rule, entry, clause)
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
    const candidate = this.#fit(rule, entryOf(this.#book, rule, clause.kind, clause.lemma), clause)
    return typeof candidate === 'string' ? null : candidate
  }

  /** The rules whose trigger a clause holds, those that say most first. */
  #rulesFor(clause: Clause): readonly Triggered[] {
    const words =
      clause.kind === 'verb' ? this.#verbWords(clause) : nounKeys(this.#parties.tree(clause.sentence), clause.head)
    const known = triggersOf(this.#book, clause.kind)
    const own = words.filter((word) => known.has(word))
    if (own.length === 0) return NO_RULES
    if (clause.kind !== 'noun') return triggeredBy(this.#book, clause.kind, own)
    const ending = ` ${clause.lemma}`
    const headed = own.filter((word) => word === clause.lemma || word.endsWith(ending))
    return headed.length === 0 ? NO_RULES : triggeredBy(this.#book, clause.kind, headed)
  }

  /** The lemmas under which a verb is looked up; guesses only where the first ones are in no rule. */
  #verbWords(clause: Clause): string[] {
    const triggers = triggersOf(this.#book, 'verb')
    const [first, ...particle] = clause.lemma.split(' ')
    const known = (word: string) => triggers.has(word)
    const candidates = lemmaCandidates(clause.sentence.tokens[clause.head]!.form, first!)
    const withParticle =
      particle.length === 0
        ? candidates.find(known)
        : candidates.map((word) => [word, ...particle].join(' ')).find(known)
    // a particle changes most verbs ("hold back"); few keep their meaning
    const bare = particle.length === 0 ? undefined : candidates.find((word) => known(word) && KEEPS_MEANING.has(word))
    return [withParticle, bare].filter((word): word is string => word !== undefined)
  }

  /** The candidate, or why the rule does not fit: put in words only where somebody asks. */
  #fit(rule: Rule, entry: ClassEntry | null, clause: Clause): Candidate | string {
    if (rule.trigger.voice && rule.trigger.voice !== clause.voice)
      return this.#watch ? `the voice is ${clause.voice}` : ''
    for (const mood of rule.unless) if (isInMood(clause, mood)) return this.#watch ? `the clause is ${mood}` : ''
    let content: Candidate['content'] = null
    const { where, usesContent, actor: actorSlots, recipient: recipientSlots } = laidOut(rule)
    for (const { slot, wanted } of where) {
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
        if (!content && !wanted.none) return this.#watch ? `no content that is ${describe(wanted)}` : ''
        if (
          wanted.none &&
          this.contents(clause).some((each) => each.kind !== 'noun' || each.parent?.relation === 'xcomp')
        )
          return 'there is content'
        if (wanted.none) content = null
      } else if (!this.#holds(clause, slot, wanted)) return this.#watch ? `${slot} is not ${describe(wanted)}` : ''
    }
    if (!content && usesContent) content = this.#anyContent(clause)
    const actor = this.#role(actorSlots, clause, content, 'actor', NOBODY)
    const recipient = this.#role(
      recipientSlots,
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
    let far = 0
    for (const token of actor.tokens) far = Math.max(far, pathLength(tree, clause.head, token))
    for (const token of recipient.tokens) far = Math.max(far, pathLength(tree, clause.head, token))
    return {
      rule,
      clause,
      entry,
      actors,
      recipients,
      actorTokens: actor.tokens,
      recipientTokens: recipient.tokens,
      content,
      pathLength: far,
    }
  }

  #role(
    slots: readonly (readonly string[])[],
    clause: Clause,
    content: Candidate['content'],
    side: Side,
    taken: readonly Entity[],
    atHome = false,
  ): Filled {
    let unplaced: Filled | null = null
    for (const parts of slots) {
      // "arrested five smugglers in Rome": whoever they are, it is not done to the place
      if (unplaced && parts.every((part) => part === 'place' || part === 'in' || part === 'at')) continue
      const { entities, tokens } =
        parts.length === 1
          ? this.#slots.entities(parts[0]!, clause, content, side)
          : joined(parts.map((part) => this.#slots.entities(part, clause, content, side)))
      if (entities.length === 0) continue
      const fresh = [...new Set(entities)].filter(
        (entity) => !taken.includes(entity) || (atHome && entity.kind === 'state'),
      )
      if (fresh.some(isPlaced)) return { entities: fresh, tokens }
      if (fresh.length > 0) unplaced ??= { entities: fresh, tokens }
    }
    return unplaced ?? NOT_FILLED
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
    const participants = this.#slots.participants(slot, clause)
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
    for (const key of nounKeys(this.#parties.tree(clause.sentence), token)) {
      if (wanted.lemmas?.includes(key)) return true
      if (wanted.class && this.#isAmong(pos, key, wanted.class)) return true
    }
    return false
  }

  /** The clauses a predicate speaks of, nearest first. */
  contents(clause: Clause): readonly Clause[] {
    const known = this.#contents.get(clause.index)
    if (known) return known
    const found = this.#findContents(clause)
    this.#contents.set(clause.index, found)
    return found
  }

  #findContents(clause: Clause): readonly Clause[] {
    if (clause.complements.length === 0 && clause.light === undefined && clause.patients.length === 0) return NO_CLAUSES
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
        // "in a later meeting he urged them to invest": where it was said
        if (link.marker === 'in' && inner.head < clause.head && link.relation === 'obl') continue
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
      const noun = this.#slots.nounAt(patient.token)
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
      (wanted.class !== undefined && this.#isAmong(pos, inner.lemma, wanted.class))
    )
  }

  #isAmong(pos: string, lemma: string, classes: readonly string[]): boolean {
    for (const name of this.#names.of(pos, lemma)) if (classes.includes(name)) return true
    return false
  }

  #anyContent(clause: Clause): Candidate['content'] {
    const contents = this.contents(clause)
    const coded = contents.find((inner) => this.candidate(inner) !== null)
    const chosen = coded ?? contents.find((inner) => inner.kind !== 'noun') ?? contents[0]
    return chosen ? { clause: chosen, candidate: this.candidate(chosen) } : null
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

function describe(wanted: Constraint): string {
  if (wanted.events) return wanted.events.join(' or ')
  if (wanted.class || wanted.lemmas)
    return `of ${[...(wanted.class ?? []), ...(wanted.lemmas ?? [])].slice(0, 4).join(', ')}`
  if (wanted.sectors) return wanted.sectors.join(' or ')
  if (wanted.none) return 'empty'
  return wanted.entity === false ? 'nobody' : 'someone named'
}
