import type { Generated, Kysely } from 'kysely'
import { sql } from 'kysely'

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
  side: 'actor' | 'recipient' | 'speaker' | 'party' | 'holder'
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

export interface Tables {
  article: ArticleRow
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
]

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
