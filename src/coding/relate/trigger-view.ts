import type { Entity } from '../../ground/index.ts'
import { lemmaCandidates, type Token } from '../../parse/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { type Tree, treeOf } from '../clauses/tree.ts'
import { TIME_NOUNS } from '../clauses/words.ts'
import type { ClassNames } from '../rules/class-names.ts'
import type { Parties } from '../rules/parties.ts'
import type { WordVectors } from './model.ts'
import type { Neighbours } from './neighbours.ts'
import { Traits } from './traits.ts'

/** Number of word groups of a trigger's view: predicate, objects, obliques, the clauses above and below, the whole sentence. */
export const TRIGGER_GROUPS = 5

/**
 * What the trigger model reads: hashes of traits, the first `count` of an array, and the unit-length mean word vector of each group of words, one after the
 * other. The arrays are lent: the next view is written into them. `kept` copies.
 */
export interface TriggerView {
  traits: Int32Array
  count: number
  dense: Float64Array
}

/** A view in arrays of its own. */
export const kept = ({ traits, count, dense }: TriggerView): TriggerView => ({
  traits: traits.slice(0, count),
  count,
  dense: dense.slice(),
})

const CONTENT = new Set(['NOUN', 'VERB', 'ADJ'])

/** True for a clause worth asking about: a verb or copula, or a noun that takes somebody or something with it and is none of time. Auxiliaries without an object tell nothing. */
export function isAskable(clause: Clause): boolean {
  if (clause.kind !== 'noun') return true
  if (TIME_NOUNS.has(clause.lemma)) return false
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
 * (a state, a body, police, people), so that nothing hangs on which country it is. Linear in the tokens of the clause; `traits` is emptied and filled.
 */
export function viewTrigger(
  clause: Clause,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
  near: Neighbours,
  matter: readonly string[],
  traits: Traits = SCRATCH,
): TriggerView {
  traits.clear()
  const tree = treeOf(clause.sentence)
  const { tokens } = tree
  const words = GROUPS
  words.begin(near.vectors, wordsOf(tree, near.vectors))
  const keyAt = (token: number) => words.sentence.keyOf(token)
  const lemma = knownLemma(clause, names)
  const head = firstWord(lemma)
  const kind = clause.kind[0]!
  const pos = clause.kind === 'verb' ? 'verb' : clause.kind === 'noun' ? 'noun' : 'adj'
  const self = names.of(pos, lemma)
  traits.add('K:', kind)
  traits.add('L:', kind, lemma)
  for (const name of self) traits.add('C:', name)
  for (const name of near.of(pos, head)) traits.add('N:', name)
  words.add(0, head)
  traits.add('V:', kind, clause.voice[0], clause.tense)
  traits.add('LV:', lemma, clause.voice[0])
  if (clause.modal) traits.add('M:', clause.modal)
  if (clause.negated) traits.add('neg')
  if (clause.conditional) traits.add('cond')
  for (const each of matter) traits.add('S:', each)

  const doers: Entity[] = []
  const others: Entity[] = []
  const look = (slot: string, list: readonly Participant[], group: number) => {
    if (list.length === 0) traits.add(slot, '0')
    const doing = slot === 'a'
    for (let n = 0; n < list.length && n < 4; n++) {
      const each = list[n]!
      const word = keyAt(each.token)
      const who = parties.one(clause.sentence, each, 'recipient')
      for (const entity of who) (doing ? doers : others).push(entity)
      const what = who.length > 0 ? kindOf(who[0]!) : 'thing'
      traits.add(slot, 'E:', what)
      traits.add(slot, 'EL:', lemma, '|', what)
      traits.add(slot, ':', word)
      if (!doing) traits.add(slot, 'L:', lemma, '|', word)
      if (!doing && who.length === 0) for (const name of near.of('noun', word)) traits.add(slot, 'N:', name)
      for (const name of names.of('noun', word)) {
        traits.add(slot, 'C:', name)
        for (const own of self) traits.add('CC:', own, '|', slot, '|', name)
      }
      if (tokens[each.token]!.upos !== 'PROPN') words.addToken(group, each.token)
      for (const child of tree.children[each.token]!) {
        if (tokens[child]!.upos === 'PROPN') continue
        const relation = tree.relations[child]!
        if (relation !== 'amod' && relation !== 'compound') continue
        traits.add(slot, 'm:', keyAt(child))
        words.addToken(group, child)
      }
      if (doing) continue
      // "offered the rebels an end *to the siege*", "cut the supply *of gas*"
      let seen = 0
      for (const child of tree.children[each.token]!) {
        if (tree.relations[child] !== 'nmod') continue
        if (++seen > 3) break
        if (tokens[child]!.upos === 'PROPN') continue
        traits.add(slot, 'n:', keyAt(child))
        words.addToken(group, child)
        for (const name of names.of('noun', keyAt(child))) traits.add(slot, 'nC:', name)
      }
    }
  }
  look('a', clause.agents, 2)
  look('p', clause.patients, 1)
  look('r', clause.receivers, 1)
  for (let n = 0; n < clause.obliques.length && n < 6; n++) {
    const { preposition, participant } = clause.obliques[n]!
    traits.add('o:', preposition)
    traits.add('oL:', lemma, '|', preposition)
    look(`o${preposition}`, [participant], 2)
  }
  traits.add('rel:', relationOf(doers, others))

  if (clause.light !== undefined) {
    const light = clauses[clause.light]!
    traits.add('light:', light.lemma)
    traits.add('lightL:', light.lemma, '|', lemma)
  }
  for (const child of tree.children[clause.head]!) {
    const { upos, deprel } = tokens[child]!
    if (upos === 'PROPN' || !(deprel === 'compound:prt' || BESIDE.has(tree.relations[child]!))) continue
    traits.add('m:', keyAt(child))
    if (clause.kind === 'noun') traits.add('mL:', keyAt(child), '|', lemma)
    if (CONTENT.has(upos)) words.addToken(1, child)
  }
  const { parent } = clause
  if (!parent) traits.add('G:none')
  else {
    const above = clauses[parent.clause]!
    traits.add('G:', parent.relation)
    traits.add('GM:', parent.relation, '|', parent.marker ?? '')
    traits.add('GL:', parent.relation, '|', above.lemma)
    traits.add('GG:', above.kind[0], above.lemma, '|', lemma)
    for (const name of names.of(above.kind === 'noun' ? 'noun' : 'verb', above.lemma)) {
      traits.add('GC:', parent.relation, '|', name)
      for (const own of self) traits.add('GCC:', name, '|', own)
    }
    words.add(3, firstWord(above.lemma))
  }
  for (let n = 0; n < clause.complements.length && n < 8; n++) {
    const link = clause.complements[n]!
    if (link.relation === 'relcl' || link.relation === 'parataxis') continue
    const inner = clauses[link.clause]!
    traits.add('X:', link.relation)
    traits.add('XL:', link.relation, '|', inner.lemma)
    traits.add('XM:', lemma, '|', link.relation, '|', link.marker ?? '')
    if (link.relation !== 'obj' && link.relation !== 'subj') words.add(3, firstWord(inner.lemma))
    for (const name of names.of(inner.kind === 'noun' ? 'noun' : 'verb', inner.lemma))
      traits.add('XC:', link.relation, '|', name)
    if (inner.negated) traits.add('XN:', link.relation)
  }
  words.addSentence(4, clause.head)
  return { traits: traits.lent, count: traits.size, dense: words.means() }
}

const SCRATCH = new Traits()

const BESIDE = new Set(['amod', 'compound', 'advmod', 'nummod'])

const firstWord = (lemma: string): string => {
  const blank = lemma.indexOf(' ')
  return blank < 0 ? lemma : lemma.slice(0, blank)
}

/** The words of a sentence as the model reads them, each looked up when first asked for, and the sum of the content words' vectors. */
class SentenceWords {
  readonly vectors: WordVectors
  readonly sum: Int32Array
  readonly #tokens: readonly Token[]
  readonly #keys: string[] = []
  readonly #rows: Int32Array

  constructor({ tokens }: Tree, vectors: WordVectors) {
    this.vectors = vectors
    this.#tokens = tokens
    this.#rows = new Int32Array(tokens.length).fill(UNASKED)
    const { size, values } = vectors
    const sum = new Int32Array(size)
    for (let i = 0; i < tokens.length; i++) {
      if (!CONTENT.has(tokens[i]!.upos)) continue
      const row = this.rowOf(i)
      if (row >= 0) for (let d = 0, from = row * size; d < size; d++, from++) sum[d]! += values[from]!
    }
    this.sum = sum
  }

  keyOf(token: number): string {
    return (this.#keys[token] ??= keyOf(this.#tokens[token]!))
  }

  /** The row of a word's vector, -1 for none. */
  rowOf(token: number): number {
    const known = this.#rows[token]!
    return known === UNASKED ? (this.#rows[token] = this.vectors.words.get(this.keyOf(token)) ?? -1) : known
  }

  isContent(token: number): boolean {
    return CONTENT.has(this.#tokens[token]!.upos)
  }
}

const UNASKED = -2

const sentenceWords = new WeakMap<Tree, SentenceWords>()

/** Read once a sentence, since every predicate of it asks. */
function wordsOf(tree: Tree, vectors: WordVectors): SentenceWords {
  let known = sentenceWords.get(tree)
  if (known?.vectors !== vectors) sentenceWords.set(tree, (known = new SentenceWords(tree, vectors)))
  return known
}

/** Adds up the vectors of groups of words. Sums of whole numbers are exact, so the order of words does not matter. */
class WordGroups {
  sentence!: SentenceWords
  #vectors!: WordVectors
  #sums = new Float64Array(0)

  begin(vectors: WordVectors, sentence: SentenceWords): void {
    this.#vectors = vectors
    this.sentence = sentence
    if (this.#sums.length === TRIGGER_GROUPS * vectors.size) this.#sums.fill(0)
    else this.#sums = new Float64Array(TRIGGER_GROUPS * vectors.size)
  }

  add(group: number, word: string): void {
    const row = this.#vectors.words.get(word)
    if (row !== undefined) this.#addRow(group, row, 1)
  }

  addToken(group: number, token: number): void {
    const row = this.sentence.rowOf(token)
    if (row >= 0) this.#addRow(group, row, 1)
  }

  /** All content words of the sentence but one. */
  addSentence(group: number, but: number): void {
    const { size } = this.#vectors
    const { sum } = this.sentence
    for (let d = 0, at = group * size; d < size; d++, at++) this.#sums[at]! += sum[d]!
    if (!this.sentence.isContent(but)) return
    const row = this.sentence.rowOf(but)
    if (row >= 0) this.#addRow(group, row, -1)
  }

  /** Each group's sum at length 1; zeros where no word is known. */
  means(): Float64Array {
    const { size } = this.#vectors
    const out = this.#sums
    for (let at = 0; at < out.length; at += size) {
      let norm = 0
      for (let d = at; d < at + size; d++) norm += out[d]! * out[d]!
      if (norm === 0) continue
      const length = Math.sqrt(norm)
      for (let d = at; d < at + size; d++) out[d]! /= length
    }
    return out
  }

  #addRow(group: number, row: number, times: 1 | -1): void {
    const { size, values } = this.#vectors
    for (let d = 0, at = group * size, from = row * size; d < size; d++, at++, from++)
      this.#sums[at]! += times * values[from]!
  }
}

const GROUPS = new WordGroups()

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

/** What kind of party an entity is, in a word: "state", "IGO", a sector such as "MIL", with a hyphen before it where the country is unknown. */
export function kindOf(entity: Entity): string {
  if (entity.kind === 'state') return 'state'
  if (/^(IGO|NGO|MNC|IMG)/.test(entity.code)) return entity.code.slice(0, 3)
  const sector = entity.sectors[0] ?? 'UNK'
  return `${entity.country === null ? '-' : ''}${sector}`
}

/** Whether the parties are of one country or of two. */
function relationOf(doers: readonly Entity[], others: readonly Entity[]): string {
  const first = doers.length > 0 ? homeOf(doers[0]!) : null
  if (others.length === 0)
    return first === null ? 'nobody' : doers.some((entity) => homeOf(entity) !== first) ? 'several' : 'one'
  if (first === null) return 'other'
  return others.some((entity) => !doers.some((doer) => homeOf(doer) === homeOf(entity))) ? 'foreign' : 'home'
}

const homeOf = (entity: Entity): string => entity.country ?? entity.code
