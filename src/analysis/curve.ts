import type { Act } from './acts.ts'
import type { Attention } from './coverage.ts'
import type { Period } from './days.ts'
import type { TemperatureOptions } from './options.ts'
import { seriesByFormula } from './series-by-formula.ts'
import { type TemperaturePoint, temperatureSeries } from './temperature.ts'

/** From so many acts on the band comes by formula: their sum is normal, and drawing would take long (docs/temperature.md has both in simulation). */
const MANY = 1000

/** The temperature of one set of acts at the end of each period, with its band. */
export function temperatureCurve(
  acts: Act[],
  periods: Period[],
  options: TemperatureOptions,
  attention?: Attention,
): TemperaturePoint[] {
  return (acts.length > MANY ? seriesByFormula : temperatureSeries)(acts, periods, options, attention)
}
