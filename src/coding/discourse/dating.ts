import type { TimeExpression } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { settledDate } from '../events/dating.ts'
import type { View } from './view.ts'

/**
 * The time expressions that date a predicate: those below it, other clauses beside it left out; where it has none, those that open the clause it
 * stands beside or below ("In the 1990s, A backed X while B sent arms to Y"). An act is not dated by what a relative clause tells of long ago ("restored
 * relations, which were broken in 1961"); a lasting state may be ("was close to the rebels who fought the army in the 1980s").
 */
export function timesOf(view: View, sentence: Sentence, head: number, what: 'act' | 'state' = 'act'): TimeExpression[] {
  const times = view.times(sentence)
  if (times.length === 0) return []
  const tree = view.tree(sentence)
  const within = (tokens: number[]) =>
    times.filter((time) =>
      tokens.some((at) => tree.tokens[at]!.start >= time.start && tree.tokens[at]!.end <= time.end),
    )
  const beside = (at: number) =>
    new Set(
      childrenBy(tree, at, 'conj', 'parataxis', 'advcl')
        .filter((child) => tree.tokens[child]!.upos !== 'NOUN')
        .flatMap((child) => subtreeOf(tree, child)),
    )
  const aside = beside(head)
  const toldAside = () =>
    within(
      subtreeOf(tree, head)
        .filter((at) => what === 'act' && at !== head && tree.tokens[at]!.deprel === 'acl:relcl')
        .flatMap((at) => subtreeOf(tree, at)),
    )
  const isOver = ({ date }: TimeExpression) => date !== null && view.day !== null && date.end < view.day.start
  const own = within(subtreeOf(tree, head).filter((at) => !aside.has(at))).filter(
    (time) => !isOver(time) || !toldAside().includes(time),
  )
  if (own.length > 0) return own
  for (let at = head; at >= 0; at = tree.tokens[at]!.head) {
    const { deprel, head: above } = tree.tokens[at]!
    if (above < 0 || !/^(?:conj|advcl|parataxis|ccomp|xcomp|acl)/.test(deprel)) continue
    const skip = beside(above)
    // "agreed on Monday to set up a commission": what stands before an infinitive dates both.
    const isInfinitive = childrenBy(tree, at, 'mark').some((mark) => /^to$/i.test(tree.tokens[mark]!.form))
    const before = isInfinitive && /^(?:xcomp|advcl)/.test(deprel) ? at : Math.min(above, at)
    // "Abiy, who took office in April, announced that …": what a relative clause tells of is dated by itself.
    const told = new Set(
      subtreeOf(tree, above)
        .filter((each) => tree.tokens[each]!.deprel === 'acl:relcl')
        .flatMap((each) => subtreeOf(tree, each)),
    )
    const opening = within(
      subtreeOf(tree, above).filter((each) => each < before && !skip.has(each) && (!told.has(each) || told.has(at))),
    )
    if (opening.length > 0) return opening
  }
  return []
}

/** When a lasting state held: the unit named, or from a `since` to the article's day; null where nothing says. */
export function periodOf(view: View, sentence: Sentence, head: number): DateInterval | null {
  const dated = timesOf(view, sentence, head, 'state').filter((time) => time.date !== null)
  const since = dated.find(({ kind }) => kind === 'since')
  if (since?.date)
    return { start: since.date.start, end: view.day?.end ?? since.date.end, precision: since.date.precision }
  const opened = sinceClause(view, sentence, head)
  if (opened) return { start: opened.start, end: view.day?.end ?? opened.end, precision: opened.precision }
  return dated.find(({ kind }) => kind === 'point' || kind === 'until')?.date ?? untilClause(view, sentence, head)
}

/** The date of what ended it: "friends until the airliner was shot down last December". */
function untilClause(view: View, sentence: Sentence, head: number): DateInterval | null {
  const next = sentence.tokens[head + 1]
  if (!next || !/^(?:until|till)$/i.test(next.form)) return null
  const comma = sentence.tokens.findIndex(({ form }, at) => at > head && /^[,;.]$/.test(form))
  const end = sentence.tokens[comma]?.start ?? sentence.end
  return (
    view.times(sentence).find(({ start, date }) => date !== null && start > next.start && start < end)?.date ?? null
  )
}

/** The date within a clause opened by "since": "since X joined the union in 2004". */
function sinceClause(view: View, sentence: Sentence, head: number): DateInterval | null {
  const tree = view.tree(sentence)
  const clause = childrenBy(tree, head, 'advcl').find((child) =>
    childrenBy(tree, child, 'mark').some((mark) => /^since$/i.test(tree.tokens[mark]!.form)),
  )
  // Where the parse hangs the clause elsewhere, the word itself opens it.
  const aside = new Set(childrenBy(tree, head, 'conj', 'parataxis').flatMap((child) => subtreeOf(tree, child)))
  const word = tree.tokens.findIndex(
    ({ form, deprel }, at) =>
      at > head && !aside.has(at) && /^since$/i.test(form) && /^(?:mark|case|advmod|cc)/.test(deprel),
  )
  if (clause === undefined && word < 0) return null
  const from = tree.tokens[clause === undefined ? word : Math.min(...subtreeOf(tree, clause))]!.start
  return view.times(sentence).find(({ start, date }) => start >= from && date !== null)?.date ?? null
}

/** True when the words put the predicate in the past of the article: an old date, or words such as "decades ago". */
export function isPast(view: View, sentence: Sentence, head: number): boolean {
  const { day } = view
  return timesOf(view, sentence, head).some(
    ({ date, past, kind }) =>
      kind !== 'duration' &&
      kind !== 'set' &&
      ((date !== null && (date.precision === 'decade' || date.precision === 'century')) ||
        (date !== null && day !== null && yearsApart(date.end, day.start) >= 1) ||
        (date === null && past === true)),
  )
}

/** Whole years from one ISO day to a later one; negative when it is earlier. */
function yearsApart(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(4) < from.slice(4) ? years - 1 : years
}

/** The date of a time expression by the clause it stands in: "signed a deal in January", told in November, was last January. Null where it has none. */
export function toldDate(view: View, sentence: Sentence, time: TimeExpression): DateInterval | null {
  if (time.date === null) return null
  const { tokens } = view.tree(sentence)
  for (let at = tokens.findIndex(({ start }) => start >= time.start); at >= 0; at = tokens[at]!.head) {
    const clause = view.clauseAt(sentence, at)
    if (clause && clause.kind !== 'noun') return settledDate(time, clause, view.day)
  }
  return time.date
}

/**
 * The first date after the article's day among the times of a predicate: when something promised is to happen. `done`: it was told as signed or done, and a
 * month without a year may be the last one.
 */
export function dueOf(view: View, sentence: Sentence, heads: readonly number[], done: boolean): DateInterval | null {
  const { day } = view
  const dated = heads
    .flatMap((head) => timesOf(view, sentence, head))
    .flatMap((time) => (done ? toldDate(view, sentence, time) : time.date) ?? [])
  return (
    dated.find((date) => day !== null && date.start > day.end) ??
    dated.find((date) => day !== null && date.end > day.end && date.precision !== 'day') ??
    null
  )
}
