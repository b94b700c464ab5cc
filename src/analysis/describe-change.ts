import { EVENT_TYPES } from '../coding/index.ts'
import type { ToldLines } from './act-lines.ts'
import { CHANGE_RULE, type Change, type ChangeLevel, type Criterion } from './change-rule.ts'
import { isoDay, periodStart } from './days.ts'
import { round2 } from './exact-math.ts'
import {
  type Level,
  levelBy,
  levelOf,
  type Part,
  type Sums,
  shiftBetween,
  soleSums,
  sumsOf,
  without,
} from './levels.ts'
import { counted, signed } from './phrases.ts'

/** A change between two neighbouring parts, tested by `CHANGE_RULE`, with what carries it and what would reverse it. */
export function describeChange(
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
      detail: `${counted(n, 'happening')} from ${counted(levels[1].independent, 'independent source')}, ${CHANGE_RULE.happenings} from ${CHANGE_RULE.sources} wanted`,
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
    bounds: [
      onDayOf(days, before, before.to - 1).map(lines.citeOf),
      onDayOf(days, after, after.from).map(lines.citeOf),
    ],
    reversal: reversalOf(old, now, n, sign),
  }
}

/** Lines of a part that are of the day of one of them, that first; three at most. */
function onDayOf(days: ArrayLike<number>, { from, to }: Part, line: number): number[] {
  const found = [line]
  for (let i = from; i < to && found.length < 3; i++) if (i !== line && days[i] === days[line]) found.push(i)
  return found
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
    words: `It would take about ${counted(happenings, 'happening')} of ${signed(score)} on the scale, as well reported as these, to bring the level half-way back.`,
  }
}
