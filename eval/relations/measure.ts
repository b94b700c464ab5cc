import { actLines, toldLines } from '../../src/analysis/act-lines.ts'
import { actsOf } from '../../src/analysis/acts.ts'
import type { Change } from '../../src/analysis/change-rule.ts'
import { changesOf } from '../../src/analysis/changes.ts'
import { codedShares } from '../../src/analysis/coder-error.ts'
import { dayNumber, isoDay, periodsFrom } from '../../src/analysis/days.ts'
import { decayTable } from '../../src/analysis/exact-math.ts'
import { DEFAULTS } from '../../src/analysis/options.ts'
import { LONG_RUN_PRIOR, temperatureSeries, YEAR } from '../../src/analysis/temperature.ts'
import { EVENT_TYPES, type EventType } from '../../src/coding/index.ts'
import { type Course, EXPECTED_WEIGHT, expectedScore, FIRST_DAY, LAST_DAY, ledgerOf } from './simulate.ts'

/** How the coder errs in simulation: each gold type's shares of coded types, as measured on gold. */
export const NOISE = Object.fromEntries(
  EVENT_TYPES.map((gold) => [gold, EVENT_TYPES.map((coded, i): [EventType, number] => [coded, codedShares(gold)[i]!])]),
) as { [gold in EventType]: [EventType, number][] }

/** The index with every sum replaced by its expectation at the true rates and labels, at the end of a day. */
export function expectedIndex(course: Course, halfLife: number, day: number, longRunUntil: number): number {
  const decay = decayTable(halfLife)
  const rate = course.perMonth / (365 / 12)
  let weight = 0
  let sum = 0
  let oldWeight = 0
  let oldSum = 0
  for (let d = FIRST_DAY; d <= day; d++) {
    const a = rate * EXPECTED_WEIGHT * (decay[day - d] ?? 0)
    const s = expectedScore(course.friendly(d))
    weight += a
    sum += a * s
    if (d <= longRunUntil) {
      oldWeight += rate * EXPECTED_WEIGHT
      oldSum += rate * EXPECTED_WEIGHT * s
    }
  }
  const m = oldSum / (oldWeight + LONG_RUN_PRIOR)
  return (sum + DEFAULTS.priorWeight * m) / (weight + DEFAULTS.priorWeight)
}

/** Share of simulated bands that hold the expected index, by curve, with the number of bands looked at; `series` makes them, by drawing or by formula. */
export function bandCoverage(
  course: Course,
  ledgers: number,
  seed: number,
  series: typeof temperatureSeries = temperatureSeries,
): { fast: { held: number; of: number }; slow: { held: number; of: number } } {
  const found = { fast: { held: 0, of: 0 }, slow: { held: 0, of: 0 } }
  const last = LAST_DAY(course.months)
  const periods = periodsFrom(FIRST_DAY, last, 'month')
  const wanted = new Map<string, number>()
  for (let i = 0; i < ledgers; i++) {
    const acts = actLines(ledgerOf(course, seed + i, NOISE).flatMap((h) => actsOf(h, DEFAULTS)))
    const points = series(acts, periods, { ...DEFAULTS, draws: 200 })
    for (let p = 18; p < points.length; p += 6)
      for (const curve of ['fast', 'slow'] as const) {
        const { value, band } = points[p]![curve].total
        if (value === null || band === null) continue
        const day = dayNumber(points[p]!.period.end)
        const until = [...periods].reverse().find((period) => dayNumber(period.end) <= day - YEAR)
        const key = `${curve}${p}`
        const expected =
          wanted.get(key) ?? expectedIndex(course, DEFAULTS.halfLives[curve], day, until ? dayNumber(until.end) : 0)
        wanted.set(key, expected)
        found[curve].of++
        if (expected >= band[0] && expected <= band[1]) found[curve].held++
      }
  }
  return found
}

/** Changes that the rule confirms on ledgers, asked again at the end of every month as a reader would; each change counts once. */
export function confirmedOnline(course: Course, seed: number, noise = NOISE): { change: Change; asOf: string }[] {
  const acts = ledgerOf(course, seed, noise).flatMap((h) => actsOf(h, DEFAULTS))
  const found: { change: Change; asOf: string }[] = []
  for (const period of periodsFrom(FIRST_DAY, LAST_DAY(course.months), 'month')) {
    const end = dayNumber(period.end)
    for (const change of changesOf(toldLines(acts.filter((act) => act.day <= end)))) {
      if (!change.confirmed) continue
      const near = found.some(
        (other) =>
          other.change.direction === change.direction &&
          Math.abs(dayNumber(other.change.when.end) - dayNumber(change.when.end)) <= 120,
      )
      if (!near) found.push({ change, asOf: period.end })
    }
  }
  return found
}

/** Confirmed changes a pair-year where nothing changes, asked monthly. */
export function falseAlarms(
  perMonth: number,
  friendly: number,
  ledgers: number,
  seed: number,
  months = 96,
): { alarms: number; years: number } {
  let alarms = 0
  for (let i = 0; i < ledgers; i++)
    alarms += confirmedOnline({ months, perMonth, friendly: () => friendly }, seed + i).length
  return { alarms, years: (ledgers * months) / 12 }
}

/** How many steps from one share of friendly happenings to another are confirmed within two years, and after how many months at the median. */
export function power(
  perMonth: number,
  from: number,
  to: number,
  ledgers: number,
  seed: number,
): { found: number; of: number; medianMonths: number | null } {
  const months = 60
  const step = FIRST_DAY + 36 * (365 / 12)
  const delays: number[] = []
  for (let i = 0; i < ledgers; i++) {
    const course: Course = { months, perMonth, friendly: (day) => (day < step ? from : to) }
    const hit = confirmedOnline(course, seed + i).find(
      ({ change }) =>
        change.direction === (to > from ? 'warmer' : 'colder') &&
        dayNumber(change.when.start) >= step - 200 &&
        dayNumber(change.when.end) <= step + 300,
    )
    if (hit) delays.push((dayNumber(hit.asOf) - step) / (365 / 12))
  }
  delays.sort((a, b) => a - b)
  const middle = delays[Math.floor(delays.length / 2)]
  return { found: delays.length, of: ledgers, medianMonths: middle === undefined ? null : Math.round(middle * 10) / 10 }
}

/** The expected slow temperature of a steady course, for the tables of the docs. */
export function steadyLevel(perMonth: number, friendly: number): number {
  const course = { months: 96, perMonth, friendly: () => friendly }
  return expectedIndex(course, DEFAULTS.halfLives.slow, LAST_DAY(96), dayNumber(isoDay(LAST_DAY(96))) - YEAR)
}
