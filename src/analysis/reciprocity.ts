import type { ActLines } from './act-lines.ts'
import { dayNumber, periodsFrom } from './days.ts'
import { drawAt, quantiles, seedOf } from './draws.ts'
import { round2 } from './exact-math.ts'
import { capital, signed, withThe } from './phrases.ts'

/** How one directed series answers the other: what a month one point warmer is followed by, month by month. */
export interface Response {
  /** `RUS>PAK`: what moves, and what answers. */
  impulse: string
  response: string
  /** Points of the answer 1, 2, … months later, with 90 % bands. */
  months: { value: number; band: [number, number] }[]
  /** True where the first month's band leaves out 0. */
  answers: boolean
}

/** Who answers whom of two states. */
export interface Reciprocity {
  verdict: 'measured' | 'not enough evidence'
  /** Months looked at, and months with an act, by series. */
  months: number
  active: { [series: string]: number }
  /** Of the first of the pair to the second's acts, and of the second to the first's; none where there is not enough evidence. */
  responses: Response[]
  /** Who moved first, in one sentence, and one sentence an answer that shows. */
  findings: string[]
  /** What it rests on, or what is wanting. */
  basis: string
}

const LEAST_MONTHS = 36
const LEAST_ACTIVE = 12
const HORIZON = 6
const DRAWS = 200

/**
 * A vector autoregression of order one over the monthly sums weight × score of the two directions of a pair, with impulse responses and bands from resampled
 * residuals, from what each did to the other up to day `last` (what both do together, not `isAlone`, cannot tell who moved first). It describes who
 * answers whom in what was reported; it proves no cause. Cost: acts, and months × draws.
 */
export function reciprocityOf<Lines extends ActLines>(
  pair: [string, string],
  names: [string, string],
  acts: readonly [forward: Lines, back: Lines],
  isAlone: (lines: Lines, line: number) => boolean,
  last: number,
): Reciprocity {
  const series = [`${pair[0]}>${pair[1]}`, `${pair[1]}>${pair[0]}`]
  const first = Math.min(...acts.map(({ days, length }) => (length > 0 ? days[0]! : last)))
  const ends = periodsFrom(first, last, 'month').map(({ end }) => dayNumber(end))
  const seen = acts.map((lines) => monthly(lines, ends, (line) => isAlone(lines, line)))
  const active = Object.fromEntries(series.map((name, i) => [name, seen[i]!.active]))
  const sides = names.map(withThe)
  const none = (basis: string): Reciprocity => ({
    verdict: 'not enough evidence',
    months: ends.length,
    active,
    responses: [],
    findings: [],
    basis,
  })
  if (ends.length < LEAST_MONTHS || seen.some((each) => each.active < LEAST_ACTIVE))
    return none(
      `Not enough is reported to tell who answers whom: ${ends.length} months of the ${LEAST_MONTHS} wanted; months with an act of ${sides[0]} alone toward ${sides[1]} ${seen[0]!.active}, the other way ${seen[1]!.active}, ${LEAST_ACTIVE} wanted of each.`,
    )
  const [x, y] = seen.map(({ sums }) => sums) as [Float64Array, Float64Array]
  const fit = fitted(x, y)
  if (!fit) return none('The two series move too much alike to tell who answers whom.')
  const drawn = redrawn(x, y, fit, seedOf(series.join()))
  const middle = powers(fit.matrix)
  const responses = [1, 0].map((to): Response => {
    const from = 1 - to
    const months = middle.map((matrix, h) => {
      const sample = Float64Array.from(drawn, (matrices) => matrices[h]![2 * to + from]!)
      const [low, high] = quantiles(sample, 0.05, 0.95)
      const value = matrix[2 * to + from]!
      const band: [number, number] = [round2(Math.min(low, value)), round2(Math.max(high, value))]
      return { value: round2(value), band }
    })
    const [low, high] = months[0]!.band
    return { impulse: series[from]!, response: series[to]!, months, answers: low > 0 || high < 0 }
  })
  return {
    verdict: 'measured',
    months: ends.length,
    active,
    responses,
    findings: findingsOf(responses, series, sides as [string, string]),
    basis: `Monthly sums over ${ends.length} months, what both do together left out; the bands hold 90 % of ${DRAWS} histories redrawn from what the fit leaves unexplained. A sequence in what is reported, no cause.`,
  }
}

/** Sums weight × score by months that end so, and how many months have an act. */
function monthly({ days, weights, scores, length }: ActLines, ends: number[], counts: (line: number) => boolean) {
  const sums = new Float64Array(ends.length)
  let [month, active, counted] = [0, 0, -1]
  for (let i = 0; i < length; i++) {
    if (!counts(i)) continue
    while (ends[month]! < days[i]!) month++
    sums[month]! += weights[i]! * scores[i]!
    if (month !== counted) active++
    counted = month
  }
  return { sums, active }
}

function findingsOf(responses: Response[], series: string[], sides: [string, string]): string[] {
  const way = (name: string) =>
    name === series[0] ? `${sides[0]} toward ${sides[1]}` : `${sides[1]} toward ${sides[0]}`
  const mover = (name: string) => sides[series.indexOf(name)]!
  const found = responses.filter(({ answers }) => answers)
  if (found.length === 0) return ['No answer of one side to the other shows in the month after.']
  const [one] = found
  const lead =
    found.length > 1
      ? 'Each side answers the other.'
      : `${capital(mover(one!.impulse))} moves first: ${mover(one!.response)} answers ${one!.months[0]!.value > 0 ? 'in kind' : 'the other way'}, and no answer shows in return.`
  return [
    lead,
    ...found.map(({ impulse, response, months }) => {
      const { value, band } = months[0]!
      return `A month in which ${way(impulse)} is one point warmer is followed by one in which ${way(response)} is ${Math.abs(value).toFixed(2)} points ${value > 0 ? 'warmer' : 'colder'} (90 % band ${signed(band[0], 2)} to ${signed(band[1], 2)}).`
    }),
  ]
}

/** Sums over months of both series, of their squares and products, and of those with the month after: what least squares needs. */
class Moments {
  months = 0
  readonly #sums = new Float64Array(11)

  /** Takes in a month of both series and the month after. */
  take(x: number, y: number, nextX: number, nextY: number): void {
    const s = this.#sums
    this.months++
    s[0]! += x
    s[1]! += y
    s[2]! += x * x
    s[3]! += x * y
    s[4]! += y * y
    s[5]! += nextX
    s[6]! += x * nextX
    s[7]! += y * nextX
    s[8]! += nextY
    s[9]! += x * nextY
    s[10]! += y * nextY
  }

  clear(): void {
    this.months = 0
    this.#sums.fill(0)
  }

  /** Of each series a constant, and how it follows both of the month before; null where they do not tell the series apart. */
  solved(): [number[], number[]] | null {
    const [x, y, xx, xy, yy, ...right] = this.#sums as unknown as number[]
    const gram = [this.months, x!, y!, x!, xx!, xy!, y!, xy!, yy!]
    const ofX = solve(gram, right.slice(0, 3))
    const ofY = solve(gram, right.slice(3))
    return ofX && ofY && [ofX, ofY]
  }
}

/** Of each series a constant, and how it follows both of the month before (row by row); what that leaves of each month. */
interface Fit {
  constant: [number, number]
  matrix: Float64Array
  residuals: [Float64Array, Float64Array]
}

/** Ordinary least squares of both series on a constant and both a month before; null where they do not tell the series apart. */
function fitted(x: Float64Array, y: Float64Array): Fit | null {
  const n = x.length - 1
  const moments = new Moments()
  for (let t = 0; t < n; t++) moments.take(x[t]!, y[t]!, x[t + 1]!, y[t + 1]!)
  const found = moments.solved()
  if (!found) return null
  const [ofX, ofY] = found
  const residuals: Fit['residuals'] = [new Float64Array(n), new Float64Array(n)]
  for (let t = 0; t < n; t++) {
    residuals[0][t] = x[t + 1]! - ofX[0]! - ofX[1]! * x[t]! - ofX[2]! * y[t]!
    residuals[1][t] = y[t + 1]! - ofY[0]! - ofY[1]! * x[t]! - ofY[2]! * y[t]!
  }
  return { constant: [ofX[0]!, ofY[0]!], matrix: matrixOf(found), residuals }
}

const matrixOf = ([x, y]: [number[], number[]]) => Float64Array.of(x[1]!, x[2]!, y[1]!, y[2]!)

/** The powers of the matrices of histories made anew: from the same first month on, each month what the fit says with the residuals of some month. */
function redrawn(x: Float64Array, y: Float64Array, fit: Fit, seed: number): Float64Array[][] {
  const months = x.length
  const [m, [forX, forY]] = [fit.matrix, fit.residuals]
  const [fromX, fromY] = fit.constant
  const moments = new Moments()
  const drawn: Float64Array[][] = []
  for (let draw = 0; draw < DRAWS; draw++) {
    moments.clear()
    let [a, b] = [x[0]!, y[0]!]
    for (let t = 1; t < months; t++) {
      const pick = Math.floor(drawAt(seed, draw * months + t) * forX.length)
      const nextA = fromX + m[0]! * a + m[1]! * b + forX[pick]!
      const nextB = fromY + m[2]! * a + m[3]! * b + forY[pick]!
      moments.take(a, b, nextA, nextB)
      a = nextA
      b = nextB
    }
    const other = moments.solved()
    if (other) drawn.push(powers(matrixOf(other)))
  }
  return drawn
}

/** Gaussian elimination of three equations, with pivots; null where the matrix (row by row) is singular. */
function solve(matrix: number[], right: number[]): number[] | null {
  const rows = [0, 1, 2].map((row) => [...matrix.slice(3 * row, 3 * row + 3), right[row]!])
  for (let column = 0; column < 3; column++) {
    let pivot = column
    for (let row = column + 1; row < 3; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return null
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < 3; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      for (let j = column; j <= 3; j++) rows[row]![j]! -= factor * rows[column]![j]!
    }
  }
  return rows.map((row, index) => row[3]! / row[index]!)
}

/** A matrix of two rows to the powers 1 to HORIZON. */
function powers(matrix: Float64Array): Float64Array[] {
  const [a, b, c, d] = matrix as unknown as [number, number, number, number]
  const all = [matrix]
  while (all.length < HORIZON) {
    const [p, q, r, s] = all[all.length - 1] as unknown as [number, number, number, number]
    all.push(Float64Array.of(p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d))
  }
  return all
}
