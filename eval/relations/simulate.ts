import { isoDay } from '../../src/analysis/days.ts'
import { drawAt, mix } from '../../src/analysis/draws.ts'
import { exp, ln } from '../../src/analysis/exact-math.ts'
import { happening, source } from '../../src/analysis/hand-made.ts'
import { typeScores } from '../../src/analysis/scales.ts'
import { EVENT_TYPES, type EventType } from '../../src/coding/index.ts'
import type { Happening } from '../../src/ledger/index.ts'

/** How two simulated states behave: the share of friendly happenings by day, and how many happenings a month there are. */
export interface Course {
  months: number
  perMonth: number
  /** Share of friendly happenings on a day, 0 to 1. */
  friendly: (day: number) => number
}

const FRIENDLY: [EventType, number][] = [
  ['AGREE', 0.3],
  ['CONSULT', 0.35],
  ['SUPPORT', 0.2],
  ['COOPERATE', 0.06],
  ['AID', 0.05],
  ['CONCEDE', 0.04],
]
const HOSTILE: [EventType, number][] = [
  ['REQUEST', 0.1],
  ['ACCUSE', 0.32],
  ['REJECT', 0.2],
  ['THREATEN', 0.1],
  ['SANCTION', 0.1],
  ['COERCE', 0.07],
  ['MOBILIZE', 0.06],
  ['ASSAULT', 0.05],
]
const OUTLETS = ['Anchor', 'Beacon', 'Courier', 'Dial', 'Echo', 'Fanfare', 'Gong', 'Herald']
export const FIRST_DAY = 10_957
const MONTH = 365 / 12

const scores = typeScores('plover')
const scoreOf = (type: EventType) => scores[EVENT_TYPES.indexOf(type)]!
const meanOf = (types: [EventType, number][]) => types.reduce((sum, [type, share]) => sum + share * scoreOf(type), 0)

/** Expected score of a happening where a share of them is friendly. */
export function expectedScore(friendly: number): number {
  return friendly * meanOf(FRIENDLY) + (1 - friendly) * meanOf(HOSTILE)
}

/** Expected weight of a simulated happening (see `ledgerOf`): confidence 0.85, sources 1 + Poisson(0.6), reliability 0.7. */
export const EXPECTED_WEIGHT = 0.85 * (1 - 0.3 * exp(-0.6 * 0.7))

/** Share of gold → coded labels, by row, as the coder confuses them. */
type Noise = { [gold in EventType]?: [EventType, number][] }

/**
 * A ledger drawn from a course. Happenings come in bursts: days of news (a Poisson process whose rate swings from month to month, gamma with a
 * coefficient of variation of one half) bring one to three happenings of the same tone, as visits and crises do. Labels are confused by `noise`.
 */
export function ledgerOf(course: Course, seed: number, noise: Noise = {}): Happening[] {
  let counter = 0
  const u = () => drawAt(mix(seed), counter++)
  const poisson = (mean: number) => {
    const limit = exp(-mean)
    let n = 0
    for (let product = u(); product > limit; product *= u()) n++
    return n
  }
  const pick = (types: [EventType, number][]): EventType => {
    let rest = u()
    for (const [type, share] of types) if ((rest -= share) < 0) return type
    return types[types.length - 1]![0]
  }
  const happenings: Happening[] = []
  for (let month = 0; month < course.months; month++) {
    // Gamma with shape 4: the sum of four exponential draws.
    let swing = 0
    for (let i = 0; i < 4; i++) swing -= ln(Math.max(1e-12, u())) / 4
    const days = poisson((course.perMonth / 1.5) * swing)
    for (let i = 0; i < days; i++) {
      const day = FIRST_DAY + Math.floor((month + u()) * MONTH)
      const friendly = u() < course.friendly(day)
      const burst = 1 + (u() < 0.35 ? 1 : 0) + (u() < 0.15 ? 1 : 0)
      for (let j = 0; j < burst; j++) {
        const gold = pick(friendly ? FRIENDLY : HOSTILE)
        const coded = noise[gold] ? pick(noise[gold]) : gold
        const iso = isoDay(day)
        const n = 1 + poisson(0.6)
        const first = Math.floor(u() * OUTLETS.length)
        const sources = Array.from({ length: Math.min(n, OUTLETS.length) }, (_, k) =>
          source(OUTLETS[(first + k) % OUTLETS.length]!, iso, `${seed}-${happenings.length}-${k}`),
        )
        const [from, to] = u() < 0.5 ? ['AAA', 'BBB'] : ['BBB', 'AAA']
        happenings.push(
          happening(`s${seed}-${happenings.length}`, coded, from!, to!, iso, { sources, confidence: 0.75 + 0.2 * u() }),
        )
      }
    }
  }
  return happenings
}

/** A burst brings 1.5 happenings on the average. */
export const LAST_DAY = (months: number) => FIRST_DAY + Math.floor(months * MONTH) - 1
