import {
  type Entity,
  entitiesOfPhrase,
  entityById,
  type GroundedText,
  type Mention,
  membersOf,
  mentionsIn,
  stateNamed,
} from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { baseRelation, conjunctsOf, prepositionOf, subtreeOf, type Tree, treeOf } from '../clauses/tree.ts'

/** Who a participant stands for. An actor must act: names of places do not count; a recipient may be a place something is done to. */
export type Side = 'actor' | 'recipient'

/** Reads participants of clauses as entities of a grounded text. One per article; trees and mentions are looked up once. */
export class Parties {
  readonly grounded: GroundedText
  readonly #headed = new Map<Sentence, Map<number, Mention[]>>()
  readonly #standing = new Map<Sentence, ReadonlySet<Entity>>()
  /** What `one` and `below` found in a sentence, by token, side and question. */
  readonly #asked = new Map<Sentence, Map<number, readonly Entity[]>>()

  constructor(grounded: GroundedText) {
    this.grounded = grounded
  }

  tree(sentence: Sentence): Tree {
    return treeOf(sentence)
  }

  /** The entities of several participants, groups opened, none twice. */
  of(sentence: Sentence, participants: readonly Participant[], side: Side): readonly Entity[] {
    if (participants.length === 0) return NOBODY
    if (participants.length === 1) return this.one(sentence, participants[0]!, side)
    const found: Entity[] = []
    for (const participant of participants) found.push(...this.one(sentence, participant, side))
    return [...new Set(found)]
  }

  /** The entities of one participant, groups opened, none twice. */
  one(sentence: Sentence, { token, via }: Participant, side: Side): readonly Entity[] {
    return this.#once(sentence, token * 8 + (side === 'actor' ? 1 : 0) + (via === 'modifier' ? 2 : 0), () => {
      const found = this.#findOne(sentence, token, via, side)
      return found.length < 2 ? found : [...new Set(found)]
    })
  }

  #once(sentence: Sentence, question: number, answer: () => readonly Entity[]): readonly Entity[] {
    let asked = this.#asked.get(sentence)
    if (!asked) this.#asked.set(sentence, (asked = new Map()))
    let found = asked.get(question)
    if (!found) asked.set(question, (found = answer()))
    return found
  }

  #findOne(sentence: Sentence, token: number, via: Participant['via'], side: Side): readonly Entity[] {
    const headed = this.headedAt(sentence, token)
    // "the captors of the soldier", "critics of Rome": not they, nor their country
    if (ADVERSARIES.test(sentence.tokens[token]!.form) && this.#isSomebodys(sentence, token)) return []
    const fitting = headed.filter((mention) => side === 'recipient' || mention.form !== 'place')
    const own = fitting.at(-1)
    if (own) {
      const members = membersOf(this.grounded, entityById(this.grounded, own.entity))
      const bare =
        members.length === 1 &&
        members[0]!.country === null &&
        own.form === 'nominal' &&
        !/^(IGO|NGO|MNC|IMG)/.test(members[0]!.code)
      if (!bare) {
        // "envoys from Washington, Cairo and Doha", "protesters in Berlin and Paris": all their countries
        const all = own.form === 'nominal' && members.length === 1 ? this.#joined(sentence, token) : []
        return all.some((entity) => entity.country === members[0]!.country)
          ? [...members, ...all.filter((entity) => entity.country !== members[0]!.country)]
          : members
      }
      // "the presidents of Serbia and Croatia", "police in Kabul": whoever fills the phrase says whose they are
      const fillers = this.#fillers(sentence, token, side)
      return fillers.length > 0 ? fillers : members
    }
    if (headed.length > 0 || via === 'modifier') return []
    const tree = this.tree(sentence)
    const standing = this.#standingIn(sentence)
    if (standing.size === 0) return []
    const named = entitiesOfPhrase(this.grounded, sentence, token, { conjuncts: false }).filter((entity) =>
      standing.has(entity),
    )
    if (side === 'recipient' || named.length === 0) return named
    const within = subtreeOf(tree, token)
    const acting = mentionsIn(this.grounded, sentence)
      .filter((mention) => mention.form !== 'place' && within.includes(mention.head))
      .flatMap((mention) => membersOf(this.grounded, entityById(this.grounded, mention.entity)))
    return named.filter((entity) => acting.includes(entity))
  }

  /** Whom a sentence names other than inside a name of something else; looked up once. */
  #standingIn(sentence: Sentence): ReadonlySet<Entity> {
    let found = this.#standing.get(sentence)
    if (!found) {
      const tree = this.tree(sentence)
      found = new Set(
        mentionsIn(this.grounded, sentence)
          .filter((mention) => !isInName(tree, mention.head))
          .flatMap((mention) => membersOf(this.grounded, entityById(this.grounded, mention.entity))),
      )
      this.#standing.set(sentence, found)
    }
    return found
  }

  #isSomebodys(sentence: Sentence, token: number): boolean {
    const tree = this.tree(sentence)
    return tree.children[token]!.some(
      (child) =>
        tree.tokens[child]!.deprel === 'nmod:poss' ||
        (tree.tokens[child]!.deprel === 'nmod' && prepositionOf(tree, child) === 'of'),
    )
  }

  /** The states that are joined in one phrase of a nominal: "ministers of Peru and Chile", "French and German troops". */
  #joined(sentence: Sentence, token: number): Entity[] {
    const tree = this.tree(sentence)
    for (const child of tree.children[token]!) {
      const { deprel } = tree.tokens[child]!
      if (!/^(nmod|amod|compound)/.test(deprel)) continue
      if (deprel === 'nmod' && !/^(of|from|in)$/.test(prepositionOf(tree, child))) continue
      const heads = conjunctsOf(tree, child)
      if (heads.length < 2) continue
      const named = heads.flatMap((head) => {
        const mention = this.headedAt(sentence, head).at(-1)
        return mention ? membersOf(this.grounded, entityById(this.grounded, mention.entity)) : []
      })
      const states = [...new Set(named)].filter((entity) => entity.country !== null && entity.kind === 'state')
      if (states.length > 1) return states
    }
    return []
  }

  /** States and bodies in the possessive, of- or adjectival phrase of a nominal. */
  #fillers(sentence: Sentence, token: number, side: Side): Entity[] {
    const tree = this.tree(sentence)
    const heads = tree.children[token]!.filter((child) => {
      const { deprel } = tree.tokens[child]!
      if (deprel === 'nmod:poss' || deprel.startsWith('amod') || deprel.startsWith('compound')) return true
      return deprel === 'nmod' && /^(of|from)$/.test(prepositionOf(tree, child))
    })
    const named = heads
      .flatMap((head) => conjunctsOf(tree, head))
      .flatMap((head) => {
        const mentions = this.headedAt(sentence, head)
        const mention = mentions.at(-1)
        if (mention) return membersOf(this.grounded, entityById(this.grounded, mention.entity))
        return entitiesOfPhrase(this.grounded, sentence, head, { conjuncts: false })
      })
    return [...new Set(named)].filter((entity) => entity.country !== null || side === 'recipient')
  }

  /** Mentions whose head is this token, shortest first. */
  headedAt(sentence: Sentence, token: number): Mention[] {
    let byToken = this.#headed.get(sentence)
    if (!byToken) this.#headed.set(sentence, (byToken = new Map()))
    let found = byToken.get(token)
    if (!found) byToken.set(token, (found = this.#findHeadedAt(sentence, token)))
    return found
  }

  #findHeadedAt(sentence: Sentence, token: number): Mention[] {
    return mentionsIn(this.grounded, sentence)
      .filter(
        (mention) =>
          mention.head === token ||
          (mention.from <= token &&
            token < mention.to &&
            mention.to - mention.from > 1 &&
            isNamePart(sentence, mention, token)),
      )
      .sort((a, b) => a.to - a.from - (b.to - b.from))
  }

  /**
   * Everyone a noun phrase names as owner, doer or addressee of its head: possessors, demonyms, of-, by-, with- and against-phrases. Nobody from a clause
   * inside it, from where it happens, from a name that only holds the word ("the Geneva Plan"), nor the sufferers of a deed noun ("the release of prisoners").
   */
  below(sentence: Sentence, token: number, side: Side): readonly Entity[] {
    return this.#once(sentence, token * 8 + 4 + (side === 'actor' ? 1 : 0), () =>
      this.#findBelow(sentence, token, side),
    )
  }

  #findBelow(sentence: Sentence, token: number, side: Side): Entity[] {
    const tree = this.tree(sentence)
    return [
      ...new Set(
        mentionsIn(this.grounded, sentence)
          .filter(
            (mention) => (side === 'recipient' || mention.form !== 'place') && isOwnerOf(tree, mention.head, token),
          )
          .flatMap((mention) => membersOf(this.grounded, entityById(this.grounded, mention.entity))),
      ),
    ]
  }

  /** The state in which the article was written, where it is an entity of the article. */
  here(): Entity[] {
    const country = this.grounded.dateline?.country ?? null
    const state = country === null ? undefined : stateNamed(this.grounded, country)
    return state ? [state] : []
  }

  /** The states on whose ground a clause says it happens ("in Kabul", "near the Syrian border"). */
  placeOf(clause: Clause): Entity[] {
    const found: Entity[] = []
    for (const { preposition, participant } of clause.obliques) {
      if (!LOCATIVE.has(preposition)) continue
      const mentions = this.headedAt(clause.sentence, participant.token)
      const place =
        mentions.find((mention) => mention.form === 'place') ?? mentions.find((mention) => mention.form === 'name')
      if (place) {
        const entity = entityById(this.grounded, place.entity)
        if (entity.kind === 'state') found.push(entity)
      } else {
        found.push(
          ...entitiesOfPhrase(this.grounded, clause.sentence, participant.token, { conjuncts: false }).filter(
            (entity) => entity.kind === 'state',
          ),
        )
      }
    }
    return [...new Set(found)]
  }
}

const NOBODY: readonly Entity[] = []

export const LOCATIVE: ReadonlySet<string> = new Set([
  'in',
  'at',
  'near',
  'inside',
  'outside',
  'within',
  'on',
  'across',
  'throughout',
  'around',
  'outside of',
  'off',
  'over',
  'along',
])

/** "Vladimir" of "Vladimir Putin": parsers disagree which word of a name heads it. */
function isNamePart(sentence: Sentence, mention: Mention, token: number): boolean {
  if (mention.form === 'nominal' || mention.form === 'pronoun') return false
  const { upos, head } = sentence.tokens[token]!
  return upos === 'PROPN' && (head < mention.from || head >= mention.to)
}

const ADVERSARIES =
  /^(captors?|kidnappers?|abductors?|killers?|murderers?|assassins?|attackers?|opponents?|critics?|enem(?:y|ies)|foes?|rivals?|victims?|detractors?|assailants?)$/i

const INNER_CLAUSES: ReadonlySet<string> = new Set(['acl', 'advcl', 'xcomp', 'ccomp', 'csubj', 'parataxis'])

const BROKERING = /^(broker|mediat|sponsor|draft|arrang|host|propos)/i

const AWAY: ReadonlySet<string> = new Set([
  'near',
  'in',
  'at',
  'inside',
  'outside',
  'within',
  'around',
  'across',
  'during',
  'after',
  'before',
  'since',
])

/** Nouns of deeds whose of-phrase is the one who suffers them. */
const SUFFERED: ReadonlySet<string> = new Set(
  'release protection killing murder assassination arrest detention abduction kidnapping bombing shelling shooting invasion occupation annexation persecution expulsion deportation liberation safety rescue evacuation disappearance beating torture'.split(
    ' ',
  ),
)

/** True for "Geneva" of "the Geneva Plan". */
function isInName(tree: Tree, word: number): boolean {
  const { deprel, head, form } = tree.tokens[word]!
  const above = tree.tokens[head]
  if (above?.upos !== 'PROPN' || !/^(compound|amod)/.test(deprel)) return false
  return isTitle(above.form) && isTitle(form) && isThing(above.form)
}

/** True when the way up from a word to a noun passes no clause, no place and no name that merely holds the word. */
function isOwnerOf(tree: Tree, word: number, noun: number): boolean {
  let doer = false
  for (let at = word, steps = 0; steps < 12; steps++) {
    if (at === noun) return true
    const { deprel, head } = tree.tokens[at]!
    if (head < 0) return false
    const above = tree.tokens[head]!
    const relation = baseRelation(deprel)
    // "conditions set by the bank", "the pact Rome proposed": who does it is an owner all the same
    if (INNER_CLAUSES.has(relation) && !(steps > 0 && relation === 'acl' && doer)) return false
    const broker = BROKERING.test(above.form)
    doer =
      !broker &&
      (deprel === 'obl:agent' || deprel === 'nsubj' || (relation === 'obl' && prepositionOf(tree, at) === 'with'))
    if (relation === 'nmod' || relation === 'obl') {
      const preposition = prepositionOf(tree, at)
      if (AWAY.has(preposition)) return false
      if (preposition === 'of' && SUFFERED.has(above.lemma.toLowerCase())) return false
    }
    if (isInName(tree, at)) return false
    at = head
  }
  return false
}

const isTitle = (form: string): boolean => /^\p{Lu}/u.test(form)

/** Names of papers and undertakings, which do not act: "Plan", "Treaty", "Initiative". */
const isThing = (form: string): boolean =>
  /^(plan|treaty|initiative|accords?|agreement|protocol|pact|declaration|charter|convention|act|law|framework|programme|program|project|process|roadmap|statute|resolution|report)$/i.test(
    form,
  )
