import type { Entity } from '../../ground/index.ts'
import { compareSpans, type DateInterval } from '../../text/index.ts'
import type { CodedEvent } from '../record.ts'
import { VERBAL } from './choose.ts'
import type { Sight } from './confidence.ts'
import { daysBetween } from './dating.ts'

/** An event of one sentence, before tellings of the same happening are brought together. */
export interface Telling {
  event: CodedEvent
  /** The date stands in the event's own words. */
  dated: boolean
  /** It went on over a stretch of time that is no calendar unit. */
  goesOn: boolean
  /** Order of telling: sentence, then predicate. */
  order: number
  /** By what its confidence is judged. */
  sight: Sight
}

/**
 * One event for each happening: tellings of one type by the same parties, with dates and codes that agree, become one event with all their evidence.
 * The fuller telling (mode, direction, deeper code, own date) gives the fields. Order does not matter beyond which telling comes first.
 */
export function mergeTellings(tellings: readonly Telling[], entities: ReadonlyMap<string, Entity>): CodedEvent[] {
  const groups: Telling[][] = []
  // only tellings of one type and status can agree
  const alike = new Map<string, Telling[][]>()
  for (const telling of tellings) {
    const key = `${telling.event.type} ${telling.event.status}`
    const known = alike.get(key) ?? []
    const group = known.find((each) => each.every((other) => agree(other, telling, entities)))
    if (group) group.push(telling)
    else {
      const started = [telling]
      groups.push(started)
      alike.set(key, [...known, started])
    }
  }
  return groups.map((group) => united(group, entities)).map((event, index) => ({ ...event, id: `v${index + 1}` }))
}

function united(group: Telling[], entities: ReadonlyMap<string, Entity>): CodedEvent {
  const ranked = [...group].sort((a, b) => fullness(b) - fullness(a) || a.order - b.order)
  const best = ranked[0]!.event
  const dated = ranked.find((each) => each.dated) ?? ranked.find((each) => each.event.date !== null) ?? ranked[0]!
  const modes = [...new Set(ranked.flatMap((each) => each.event.mode))]
  const evidence = group.flatMap((each) => each.event.evidence).sort(compareSpans)
  // "met the premier and the speaker … and later the foreign minister": all of them, on the side on which the fuller telling has its own
  const sides = group.filter((each) => each.event.type === 'CONSULT' && each.event.reciprocal === best.reciprocal)
  const all = (side: 'actors' | 'recipients') => {
    const told = best[side]
    const further = sides.flatMap((each) => each.event[side]).filter((id) => !told.includes(id))
    return [...new Set([...told, ...further.filter((id) => isFurther(entities.get(id), told, entities))])]
  }
  const [actors, recipients] = [all('actors'), all('recipients')]
  const isMixed = !best.reciprocal && actors.some((id) => recipients.includes(id))
  return {
    ...best,
    ...(!isMixed && { actors, recipients }),
    mode: best.mode.length > 0 ? best.mode : modes.slice(0, 1),
    contexts: [...new Set(ranked.flatMap((each) => each.event.contexts))].slice(0, 5),
    date: dated.event.date,
    place: ranked.map((each) => each.event.place).find((place) => place !== null) ?? null,
    assertedBy: group.some((each) => each.event.assertedBy === null) ? null : best.assertedBy,
    confidence: Math.max(...group.map((each) => each.event.confidence)),
    evidence: evidence.filter((span, index) => index === 0 || compareSpans(span, evidence[index - 1]!) !== 0),
  }
}

/** True for someone whom nobody of a side stands for already: "Israel" and "the vice president" add nobody to a named minister and the vice president by name of the same country. */
function isFurther(
  entity: Entity | undefined,
  told: readonly string[],
  entities: ReadonlyMap<string, Entity>,
): boolean {
  if (!entity) return false
  const isBare = entity.kind === 'state' || !entity.mentions.some(({ form }) => form === 'name')
  return !isBare || !told.some((id) => partyKey(entities.get(id)) === partyKey(entity))
}

function fullness({ event, dated }: Telling): number {
  return (
    event.mode.length * 2 +
    (event.reciprocal ? 0 : event.recipients.length > 0 ? 2 : 0) +
    event.cameo.replace(/0$/, '').length +
    (dated ? 1 : 0) +
    (event.status === 'actual' ? 1 : 0) +
    event.confidence
  )
}

function agree(a: Telling, b: Telling, entities: ReadonlyMap<string, Entity>): boolean {
  const one = a.event
  const two = b.event
  if (one.type !== two.type || !sameReality(one, two)) return false
  // talks held since July are not the call of Wednesday
  if (a.goesOn !== b.goesOn || !datesAgree(a, b)) return false
  if (one.type === 'CONSULT' || (one.reciprocal !== two.reciprocal && one.cameo === two.cameo)) {
    // a visit and the return visit are two
    const visits = [one, two].every(
      (each) => each.mode.includes('visit') && !each.reciprocal && each.recipients.length > 0,
    )
    if (visits && !same(parties(one.actors, entities), parties(two.actors, entities))) return false
    const left = parties([...one.actors, ...one.recipients], entities)
    const right = parties([...two.actors, ...two.recipients], entities)
    return same(left, right)
  }
  if (!codesAgree(one.cameo, two.cameo)) return false
  // what two people say they say each for himself
  if (VERBAL.has(one.type) && isAnother(one.actors, two.actors, entities)) return false
  if (VERBAL.has(one.type) && isOfAnotherHouse(one.actors, two.actors, entities)) return false
  if (VERBAL.has(one.type) && isOfOneCountry(one, entities) && !isOneVoice(one.actors, two.actors, entities))
    return false
  return (
    same(parties(one.actors, entities), parties(two.actors, entities)) &&
    same(parties(one.recipients, entities), parties(two.recipients, entities))
  )
}

/** True where both sides are people with names, and none of them is on both. */
function isAnother(one: readonly string[], two: readonly string[], entities: ReadonlyMap<string, Entity>): boolean {
  const isNamed = (id: string) => {
    const entity = entities.get(id)
    return entity?.kind === 'person' && entity.mentions.some(({ form }) => form === 'name')
  }
  return one.length > 0 && two.length > 0 && [...one, ...two].every(isNamed) && !one.some((id) => two.includes(id))
}

/** True where both sides have sectors and share none: a minister and the legislators of his country speak each for themselves. */
function isOfAnotherHouse(
  one: readonly string[],
  two: readonly string[],
  entities: ReadonlyMap<string, Entity>,
): boolean {
  const sectors = (ids: readonly string[]) => ids.flatMap((id) => entities.get(id)?.sectors.slice(0, 1) ?? [])
  const [left, right] = [sectors(one), sectors(two)]
  return (
    left.length === one.length &&
    right.length === two.length &&
    left.length > 0 &&
    right.length > 0 &&
    !left.some((sector) => right.includes(sector))
  )
}

/** True where both sides of an event are of one country. */
function isOfOneCountry({ actors, recipients }: CodedEvent, entities: ReadonlyMap<string, Entity>): boolean {
  return recipients.length > 0 && parties([...actors, ...recipients], entities).size === 1
}

/** True where some of both sides' actors are one, or of one sector: within a country the opposition says one thing and a minister another. */
function isOneVoice(one: readonly string[], two: readonly string[], entities: ReadonlyMap<string, Entity>): boolean {
  const sectors = (ids: readonly string[]) => ids.map((id) => entities.get(id)?.sectors[0] ?? '')
  return one.some((id) => two.includes(id)) || sectors(one).some((sector) => sectors(two).includes(sector))
}

function sameReality(a: CodedEvent, b: CodedEvent): boolean {
  return a.status === b.status
}

/** Codes agree when they name the same act, one of them perhaps in more detail. */
function codesAgree(a: string, b: string): boolean {
  return a.slice(0, 3) === b.slice(0, 3)
}

function datesAgree(a: Telling, b: Telling): boolean {
  const one = a.event.date
  const two = b.event.date
  if (!one || !two || (!a.dated && !b.dated)) return true
  // a telling without a date of its own stands at the story's day: any day of that week may be meant
  if (!a.dated || !b.dated)
    return within(one, two) || within(two, one) || Math.abs(daysBetween(one.start, two.start)) <= 6
  return within(one, two) || within(two, one)
}

function within(inner: DateInterval, outer: DateInterval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function parties(ids: readonly string[], entities: ReadonlyMap<string, Entity>): Set<string> {
  return new Set(ids.map((id) => partyKey(entities.get(id))))
}

/** What makes two entities one party: their country, or their code where they have none. */
export function partyKey(entity: Entity | undefined): string {
  if (!entity) return ''
  return entity.country ?? (entity.code || entity.name)
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each))
}
