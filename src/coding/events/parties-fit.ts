import type { Entity } from '../../ground/index.ts'
import type { EventType } from '../record.ts'
import type { Act } from './compose.ts'

/** What befalls people of business as it befalls others. */
const SUFFERED: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'RETREAT'])

/** Deals and quarrels of companies alone are business, not relations of countries. */
export function isAmongFirms(type: EventType, actors: readonly Entity[], recipients: readonly Entity[]): boolean {
  const all = [...actors, ...recipients]
  if (actors.length === 0 && SUFFERED.has(type)) return false
  return all.length > 0 && all.every((entity) => entity.sectors[0] === 'BUS' || entity.code.startsWith('MNC'))
}

export const isPress = (entity: Entity): boolean => /^(MED|JRN)$/.test(entity.sectors[0] ?? '')

/** A state, its government, police or army. */
export const isOfForce = (entity: Entity): boolean =>
  isGovernment(entity) || entity.sectors.some((sector) => /^(?:COP|MIL)$/.test(sector))

export function isGovernment(entity: Entity): boolean {
  return entity.kind === 'state' || entity.sectors.includes('GOV')
}

/** A state, its government, parliament, courts, police or army, or who led one of them. */
export const isOfState = (entity: Entity): boolean =>
  entity.kind === 'state' || /^(?:GOV|LEG|JUD|COP|MIL|SPY|ELI)$/.test(entity.sectors[0] ?? '')

/** Types whose actor may be unknown: the violence is a fact even so. */
const FACELESS: ReadonlySet<EventType> = new Set(['ASSAULT', 'PROTEST', 'COERCE', 'SANCTION', 'REQUEST'])

/** Types that are nothing without a known addressee. */
const ADDRESSED: ReadonlySet<EventType> = new Set(['REQUEST', 'SUPPORT', 'ACCUSE', 'COOPERATE', 'CONSULT'])

/** Whom a known party calls on or blames may be anybody ("urged the gunmen to give up"). */
const TOLD_OFF: ReadonlySet<EventType> = new Set(['REQUEST', 'ACCUSE'])

/** False where the parties are of no use: nobody known, or mere people in a meeting of governments. */
export function areFit(
  { type, cameo }: Act,
  actors: readonly Entity[],
  recipients: readonly Entity[],
  unnamed: boolean,
): boolean {
  const known = (entity: Entity) => entity.country !== null || /^(IGO|NGO|MNC|IMG)/.test(entity.code)
  if (![...actors, ...recipients].some(known)) return false
  if (!FACELESS.has(type) && !actors.some(known) && !(actors.length === 0 && recipients.some(known) && unnamed))
    return false
  if (ADDRESSED.has(type) && recipients.length > 0 && !recipients.some(known) && !TOLD_OFF.has(type)) return false
  const codes = new Set(actors.map((entity) => entity.code))
  if (recipients.length > 0 && recipients.every((entity) => entity.country === null && codes.has(entity.code)))
    return false
  if (type !== 'CONSULT' && cameo !== '057' && cameo !== '036') return true
  if (
    type === 'CONSULT' &&
    [...actors, ...recipients].some(
      (entity) => !known(entity) || entity.sectors.includes('JRN') || entity.sectors.includes('MED'),
    )
  )
    return false
  return [...actors, ...recipients].every((entity) => !(entity.kind === 'population' && entity.sectors.includes('CVL')))
}
