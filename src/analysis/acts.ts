import type { Happening, Party, Source } from '../ledger/index.ts'
import { dayNumber, orderOfDays } from './days.ts'
import type { TemperatureOptions } from './options.ts'
import { lineOf, scoreOn } from './scales.ts'

const STATE_SECTORS = new Set(['GOV', 'MIL', 'LEG', 'JUD', 'SPY', 'COP'])

/** True for whoever acts for a state: its government, forces, parliament, courts, services and police, or the bare country. */
export function isStateActor(party: Party): boolean {
  return party.country !== null && (party.sector === null ? party.code.length <= 3 : STATE_SECTORS.has(party.sector))
}

/** One side of a directed pair: a state by its ISO code; anybody else by a label of his own (`AFGREB`, `IGOUNO`). */
export interface Side {
  key: string
  name: string
  country: string | null
  state: boolean
}

/** The side a party stands on; null for somebody of whom neither country nor code is known. */
export function sideOf(party: Party): Side | null {
  if (isStateActor(party)) return { key: party.country!, name: party.country!, country: party.country, state: true }
  // A crowd or company is often coded with its bare country; its sector tells it from the state.
  const key = party.sector && party.code === party.country ? party.code + party.sector : party.code
  return key ? { key, name: party.name, country: party.country, state: false } : null
}

/** What one side does to another, on its way into the index. */
export interface Act {
  happening: Happening
  from: Side
  to: Side
  /** Days since 1970-01-01: the middle of the interval told. */
  day: number
  score: number
  /** confidence × corroboration; see `weightOf`. */
  weight: number
  line: 'verbal' | 'material'
}

/** Why a happening does not count. */
export type LeftOut =
  | 'planned, imagined or denied'
  | 'background of more than a year before'
  | 'a claim that nobody concedes'
  | 'no date within a quarter'
  | 'no state on each side'

/** Why a happening of any parties cannot count; null when it can. */
export function leftOut(happening: Happening): LeftOut | null {
  if (happening.status === 'historical') return 'background of more than a year before'
  if (happening.status !== 'actual') return 'planned, imagined or denied'
  if (!happening.conceded) return 'a claim that nobody concedes'
  if (dayOf(happening) === null) return 'no date within a quarter'
  return null
}

/** The day a happening counts on: the middle of what is told, if that is a quarter or less; else null. */
export function dayOf(happening: Happening): number | null {
  if (!happening.date) return null
  const start = dayNumber(happening.date.start)
  if (happening.date.end === happening.date.start) return Number.isNaN(start) ? null : start
  const end = dayNumber(happening.date.end)
  return end - start <= 92 ? Math.floor((start + end) / 2) : null
}

/**
 * Weight of a happening that counts: its confidence × 1 − (1 − q)^n, where n is its number of independent sources and q the chance that one
 * source is right. Wire copies and mentions add nothing.
 */
export function weightBy(confidence: number, independent: number, sourceReliability: number): number {
  let doubt = 1
  for (let source = 0; source < Math.min(independent, 20); source++) doubt *= 1 - sourceReliability
  return confidence * (1 - doubt)
}

/** Every directed act of a happening, states and others alike; in a reciprocal one, and one in which they sign together, each side acts on each other. Empty where it does not count. */
export function actsOf(happening: Happening, options: Pick<TemperatureOptions, 'sourceReliability' | 'scale'>): Act[] {
  if (leftOut(happening)) return []
  const day = dayOf(happening)!
  const weight = weightBy(happening.confidence, happening.independent, options.sourceReliability)
  if (weight <= 0) return []
  const score = scoreOn(options.scale, happening)
  const line = lineOf(happening.type)
  // Who signs together does the same, whatever sides the coder gave them.
  const isMutual = happening.recipients.length === 0 || isSignedTogether(happening)
  const actors = sidesOf(isMutual ? [...happening.actors, ...happening.recipients] : happening.actors)
  const recipients = isMutual ? actors : sidesOf(happening.recipients)
  const acts: Act[] = []
  for (const from of actors)
    for (const to of recipients)
      if (from.key !== to.key && !(from.country !== null && from.country === to.country))
        acts.push({ happening, from, to, day, score, weight, line })
  return acts
}

/** The sides that some parties stand on, each once. */
function sidesOf(parties: Party[]): Side[] {
  const found: Side[] = []
  for (const party of parties) {
    const side = sideOf(party)
    if (side && !found.some(({ key }) => key === side.key)) found.push(side)
  }
  return found
}

/** Acts by day, then by id, which does not depend on the order of reading; the list itself where it stands so already. */
export function inOrder(acts: Act[]): Act[] {
  for (let i = 1; i < acts.length; i++) {
    const [a, b] = [acts[i - 1]!, acts[i]!]
    if (a.day < b.day || (a.day === b.day && a.happening.id <= b.happening.id)) continue
    return orderOfDays(
      acts.map(({ day }) => day),
      (place) => acts[place]!.happening.id,
    ).map((place) => acts[place]!)
  }
  return acts
}

/** Number of independent sources among several: wire copies count once, and an outlet counts once. */
export function independentSources(sources: Source[]): number {
  if (sources.length < 2) return sources.length
  const outletOfGroup = new Map<string, string>()
  for (const source of sources) {
    const outlet = source.outlet ?? source.imported ?? `unnamed ${source.copyGroup}`
    const known = outletOfGroup.get(source.copyGroup)
    if (known === undefined || outlet < known) outletOfGroup.set(source.copyGroup, outlet)
  }
  return new Set(outletOfGroup.values()).size
}

/** "The leaders of North and South Korea signed an agreement": several are its subject, whatever sides the coder gave them. */
const SEVERAL_SIGN = /\band (?:[\p{L}'’.-]+ ){1,6}(?:have |had )?signed\b/u

/** Whether those who act signed something with each other: who signs together meets. */
export function isSignedTogether({ type, cameo, actors, recipients, words }: Happening): boolean {
  return (
    type === 'SUPPORT' &&
    cameo.startsWith('057') &&
    actors.length + recipients.length > 1 &&
    /\bsign(?:s|ed|ing)?\b/i.test(words) &&
    (recipients.length === 0 || SEVERAL_SIGN.test(words))
  )
}
