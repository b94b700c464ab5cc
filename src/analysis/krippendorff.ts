/** Distance of two values, 0 to 1 or squared differences: 0 for equal ones, the same both ways. */
export type Distance<T> = (a: T, b: T) => number

export const nominal: Distance<string> = (a, b) => (a === b ? 0 : 1)

/** Squared difference, as Krippendorff's interval metric has it. */
export const interval: Distance<number> = (a, b) => (a - b) * (a - b)

/** Share of items that two sets do not have in common; two empty sets are equal. */
export const jaccard: Distance<readonly string[]> = (a, b) => {
  const { shared, all } = overlap(a, b)
  return all === 0 ? 0 : 1 - shared / all
}

/** Passonneau's MASI (2006): Jaccard's similarity times 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not. */
export const masi: Distance<readonly string[]> = (a, b) => {
  const { shared, all, first, second } = overlap(a, b)
  if (all === 0) return 0
  const monotonic =
    shared === first && shared === second ? 1 : shared === 0 ? 0 : shared === first || shared === second ? 2 / 3 : 1 / 3
  return 1 - (shared / all) * monotonic
}

function overlap(a: readonly string[], b: readonly string[]) {
  const [x, y] = [new Set(a), new Set(b)]
  let shared = 0
  for (const item of x) if (y.has(item)) shared++
  return { shared, first: x.size, second: y.size, all: x.size + y.size - shared }
}

/** The values that coders gave one unit; those who gave none are absent. */
export type Unit<T> = readonly T[]

/**
 * Krippendorff's alpha, 1 − observed / expected disagreement, over units with any number of coders and values missing (Krippendorff 2019, chapter 12). Null
 * where it is not defined: no unit with two values, or one and the same value everywhere. Cost: the square of the number of different values.
 */
export function alphaOf<T>(units: readonly Unit<T>[], distance: Distance<T>): number | null {
  const pairable = units.filter((values) => values.length > 1)
  const total = pairable.reduce((sum, values) => sum + values.length, 0)
  if (total === 0) return null
  let observed = 0
  for (const values of pairable) {
    let within = 0
    for (let i = 0; i < values.length; i++)
      for (let j = i + 1; j < values.length; j++) within += 2 * distance(values[i]!, values[j]!)
    observed += within / (values.length - 1)
  }
  const counts = new Map<string, { value: T; n: number }>()
  for (const values of pairable)
    for (const value of values) {
      const key = keyOf(value)
      const known = counts.get(key)
      if (known) known.n++
      else counts.set(key, { value, n: 1 })
    }
  const different = [...counts.values()]
  let expected = 0
  for (let i = 0; i < different.length; i++)
    for (let j = i + 1; j < different.length; j++)
      expected += 2 * different[i]!.n * different[j]!.n * distance(different[i]!.value, different[j]!.value)
  if (expected === 0) return null
  return 1 - observed / total / (expected / (total * (total - 1)))
}

const keyOf = (value: unknown): string =>
  Array.isArray(value) ? JSON.stringify([...new Set(value)].sort()) : JSON.stringify(value)

/** Alpha with the middle 95 % of bootstrap draws of units. `undefinedDraws` counts draws without variation, which have no alpha. */
export interface AlphaEstimate {
  alpha: number | null
  low: number | null
  high: number | null
  units: number
  values: number
  undefinedDraws: number
}

/** Alpha and its interval: units are drawn anew `draws` times with `random`, a seeded source of numbers from 0 to 1. */
export function estimateAlpha<T>(
  units: readonly Unit<T>[],
  distance: Distance<T>,
  draws: number,
  random: () => number,
): AlphaEstimate {
  const pairable = units.filter((values) => values.length > 1)
  const alphas: number[] = []
  let undefinedDraws = 0
  for (let draw = 0; draw < draws; draw++) {
    const drawn = pairable.map(() => pairable[Math.floor(random() * pairable.length)]!)
    const alpha = alphaOf(drawn, distance)
    if (alpha === null) undefinedDraws++
    else alphas.push(alpha)
  }
  alphas.sort((a, b) => a - b)
  const quantile = (share: number) => alphas[Math.min(alphas.length - 1, Math.floor(share * alphas.length))] ?? null
  return {
    alpha: alphaOf(units, distance),
    low: quantile(0.025),
    high: quantile(0.975),
    units: pairable.length,
    values: pairable.reduce((sum, values) => sum + values.length, 0),
    undefinedDraws,
  }
}

/** Wilson's 95 % interval of a share. Empty counts give 0 to 1. */
export function wilson(right: number, of: number): [number, number] {
  if (of === 0) return [0, 1]
  const z = 1.959963984540054
  const share = right / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
