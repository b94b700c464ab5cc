import { EVENT_TYPES } from '../coding/index.ts'
import type { ToldLines } from './act-lines.ts'
import { cusum, pelt, type Sequence } from './change-points.ts'
import type { Cite } from './citing.ts'
import { dayNumber, isoDay, periodStart } from './days.ts'
import { round2 } from './exact-math.ts'

/**
 * The rule by which a change is called confirmed. It was fixed before any curve was looked at; docs/temperature.md publishes how often it is
 * wrong and how long it takes. All criteria must hold; a change that fails one is "unconfirmed" and says which.
 */
export const CHANGE_RULE = {
  /** Standard errors between the levels before and after. */
  statistic: 4.25,
  /** Points of the scale between the levels. */
  shift: 1.5,
  /** Happenings after the change, and independent sources behind them. */
  happenings: 5,
  sources: 3,
  /** Calendar months with evidence after the change (weeks, for a shock). */
  periods: 2,
  /** PELT's penalty, in ln n a change; CUSUM's slack and limit, in standard deviations. */
  penalty: 3,
  slack: 0.5,
  limit: 5,
} as const

/** One criterion of the rule, whether it was met, and by how much, in words. */
export interface Criterion {
  name: 'statistic' | 'shift' | 'happenings' | 'one event' | 'one source' | 'lasting'
  met: boolean
  detail: string
}

/** A level before or after a change. */
export interface ChangeLevel {
  level: number
  band: [number, number]
  n: number
  independent: number
}

/** A thaw, freeze, shock or drift in what is reported between two states. */
export interface Change {
  kind: 'thaw' | 'freeze' | 'shock' | 'drift'
  direction: 'warmer' | 'colder'
  /** The change lies between these days: the last happening before and the first after. */
  when: { start: string; end: string }
  before: ChangeLevel
  after: ChangeLevel
  shift: number
  /** Standard errors between the levels. */
  statistic: number
  foundBy: ('cusum' | 'pelt')[]
  confirmed: boolean
  criteria: Criterion[]
  /** The happenings that carry it: what the shift would lose without each. */
  carriers: { happening: string; type: string; date: string; contribution: number; cite: Cite }[]
  /** What would bring the level back to the middle between old and new. */
  reversal: { happenings: number; score: number; words: string }
}

/** A run of lines: the first of it, and the first beyond it. */
interface Part {
  from: number
  to: number
}

/** The lines of one month. */
interface Step extends Part {
  start: number
}

/** Prior of the noise of one unit of weight: a variance of 9 that counts as much as four months. */
const NOISE = { variance: 9, months: 4 }
const SETTLE = 4

/**
 * The changes in what happened between two states (both directions together, each happening once), oldest first. Months with evidence are the steps; PELT looks
 * back over all of them, CUSUM walks forward; what either finds is tested by `CHANGE_RULE`. A pure function of the set of lines. Cost: linear in the lines
 * for each change found.
 */
export function changesOf(lines: ToldLines): Change[] {
  const steps = stepsOf(lines)
  if (steps.length < 2) return []
  const { sequence, variance } = sequenceOf(lines, steps)
  const back = pelt(sequence, CHANGE_RULE.penalty, 1)
  const online = cusum(sequence, CHANGE_RULE.slack, CHANGE_RULE.limit, SETTLE).map((alarm) => alarm.onset)
  const places = new Map<number, Set<'cusum' | 'pelt'>>()
  for (const place of back) places.set(place, new Set(['pelt']))
  for (const place of online) {
    const near = back.find((other) => Math.abs(other - place) <= 3)
    if (near !== undefined) places.get(near)!.add('cusum')
    else if (place > 0) places.set(place, (places.get(place) ?? new Set<'cusum' | 'pelt'>()).add('cusum'))
  }
  const bounds = [0, ...[...places.keys()].sort((a, b) => a - b), steps.length]
  const segment = (index: number): Part => ({
    from: steps[bounds[index]!]!.from,
    to: steps[bounds[index + 1]! - 1]!.to,
  })
  const changes: Change[] = []
  for (let i = 1; i < bounds.length - 1; i++) {
    const before = segment(i - 1)
    const after = segment(i)
    const foundBy = [...places.get(bounds[i]!)!].sort()
    // A short excursion from which the level comes back is one shock, not a freeze and a thaw.
    if (i + 1 < bounds.length - 1 && bounds[i + 1]! - bounds[i]! <= 3) {
      const later = segment(i + 1)
      const inside = lines.days[after.to - 1]! - lines.days[after.from]! <= 92
      const level = (part: Part) => levelOf(lines, part, variance).mean
      const out = level(after) - level(before)
      const home = level(later) - level(before)
      if (inside && Math.abs(home) < Math.max(CHANGE_RULE.shift, Math.abs(out) / 3)) {
        changes.push(describe(lines, 'shock', before, after, variance, foundBy))
        // What follows is compared with the level around the shock.
        bounds.splice(i, 2)
        i--
        continue
      }
    }
    changes.push(describe(lines, 'step', before, after, variance, foundBy))
  }
  return asDrifts(changes, lines, variance)
}

function stepsOf({ days, length }: ToldLines): Step[] {
  const steps: Step[] = []
  for (let i = 0; i < length; i++) {
    const last = steps[steps.length - 1]
    // Days of one month follow each other: its first is looked up once.
    if (last && (days[i] === days[i - 1] || periodStart(days[i]!, 'month') === last.start)) last.to = i + 1
    else steps.push({ from: i, to: i + 1, start: periodStart(days[i]!, 'month') })
  }
  return steps
}

/** Means of the months and their precisions. The noise is read from how neighbouring months differ, so that a change does not swell it. */
function sequenceOf({ weights, scores }: ToldLines, steps: Step[]): { sequence: Sequence; variance: number } {
  const mean = new Float64Array(steps.length)
  const weight = new Float64Array(steps.length)
  steps.forEach(({ from, to }, index) => {
    for (let i = from; i < to; i++) {
      weight[index]! += weights[i]!
      mean[index]! += weights[i]! * scores[i]!
    }
    mean[index]! /= weight[index]!
  })
  let sum = NOISE.variance * NOISE.months
  for (let i = 1; i < steps.length; i++) {
    const gap = mean[i]! - mean[i - 1]!
    sum += (gap * gap) / (1 / weight[i]! + 1 / weight[i - 1]!)
  }
  const variance = sum / (NOISE.months + steps.length - 1)
  return { sequence: { mean, precision: weight.map((w) => w / variance) }, variance }
}

/** What some lines weigh, weight × score summed, and how many they are. */
interface Sums {
  n: number
  weight: number
  score: number
}

function sumsOf({ weights, scores }: ToldLines, { from, to }: Part): Sums {
  let weight = 0
  let score = 0
  for (let i = from; i < to; i++) {
    weight += weights[i]!
    score += weights[i]! * scores[i]!
  }
  return { n: to - from, weight, score }
}

const without = (all: Sums, some: Sums | undefined): Sums =>
  some ? { n: all.n - some.n, weight: all.weight - some.weight, score: all.score - some.score } : all

/** The level that sums give. */
function levelBy({ n, weight, score }: Sums, variance: number) {
  const isEmpty = n === 0 || weight === 0
  return {
    mean: isEmpty ? 0 : score / weight,
    weight: isEmpty ? 0 : weight,
    error: isEmpty ? Number.POSITIVE_INFINITY : Math.sqrt(variance / weight),
  }
}

const levelOf = (lines: ToldLines, part: Part, variance: number) => levelBy(sumsOf(lines, part), variance)

function shiftBetween(before: Sums, after: Sums, variance: number) {
  const a = levelBy(before, variance)
  const b = levelBy(after, variance)
  const shift = b.mean - a.mean
  const error = Math.sqrt(a.error * a.error + b.error * b.error)
  return { shift, z: Number.isFinite(error) ? shift / error : 0 }
}

/** Of a part, what each outlet alone tells, by its number. */
function soleSums({ weights, scores, soleOf }: ToldLines, { from, to }: Part): Map<number, Sums> {
  const found = new Map<number, Sums>()
  for (let i = from; i < to; i++) {
    const sole = soleOf(i)
    if (sole < 0) continue
    let sums = found.get(sole)
    if (!sums) found.set(sole, (sums = { n: 0, weight: 0, score: 0 }))
    sums.n++
    sums.weight += weights[i]!
    sums.score += weights[i]! * scores[i]!
  }
  return found
}

function describe(
  lines: ToldLines,
  shape: 'step' | 'shock' | 'drift',
  before: Part,
  after: Part,
  variance: number,
  foundBy: Change['foundBy'],
): Change {
  const { days, weights, scores } = lines
  const sums = [sumsOf(lines, before), sumsOf(lines, after)] as const
  const { shift, z } = shiftBetween(...sums, variance)
  const sign = shift < 0 ? -1 : 1
  const stands = (fromBefore: Sums | undefined, fromAfter: Sums | undefined) => {
    const found = shiftBetween(without(sums[0], fromBefore), without(sums[1], fromAfter), variance)
    return found.shift * sign >= CHANGE_RULE.shift && found.z * sign > 1.645
  }
  const now = levelBy(sums[1], variance)
  const old = levelBy(sums[0], variance)
  const levels = [before, after].map((part, side): ChangeLevel => {
    const { mean, error } = side === 0 ? old : now
    return {
      level: round2(mean),
      band: [round2(Math.max(-10, mean - 1.645 * error)), round2(Math.min(10, mean + 1.645 * error))],
      n: part.to - part.from,
      independent: lines.independent(part.from, part.to),
    }
  }) as [ChangeLevel, ChangeLevel]
  const outside =
    sign > 0
      ? levels[1].level > levels[0].band[1] && levels[0].level < levels[1].band[0]
      : levels[1].level < levels[0].band[0] && levels[0].level > levels[1].band[1]
  const n = after.to - after.from
  const contribution = (i: number) =>
    n > 1 ? (weights[i]! * (scores[i]! - now.mean)) / (now.weight - weights[i]!) : shift
  const carriers = leading(6, after, (i) => -sign * contribution(i), lines.idOf)
  // Without one happening: only the strongest carriers on either side can break it.
  const one = (i: number): Sums => ({ n: 1, weight: weights[i]!, score: weights[i]! * scores[i]! })
  const oneEvent =
    carriers.slice(0, 3).every((i) => stands(undefined, one(i))) &&
    leading(3, before, (i) => sign * scores[i]!).every((i) => stands(one(i), undefined))
  // Only what a single outlet told is lost with it.
  const told = [soleSums(lines, before), soleSums(lines, after)] as const
  const breaking = [...told[1].keys()]
    .filter((sole) => !stands(told[0].get(sole), told[1].get(sole)))
    .map(lines.outletOf)
    .sort()
  const unit = shape === 'shock' ? 'week' : 'month'
  const first = periodStart(days[after.from]!, unit)
  let later = after.from
  while (later < after.to && periodStart(days[later]!, unit) === first) later++
  const rest = { from: later, to: after.to }
  const lasting = rest.from < rest.to && sign * (levelOf(lines, rest, variance).mean - old.mean) >= CHANGE_RULE.shift
  const criteria: Criterion[] = [
    {
      name: 'statistic',
      met: Math.abs(z) >= CHANGE_RULE.statistic,
      detail: `${Math.abs(z).toFixed(1)} standard errors, ${CHANGE_RULE.statistic} wanted`,
    },
    {
      name: 'shift',
      met: Math.abs(shift) >= CHANGE_RULE.shift && outside,
      detail: `a shift of ${signed(shift)}${outside ? ' outside' : ' within'} the bands, ${CHANGE_RULE.shift} wanted`,
    },
    {
      name: 'happenings',
      met: n >= CHANGE_RULE.happenings && levels[1].independent >= CHANGE_RULE.sources,
      detail: `${n} happening(s) from ${levels[1].independent} independent source(s), ${CHANGE_RULE.happenings} from ${CHANGE_RULE.sources} wanted`,
    },
    {
      name: 'one event',
      met: oneEvent,
      detail: oneEvent ? 'stands without any one happening' : 'rests on a single happening',
    },
    {
      name: 'one source',
      met: breaking.length === 0,
      detail:
        breaking.length === 0 ? 'stands without any one source' : `does not stand without ${breaking.join(' or ')}`,
    },
    {
      name: 'lasting',
      met: lasting,
      detail: lasting ? `seen in more than one ${unit}` : `not yet seen in a second ${unit}`,
    },
  ]
  return {
    kind: shape === 'step' ? (sign > 0 ? 'thaw' : 'freeze') : shape,
    direction: sign > 0 ? 'warmer' : 'colder',
    when: { start: isoDay(days[before.to - 1]!), end: isoDay(days[after.from]!) },
    before: levels[0],
    after: levels[1],
    shift: round2(shift),
    statistic: round2(Math.abs(z)),
    foundBy,
    confirmed: criteria.every((criterion) => criterion.met),
    criteria,
    carriers: carriers.map((i) => ({
      happening: lines.idOf(i),
      type: EVENT_TYPES[lines.types[i]!]!,
      date: isoDay(days[i]!),
      contribution: round2(contribution(i)),
      cite: lines.citeOf(i),
    })),
    reversal: reversalOf(old, now, n, sign),
  }
}

/** The `n` lines of a part of which a number is least, that first; of equal ones the lesser id, or the earlier line where no ids are given. */
function leading(
  n: number,
  { from, to }: Part,
  by: (line: number) => number,
  idOf?: (line: number) => string,
): number[] {
  const found: number[] = []
  const values: number[] = []
  for (let line = from; line < to; line++) {
    const value = by(line)
    let at = found.length
    while (
      at > 0 &&
      (value < values[at - 1]! || (value === values[at - 1] && idOf !== undefined && idOf(line) < idOf(found[at - 1]!)))
    )
      at--
    if (at >= n) continue
    found.splice(at, 0, line)
    values.splice(at, 0, value)
    if (found.length > n) {
      found.pop()
      values.pop()
    }
  }
  return found
}

type Level = ReturnType<typeof levelBy>

/** How many happenings at the old level would bring the new level half-way back. */
function reversalOf(old: Level, now: Level, n: number, sign: number): Change['reversal'] {
  const half = (old.mean + now.mean) / 2
  const usual = now.weight / n
  // Happenings as far beyond the middle as the scale of the old level allows, one point at the least.
  const pull = Math.max(1, Math.abs(old.mean - half))
  const happenings = Math.max(1, Math.ceil((now.weight * Math.abs(now.mean - half)) / (usual * pull)))
  const score = round2(half - sign * pull)
  return {
    happenings,
    score,
    words: `About ${happenings} happening(s) scoring ${signed(score)}, reported as well as these, would bring the level half-way back.`,
  }
}

/** Two or more steps the same way that a straight line fits as well are one drift. */
function asDrifts(changes: Change[], lines: ToldLines, variance: number): Change[] {
  const result: Change[] = []
  const { days, length } = lines
  const firstLine = (is: (day: number) => boolean) => {
    let line = 0
    while (line < length && !is(days[line]!)) line++
    return line
  }
  for (let i = 0; i < changes.length; i++) {
    let j = i
    while (
      j + 1 < changes.length &&
      changes[j + 1]!.kind === changes[i]!.kind &&
      (changes[i]!.kind === 'thaw' || changes[i]!.kind === 'freeze')
    )
      j++
    if (j > i) {
      const start = i > 0 ? dayNumber(changes[i - 1]!.when.start) : Number.NEGATIVE_INFINITY
      const next = changes[j + 1]
      const end = next ? dayNumber(next.when.end) : Number.POSITIVE_INFINITY
      const part = { from: firstLine((day) => day > start), to: firstLine((day) => day >= end) }
      if (fitsLine(lines, part, changes.slice(i, j + 1), variance)) {
        const third = Math.max(1, Math.floor((part.to - part.from) / 3))
        const [before, after] = [
          { from: part.from, to: part.from + third },
          { from: part.to - third, to: part.to },
        ]
        result.push(describe(lines, 'drift', before, after, variance, ['pelt']))
        i = j
        continue
      }
    }
    result.push(changes[i]!)
  }
  return result
}

function fitsLine(
  { days, weights, scores }: ToldLines,
  { from, to }: Part,
  steps: Change[],
  variance: number,
): boolean {
  const sum = (of: (line: number) => number) => {
    let all = 0
    for (let i = from; i < to; i++) all += of(i)
    return all
  }
  const weight = sum((i) => weights[i]!)
  const meanDay = sum((i) => weights[i]! * days[i]!) / weight
  const mean = sum((i) => weights[i]! * scores[i]!) / weight
  const spread = sum((i) => weights[i]! * (days[i]! - meanDay) * (days[i]! - meanDay))
  if (spread === 0) return false
  const slope = sum((i) => weights[i]! * (days[i]! - meanDay) * (scores[i]! - mean)) / spread
  const stairsFrom = steps.map(({ when }) => dayNumber(when.end))
  let line = 0
  let stairs = 0
  let step = -1
  for (let i = from; i < to; i++) {
    while (step + 1 < steps.length && days[i]! >= stairsFrom[step + 1]!) step++
    const level = steps[step]?.after.level ?? steps[0]!.before.level
    const off = scores[i]! - mean - slope * (days[i]! - meanDay)
    line += (weights[i]! * off * off) / variance
    stairs += (weights[i]! * (scores[i]! - level) * (scores[i]! - level)) / variance
  }
  return line <= stairs + 2 * (steps.length - 1)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
}
