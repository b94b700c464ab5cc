import type { Entity } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import { periodOf } from './dating.ts'
import type { Row } from './lexicon.ts'
import { partiesOfRelation } from './relations-between.ts'
import { since } from './said-of-relations.ts'
import { type Found, governing, isParty, isTold, tie, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, standing, subjectsOf, type View } from './view.ts'

/**
 * Ties told by a set phrase of `tie-phrases.tsv`, in whatever construction it stands: main clause, relative clause, participle, apposition. The phrase is
 * read off the words; its parties are looked for to its left and to its right.
 */
export function tiePhrases(view: View, sentence: Sentence, context: readonly Entity[]): Found[] {
  return sentence.tokens.flatMap((token, from) => {
    if (view.quoted(token)) return []
    for (const row of rowsOf(view, token)) {
      const to = phraseAt(sentence, from, row)?.at(-1)
      const found = to === undefined ? [] : told(view, sentence, from, to, row, context)
      if (found.length > 0) return found
    }
    return []
  })
}

/** The phrases that open with a word by its lemma, then by its form. */
function rowsOf({ lexicon }: View, token: Token): readonly Row[] {
  const [lemma, form] = [lemmaOf(token), token.form.toLowerCase()]
  const byLemma = lexicon.rows('tie-phrases', lemma)
  const byForm = form === lemma ? [] : lexicon.rows('tie-phrases', form)
  return byForm.length === 0 ? byLemma : byLemma.length === 0 ? byForm : [...byLemma, ...byForm]
}

/** What may stand between the words of a phrase. */
const LIGHT: ReadonlySet<string> = new Set(['DET', 'ADJ', 'ADV', 'PRON', 'PART', 'NUM', 'AUX'])
const ADVERBIAL: ReadonlySet<string> = new Set(['ADV', 'PART'])
const GAP = 4

/** One word of a phrase behind its first. */
interface Step {
  words: readonly string[]
  /** It may be left out. */
  isOptional: boolean
  /** It stands right behind, adverbs aside. */
  isClose: boolean
}

const NO_STEPS: readonly Step[] = []
const stepsOf = new WeakMap<Row, readonly Step[]>()

/** The words of a row behind its first; taken apart once. */
function stepsIn(row: Row): readonly Step[] {
  if (row.rest === undefined) return NO_STEPS
  let steps = stepsOf.get(row)
  if (!steps) {
    steps = row.rest.split(' ').map((step) => ({
      words: step.replace(/[?!]$/, '').split('|'),
      isOptional: step.endsWith('?'),
      isClose: step.endsWith('!'),
    }))
    stepsOf.set(row, steps)
  }
  return steps
}

/** The tokens of a row's phrase that opens at `from`, or null: each step is one of several words, a step with "?" may be left out, one with "!" stands right behind, adverbs aside. */
export function phraseAt({ tokens }: Sentence, from: number, row: Row): number[] | null {
  const found = [from]
  let at = from
  for (const { words, isOptional, isClose } of stepsIn(row)) {
    let next = at + 1
    let fits = false
    for (; next < tokens.length && next <= at + GAP; next++) {
      fits = isOf(tokens[next]!, words)
      if (fits || !(isClose ? ADVERBIAL : LIGHT).has(tokens[next]!.upos)) break
    }
    if (fits) found.push((at = next))
    else if (!isOptional) return null
  }
  return found
}

const isOf = (token: Token, words: readonly string[]) =>
  words.includes(lemmaOf(token)) || words.includes(token.form.toLowerCase())

function told(view: View, sentence: Sentence, from: number, to: number, row: Row, context: readonly Entity[]): Found[] {
  const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
  const isDenied = /\b(?:not|never|nor|hardly|no longer)$/i.test(row.word!) ? false : clause && !isTold(view, clause)
  if (isDenied || isHardly(sentence, from, to, row)) return []
  const isVerb = /^(?:long|feels)$/.test(row.class!)
  if (isVerb && sentence.tokens[from]!.upos !== 'VERB') return []
  const parties =
    row.class === 'relation' ? ofRelation(view, sentence, from, context) : besidePhrase(view, sentence, from, to, row)
  if (oneEach(parties.filter(isParty)).length !== 2 || parties.some(({ sectors }) => sectors[0] === 'BUS')) return []
  const sign = Number(row.sign) as -1 | 1
  if (sign < 0 && isEnded(sentence, from)) return []
  const date = dateOf(view, sentence, from, to)
  const found = row.trend
    ? trendTie(view, sentence, parties, row.trend, from, 'phrase')
    : tie(view, sentence, parties, sign > 0 ? 'close' : 'strained', sign, null, from, 'phrase')
  return found.map((each) => ({ ...each, date }))
}

/** "A treaty that ends a century of quarrels over the channel": what is ended or averted is no tie of now. */
function isEnded({ tokens }: Sentence, from: number): boolean {
  if (tokens[from]!.upos !== 'NOUN') return false
  for (let at = from, steps = 0; at >= 0 && steps < 4; at = tokens[at]!.head, steps++)
    if (tokens[at]!.upos === 'VERB') return ENDING.test(lemmaOf(tokens[at]!))
  return false
}

const ENDING =
  /^(?:end|settle|resolve|bury|overcome|close|finish|conclude|forget|heal|mend|solve|avert|avoid|prevent|defuse)$/

/** "Were hardly enemies"; "were hardly on speaking terms" is a phrase of its own. */
const isHardly = ({ tokens }: Sentence, from: number, to: number, { word, rest }: Row): boolean =>
  !/hardly/.test(`${word} ${rest}`) &&
  tokens.slice(Math.max(0, from - 2), to).some(({ form }) => /^(?:hardly|scarcely)$/i.test(form))

/** Between whom the relation is that a phrase is said of: the noun of relation that stands before it. */
function ofRelation(view: View, sentence: Sentence, from: number, context: readonly Entity[]): readonly Entity[] {
  const { tokens } = sentence
  for (let at = from - 1; at >= Math.max(0, from - 25); at--) {
    if (/^[;:]$/.test(tokens[at]!.form)) return []
    const row =
      tokens[at]!.upos === 'NOUN' ? view.lexicon.row('ties', lemmaOf(tokens[at]!), 'relation', 'relnoun') : undefined
    if (!row || Number(row.sign) < 0) continue
    return partiesOfRelation(view, sentence, at, governing(view, sentence, at), context)
  }
  return []
}

/** Who stands to the left and to the right of a phrase; a mutual one may have both on its left. */
function besidePhrase(view: View, sentence: Sentence, from: number, to: number, row: Row): readonly Entity[] {
  const left = leftOf(view, sentence, from)
  const right = rightOf(view, sentence, to)
  const isEach = /^(?:each|one)$/i.test(sentence.tokens[to + 1]?.form ?? '')
  if (right.length > 0 && left.length > 0) {
    const others = left.filter((each) => !right.some((one) => standing(one) === standing(each)))
    if (right.length === 1 && others.length > 0) return [others.at(-1)!, right[0]!]
    return []
  }
  if (row.class !== 'mutual' && !isEach) return []
  if (left.length === 2) return left
  // A long subject parses badly: the two named before the phrase, or of nobody named the two of whom the article tells.
  const named = oneEach(
    view
      .mentions(sentence)
      .filter(({ to, form }) => to <= from && form !== 'modifier')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  if (named.length === 2) return named
  const isTheirs = sentence.tokens
    .slice(Math.max(0, from - 8), from)
    .some(({ form }) => /^(?:they|both|two|neighbou?rs|capitals|pair)$/i.test(form))
  return named.length === 0 && isTheirs && view.isTwoSided ? view.mainPair : []
}

function leftOf(view: View, sentence: Sentence, from: number): Entity[] {
  const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
  const subjects = clause ? subjectsOf(clause).concat(clause.voice === 'passive' ? clause.patients : []) : []
  const told = oneEach(subjects.flatMap(({ token }) => view.actors(sentence, token)).filter(isParty))
  if (told.length > 0) return told
  const before = view.mentions(sentence).filter(({ to, form }) => to <= from && to >= from - 8 && form !== 'modifier')
  const last = before.at(-1)
  if (!last) return []
  return oneEach(view.actors(sentence, last.head, { conjuncts: true }).filter(isParty))
}

/** Prepositions behind which the other side of a phrase stands; behind any other stands what it is about. */
const TOWARDS = /^(?:with|from|against|to|toward|towards|of|by|behind|on|upon|as)$/i

/** The party named right after a phrase: its object, or behind a preposition that leads to one. */
function rightOf(view: View, sentence: Sentence, to: number): Entity[] {
  const { tokens } = sentence
  const opens = tokens[to]!.upos === 'ADP' && !TOWARDS.test(tokens[to]!.form)
  for (let at = to + 1; at < tokens.length && at <= to + 10 && !opens; at++) {
    const { form, upos } = tokens[at]!
    const isApart = upos === 'PUNCT' && !/^[-'’"“]$/.test(form)
    if (isApart || (upos === 'VERB' && at > to + 1) || /^(?:CCONJ|SCONJ)$/.test(upos)) break
    if (upos === 'ADP' && !TOWARDS.test(form)) break
    const mention = view
      .mentions(sentence)
      .find((each) => each.head === at && each.form !== 'modifier' && each.form !== 'pronoun')
    if (mention) return oneEach(view.actors(sentence, at).filter(isParty)).slice(0, 1)
  }
  return []
}

/** When what a phrase tells of was so: a time right behind it or before it, else what dates its predicate. */
function dateOf(view: View, sentence: Sentence, from: number, to: number): DateInterval | null {
  const { tokens } = sentence
  const times = view.times(sentence).filter(({ date, kind }) => date !== null && kind !== 'duration' && kind !== 'set')
  const isOpen = (a: number, b: number) =>
    !tokens.some(({ form, start }) => start >= a && start < b && /^(?:[,;:—]|and|but|while|when)$/i.test(form))
  const behind = times.find(({ start }) => start > tokens[to]!.start && isOpen(tokens[to]!.end, start))
  const before = times.findLast(({ end }) => end <= tokens[from]!.start && isOpen(end, tokens[from]!.start))
  const time = behind ?? (periodOf(view, sentence, from) ? undefined : before)
  if (!time?.date) return periodOf(view, sentence, from)
  const isSince =
    time.kind === 'since' ||
    tokens.some(({ form, end }) => /^since$/i.test(form) && end < time.start && end > tokens[from]!.start)
  return isSince ? since(view, time.date) : time.date
}
