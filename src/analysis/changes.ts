import type { Happening } from '../ledger/index.ts'
import { type Act, independentSources, inOrder } from './acts.ts'
import { cusum, pelt, type Sequence } from './change-points.ts'
import { type Cite, citeHappening } from './citing.ts'
import { isoDay, periodStart } from './days.ts'
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

interface Observation {
  happening: Happening
  day: number
  score: number
  weight: number
  /** The only outlet that tells it, if there is but one. */
  outlet: string | null
}

interface Step {
  /** First observation of the step and first beyond it. */
  from: number
  to: number
  start: number
}

/** Prior of the noise of one unit of weight: a variance of 9 that counts as much as four months. */
const NOISE = { variance: 9, months: 4 }
const SETTLE = 4

/** Each happening between the two states once, whatever number of directions it acts in. */
function observationsOf(acts: Act[]): Observation[] {
  const observations: Observation[] = []
  let last: string | null = null
  // By day and id: acts of one happening stand together.
  for (const { happening, day, score, weight } of inOrder(acts)) {
    if (happening.id === last) continue
    last = happening.id
    observations.push({ happening, day, score, weight, outlet: soleOutlet(happening) })
  }
  return observations
}

/**
 * The changes in a pair's acts (both directions together), oldest first. Months with evidence are the steps; PELT looks back over all of them,
 * CUSUM walks forward; what either finds is tested by `CHANGE_RULE`. A pure function of the set of acts.
 */
export function changesOf(acts: Act[]): Change[] {
  const observations = observationsOf(acts)
  const steps = stepsOf(observations)
  if (steps.length < 2) return []
  const { sequence, variance } = sequenceOf(observations, steps)
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
  const segment = (index: number) => observations.slice(steps[bounds[index]!]!.from, steps[bounds[index + 1]! - 1]!.to)
  const changes: Change[] = []
  for (let i = 1; i < bounds.length - 1; i++) {
    const before = segment(i - 1)
    const after = segment(i)
    const foundBy = [...places.get(bounds[i]!)!].sort()
    // A short excursion from which the level comes back is one shock, not a freeze and a thaw.
    if (i + 1 < bounds.length - 1 && bounds[i + 1]! - bounds[i]! <= 3) {
      const later = segment(i + 1)
      const inside = after[after.length - 1]!.day - after[0]!.day <= 92
      const level = (part: Observation[]) => levelOf(part, variance).mean
      const out = level(after) - level(before)
      const home = level(later) - level(before)
      if (inside && Math.abs(home) < Math.max(CHANGE_RULE.shift, Math.abs(out) / 3)) {
        changes.push(describe('shock', before, after, variance, foundBy))
        // What follows is compared with the level around the shock.
        bounds.splice(i, 2)
        i--
        continue
      }
    }
    changes.push(describe('step', before, after, variance, foundBy))
  }
  return asDrifts(changes, observations, variance)
}

function stepsOf(observations: Observation[]): Step[] {
  const steps: Step[] = []
  observations.forEach((observation, index) => {
    const start = periodStart(observation.day, 'month')
    const last = steps[steps.length - 1]
    if (last?.start === start) last.to = index + 1
    else steps.push({ from: index, to: index + 1, start })
  })
  return steps
}

/** Means of the months and their precisions. The noise is read from how neighbouring months differ, so that a change does not swell it. */
function sequenceOf(observations: Observation[], steps: Step[]): { sequence: Sequence; variance: number } {
  const mean = new Float64Array(steps.length)
  const weight = new Float64Array(steps.length)
  steps.forEach(({ from, to }, index) => {
    for (let i = from; i < to; i++) {
      weight[index]! += observations[i]!.weight
      mean[index]! += observations[i]!.weight * observations[i]!.score
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

/** Whether an observation is left aside, to see what stands without it. */
type Without = (o: Observation) => boolean

/** The level of some observations, but for those left aside. */
function levelOf(part: Observation[], variance: number, without?: Without) {
  let weight = 0
  let sum = 0
  for (const o of part) {
    if (without?.(o)) continue
    weight += o.weight
    sum += o.weight * o.score
  }
  return {
    mean: weight ? sum / weight : 0,
    weight,
    error: weight ? Math.sqrt(variance / weight) : Number.POSITIVE_INFINITY,
  }
}

function shiftBetween(before: Observation[], after: Observation[], variance: number, without?: Without) {
  const a = levelOf(before, variance, without)
  const b = levelOf(after, variance, without)
  const shift = b.mean - a.mean
  const error = Math.sqrt(a.error * a.error + b.error * b.error)
  return { shift, z: Number.isFinite(error) ? shift / error : 0 }
}

/** The outlet of a happening that one alone tells; null where several do. */
function soleOutlet({ sources }: Happening): string | null {
  const first = sources[0]
  if (!first) return null
  const name = first.outlet ?? first.copyGroup
  return sources.every((source) => (source.outlet ?? source.copyGroup) === name) ? name : null
}

function describe(
  shape: 'step' | 'shock' | 'drift',
  before: Observation[],
  after: Observation[],
  variance: number,
  foundBy: Change['foundBy'],
): Change {
  const { shift, z } = shiftBetween(before, after, variance)
  const sign = shift < 0 ? -1 : 1
  const stands = (without: Without) => {
    const found = shiftBetween(before, after, variance, without)
    return found.shift * sign >= CHANGE_RULE.shift && found.z * sign > 1.645
  }
  const levels = [before, after].map((part): ChangeLevel => {
    const { mean, error } = levelOf(part, variance)
    return {
      level: round2(mean),
      band: [round2(Math.max(-10, mean - 1.645 * error)), round2(Math.min(10, mean + 1.645 * error))],
      n: part.length,
      independent: independentSources(part.flatMap((o) => o.happening.sources)),
    }
  }) as [ChangeLevel, ChangeLevel]
  const outside =
    sign > 0
      ? levels[1].level > levels[0].band[1] && levels[0].level < levels[1].band[0]
      : levels[1].level < levels[0].band[0] && levels[0].level > levels[1].band[1]
  const now = levelOf(after, variance)
  const carriers = leading(
    6,
    after.map((o) => ({
      o,
      contribution: after.length > 1 ? (o.weight * (o.score - now.mean)) / (now.weight - o.weight) : shift,
    })),
    (a, b) => sign * (b.contribution - a.contribution) || (a.o.happening.id < b.o.happening.id ? -1 : 1),
  )
  // Without one happening: only the strongest carriers on either side can break it.
  const weakest = [
    ...carriers.slice(0, 3).map(({ o }) => o),
    ...leading(3, before, (a, b) => sign * (a.score - b.score)),
  ]
  const oneEvent = weakest.every((o) => stands((other) => other === o))
  // Only what a single outlet told is lost with it.
  const outlets = [...new Set(after.map((o) => o.outlet).filter((outlet) => outlet !== null))].sort()
  const breaking = outlets.filter((outlet) => !stands((o) => o.outlet === outlet))
  const unit = shape === 'shock' ? 'week' : 'month'
  const first = periodStart(after[0]!.day, unit)
  const rest = after.filter((o) => periodStart(o.day, unit) !== first)
  const lasting =
    rest.length > 0 && sign * (levelOf(rest, variance).mean - levelOf(before, variance).mean) >= CHANGE_RULE.shift
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
      met: after.length >= CHANGE_RULE.happenings && levels[1].independent >= CHANGE_RULE.sources,
      detail: `${after.length} happening(s) from ${levels[1].independent} independent source(s), ${CHANGE_RULE.happenings} from ${CHANGE_RULE.sources} wanted`,
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
    when: { start: isoDay(before[before.length - 1]!.day), end: isoDay(after[0]!.day) },
    before: levels[0],
    after: levels[1],
    shift: round2(shift),
    statistic: round2(Math.abs(z)),
    foundBy,
    confirmed: criteria.every((criterion) => criterion.met),
    criteria,
    carriers: carriers.map(({ o, contribution }) => ({
      happening: o.happening.id,
      type: o.happening.type,
      date: isoDay(o.day),
      contribution: round2(contribution),
      cite: citeHappening(o.happening),
    })),
    reversal: reversalOf(before, after, variance, sign),
  }
}

/** The first `n` of a list in an order, as sorting all of it would give them. */
function leading<T>(n: number, list: T[], order: (a: T, b: T) => number): T[] {
  const found: T[] = []
  for (const one of list) {
    let at = found.length
    while (at > 0 && order(one, found[at - 1]!) < 0) at--
    if (at < n) found.splice(at, 0, one)
    if (found.length > n) found.pop()
  }
  return found
}

/** How many happenings at the old level would bring the new level half-way back. */
function reversalOf(before: Observation[], after: Observation[], variance: number, sign: number): Change['reversal'] {
  const old = levelOf(before, variance)
  const now = levelOf(after, variance)
  const half = (old.mean + now.mean) / 2
  const usual = now.weight / after.length
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
function asDrifts(changes: Change[], observations: Observation[], variance: number): Change[] {
  const result: Change[] = []
  const dayOf = (change: Change, side: 'start' | 'end') => change.when[side]
  for (let i = 0; i < changes.length; i++) {
    let j = i
    while (
      j + 1 < changes.length &&
      changes[j + 1]!.kind === changes[i]!.kind &&
      (changes[i]!.kind === 'thaw' || changes[i]!.kind === 'freeze')
    )
      j++
    if (j > i) {
      const from = observations.findIndex((o) => isoDay(o.day) > (i > 0 ? dayOf(changes[i - 1]!, 'start') : ''))
      const next = changes[j + 1]
      const to = next ? observations.findIndex((o) => isoDay(o.day) >= dayOf(next, 'end')) : observations.length
      const part = observations.slice(from, to)
      if (fitsLine(part, changes.slice(i, j + 1), variance)) {
        const third = Math.max(1, Math.floor(part.length / 3))
        result.push(describe('drift', part.slice(0, third), part.slice(part.length - third), variance, ['pelt']))
        i = j
        continue
      }
    }
    result.push(changes[i]!)
  }
  return result
}

function fitsLine(part: Observation[], steps: Change[], variance: number): boolean {
  const weight = part.reduce((sum, o) => sum + o.weight, 0)
  const meanDay = part.reduce((sum, o) => sum + o.weight * o.day, 0) / weight
  const mean = part.reduce((sum, o) => sum + o.weight * o.score, 0) / weight
  const spread = part.reduce((sum, o) => sum + o.weight * (o.day - meanDay) * (o.day - meanDay), 0)
  if (spread === 0) return false
  const slope = part.reduce((sum, o) => sum + o.weight * (o.day - meanDay) * (o.score - mean), 0) / spread
  let line = 0
  let stairs = 0
  for (const o of part) {
    const level =
      [...steps].reverse().find((step) => isoDay(o.day) >= step.when.end)?.after.level ?? steps[0]!.before.level
    const off = o.score - mean - slope * (o.day - meanDay)
    line += (o.weight * off * off) / variance
    stairs += (o.weight * (o.score - level) * (o.score - level)) / variance
  }
  return line <= stairs + 2 * (steps.length - 1)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
}
