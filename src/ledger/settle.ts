import type { Kysely } from 'kysely'
import type { Record } from '../coding/index.ts'
import { logChanges } from './change-log.ts'
import { sampleOf, shinglesOf } from './copies.ts'
import { type Database, inRuns, insertMany } from './database.ts'
import { dayNumber } from './days.ts'
import { standingDecisions } from './decisions.ts'
import { effectiveReports, type Matched } from './effective-reports.ts'
import { importedReport, unpackEvent } from './imported.ts'
import { findableOf, sidesBeyond } from './pairs.ts'
import { type Report, reportsOf } from './report.ts'
import type { PartyRow, ReportRow, Tables, UnsettledRow } from './schema.ts'
import { dropWords, indexedWords, indexWords } from './search.ts'

/** Writes what is looked up by an article's words alone, in place of what stood there: the countries it names, its sampled shingles, its words. */
export async function fileDerived(db: Kysely<Tables>, database: Database, record: Record): Promise<void> {
  await db.deleteFrom('article_country').where('article', '=', record.key).execute()
  await db.deleteFrom('shingle').where('article', '=', record.key).execute()
  const { place } = await db
    .selectFrom('article')
    .select('place')
    .where('key', '=', record.key)
    .executeTakeFirstOrThrow()
  await dropWords(db, database, 'article_words', [Number(place)])
  await indexArticles(db, database, [record], [Number(place)])
}

/** The same for articles of which nothing stands there yet. */
export async function indexArticles(
  db: Kysely<Tables>,
  database: Database,
  records: Record[],
  places: number[],
): Promise<void> {
  await insertMany(
    db,
    database,
    'article_country',
    [
      { name: 'country', cast: 'text' },
      { name: 'article', cast: 'text' },
    ],
    records.flatMap(({ key, entities }) =>
      [...new Set(entities.flatMap((entity) => entity.country ?? []))].map((country) => [country, key]),
    ),
  )
  await insertMany(
    db,
    database,
    'shingle',
    [
      { name: 'shingle', cast: 'bigint' },
      { name: 'day', cast: 'integer' },
      { name: 'article', cast: 'text' },
    ],
    records.flatMap(({ key, date, text }) =>
      sampleOf(shinglesOf(text)).map((shingle) => [shingle, date ? dayNumber(date.start) : -1, key]),
    ),
  )
  const texts = records.map(({ title, outlet, byline, text }, i) => ({
    place: places[i]!,
    words: indexedWords([title, outlet, byline, text].filter(Boolean).join('\n')),
  }))
  await indexWords(db, database, 'article_words', texts, true)
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
export async function settleArticle(db: Kysely<Tables>, database: Database, key: string, at: string): Promise<void> {
  await unsettle(db, database, key)
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
    await logChanges(db, database, [key])
    await db.deleteFrom('imported_side').where('place', '=', found.place).execute()
    const sides = decided ? [] : sidesBeyond(found, event)
    if (sides.length) await db.insertInto('imported_side').values(sides).execute()
    if (!decided) return
  } else await db.updateTable('article').set({ changed_at: at }).where('key', '=', key).execute()
  await insertReports(db, database, reports)
  await note(db, database, [...(imported ? [] : [asChanged('article', key)]), ...eventsAmong(reports)])
}

/** Files the reports of articles that the ledger has never held. People may have decided on them all the same: on a copy that was erased. */
export async function settleFresh(db: Kysely<Tables>, database: Database, records: Record[]): Promise<void> {
  const decided = new Set<string>()
  for (const some of inRuns(records.map(({ key }) => key)))
    for (const row of await db
      .selectFrom('decision_report')
      .select('article')
      .distinct()
      .where('article', 'in', some)
      .execute())
      decided.add(row.article)
  const reports: Report[] = []
  for (const record of records) {
    const decisions = decided.has(record.key) ? await standingDecisions(db, record.key) : []
    reports.push(...effectiveReports(reportsOf(record), decisions).reports)
  }
  const published = new Map(records.map(({ key, date }) => [key, date?.start ?? null]))
  await insertReports(db, database, reports, published)
  await note(db, database, [...records.map(({ key }) => asChanged('article', key)), ...eventsAmong(reports)])
}

const asChanged = (kind: UnsettledRow['kind'], key: string): UnsettledRow => ({ kind, key, day: 0 })

const eventsAmong = (reports: Report[]): UnsettledRow[] =>
  reports
    .filter(({ row }) => row.kind === 'event' && row.decided !== 'rejected')
    .map(({ row }) => asChanged('report', row.id))

/** Notes the surroundings and the happenings of an article's reports before they change or go. */
export async function unsettle(db: Kysely<Tables>, database: Database, key: string): Promise<void> {
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
  await note(db, database, [
    ...blocks.map(({ block, day }) => ({ kind: 'block' as const, key: block, day })),
    ...happenings.map(({ happening }) => asChanged('happening', happening!)),
  ])
}

async function note(db: Kysely<Tables>, database: Database, rows: UnsettledRow[]): Promise<void> {
  await insertMany(
    db,
    database,
    'unsettled',
    [
      { name: 'kind', cast: 'text' },
      { name: 'key', cast: 'text' },
      { name: 'day', cast: 'integer' },
    ],
    rows.map(({ kind, key, day }) => [kind, key, day]),
    'passed over',
  )
}

const reportColumns = [
  ...['id', 'article', 'kind', 'type', 'status', 'date_start', 'date_end', 'confidence', 'rule'],
  ...['words', 'words_hash', 'item', 'happening', 'decided'],
] as const satisfies (keyof ReportRow)[]

const partyColumns = [
  'report',
  'side',
  'ordinal',
  'name',
  'code',
  'country',
  'sector',
] as const satisfies (keyof PartyRow)[]

const castOf = (name: string) => (name === 'confidence' ? 'double precision' : name === 'ordinal' ? 'integer' : 'text')

const withCast = (names: readonly string[]) => names.map((name) => ({ name, cast: castOf(name) }))

/** Writes reports with their parties and where they may meet others. `published`: days of publication that are known already, by article. */
async function insertReports(
  db: Kysely<Tables>,
  database: Database,
  reports: Report[],
  published = new Map<string, string | null>(),
): Promise<void> {
  await insertMany(
    db,
    database,
    'report',
    withCast(reportColumns),
    reports.map(({ row }) => reportColumns.map((name) => row[name])),
  )
  await insertMany(
    db,
    database,
    'party',
    withCast(partyColumns),
    reports.flatMap(({ parties }) => parties.map((party) => partyColumns.map((name) => party[name]))),
  )
  const blocks: unknown[][] = []
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
    for (const country of countries) blocks.push([`${row.type} ${country}`, dayNumber(day), row.id])
  }
  await insertMany(
    db,
    database,
    'block',
    [
      { name: 'block', cast: 'text' },
      { name: 'day', cast: 'integer' },
      { name: 'report', cast: 'text' },
    ],
    blocks,
  )
}
