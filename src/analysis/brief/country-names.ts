import type { Offices } from '../offices.ts'
import type { PairReport } from '../pair-report.ts'
import { withThe } from '../phrases.ts'

/** A country by its name as it stands within a sentence; on a day before it was called so, by the name of that day. */
export type Names = (country: string, day?: string) => string

/** The names of the two countries of a report: "the United Kingdom"; in 1986 "the Soviet Union". */
export function namer(report: PairReport, offices: Offices | null): Names {
  return (country, day) =>
    withThe(
      (day && offices ? offices.stateName(country, day) : null) ??
        report.names[report.pair.indexOf(country)] ??
        offices?.stateName(country) ??
        country,
    )
}
