import { EVENT_TYPES } from '../coding/index.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import { isoDay } from './days.ts'
import { decayTable, round2 } from './exact-math.ts'
import type { TemperatureOptions } from './options.ts'
import { BACK, BOTH, FORWARD, NO_WAY, type PairTable } from './pair-table.ts'
import { typeScores } from './scales.ts'
import { LONG_RUN_PRIOR, type Reading, readingByFormula, YEAR } from './temperature.ts'

/** How things stand between two states on one day. */
export interface PairTemperature {
  /** Codes, sorted. */
  pair: [string, string]
  /** First to second. */
  forward: { fast: Reading; slow: Reading }
  /** Second to first. */
  back: { fast: Reading; slow: Reading }
  both: { fast: Reading; slow: Reading }
  happenings: number
  /** Last day with a happening that counts. */
  last: string
}

// Of one day and way: weights, weights × scores as coded and as the coder's errors make one expect, the coder's variance.
const [W, WS, WE, C] = [0, 1, 2, 3]
const DAY = 4
// Of one way under one half-life, or of the long run: the same faded, and of the day clusters squares of weights, products, squares of scores.
const [WEIGHT, SCORE, EXPECTED, CODER, S_WW, S_WS, S_SS] = [0, 1, 2, 3, 4, 5, 6]
const SUMS = 7
// Of one way under one half-life, what evidence there is: faded weights, the same times the weight, how many.
const [FADED, AGED, COUNT] = [0, 1, 2]
const EVIDENCE = 3
const WAYS = 3
const TYPES = EVENT_TYPES.length
/** By the way a happening acts, in which of the three (forward, back, both together) it counts. */
const ACTS = [NO_WAY, FORWARD, BACK, BOTH].map((way) => [(way & FORWARD) !== 0, (way & BACK) !== 0, way !== NO_WAY])

/**
 * What takes the temperature of a pair on a day from its lines, as known on a day: one walk through them, a day of happenings being one cluster. Cost: lines, and
 * about 10 µs a pair for what the coder may have mistaken.
 */
export function measurer(
  options: TemperatureOptions,
): (lines: PairTable, today: number, known: number) => PairTemperature | null {
  const halfLives = [options.halfLives.fast, options.halfLives.slow]
  const decays = halfLives.map(decayTable)
  const scoresOfType = typeScores(options.scale)
  const coder = coderModel(options.confusion)
  const counts = new Float64Array(TYPES)
  // Of the types the coder may have meant instead: their share's sum of scores and of squares.
  const own = new Float64Array(TYPES)
  const mean = new Float64Array(TYPES)
  const square = new Float64Array(TYPES)
  const day = new Float64Array(WAYS * DAY)
  // Of each way: fast and slow.
  const evidence = new Float64Array(WAYS * 2 * EVIDENCE)
  // Of each way: fast, slow, long run.
  const sums = new Float64Array(WAYS * 3 * SUMS)

  function closeDay(age: number): void {
    for (let way = 0; way < WAYS; way++) {
      const d = way * DAY
      if (day[d + W] === 0) continue
      for (let k = 0; k < 3; k++) {
        const f = k < 2 ? (decays[k]![age] ?? 0) : age >= YEAR ? 1 : 0
        if (f === 0) continue
        const s = (way * 3 + k) * SUMS
        const w = f * day[d + W]!
        const e = f * day[d + WE]!
        sums[s + WEIGHT]! += w
        sums[s + SCORE]! += f * day[d + WS]!
        sums[s + EXPECTED]! += e
        sums[s + CODER]! += f * f * day[d + C]!
        sums[s + S_WW]! += w * w
        sums[s + S_WS]! += w * e
        sums[s + S_SS]! += e * e
      }
    }
    day.fill(0)
  }

  const effectiveOf = (way: number, k: number) => {
    const e = (way * 2 + k) * EVIDENCE
    return evidence[e + AGED]! > 0 ? (evidence[e + FADED]! * evidence[e + FADED]!) / evidence[e + AGED]! : 0
  }

  /** Variance of Σ a (s − level) over days and coder. */
  const variance = (s: number, level: number) =>
    Math.max(0, sums[s + S_SS]! - 2 * level * sums[s + S_WS]! + level * level * sums[s + S_WW]!) + sums[s + CODER]!

  function readingOf(way: number, k: number): Reading {
    const now = (way * 3 + k) * SUMS
    const past = (way * 3 + 2) * SUMS
    const nEff = effectiveOf(way, k)
    const n = evidence[(way * 2 + k) * EVIDENCE + COUNT]!
    if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
    const prior = options.priorWeight
    const all = sums[now + WEIGHT]! + prior
    const old = sums[past + WEIGHT]! + LONG_RUN_PRIOR
    const value = (sums[now + SCORE]! + prior * (sums[past + SCORE]! / old)) / all
    const longRun = sums[past + EXPECTED]! / old
    const middle = (sums[now + EXPECTED]! + prior * longRun) / all
    const share = prior / all
    const error = Math.sqrt(
      variance(now, middle) / (all * all) + (share * share * variance(past, longRun)) / (old * old),
    )
    return readingByFormula(value, middle, error, n, nEff)
  }

  return (lines, today, known) => {
    lines.order()
    const { days } = lines
    counts.fill(0)
    evidence.fill(0)
    let n = 0
    let last = 0
    let end = 0
    for (; end < days.length && days[end]! <= today; end++) {
      const way = lines.wayOf(end)
      if (way === NO_WAY) continue
      const weight = lines.weightAt(end, known)
      if (weight === undefined) continue
      counts[lines.typeOf(end)]!++
      last = days[end]!
      n++
      for (let k = 0; k < 2; k++) {
        const faded = (decays[k]![today - last] ?? 0) * weight
        if (faded === 0) continue
        const near = today - last < 4 * halfLives[k]! ? 1 : 0
        for (let each = 0; each < WAYS; each++) {
          if (!ACTS[way]![each]) continue
          const e = (each * 2 + k) * EVIDENCE
          evidence[e + FADED]! += faded
          evidence[e + AGED]! += faded * weight
          evidence[e + COUNT]! += near
        }
      }
    }
    if (n === 0) return null
    let measured = false
    for (let way = 0; way < WAYS; way++) for (let k = 0; k < 2; k++) measured ||= effectiveOf(way, k) >= options.floor
    if (measured) sumUp(lines, today, known, end)
    const [first, second] = lines.key.split('|') as [string, string]
    const readings = (way: number) => ({ fast: readingOf(way, 0), slow: readingOf(way, 1) })
    return {
      pair: [first, second],
      forward: readings(0),
      back: readings(1),
      both: readings(2),
      happenings: n,
      last: isoDay(last),
    }
  }

  /** The sums that values and bands come from, over the first `end` lines. */
  function sumUp(lines: PairTable, today: number, known: number, end: number): void {
    const { days, scores } = lines
    trueTypeSums(counts, coder).forEach((running, coded) => {
      own[coded] = mean[coded] = square[coded] = 0
      let below = 0
      for (let type = 0; type < TYPES; type++) {
        const share = running[type]! - below
        below = running[type]!
        if (type === coded) own[coded] = share
        else {
          mean[coded]! += share * scoresOfType[type]!
          square[coded]! += share * scoresOfType[type]! * scoresOfType[type]!
        }
      }
    })
    sums.fill(0)
    day.fill(0)
    let at = Number.NaN
    for (let i = 0; i < end; i++) {
      const way = lines.wayOf(i)
      const weight = way === NO_WAY ? undefined : lines.weightAt(i, known)
      if (weight === undefined) continue
      if (days[i] !== at) {
        if (!Number.isNaN(at)) closeDay(today - at)
        at = days[i]!
      }
      const type = lines.typeOf(i)
      const score = scores[i]!
      const expected = own[type]! * score + mean[type]!
      const spread = own[type]! * score * score + square[type]! - expected * expected
      for (let each = 0; each < WAYS; each++) {
        if (!ACTS[way]![each]) continue
        const d = each * DAY
        day[d + W]! += weight
        day[d + WS]! += weight * score
        day[d + WE]! += weight * expected
        day[d + C]! += weight * weight * spread
      }
    }
    closeDay(today - at)
  }
}
