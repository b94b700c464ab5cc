import { type EventType, ROOT_CODE, scoreOf } from '../coding/index.ts'
import type { CodedUnit, Coding } from './agreement.ts'

/** One row of a coder's file as read, or what is wrong with it. */
export type CodingRow = { id: string; by: string | null; coding: Coding } | { problem: string }

/**
 * A row of a coder's JSONL: `{"id", "type", "mode"?, "contexts"?, "score"?, "actors"?, "recipients"?, "by"?}` with `"type": null` where there is no event, or
 * a gold row `{"id", "events": [...]}`. Several events of a gold row are one coding: their types joined ("AID+CONSULT"), their parties together. A score
 * that is not given is that of the type and mode.
 */
export function readCoding(line: string): CodingRow {
  let row: { [key: string]: unknown }
  try {
    row = JSON.parse(line) as { [key: string]: unknown }
  } catch (error) {
    return { problem: `is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { problem: 'is JSON but no object' }
  if (typeof row.id !== 'string' && typeof row.id !== 'number') return { problem: 'has no "id", which names the unit' }
  const by = typeof row.by === 'string' && row.by ? row.by : null
  const id = String(row.id)
  if (Array.isArray(row.events)) {
    const events = row.events as { [key: string]: unknown }[]
    const codings = events.map(codingOf)
    const problem = codings.find((coding) => typeof coding === 'string')
    if (problem !== undefined) return { problem: problem as string }
    return { id, by, coding: joined(codings as Coding[]) }
  }
  if (!('type' in row)) return { problem: 'has neither "type" (null for no event) nor a list "events"' }
  const coding = codingOf(row)
  return typeof coding === 'string' ? { problem: coding } : { id, by, coding }
}

function codingOf(row: { [key: string]: unknown } | null): Coding | string {
  if (typeof row !== 'object' || row === null) return 'has an event that is no object'
  if (row.type === null || row.type === '' || row.type === 'none') return { type: null }
  if (typeof row.type !== 'string') return `has a "type" that is no word: ${JSON.stringify(row.type)}`
  const list = (value: unknown): string[] | undefined =>
    Array.isArray(value)
      ? value.filter((item) => typeof item === 'string')
      : typeof value === 'string'
        ? [value]
        : value === null
          ? []
          : undefined
  const type = row.type.toUpperCase()
  const mode = list(row.mode)
  return {
    type,
    mode,
    contexts: list(row.contexts),
    score: typeof row.score === 'number' ? row.score : knownScore(type, mode ?? []),
    actors: list(row.actors),
    recipients: list(row.recipients),
  }
}

/** Types a coding of one event may have. */
const codingTypes: readonly string[] = Object.keys(ROOT_CODE)

function knownScore(type: string, mode: string[]): number | null {
  return codingTypes.includes(type) ? scoreOf(type as EventType, mode) : null
}

function joined(codings: Coding[]): Coding {
  const events = codings.filter((coding) => coding.type !== null)
  if (events.length === 0) return { type: null }
  if (events.length === 1) return events[0]!
  const all = (of: (coding: Coding) => readonly string[] | undefined) =>
    events.some((coding) => of(coding)) ? [...new Set(events.flatMap((coding) => of(coding) ?? []))].sort() : undefined
  const scores = events.flatMap((coding) => coding.score ?? [])
  return {
    type: [...new Set(events.map((coding) => coding.type!))].sort().join('+'),
    mode: all((coding) => coding.mode),
    contexts: all((coding) => coding.contexts),
    score: scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null,
    actors: all((coding) => coding.actors),
    recipients: all((coding) => coding.recipients),
  }
}

/** Units from the codings of several coders; a second coding of a unit by one coder is refused and named. */
export function unitsOf(codings: { id: string; by: string; coding: Coding }[]): {
  units: CodedUnit[]
  twice: string[]
} {
  const units = new Map<string, { by: string; coding: Coding }[]>()
  const twice: string[] = []
  for (const { id, by, coding } of codings) {
    const unit = units.get(id) ?? []
    if (unit.some((known) => known.by === by)) twice.push(`${id} by ${by}`)
    else units.set(id, [...unit, { by, coding }])
  }
  return { units: [...units].map(([id, coded]) => ({ id, codings: coded })), twice }
}
