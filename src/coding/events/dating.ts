import { afterLapse, type GroundedText, sentencesOf, spanOfDays, type TimeExpression } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { REPORTING } from '../clauses/words.ts'
import { isPerfect, upToNow, withRanges } from './stretches.ts'
import {
  besideVerb,
  countedFrom,
  dayOfWhatThen,
  dayOfWhen,
  eveOf,
  isAbout,
  isDeadline,
  isPossessive,
  isUnfinishedBelow,
  lapsedFrom,
  type Owned,
  ofLastConjunct,
  ownerOf,
} from './time-owners.ts'

/** When an event happened by the words around it: the expression found, or the article's own day. */
export interface Dated {
  date: DateInterval | null
  /** The expression lies in the event's own clause. */
  own: boolean
  /** The words put it in the past without a day ("decades ago"). */
  longPast: boolean
  /** When it began, of what goes on. */
  from?: DateInterval
}

/** Verbs whose infinitives and gerunds tell what somebody else did, at whatever time: "accused Georgia of starting the war of August 8". */
const SPEAKS_OF =
  /^(?:accuse|blame|charge|suspect|criticise|criticize|condemn|denounce|thank|praise|congratulate|apologise|apologize)$/

/** "Criticised its approach to fighting them last year": a gerund after "to" goes with a noun of manner, and tells no deed that is spoken of. */
const isOfManner = ({ sentence, head, parent }: Clause): boolean =>
  sentence.tokens[head]!.xpos === 'VBG' && parent?.marker === 'to'

/** Reads dates of events off the time expressions of one article. */
export class Dating {
  readonly #bySentence = new Map<string, TimeExpression[]>()
  /** The expressions of a sentence with their clauses, by the clauses. */
  readonly #owned = new Map<readonly Clause[], readonly Owned[]>()
  /** Lapses being counted: where a wrong parse has two clauses lie over each other, the second asks no further. */
  readonly #counting = new Set<Owned>()
  readonly #sentences: readonly Sentence[]
  readonly #clauses: ReadonlyMap<Sentence, readonly Clause[]>
  /** The day the story tells of. */
  readonly storyDay: DateInterval | null
  readonly articleDate: DateInterval | null

  constructor(grounded: GroundedText, clauses: ReadonlyMap<Sentence, readonly Clause[]>) {
    this.#sentences = grounded.parsed.body
    this.#clauses = clauses
    for (const time of grounded.times) {
      const key = `${time.in ?? 'body'} ${time.sentence}`
      const list = this.#bySentence.get(key)
      if (list) list.push(time)
      else this.#bySentence.set(key, [time])
    }
    this.articleDate = grounded.date
      ? { start: grounded.date.start, end: grounded.date.end, precision: grounded.date.precision }
      : null
    this.storyDay = storyDayOf(grounded, clauses, this.articleDate)
  }

  /**
   * The date of a clause: its own expression, one of a clause above it in the same telling, for a relative clause one of the happening it hangs from ("the
   * pact they signed in 1995, in which they agreed"), else the story's day. What is told as lying before the story has no date where no words give one.
   */
  of(clause: Clause, clauses: readonly Clause[]): Dated {
    let owned = this.#owned.get(clauses)
    if (!owned) {
      const times = this.#bySentence.get(`${clause.sentence.in ?? 'body'} ${clause.sentence.index}`) ?? []
      owned = withRanges(times, clause.sentence).map((time) => {
        const from = time.lapse ? lapsedFrom(time, clause.sentence, clauses) : null
        const owner = from === null ? ownerOf(time, clause.sentence, clauses) : null
        return { time, from, owner, since: countedFrom(time, clause.sentence) }
      })
      this.#owned.set(clauses, owned)
    }
    if (owned.some(({ since }) => since > clause.head)) owned = owned.filter(({ since }) => since <= clause.head)
    const eve = eveOf(clause, owned)
    if (eve) return { date: afterLapse(eve.date!, { unit: 'day', count: 1 }), own: true, longPast: false }
    const own = new Set<number>([clause.index])
    if (clause.light !== undefined) own.add(clause.light)
    let at: Clause = clause
    // "walked out of the talks in May, demanding": the day of what went with it
    let goesWith = false
    for (let steps = 0; steps < 8; steps++) {
      const here = owned
        .filter(({ owner }) => owner !== null && (own.has(owner) || owner === at.index) && isAbout(at, clauses[owner]!))
        .map(({ time }) => time)
      const points = here.filter((time) => time.kind === 'point' && time.date !== null && !this.#isOver(time, at))
      const point =
        points.find(({ date }) => isMonthIn(points[0]!, date!)) ??
        points[0] ??
        here.find((time) => time.kind === 'since' && time.date !== null)
      if (point) {
        const date = settledDate(point, clause, this.articleDate)
        return { date: this.#upTo(point, date, at), from: date, own: at === clause, longPast: false }
      }
      const stretch =
        this.storyDay && here.map((time) => upToNow(time, at, this.storyDay!)).find((found) => found !== null)
      if (stretch) return { date: stretch, own: at === clause, longPast: false }
      const past = here.find((time) => time.past && time.date === null)
      if (past) return { date: null, own: true, longPast: this.#isLong(past, clause.sentence) }
      const lapse = owned.find(({ from }) => from === at.index || (from !== null && own.has(from)))
      const date = lapse && this.#lapsed(lapse, clauses)
      if (date) return { date, own: true, longPast: false }
      if (at === clause || clause.kind === 'noun' || goesWith) {
        const below = owned
          .filter(
            ({ owner, time }) =>
              owner !== null &&
              time.kind === 'point' &&
              time.date !== null &&
              !isDeadline(time, clause.sentence) &&
              !isPossessive(time, clause.sentence) &&
              (!SPEAKS_OF.test(at.lemma) || isOfManner(clauses[owner]!)) &&
              isUnfinishedBelow(clauses[owner]!, at, clauses),
          )
          .map(({ time }) => time)
        if (
          below.length === 1 &&
          at.tense === 'past' &&
          this.articleDate &&
          below[0]!.date!.start <= this.articleDate.end
        )
          return { date: below[0]!.date, own: true, longPast: false }
      }
      const { parent } = at
      const day = dayOfWhen(at, owned)
      if (day) return { date: settledDate(day, clause, this.articleDate), own: true, longPast: false }
      if (parent?.relation === 'relcl') {
        const date = this.#ofAntecedent(at, clauses[parent.clause]!, clauses, owned)
        if (date) return { date, own: true, longPast: false }
      }
      if (!parent || parent.relation === 'ccomp' || parent.relation === 'relcl' || parent.relation === 'parataxis')
        break
      // "sold frigates last year, but the minister denied": each its own day
      if (parent.relation === 'conj' && at.agents.some(({ via }) => via === 'syntax') && isSetAgainst(at)) break
      goesWith =
        parent.relation === 'advcl' &&
        parent.marker === null &&
        clause.sentence.tokens[at.head]!.xpos === 'VBG' &&
        clauses[parent.clause]!.head < at.head
      at = clauses[parent.clause]!
    }
    const carrier = clause.light !== undefined ? clauses[clause.light]! : clause
    const beside =
      besideVerb(carrier, owned) ?? ofLastConjunct(carrier, clauses, owned) ?? dayOfWhatThen(carrier, clauses, owned)
    if (beside && this.articleDate && beside.date!.start <= this.articleDate.end)
      return { date: settledDate(beside, carrier, this.articleDate), own: true, longPast: false }
    const since = this.#sinceWhat(carrier, clauses, owned)
    if (since) return { date: since, from: since, own: true, longPast: false }
    if (isBackground(carrier, clauses)) return { date: null, own: false, longPast: false }
    const going = this.#goingOn(carrier, clauses)
    return going ? { date: going, own: true, longPast: false } : { date: this.storyDay, own: false, longPast: false }
  }

  /** "Have been killed since the rising began in February 1996", "and have been since then": from the day told in the clause, or before, up to the story's. */
  #sinceWhat(clause: Clause, clauses: readonly Clause[], owned: readonly Owned[]): DateInterval | null {
    if (!isPerfect(clause) || !this.articleDate) return null
    const { tokens } = clause.sentence
    const under = (head: number) =>
      tokens.find(({ form, head: above }, at) => above === head && at < head && /^since$/i.test(form))
    const began = clause.complements
      .map(({ relation, clause: index }) => ({ relation, below: clauses[index]! }))
      .find(({ relation, below }) => relation === 'advcl' && under(below.head) !== undefined)
    const inside = ({ time }: Owned) => time.kind === 'point' && time.date !== null
    let start: DateInterval | null | undefined
    if (began) start = owned.find((each) => inside(each) && each.owner === began.below.index)?.time.date
    else {
      const then = tokens.findIndex(
        ({ form }, at) => /^since$/i.test(form) && /^then$/i.test(tokens[at + 1]?.form ?? ''),
      )
      if (then < 0) return null
      start = owned.findLast(
        ({ time }) =>
          (time.kind === 'point' || time.kind === 'since') && time.date !== null && time.end <= tokens[then]!.start,
      )?.time.date
    }
    return start && start.start <= this.articleDate.end ? spanOfDays(start.start, this.articleDate.end) : null
  }

  /** "Lawmakers voted him out on Friday. He had two hours": what he or they did next, told in the same tense of the next sentence, was done on the same day. */
  #goingOn(clause: Clause, clauses: readonly Clause[]): DateInterval | null {
    const { sentence } = clause
    if (sentence.in || clause.kind !== 'verb' || clause.tense !== 'past' || isPerfect(clause)) return null
    if (!isMain(clause, clauses)) return null
    const main = clauses.find(({ parent, kind }) => parent === null && kind === 'verb')
    const subject = main?.agents[0] ?? main?.patients[0]
    if (!subject || !/^(?:he|she|they|it)$/i.test(sentence.tokens[subject.token]!.form)) return null
    if (sentence.tokens.some((token) => /^["“]$/.test(token.form))) return null
    const before = this.#sentences[sentence.index - 1]
    const told = before && this.#clauses.get(before)
    const last = told?.find(({ parent, kind, tense }) => parent === null && kind === 'verb' && tense === 'past')
    if (!last) return null
    const dated = this.of(last, told!)
    return dated.own && dated.date?.precision === 'day' ? dated.date : null
  }

  /** "Has lent the ministry a hall" is not of a day that is over: the words that tell one belong to another clause. */
  #isOver(time: TimeExpression, clause: Clause): boolean {
    const { date } = time
    return (
      this.storyDay !== null &&
      (isPerfect(clause) || (clause.kind === 'verb' && clause.tense === 'present')) &&
      clause.sentence.in !== 'title' &&
      daysBetween(date!.end, this.storyDay.start) > 6
    )
  }

  /** What goes on since a day lasts to the day of the story; what was done this month was done by then. */
  #upTo({ kind }: TimeExpression, date: DateInterval, { tense, modal }: Clause): DateInterval {
    const end = this.articleDate?.end
    if (end === undefined || date.start > end) return date
    if (kind === 'since' && date.end <= end) return spanOfDays(date.start, end)
    return date.start < end && date.end > end && tense !== 'future' && modal === null
      ? spanOfDays(date.start, end)
      : date
  }

  /** The date of what lies a lapse from the clause over it. */
  #lapsed(lapse: Owned, clauses: readonly Clause[]): DateInterval | null {
    if (this.#counting.has(lapse)) return null
    const { sentence, head } = clauses[lapse.from!]!
    let over: Clause | undefined
    for (let at = sentence.tokens[head]!.head; at >= 0 && !over; at = sentence.tokens[at]!.head)
      over = clauses.find((each) => each.head === at)
    this.#counting.add(lapse)
    const counted = over ? this.of(over, clauses).date : this.storyDay
    this.#counting.delete(lapse)
    if (!counted) return null
    const { unit } = lapse.time.lapse!
    const isFine =
      counted.precision === 'day' || (counted.precision === 'month' && (unit === 'month' || unit === 'year'))
    return isFine ? afterLapse(counted, lapse.time.lapse!) : null
  }

  /** When the happening a relative clause hangs from was: by words at its noun, or in the clause over it where that tells the same happening. */
  #ofAntecedent(
    relative: Clause,
    above: Clause,
    clauses: readonly Clause[],
    owned: readonly Owned[],
  ): DateInterval | null {
    const { tokens } = relative.sentence
    const noun = tokens[relative.head]!.head
    if (noun < 0 || !HAPPENING.test(tokens[noun]!.form) || relative.tense !== 'past') return null
    const beside = (owner: Clause) =>
      owner !== relative &&
      (owner.head === noun ||
        (tokens[owner.head]!.head === noun && tokens[owner.head]!.deprel.startsWith('acl')) ||
        (above.kind === 'noun' && above.parent?.clause === owner.index && owner.tense === 'past') ||
        owner === above)
    const found = owned.filter(
      ({ time, owner }) => owner !== null && time.kind === 'point' && time.date !== null && beside(clauses[owner]!),
    )
    return found.length === 1 ? settledDate(found[0]!.time, relative, this.articleDate) : null
  }

  #isLong(time: TimeExpression, sentence: Sentence): boolean {
    const words = sentence.tokens
      .filter((token) => token.start >= time.start && token.end <= time.end)
      .map((token) => token.form.toLowerCase())
    return words.some((word) => /^(decade|decades|years|century|centuries|generations?)$/.test(word))
  }
}

/** "In 1988, the envoy was expelled in March": the month is the one of that year. */
const isMonthIn = ({ date: year }: TimeExpression, date: DateInterval): boolean =>
  year!.precision === 'year' &&
  (date.precision === 'month' || date.precision === 'day') &&
  year!.start <= date.start &&
  date.end <= year!.end

/** Joined by "but". */
const isSetAgainst = ({ sentence: { tokens }, head }: Clause): boolean =>
  tokens.some((token) => token.head === head && token.deprel === 'cc' && /^(?:but|yet)$/i.test(token.form))

/** Nouns of happenings that a relative clause goes on to tell of. */
const HAPPENING =
  /^(attacks?|blasts?|bombings?|explosions?|raids?|strikes?|clash(es)?|ambush(es)?|shootings?|battles?|fighting|war|invasion|coup|siege|riots?|protests?|rally|rallies|demonstrations?|meetings?|summit|talks|negotiations|conference|visits?|trip|agreements?|accords?|pacts?|treat(y|ies)|deals?|truce|ceasefire|declarations?|letters?|statements?|speech|elections?|referendum)$/i

const BEFORE = /^(previously|initially|originally|formerly|once)$/i

/** True for what is told as lying before the story: in the pluperfect, where nobody reports it in these words, or as what was so at first. */
function isBackground(clause: Clause, clauses: readonly Clause[]): boolean {
  const { tokens } = clause.sentence
  const below = tokens.filter((token) => token.head === clause.head)
  if (clause.kind !== 'verb' || clause.modal !== null || clause.tense !== 'past') return false
  if (below.some((token) => token.deprel === 'advmod' && BEFORE.test(token.form))) return true
  if (!below.some((token) => token.deprel.startsWith('aux') && /^(had|'d|’d)$/i.test(token.form))) return false
  for (let at = clause, steps = 0; at.parent && steps < 8; steps++) {
    const above = clauses[at.parent.clause]!
    if (
      (at.parent.relation === 'ccomp' || at.parent.relation === 'parataxis') &&
      REPORTING.has(above.lemma.replace(' ', '_'))
    )
      return false
    at = above
  }
  // "Lagos had withdrawn its envoy, officials said": the report stands behind
  return !clause.complements.some(
    ({ relation, clause: index }) => relation === 'parataxis' && REPORTING.has(clauses[index]!.lemma.replace(' ', '_')),
  )
}

/**
 * The day the story tells of: a single day of the three before publication that dates the main clause of one of the first three sentences, or the clause of
 * saying over it; else the publication date.
 */
function storyDayOf(
  grounded: GroundedText,
  clausesBySentence: ReadonlyMap<Sentence, readonly Clause[]>,
  articleDate: DateInterval | null,
): DateInterval | null {
  const days = grounded.times.filter(
    (time) =>
      !time.in &&
      time.sentence < 3 &&
      time.kind === 'point' &&
      time.date?.precision === 'day' &&
      (!articleDate || (time.date.start <= articleDate.end && daysBetween(time.date.start, articleDate.end) <= 3)),
  )
  const chosen = days.find((time) => {
    const sentence = sentencesOf(grounded.parsed, time)[time.sentence]
    const clauses = sentence && clausesBySentence.get(sentence)
    if (!clauses) return false
    const owner = ownerOf(time, sentence, clauses)
    return owner !== null && isMain(clauses[owner]!, clauses)
  })
  return chosen?.date ?? articleDate
}

/** True for the main clause, what is said in it, a clause of saying beside it and the nouns that are their objects. */
function isMain(clause: Clause, clauses: readonly Clause[]): boolean {
  let at = clause
  for (let steps = 0; at.parent && steps < 8; steps++) {
    const { relation } = at.parent
    if (!['ccomp', 'parataxis', 'conj', 'obj', 'obl', 'nmod', 'subj', 'xcomp'].includes(relation)) return false
    at = clauses[at.parent.clause]!
  }
  return true
}

/**
 * The date of a time expression that stands in this clause: one that was only assumed lies behind the article where the clause tells what was done ("signed a
 * deal in February", told in December, is the February before). The expression must have a date.
 */
export function settledDate(time: TimeExpression, clause: Clause, articleDate: DateInterval | null): DateInterval {
  const date = time.date!
  if (!articleDate || time.basis !== 'assumed' || date.start <= articleDate.end) return date
  if (clause.tense !== 'past' || clause.modal !== null) return date
  if (date.precision === 'month') return yearBefore(date)
  if (date.precision === 'day' && daysBetween(articleDate.end, date.start) > 7) return yearBefore(date)
  return date
}

function yearBefore({ start, end, precision }: DateInterval): DateInterval {
  const earlier = (iso: string) => `${String(year(iso) - 1).padStart(4, '0')}${iso.slice(4)}`
  return { start: earlier(start), end: earlier(end).replace('-02-29', '-02-28'), precision }
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
