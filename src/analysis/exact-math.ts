const LN2 = Math.LN2

/** 2 to the power of `x`, from additions and multiplications alone, so that every machine gives the same bits. Error below 1e-15 of the value. */
export function exp2(x: number): number {
  if (x < -1000) return 0
  const whole = Math.floor(x + 0.5)
  const y = (x - whole) * LN2
  let term = 1
  let sum = 1
  for (let n = 1; n <= 18; n++) {
    term = (term * y) / n
    sum += term
  }
  let factor = 1
  for (let n = Math.abs(whole), base = whole < 0 ? 0.5 : 2; n > 0; n = Math.floor(n / 2), base *= base)
    if (n % 2 === 1) factor *= base
  return sum * factor
}

/** e to the power of `x`, the same on every machine. */
export function exp(x: number): number {
  return exp2(x / LN2)
}

/** Natural logarithm of a number above 0, the same on every machine. */
export function ln(x: number): number {
  let twos = 0
  let m = x
  while (m > 1.5) {
    m /= 2
    twos++
  }
  while (m < 0.75) {
    m *= 2
    twos--
  }
  const z = (m - 1) / (m + 1)
  let power = z
  let sum = 0
  for (let n = 1; n < 60; n += 2) {
    sum += power / n
    power *= z * z
  }
  return 2 * sum + twos * LN2
}

/** Share of the standard normal distribution below `z` (Abramowitz and Stegun 26.2.17; error below 8e-8). */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    0.3989422804014327 *
    exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}

/** Two decimals, and never −0: what results show. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100 + 0
}

/** Tables made before, by half-life; few are ever asked for. */
const decayTables = new Map<number, Float64Array>()

/** Decay factors 2^(−d/halfLife) by age in days, ending where they fall below one in a million. One table serves all who ask for it: it is only read. */
export function decayTable(halfLifeDays: number): Float64Array {
  const known = decayTables.get(halfLifeDays)
  if (known) return known
  const table = new Float64Array(Math.ceil(20 * halfLifeDays) + 1)
  for (let day = 0; day < table.length; day++) table[day] = exp2(-day / halfLifeDays)
  if (decayTables.size >= 20) decayTables.clear()
  decayTables.set(halfLifeDays, table)
  return table
}
