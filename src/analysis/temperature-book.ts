import { EVENT_TYPES } from '../coding/index.ts'
import type { Happening } from '../ledger/index.ts'
import { actsOf } from './acts.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import { dayNumber, isoDay } from './days.ts'
import { decayTable, round2 } from './exact-math.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
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

/** One act as the book keeps it. */
interface Line {
  id: string
  day: number
  /** 0: first of the pair to second; 1: back; 2: both at once (reciprocal). */
  way: 0 | 1 | 2
  weight: number
  score: number
  type: number
}

/** The temperatures of all pairs on one day, kept up to date as happenings come in. */
export interface TemperatureBook {
  readonly asOf: string
  /** All pairs of states with a happening that counts, by code. */
  pairs(): PairTemperature[]
  /** One pair, in either order; null when nothing counts between the two. */
  pair(a: string, b: string): PairTemperature | null
  /** Takes in new or changed happenings and forgets removed ones; only the pairs they touch are taken anew. Returns those pairs' keys, `PAK|RUS`. */
  update(changed: Happening[], removed?: string[]): string[]
}

/**
 * Opens a book over happenings. The numbers are those of `temperatureSeries` at one day, with the band by formula instead of by drawing (the
 * variance of the day clusters plus that of the coder's errors) and without normalising for coverage. An update leaves the very numbers that
 * opening anew would give. About 2 µs a happening.
 */
export function openTemperatureBook(
  happenings: Iterable<Happening>,
  asOf: string,
  given: Partial<TemperatureOptions> = {},
): TemperatureBook {
  const options = { ...DEFAULTS, ...given }
  const pairs = new Map<string, Line[]>()
  /** Where a happening counts: one key, or several. */
  const keysOf = new Map<string, string | string[]>()
  const answers = new Map<string, PairTemperature>()
  const measure = measurer(options, dayNumber(asOf))
  const types = new Map(EVENT_TYPES.map((type, index) => [type, index]))
  const keys = new Map<string, Map<string, string>>()
  const keyOf = (first: string, second: string): string => {
    const row = keys.get(first) ?? new Map<string, string>()
    keys.set(first, row)
    const key = row.get(second) ?? `${first}|${second}`
    row.set(second, key)
    return key
  }

  const take = (happening: Happening): void => {
    for (const act of actsOf(happening, options)) {
      if (!act.from.state || !act.to.state) continue
      const forward = act.from.key < act.to.key
      const key = forward ? keyOf(act.from.key, act.to.key) : keyOf(act.to.key, act.from.key)
      let lines = pairs.get(key)
      if (!lines) pairs.set(key, (lines = []))
      const known = keysOf.get(happening.id)
      const way = forward ? 0 : 1
      if (known !== undefined && (known === key || (typeof known !== 'string' && known.includes(key)))) {
        for (let i = lines.length - 1; i >= 0; i--)
          if (lines[i]!.id === happening.id) {
            if (lines[i]!.way !== way) lines[i]!.way = 2
            break
          }
        continue
      }
      lines.push({
        id: happening.id,
        day: act.day,
        way,
        weight: act.weight,
        score: act.score,
        type: types.get(happening.type)!,
      })
      keysOf.set(happening.id, known === undefined ? key : typeof known === 'string' ? [known, key] : [...known, key])
    }
  }
  const keysNow = (id: string): string[] => {
    const found = keysOf.get(id)
    return found === undefined ? [] : typeof found === 'string' ? [found] : found
  }
  const drop = (id: string): void => {
    for (const key of keysNow(id)) {
      const left = (pairs.get(key) ?? []).filter((line) => line.id !== id)
      if (left.length) pairs.set(key, left)
      else pairs.delete(key)
    }
    keysOf.delete(id)
  }
  const answer = (key: string): PairTemperature | null => {
    const known = answers.get(key)
    if (known) return known
    const lines = pairs.get(key)
    const made = lines ? measure(key, lines) : null
    if (made) answers.set(key, made)
    return made
  }
  for (const happening of happenings) take(happening)

  return {
    asOf,
    pairs: () =>
      [...pairs.keys()]
        .sort()
        .map(answer)
        .filter((pair) => pair !== null),
    pair: (a, b) => answer(a < b ? `${a}|${b}` : `${b}|${a}`),
    update(changed, removed = []) {
      const touched = new Set<string>()
      for (const id of [...removed, ...changed.map((h) => h.id)]) {
        for (const key of keysNow(id)) touched.add(key)
        drop(id)
      }
      for (const happening of changed) {
        take(happening)
        for (const key of keysNow(happening.id)) touched.add(key)
      }
      for (const key of touched) answers.delete(key)
      return [...touched].sort()
    },
  }
}

/** Sums of one way (or both) under one half-life, or of the long run: weights, scores, and what the variance needs. */
class Sums {
  weight = 0
  score = 0
  /** Score as the coder's errors make one expect it. */
  expected = 0
  aged = 0
  count = 0
  coder = 0
  // Of the day clusters: squares of weights, products, squares of scores.
  ww = 0
  ws = 0
  ss = 0
  private day = Number.NaN
  private dayWeight = 0
  private dayScore = 0

  add(day: number, a: number, weight: number, score: number, expected: number, variance: number): void {
    if (day !== this.day) {
      this.close()
      this.day = day
    }
    this.weight += a
    this.score += a * score
    this.expected += a * expected
    this.aged += a * weight
    this.coder += a * a * variance
    this.dayWeight += a
    this.dayScore += a * expected
  }

  close(): void {
    this.ww += this.dayWeight * this.dayWeight
    this.ws += this.dayWeight * this.dayScore
    this.ss += this.dayScore * this.dayScore
    this.dayWeight = this.dayScore = 0
  }

  /** Variance of Σ a (s − level) over days and coder. */
  variance(level: number): number {
    return Math.max(0, this.ss - 2 * level * this.ws + level * level * this.ww) + this.coder
  }
}

function measurer(options: TemperatureOptions, today: number): (key: string, lines: Line[]) => PairTemperature | null {
  const halfLives = [options.halfLives.fast, options.halfLives.slow]
  const decays = halfLives.map(decayTable)
  const scores = typeScores(options.scale)
  const coder = coderModel(options.confusion)
  return (key, all) => {
    const lines = all.filter((line) => line.day <= today)
    if (lines.length === 0) return null
    lines.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1))
    const counts = new Float64Array(EVENT_TYPES.length)
    for (const line of lines) counts[line.type]!++
    const sums = trueTypeSums(counts, coder)
    // Of the types the coder may have meant instead: their share's sum of scores and of squares.
    const others = sums.map((line, coded) => {
      let mean = 0
      let square = 0
      line.forEach((top, type) => {
        const share = top - (type === 0 ? 0 : line[type - 1]!)
        if (type !== coded) {
          mean += share * scores[type]!
          square += share * scores[type]! * scores[type]!
        }
      })
      return { own: line[coded]! - (coded === 0 ? 0 : line[coded - 1]!), mean, square }
    })
    const now = [0, 1, 2].map(() => halfLives.map(() => new Sums()))
    const past = [0, 1, 2].map(() => new Sums())
    for (const line of lines) {
      const { own, mean, square } = others[line.type]!
      const expected = own * line.score + mean
      const variance = own * line.score * line.score + square - expected * expected
      const age = today - line.day
      for (let way = 0; way < 3; way++) {
        if (way < 2 && line.way !== 2 && line.way !== way) continue
        for (let k = 0; k < 2; k++) {
          const decay = decays[k]![age] ?? 0
          if (decay === 0) continue
          const sum = now[way]![k]!
          sum.add(line.day, decay * line.weight, line.weight, line.score, expected, variance)
          if (age < 4 * halfLives[k]!) sum.count++
        }
        if (age >= YEAR) past[way]!.add(line.day, line.weight, line.weight, line.score, expected, variance)
      }
    }
    const [first, second] = key.split('|') as [string, string]
    const readings = (way: number) => ({
      fast: readingOf(now[way]![0]!, past[way]!, options),
      slow: readingOf(now[way]![1]!, past[way]!, options),
    })
    return {
      pair: [first, second],
      forward: readings(0),
      back: readings(1),
      both: readings(2),
      happenings: lines.length,
      last: isoDay(lines[lines.length - 1]!.day),
    }
  }
}

function readingOf(now: Sums, past: Sums, options: TemperatureOptions): Reading {
  now.close()
  past.close()
  const nEff = now.aged > 0 ? (now.weight * now.weight) / now.aged : 0
  const n = now.count
  if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
  const k = options.priorWeight
  const all = now.weight + k
  const longRun = past.score / (past.weight + LONG_RUN_PRIOR)
  const longRunExpected = past.expected / (past.weight + LONG_RUN_PRIOR)
  const value = (now.score + k * longRun) / all
  const middle = (now.expected + k * longRunExpected) / all
  const share = k / all
  const ofPast = past.variance(longRunExpected) / ((past.weight + LONG_RUN_PRIOR) * (past.weight + LONG_RUN_PRIOR))
  const error = Math.sqrt(now.variance(middle) / (all * all) + share * share * ofPast)
  return readingByFormula(value, middle, error, n, nEff)
}
