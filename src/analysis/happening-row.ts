import { EVENT_TYPES } from '../coding/index.ts'
import type { Happening, Source } from '../ledger/index.ts'
import { actsOf, dayOf, isSignedTogether, isStateActor, type LeftOut, leftOut, type Side, weightBy } from './acts.ts'
import { concernsPair } from './citing.ts'
import { dayNumber } from './days.ts'
import { namesBody } from './joint-bodies.ts'
import { identityOf, type Names } from './names.ts'
import type { TemperatureOptions } from './options.ts'
import type { Rows } from './rows.ts'
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
/** Not just one source tells it. */
export const SEVERAL = 1 << 16

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

/** Why a happening of a kind does not count. */
export const reasonIn = (kind: number): LeftOut | null => REASONS[(kind >> REASON) & 7]!

/** Adds to `rows`, for the table of that number, what a happening is to two countries; `isListed`: the ledger lists it under them. */
export function putRow(
  rows: Rows,
  table: number,
  happening: Happening,
  first: string,
  second: string,
  isListed: boolean,
  { options, names }: TableSettings,
): void {
  const { date, confidence, independent, sources } = happening
  const row = rows.length
  const day = dayOf(happening) ?? NO_DAY
  const start = dayOr(date?.start)
  const end = date?.end === date?.start ? start : dayOr(date?.end)
  const one = sources.length === 1 ? keptSource(sources[0]!, names) : nowhere
  let out = outOn(one.published, end)
  let whole = out
  if (sources.length !== 1) {
    const kept = sources.map((source) => keptSource(source, names))
    const outs = kept.map(({ published }) => outOn(published, end))
    rows.more.set(row, kept)
    out = outs.reduce((least, each) => Math.min(least, each), NO_DAY)
    whole = outs.reduce((most, each) => Math.max(most, each), ALWAYS)
  }
  const weight = weightBy(confidence, independent, options.sourceReliability)
  const why = leftOut(happening)
  const kind =
    placeOfType.get(happening.type)! |
    (REASONS.indexOf(why) << REASON) |
    (isListed ? LISTED : 0) |
    (happening.status === 'actual' ? ACTUAL : 0) |
    (happening.conflicts.length > 0 ? DISPUTED : 0) |
    (sources.length === 1 ? 0 : SEVERAL) |
    kindOfSides(rows, row, happening, first, second, why === null && weight > 0, options)
  rows
    .next(happening.id, table, day)
    .push(
      day,
      start,
      end,
      start !== NO_DAY && start > out ? start : out,
      whole,
      kind,
      independent,
      one.published,
      one.outlet,
      one.sole,
      weight,
      scoreOn(options.scale, happening),
      happening.goldstein,
      confidence,
      one.group,
      one.article,
    )
}

const nowhere: KeptSource = { published: NO_DAY, outlet: UNNAMED, sole: -1, group: 0, article: 0 }

/** Which way a happening acts between two states, who of them acts, and whether they met; notes what others act across the same border. */
function kindOfSides(
  rows: Rows,
  row: number,
  happening: Happening,
  first: string,
  second: string,
  counts: boolean,
  options: TableSettings['options'],
): number {
  const { actors, recipients, conceded } = happening
  const isSigned = isSignedTogether(happening)
  const isMet = (happening.type === 'CONSULT' || isSigned) && happening.status === 'actual'
  // One state toward the other, as most are: no lists are wanted.
  if (!isSigned && actors.length === 1 && recipients.length === 1) {
    const from = actors[0]!
    const to = recipients[0]!
    const isForward = from.country === first && to.country === second
    if ((isForward || (from.country === second && to.country === first)) && isStateActor(from) && isStateActor(to))
      return (
        ((counts ? (isForward ? FORWARD : BACK) : NO_WAY) << WAY) |
        ACTORS[isForward ? 0 : 1] |
        (isMet && conceded ? CONTACT : 0) |
        (isMet && isSession(happening) ? SESSION : 0)
      )
  }
  const pair: [string, string] = [first, second]
  const { way, others } = actsBetween(happening, first, second, options)
  if (others.length > 0) rows.others.set(row, others)
  const doing = isSigned ? [...actors, ...recipients] : actors
  const isActor = (country: string) => doing.some((party) => party.country === country && isStateActor(party))
  const parties = isMet ? [...actors, ...recipients] : []
  return (
    (way << WAY) |
    (isActor(first) ? ACTORS[0] : 0) |
    (isActor(second) ? ACTORS[1] : 0) |
    (isMet && conceded && concernsPair(parties.filter(isStateActor), pair) ? CONTACT : 0) |
    (isMet && concernsPair(parties, pair) && isSession(happening) ? SESSION : 0)
  )
}

const isSession = ({ date, words }: Happening) => date !== null && namesBody(words)

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

/** The day a source was out, of a happening told of up to a day; one without a day of publication counts from the last day it tells of. */
export function outOn(published: number, end: number): number {
  return published !== NO_DAY ? published : end === NO_DAY ? ALWAYS : end
}

function keptSource({ published, outlet, imported, copyGroup, article }: Source, names: Names): KeptSource {
  const label = outlet ?? imported
  const number = label === null ? UNNAMED : names.of(label)
  return {
    published: dayOr(published),
    outlet: number,
    sole: outlet === null ? names.of(copyGroup) : number,
    group: identityOf(copyGroup),
    article: identityOf(article),
  }
}

function dayOr(day: string | null | undefined): number {
  const number = day ? dayNumber(day) : Number.NaN
  return Number.isNaN(number) ? NO_DAY : number
}
