import type { Happening } from '../ledger/index.ts'
import { actsOf } from './acts.ts'
import { happeningsAsKnown } from './as-known.ts'
import { dayNumber, periodsFrom } from './days.ts'
import { drawAt, quantiles, seedOf } from './draws.ts'
import { round2 } from './exact-math.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'

/** How one directed series answers another: what a month one point warmer is followed by, month by month. */
export interface Response {
  /** `RUS>PAK`: what moves, and what answers. */
  impulse: string
  response: string
  /** Points of the answer 1, 2, … months later, with 90 % bands. */
  months: { value: number; band: [number, number] }[]
  /** True where the first month's band leaves out 0. */
  answers: boolean
}

/** Who answers whom among two or three states. */
export interface Reciprocity {
  states: string[]
  verdict: 'measured' | 'not enough evidence'
  /** Months looked at, and months with an act, by series. */
  months: number
  active: { [series: string]: number }
  responses: Response[]
  /** One plain sentence a finding. */
  findings: string[]
}

const LEAST_MONTHS = 36
const LEAST_ACTIVE = 12
const HORIZON = 6
const DRAWS = 200

/**
 * A vector autoregression of order one over the monthly sums weight × score of each directed pair among two or three states, with impulse
 * responses and bands from resampled residuals. What both sides do together (reciprocal happenings) cannot tell who moved first and is left out.
 * It describes who answers whom in what was reported; it proves no cause.
 */
export function reciprocityOf(
  given: Happening[],
  states: string[],
  asOf: string,
  options: Partial<TemperatureOptions> = {},
): Reciprocity {
  const settings = { ...DEFAULTS, ...options }
  const names = states.flatMap((from) => states.filter((to) => to !== from).map((to) => `${from}>${to}`))
  const acts = happeningsAsKnown(given, asOf)
    .filter((happening) => happening.recipients.length > 0)
    .flatMap((happening) => actsOf(happening, settings))
    .filter((act) => act.from.state && act.to.state && names.includes(`${act.from.key}>${act.to.key}`))
  const none = (months: number, active: { [series: string]: number }): Reciprocity => ({
    states,
    verdict: 'not enough evidence',
    months,
    active,
    responses: [],
    findings: [],
  })
  if (acts.length === 0) return none(0, Object.fromEntries(names.map((name) => [name, 0])))
  const first = acts.reduce((least, act) => (act.day < least ? act.day : least), acts[0]!.day)
  const months = periodsFrom(first, dayNumber(asOf), 'month').map((period) => ({
    start: dayNumber(period.start),
    end: dayNumber(period.end),
  }))
  const series = names.map(() => new Float64Array(months.length))
  const counts = names.map(() => new Set<number>())
  for (const act of [...acts].sort((a, b) => a.day - b.day || (a.happening.id < b.happening.id ? -1 : 1))) {
    const month = months.findIndex((period) => act.day <= period.end)
    const place = names.indexOf(`${act.from.key}>${act.to.key}`)
    series[place]![month]! += act.weight * act.score
    counts[place]!.add(month)
  }
  const active = Object.fromEntries(names.map((name, index) => [name, counts[index]!.size]))
  if (months.length < LEAST_MONTHS || counts.some((seen) => seen.size < LEAST_ACTIVE))
    return none(months.length, active)
  const fit = fitted(series)
  if (!fit) return none(months.length, active)
  const drawn: number[][][][] = []
  const seed = seedOf(names.join())
  for (let draw = 0; draw < DRAWS; draw++) {
    const again = series.map((values) => Float64Array.of(values[0]!))
    const made = again.map((start) => {
      const values = new Float64Array(months.length)
      values[0] = start[0]!
      return values
    })
    for (let t = 1; t < months.length; t++) {
      const pick = Math.floor(drawAt(seed, draw * months.length + t) * fit.residuals[0]!.length)
      for (let i = 0; i < names.length; i++) {
        let value = fit.constant[i]! + fit.residuals[i]![pick]!
        for (let j = 0; j < names.length; j++) value += fit.matrix[i]![j]! * made[j]![t - 1]!
        made[i]![t] = value
      }
    }
    const other = fitted(made)
    if (other) drawn.push(powers(other.matrix))
  }
  const middle = powers(fit.matrix)
  const responses: Response[] = []
  for (let j = 0; j < names.length; j++)
    for (let i = 0; i < names.length; i++) {
      if (i === j) continue
      const answer = Array.from({ length: HORIZON }, (_, h) => {
        const sample = Float64Array.from(drawn, (matrices) => matrices[h]![i]![j]!)
        const [low, high] = quantiles(sample, 0.05, 0.95)
        const value = middle[h]![i]![j]!
        return {
          value: round2(value),
          band: [round2(Math.min(low, value)), round2(Math.max(high, value))] as [number, number],
        }
      })
      const [low, high] = answer[0]!.band
      responses.push({ impulse: names[j]!, response: names[i]!, months: answer, answers: low > 0 || high < 0 })
    }
  return { states, verdict: 'measured', months: months.length, active, responses, findings: findingsOf(responses) }
}

function findingsOf(responses: Response[]): string[] {
  const arrow = (series: string) => series.replace('>', ' → ')
  const found = responses
    .filter((response) => response.answers)
    .map(({ impulse, response, months }) => {
      const { value, band } = months[0]!
      return `A month in which ${arrow(impulse)} is one point warmer is followed by one in which ${arrow(response)} is ${Math.abs(value).toFixed(2)} points ${value > 0 ? 'warmer' : 'colder'} (90 % band ${band[0].toFixed(2)} to ${band[1].toFixed(2)}).`
    })
  return found.length ? found : ['No answer of one side to the other shows in the month after.']
}

/** Ordinary least squares of each series on a constant and all series a month before; null where they do not tell the series apart. */
function fitted(series: Float64Array[]): { constant: number[]; matrix: number[][]; residuals: Float64Array[] } | null {
  const k = series.length
  const n = series[0]!.length - 1
  const regressor = (t: number, j: number) => (j === 0 ? 1 : series[j - 1]![t]!)
  const gram = Array.from({ length: k + 1 }, (_, i) =>
    Array.from({ length: k + 1 }, (_, j) => {
      let sum = 0
      for (let t = 0; t < n; t++) sum += regressor(t, i) * regressor(t, j)
      return sum
    }),
  )
  const solutions = series.map((values) => {
    const right = Array.from({ length: k + 1 }, (_, i) => {
      let sum = 0
      for (let t = 0; t < n; t++) sum += regressor(t, i) * values[t + 1]!
      return sum
    })
    return solve(gram, right)
  })
  if (solutions.some((solution) => solution === null)) return null
  const residuals = series.map((values, i) =>
    Float64Array.from({ length: n }, (_, t) => {
      let predicted = 0
      for (let j = 0; j <= k; j++) predicted += solutions[i]![j]! * regressor(t, j)
      return values[t + 1]! - predicted
    }),
  )
  return { constant: solutions.map((s) => s![0]!), matrix: solutions.map((s) => s!.slice(1)), residuals }
}

/** Gaussian elimination with pivots; null where the matrix is singular. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  const n = rows.length
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return null
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < n; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      for (let j = column; j <= n; j++) rows[row]![j]! -= factor * rows[column]![j]!
    }
  }
  return rows.map((row, index) => row[n]! / row[index]!)
}

/** The matrix to the powers 1 to HORIZON. */
function powers(matrix: number[][]): number[][][] {
  const all = [matrix]
  while (all.length < HORIZON) {
    const last = all[all.length - 1]!
    all.push(matrix.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * last[k]![j]!, 0))))
  }
  return all
}
