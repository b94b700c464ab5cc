import type { CoverageDay } from '../ledger/index.ts'
import { dayNumber, type Period } from './days.ts'

/** How much was read about a pair in one period. */
export interface CoverageStep {
  period: Period
  /** Articles that name both sides, of all outlets and of the panel alone. */
  articles: number
  panelArticles: number
  /** Outlets that began or ceased to write about the pair in this period: a jump of the curve here may be theirs. */
  joined: string[]
  left: string[]
}

/** The coverage of a pair and what is made of it. */
export interface Coverage {
  steps: CoverageStep[]
  /** The fixed panel: outlets that wrote about the pair in at least half of the years covered, two at the least. */
  panel: string[]
  articles: number
  /** Whether the temperature's weights were divided by the panel's attention, and why or why not, in words. */
  normalised: boolean
  why: string
}

/** A divisor of weights by day (day number): above 1 where the panel wrote more than usual. */
export type Attention = (day: number) => number

const YEAR = 365
const LEAST_DAYS_A_YEAR = 12

/**
 * The panel, the coverage by period, and the divisor that levels out how much was written. Attention is the number of days in the year up to a
 * day on which the panel named the pair, relative to its mean, kept between one half and two. Days are counted, not articles, so that wire
 * copies change nothing; a year is taken, so that a burst of news in a crisis is not divided away.
 */
export function coverageOf(
  days: CoverageDay[],
  periods: Period[],
  wanted: boolean,
): { coverage: Coverage; attention: Attention } {
  const yearsOf = new Map<string, Set<string>>()
  const first = new Map<string, string>()
  const last = new Map<string, string>()
  const years = new Set<string>()
  for (const { day, outlet } of days) {
    const year = day.slice(0, 4)
    years.add(year)
    yearsOf.set(outlet, (yearsOf.get(outlet) ?? new Set()).add(year))
    if (!(first.get(outlet)! <= day)) first.set(outlet, day)
    if (!(last.get(outlet)! >= day)) last.set(outlet, day)
  }
  const panel = [...yearsOf]
    .filter(([, seen]) => seen.size >= Math.max(2, years.size / 2))
    .map(([outlet]) => outlet)
    .sort()
  const onPanel = new Set(panel)
  const inside = (day: string, period: Period) => day >= period.start && day <= period.end
  const sorted = [...days].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  let at = 0
  const steps = periods.map((period, index): CoverageStep => {
    const step: CoverageStep = { period, articles: 0, panelArticles: 0, joined: [], left: [] }
    while (at < sorted.length && sorted[at]!.day < period.start) at++
    for (; at < sorted.length && sorted[at]!.day <= period.end; at++) {
      step.articles += sorted[at]!.articles
      if (onPanel.has(sorted[at]!.outlet)) step.panelArticles += sorted[at]!.articles
    }
    for (const outlet of [...first.keys()].sort()) {
      if (index > 0 && inside(first.get(outlet)!, period)) step.joined.push(outlet)
      if (index < periods.length - 1 && inside(last.get(outlet)!, period)) step.left.push(outlet)
    }
    return step
  })
  const articles = days.reduce((sum, day) => sum + day.articles, 0)
  const covered = [...new Set(days.filter((d) => onPanel.has(d.outlet)).map((d) => dayNumber(d.day)))].sort(
    (a, b) => a - b,
  )
  const say = (normalised: boolean, why: string, attention: Attention) => ({
    coverage: { steps, panel, articles, normalised, why },
    attention,
  })
  const level: Attention = () => 1
  if (!wanted) return say(false, 'Normalising was switched off.', level)
  if (panel.length === 0)
    return say(false, 'No outlet wrote about the pair in at least half of the years covered.', level)
  const span = covered[covered.length - 1]! - covered[0]!
  const mean = covered.length / (span / YEAR)
  if (span < 2 * YEAR || mean < LEAST_DAYS_A_YEAR)
    return say(false, 'The panel named the pair on fewer than twelve days a year, or for less than two years.', level)
  const upTo = (day: number) => {
    let low = 0
    let high = covered.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (covered[middle]! <= day) low = middle + 1
      else high = middle
    }
    return low
  }
  return say(true, `Weights are divided by the attention of ${panel.length} outlet(s) in the year before.`, (day) => {
    const end = Math.max(day, covered[0]! + YEAR)
    const factor = (upTo(end) - upTo(end - YEAR)) / mean
    return factor < 0.5 ? 0.5 : factor > 2 ? 2 : factor
  })
}
