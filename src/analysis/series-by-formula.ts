import { EVENT_TYPES } from '../coding/index.ts'
import { type Act, inOrder } from './acts.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import type { Attention } from './coverage.ts'
import { dayNumber, type Period } from './days.ts'
import { decayTable, round2 } from './exact-math.ts'
import type { TemperatureOptions } from './options.ts'
import { lineOf, typeScores } from './scales.ts'
import {
  type Lines,
  LONG_RUN_PRIOR,
  type Reading,
  readingByFormula,
  type TemperaturePoint,
  YEAR,
} from './temperature.ts'

/** Of one coded type: what true labels of one line contribute, as shares of the act's own label and as sums over the others. */
interface Share {
  /** Whether the coded label itself belongs to the line. */
  own: number
  /** Share, share × score and share × score² of the other labels of the line. */
  other: number
  score: number
  square: number
}

// Sums of one line under one half-life (or undecayed, for the long run): as coded, as the coder's errors make one expect, and what the variance needs: of the
// clusters of days Σ w², Σ w·s, Σ s²; of the coder's errors, as a polynomial in the level.
const [WEIGHT, SCORE, SQUARES, EXPECTED_WEIGHT, EXPECTED_SCORE] = [0, 1, 2, 3, 4]
const [WW, WS, SS, C0, C1, C2] = [5, 6, 7, 8, 9, 10]
const SUMS = 11

const LINES = ['total', 'verbal', 'material'] as const

/** Sums of all lines, one after another. */
const lineSums = () => new Float64Array(LINES.length * SUMS)

function age(sums: Float64Array, f: number): void {
  const g = f * f
  for (let s = 0; s < sums.length; s += SUMS) {
    for (let i = WEIGHT; i < WW; i++) sums[s + i]! *= f
    for (let i = WW; i < SUMS; i++) sums[s + i]! *= g
  }
}

/** Takes a day in, its sums faded by `f`. */
function take(sums: Float64Array, day: Float64Array, f: number): void {
  const g = f * f
  for (let s = 0; s < sums.length; s += SUMS) {
    for (let i = WEIGHT; i < WW; i++) sums[s + i]! += f * day[s + i]!
    const [w, e] = [day[s + EXPECTED_WEIGHT]!, day[s + EXPECTED_SCORE]!]
    sums[s + WW]! += g * w * w
    sums[s + WS]! += g * w * e
    sums[s + SS]! += g * e * e
    for (let i = C0; i < SUMS; i++) sums[s + i]! += g * day[s + i]!
  }
}

/** Variance of Σ a (s − level) over days and coder, of the line whose sums begin at `s`. */
function variance(sums: Float64Array, s: number, level: number): number {
  const days = sums[s + SS]! - 2 * level * sums[s + WS]! + level * level * sums[s + WW]!
  return Math.max(0, days) + Math.max(0, sums[s + C0]! - 2 * level * sums[s + C1]! + level * level * sums[s + C2]!)
}

/**
 * The curve of `temperatureSeries` with the band by formula instead of by drawing: the variance of the clusters of days plus that of the coder's
 * errors. For pairs with so many happenings that drawing would take long and the sum is normal anyway. Cost: acts + periods.
 */
export function seriesByFormula(
  given: Act[],
  periods: Period[],
  options: TemperatureOptions,
  attention: Attention = () => 1,
): TemperaturePoint[] {
  const acts = inOrder(given)
  const types = new Map(EVENT_TYPES.map((type, index) => [type, index]))
  const shares = sharesOf(acts, types, options)
  const halfLives = [options.halfLives.fast, options.halfLives.slow]
  const decays = halfLives.map(decayTable)
  const now = halfLives.map(lineSums)
  const past = lineSums()
  const reach = [0, 0]
  const verbalUpTo = new Uint32Array(acts.length + 1)
  acts.forEach((act, i) => {
    verbalUpTo[i + 1] = verbalUpTo[i]! + (act.line === 'verbal' ? 1 : 0)
  })
  const buckets: { end: number; sums: Float64Array }[] = []
  const day = lineSums()
  let [next, taken, previousEnd] = [0, 0, 0]
  return periods.map((period) => {
    const end = dayNumber(period.end)
    now.forEach((sums, k) => {
      age(sums, decays[k]![end - previousEnd] ?? 0)
    })
    previousEnd = end
    const bucket = next < acts.length && acts[next]!.day <= end ? { end, sums: lineSums() } : null
    while (next < acts.length && acts[next]!.day <= end) {
      const today = acts[next]!.day
      for (; next < acts.length && acts[next]!.day === today; next++) {
        const act = acts[next]!
        addAct(day, act, act.weight / attention(today), shares[types.get(act.happening.type)!]!)
      }
      for (let k = 0; k < 2; k++) take(now[k]!, day, decays[k]![end - today] ?? 0)
      take(bucket!.sums, day, 1)
      day.fill(0)
    }
    if (bucket) buckets.push(bucket)
    for (; taken < buckets.length && buckets[taken]!.end <= end - YEAR; taken++) {
      const { sums } = buckets[taken]!
      for (let i = 0; i < past.length; i++) past[i]! += sums[i]!
    }
    const lines = (k: number): Lines => {
      while (reach[k]! < next && acts[reach[k]!]!.day <= end - 4 * halfLives[k]!) reach[k]!++
      const all = next - reach[k]!
      const verbal = verbalUpTo[next]! - verbalUpTo[reach[k]!]!
      const [total, words, deeds] = [all, verbal, all - verbal].map((n, line) =>
        reading(now[k]!, past, line * SUMS, n, options),
      )
      return { total: total!, verbal: words!, material: deeds! }
    }
    return {
      period,
      fast: lines(0),
      slow: lines(1),
      longRun: round2(past[SCORE]! / (past[WEIGHT]! + LONG_RUN_PRIOR)),
    }
  })
}

function addAct(day: Float64Array, act: Act, a: number, shares: Share[]): void {
  const place = act.line === 'verbal' ? 1 : 2
  for (let line = 0; line < LINES.length; line++) {
    const s = line * SUMS
    if (line === 0 || line === place) {
      day[s + WEIGHT]! += a
      day[s + SCORE]! += a * act.score
      day[s + SQUARES]! += a * act.weight
    }
    const { own, other, score, square } = shares[line]!
    const p = own + other
    if (p === 0) continue
    const e = own * act.score + score
    const q = own * act.score * act.score + square
    day[s + EXPECTED_WEIGHT]! += a * p
    day[s + EXPECTED_SCORE]! += a * e
    day[s + C0]! += a * a * (q - e * e)
    day[s + C1]! += a * a * (e - e * p)
    day[s + C2]! += a * a * (p - p * p)
  }
}

/** For each coded type and line, what the true label may be. */
function sharesOf(acts: Act[], types: Map<string, number>, options: TemperatureOptions): Share[][] {
  const counts = new Float64Array(EVENT_TYPES.length)
  for (const act of acts) counts[types.get(act.happening.type)!]!++
  const scores = typeScores(options.scale)
  const lines = EVENT_TYPES.map(lineOf)
  return trueTypeSums(counts, coderModel(options.confusion)).map((running, coded) =>
    LINES.map((line) => {
      const share: Share = { own: 0, other: 0, score: 0, square: 0 }
      for (let type = 0; type < lines.length; type++) {
        if (line !== 'total' && lines[type] !== line) continue
        const part = running[type]! - (type === 0 ? 0 : running[type - 1]!)
        if (type === coded) share.own = part
        else {
          share.other += part
          share.score += part * scores[type]!
          share.square += part * scores[type]! * scores[type]!
        }
      }
      return share
    }),
  )
}

/** The reading of the line whose sums begin at `s`. */
function reading(now: Float64Array, past: Float64Array, s: number, n: number, options: TemperatureOptions): Reading {
  const weight = now[s + WEIGHT]!
  const nEff = now[s + SQUARES]! > 0 ? (weight * weight) / now[s + SQUARES]! : 0
  if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
  const k = options.priorWeight
  const value = (now[s + SCORE]! + k * (past[s + SCORE]! / (past[s + WEIGHT]! + LONG_RUN_PRIOR))) / (weight + k)
  const old = past[s + EXPECTED_WEIGHT]! + LONG_RUN_PRIOR
  const longRun = past[s + EXPECTED_SCORE]! / old
  const all = now[s + EXPECTED_WEIGHT]! + k
  const middle = (now[s + EXPECTED_SCORE]! + k * longRun) / all
  const share = k / all
  const error = Math.sqrt(
    variance(now, s, middle) / (all * all) + (share * share * variance(past, s, longRun)) / (old * old),
  )
  return readingByFormula(value, middle, error, n, nEff)
}
