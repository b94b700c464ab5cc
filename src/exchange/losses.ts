import type { Happening, ImportedEvent, Party } from '../ledger/index.ts'
import { columnsOf, formats } from './formats.ts'
import { broughtAlong, type FormatName, OWN, pairsOf, type RowFormat, WHOLE } from './row-format.ts'

/** How often a field did not survive: gone altogether, or there with another value. */
export interface Loss {
  lost: number
  changed: number
}

/** Field → how it fared. */
export type Losses = Map<string, Loss>

const parts = (parties: readonly Party[], part: keyof Party) => parties.map((party) => party[part])

/** What a happening says, field by field, as comparable values; empty ones are undefined. */
function fieldsOf(h: Happening): [string, unknown][] {
  return [
    ['type', h.type],
    ['mode', h.mode],
    ['contexts', h.contexts],
    ['cameo', h.cameo],
    ['goldstein', h.goldstein],
    ['score', h.score],
    ['status', h.status],
    ...(['name', 'code', 'country', 'sector'] as const).map((part): [string, unknown] => [
      `actors.${part}`,
      parts(h.actors, part),
    ]),
    ...(['name', 'code', 'country', 'sector'] as const).map((part): [string, unknown] => [
      `recipients.${part}`,
      parts(h.recipients, part),
    ]),
    ['reciprocal', h.reciprocal],
    ['date', h.date && [h.date.start, h.date.end]],
    ['date.precision', h.date?.precision],
    ['place.name', h.place?.name],
    ['place.country', h.place?.country],
    ['place.lat', h.place?.lat],
    ['place.lon', h.place?.lon],
    ['assertedBy', h.assertedBy && [h.assertedBy.name, h.assertedBy.code, h.assertedBy.country, h.assertedBy.sector]],
    ['conceded', h.conceded],
    ['rule', h.rule],
    ['words', h.words],
    ['sources.title', h.sources.map((source) => source.title)],
    ['sources.outlet', h.sources.map((source) => source.outlet)],
    ['sources.url', h.sources.map((source) => source.url)],
    ['sources.published', h.sources.map((source) => source.published)],
  ]
}

/** Fields that only our own formats hold; other systems have no slot for them. */
function ledgerOnly(h: Happening): [string, unknown][] {
  return [
    ['confidence', h.confidence],
    ['independent', h.independent],
    ['decided', h.decided],
    ['reports', h.reports],
    ['sources.article', h.sources.map((source) => source.article)],
    ['sources.copyGroup', h.sources.map((source) => source.copyGroup)],
    ['conflicts', h.conflicts],
    ['reasons', h.reasons],
  ]
}

/**
 * Adds what a format does to one happening, found by reading its rows again: `told` is the happening as each row should tell it (one pair of parties
 * where the format has one), `back` what the rows say.
 */
export function addLosses(
  losses: Losses,
  h: Happening,
  told: Happening[],
  back: (ImportedEvent | null)[],
  format: FormatName,
): void {
  const fared = new Map<string, 'lost' | 'changed'>()
  const worsen = (field: string, how: 'lost' | 'changed') => {
    if (fared.get(field) !== 'lost') fared.set(field, how)
  }
  told.forEach((wanted, row) => {
    const event = back[row]
    if (!event) {
      worsen('the whole row', 'lost')
      return
    }
    const seen = new Map(fieldsOf(event as unknown as Happening))
    for (const [field, value] of fieldsOf(wanted)) {
      const got = seen.get(field)
      if (same(value, got)) continue
      if (!isEmpty(value)) worsen(field, isEmpty(got) ? 'lost' : 'changed')
    }
    const own = format === 'jsonl' || format === 'csv'
    if (!own) {
      if (event.originId !== h.id && h.imported?.origin !== event.origin) worsen('id', 'changed')
      const slots = format === 'plover' ? ['confidence'] : []
      for (const [field, value] of ledgerOnly(wanted))
        if (!slots.includes(field) && !isEmpty(value) && !h.imported) worsen(field, 'lost')
      if (format === 'plover' && event.confidence !== wanted.confidence && !h.imported) worsen('confidence', 'lost')
      if (h.imported) {
        const written = keptColumns({ ...h, imported: event })
        for (const [column, cell] of keptColumns(h))
          if (written.get(column) !== cell) worsen(`${h.imported.origin}: ${column}`, 'lost')
      }
    }
  })
  if (told.length > 1) worsen('one happening (several rows)', 'changed')
  for (const [field, how] of fared) {
    const loss = losses.get(field) ?? { lost: 0, changed: 0 }
    loss[how]++
    losses.set(field, loss)
  }
}

/** The columns that an imported happening keeps because no field gives them back. */
function keptColumns(h: Happening): Map<string, string> {
  const { origin, extra } = h.imported!
  const format = (formats as { [name: string]: RowFormat })[origin]
  const brought = format && extra[WHOLE] !== undefined ? broughtAlong(h, format, columnsOf)! : extra
  const derived = format && brought !== extra ? format.tell(h, pairsOf(h, format)[0]!) : {}
  return new Map(
    Object.entries(brought).filter(
      ([column, cell]) => !column.startsWith(OWN) && !column.startsWith('#') && derived[column] !== cell,
    ),
  )
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.every((item) => isEmpty(item)))
  )
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
