import type { EventType } from '../coding/index.ts'
import { EVENT_TYPES } from './scales.ts'

/**
 * What the coder wrote for each true type where it found the event: gold type → coded type → count. Measured on 2026-11-25 on the half of
 * `eval/gold` that nobody tunes on; `npx tsx eval/coder-error.ts` prints it anew. Missed events are not in it: they thin the ledger, and
 * docs/temperature.md says what that does.
 */
const SEEN: { [gold in EventType]: { [coded in EventType]?: number } } = {
  ACCUSE: { ACCUSE: 17, COERCE: 1 },
  AGREE: { AGREE: 30, RETREAT: 1, THREATEN: 1 },
  AID: { AID: 16, ASSAULT: 1, MOBILIZE: 1, RETREAT: 1 },
  ASSAULT: { ACCUSE: 1, ASSAULT: 89 },
  COERCE: { ASSAULT: 1, COERCE: 49 },
  CONCEDE: { CONCEDE: 20 },
  CONSULT: { AGREE: 1, CONSULT: 26, REQUEST: 1, RETREAT: 1 },
  COOPERATE: { COOPERATE: 11 },
  MOBILIZE: { ASSAULT: 1, MOBILIZE: 9 },
  PROTEST: { PROTEST: 17, REJECT: 1 },
  REJECT: { PROTEST: 1, REJECT: 26, REQUEST: 1 },
  REQUEST: { REQUEST: 32 },
  RETREAT: { MOBILIZE: 1, RETREAT: 24 },
  SANCTION: { ACCUSE: 1, COERCE: 4, COOPERATE: 1, REJECT: 1, REQUEST: 2, SANCTION: 41 },
  SUPPORT: { SUPPORT: 28 },
  THREATEN: { THREATEN: 23 },
}

/** Counts of gold type → coded type. */
export type Confusion = { [gold in EventType]: { [coded in EventType]?: number } }

/** The day the shipped table was measured. */
export const CODER_ERROR_MEASURED = '2026-11-25'

/**
 * For each coded type (by its place in `EVENT_TYPES`), the running sums of the shares of true types: `sums[coded][true]`, the last being 1.
 * A tenth of a case is added to each cell, so that no error counts as impossible.
 */
export function trueTypeSums(confusion: Confusion = SEEN): Float64Array[] {
  return EVENT_TYPES.map((coded) => {
    const counts = EVENT_TYPES.map((gold) => (confusion[gold][coded] ?? 0) + 0.1)
    const all = counts.reduce((sum, n) => sum + n, 0)
    let running = 0
    const sums = Float64Array.from(counts, (n) => (running += n / all))
    sums[sums.length - 1] = 1
    return sums
  })
}
