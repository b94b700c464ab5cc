import type { ActLines } from './act-lines.ts'
import type { Attention } from './coverage.ts'
import type { Period } from './days.ts'
import type { TemperatureOptions } from './options.ts'
import { seriesByFormula } from './series-by-formula.ts'
import { type TemperaturePoint, temperatureSeries } from './temperature.ts'

/** From so many acts on the band comes by formula: their sum is normal, and drawing would take long (docs/temperature.md has both in simulation). */
const MANY = 1000

/** The temperature of one set of acts at the end of each period, or of the last one alone, with its band. */
export function temperatureCurve(
  acts: ActLines,
  periods: Period[],
  options: TemperatureOptions,
  attention?: Attention,
  wanted?: 'all' | 'last',
): TemperaturePoint[] {
  return (acts.length > MANY ? seriesByFormula : temperatureSeries)(acts, periods, options, attention, wanted)
}
