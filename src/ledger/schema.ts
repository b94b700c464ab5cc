import type { Generated, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { EventType, Record, Status } from '../coding/index.ts'
import { reportsOf } from './report.ts'

/** An article as kept: its words once, however often it is read or coded again. `text` is empty after erasure. */
export interface ArticleRow {
  key: string
  id: string
  url: string | null
  title: string | null
  outlet: string | null
  byline: string | null
  /** Publication interval, ISO days; null when unknown. */
  date_start: string | null
  date_end: string | null
  text: string
  /** When it was filed, ISO instant; never exported, never decides anything. */
  filed_at: string
}

/** One coding of an article: the whole record as JSON. `made` names the versions that made it; at most one coding an article is current. */
export interface CodingRow {
  article: string
  made: string
  record: string
  current: number
}

/** One coded item as reported. `id` is a hash of article key, kind, spans and type. */
export interface ReportRow {
  id: string
  article: string
  kind: 'event' | 'statement' | 'commitment' | 'position' | 'tie' | 'outlook'
  /** Event type, commitment form, tie relation, statement form, position stance or outlook direction. */
  type: string
  status: string | null
  date_start: string | null
  date_end: string | null
  confidence: number | null
  rule: string
  /** The quoted words, joined by " … "; empty after erasure. */
  words: string
  /** SHA-256 of the quoted words, kept after erasure. */
  words_hash: string
  /** The item as JSON, in the form of the record. */
  item: string
  happening: string | null
}

export interface PartyRow {
  report: string
  /** `asserter` is whoever claims an event that the article does not state. */
  side: 'actor' | 'recipient' | 'speaker' | 'party' | 'holder' | 'asserter'
  ordinal: number
  name: string
  code: string
  country: string | null
  sector: string | null
}

/** What remains of an erased article or person: enough to recognise it when it comes again, and no word of it. */
export interface TombstoneRow {
  /** `article:` + key, or `person:` + hash of the folded name. */
  mark: string
  reason: string
  erased_at: string
}

/** A country that an article names, for counting coverage. */
export interface ArticleCountryRow {
  country: string
  article: string
}

/** One event of another system, as it came; `body` is the `ImportedEvent` as JSON. */
export interface ImportedRow {
  /** A hash of origin and id there. */
  id: string
  /** Countries of the first two sides in bytewise order, '' where there is none. */
  a: string
  b: string
  day: string | null
  until: string | null
  type: EventType
  status: Status
  body: string
  filed_at: string
}

/** One telling of an imported event; `event` is the id of its row, which may come later. `body` is the `ImportedMention` as JSON. */
export interface ImportedMentionRow {
  id: string
  event: string
  body: string
  filed_at: string
}

export interface Tables {
  article: ArticleRow
  article_country: ArticleCountryRow
  imported: ImportedRow
  imported_mention: ImportedMentionRow
  coding: CodingRow
  report: ReportRow
  party: PartyRow
  tombstone: TombstoneRow
  schema_version: { version: number; id: Generated<number> }
}

/** Forward-only migrations; the position in the list plus one is the version a ledger has after it. */
export const migrations: ((db: Kysely<Tables>) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('article')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('url', 'text')
      .addColumn('title', 'text')
      .addColumn('outlet', 'text')
      .addColumn('byline', 'text')
      .addColumn('date_start', 'text')
      .addColumn('date_end', 'text')
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('filed_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('coding')
      .addColumn('article', 'text', (c) => c.notNull().references('article.key').onDelete('cascade'))
      .addColumn('made', 'text', (c) => c.notNull())
      .addColumn('record', 'text', (c) => c.notNull())
      .addColumn('current', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('coding_pk', ['article', 'made'])
      .execute()
    await db.schema
      .createTable('report')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('article', 'text', (c) => c.notNull().references('article.key').onDelete('cascade'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('status', 'text')
      .addColumn('date_start', 'text')
      .addColumn('date_end', 'text')
      .addColumn('confidence', 'real')
      .addColumn('rule', 'text', (c) => c.notNull())
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('words_hash', 'text', (c) => c.notNull())
      .addColumn('item', 'text', (c) => c.notNull())
      .addColumn('happening', 'text')
      .execute()
    await db.schema
      .createTable('party')
      .addColumn('report', 'text', (c) => c.notNull().references('report.id').onDelete('cascade'))
      .addColumn('side', 'text', (c) => c.notNull())
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull())
      .addColumn('country', 'text')
      .addColumn('sector', 'text')
      .addPrimaryKeyConstraint('party_pk', ['report', 'side', 'ordinal'])
      .execute()
    await db.schema
      .createTable('tombstone')
      .addColumn('mark', 'text', (c) => c.primaryKey())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('erased_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('report_article').on('report').column('article').execute()
    await db.schema.createIndex('report_kind_date').on('report').columns(['kind', 'type', 'date_start']).execute()
    await db.schema.createIndex('report_happening').on('report').column('happening').execute()
    await db.schema.createIndex('party_country').on('party').columns(['country', 'report']).execute()
  },
  async (db) => {
    await db.schema
      .createTable('article_country')
      .addColumn('country', 'text', (c) => c.notNull())
      .addColumn('article', 'text', (c) => c.notNull().references('article.key').onDelete('cascade'))
      .addPrimaryKeyConstraint('article_country_pk', ['country', 'article'])
      .execute()
    await db.schema.createIndex('article_country_article').on('article_country').column('article').execute()
    await db.schema
      .createTable('imported')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('a', 'text', (c) => c.notNull())
      .addColumn('b', 'text', (c) => c.notNull())
      .addColumn('day', 'text')
      .addColumn('until', 'text')
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('filed_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('imported_mention')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('filed_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('imported_mention_event').on('imported_mention').column('event').execute()
    await db.schema.createIndex('imported_a').on('imported').columns(['a', 'b', 'day']).execute()
    await db.schema.createIndex('imported_b').on('imported').columns(['b', 'a', 'day']).execute()
    await eachCurrentRecord(db, async (record) => {
      await db.deleteFrom('report').where('article', '=', record.key).execute()
      await insertReports(db, record)
    })
  },
]

/** Hands over every current record with its text, one article after the other. */
async function eachCurrentRecord(db: Kysely<Tables>, use: (record: Record) => Promise<void>): Promise<void> {
  const keys = await db.selectFrom('coding').select('article').where('current', '=', 1).orderBy('article').execute()
  for (const { article } of keys) {
    const row = await db
      .selectFrom('coding')
      .innerJoin('article', 'article.key', 'coding.article')
      .select(['coding.record', 'article.text'])
      .where('coding.article', '=', article)
      .where('coding.current', '=', 1)
      .executeTakeFirstOrThrow()
    await use({ ...(JSON.parse(row.record) as Record), text: row.text })
  }
}

/** Writes what the tables beside `article` and `coding` hold of a record: its reports, their parties, the countries it names. */
export async function insertReports(db: Kysely<Tables>, record: Record): Promise<void> {
  for (const { row, parties } of reportsOf(record)) {
    await db.insertInto('report').values(row).execute()
    if (parties.length) await db.insertInto('party').values(parties).execute()
  }
  await db.deleteFrom('article_country').where('article', '=', record.key).execute()
  const countries = [...new Set(record.entities.flatMap((entity) => entity.country ?? []))]
  if (countries.length)
    await db
      .insertInto('article_country')
      .values(countries.map((country) => ({ country, article: record.key })))
      .execute()
}

/** Brings a ledger to the newest version, each step in a transaction of its own; an already new one is left alone. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await sql`create table if not exists schema_version (id integer primary key, version integer not null)`.execute(db)
  for (;;) {
    const done = await db.transaction().execute(async (step) => {
      const row = await step.selectFrom('schema_version').select('version').where('id', '=', 1).executeTakeFirst()
      const version = row?.version ?? 0
      const next = migrations[version]
      if (!next) return true
      await next(step)
      await step
        .insertInto('schema_version')
        .values({ id: 1, version: version + 1 })
        .onConflict((c) => c.column('id').doUpdateSet({ version: version + 1 }))
        .execute()
      return version + 1 === migrations.length
    })
    if (done) return
  }
}
