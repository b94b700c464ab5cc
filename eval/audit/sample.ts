import { createHash } from 'node:crypto'
import type { CodedEvent, EventType, Record } from '../../src/index.ts'

/** One coded event drawn for judging, with the record that holds it. */
export interface AuditItem {
  /** `article id#event id`; names the event in the verdict file. */
  event: string
  /** Hash of what was coded (words, type, parties, direction, status, date); a verdict on another coding is not taken over. */
  coding: string
  record: Record
  coded: CodedEvent
}

/** How many events of a type there were and how many of them were drawn. */
export interface Stratum {
  type: EventType
  coded: number
  drawn: number
}

/** Every type is drawn at least this often, where it has as many events: rare types must show in the figures. */
const LEAST_PER_TYPE = 4

/** A function giving numbers in [0, 1), the same ones for the same seed on every machine (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The items in an order that depends on nothing but the items and the numbers drawn. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1))
    const kept = order[last] as T
    order[last] = order[pick] as T
    order[pick] = kept
  }
  return order
}

function party(record: Record, id: string): string {
  const entity = record.entities.find((candidate) => candidate.id === id)
  return entity === undefined ? '?' : `${entity.code}=${entity.name}`
}

/** The hash a verdict is tied to: 12 hex digits over everything the judge rules on. */
export function codingHash(record: Record, event: CodedEvent): string {
  const judged = [
    record.id,
    event.type,
    event.actors.map((id) => party(record, id)).sort(),
    event.recipients.map((id) => party(record, id)).sort(),
    event.reciprocal,
    event.status,
    event.assertedBy === null ? null : party(record, event.assertedBy),
    event.date,
    event.evidence.map((span) => [span.start, span.end]),
  ]
  return createHash('sha256').update(JSON.stringify(judged)).digest('hex').slice(0, 12)
}

/** How many of `size` draws each type gets: all have a small share for sure, the rest goes by how often a type is coded. */
function shares(counts: Map<EventType, number>, size: number): Map<EventType, number> {
  const types = [...counts.keys()].sort()
  const total = types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0)
  const wanted = Math.min(size, total)
  const given = new Map<EventType, number>()
  let left = wanted
  for (const type of types) {
    const sure = Math.min(LEAST_PER_TYPE, counts.get(type) ?? 0, left)
    given.set(type, sure)
    left -= sure
  }
  while (left > 0) {
    // The type furthest below its proportional share gets the next draw.
    let best: EventType | undefined
    let gap = Number.NEGATIVE_INFINITY
    for (const type of types) {
      const coded = counts.get(type) ?? 0
      const have = given.get(type) ?? 0
      const short = (coded * wanted) / total - have
      if (have < coded && short > gap) {
        best = type
        gap = short
      }
    }
    if (best === undefined) break
    given.set(best, (given.get(best) ?? 0) + 1)
    left--
  }
  return given
}

/** Draws `size` events by seed, lightly stratified over types. The same records and seed give the same items in the same order. */
export function sampleEvents(
  records: readonly Record[],
  size: number,
  seed: number,
): { items: AuditItem[]; strata: Stratum[] } {
  const byType = new Map<EventType, AuditItem[]>()
  for (const record of records)
    for (const coded of record.events) {
      const item = { event: `${record.id}#${coded.id}`, coding: codingHash(record, coded), record, coded }
      byType.set(coded.type, [...(byType.get(coded.type) ?? []), item])
    }
  const counts = new Map([...byType].map(([type, all]) => [type, all.length]))
  const given = shares(counts, size)
  const random = randomFrom(seed)
  const items: AuditItem[] = []
  const strata: Stratum[] = []
  for (const type of [...byType.keys()].sort()) {
    const drawn = shuffled(byType.get(type) ?? [], random).slice(0, given.get(type) ?? 0)
    items.push(...drawn)
    strata.push({ type, coded: counts.get(type) ?? 0, drawn: drawn.length })
  }
  return { items: shuffled(items, random), strata }
}
