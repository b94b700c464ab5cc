import type { ToldLines } from './act-lines.ts'
import { cusum, pelt, type Sequence } from './change-points.ts'
import { CHANGE_RULE, type Change } from './change-rule.ts'
import { periodStart } from './days.ts'
import { describeChange } from './describe-change.ts'
import { asDrifts } from './drifts.ts'
import { levelOf, type Part } from './levels.ts'

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
        changes.push(describeChange(lines, 'shock', before, after, variance, foundBy))
        // What follows is compared with the level around the shock.
        bounds.splice(i, 2)
        i--
        continue
      }
    }
    changes.push(describeChange(lines, 'step', before, after, variance, foundBy))
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
