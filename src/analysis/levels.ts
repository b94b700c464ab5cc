import type { ToldLines } from './act-lines.ts'

/** A run of lines: the first of it, and the first beyond it. */
export interface Part {
  from: number
  to: number
}

/** What some lines weigh, weight × score summed, and how many they are. */
export interface Sums {
  n: number
  weight: number
  score: number
}

/** The sums of a part. */
export function sumsOf({ weights, scores }: ToldLines, { from, to }: Part): Sums {
  let weight = 0
  let score = 0
  for (let i = from; i < to; i++) {
    weight += weights[i]!
    score += weights[i]! * scores[i]!
  }
  return { n: to - from, weight, score }
}

/** All but some. */
export const without = (all: Sums, some: Sums | undefined): Sums =>
  some ? { n: all.n - some.n, weight: all.weight - some.weight, score: all.score - some.score } : all

/** A level: weighted mean, weight, standard error. */
export type Level = ReturnType<typeof levelBy>

/** The level that sums give, in a noise of `variance` a unit of weight. */
export function levelBy({ n, weight, score }: Sums, variance: number) {
  const isEmpty = n === 0 || weight === 0
  return {
    mean: isEmpty ? 0 : score / weight,
    weight: isEmpty ? 0 : weight,
    error: isEmpty ? Number.POSITIVE_INFINITY : Math.sqrt(variance / weight),
  }
}

/** The level of a part, in a noise of `variance` a unit of weight. */
export const levelOf = (lines: ToldLines, part: Part, variance: number) => levelBy(sumsOf(lines, part), variance)

/** What lies between two levels, and that in standard errors. */
export function shiftBetween(before: Sums, after: Sums, variance: number) {
  const a = levelBy(before, variance)
  const b = levelBy(after, variance)
  const shift = b.mean - a.mean
  const error = Math.sqrt(a.error * a.error + b.error * b.error)
  return { shift, z: Number.isFinite(error) ? shift / error : 0 }
}

/** Of a part, what each outlet alone tells, by its number. */
export function soleSums({ weights, scores, soleOf }: ToldLines, { from, to }: Part): Map<number, Sums> {
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
