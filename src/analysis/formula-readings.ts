import { round2 } from './exact-math.ts'
import type { TemperatureOptions } from './options.ts'
import { LONG_RUN_PRIOR, type Reading, readingByFormula } from './temperature.ts'

// Of one way under one half-life, or of the long run: the same faded, and of the day clusters squares of weights, products, squares of scores.
export const [WEIGHT, SCORE, EXPECTED, CODER, S_WW, S_WS, S_SS] = [0, 1, 2, 3, 4, 5, 6]
export const SUMS = 7
// Of one way under one half-life, what evidence there is: faded weights, the same times the weight, how many.
export const [FADED, AGED, COUNT] = [0, 1, 2]
export const EVIDENCE = 3

/**
 * Readings from what was summed up of a pair: of each way (first to second, back, both) the evidence under both half-lives, and the sums under both and of the
 * long run. `effectiveOf` and `readingOf` take a way and a half-life (0 fast, 1 slow).
 */
export function readings(
  evidence: Float64Array,
  sums: Float64Array,
  options: Pick<TemperatureOptions, 'floor' | 'priorWeight'>,
) {
  const effectiveOf = (way: number, k: number) => {
    const e = (way * 2 + k) * EVIDENCE
    return evidence[e + AGED]! > 0 ? (evidence[e + FADED]! * evidence[e + FADED]!) / evidence[e + AGED]! : 0
  }

  /** Variance of Σ a (s − level) over days and coder. */
  const variance = (s: number, level: number) =>
    Math.max(0, sums[s + S_SS]! - 2 * level * sums[s + S_WS]! + level * level * sums[s + S_WW]!) + sums[s + CODER]!

  function readingOf(way: number, k: number): Reading {
    const now = (way * 3 + k) * SUMS
    const past = (way * 3 + 2) * SUMS
    const nEff = effectiveOf(way, k)
    const n = evidence[(way * 2 + k) * EVIDENCE + COUNT]!
    if (nEff < options.floor) return { verdict: 'not enough evidence', value: null, band: null, n, nEff: round2(nEff) }
    const prior = options.priorWeight
    const all = sums[now + WEIGHT]! + prior
    const old = sums[past + WEIGHT]! + LONG_RUN_PRIOR
    const value = (sums[now + SCORE]! + prior * (sums[past + SCORE]! / old)) / all
    const longRun = sums[past + EXPECTED]! / old
    const middle = (sums[now + EXPECTED]! + prior * longRun) / all
    const share = prior / all
    const error = Math.sqrt(
      variance(now, middle) / (all * all) + (share * share * variance(past, longRun)) / (old * old),
    )
    return readingByFormula(value, middle, error, n, nEff)
  }

  return { effectiveOf, readingOf }
}
