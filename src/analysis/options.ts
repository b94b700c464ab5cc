import type { Confusion } from './coder-error.ts'
import type { PeriodLength } from './days.ts'
import type { Scale } from './scales.ts'

/** How a temperature is taken. All have defaults; what was used stands in every report. */
export interface TemperatureOptions {
  scale: Scale
  /** Half-lives of the fast and the slow curve, in days. */
  halfLives: { fast: number; slow: number }
  /** Weight, in happenings, of the pair's own long-run mean. */
  priorWeight: number
  /** Chance that one independent source is right about a happening: a convention, not a measurement. */
  sourceReliability: number
  /** Effective number of happenings under which the answer is "not enough evidence". */
  floor: number
  period: PeriodLength | 'auto'
  /** Bootstrap samples; fewer are taken where there are very many happenings. */
  draws: number
  /** Whether weights are divided by how much the panel of outlets wrote about the pair. */
  normalise: boolean
  /** Counts of gold type → coded type; the shipped table where left out. */
  confusion?: Confusion
}

/** The defaults, stated before anything was looked at. */
export const DEFAULTS: TemperatureOptions = {
  scale: 'plover',
  halfLives: { fast: 30, slow: 365 },
  priorWeight: 2,
  sourceReliability: 0.7,
  floor: 3,
  period: 'auto',
  draws: 400,
  normalise: true,
}
