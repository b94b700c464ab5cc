import { EVENT_TYPES, type EventType } from '../coding/index.ts'

/**
 * What the coder wrote for each true type where it found the event: gold type → coded type → count. Measured on 2026-11-27 on the half of
 * `eval/gold` that nobody tunes on; `npx tsx eval/coder-error.ts` prints it anew. Missed events are not in it: they thin the ledger, and
 * docs/temperature.md says what that does.
 */
const SEEN: { [gold in EventType]: { [coded in EventType]?: number } } = {
  ACCUSE: { ACCUSE: 23 },
  AGREE: { AGREE: 42 },
  AID: { AID: 20, MOBILIZE: 1 },
  ASSAULT: { ACCUSE: 1, ASSAULT: 92, REJECT: 1 },
  COERCE: { AID: 1, ASSAULT: 1, COERCE: 58 },
  CONCEDE: { CONCEDE: 26 },
  CONSULT: { AGREE: 2, CONSULT: 38 },
  COOPERATE: { COOPERATE: 16, SUPPORT: 1 },
  MOBILIZE: { MOBILIZE: 21 },
  PROTEST: { PROTEST: 27 },
  REJECT: { PROTEST: 1, REJECT: 33, REQUEST: 1 },
  REQUEST: { REQUEST: 40 },
  RETREAT: { ASSAULT: 2, CONCEDE: 1, MOBILIZE: 1, RETREAT: 34 },
  SANCTION: { ACCUSE: 1, REQUEST: 2, SANCTION: 54 },
  SUPPORT: { SANCTION: 1, SUPPORT: 35 },
  THREATEN: { RETREAT: 1, THREATEN: 30 },
}

/** Counts of gold type → coded type. */
export type Confusion = { [gold in EventType]: { [coded in EventType]?: number } }

/** The day the shipped table was measured. */
export const CODER_ERROR_MEASURED = '2026-11-27'

/** What is known of the coder's errors, made once from a confusion table. */
export interface CoderModel {
  /** Coded type → gold type: the share of the gold type's events that are coded so. */
  coded: Float64Array[]
  /** The gold's mix of types, counting as three happenings. */
  prior: number[]
}

const models = new WeakMap<Confusion, CoderModel>()

/** The model of the coder's errors; of the shipped table where none is given. Made once a table. */
export function coderModel(confusion: Confusion = SEEN): CoderModel {
  const known = models.get(confusion) ?? modelOf(confusion)
  models.set(confusion, known)
  return known
}

function modelOf(confusion: Confusion): CoderModel {
  const gold = EVENT_TYPES.map((type) => Object.values(confusion[type]).reduce((sum, n) => sum + n, 1))
  const all = gold.reduce((sum, n) => sum + n, 0)
  const shares = EVENT_TYPES.map((type) => codedShares(type, confusion))
  return {
    coded: EVENT_TYPES.map((_, coded) => Float64Array.from(shares, (of) => of[coded]!)),
    prior: gold.map((n) => (3 * n) / all),
  }
}

/**
 * For each coded type (by its place in `EVENT_TYPES`), the running sums of the shares of true types: `sums[coded][true]`, the last being 1.
 * What a coded type really was depends on what the pair does: among friends an "attack" is more often a mistake. So the pair's own mix of true
 * types is estimated first (EM over `counts`, its weight by coded type, with the gold's mix counting as much as three happenings), and turned
 * round by Bayes' rule.
 */
export function trueTypeSums(counts: ArrayLike<number>, { coded, prior }: CoderModel): Float64Array[] {
  const types = EVENT_TYPES.length
  let mix = Float64Array.from(prior, (n) => n / 3)
  let next = new Float64Array(types)
  const seen: number[] = []
  for (let c = 0; c < types; c++) if (counts[c]) seen.push(c)
  for (let round = 0; round < 12; round++) {
    next.set(prior)
    for (const c of seen) {
      const shares = coded[c]!
      let chance = 0
      for (let t = 0; t < types; t++) chance += mix[t]! * shares[t]!
      const each = counts[c]! / chance
      for (let t = 0; t < types; t++) next[t]! += each * mix[t]! * shares[t]!
    }
    let sum = 0
    for (let t = 0; t < types; t++) sum += next[t]!
    for (let t = 0; t < types; t++) next[t]! /= sum
    ;[mix, next] = [next, mix]
  }
  return EVENT_TYPES.map((_, c) => {
    const shares = coded[c]!
    let chance = 0
    for (let t = 0; t < types; t++) chance += mix[t]! * shares[t]!
    const sums = new Float64Array(types)
    let running = 0
    for (let t = 0; t < types; t++) sums[t] = running += (mix[t]! * shares[t]!) / chance
    sums[types - 1] = 1
    return sums
  })
}

/** For a true type, the share of each coded type (in the order of `EVENT_TYPES`) where the coder finds the event; a tenth of a case is added to each, so that no error counts as impossible. */
export function codedShares(gold: EventType, confusion: Confusion = SEEN): number[] {
  const counts = EVENT_TYPES.map((coded) => (confusion[gold][coded] ?? 0) + 0.1)
  const all = counts.reduce((sum, n) => sum + n, 0)
  return counts.map((n) => n / all)
}
