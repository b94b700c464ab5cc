import type { Reading } from '../../analysis/index.ts'
import { signed } from '../parts/text.ts'

/** Seven steps from hostile to friendly, with the values at which each ends. */
export const steps = [
  { name: 'cold3', to: -5 },
  { name: 'cold2', to: -2 },
  { name: 'cold1', to: -0.5 },
  { name: 'even', to: 0.5 },
  { name: 'warm1', to: 2 },
  { name: 'warm2', to: 5 },
  { name: 'warm3', to: 10 },
] as const

/** The step of a temperature; `none` where there is not enough evidence for one. */
export const stepOf = (value: number | null): string =>
  value === null ? 'none' : (steps.find(({ to }) => value <= to) ?? steps[steps.length - 1]!).name

/** A temperature with what it rests on, in words; never a number alone. */
export const readingWords = (reading: Pick<Reading, 'value' | 'band' | 'n' | 'nEff'>): string =>
  reading.value === null || !reading.band
    ? `not enough evidence (n ${reading.n}, effective ${reading.nEff.toFixed(1)})`
    : `${signed(reading.value)}, band ${signed(reading.band[0])} to ${signed(reading.band[1])}, n ${reading.n}, effective ${reading.nEff.toFixed(1)}`
