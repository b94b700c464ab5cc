import type { Kysely } from 'kysely'
import type { Record } from '../coding/index.ts'
import { sampleOf, shinglesOf } from './copies.ts'
import { type Database, inRuns, insertMany } from './database.ts'
import { dayNumber } from './days.ts'
import { standingDecisions } from './decisions.ts'
import { effectiveReports, type Matched } from './effective-reports.ts'
import { importedReport, unpackEvent } from './imported.ts'
import { findableOf, sidesBeyond } from './pairs.ts'
import { type Report, reportsOf } from './report.ts'
import type { Tables, UnsettledRow } from './schema.ts'
import { indexWords } from './search.ts'

/** Writes what is looked up by an article's words alone: the countries it names, its sampled shingles, its words. */
export async function fileDerived(db: Kysely<Tables>, database: Database, record: Record): Promise<void> {
  await db.deleteFrom('article_country').where('article', '=', record.key).execute()
  const countries = [...new Set(record.entities.flatMap((entity) => entity.country ?? []))]
  if (countries.length)
    await db
      .insertInto('article_country')
      .values(countries.map((country) => ({ country, article: record.key })))
      .execute()
  await db.deleteFrom('shingle').where('article', '=', record.key).execute()
  const day = record.date ? dayNumber(record.date.start) : -1
  await insertMany(
    db,
    database,
    'shingle',
    [
      { name: 'shingle', cast: 'bigint' },
      { name: 'day', cast: 'integer' },
      { name: 'article', cast: 'text' },
    ],
    sampleOf(shinglesOf(record.text)).map((shingle) => [shingle, day, record.key]),
  )
  const { place } = await db
    .selectFrom('article')
    .select('place')
    .where('key', '=', record.key)
    .executeTakeFirstOrThrow()
  const text = [record.title, record.outlet, record.byline, record.text].filter(Boolean).join('\n')
  await indexWords(db, database, 'article_words', [{ place: Number(place), text }])
}

/** The current record of an article; null when there is none. */
export async function currentRecord(db: Kysely<Tables>, key: string): Promise<Record | null> {
  const row = await db
    .selectFrom('coding')
    .innerJoin('article', 'article.key', 'coding.article')
    .select(['coding.record', 'article.text'])
    .where('coding.article', '=', key)
    .where('coding.current', '=', 1)
    .executeTakeFirst()
  return row ? { ...(JSON.parse(row.record) as Record), text: row.text } : null
}

/** What the coder reports now of an article or imported row. */
export async function codedReports(db: Kysely<Tables>, key: string): Promise<Report[]> {
  const record = await currentRecord(db, key)
  if (record) return reportsOf(record)
  const imported = await db.selectFrom('imported').select(['id', 'body']).where('id', '=', key).executeTakeFirst()
  return imported ? [importedReport(imported)] : []
}

/** The reports of an article or imported row as they stand, with what the coder says of those decided on. */
export async function settledReports(
  db: Kysely<Tables>,
  key: string,
  until?: string,
): Promise<{ reports: Report[]; matched: Matched[] }> {
  return effectiveReports(await codedReports(db, key), await standingDecisions(db, key, until))
}

/**
 * Brings the reports of an article (or of an imported row that was decided on) to what coding and decisions now say, and notes what the next forming of
 * happenings must look at. Inside a transaction.
 */
export async function settleArticle(db: Kysely<Tables>, key: string, at: string): Promise<void> {
  await unsettle(db, key)
  const imported = await db
    .selectFrom('imported')
    .select(['id', 'place', 'body'])
    .where('id', '=', key)
    .executeTakeFirst()
  const { reports, matched } = await settledReports(db, key)
  await db.deleteFrom('report').where('article', '=', key).execute()
  if (imported) {
    // A row people decided on is found through the happening it is in, and no longer by itself.
    const decided = matched.length > 0
    const event = unpackEvent(imported.body)
    const found = { ...findableOf(key, event), place: Number(imported.place) }
    const { a, b } = decided ? { a: '', b: '' } : found
    await db
      .updateTable('imported')
      .set({ decided: Number(decided), a, b })
      .where('id', '=', key)
      .execute()
    await db.deleteFrom('imported_side').where('place', '=', found.place).execute()
    const sides = decided ? [] : sidesBeyond(found, event)
    if (sides.length) await db.insertInto('imported_side').values(sides).execute()
    if (!decided) return
  } else await db.updateTable('article').set({ changed_at: at }).where('key', '=', key).execute()
  await insertReports(db, reports)
  await note(db, [
    ...(imported ? [] : [{ kind: 'article' as const, key, day: 0 }]),
    ...reports
      .filter(({ row }) => row.kind === 'event' && row.decided !== 'rejected')
      .map(({ row }) => ({ kind: 'report' as const, key: row.id, day: 0 })),
  ])
}

/** Notes the surroundings and the happenings of an article's reports before they change or go. */
export async function unsettle(db: Kysely<Tables>, key: string): Promise<void> {
  const blocks = await db
    .selectFrom('block')
    .innerJoin('report', 'report.id', 'block.report')
    .select(['block.block', 'block.day'])
    .distinct()
    .where('report.article', '=', key)
    .execute()
  const happenings = await db
    .selectFrom('report')
    .select('happening')
    .distinct()
    .where('article', '=', key)
    .where('happening', 'is not', null)
    .execute()
  await note(db, [
    ...blocks.map(({ block, day }) => ({ kind: 'block' as const, key: block, day })),
    ...happenings.map(({ happening }) => ({ kind: 'happening' as const, key: happening!, day: 0 })),
  ])
}

async function note(db: Kysely<Tables>, rows: UnsettledRow[]): Promise<void> {
  for (const some of inRuns(rows))
    await db
      .insertInto('unsettled')
      .values(some)
      .onConflict((c) => c.columns(['kind', 'key', 'day']).doNothing())
      .execute()
}

async function insertReports(db: Kysely<Tables>, reports: Report[]): Promise<void> {
  for (const some of inRuns(reports, 100))
    await db
      .insertInto('report')
      .values(some.map(({ row }) => row))
      .execute()
  for (const some of inRuns(reports.flatMap((report) => report.parties)))
    await db.insertInto('party').values(some).execute()
  const published = new Map<string, string | null>()
  const blocks = []
  for (const { row, parties } of reports) {
    if (row.kind !== 'event' || row.decided === 'rejected') continue
    if (!row.date_start && !published.has(row.article))
      published.set(
        row.article,
        (await db.selectFrom('article').select('date_start').where('key', '=', row.article).executeTakeFirst())
          ?.date_start ?? null,
      )
    const day = row.date_start ?? published.get(row.article)
    if (!day) continue
    const countries = new Set(
      parties
        .filter(({ side }) => side === 'actor' || side === 'recipient')
        .map((party) => party.country ?? party.code),
    )
    for (const country of countries)
      blocks.push({ block: `${row.type} ${country}`, day: dayNumber(day), report: row.id })
  }
  for (const some of inRuns(blocks)) await db.insertInto('block').values(some).execute()
}
