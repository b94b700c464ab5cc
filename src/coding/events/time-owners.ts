import type { TimeExpression } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { isPerfect, type Range } from './stretches.ts'

/** Which clause of its sentence a time expression belongs to. */

/** A time expression and the clause it belongs to; `from`: the clause of what lies a lapse away ("two weeks after *the raid*"). */
export interface Owned {
  time: TimeExpression
  owner: number | null
  from: number | null
  /** See `countedFrom`. */
  since: number
}

/** "on September 25, when a reporter was shot", "from May until July, when the town fell": the day or month right before the "when" of a clause. */
export function dayOfWhen(clause: Clause, owned: readonly Owned[]): TimeExpression | null {
  const { tokens } = clause.sentence
  const when = tokens.findIndex(
    (token, at) => at < clause.head && token.head === clause.head && token.form.toLowerCase() === 'when',
  )
  if (when < 1) return null
  const before = tokens[when - 1]!.form === ',' ? tokens[when - 2] : tokens[when - 1]
  const found = owned.find(
    ({ time }) =>
      (time.kind === 'point' || time.kind === 'since' || time.kind === 'until') &&
      time.date !== null &&
      before !== undefined &&
      time.end === before.end,
  )?.time
  return found && 'last' in found ? (found as Range).last : (found ?? null)
}

/** "Were killed when gangs stormed the church on September 6": the day of what happened then is the day of what it brought. */
export function dayOfWhatThen(
  clause: Clause,
  clauses: readonly Clause[],
  owned: readonly Owned[],
): TimeExpression | null {
  if (clause.kind !== 'verb' || clause.tense !== 'past' || isPerfect(clause)) return null
  for (const { relation, clause: index, marker } of clause.complements) {
    const then = clauses[index]!
    const isWhen =
      relation === 'advcl' &&
      (marker === 'when' ||
        then.sentence.tokens.some((token) => token.head === then.head && /^(?:when|as)$/i.test(token.form)))
    if (!isWhen || then.tense !== 'past' || then.kind !== 'verb') continue
    const found = owned.filter(({ time, owner }) => owner === index && time.kind === 'point' && time.date !== null)
    if (found.length === 1) return found[0]!.time
  }
  return null
}

/** "Telephoned on the eve of the summit": the eve on which a happening lies the day after, which is none of its own days. */
export function eveOf(clause: Clause, owned: readonly Owned[]): TimeExpression | null {
  const { tokens } = clause.sentence
  const eve = clause.kind === 'noun' ? tokens[tokens[clause.head]!.head] : undefined
  if (eve?.form.toLowerCase() !== 'eve') return null
  return owned.find(({ time }) => isDay(time) && time.end === eve.end)?.time ?? null
}

const isDay = ({ kind, date }: TimeExpression) => kind === 'point' && date?.precision === 'day'

const isMonth = ({ kind, date }: TimeExpression) => kind === 'point' && date?.precision === 'month'

/** "rebels, who have been fighting since 1996, on Friday extended their truce": a day right before a finite verb is the verb's, whatever the parse hangs it on. */
export function besideVerb(clause: Clause, owned: readonly Owned[]): TimeExpression | null {
  const { tokens } = clause.sentence
  if (clause.kind !== 'verb' || clause.tense !== 'past') return null
  const first = tokens.findIndex(
    (token, at) => at === clause.head || (token.head === clause.head && token.deprel.startsWith('aux')),
  )
  const before = tokens[first - 1]
  return owned.find(({ time }) => isDay(time) && before !== undefined && time.end === before.end)?.time ?? null
}

/** "shot dead a boy and wounded another late Thursday": the day or month at the end of joined verbs is that of all of them. */
export function ofLastConjunct(
  clause: Clause,
  clauses: readonly Clause[],
  owned: readonly Owned[],
): TimeExpression | null {
  if (clause.kind !== 'verb' || clause.tense !== 'past') return null
  const joined = clauses.filter(
    ({ parent, kind, tense, agents }) =>
      parent?.clause === clause.index &&
      parent.relation === 'conj' &&
      kind === 'verb' &&
      tense === 'past' &&
      agents.every(({ via }) => via !== 'syntax'),
  )
  const last = joined.at(-1)
  if (!last) return null
  const days = owned.filter(
    ({ time, owner }) =>
      (owner === last.index && (isDay(time) || isMonth(time))) ||
      (owner !== null && isThen(clauses[owner]!, last) && time.kind === 'point' && time.date !== null),
  )
  return days.length === 1 && days[0]!.time.start > clause.sentence.tokens[last.head]!.start ? days[0]!.time : null
}

/** "were jailed and tortured after the 1973 coup": what a verb is said to have followed. */
const isThen = ({ kind, parent }: Clause, { index }: Clause): boolean =>
  kind === 'noun' &&
  parent?.clause === index &&
  parent.relation === 'obl' &&
  /^(?:after|following|during|in)$/.test(parent.marker ?? '')

/** "agreed to reopen consulates by the end of the year": by when something is to be done, not when it was agreed. */
export function isDeadline(time: TimeExpression, { tokens }: Sentence): boolean {
  let at = tokens.findIndex(({ start }) => start >= time.start) - 1
  while (at > 0 && /^(the|end|close|middle|beginning|start|of)$/i.test(tokens[at]!.form)) at--
  return at >= 0 && /^by$/i.test(tokens[at]!.form)
}

/** Words that rank something among all of its kind, counted from some time on. */
const RANKED = /^(?:first|second|third|last|only)$/i
/** Words that a clause of its own may go on with: what is ranked before them is not what is counted. */
const NEW_CLAUSE = /^(?:[.;:,—–]|--|and|but|that|which|who|when|while|after|before)$/i
/** Words between "since" and its time: "since the failed summit in Agra in 2001". */
const REACH = 8

/**
 * The "since" from which on something is the first or the greatest of its kind, which is not when it was: "the first visit of a Cuban minister since 1958", "his
 * first since the summit in Agra in 2001". −1 where the time is not counted from. What stands after it ("since soldiers landed in 1975") was then.
 */
export function countedFrom(time: TimeExpression, { tokens }: Sentence): number {
  const at = tokens.findIndex(({ start }) => start >= time.start)
  const isSince = (index: number) => /^since$/i.test(tokens[index]?.form ?? '')
  let since = at
  while (since >= 0 && at - since <= REACH && !isSince(since)) {
    if (since < at && NEW_CLAUSE.test(tokens[since]!.form)) return -1
    since--
  }
  if (since < 1 || !isSince(since)) return -1
  for (let before = since - 1; before >= 0 && !NEW_CLAUSE.test(tokens[before]!.form); before--)
    if (RANKED.test(tokens[before]!.form) || tokens[before]!.xpos === 'JJS') return since
  return -1
}

/** "During last year's unrest": when the unrest was. */
export const isPossessive = ({ end }: TimeExpression, { tokens }: Sentence): boolean =>
  /^['’]s?$/.test(tokens.find(({ start }) => start >= end)?.form ?? '')

/** A gerund, infinitive or noun below a clause: parsers often hang the clause's last words on it ("criticised its approach to fighting it last year"). */
export function isUnfinishedBelow(owner: Clause, clause: Clause, clauses: readonly Clause[]): boolean {
  let at: Clause | undefined = owner
  for (let steps = 0; at && at !== clause && steps < 8; steps++) {
    const link: Clause['parent'] = at.parent
    if (
      !link ||
      link.relation === 'relcl' ||
      link.relation === 'ccomp' ||
      link.relation === 'conj' ||
      link.relation === 'parataxis'
    )
      return false
    const xpos = at.sentence.tokens[at.head]!.xpos
    if (at.kind !== 'noun' && xpos !== 'VBG' && xpos !== 'VB') return false
    at = clauses[link.clause]
  }
  return at === clause && owner !== clause
}

export function isAbout(_at: Clause, owner: Clause): boolean {
  return owner.kind !== 'copula' || owner === _at
}

/** The clause a time expression belongs to: the nearest predicate above its first word. */
export function ownerOf(time: TimeExpression, sentence: Sentence, clauses: readonly Clause[]): number | null {
  const inside = sentence.tokens
    .map((token, index) => ({ token, index }))
    .filter(({ token }) => token.start < time.end && token.end > time.start)
  const heads = new Set(inside.map(({ index }) => index))
  const top = inside.find(({ token }) => !heads.has(token.head)) ?? inside[0]
  if (!top) return null
  for (
    let at = top.token.head, steps = 0;
    at >= 0 && steps < sentence.tokens.length;
    at = sentence.tokens[at]!.head, steps++
  ) {
    const clause = clauses.find((each) => each.head === at)
    if (clause) return clause.index
  }
  return clauses.find((each) => each.head === top.index)?.index ?? null
}

/** The clause that the last word of "two weeks after" introduces. */
export function lapsedFrom(time: TimeExpression, sentence: Sentence, clauses: readonly Clause[]): number | null {
  const { tokens } = sentence
  const last = tokens.findLast((token) => token.end <= time.end && token.start >= time.start)
  if (!last || last.head < 0) return null
  const above = tokens[last.head]!
  // Parsers hang "after" of "a day after detectives arrived" now on the verb, now on its subject.
  const verb = above.deprel.startsWith('nsubj') && above.upos !== 'VERB' ? above.head : last.head
  return (clauses.find((each) => each.head === verb) ?? clauses.find((each) => each.head === last.head))?.index ?? null
}
