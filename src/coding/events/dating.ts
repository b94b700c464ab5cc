import { type GroundedText, sentencesOf, type TimeExpression } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { Clause } from '../clause.ts'

/** When an event happened by the words around it: the expression found, or the article's own day. */
export interface Dated {
  date: DateInterval | null
  /** The expression lies in the event's own clause. */
  own: boolean
  /** The words put it in the past without a day ("decades ago"). */
  longPast: boolean
}

/** Reads dates of events off the time expressions of one article. */
export class Dating {
  readonly #bySentence = new Map<string, TimeExpression[]>()
  /** The day the story tells of: the latest day at or before publication named in its first sentences, else the publication date. */
  readonly storyDay: DateInterval | null
  readonly articleDate: DateInterval | null

  constructor(grounded: GroundedText) {
    for (const time of grounded.times) {
      const key = `${time.in ?? 'body'} ${time.sentence}`
      const list = this.#bySentence.get(key)
      if (list) list.push(time)
      else this.#bySentence.set(key, [time])
    }
    this.articleDate = grounded.date
      ? { start: grounded.date.start, end: grounded.date.end, precision: grounded.date.precision }
      : null
    this.storyDay = storyDayOf(grounded, this.articleDate)
  }

  /** The date of a clause: its own expression, one of a clause above it in the same telling, else the story's day. */
  of(clause: Clause, clauses: readonly Clause[]): Dated {
    const times = this.#bySentence.get(`${clause.sentence.in ?? 'body'} ${clause.sentence.index}`) ?? []
    const owned = times.map((time) => ({ time, owner: ownerOf(time, clause.sentence, clauses) }))
    const own = new Set<number>([clause.index])
    if (clause.light !== undefined) own.add(clause.light)
    let at: Clause = clause
    for (let steps = 0; steps < 8; steps++) {
      const here = owned
        .filter(({ owner }) => owner !== null && (own.has(owner) || owner === at.index) && isAbout(at, clauses[owner]!))
        .map(({ time }) => time)
      const point =
        here.find((time) => time.kind === 'point' && time.date !== null) ??
        here.find((time) => time.kind === 'since' && time.date !== null)
      if (point) return { date: point.date, own: at === clause, longPast: false }
      const past = here.find((time) => time.past && time.date === null)
      if (past) return { date: null, own: true, longPast: this.#isLong(past, clause.sentence) }
      if (at === clause) {
        const below = owned
          .filter(
            ({ owner, time }) =>
              owner !== null &&
              time.kind === 'point' &&
              time.date !== null &&
              isUnfinishedBelow(clauses[owner]!, clause, clauses),
          )
          .map(({ time }) => time)
        if (
          below.length === 1 &&
          clause.tense === 'past' &&
          this.articleDate &&
          below[0]!.date!.start <= this.articleDate.end
        )
          return { date: below[0]!.date, own: true, longPast: false }
      }
      const { parent } = at
      if (!parent || parent.relation === 'ccomp' || parent.relation === 'relcl' || parent.relation === 'parataxis')
        break
      at = clauses[parent.clause]!
    }
    return { date: this.storyDay, own: false, longPast: false }
  }

  #isLong(time: TimeExpression, sentence: Sentence): boolean {
    const words = sentence.tokens
      .filter((token) => token.start >= time.start && token.end <= time.end)
      .map((token) => token.form.toLowerCase())
    return words.some((word) => /^(decade|decades|years|century|centuries|generations?)$/.test(word))
  }
}

/** A gerund, infinitive or noun below a clause: parsers often hang the clause's last words on it ("criticised its approach to fighting it last year"). */
function isUnfinishedBelow(owner: Clause, clause: Clause, clauses: readonly Clause[]): boolean {
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

function isAbout(_at: Clause, owner: Clause): boolean {
  return owner.kind !== 'copula' || owner === _at
}

/** The clause a time expression belongs to: the nearest predicate above its first word. */
function ownerOf(time: TimeExpression, sentence: Sentence, clauses: readonly Clause[]): number | null {
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

/** The latest single day named in the first three sentences that lies within the week up to publication; else the publication date. */
function storyDayOf(grounded: GroundedText, articleDate: DateInterval | null): DateInterval | null {
  const first = grounded.parsed.body.slice(0, 3).length
  const days = grounded.times.filter(
    (time) =>
      !time.in &&
      time.sentence < first &&
      time.kind === 'point' &&
      time.date?.precision === 'day' &&
      (!articleDate || (time.date.start <= articleDate.end && daysBetween(time.date.start, articleDate.end) <= 7)),
  )
  const chosen = days[0]
  if (chosen && sentencesOf(grounded.parsed, chosen)[chosen.sentence]) return chosen.date
  return articleDate
}

/** Whole days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round(
    (Date.UTC(year(to), month(to), day(to)) - Date.UTC(year(from), month(from), day(from))) / 86_400_000,
  )
}

const year = (iso: string) => Number(iso.slice(0, 4))
const month = (iso: string) => Number(iso.slice(5, 7)) - 1
const day = (iso: string) => Number(iso.slice(8, 10))

/** True when an interval ends more than twelve months before the article. */
export function isHistorical(date: DateInterval, articleDate: DateInterval): boolean {
  const limit = `${String(year(articleDate.start) - 1).padStart(4, '0')}${articleDate.start.slice(4)}`
  return date.end < limit
}
