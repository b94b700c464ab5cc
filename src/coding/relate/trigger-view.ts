import type { Entity } from '../../ground/index.ts'
import type { Token } from '../../parse/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { lemmaCandidates } from '../clauses/lemma-candidates.ts'
import { childrenBy, treeOf } from '../clauses/tree.ts'
import type { Parties } from '../rules/parties.ts'
import type { RuleBook } from '../rules/rule.ts'
import type { PairView } from './features.ts'
import type { Neighbours } from './neighbours.ts'

/** Number of word groups of a trigger's view: predicate, objects, obliques, the clauses above and below, the whole sentence. */
export const TRIGGER_GROUPS = 5

/** Class names by `pos:lemma`, for a rule book. */
export class ClassNames {
  readonly #names = new Map<string, string[]>()

  constructor(book: RuleBook) {
    for (const [name, entries] of book.classes)
      for (const word of entries.keys()) {
        const known = this.#names.get(word)
        if (known) known.push(name)
        else this.#names.set(word, [name])
      }
  }

  of(pos: string, lemma: string): readonly string[] {
    return this.#names.get(`${pos}:${lemma}`) ?? []
  }
}

const CONTENT = new Set(['NOUN', 'VERB', 'ADJ'])

/** True for a clause worth asking about: a verb or copula, or a noun that takes somebody or something with it. Auxiliaries without an object tell nothing. */
export function isAskable(clause: Clause): boolean {
  if (clause.kind !== 'noun') return true
  return (
    clause.light !== undefined ||
    clause.agents.length > 0 ||
    clause.obliques.length > 0 ||
    clause.patients.length > 0 ||
    clause.parent?.relation === 'subj'
  )
}

/**
 * What the trigger model sees of one predicate: its words, who and what takes part in it, the clauses around it, its mood. Names count as what they stand for
 * (a state, a body, police, people), so that nothing hangs on which country it is. Linear in the tokens of the clause.
 */
export function viewTrigger(
  clause: Clause,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
  near: Neighbours,
  matter: readonly string[],
): PairView {
  const tree = treeOf(clause.sentence)
  const { tokens } = tree
  const traits = new Set<string>()
  const add = (trait: string) => void traits.add(trait)
  const words: string[][] = [[], [], [], [], []]
  const key = (i: number): string => keyOf(tokens[i]!)
  const lemma = knownLemma(clause, names)
  const kind = clause.kind[0]!
  const pos = clause.kind === 'verb' ? 'verb' : clause.kind === 'noun' ? 'noun' : 'adj'
  const self = names.of(pos, lemma)
  add(`K:${kind}`)
  add(`L:${kind}${lemma}`)
  for (const name of self) add(`C:${name}`)
  for (const name of near.of(pos, lemma.split(' ')[0]!)) add(`N:${name}`)
  words[0]!.push(lemma.split(' ')[0]!)
  add(`V:${kind}${clause.voice[0]}${clause.tense}`)
  add(`LV:${lemma}${clause.voice[0]}`)
  if (clause.modal) add(`M:${clause.modal}`)
  if (clause.negated) add('neg')
  if (clause.conditional) add('cond')
  for (const each of matter) add(`S:${each}`)

  const slots: [string, readonly Participant[]][] = [
    ['a', clause.agents],
    ['p', clause.patients],
    ['r', clause.receivers],
  ]
  const kinds = new Map<string, Set<Entity>>()
  const look = (slot: string, list: readonly Participant[], group: number) => {
    if (list.length === 0) add(`${slot}0`)
    for (const each of list.slice(0, 4)) {
      const word = key(each.token)
      const who = standing(parties, clause, each)
      const entities = kinds.get(slot) ?? new Set<Entity>()
      for (const entity of who) entities.add(entity)
      kinds.set(slot, entities)
      add(`${slot}E:${who.length > 0 ? kindOf(who[0]!) : 'thing'}`)
      add(`${slot}EL:${lemma}|${who.length > 0 ? kindOf(who[0]!) : 'thing'}`)
      add(`${slot}:${word}`)
      if (slot !== 'a') add(`${slot}L:${lemma}|${word}`)
      if (slot !== 'a' && who.length === 0) for (const name of near.of('noun', word)) add(`${slot}N:${name}`)
      const classes = names.of('noun', word)
      for (const name of classes) {
        add(`${slot}C:${name}`)
        for (const own of self) add(`CC:${own}|${slot}|${name}`)
      }
      if (tokens[each.token]!.upos !== 'PROPN') words[group]!.push(word)
      for (const child of childrenBy(tree, each.token, 'amod', 'compound')) {
        if (tokens[child]!.upos === 'PROPN') continue
        add(`${slot}m:${key(child)}`)
        words[group]!.push(key(child))
      }
      // "offered the rebels an end *to the siege*", "cut the supply *of gas*"
      for (const child of childrenBy(tree, each.token, 'nmod').slice(0, 3)) {
        if (tokens[child]!.upos === 'PROPN' || slot === 'a') continue
        add(`${slot}n:${key(child)}`)
        words[group]!.push(key(child))
        for (const name of names.of('noun', key(child))) add(`${slot}nC:${name}`)
      }
    }
  }
  for (const [slot, list] of slots) look(slot, list, slot === 'a' ? 2 : 1)
  for (const { preposition, participant } of clause.obliques.slice(0, 6)) {
    add(`o:${preposition}`)
    add(`oL:${lemma}|${preposition}`)
    look(`o${preposition}`, [participant], 2)
  }
  add(
    `rel:${relationOf(
      kinds.get('a'),
      [...kinds].filter(([slot]) => slot !== 'a').flatMap(([, each]) => [...each]),
    )}`,
  )

  if (clause.light !== undefined) {
    const light = clauses[clause.light]!
    add(`light:${light.lemma}`)
    add(`lightL:${light.lemma}|${lemma}`)
  }
  for (const child of childrenBy(tree, clause.head, 'amod', 'compound', 'advmod', 'compound:prt', 'nummod')) {
    const token = tokens[child]!
    if (token.upos === 'PROPN') continue
    add(`m:${key(child)}`)
    if (clause.kind === 'noun') add(`mL:${key(child)}|${lemma}`)
    if (CONTENT.has(token.upos)) words[1]!.push(key(child))
  }
  const { parent } = clause
  if (!parent) add('G:none')
  else {
    const above = clauses[parent.clause]!
    add(`G:${parent.relation}`)
    add(`GM:${parent.relation}|${parent.marker ?? ''}`)
    add(`GL:${parent.relation}|${above.lemma}`)
    add(`GG:${above.kind[0]}${above.lemma}|${lemma}`)
    for (const name of names.of(above.kind === 'noun' ? 'noun' : 'verb', above.lemma)) {
      add(`GC:${parent.relation}|${name}`)
      for (const own of self) add(`GCC:${name}|${own}`)
    }
    words[3]!.push(above.lemma.split(' ')[0]!)
  }
  for (const link of clause.complements.slice(0, 8)) {
    if (link.relation === 'relcl' || link.relation === 'parataxis') continue
    const inner = clauses[link.clause]!
    add(`X:${link.relation}`)
    add(`XL:${link.relation}|${inner.lemma}`)
    add(`XM:${lemma}|${link.relation}|${link.marker ?? ''}`)
    if (link.relation !== 'obj' && link.relation !== 'subj') words[3]!.push(inner.lemma.split(' ')[0]!)
    for (const name of names.of(inner.kind === 'noun' ? 'noun' : 'verb', inner.lemma))
      add(`XC:${link.relation}|${name}`)
    if (inner.negated) add(`XN:${link.relation}`)
  }
  tokens.forEach((token, i) => {
    if (CONTENT.has(token.upos) && i !== clause.head) words[4]!.push(key(i))
  })
  return { traits: [...traits], words }
}

/** The predicate's lemma; one the parser guessed wrongly ("initiall") gives way to one that is in a class. */
function knownLemma(clause: Clause, names: ClassNames): string {
  if (clause.kind !== 'verb' || clause.lemma.includes(' ') || names.of('verb', clause.lemma).length > 0)
    return clause.lemma
  const { form } = clause.sentence.tokens[clause.head]!
  return lemmaCandidates(form, clause.lemma).find((each) => names.of('verb', each).length > 0) ?? clause.lemma
}

function keyOf(token: Token): string {
  if (token.upos === 'PROPN') return 'NAME'
  if (token.upos === 'NUM' || /\d/.test(token.form)) return 'NUM'
  return token.lemma.toLowerCase()
}

function standing(parties: Parties, clause: Clause, each: Participant): Entity[] {
  return parties.one(clause.sentence, each, 'recipient')
}

/** What kind of party an entity is, in a word: "state", "IGO", a sector such as "MIL", with a hyphen before it where the country is unknown. */
export function kindOf(entity: Entity): string {
  if (entity.kind === 'state') return 'state'
  if (/^(IGO|NGO|MNC|IMG)/.test(entity.code)) return entity.code.slice(0, 3)
  const sector = entity.sectors[0] ?? 'UNK'
  return `${entity.country === null ? '-' : ''}${sector}`
}

/** Whether the parties are of one country or of two. */
function relationOf(agents: ReadonlySet<Entity> | undefined, others: readonly Entity[]): string {
  const home = new Set([...(agents ?? [])].map((entity) => entity.country ?? entity.code))
  if (others.length === 0) return home.size === 0 ? 'nobody' : home.size > 1 ? 'several' : 'one'
  if (home.size === 0) return 'other'
  return others.some((entity) => !home.has(entity.country ?? entity.code)) ? 'foreign' : 'home'
}
