import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy } from '../clauses/tree.ts'
import type { Tie } from '../record.ts'
import { periodOf } from './dating.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** A tie before it has its id. */
export type Found = Omit<Tie, 'id'>
/** How two parties stand to each other. */
export type Relation = Tie['relation']

/** Whoever can be a side of a relation: what belongs to a country, or a body between countries. */
export const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')

/** Told as so: not denied, wished, conditional, asked for or merely possible. */
export function isTold(view: View, clause: Clause): boolean {
  if (clause.negated || clause.conditional || clause.modal !== null || clause.tense === 'future') return false
  const token = clause.sentence.tokens[clause.head]!
  const tree = view.tree(clause.sentence)
  const infinitive = childrenBy(tree, clause.head, 'mark').some((mark) => lemmaOf(tree.tokens[mark]!) === 'to')
  return !(infinitive && token.xpos === 'VB')
}

/** The nearest clause that governs a noun: the verb or copula it is subject, object or predicate of. */
export function governing(view: View, sentence: Sentence, noun: number): Clause | null {
  const tree = view.tree(sentence)
  const own = view.clauseAt(sentence, noun)
  if (own?.kind === 'copula') return own
  for (let at = tree.tokens[noun]!.head, steps = 0; at >= 0 && steps < 6; at = tree.tokens[at]!.head, steps++) {
    const clause = view.clauseAt(sentence, at)
    if (clause && clause.kind !== 'noun') return clause
  }
  return null
}

/** A tie between exactly two parties, dated by what is said with its predicate; none where there are fewer or more. */
export function tie(
  view: View,
  sentence: Sentence,
  parties: readonly Entity[],
  relation: Relation,
  sign: -1 | 0 | 1,
  trend: Tie['trend'],
  head: number,
  rule: string,
): Found[] {
  const [a, b, ...more] = oneEach(parties.filter(isParty))
  if (!a || !b || more.length > 0) return []
  return [
    {
      between: [a.id, b.id],
      relation,
      sign,
      trend,
      date: periodOf(view, sentence, head) ?? timeBehind(view, sentence, head),
      rule: `tie/${rule}`,
      evidence: [view.evidence(sentence)],
    },
  ]
}

/** The time right behind a word of relation, wherever the parse hangs it: no other predicate and no break between them. */
function timeBehind(view: View, sentence: Sentence, head: number): DateInterval | null {
  const { tokens } = sentence
  const time = view
    .times(sentence)
    .find(
      ({ date, kind, start }) => date !== null && kind !== 'duration' && kind !== 'set' && start > tokens[head]!.start,
    )
  if (!time?.date || (view.day && time.date.start > view.day.end)) return null
  const isOpen = tokens.every(
    ({ start, upos }, at) => at <= head || start >= time.start || !/^(?:PUNCT|VERB|AUX|SCONJ|CCONJ)$/.test(upos),
  )
  if (!isOpen) return null
  const isSince =
    time.kind === 'since' ||
    tokens.some(({ form, start }, at) => at > head && start < time.start && /^since$/i.test(form))
  return isSince ? { ...time.date, end: view.day?.end ?? time.date.end } : time.date
}

/** A tie told as one that grows warmer or cooler. */
export const trendTie = (
  view: View,
  sentence: Sentence,
  parties: readonly Entity[],
  trend: string,
  head: number,
  rule: string,
) =>
  tie(
    view,
    sentence,
    parties,
    trend === 'warming' ? 'close' : 'strained',
    trend === 'warming' ? 1 : -1,
    trend as Tie['trend'],
    head,
    rule,
  )

/** "A treaty that ends a century of quarrels over the channel", "put an end to the quarrel": what is ended or averted is no tie of now. */
export function isEnded({ tokens }: Sentence, from: number): boolean {
  if (tokens[from]!.upos !== 'NOUN') return false
  for (let at = from, steps = 0; at >= 0 && steps < 4; at = tokens[at]!.head, steps++) {
    if (at !== from && CLOSE.test(lemmaOf(tokens[at]!))) return true
    if (tokens[at]!.upos !== 'VERB') continue
    const isClosed = /^(?:put|bring|draw|call)$/.test(lemmaOf(tokens[at]!))
    return (
      ENDING.test(lemmaOf(tokens[at]!)) ||
      (isClosed && tokens.some((token) => token.head === at && CLOSE.test(lemmaOf(token))))
    )
  }
  return false
}

const CLOSE = /^(?:end|halt|close|stop)$/
const ENDING =
  /^(?:end|settle|resolve|bury|overcome|close|finish|conclude|forget|heal|mend|solve|avert|avoid|prevent|defuse)$/
