import type { Entity } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import { periodOf } from './dating.ts'
import type { Row } from './lexicon.ts'
import { partiesOfRelation } from './relations-between.ts'
import { since } from './said-of-relations.ts'
import { type Found, governing, isEnded, isParty, isTold, tie, trendTie } from './tie-drafts.ts'
import { pairsBeside, relativeBefore } from './tie-phrase-parties.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/**
 * Ties told by a set phrase of `tie-phrases.tsv`, in whatever construction it stands: main clause, relative clause, participle, apposition. The phrase is
 * read off the words; its parties are looked for to its left and to its right.
 */
export function tiePhrases(view: View, sentence: Sentence, context: readonly Entity[]): Found[] {
  return sentence.tokens.flatMap((token, from) => {
    if (view.quoted(token)) return []
    for (const row of rowsOf(view, token)) {
      const to = (phraseAt(sentence, from, row) ?? strandedAt(sentence, from, row))?.at(-1)
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

const ANYBODY = '_'
const NAMING: ReadonlySet<string> = new Set(['PROPN', 'DET', 'ADJ', 'NOUN', 'CCONJ'])

/** "into Moscow's arms": the name of an owner may stand before a word of the phrase. */
function isOwner(tokens: readonly Token[], at: number): boolean {
  if (/^['’]s?$/.test(tokens[at]!.form)) return true
  return tokens[at]!.upos === 'PROPN' && tokens.slice(at + 1, at + 4).some(({ form }) => /^['’]s?$/.test(form))
}

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
    const reach = words[0] === ANYBODY ? at + 1 : at + GAP
    for (; next < tokens.length && next <= reach; next++) {
      fits = isOf(tokens[next]!, words)
      if (
        fits ||
        !(isClose ? ADVERBIAL.has(tokens[next]!.upos) : LIGHT.has(tokens[next]!.upos) || isOwner(tokens, next))
      )
        break
    }
    // "_": whoever the phrase is said of stands between its words ("kept Chile at arm's length").
    if (words[0] === ANYBODY) {
      at += 1
      while (tokens[at + 1] && at < from + 8 && NAMING.has(tokens[at + 1]!.upos)) at++
      found.push(at)
      continue
    }
    if (fits) found.push((at = next))
    else if (!isOptional) return null
  }
  return found
}

/** "China, to which Seoul has been cozying up": a phrase whose last preposition opens its relative clause. */
function strandedAt(sentence: Sentence, from: number, row: Row): number[] | null {
  const steps = stepsIn(row)
  const relative = steps.length < 2 ? null : relativeBefore(sentence, from)
  if (relative === null || !isOf(sentence.tokens[relative]!, steps.at(-1)!.words)) return null
  return phraseAt(sentence, from, { ...row, rest: row.rest!.split(' ').slice(0, -1).join(' ') })
}

const isOf = (token: Token, words: readonly string[]) =>
  words.includes(lemmaOf(token)) || words.includes(token.form.toLowerCase())

function told(view: View, sentence: Sentence, from: number, to: number, row: Row, context: readonly Entity[]): Found[] {
  const clause = view.clauseAt(sentence, from) ?? governing(view, sentence, from)
  const isVerb = /^(?:long|feels)$/.test(row.class!)
  // "Do not trust": not to be well disposed is to be ill disposed.
  const isTurned = isVerb && Number(row.sign) > 0 && !row.trend && clause?.head === from && clause.negated
  // A verb that the tagger takes for a noun has no clause of its own to deny it.
  const isDenied =
    !NEGATIVE.test(`${row.word} ${row.rest}`) && clause && clause.kind !== 'noun' && !isTold(view, clause)
  if ((isDenied && !(isTurned && clause.modal === null && !clause.conditional)) || isHardly(sentence, from, to, row))
    return []
  if (isVerb && sentence.tokens[from]!.upos !== 'VERB') return []
  const sign = (isTurned ? -1 : Number(row.sign)) as -1 | 1
  if (sign < 0 && isEnded(sentence, from)) return []
  const pairs =
    row.class === 'relation'
      ? [ofRelation(view, sentence, from, context)]
      : pairsBeside(view, sentence, from, to, row, context)
  const date = dateOf(view, sentence, from, to)
  return pairs
    .filter((pair) => oneEach(pair.filter(isParty)).length === 2 && pair.every(({ sectors }) => sectors[0] !== 'BUS'))
    .flatMap((pair) =>
      row.trend
        ? trendTie(view, sentence, pair, row.trend, from, 'phrase')
        : tie(view, sentence, pair, sign > 0 ? 'close' : 'strained', sign, null, from, 'phrase'),
    )
    .map((each) => ({ ...each, date }))
}

/** Phrases that deny by themselves: "not speaking", "no relations", "can hardly stand each other". */
const NEGATIVE = /\b(?:no|not|never|nor|hardly|barely|scarcely|cannot)\b/

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

/** When what a phrase tells of was so: a time right behind it or before it, else what dates its predicate. */
function dateOf(view: View, sentence: Sentence, from: number, to: number): DateInterval | null {
  const { tokens } = sentence
  const times = view.times(sentence).filter(({ date, kind }) => date !== null && kind !== 'duration' && kind !== 'set')
  const isOpen = (a: number, b: number) =>
    !tokens.some(({ form, start }) => start >= a && start < b && /^(?:[,;:—]|and|but|while|when)$/i.test(form))
  const behind = times.find(({ start }) => start > tokens[to]!.start && isOpen(tokens[to]!.end, start))
  // "In the 1980s, though, they could hardly stand each other."
  const opens = tokens.findLastIndex(({ form }, at) => at < from && /^[;:—]$/.test(form)) + 1
  const before = times.findLast(
    ({ start, end }) =>
      end <= tokens[from]!.start &&
      (isOpen(end, tokens[from]!.start) || (start >= tokens[opens]!.start && start <= tokens[opens + 2]!.start)),
  )
  const time = behind ?? (periodOf(view, sentence, from) ? undefined : before)
  if (!time?.date) return periodOf(view, sentence, from)
  const isSince =
    time.kind === 'since' ||
    tokens.some(({ form, end }) => /^since$/i.test(form) && end < time.start && end > tokens[from]!.start)
  return isSince ? since(view, time.date) : time.date
}
