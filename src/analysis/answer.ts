import { EVENT_TYPES } from '../coding/index.ts'
import type { DateInterval } from '../text/index.ts'
import type { ToldLines } from './act-lines.ts'
import { type Cite, daysOf } from './citing.ts'
import { dayNumber, isoDay } from './days.ts'
import { capital, dayWords, intervalWords, signed, sourcesWords, whenWords } from './phrases.ts'
import type { Said, SaidTie } from './said.ts'

/** One sentence of the answer and what it rests on. */
export interface AnswerPart {
  text: string
  cites: Cite[]
}

/** "Warmer or colder, since when, by whose word, how sure?", answered from what sources say; never empty, and never from a statistic alone. */
export interface Answer {
  /** Which way sources of the last two years say that relations move; null where none says so. */
  direction: 'warmer' | 'colder' | 'unchanged' | null
  /** All parts in one text. */
  text: string
  parts: AnswerPart[]
  /** The first part without what was done. */
  said: AnswerPart
  /** What the two states did in the quarter up to their last act; null where there is none. */
  done: (AnswerPart & { acts: number }) | null
}

/** Days after which a trend that sources told no longer answers how things stand. */
const STALE = 730
/** Days within which two tellings that say the opposite contradict each other; told earlier than that, one is of before. */
const CONTRARY = 90
/** Days before its telling within which a trend must have ended to be one of now. */
const QUARTER = 92
/** The score from which on an act is told as friendly, and below whose negative as hostile; asking for help is neither. */
export const CLEAR = 1
/** Whether an act counts as a friendly or a hostile one: asking somebody for something is neither, whatever is asked. */
export function isDeed(type: string, score: number): boolean {
  return Math.abs(score) >= CLEAR && type !== 'REQUEST'
}
/** Acts that are cited at most. */
const CITED = 12
/** A move of the temperature in a year that is worth naming where sources say the contrary. */
const MOVED = 0.5

/**
 * The answer of what is said about a pair, of what the two states did to each other by then (each happening once), and of the change of their temperature in a year, which is only named where it goes against the sources.
 */
export function answerOf(said: Said, acts: ToldLines, change365: number | null, asOf: string): Answer {
  const trends = said.ties.filter((tie) => tie.trend !== null)
  const now = trends.filter((tie) => isOfNow(tie))
  const newest = now[0]
  const isStale = newest?.published != null && dayNumber(asOf) - dayNumber(newest.published) > STALE
  const direction = newest && !isStale ? DIRECTIONS[newest.trend!] : null
  const words = newest ? told(newest, now, isStale) : untold(said, trends)
  const lately = latelyDone(acts, direction)
  const parts =
    words.cites.length > 0
      ? [words, ...(lately ? [partOf(lately)] : [])]
      : [
          joined(
            words,
            lately
              ? partOf(lately)
              : { text: 'No dated act of one state toward the other is reported either.', cites: [] },
          ),
        ]
  const isOpposed =
    change365 !== null && Math.abs(change365) >= MOVED && direction === (change365 > 0 ? 'colder' : 'warmer')
  if (isOpposed)
    parts.push({
      text: `Against these words, the temperature of what is reported moved ${signed(change365)} in a year.`,
      cites: strongest(acts, 0, acts.length, 5),
    })
  const expected = said.outlooks.filter(
    ({ published }) => published !== null && dayNumber(asOf) - dayNumber(published) <= 365,
  )
  for (const { by, direction, cites } of expected.slice(0, 1))
    parts.push({
      text: `Outlook: ${direction} (${[by ?? 'observers', cites[0]?.outlet, cites[0] && intervalWords(daysOf(cites[0]))].filter(Boolean).join(', ')}).`,
      cites,
    })
  return { direction, text: parts.map(({ text }) => text).join(' '), parts, said: words, done: lately }
}

const partOf = ({ text, cites }: AnswerPart): AnswerPart => ({ text, cites })

const DIRECTIONS = { warming: 'warmer', cooling: 'colder', steady: 'unchanged' } as const

/** A trend that lasts to its telling, or to the quarter before it; one of long ago is history. */
function isOfNow({ date, published }: SaidTie): boolean {
  return date === null || published === null || dayNumber(published) - dayNumber(date.end) <= QUARTER
}

/** What the newest trend says, with those before it that say the same, back to the last that said otherwise. */
function told(newest: SaidTie, now: SaidTie[], isStale: boolean): AnswerPart {
  const other = now.find((tie) => tie.trend !== newest.trend && tie.trend !== 'steady')
  const end = now.findIndex((tie, index) => tie.trend !== newest.trend || (index > 0 && !goesOn(tie, now[index - 1]!)))
  const run = end < 0 ? now : now.slice(0, end)
  const first = run[run.length - 1]!
  const n = run.reduce((names, tie) => names.add(sourceKey(tie)), new Set<string>()).size
  const reaching = run
    .filter(({ date, published }) => date && published && date.start < isoDay(dayNumber(published) - 31))
    .sort((a, b) => (a.date!.start < b.date!.start ? -1 : 1))[0]
  const since = reaching?.date
  const who =
    run.length === 1
      ? placed(newest)
      : n === 1
        ? `${sourceName(newest)}, ${intervalWords(dayOf(first))} to ${intervalWords(dayOf(newest))}`
        : `first ${placed(first)}, last ${placed(newest)}`
  const back = newest.since && !since ? `, looking back on ${newest.since.words}` : ''
  // What was told well before is no contradiction of what was told since.
  const isEarlier =
    other?.published != null &&
    newest.published !== null &&
    dayNumber(newest.published) - dayNumber(other.published) > CONTRARY
  const against =
    other && other.published !== null && newest.published !== null && within(other.published, newest.published)
      ? isEarlier
        ? ` Earlier (${placed(other)}): ${DIRECTIONS[other.trend!]}.`
        : ` ${placed(other)} said the contrary.`
      : ''
  // Of several sources one says since when.
  const start = !since
    ? ''
    : n === 1
      ? ` since ${startWords(since)}`
      : `, since ${startWords(since)} by that of ${sourceName(reaching!)}`
  const words = `${DIRECTIONS[newest.trend!]}${n === 1 ? start : ''}, by the word of ${sourcesWords(n)} (${who})${n === 1 ? '' : start}${back}.${against}`
  return {
    text: isStale
      ? `No source of the last two years says whether relations are warmer or colder; before, ${words}`
      : capital(words),
    cites: [...run, ...(against && other ? [other] : [])].flatMap((tie) => tie.cites.slice(0, 1)).slice(0, 6),
  }
}

/** True where one telling and the next are no more than two years apart, or the later one reaches back that far. */
function goesOn(earlier: SaidTie, later: SaidTie): boolean {
  const from = later.date?.start ?? later.published
  return earlier.published !== null && from !== null && dayNumber(from) - dayNumber(earlier.published) <= STALE
}

/** Two parts as one sentence: what nobody says rests on nothing, what was done on its reports. */
export function joined(first: AnswerPart, second: AnswerPart): AnswerPart {
  const rest = second.text.slice(0, 1).toLowerCase() + second.text.slice(1)
  return { text: `${first.text.replace(/\.$/, '')}; ${rest}`, cites: [...first.cites, ...second.cites] }
}

const within = (day: string, newest: string) => dayNumber(newest) - dayNumber(day) <= STALE

/** What is said where no source tells a trend of now: one of the past, or how relations are called. */
function untold(said: Said, trends: SaidTie[]): AnswerPart {
  const past = trends[0]
  if (past)
    return {
      text: `No source says which way relations move now; ${placed(past)} tells of a ${past.trend === 'warming' ? 'warming' : past.trend === 'cooling' ? 'cooling' : 'standstill'} ${whenWords(past.date)}.`,
      cites: past.cites.slice(0, 1),
    }
  const standing = said.ties.find((tie) => tie.date === null)
  if (standing)
    return {
      text: `No source says that relations are changing; ${placed(standing)} tells of ${KINDS[standing.relation] ?? standing.relation}.`,
      cites: standing.cites.slice(0, 1),
    }
  return { text: 'No source says in words whether relations are warmer or colder.', cites: [] }
}

/** What the two states did in the quarter up to their last act, counted by friendly and hostile. */
function latelyDone(acts: ToldLines, direction: Answer['direction']): Answer['done'] {
  const { days, scores, types, length } = acts
  const counts = (line: number) => isDeed(EVENT_TYPES[types[line]!]!, scores[line]!)
  let last = length - 1
  while (last >= 0 && !counts(last)) last--
  if (last < 0) return null
  let first = last
  while (first > 0 && days[last]! - days[first - 1]! <= QUARTER) first--
  let [friendly, hostile] = [0, 0]
  let span = acts.spanOf(last)
  for (let line = first; line <= last; line++) {
    if (!counts(line)) continue
    if (scores[line]! > 0) friendly++
    else hostile++
    const { start, end } = acts.spanOf(line)
    span = { start: start < span.start ? start : span.start, end: end > span.end ? end : span.end }
  }
  const by = sourcesWords(acts.independent(first, last + 1, counts))
  return {
    text: doneWords({ friendly, hostile, ...span, by }, direction),
    cites: strongest(acts, first, last + 1, CITED, counts),
    acts: friendly + hostile,
  }
}

/** How many acts are counted, over which days, by whose reports. */
export interface DoneCount {
  friendly: number
  hostile: number
  start: string
  end: string
  by: string
  /** What the acts are called where it is not "acts reported between the two states". */
  called?: string
  /** True where it is but the weightiest of the last acts that are counted. */
  weightiest?: boolean
  /** What the days are where they are not those of the acts: "reported on". */
  days?: string
}

/** "Of the last 8 acts reported between the two states (…) 7 are friendly and 1 hostile, by 2 independent sources."; told as going against the words where it does. */
export function doneWords(
  {
    friendly,
    hostile,
    start,
    end,
    by,
    called = 'acts reported between the two states',
    weightiest = false,
    days,
  }: DoneCount,
  direction: Answer['direction'],
): string {
  const told = days ?? intervalWords({ start, end })
  const isAgainst = (direction === 'warmer' && hostile > friendly) || (direction === 'colder' && friendly > hostile)
  const all = friendly + hostile
  const count =
    all === 1
      ? `the last ${called.replace('acts', 'act')} (${told}) is ${friendly ? 'friendly' : 'hostile'}`
      : `of the ${weightiest ? `${all} weightiest of the last` : `last ${all}`} ${called} (${told}) ${sharesWords(friendly, hostile)}`
  return capital(`${isAgainst ? 'Against these words, ' : ''}${count}, by ${by}.`)
}

function sharesWords(friendly: number, hostile: number): string {
  const all = friendly + hostile === 2 ? 'both are' : 'all are'
  if (hostile === 0) return `${all} friendly`
  if (friendly === 0) return `${all} hostile`
  return `${friendly} ${friendly === 1 ? 'is' : 'are'} friendly and ${hostile} hostile`
}

/** The acts of a run of lines that weigh most, as cites, the weightiest first. */
function strongest(acts: ToldLines, from: number, to: number, n: number, only = (_line: number) => true): Cite[] {
  const found: { pull: number; id: string; line: number }[] = []
  for (let line = from; line < to; line++)
    if (only(line)) found.push({ pull: acts.weights[line]! * Math.abs(acts.scores[line]!), id: acts.idOf(line), line })
  return found
    .sort((a, b) => b.pull - a.pull || (a.id < b.id ? -1 : 1))
    .slice(0, n)
    .map(({ line }) => acts.citeOf(line))
}

const KINDS: { [relation: string]: string } = {
  ally: 'an alliance',
  foe: 'enmity',
  close: 'friendship or solidarity',
  rival: 'rivalry',
  strained: 'strain',
  backs: 'backing',
  opposes: 'opposition',
}

const dayOf = ({ cites }: SaidTie) => (cites[0] ? daysOf(cites[0]) : null)

/** Who says so: a speaker with the outlet that has his words, else the outlet. */
function sourceName({ by, cites }: SaidTie): string {
  const outlet = cites[0]?.outlet ?? null
  if (by === null) return 'unnamed'
  return outlet !== null && outlet !== by ? `${by} in ${outlet}` : by
}

const placed = (tie: SaidTie) => `${sourceName(tie)}, ${intervalWords(dayOf(tie))}`

/** What counts as one source: an outlet, with the copies of its stories. */
const sourceKey = ({ cites }: SaidTie) =>
  cites.flatMap(({ outlet }) => outlet ?? []).sort()[0] ?? `unnamed ${cites[0]?.article}`

/** The start of an interval, as exactly as it is told. */
function startWords({ start, precision }: DateInterval): string {
  if (precision === 'day') return dayWords(start)
  return dayWords(start).replace(precision === 'month' ? /^\S+ / : /^\S+ \S+ /, '')
}
