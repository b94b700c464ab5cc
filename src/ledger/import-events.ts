import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ImportedMentionRow, ImportedRow, Tables } from './schema.ts'
import type { ImportCounts, ImportedEvent, ImportedMention } from './view.ts'

/** Rows written in one transaction: a stop half-way leaves whole batches, and running again adds the rest. */
const batch = 2000
/** Rows of one statement, so that its variables stay below every database's limit. */
const statement = 80

/** The id of an imported row: a hash of its origin and its id there. */
export function importedId(origin: string, originId: string): string {
  return hash(`imported:${origin}:${originId}`)
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Files events of other systems. A row known by origin and id changes nothing; one whose content differs takes the place of the old one. */
export function importEvents(
  db: Kysely<Tables>,
  events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>,
): Promise<ImportCounts> {
  return importRows(db, 'imported', events, (event, filed_at): ImportedRow => {
    const [first, second] = event.recipients.length ? [event.actors[0], event.recipients[0]] : event.actors
    const [a, b] = [first?.country ?? '', second?.country ?? ''].sort() as [string, string]
    return {
      id: importedId(event.origin, event.originId),
      a,
      b,
      day: event.date?.start ?? null,
      until: event.date?.end ?? null,
      type: event.type,
      status: event.status,
      body: JSON.stringify(event),
      filed_at,
    }
  })
}

/** Files further tellings of imported events; each adds a source to its event, now or when that comes. */
export function importMentions(
  db: Kysely<Tables>,
  mentions: AsyncIterable<ImportedMention> | Iterable<ImportedMention>,
): Promise<ImportCounts> {
  return importRows(
    db,
    'imported_mention',
    mentions,
    (mention, filed_at): ImportedMentionRow => ({
      id: hash(`mention:${mention.origin}:${mention.originId}`),
      event: importedId(mention.origin, mention.event),
      body: JSON.stringify(mention),
      filed_at,
    }),
  )
}

async function importRows<T>(
  db: Kysely<Tables>,
  table: 'imported' | 'imported_mention',
  rows: AsyncIterable<T> | Iterable<T>,
  rowOf: (row: T, filed_at: string) => ImportedRow | ImportedMentionRow,
): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, known: 0, changed: 0, erased: 0 }
  const filed_at = new Date().toISOString()
  let waiting = new Map<string, ImportedRow | ImportedMentionRow>()
  const write = async () => {
    const rows = [...waiting.values()]
    waiting = new Map()
    const done = await db.transaction().execute(async (tx) => {
      const sums: ImportCounts = { added: 0, known: 0, changed: 0, erased: 0 }
      for (let at = 0; at < rows.length; at += statement)
        addTo(sums, await writeSome(tx, table, rows.slice(at, at + statement)))
      return sums
    })
    addTo(counts, done)
  }
  for await (const row of rows) {
    const made = rowOf(row, filed_at)
    waiting.set(made.id, made)
    if (waiting.size === batch) await write()
  }
  if (waiting.size) await write()
  return counts
}

function addTo(sums: ImportCounts, more: ImportCounts): void {
  for (const key of Object.keys(sums) as (keyof ImportCounts)[]) sums[key] += more[key]
}

async function writeSome(
  tx: Kysely<Tables>,
  table: 'imported' | 'imported_mention',
  rows: (ImportedRow | ImportedMentionRow)[],
): Promise<ImportCounts> {
  const ids = rows.map((row) => row.id)
  const marks = ids.map((id) => `imported:${id}`)
  const tombs = await tx.selectFrom('tombstone').select('mark').where('mark', 'in', marks).execute()
  const buried = new Set(tombs.map(({ mark }) => mark.slice('imported:'.length)))
  const kept = rows.filter((row) => !buried.has(row.id))
  if (kept.length === 0) return { added: 0, known: 0, changed: 0, erased: buried.size }
  const inserted = await tx
    .insertInto(table)
    .values(kept as ImportedRow[])
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst()
  const added = Number(inserted.numInsertedOrUpdatedRows ?? 0)
  let changed = 0
  if (added < kept.length) {
    const old = new Map(
      (await tx.selectFrom(table).select(['id', 'body']).where('id', 'in', ids).execute()).map((row) => [
        row.id,
        row.body,
      ]),
    )
    for (const { filed_at: _, ...row } of kept)
      if (old.get(row.id) !== row.body) {
        await tx.updateTable(table).set(row).where('id', '=', row.id).execute()
        changed++
      }
  }
  return { added, known: kept.length - added - changed, changed, erased: buried.size }
}
