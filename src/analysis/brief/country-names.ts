import type { PairReport } from '../pair-report.ts'
import { withThe } from '../phrases.ts'

/** A country by its name as it stands within a sentence. */
export type Names = (country: string) => string

/** The names of the two countries of a report: "the United Kingdom". */
export function namer(report: PairReport): Names {
  return (country) => withThe(report.names[report.pair.indexOf(country)] ?? country)
}
