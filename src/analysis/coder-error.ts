import { EVENT_TYPES, type EventType } from '../coding/index.ts'

/**
 * What the coder wrote for each true type where it found the event: gold type → coded type → count. Measured on 2026-11-28 on the half of
 * `eval/gold` that nobody tunes on; `npx tsx eval/coder-error.ts` prints it anew. Missed events are not in it: they thin the ledger, and
 * docs/temperature.md says what that does.
 */
const SEEN: { [gold in EventType]: { [coded in EventType]?: number } } = {
  ACCUSE: { ACCUSE: 23 },
  AGREE: { AGREE: 42 },
  AID: { AID: 20, MOBILIZE: 1 },
  ASSAULT: { ACCUSE: 1, ASSAULT: 93, REJECT: 1 },
  COERCE: { AID: 1, ASSAULT: 1, COERCE: 58 },
  CONCEDE: { CONCEDE: 25 },
  CONSULT: { AGREE: 2, CONSULT: 39 },
  COOPERATE: { COOPERATE: 16, SUPPORT: 1 },
  MOBILIZE: { MOBILIZE: 21 },
  PROTEST: { PROTEST: 27 },
  REJECT: { PROTEST: 1, REJECT: 33, REQUEST: 1 },
  REQUEST: { REQUEST: 40 },
  RETREAT: { ASSAULT: 2, CONCEDE: 1, MOBILIZE: 1, RETREAT: 34 },
  SANCTION: { ACCUSE: 1, REQUEST: 2, SANCTION: 54 },
  SUPPORT: { SANCTION: 1, SUPPORT: 35 },
  THREATEN: { THREATEN: 30 },
}

/** Counts of gold type → coded type. */
export type Confusion = { [gold in EventType]: { [coded in EventType]?: number } }

/** The day the shipped table was measured. */
export const CODER_ERROR_MEASURED = '2026-11-28'

/** What is known of the coder's errors, made once from a confusion table. */
export interface CoderModel {
  /** Of each gold type, the share that is coded as any one type that it was never seen coded as. */
  unseen: Float64Array
  /** Of each coded type, the gold types that were seen coded so, and by how much their share is more than `unseen`. */
  seen: { gold: Uint8Array; more: Float64Array }[]
  /** The gold's mix of types, counting as three happenings. */
  prior: Float64Array
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
  const unseen = Float64Array.from(gold, (n) => 0.1 / (n - 1 + 0.1 * EVENT_TYPES.length))
  return {
    unseen,
    seen: EVENT_TYPES.map((coded, c) => {
      const of = EVENT_TYPES.flatMap((type, t) => ((confusion[type][coded] ?? 0) > 0 ? [t] : []))
      return { gold: Uint8Array.from(of), more: Float64Array.from(of, (t) => shares[t]![c]! - unseen[t]!) }
    }),
    prior: Float64Array.from(gold, (n) => (3 * n) / all),
  }
}

const TYPES = EVENT_TYPES.length
let mix = new Float64Array(TYPES)
let next = new Float64Array(TYPES)

/**
 * For each coded type (by its place in `EVENT_TYPES`) that is among the counted, the running sums of the shares of true types: `sums[coded * types + true]`, the
 * last being 1. What a coded type really was depends on what the pair does: among friends an "attack" is more often a mistake. So the pair's own mix of true
 * types is estimated first (EM over `counts`, its weight by coded type, with the gold's mix counting as much as three happenings), and turned
 * round by Bayes' rule. Most types were never coded as most others, and all of those have one share, so a round costs a few dozen steps.
 */
export function trueTypeSums(
  counts: ArrayLike<number>,
  { unseen, seen, prior }: CoderModel,
  sums = new Float64Array(TYPES * TYPES),
): Float64Array {
  for (let t = 0; t < TYPES; t++) mix[t] = prior[t]! / 3
  for (let round = 0; round < 12; round++) {
    const ground = groundOf(unseen)
    let [anywhere, all] = [0, 0]
    next.fill(0)
    for (let c = 0; c < TYPES; c++) {
      if (!counts[c]) continue
      const { gold, more } = seen[c]!
      const each = counts[c]! / chanceOf(ground, gold, more)
      anywhere += each
      for (let i = 0; i < gold.length; i++) next[gold[i]!]! += each * more[i]!
    }
    for (let t = 0; t < TYPES; t++) {
      next[t] = prior[t]! + mix[t]! * (next[t]! + anywhere * unseen[t]!)
      all += next[t]!
    }
    for (let t = 0; t < TYPES; t++) next[t]! /= all
    ;[mix, next] = [next, mix]
  }
  const ground = groundOf(unseen)
  for (let c = 0; c < TYPES; c++) {
    if (!counts[c]) continue
    const { gold, more } = seen[c]!
    const chance = chanceOf(ground, gold, more)
    const own = c * TYPES
    for (let t = 0; t < TYPES; t++) sums[own + t] = unseen[t]!
    for (let i = 0; i < gold.length; i++) sums[own + gold[i]!]! += more[i]!
    let running = 0
    for (let t = 0; t < TYPES; t++) sums[own + t] = running += (mix[t]! * sums[own + t]!) / chance
    sums[own + TYPES - 1] = 1
  }
  return sums
}

/** The chance of any one type as which no event of the mix was seen coded. */
function groundOf(unseen: Float64Array): number {
  let ground = 0
  for (let t = 0; t < TYPES; t++) ground += mix[t]! * unseen[t]!
  return ground
}

function chanceOf(ground: number, gold: Uint8Array, more: Float64Array): number {
  let chance = ground
  for (let i = 0; i < gold.length; i++) chance += mix[gold[i]!]! * more[i]!
  return chance
}

/** For a true type, the share of each coded type (in the order of `EVENT_TYPES`) where the coder finds the event; a tenth of a case is added to each, so that no error counts as impossible. */
export function codedShares(gold: EventType, confusion: Confusion = SEEN): number[] {
  const counts = EVENT_TYPES.map((coded) => (confusion[gold][coded] ?? 0) + 0.1)
  const all = counts.reduce((sum, n) => sum + n, 0)
  return counts.map((n) => n / all)
}
