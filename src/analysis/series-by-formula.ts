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

/** Sums of one line under one half-life (or undecayed, for the long run): as coded, as the coder's errors make one expect, and what the variance needs. */
class LineSums {
  weight = 0
  score = 0
  squares = 0
  expectedWeight = 0
  expectedScore = 0
  // Of the clusters of days: Σ w², Σ w·s, Σ s². Of the coder, as a polynomial in the level.
  ww = 0
  ws = 0
  ss = 0
  c0 = 0
  c1 = 0
  c2 = 0

  age(f: number): void {
    this.weight *= f
    this.score *= f
    this.squares *= f
    this.expectedWeight *= f
    this.expectedScore *= f
    const g = f * f
    this.ww *= g
    this.ws *= g
    this.ss *= g
    this.c0 *= g
    this.c1 *= g
    this.c2 *= g
  }

  /** Takes a day in, its sums faded by `f`. */
  take(day: LineSums, f: number): void {
    this.weight += f * day.weight
    this.score += f * day.score
    this.squares += f * day.squares
    this.expectedWeight += f * day.expectedWeight
    this.expectedScore += f * day.expectedScore
    const g = f * f
    this.ww += g * day.expectedWeight * day.expectedWeight
    this.ws += g * day.expectedWeight * day.expectedScore
    this.ss += g * day.expectedScore * day.expectedScore
    this.c0 += g * day.c0
    this.c1 += g * day.c1
    this.c2 += g * day.c2
  }

  /** Adds the sums of other days as they are. */
  join(other: LineSums): void {
    this.weight += other.weight
    this.score += other.score
    this.squares += other.squares
    this.expectedWeight += other.expectedWeight
    this.expectedScore += other.expectedScore
    this.ww += other.ww
    this.ws += other.ws
    this.ss += other.ss
    this.c0 += other.c0
    this.c1 += other.c1
    this.c2 += other.c2
  }

  clear(): void {
    this.age(0)
  }

  /** Variance of Σ a (s − level) over days and coder. */
  variance(level: number): number {
    const days = this.ss - 2 * level * this.ws + level * level * this.ww
    return Math.max(0, days) + Math.max(0, this.c0 - 2 * level * this.c1 + level * level * this.c2)
  }
}

const LINES = ['total', 'verbal', 'material'] as const
const lineSums = () => LINES.map(() => new LineSums())

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
  const buckets: { end: number; sums: LineSums[] }[] = []
  const day = lineSums()
  let [next, taken, previousEnd] = [0, 0, 0]
  return periods.map((period) => {
    const end = dayNumber(period.end)
    now.forEach((sums, k) => {
      for (const line of sums) line.age(decays[k]![end - previousEnd] ?? 0)
    })
    previousEnd = end
    const bucket = { end, sums: lineSums() }
    const began = next
    while (next < acts.length && acts[next]!.day <= end) {
      const today = acts[next]!.day
      for (; next < acts.length && acts[next]!.day === today; next++) {
        const act = acts[next]!
        addAct(day, act, act.weight / attention(today), shares[types.get(act.happening.type)!]!)
      }
      day.forEach((sums, line) => {
        for (let k = 0; k < 2; k++) now[k]![line]!.take(sums, decays[k]![end - today] ?? 0)
        bucket.sums[line]!.take(sums, 1)
        sums.clear()
      })
    }
    if (next > began) buckets.push(bucket)
    for (; taken < buckets.length && buckets[taken]!.end <= end - YEAR; taken++)
      for (const [line, sums] of past.entries()) sums.join(buckets[taken]!.sums[line]!)
    const lines = (k: number): Lines => {
      while (reach[k]! < next && acts[reach[k]!]!.day <= end - 4 * halfLives[k]!) reach[k]!++
      const all = next - reach[k]!
      const verbal = verbalUpTo[next]! - verbalUpTo[reach[k]!]!
      const [total, words, deeds] = [all, verbal, all - verbal].map((n, line) =>
        reading(now[k]![line]!, past[line]!, n, options),
      )
      return { total: total!, verbal: words!, material: deeds! }
    }
    return {
      period,
      fast: lines(0),
      slow: lines(1),
      longRun: round2(past[0]!.score / (past[0]!.weight + LONG_RUN_PRIOR)),
    }
  })
}

function addAct(day: LineSums[], act: Act, a: number, shares: Share[]): void {
  const place = act.line === 'verbal' ? 1 : 2
  for (let line = 0; line < 3; line++) {
    const sums = day[line]!
    if (line === 0 || line === place) {
      sums.weight += a
      sums.score += a * act.score
      sums.squares += a * act.weight
    }
    const { own, other, score, square } = shares[line]!
    const p = own + other
    if (p === 0) continue
    const e = own * act.score + score
    const q = own * act.score * act.score + square
    sums.expectedWeight += a * p
    sums.expectedScore += a * e
    sums.c0 += a * a * (q - e * e)
    sums.c1 += a * a * (e - e * p)
    sums.c2 += a * a * (p - p * p)
  }
}

/** For each coded type and line, what the true label may be. */
function sharesOf(acts: Act[], types: Map<string, number>, options: TemperatureOptions): Share[][] {
  const counts = new Float64Array(EVENT_TYPES.length)
  for (const act of acts) counts[types.get(act.happening.type)!]!++
  const scores = typeScores(options.scale)
  return trueTypeSums(counts, coderModel(options.confusion)).map((running, coded) =>
    LINES.map((line) => {
      const share: Share = { own: 0, other: 0, score: 0, square: 0 }
      running.forEach((top, type) => {
        if (line !== 'total' && lineOf(EVENT_TYPES[type]!) !== line) return
        const part = top - (type === 0 ? 0 : running[type - 1]!)
        if (type === coded) share.own = part
        else {
          share.other += part
          share.score += part * scores[type]!
          share.square += part * scores[type]! * scores[type]!
        }
      })
      return share
    }),
  )
}

function reading(now: LineSums, past: LineSums, n: number, options: TemperatureOptions): Reading {
  const nEff = now.squares > 0 ? (now.weight * now.weight) / now.squares : 0
  if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
  const k = options.priorWeight
  const value = (now.score + k * (past.score / (past.weight + LONG_RUN_PRIOR))) / (now.weight + k)
  const old = past.expectedWeight + LONG_RUN_PRIOR
  const longRun = past.expectedScore / old
  const all = now.expectedWeight + k
  const middle = (now.expectedScore + k * longRun) / all
  const share = k / all
  const error = Math.sqrt(now.variance(middle) / (all * all) + (share * share * past.variance(longRun)) / (old * old))
  return readingByFormula(value, middle, error, n, nEff)
}
