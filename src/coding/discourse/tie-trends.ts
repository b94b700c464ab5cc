import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import { comparative, pairInView } from './relations-between.ts'
import { type Found, governing, isTold, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

const STOPS = /^(?:end|stall|fizzle|halt|stop|collapse|founder|die|sour|falter|fade|wane|ebb)$/
const LOSES = /^(?:momentum|warmth|steam|pace|ground|speed|force|strength)$/

/** Whether a clause says that something which grew has ended or grows less: "ended", "is losing warmth". */
export function stops(view: View, { lemma, patients, sentence, head }: Clause): boolean {
  if (lemma !== 'lose') return STOPS.test(lemma)
  const tree = view.tree(sentence)
  return patients.some(({ token }) => token > head && LOSES.test(lemmaOf(tree.tokens[token]!)))
}

/** "A slow thaw … between A and B". */
export function trendNoun(view: View, sentence: Sentence, noun: number, context: readonly Entity[]): Found[] {
  const tree = view.tree(sentence)
  const clause = governing(view, sentence, noun)
  if (clause && (!isTold(view, clause) || (stops(view, clause) && noun < clause.head))) return []
  const phrase = subtreeOf(tree, noun).filter((at) => at > noun)
  const between = phrase
    .filter((at) => /^(?:between|among)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at))
  const further = sentence.tokens.flatMap((_, at) =>
    at > noun && at < noun + 15 && prepositionOf(tree, at) === 'between' ? view.actors(sentence, at) : [],
  )
  const fallback = phrase
    .filter((at) => /^(?:with|in|of)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at))
  const row = view.lexicon.row('trends', lemmaOf(tree.tokens[noun]!), 'noun')!
  const isNew = isNewThere(view, sentence, noun, clause)
  const times = view.times(sentence).filter(({ date, kind }) => date !== null && kind === 'point')
  const near = times.filter(
    (time) =>
      !sentence.tokens.some(
        (each) => each.form === ';' && liesBetween(time.start, each.start, tree.tokens[noun]!.start),
      ),
  )
  const found = trendTie(
    view,
    sentence,
    oneEach(between).length > 1
      ? between
      : oneEach(further).length > 1
        ? further
        : oneEach(fallback).length > 1 || !isNew
          ? fallback
          : pairInView(view, sentence, context),
    row.trend!,
    noun,
    'thaw',
  )
  // What a sentence brings up as news is dated by its one time, wherever the parse hangs it.
  return isNew && near.length === 1 ? found.map((each) => ({ ...each, date: each.date ?? near[0]!.date })) : found
}

const liesBetween = (a: number, middle: number, b: number) => Math.min(a, b) < middle && middle < Math.max(a, b)

/** "there was a rapprochement", "a visit pointed to a cautious thaw": one that the article brings up, of those it speaks of. */
function isNewThere(view: View, sentence: Sentence, noun: number, clause: Clause | null): boolean {
  const tree = view.tree(sentence)
  const isNew = childrenBy(tree, noun, 'det').some((child) => /^an?$/i.test(tree.tokens[child]!.form))
  if (!isNew || !clause || childrenBy(tree, noun, 'compound', 'nmod:poss').length > 0) return false
  const shows = /^(?:be|see|point|open|lead|mark|bring|signal|begin|set|usher|follow|herald|allow|pave)(?: |$)/
  return shows.test(clause.lemma) && (clause.lemma !== 'be' || childrenBy(tree, clause.head, 'expl').length > 0)
}

/** "A and B moved closer", "A drew closer to B", "drifted apart". */
export function movers(view: View, clause: Clause): Found[] {
  const { sentence } = clause
  const mover = view.lexicon.row('trends', clause.lemma.split(' ')[0]!, 'mover', 'drifter')
  if (!mover) return []
  const trend = comparative(view, sentence, clause) ?? nearComparative(view, sentence, clause.head)
  if (!trend) return []
  const agents = clause.agents.flatMap(({ token }) => view.actors(sentence, token))
  // Two that come closer to a deal are no closer to each other yet.
  const comesToThing =
    clause.lemma === 'come' &&
    clause.obliques.some(
      ({ preposition, participant }) => preposition === 'to' && view.actors(sentence, participant.token).length === 0,
    )
  if (comesToThing) return []
  if (oneEach(agents).length > 1) return trendTie(view, sentence, agents, trend, clause.head, 'closer')
  const towards = clause.obliques
    .filter(({ preposition }) => /^(?:to|with|from|toward|towards)$/.test(preposition))
    .flatMap(({ participant }) => view.actors(sentence, participant.token))
  return trendTie(view, sentence, [...agents, ...towards], trend, clause.head, 'closer')
}

function nearComparative(view: View, sentence: Sentence, head: number): string | null {
  for (const token of sentence.tokens.slice(head + 1, head + 5)) {
    const row = view.lexicon.row('trends', token.form.toLowerCase(), 'comparative')
    if (row) return row.trend!
  }
  return null
}
