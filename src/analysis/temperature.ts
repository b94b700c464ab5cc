import { EVENT_TYPES } from '../coding/index.ts'
import type { ActLines } from './act-lines.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import type { Attention } from './coverage.ts'
import { dayNumber, type Period, type PeriodLength } from './days.ts'
import { DRAWN, drawAt, mix, seedOf, tails, timesDrawn, wholeDrawAt } from './draws.ts'
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
 * belongs to a happening's id or to a day, so that the order of reading changes nothing. Of the `last` period alone the point is what it is in the whole curve.
 * Cost: acts × draws + periods × draws.
 */
export function temperatureSeries(
  acts: ActLines,
  periods: Period[],
  options: TemperatureOptions,
  attention: Attention = () => 1,
  wanted: 'all' | 'last' = 'all',
): TemperaturePoint[] {
  const { days } = acts
  const draws = acts.length
    ? Math.max(60, Math.min(options.draws, Math.floor(DRAW_BUDGET / (acts.length + PERIOD_COST * periods.length))))
    : 0
  const kernels = [kernel(options.halfLives.fast, draws), kernel(options.halfLives.slow, draws)]
  const labels = trueLabels(acts, options)
  // The long-run mean: sums by period, taken in once a period has been over for a year.
  const shares = [new Float64Array(draws), new Float64Array(draws), new Float64Array(draws), new Float64Array(draws)]
  const buckets: { end: number; point: Float64Array; drawn: Float64Array[] }[] = []
  const home = homes(shares, options.priorWeight)
  const sample = new Float64Array(draws)
  const longRun = new Float64Array(4)
  // How many acts of words and of deeds stand before each place.
  const upTo = [new Uint32Array(acts.length + 1), new Uint32Array(acts.length + 1)]
  for (let i = 0; i < acts.length; i++) {
    const line = labels.lines[acts.types[i]!]!
    upTo[0]![i + 1] = upTo[0]![i]! + 1 - line
    upTo[1]![i + 1] = upTo[1]![i]! + line
  }
  let taken = 0
  let next = 0
  let previousEnd = 0
  // The draws that a day is in, and how often.
  const picked = new Uint16Array(draws)
  const times = new Uint8Array(draws)
  let pickedCount = 0
  let pickedDay = Number.NaN

  const points: TemperaturePoint[] = []
  for (const [index, period] of periods.entries()) {
    const end = dayNumber(period.end)
    for (const k of kernels) k.age(end - previousEnd)
    previousEnd = end
    const bucket = { end, point: new Float64Array(4), drawn: [] as Float64Array[] }
    let drawn: Drawn[] = []
    const began = next
    for (; next < acts.length && days[next]! <= end; next++) {
      const [today, type, score] = [days[next]!, acts.types[next]!, acts.scores[next]!]
      if (bucket.drawn.length === 0) {
        bucket.drawn = shares.map(() => new Float64Array(draws))
        drawn = [0, 1].map((line) => drawnOf(line, bucket.drawn, kernels))
      }
      const weight = acts.weights[next]! / attention(today)
      const line = labels.lines[type]!
      bucket.point[line]! += weight
      bucket.point[2 + line]! += weight * score
      if (today !== pickedDay) {
        pickedDay = today
        pickedCount = 0
        const seed = mix(today)
        for (let b = 0; b < draws; b++) {
          times[b] = timesDrawn(drawAt(seed, b))
          if (times[b]! > 0) picked[pickedCount++] = b
        }
      }
      const fast = kernels[0]!.take(today, end, line, weight, score)
      const slow = kernels[1]!.take(today, end, line, weight, score)
      const { low, high, upTo } = labels.of(type)
      const seed = seedOf(acts.idOf(next))
      const asCoded = drawn[line]!
      for (let i = 0; i < pickedCount; i++) {
        const b = picked[i]!
        const amount = times[b]! * weight
        const u = wholeDrawAt(seed, b)
        if (u >= low && u < high) add(asCoded, b, amount, score, fast, slow)
        else {
          let other = 0
          while (u >= upTo[other]!) other++
          add(drawn[labels.lines[other]!]!, b, amount, labels.scores[other]!, fast, slow)
        }
      }
    }
    if (next > began) buckets.push(bucket)
    for (; taken < buckets.length && buckets[taken]!.end <= end - YEAR; taken++) {
      home.changed()
      const old = buckets[taken]!
      for (let part = 0; part < 4; part++) {
        longRun[part]! += old.point[part]!
        for (let b = 0; b < draws; b++) shares[part]![b]! += old.drawn[part]![b]!
      }
    }
    if (wanted === 'last' && index < periods.length - 1) continue
    const lines = (k: Kernel): Lines => {
      while (k.reach < next && days[k.reach]! <= end - 4 * k.halfLife) k.reach++
      const inReach = (line: number) => upTo[line]![next]! - upTo[line]![k.reach]!
      const words = inReach(0)
      const deeds = inReach(1)
      return {
        total: reading(k, [0, 1], longRun, home.of('total'), sample, words + deeds, options),
        verbal: reading(k, [0], longRun, home.of('verbal'), sample, words, options),
        material: reading(k, [1], longRun, home.of('material'), sample, deeds, options),
      }
    }
    points.push({
      period,
      fast: lines(kernels[0]!),
      slow: lines(kernels[1]!),
      longRun: round2((longRun[2]! + longRun[3]!) / (longRun[0]! + longRun[1]! + LONG_RUN_PRIOR)),
    })
  }
  return points
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

/** Where what is drawn of one line goes: weights and weights × scores of its period, and the same faded by each half-life. */
interface Drawn {
  weight: Float64Array
  score: Float64Array
  fastWeight: Float64Array
  fastScore: Float64Array
  slowWeight: Float64Array
  slowScore: Float64Array
}

function drawnOf(line: number, bucket: Float64Array[], [fast, slow]: Kernel[]): Drawn {
  return {
    weight: bucket[line]!,
    score: bucket[2 + line]!,
    fastWeight: fast!.drawn[line]!,
    fastScore: fast!.drawn[2 + line]!,
    slowWeight: slow!.drawn[line]!,
    slowScore: slow!.drawn[2 + line]!,
  }
}

/** Adds an amount that scores so to one draw, faded by the two factors. */
function add(to: Drawn, b: number, amount: number, score: number, fast: number, slow: number): void {
  to.weight[b]! += amount
  to.score[b]! += amount * score
  const a = amount * fast
  to.fastWeight[b]! += a
  to.fastScore[b]! += a * score
  const s = amount * slow
  to.slowWeight[b]! += s
  to.slowScore[b]! += s * score
}

/**
 * What the long-run mean adds to each draw of a curve: its weight × the mean of what is older than a year. Made when asked for, and again only once
 * that has changed.
 */
function homes(shares: Float64Array[], prior: number) {
  const draws = shares[0]!.length
  const of = {
    total: { lines: [0, 1], pull: new Float64Array(draws), current: false },
    verbal: { lines: [0], pull: new Float64Array(draws), current: false },
    material: { lines: [1], pull: new Float64Array(draws), current: false },
  }
  return {
    changed() {
      of.total.current = of.verbal.current = of.material.current = false
    },
    of: (name: keyof typeof of) => (): Float64Array => {
      const home = of[name]
      if (home.current) return home.pull
      home.current = true
      const [first, second] = home.lines
      for (let b = 0; b < draws; b++) {
        let weight = LONG_RUN_PRIOR + shares[first!]![b]!
        let sum = shares[2 + first!]![b]!
        if (second !== undefined) {
          weight += shares[second]![b]!
          sum += shares[2 + second]![b]!
        }
        home.pull[b] = prior * (sum / weight)
      }
      return home.pull
    },
  }
}

function reading(
  k: Kernel,
  lines: number[],
  longRun: Float64Array,
  home: () => Float64Array,
  sample: Float64Array,
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
  const pull = home()
  const [firstWeights, firstScores] = [k.drawn[lines[0]!]!, k.drawn[2 + lines[0]!]!]
  if (lines.length === 1)
    for (let b = 0; b < sample.length; b++) sample[b] = (firstScores[b]! + pull[b]!) / (prior + firstWeights[b]!)
  else {
    const [weights, scores] = [k.drawn[lines[1]!]!, k.drawn[2 + lines[1]!]!]
    for (let b = 0; b < sample.length; b++)
      sample[b] = (firstScores[b]! + scores[b]! + pull[b]!) / (prior + firstWeights[b]! + weights[b]!)
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

/** Of each coded type, below which whole draws the true type is each other one; from `low` up to `high` it is as coded. */
function trueLabels({ length, types }: ActLines, options: TemperatureOptions) {
  const counts = new Float64Array(EVENT_TYPES.length)
  for (let i = 0; i < length; i++) counts[types[i]!]!++
  const sums = trueTypeSums(counts, coderModel(options.confusion))
  const labels = EVENT_TYPES.map((_, coded) => {
    const own = sums.subarray(coded * EVENT_TYPES.length, (coded + 1) * EVENT_TYPES.length)
    const upTo = own.map((share) => share * DRAWN)
    return { low: coded === 0 ? 0 : upTo[coded - 1]!, high: upTo[coded]!, upTo }
  })
  return {
    of: (type: number) => labels[type]!,
    scores: typeScores(options.scale),
    lines: Uint8Array.from(EVENT_TYPES, (type) => (lineOf(type) === 'verbal' ? 0 : 1)),
  }
}
