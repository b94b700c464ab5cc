import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Row } from './lexicon.ts'
import { completed } from './relations-between.ts'
import { governing, isParty } from './tie-drafts.ts'
import { oneEach, standing, subjectsOf, type View } from './view.ts'

type Pair = readonly Entity[]

/**
 * Between whom a set phrase of relation stands: who is to its left and who is to its right, read off the parse where it names them, else off the words. Two
 * on one side of one on the other are two pairs. A mutual phrase may have both on its left; with one alone the other is whoever the sentences before are about.
 */
export function pairsBeside(
  view: View,
  sentence: Sentence,
  from: number,
  to: number,
  row: Row,
  context: readonly Entity[],
): readonly Pair[] {
  if (row.class === 'between') return [betweenWhom(view, sentence, to)]
  const right = [
    () => insidePhrase(view, sentence, from, to),
    () => rightOf(view, sentence, to),
    () => before(view, sentence, from),
    () => withOpening(view, sentence, from),
  ]
    .map((find) => find())
    .find((found) => found.length > 0)
  const left = leftOf(view, sentence, from)
  const isEach = /^(?:each|one)$/i.test(sentence.tokens[to + 1]?.form ?? '')
  if (right && left.length > 0) {
    const others = left.filter((each) => !right.some((one) => standing(one) === standing(each)))
    // "With Argentina it is close to blows": whoever is there spoken of by a pronoun is another.
    const own =
      others.at(-1) ?? (right.length === 1 && isPronoun(view, sentence, from) ? other(view, right[0]!, context) : null)
    if (!own || (others.length > 1 && right.length > 1)) return []
    return others.length > 1 && isJoint(sentence, from)
      ? others.map((each) => [each, right[0]!])
      : right.map((each) => [own, each])
  }
  if (right || (row.class !== 'mutual' && !isEach)) return []
  if (left.length === 2) return [left]
  const opening = openingOf(view, sentence, from)
  if (opening.length === 2) return [opening]
  // A long subject parses badly: the two named before the phrase, or of nobody named the two of whom the article tells.
  const named = oneEach(
    view
      .mentions(sentence)
      .filter(({ to, form }) => to <= from && form !== 'modifier')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (named.length === 2) return [named]
  const isTheirs = sentence.tokens
    .slice(Math.max(0, from - 8), from)
    .some(({ form }) => /^(?:they|both|two|neighbou?rs|capitals|pair)$/i.test(form))
  if (named.length === 0) return isTheirs && view.isTwoSided ? [view.mainPair] : []
  // "Peru quarrelled with a mining company": whoever it is with is told, and is no country.
  const isWithThem = sentence.tokens.slice(to, to + 2).some(({ form }) => /^with$/i.test(form))
  const isAlone = named.length === 1 && left.length === 1 && !isWithThem && !namesOthers(view, sentence, left[0]!)
  return isAlone ? [completed(view, left[0]!, context)] : []
}

/** "Drove a wedge between Lima and Quito": the two behind a phrase that ends in "between". */
function betweenWhom(view: View, sentence: Sentence, to: number): Pair {
  const mention = view.mentions(sentence).find(({ head, form }) => head > to && head <= to + 6 && form !== 'modifier')
  return mention ? oneEach(view.actors(sentence, mention.head).filter(isParty)) : []
}

/** Whether a sentence names a party beside this one. */
const namesOthers = (view: View, sentence: Sentence, one: Entity): boolean =>
  view
    .mentions(sentence)
    .flatMap(({ entity }) => view.members(view.entity(entity)))
    .some((each) => isParty(each) && standing(each) !== standing(one))

/** The other of the two that the sentences before, or the article, are about. */
function other(view: View, one: Entity, context: readonly Entity[]): Entity | null {
  for (const pair of [context, view.mainPair]) {
    const rest = pair.filter((each) => standing(each) !== standing(one))
    if (pair.length === 2 && rest.length === 1) return rest[0]!
  }
  return null
}

/** Two subjects of one verb: "Peru and Chile have warmed to Brazil". */
const isJoint = ({ tokens }: Sentence, from: number): boolean =>
  tokens.slice(Math.max(0, from - 8), from).some(({ form }) => /^(?:and|both)$/i.test(form))

function isPronoun(view: View, sentence: Sentence, from: number): boolean {
  const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
  return (clause ? subjectsOf(clause) : []).some(({ token }) => sentence.tokens[token]!.upos === 'PRON')
}

function leftOf(view: View, sentence: Sentence, from: number): Entity[] {
  const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
  const subjects = clause ? subjectsOf(clause).concat(clause.voice === 'passive' ? clause.patients : []) : []
  const told = oneEach(subjects.flatMap(({ token }) => view.actors(sentence, token)).filter(isParty))
  if (told.length > 0 && told.length < 3) return told
  const before = view.mentions(sentence).filter(({ to, form }) => to <= from && to >= from - 8 && form !== 'modifier')
  const last = before.at(-1)
  if (!last) return openingOf(view, sentence, from)
  const found = oneEach(view.actors(sentence, last.head, { conjuncts: true }).filter(isParty))
  return found.length > 0 && found.length < 3 ? found : openingOf(view, sentence, from)
}

/** Whoever opens the stretch of words that a phrase stands in: "Iceland and Norway, partners in NATO, are …", "Russia, for its part, sides …". */
function openingOf(view: View, { tokens, ...rest }: Sentence, from: number): Entity[] {
  const sentence = { tokens, ...rest } as Sentence
  let start = from
  while (start > 0 && !/^[;:.—–]$/.test(tokens[start - 1]!.form)) start--
  let end = start
  while (
    end < from &&
    (end === start || (tokens[end]!.form !== ',' && !/^(?:VERB|AUX|SCONJ)$/.test(tokens[end]!.upos)))
  )
    end++
  return oneEach(
    view
      .mentions(sentence)
      .filter(({ from: at, to, form }) => at >= start && to <= end && form !== 'modifier' && form !== 'pronoun')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
}

/** Prepositions behind which the other side of a phrase stands; behind any other stands what it is about. */
const TOWARDS = /^(?:with|from|against|to|toward|towards|of|by|behind|on|upon|as|for|in)$/i
const LEADS = /^(?:with|from|against|to|toward|towards|of|by|behind|on|upon|as)$/i

/** "Into Moscow's arms", "on the Soviet side": whoever is named within the phrase. */
function insidePhrase(view: View, sentence: Sentence, from: number, to: number): Entity[] {
  const inside = view.mentions(sentence).filter(({ head, form }) => head > from && head < to && form !== 'pronoun')
  const found = oneEach(inside.flatMap(({ entity }) => view.members(view.entity(entity))).filter(isParty))
  return found.length === 1 ? found : []
}

/** The party named right after a phrase: its object, or behind a preposition that leads to one; both of two where it is "both". */
function rightOf(view: View, sentence: Sentence, to: number): Entity[] {
  const { tokens } = sentence
  const opens = tokens[to]!.upos === 'ADP' && !TOWARDS.test(tokens[to]!.form)
  for (let at = to + 1; at < tokens.length && at <= to + 10 && !opens; at++) {
    const { form, upos } = tokens[at]!
    const isApart = upos === 'PUNCT' && !/^[-'’"“]$/.test(form)
    if (isApart || (upos === 'VERB' && at > to + 1) || /^(?:CCONJ|SCONJ)$/.test(upos)) break
    if (upos === 'ADP' && !LEADS.test(form)) break
    const mention = view
      .mentions(sentence)
      .find((each) => each.head === at && each.form !== 'modifier' && each.form !== 'pronoun')
    if (!mention) continue
    const found = oneEach(view.actors(sentence, at).filter(isParty))
    return /^both$/i.test(form) && found.length === 2 ? found : found.slice(0, 1)
  }
  return []
}

/** "China, to which Seoul has been cozying up": whoever the relative clause of the phrase is of, led by a preposition. */
function before(view: View, sentence: Sentence, from: number): Entity[] {
  const at = relativeBefore(sentence, from)
  if (at === null) return []
  const antecedent = antecedentOf(view, sentence, at)
  return antecedent ? [antecedent] : []
}

/** Where "to which", "with whom", "of which" opens the clause of a token; its preposition. Null where none does. */
export function relativeBefore({ tokens }: Sentence, from: number): number | null {
  for (let at = from - 1; at > 0 && at >= from - 9; at--) {
    if (/^(?:which|whom)$/i.test(tokens[at]!.form) && TOWARDS.test(tokens[at - 1]!.form)) return at - 1
    if (/^[,;:.—]$/.test(tokens[at]!.form)) return null
  }
  return null
}

/** The one party right before a relative clause, its comma aside; behind "and" whoever the relative clause before is of. */
export function antecedentOf(view: View, sentence: Sentence, preposition: number): Entity | null {
  const { tokens } = sentence
  let at = preposition
  while (at > 0 && /^(?:,|and|both|—)$/i.test(tokens[at - 1]!.form)) at--
  if ((at < preposition && /^and$/i.test(tokens[at]!.form)) || /^and$/i.test(tokens[preposition - 1]?.form ?? '')) {
    const first = tokens.findLastIndex(({ form }, each) => each < at && /^(?:which|who|whom|whose)$/i.test(form))
    if (first < 0) return null
    at = first
    while (at > 0 && (tokens[at - 1]!.form === ',' || tokens[at - 1]!.upos === 'ADP')) at--
  }
  const mention = view.mentions(sentence).findLast(({ to, form }) => to === at && form !== 'pronoun')
  const found = mention ? oneEach(view.members(view.entity(mention.entity)).filter(isParty)) : []
  return found.length === 1 ? found[0]! : null
}

/** "With Argentina it is close to blows": whoever a "with" names at the head of the sentence or of what follows a break. */
function withOpening(view: View, sentence: Sentence, from: number): Entity[] {
  const { tokens } = sentence
  let start = from
  while (start > 0 && !/^[;:.—–]$/.test(tokens[start - 1]!.form)) start--
  if (!/^(?:with|to|toward|towards)$/i.test(tokens[start]?.form ?? '')) return []
  const mention = view
    .mentions(sentence)
    .find(({ from: at, head, form }) => at > start && at <= start + 2 && head < from && form !== 'modifier')
  const found = mention ? oneEach(view.members(view.entity(mention.entity)).filter(isParty)) : []
  return found.length === 1 ? found : []
}
