import { EVENT_TYPES } from '../coding/index.ts'
import type { Happening, Source } from '../ledger/index.ts'
import { actsOf, dayOf, isStateActor, type LeftOut, leftOut, type Side, weightBy } from './acts.ts'
import { concernsPair } from './citing.ts'
import { dayNumber } from './days.ts'
import { bodyNamed } from './joint-bodies.ts'
import { identityOf, type Names } from './names.ts'
import type { TemperatureOptions } from './options.ts'
import { scoreOn } from './scales.ts'

/** No day is known; later than all days. */
export const NO_DAY = 2 ** 30
/** Before all days. */
export const ALWAYS = -(2 ** 30)
/** In place of an outlet's number where none is known. */
export const UNNAMED = -1

/** Which way a happening that counts acts: first of the pair to second, back, or both at once; none where a side is no state, or it does not count. */
export const [NO_WAY, FORWARD, BACK, BOTH] = [0, 1, 2, 3]

// What a kind holds: the type in the lower four bits, which way it acts, why it does not count, and flags.
export const WAY = 4
const REASON = 6
export const [LISTED, CONTACT, SESSION, ACTUAL, DISPUTED] = [1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13]
export const ACTORS = [1 << 14, 1 << 15] as const

const placeOfType = new Map(EVENT_TYPES.map((type, index) => [type, index]))

const REASONS: (LeftOut | null)[] = [
  null,
  'planned, imagined or denied',
  'background of more than a year before',
  'a claim that nobody concedes',
  'no date within a quarter',
]

/** Where a happening was told, as far as counting asks. */
export interface KeptSource {
  /** Day of publication, `NO_DAY` where it is not known. */
  published: number
  /** The outlet, or the system it was imported from, by its number in `names`; `UNNAMED` where neither is known. */
  outlet: number
  /** What is lost where this source is left aside: the outlet, else its copy group, by number. */
  sole: number
  /** Copy group and article, as `identityOf` gives them. */
  group: number
  article: number
}

/** What somebody who is no state does, or has done to him. */
export interface OtherAct {
  from: Side
  to: Side
}

/** What the rows of all tables of a book share. */
export interface TableSettings {
  options: Pick<TemperatureOptions, 'sourceReliability' | 'scale'>
  names: Names
}

/** One happening as the columns of a pair's table hold it (`PairTable` says what each is). */
export interface HappeningRow {
  days: number
  starts: number
  ends: number
  from: number
  kinds: number
  independents: number
  weights: number
  scores: number
  goldsteins: number
  confidences: number
  sources: KeptSource[]
  others: OtherAct[]
}

/** Why a happening of a kind does not count. */
export const reasonIn = (kind: number): LeftOut | null => REASONS[(kind >> REASON) & 7]!

/** What a happening is to two countries; `isListed`: the ledger lists it under them. */
export function happeningRow(
  happening: Happening,
  [first, second]: [string, string],
  isListed: boolean,
  settings: TableSettings,
): HappeningRow {
  const { options } = settings
  const { date, confidence, independent } = happening
  const { way, others } = actsBetween(happening, first, second, options)
  const [start, end] = [dayOr(date?.start), dayOr(date?.end)]
  const sources = happening.sources.map((source) => keptSource(source, settings.names))
  const out = sources.reduce((least, { published }) => {
    const day = published !== NO_DAY ? published : end === NO_DAY ? ALWAYS : end
    return day < least ? day : least
  }, NO_DAY)
  return {
    days: dayOf(happening) ?? NO_DAY,
    starts: start,
    ends: end,
    from: start === NO_DAY ? out : Math.max(start, out),
    kinds: kindOf(happening, [first, second], way, isListed),
    independents: independent,
    weights: weightBy(confidence, independent, options.sourceReliability),
    scores: scoreOn(options.scale, happening),
    goldsteins: happening.goldstein,
    confidences: confidence,
    sources,
    others,
  }
}

/** Which way a happening acts between two states, and what others act across the same border. */
function actsBetween(happening: Happening, first: string, second: string, options: TableSettings['options']) {
  let way = NO_WAY
  const others: OtherAct[] = []
  for (const { from, to } of actsOf(happening, options)) {
    if (from.country === first ? to.country !== second : from.country !== second || to.country !== first) continue
    if (from.state && to.state) way |= from.country === first ? FORWARD : BACK
    else others.push({ from, to })
  }
  return { way, others }
}

function kindOf(happening: Happening, pair: [string, string], way: number, isListed: boolean): number {
  const { type, date } = happening
  const isActor = (country: string) =>
    happening.actors.some((party) => party.country === country && isStateActor(party))
  const isActual = happening.status === 'actual'
  const isMet = type === 'CONSULT' && isActual
  const parties = isMet ? [...happening.actors, ...happening.recipients] : []
  return (
    placeOfType.get(type)! |
    (way << WAY) |
    (REASONS.indexOf(leftOut(happening)) << REASON) |
    (isListed ? LISTED : 0) |
    (isActual ? ACTUAL : 0) |
    (happening.conflicts.length > 0 ? DISPUTED : 0) |
    (isActor(pair[0]) ? ACTORS[0] : 0) |
    (isActor(pair[1]) ? ACTORS[1] : 0) |
    (isMet && happening.conceded && concernsPair(parties.filter(isStateActor), pair) ? CONTACT : 0) |
    (isMet && date && concernsPair(parties, pair) && bodyNamed(happening.words) ? SESSION : 0)
  )
}

function keptSource({ published, outlet, imported, copyGroup, article }: Source, names: Names): KeptSource {
  const label = outlet ?? imported
  return {
    published: dayOr(published),
    outlet: label === null ? UNNAMED : names.of(label),
    sole: names.of(outlet ?? copyGroup),
    group: identityOf(copyGroup),
    article: identityOf(article),
  }
}

function dayOr(day: string | null | undefined): number {
  const number = day ? dayNumber(day) : Number.NaN
  return Number.isNaN(number) ? NO_DAY : number
}
