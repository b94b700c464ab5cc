import { EVENT_TYPES } from '../coding/index.ts'
import { type Act, byDay } from './acts.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import type { Attention } from './coverage.ts'
import { dayNumber, type Period, type PeriodLength } from './days.ts'
import { drawAt, mix, seedOf, tails, timesDrawn } from './draws.ts'
import { decayTable, round2 } from './exact-math.ts'
import type { TemperatureOptions } from './options.ts'
import { lineOf, typeScores } from './scales.ts'

/** One number with what it rests on. Without evidence above the floor `value` and `band` are null: never a neutral number. */
export interface Reading {
  verdict: 'measured' | 'not enough evidence'
  /** −10 to 10. */
  value: number | null
  /** 90 % band: chance of reporting and error of the coder. */
  band: [number, number] | null
  /** Happenings within four half-lives. */
  n: number
  /** Effective number: falls as evidence ages and where few happenings carry most of the weight. */
  nEff: number
}

/** The lines of a curve: everything, words alone, deeds alone. */
export interface Lines {
  total: Reading
  verbal: Reading
  material: Reading
}

/** The temperature at the end of one period. */
export interface TemperaturePoint {
  period: Period
  fast: Lines
  slow: Lines
  /** The pair's long-run mean that the curves return to: of what is older than a year. */
  longRun: number
}

/** The effective number of happenings: (Σa)² / Σ(a·w), a being the decayed weight and w the weight. Kish's number where nothing has aged; it falls with age, which Kish's does not. */
function effective(sum: number, sumSquare: number): number {
  return sumSquare > 0 ? (sum * sum) / sumSquare : 0
}

export const YEAR = 365
/** Weight of "nothing known" in the long-run mean, in happenings. */
export const LONG_RUN_PRIOR = 5
/** At most so many draws × (acts + weighted periods), so that a pair of many thousand happenings is still answered at once. */
const DRAW_BUDGET = 1_000_000
const PERIOD_COST = 25

/** A period length that gives a curve of some dozens to some hundreds of points. */
export function fittingPeriod(firstDay: number, lastDay: number): PeriodLength {
  const days = lastDay - firstDay
  return days <= 200 ? 'week' : days <= 25 * YEAR ? 'month' : days <= 75 * YEAR ? 'quarter' : 'year'
}

/**
 * The temperature of one set of acts (one direction, or both) at the end of each period: T = (Σ a·s + k·m) / (Σ a + k), with a = weight ×
 * 2^(−age / half-life), s the score, m the long-run mean of what is older than a year, k its weight. The band comes from a bootstrap of days
 * (what is told of one day is one cluster) in which each happening's type is drawn anew from what the coder mistakes it for. Everything drawn
 * belongs to a happening's id or to a day, so that the order of reading changes nothing. Cost: acts × draws + periods × draws.
 */
export function temperatureSeries(
  given: Act[],
  periods: Period[],
  options: TemperatureOptions,
  attention: Attention = () => 1,
): TemperaturePoint[] {
  const acts = [...given].sort(byDay)
  const draws = acts.length
    ? Math.max(60, Math.min(options.draws, Math.floor(DRAW_BUDGET / (acts.length + PERIOD_COST * periods.length))))
    : 0
  const kernels = [kernel(options.halfLives.fast, draws), kernel(options.halfLives.slow, draws)]
  const sampler = labelSampler(acts, options)
  // The long-run mean: sums by period, taken in once a period has been over for a year.
  const shares = [new Float64Array(draws), new Float64Array(draws), new Float64Array(draws), new Float64Array(draws)]
  const buckets: { end: number; point: Float64Array; drawn: Float64Array[] }[] = []
  const longRun = new Float64Array(4)
  // How many acts of words and of deeds stand before each place.
  const upTo = [new Uint32Array(acts.length + 1), new Uint32Array(acts.length + 1)]
  acts.forEach((act, i) => {
    upTo[0]![i + 1] = upTo[0]![i]! + (act.line === 'verbal' ? 1 : 0)
    upTo[1]![i + 1] = upTo[1]![i]! + (act.line === 'material' ? 1 : 0)
  })
  let taken = 0
  let next = 0
  let previousEnd = 0
  const times = new Uint8Array(draws)
  let timesDay = Number.NaN

  return periods.map((period) => {
    const end = dayNumber(period.end)
    for (const k of kernels) k.age(end - previousEnd)
    previousEnd = end
    const bucket = { end, point: new Float64Array(4), drawn: [] as Float64Array[] }
    const began = next
    for (; next < acts.length && acts[next]!.day <= end; next++) {
      const act = acts[next]!
      if (bucket.drawn.length === 0) bucket.drawn = shares.map(() => new Float64Array(draws))
      const weight = act.weight / attention(act.day)
      const line = act.line === 'verbal' ? 0 : 1
      bucket.point[line]! += weight
      bucket.point[2 + line]! += weight * act.score
      if (act.day !== timesDay) {
        timesDay = act.day
        const seed = mix(act.day)
        for (let b = 0; b < draws; b++) times[b] = timesDrawn(drawAt(seed, b))
      }
      const faded = kernels.map((k) => k.take(act.day, end, line, weight, act.score))
      const drawn = sampler(act)
      for (let b = 0; b < draws; b++) {
        if (times[b] === 0) continue
        const amount = times[b]! * weight
        const label = drawn(b)
        const score = label < 0 ? act.score : sampler.scores[label]!
        const own = label < 0 ? line : sampler.lines[label]!
        bucket.drawn[own]![b]! += amount
        bucket.drawn[2 + own]![b]! += amount * score
        for (let k = 0; k < 2; k++) {
          const a = amount * faded[k]!
          if (a === 0) continue
          kernels[k]!.drawn[own]![b]! += a
          kernels[k]!.drawn[2 + own]![b]! += a * score
        }
      }
    }
    if (next > began) buckets.push(bucket)
    for (; taken < buckets.length && buckets[taken]!.end <= end - YEAR; taken++) {
      const old = buckets[taken]!
      for (let part = 0; part < 4; part++) {
        longRun[part]! += old.point[part]!
        for (let b = 0; b < draws; b++) shares[part]![b]! += old.drawn[part]![b]!
      }
    }
    const lines = (k: Kernel): Lines => {
      while (k.reach < next && acts[k.reach]!.day <= end - 4 * k.halfLife) k.reach++
      const inReach = (line: number) => upTo[line]![next]! - upTo[line]![k.reach]!
      const words = inReach(0)
      const deeds = inReach(1)
      return {
        total: reading(k, [0, 1], longRun, shares, words + deeds, options),
        verbal: reading(k, [0], longRun, shares, words, options),
        material: reading(k, [1], longRun, shares, deeds, options),
      }
    }
    return {
      period,
      fast: lines(kernels[0]!),
      slow: lines(kernels[1]!),
      longRun: round2((longRun[2]! + longRun[3]!) / (longRun[0]! + longRun[1]! + LONG_RUN_PRIOR)),
    }
  })
}

/** Decayed sums of one half-life: weights of words and deeds, then weights × scores of both; for the coded labels and for each draw. */
interface Kernel {
  halfLife: number
  /** The first act within four half-lives. */
  reach: number
  point: Float64Array
  /** Σ a·w by line, for the effective number. */
  squares: Float64Array
  drawn: Float64Array[]
  age(days: number): void
  /** Takes an act in and returns its decay factor at `end`. */
  take(day: number, end: number, line: number, weight: number, score: number): number
}

function kernel(halfLife: number, draws: number): Kernel {
  const decay = decayTable(halfLife)
  const self: Kernel = {
    halfLife,
    reach: 0,
    point: new Float64Array(4),
    squares: new Float64Array(2),
    drawn: Array.from({ length: 4 }, () => new Float64Array(draws)),
    age(days) {
      const factor = decay[days] ?? 0
      for (const sums of [self.point, self.squares, ...self.drawn])
        for (let i = 0; i < sums.length; i++) sums[i]! *= factor
    },
    take(day, end, line, weight, score) {
      const factor = decay[end - day] ?? 0
      const a = weight * factor
      self.point[line]! += a
      self.point[2 + line]! += a * score
      self.squares[line]! += a * weight
      return factor
    },
  }
  return self
}

function reading(
  k: Kernel,
  lines: number[],
  longRun: Float64Array,
  longRunDraws: Float64Array[],
  n: number,
  options: TemperatureOptions,
): Reading {
  let weight = 0
  let squares = 0
  let sum = 0
  let oldWeight = LONG_RUN_PRIOR
  let oldSum = 0
  for (const line of lines) {
    weight += k.point[line]!
    squares += k.squares[line]!
    sum += k.point[2 + line]!
    oldWeight += longRun[line]!
    oldSum += longRun[2 + line]!
  }
  const nEff = effective(weight, squares)
  if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
  const prior = options.priorWeight
  const value = (sum + prior * (oldSum / oldWeight)) / (weight + prior)
  const draws = k.drawn[0]!.length
  const sample = new Float64Array(draws)
  for (let b = 0; b < draws; b++) {
    let w = prior
    let s = 0
    let ow = LONG_RUN_PRIOR
    let os = 0
    for (const line of lines) {
      w += k.drawn[line]![b]!
      s += k.drawn[2 + line]![b]!
      ow += longRunDraws[line]![b]!
      os += longRunDraws[2 + line]![b]!
    }
    sample[b] = (s + prior * (os / ow)) / w
  }
  const [low, high] = tails(sample, 0.05)
  const middle = (low + high) / 2
  const widen = widening(nEff)
  return {
    verdict: 'measured',
    value: round2(value),
    band: [
      round2(Math.max(-10, Math.min(value, middle - (middle - low) * widen))),
      round2(Math.min(10, Math.max(value, middle + (high - middle) * widen))),
    ],
    n,
    nEff: round2(nEff),
  }
}

/** A bootstrap of few clusters is a little too narrow; how much was found in simulation (docs/temperature.md). */
export function widening(nEff: number): number {
  return 1 + 0.5 / nEff
}

/**
 * The reading whose band is worked out instead of drawn: `error` is the standard error of `middle`, the expected index at the true types. A band by formula knows
 * nothing of skewness, so thin evidence asks for more width; how much was set on simulated ledgers on 2026-11-26 and checked on others (docs/temperature.md).
 */
export function readingByFormula(value: number, middle: number, error: number, n: number, nEff: number): Reading {
  const reach = 1.645 * error * (1 + 1.5 / nEff)
  return {
    verdict: 'measured',
    value: round2(value),
    band: [
      round2(Math.max(-10, Math.min(value, middle - reach))),
      round2(Math.min(10, Math.max(value, middle + reach))),
    ],
    n,
    nEff: round2(nEff),
  }
}

/** Draws true types for coded ones; −1 stands for "as coded". */
function labelSampler(acts: Act[], options: TemperatureOptions) {
  const places = new Map(EVENT_TYPES.map((type, index) => [type, index]))
  const counts = new Float64Array(EVENT_TYPES.length)
  for (const act of acts) counts[places.get(act.happening.type)!]!++
  const sums = trueTypeSums(counts, coderModel(options.confusion))
  const sampler = (act: Act) => {
    const coded = places.get(act.happening.type)!
    const line = sums[coded]!
    const low = coded === 0 ? 0 : line[coded - 1]!
    const high = line[coded]!
    const seed = seedOf(act.happening.id)
    return (b: number): number => {
      const u = drawAt(seed, b)
      if (u >= low && u < high) return -1
      let type = 0
      while (u >= line[type]!) type++
      return type
    }
  }
  return Object.assign(sampler, {
    scores: typeScores(options.scale),
    lines: Uint8Array.from(EVENT_TYPES, (type) => (lineOf(type) === 'verbal' ? 0 : 1)),
  })
}
