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

// Of one day and way: weights, weights × scores as coded and as the coder's errors make one expect, the coder's variance.
const [W, WS, WE, C] = [0, 1, 2, 3]
const DAY = 4
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
  const day = new Float64Array(WAYS * DAY)
  // Of each way: fast and slow.
  const evidence = new Float64Array(WAYS * 2 * EVIDENCE)
  // Of each way: fast, slow, long run.
  const sums = new Float64Array(WAYS * 3 * SUMS)
  const { effectiveOf, readingOf } = readings(evidence, sums, options)

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
    lines.order()
    const { days, kinds, weights, from } = lines
    const plain = lines.more.size === 0
    counts.fill(0)
    evidence.fill(0)
    day.fill(0)
    let n = 0
    let last = Number.NaN
    let end = 0
    for (; end < days.length && days[end]! <= today; end++) {
      const way = (kinds[end]! >> WAY) & 3
      if (way === NO_WAY || from[end]! > known) continue
      const weight = plain ? weights[end]! : lines.weightAt(end, known)!
      if (days[end] !== last) {
        if (n > 0) closeEvidence(today - last)
        last = days[end]!
      }
      counts[kinds[end]! & 15]!++
      n++
      const square = weight * weight
      if (way & FORWARD) seen(0, weight, square)
      if (way & BACK) seen(DAY, weight, square)
      seen(2 * DAY, weight, square)
    }
    if (n === 0) return null
    closeEvidence(today - last)
    let measured = false
    for (let way = 0; way < WAYS; way++) for (let k = 0; k < 2; k++) measured ||= effectiveOf(way, k) >= options.floor
    if (measured) sumUp(lines, today, known, end)
    return { n, last }
  }

  /** Notes a weight and its square of one way of the day at hand, and that there is one more. */
  function seen(way: number, weight: number, square: number): void {
    day[way]! += weight
    day[way + 1]! += square
    day[way + 2]!++
  }

  function closeEvidence(age: number): void {
    for (let k = 0; k < 2; k++) {
      const f = decays[k]![age] ?? 0
      if (f === 0) continue
      const near = age < 4 * halfLives[k]! ? 1 : 0
      for (let way = 0; way < WAYS; way++) {
        const [d, e] = [way * DAY, (way * 2 + k) * EVIDENCE]
        evidence[e + FADED]! += f * day[d]!
        evidence[e + AGED]! += f * day[d + 1]!
        evidence[e + COUNT]! += near * day[d + 2]!
      }
    }
    day.fill(0)
  }

  /** The same as `take`, of both directions together under the slow half-life alone: all that is summed stays in registers. */
  function takeSlow(lines: PairTable, today: number, known: number): { last: number } | null {
    lines.order()
    const { days, kinds, weights, scores, from, length } = lines
    const plain = lines.more.size === 0
    const decay = decays[1]!
    counts.fill(0)
    let [faded, aged, near, end] = [0, 0, 0, 0]
    let last = Number.NaN
    while (end < length && days[end]! <= today) {
      const at = days[end]!
      let [n, w, ww] = [0, 0, 0]
      for (; end < length && days[end] === at; end++) {
        if (((kinds[end]! >> WAY) & 3) === NO_WAY || from[end]! > known) continue
        const weight = plain ? weights[end]! : lines.weightAt(end, known)!
        counts[kinds[end]! & 15]!++
        n++
        w += weight
        ww += weight * weight
      }
      if (n === 0) continue
      last = at
      const f = decay[today - at] ?? 0
      if (f === 0) continue
      faded += f * w
      aged += f * ww
      if (today - at < 4 * halfLives[1]!) near += n
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
    for (let i = 0; i < end; ) {
      const at = days[i]!
      let [w, s, x, c] = [0, 0, 0, 0]
      for (; i < end && days[i] === at; i++) {
        if (((kinds[i]! >> WAY) & 3) === NO_WAY || from[i]! > known) continue
        const weight = plain ? weights[i]! : lines.weightAt(i, known)!
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

  /** The sums that values and bands come from, over the first `end` lines. */
  function sumUp(lines: PairTable, today: number, known: number, end: number): void {
    const { days, scores, kinds, weights, from } = lines
    const plain = lines.more.size === 0
    expectLabels()
    sums.fill(0)
    day.fill(0)
    let at = Number.NaN
    for (let i = 0; i < end; i++) {
      const way = (kinds[i]! >> WAY) & 3
      if (way === NO_WAY || from[i]! > known) continue
      const weight = plain ? weights[i]! : lines.weightAt(i, known)!
      if (days[i] !== at) {
        if (!Number.isNaN(at)) closeDay(today - at)
        at = days[i]!
      }
      const type = kinds[i]! & 15
      const score = scores[i]!
      const expected = own[type]! * score + mean[type]!
      const spread = own[type]! * score * score + square[type]! - expected * expected
      const [scored, awaited, coder] = [weight * score, weight * expected, weight * weight * spread]
      if (way & FORWARD) add(0, weight, scored, awaited, coder)
      if (way & BACK) add(DAY, weight, scored, awaited, coder)
      add(2 * DAY, weight, scored, awaited, coder)
    }
    closeDay(today - at)
  }

  function add(way: number, weight: number, scored: number, awaited: number, coder: number): void {
    day[way + W]! += weight
    day[way + WS]! += scored
    day[way + WE]! += awaited
    day[way + C]! += coder
  }
}
