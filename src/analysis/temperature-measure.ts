import { EVENT_TYPES } from '../coding/index.ts'
import { isoDay } from './days.ts'
import { decayTable } from './exact-math.ts'
import {
  AGED,
  CODER,
  COUNT,
  EVIDENCE,
  EXPECTED,
  FADED,
  readings,
  S_SS,
  S_WS,
  S_WW,
  SCORE,
  SUMS,
  WEIGHT,
} from './formula-readings.ts'
import { BACK, FORWARD, NO_WAY, WAY } from './happening-row.ts'
import { labelErrors } from './label-errors.ts'
import type { TemperatureOptions } from './options.ts'
import type { PairTable } from './pair-table.ts'
import { type Reading, YEAR } from './temperature.ts'

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

const WAYS = 3
const TYPES = EVENT_TYPES.length
/** Where both directions together under the slow half-life stand in the evidence. */
const BOTH_SLOW = 2 * 2 + 1

/** Takes the temperatures of a pair on a day; or the slow one of both directions alone, in a third of the time. */
export interface Measurer {
  all(table: PairTable, today: number, known: number): PairTemperature | null
  slow(table: PairTable, today: number, known: number): SlowTemperature | null
}

/** The slow temperature of both directions together, and the last day with a happening that counts. */
export interface SlowTemperature {
  pair: [string, string]
  reading: Reading
  last: string
}

/**
 * What takes the temperature of a pair on a day from its lines, as known on a day: one walk through them, a day of happenings being one cluster. Cost: lines, and
 * about 10 µs a pair for what the coder may have mistaken.
 */
export function measurer(options: TemperatureOptions): Measurer {
  const halfLives = [options.halfLives.fast, options.halfLives.slow]
  const decays = halfLives.map(decayTable)
  const counts = new Float64Array(TYPES)
  const { own, mean, square, expectLabels } = labelErrors(counts, options)
  // Of each way: fast and slow.
  const evidence = new Float64Array(WAYS * 2 * EVIDENCE)
  // Of each way: fast, slow, long run.
  const sums = new Float64Array(WAYS * 3 * SUMS)
  const { effectiveOf, readingOf } = readings(evidence, sums, options)

  /** Takes in a day of one way: its weights, weights × scores as coded and as the coder's errors make one expect, the coder's variance. */
  function closeDay(way: number, age: number, w: number, s: number, e: number, c: number): void {
    for (let k = 0; k < 3; k++) {
      const f = k < 2 ? (age < decays[k]!.length ? decays[k]![age]! : 0) : age >= YEAR ? 1 : 0
      if (f === 0) continue
      const to = (way * 3 + k) * SUMS
      const [weight, expected] = [f * w, f * e]
      sums[to + WEIGHT]! += weight
      sums[to + SCORE]! += f * s
      sums[to + EXPECTED]! += expected
      sums[to + CODER]! += f * f * c
      sums[to + S_WW]! += weight * weight
      sums[to + S_WS]! += weight * expected
      sums[to + S_SS]! += expected * expected
    }
  }

  return {
    all(lines, today, known) {
      const found = take(lines, today, known)
      if (!found) return null
      return {
        pair: [lines.first, lines.second],
        forward: { fast: readingOf(0, 0), slow: readingOf(0, 1) },
        back: { fast: readingOf(1, 0), slow: readingOf(1, 1) },
        both: { fast: readingOf(2, 0), slow: readingOf(2, 1) },
        happenings: found.n,
        last: isoDay(found.last),
      }
    },
    slow(lines, today, known) {
      const found = takeSlow(lines, today, known)
      return found && { pair: [lines.first, lines.second], reading: readingOf(2, 1), last: isoDay(found.last) }
    },
  }

  /** Sums up what counts of a table; how many happenings that are, and the last day of one. */
  function take(lines: PairTable, today: number, known: number): { n: number; last: number } | null {
    const { days, kinds, weights, from, whole, start, end: stop } = lines
    counts.fill(0)
    evidence.fill(0)
    let n = 0
    let last = Number.NaN
    let end = start
    while (end < stop && days[end]! <= today) {
      const at = days[end]!
      let [n0, w0, ww0, n1, w1, ww1, n2, w2, ww2] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (; end < stop && days[end] === at; end++) {
        const kind = kinds[end]!
        const way = (kind >> WAY) & 3
        if (way === NO_WAY || from[end]! > known) continue
        const weight = whole[end]! <= known ? weights[end]! : lines.weightAt(end, known)!
        const square = weight * weight
        counts[kind & 15]!++
        n2++
        w2 += weight
        ww2 += square
        if (way & FORWARD) {
          n0++
          w0 += weight
          ww0 += square
        }
        if (way & BACK) {
          n1++
          w1 += weight
          ww1 += square
        }
      }
      if (n2 === 0) continue
      n += n2
      last = at
      if (n0 > 0) seen(0, today - at, n0, w0, ww0)
      if (n1 > 0) seen(1, today - at, n1, w1, ww1)
      seen(2, today - at, n2, w2, ww2)
    }
    if (n === 0) return null
    let measured = false
    for (let way = 0; way < WAYS; way++) for (let k = 0; k < 2; k++) measured ||= effectiveOf(way, k) >= options.floor
    if (measured) sumUp(lines, today, known, end)
    return { n, last }
  }

  /** Takes in as evidence a day of one way: how many happenings, their weights and the squares of these. */
  function seen(way: number, age: number, n: number, w: number, ww: number): void {
    for (let k = 0; k < 2; k++) {
      const decay = decays[k]!
      if (age >= decay.length) continue
      const to = (way * 2 + k) * EVIDENCE
      evidence[to + FADED]! += decay[age]! * w
      evidence[to + AGED]! += decay[age]! * ww
      if (age < 4 * halfLives[k]!) evidence[to + COUNT]! += n
    }
  }

  /** The same as `take`, of both directions together under the slow half-life alone: all that is summed stays in registers. */
  function takeSlow(lines: PairTable, today: number, known: number): { last: number } | null {
    const { days, kinds, weights, scores, from, whole, start, end: stop } = lines
    const decay = decays[1]!
    counts.fill(0)
    const reach = 4 * halfLives[1]!
    let [faded, aged, near, end] = [0, 0, 0, start]
    let last = Number.NaN
    for (; end < stop && days[end]! <= today; end++) {
      if (((kinds[end]! >> WAY) & 3) === NO_WAY || from[end]! > known) continue
      const weight = whole[end]! <= known ? weights[end]! : lines.weightAt(end, known)!
      last = days[end]!
      counts[kinds[end]! & 15]!++
      const age = today - last
      if (age >= decay.length) continue
      const f = decay[age]! * weight
      faded += f
      aged += f * weight
      if (age < reach) near++
    }
    if (Number.isNaN(last)) return null
    const e = BOTH_SLOW * EVIDENCE
    evidence[e + FADED] = faded
    evidence[e + AGED] = aged
    evidence[e + COUNT] = near
    if (effectiveOf(2, 1) < options.floor) return { last }
    expectLabels()
    sums.fill(0)
    let [weighed, scored, expected, coder, weights2, products, scores2] = [0, 0, 0, 0, 0, 0, 0]
    let [oldWeighed, oldScored, oldExpected, oldCoder, oldWeights2, oldProducts, oldScores2] = [0, 0, 0, 0, 0, 0, 0]
    for (let i = start; i < end; ) {
      const at = days[i]!
      let [w, s, x, c] = [0, 0, 0, 0]
      for (; i < end && days[i] === at; i++) {
        if (((kinds[i]! >> WAY) & 3) === NO_WAY || from[i]! > known) continue
        const weight = whole[i]! <= known ? weights[i]! : lines.weightAt(i, known)!
        const [type, score] = [kinds[i]! & 15, scores[i]!]
        const awaited = own[type]! * score + mean[type]!
        w += weight
        s += weight * score
        x += weight * awaited
        c += weight * weight * (own[type]! * score * score + square[type]! - awaited * awaited)
      }
      if (w === 0) continue
      const f = decay[today - at] ?? 0
      const [fw, fx] = [f * w, f * x]
      weighed += fw
      scored += f * s
      expected += fx
      coder += f * f * c
      weights2 += fw * fw
      products += fw * fx
      scores2 += fx * fx
      if (today - at < YEAR) continue
      oldWeighed += w
      oldScored += s
      oldExpected += x
      oldCoder += c
      oldWeights2 += w * w
      oldProducts += w * x
      oldScores2 += x * x
    }
    sums.set([weighed, scored, expected, coder, weights2, products, scores2], (2 * 3 + 1) * SUMS)
    sums.set([oldWeighed, oldScored, oldExpected, oldCoder, oldWeights2, oldProducts, oldScores2], (2 * 3 + 2) * SUMS)
    return { last }
  }

  /** The sums that values and bands come from, over the lines up to `end`. */
  function sumUp(lines: PairTable, today: number, known: number, end: number): void {
    const { days, scores, kinds, weights, from, whole } = lines
    expectLabels()
    sums.fill(0)
    let i = lines.start
    while (i < end) {
      const at = days[i]!
      let [w0, s0, e0, c0, w1, s1, e1, c1, w2, s2, e2, c2] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (; i < end && days[i] === at; i++) {
        const way = (kinds[i]! >> WAY) & 3
        if (way === NO_WAY || from[i]! > known) continue
        const weight = whole[i]! <= known ? weights[i]! : lines.weightAt(i, known)!
        const type = kinds[i]! & 15
        const score = scores[i]!
        const expected = own[type]! * score + mean[type]!
        const spread = own[type]! * score * score + square[type]! - expected * expected
        const scored = weight * score
        const awaited = weight * expected
        const coder = weight * weight * spread
        w2 += weight
        s2 += scored
        e2 += awaited
        c2 += coder
        if (way & FORWARD) {
          w0 += weight
          s0 += scored
          e0 += awaited
          c0 += coder
        }
        if (way & BACK) {
          w1 += weight
          s1 += scored
          e1 += awaited
          c1 += coder
        }
      }
      if (w2 === 0) continue
      if (w0 > 0) closeDay(0, today - at, w0, s0, e0, c0)
      if (w1 > 0) closeDay(1, today - at, w1, s1, e1, c1)
      closeDay(2, today - at, w2, s2, e2, c2)
    }
  }
}
