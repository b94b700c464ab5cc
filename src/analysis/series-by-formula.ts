import { EVENT_TYPES } from '../coding/index.ts'
import type { ActLines } from './act-lines.ts'
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

// Of one coded type and one line (total, words, deeds): the share of its own label, where that belongs to the line; share, share × score and share × score²
// of the other labels of the line.
const [OWN, OTHER, OTHER_SCORE, OTHER_SQUARE] = [0, 1, 2, 3]
const SHARES = 4

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

/** Takes a closed day in, its sums faded by `f`. */
function take(sums: Float64Array, day: Float64Array, f: number): void {
  const g = f * f
  for (let s = 0; s < sums.length; s += SUMS) {
    for (let i = WEIGHT; i < WW; i++) sums[s + i]! += f * day[s + i]!
    for (let i = WW; i < SUMS; i++) sums[s + i]! += g * day[s + i]!
  }
}

/** What a day is as one cluster: the total of words and deeds (whose errors `addAct` has already), and the products of each line. */
function closeDay(day: Float64Array): void {
  for (let i = WEIGHT; i < WW; i++) day[i] = day[SUMS + i]! + day[2 * SUMS + i]!
  for (let s = 0; s < day.length; s += SUMS) {
    const [w, e] = [day[s + EXPECTED_WEIGHT]!, day[s + EXPECTED_SCORE]!]
    day[s + WW] = w * w
    day[s + WS] = w * e
    day[s + SS] = e * e
  }
}

/** Variance of Σ a (s − level) over days and coder, of the line whose sums begin at `s`. */
function variance(sums: Float64Array, s: number, level: number): number {
  const days = sums[s + SS]! - 2 * level * sums[s + WS]! + level * level * sums[s + WW]!
  return Math.max(0, days) + Math.max(0, sums[s + C0]! - 2 * level * sums[s + C1]! + level * level * sums[s + C2]!)
}

/**
 * The curve of `temperatureSeries` with the band by formula instead of by drawing: the variance of the clusters of days plus that of the coder's
 * errors. For pairs with so many happenings that drawing would take long and the sum is normal anyway. Of the `last` period alone the point is what it is in
 * the whole curve. Cost: acts + periods.
 */
export function seriesByFormula(
  acts: ActLines,
  periods: Period[],
  options: TemperatureOptions,
  attention: Attention = () => 1,
  wanted: 'all' | 'last' = 'all',
): TemperaturePoint[] {
  const { days, weights, scores, types } = acts
  const expected = new Expected(sharesOf(acts, options))
  const verbal = VERBAL
  const halfLives = [options.halfLives.fast, options.halfLives.slow]
  const decays = halfLives.map(decayTable)
  const now = halfLives.map(lineSums)
  const past = lineSums()
  const reach = [0, 0]
  const verbalUpTo = new Uint32Array(acts.length + 1)
  for (let i = 0; i < acts.length; i++) verbalUpTo[i + 1] = verbalUpTo[i]! + verbal[types[i]!]!
  const buckets: { end: number; sums: Float64Array }[] = []
  const day = lineSums()
  let [next, taken, previousEnd] = [0, 0, 0]
  const points: TemperaturePoint[] = []
  for (const [index, period] of periods.entries()) {
    const end = dayNumber(period.end)
    for (let k = 0; k < 2; k++) age(now[k]!, decays[k]![end - previousEnd] ?? 0)
    previousEnd = end
    const bucket = next < acts.length && days[next]! <= end ? { end, sums: lineSums() } : null
    while (next < acts.length && days[next]! <= end) {
      const today = days[next]!
      const divisor = attention(today)
      for (; next < acts.length && days[next] === today; next++) {
        const [type, weight] = [types[next]!, weights[next]!]
        const score = scores[next]!
        addAct(
          day,
          weight / divisor,
          weight,
          score,
          expected.of(type, score),
          expected.values,
          verbal[type]! === 1 ? 1 : 2,
        )
      }
      closeDay(day)
      for (let k = 0; k < 2; k++) take(now[k]!, day, decays[k]![end - today] ?? 0)
      take(bucket!.sums, day, 1)
      day.fill(0)
    }
    if (bucket) buckets.push(bucket)
    for (; taken < buckets.length && buckets[taken]!.end <= end - YEAR; taken++) {
      const { sums } = buckets[taken]!
      for (let i = 0; i < past.length; i++) past[i]! += sums[i]!
    }
    if (wanted === 'last' && index < periods.length - 1) continue
    const lines = (k: number): Lines => {
      while (reach[k]! < next && days[reach[k]!]! <= end - 4 * halfLives[k]!) reach[k]!++
      const all = next - reach[k]!
      const words = verbalUpTo[next]! - verbalUpTo[reach[k]!]!
      return {
        total: reading(now[k]!, past, 0, all, options),
        verbal: reading(now[k]!, past, SUMS, words, options),
        material: reading(now[k]!, past, 2 * SUMS, all - words, options),
      }
    }
    points.push({
      period,
      fast: lines(0),
      slow: lines(1),
      longRun: round2(past[SCORE]! / (past[WEIGHT]! + LONG_RUN_PRIOR)),
    })
  }
  return points
}

/**
 * Adds an act weighing `a` (`weight` before it was divided by attention) to the sums of a day; `place` is its line, `of` where what is expected of its type begins in
 * `expected`. The total gets its errors alone, the rest by `closeDay`: its share is 1, so that its error has no part that goes with the level.
 */
function addAct(
  day: Float64Array,
  a: number,
  weight: number,
  scored: number,
  of: number,
  expected: Float64Array,
  place: number,
): void {
  const own = place * SUMS
  const aa = a * a
  day[own + WEIGHT]! += a
  day[own + SCORE]! += a * scored
  day[own + SQUARES]! += a * weight
  day[C0]! += aa * expected[of + E_C0]!
  for (let line = 1; line < LINES.length; line++) {
    const s = line * SUMS
    const e = of + line * EXPECTATIONS
    day[s + EXPECTED_WEIGHT]! += a * expected[e + E_WEIGHT]!
    day[s + EXPECTED_SCORE]! += a * expected[e + E_SCORE]!
    day[s + C0]! += aa * expected[e + E_C0]!
    day[s + C1]! += aa * expected[e + E_C1]!
    day[s + C2]! += aa * expected[e + E_C2]!
  }
}

// Of one type, coded with one score, and one line: the share of the line, the score expected, and the error of both as a polynomial in the level.
const [E_WEIGHT, E_SCORE, E_C0, E_C1, E_C2] = [0, 1, 2, 3, 4]
const EXPECTATIONS = 5

/** What the coder's errors make one expect of an act of a type and score. Worked out again only where a type's score is another than the last time. */
class Expected {
  readonly values = new Float64Array(EVENT_TYPES.length * LINES.length * EXPECTATIONS)
  readonly #shares: Float64Array
  readonly #scored = new Float64Array(EVENT_TYPES.length).fill(Number.NaN)

  constructor(shares: Float64Array) {
    this.#shares = shares
  }

  /** Where the values of a type begin, total, words and deeds one after another. */
  of(type: number, scored: number): number {
    const at = type * LINES.length * EXPECTATIONS
    if (this.#scored[type] === scored) return at
    this.#scored[type] = scored
    for (let line = 0; line < LINES.length; line++) {
      const of = (type * LINES.length + line) * SHARES
      const own = this.#shares[of + OWN]!
      const p = own + this.#shares[of + OTHER]!
      const e = own * scored + this.#shares[of + OTHER_SCORE]!
      const q = own * scored * scored + this.#shares[of + OTHER_SQUARE]!
      this.values.set([p, e, q - e * e, e - e * p, p - p * p], at + line * EXPECTATIONS)
    }
    return at
  }
}

/** By the place of a type, 1 where it is of words. */
const VERBAL = Uint8Array.from(EVENT_TYPES, (type) => (lineOf(type) === 'verbal' ? 1 : 0))

/** For each coded type and line, what the true label may be. */
function sharesOf({ length, types }: ActLines, options: TemperatureOptions): Float64Array {
  const counts = new Float64Array(EVENT_TYPES.length)
  for (let i = 0; i < length; i++) counts[types[i]!]!++
  const scores = typeScores(options.scale)
  const lines = EVENT_TYPES.map(lineOf)
  const shares = new Float64Array(EVENT_TYPES.length * LINES.length * SHARES)
  const sums = trueTypeSums(counts, coderModel(options.confusion))
  EVENT_TYPES.forEach((_, coded) => {
    if (!counts[coded]) return
    const running = sums.subarray(coded * lines.length, (coded + 1) * lines.length)
    LINES.forEach((line, place) => {
      const of = (coded * LINES.length + place) * SHARES
      for (let type = 0; type < lines.length; type++) {
        if (line !== 'total' && lines[type] !== line) continue
        const part = running[type]! - (type === 0 ? 0 : running[type - 1]!)
        if (type === coded) shares[of + OWN] = part
        else {
          shares[of + OTHER]! += part
          shares[of + OTHER_SCORE]! += part * scores[type]!
          shares[of + OTHER_SQUARE]! += part * scores[type]! * scores[type]!
        }
      }
    })
  })
  return shares
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
