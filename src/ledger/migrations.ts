import { type Kysely, sql } from 'kysely'
import { sha256Hex } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import { type Database, freePlace, lock } from './database.ts'
import { placeOf } from './days.ts'
import { importedWords, unpackEvent } from './imported.ts'
import type { Tables } from './schema.ts'
import { createWords, indexWords } from './search.ts'
import { fileDerived, settleArticle } from './settle.ts'

type Migration = (db: Kysely<Tables>, database: Database) => Promise<void>

/** Text that is compared byte by byte on every database, whatever its locale. */
const textOf = (database: Database) => (database === 'postgres' ? sql`text collate "C"` : 'text')

/** Version 1: articles, codings, reports, parties, tombstones. */
async function first(db: Kysely<Tables>, database: Database): Promise<void> {
  const text = textOf(database)
  await db.schema
    .createTable('article')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('url', text)
    .addColumn('title', text)
    .addColumn('outlet', text)
    .addColumn('byline', text)
    .addColumn('date_start', text)
    .addColumn('date_end', text)
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('filed_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('coding')
    .addColumn('article', text, (c) => c.notNull().references('article.key').onDelete('cascade'))
    .addColumn('made', text, (c) => c.notNull())
    .addColumn('record', text, (c) => c.notNull())
    .addColumn('current', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('coding_pk', ['article', 'made'])
    .execute()
  await db.schema
    .createTable('report')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('article', text, (c) => c.notNull().references('article.key').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('status', text)
    .addColumn('date_start', text)
    .addColumn('date_end', text)
    .addColumn('confidence', 'real')
    .addColumn('rule', text, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('words_hash', text, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('happening', text)
    .execute()
  await db.schema
    .createTable('party')
    .addColumn('report', text, (c) => c.notNull().references('report.id').onDelete('cascade'))
    .addColumn('side', text, (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('country', text)
    .addColumn('sector', text)
    .addPrimaryKeyConstraint('party_pk', ['report', 'side', 'ordinal'])
    .execute()
  await db.schema
    .createTable('tombstone')
    .addColumn('mark', text, (c) => c.primaryKey())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('erased_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('report_article').on('report').column('article').execute()
  await db.schema.createIndex('report_kind_date').on('report').columns(['kind', 'type', 'date_start']).execute()
  await db.schema.createIndex('report_happening').on('report').column('happening').execute()
  await db.schema.createIndex('party_country').on('party').columns(['country', 'report']).execute()
}

/**
 * Version 3: decisions of people, happenings as rows, imported rows, copies, search, samples. Reports are made again from the codings, so the tables that
 * held them before are dropped. Version 2 was never released; a ledger made between is brought here as well.
 */
async function third(db: Kysely<Tables>, database: Database): Promise<void> {
  const text = textOf(database)
  for (const old of ['party', 'report', 'article_country', 'imported', 'imported_mention'])
    await db.schema.dropTable(old).ifExists().execute()
  await db.schema
    .alterTable('article')
    .addColumn('changed_at', text, (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema
    .alterTable('article')
    .addColumn('copy_group', text, (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema
    .alterTable('article')
    .addColumn('place', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('report')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('article', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('status', text)
    .addColumn('date_start', text)
    .addColumn('date_end', text)
    .addColumn('confidence', 'double precision')
    .addColumn('rule', text, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('words_hash', text, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('happening', text)
    .addColumn('decided', text)
    .execute()
  await db.schema.createIndex('report_article').on('report').column('article').execute()
  await db.schema.createIndex('report_kind_date').on('report').columns(['kind', 'type', 'date_start']).execute()
  await db.schema.createIndex('report_happening').on('report').column('happening').execute()
  await db.schema
    .createTable('party')
    .addColumn('report', text, (c) => c.notNull().references('report.id').onDelete('cascade'))
    .addColumn('side', text, (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('country', text)
    .addColumn('sector', text)
    .addPrimaryKeyConstraint('party_pk', ['report', 'side', 'ordinal'])
    .execute()
  await db.schema.createIndex('party_country').on('party').columns(['country', 'report']).execute()
  await db.schema
    .createTable('article_country')
    .addColumn('country', text, (c) => c.notNull())
    .addColumn('article', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('article_country_pk', ['country', 'article'])
    .execute()
  await db.schema.createIndex('article_country_article').on('article_country').column('article').execute()
  await db.schema
    .createTable('block')
    .addColumn('block', text, (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('report', text, (c) => c.notNull().references('report.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('block_pk', ['block', 'day', 'report'])
    .execute()
  await db.schema.createIndex('block_report').on('block').column('report').execute()
  await db.schema
    .createTable('shingle')
    .addColumn('shingle', 'bigint', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('article', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('shingle_pk', ['shingle', 'day', 'article'])
    .execute()
  await db.schema.createIndex('shingle_article').on('shingle').column('article').execute()
  await db.schema
    .createTable('copy')
    .addColumn('a', text, (c) => c.notNull())
    .addColumn('b', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('copy_pk', ['a', 'b'])
    .execute()
  await db.schema.createIndex('copy_b').on('copy').column('b').execute()
  await db.schema
    .createTable('unsettled')
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('unsettled_pk', ['kind', 'key', 'day'])
    .execute()
  await db.schema
    .createTable('coding_turn')
    .addColumn('article', text, (c) => c.notNull())
    .addColumn('since', text, (c) => c.notNull())
    .addColumn('made', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('coding_turn_pk', ['article', 'since', 'made'])
    .execute()
  // On SQLite only an INTEGER key is the row's own place in the file.
  for (const [table, side] of [
    ['happening', 'happening_side'],
    ['imported', 'imported_side'],
  ] as const) {
    let create = db.schema
      .createTable(table)
      .addColumn('place', database === 'sqlite' ? 'integer' : 'bigint', (c) => c.primaryKey())
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('a', text, (c) => c.notNull())
      .addColumn('b', text, (c) => c.notNull())
      .addColumn('type', text, (c) => c.notNull())
      .addColumn('status', text, (c) => c.notNull())
      .addColumn('day', text)
      .addColumn('until', text)
      .addColumn('body', text, (c) => c.notNull())
    create =
      table === 'happening'
        ? create.addColumn('review', 'double precision', (c) => c.notNull())
        : create.addColumn('decided', 'integer', (c) => c.notNull()).addColumn('filed_at', text, (c) => c.notNull())
    await create.execute()
    await db.schema.createIndex(`${table}_pair`).on(table).columns(['a', 'b', 'place']).execute()
    await db.schema.createIndex(`${table}_other`).on(table).columns(['b', 'place']).execute()
    await sql`create index ${sql.ref(`${table}_wide`)} on ${sql.table(table)} (until) where until <> day`.execute(db)
    await db.schema
      .createTable(side)
      .addColumn('a', text, (c) => c.notNull())
      .addColumn('b', text, (c) => c.notNull())
      .addColumn('place', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint(`${side}_pk`, ['a', 'b', 'place'])
      .execute()
    await db.schema.createIndex(`${side}_place`).on(side).column('place').execute()
  }
  await db.schema.createIndex('happening_review').on('happening').column('review').execute()
  await db.schema
    .createTable('imported_mention')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('event', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('filed_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('imported_mention_event').on('imported_mention').column('event').execute()
  await db.schema
    .createTable('decision')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('by', text, (c) => c.notNull())
    .addColumn('why', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('decision_at').on('decision').column('at').execute()
  await db.schema
    .createTable('decision_report')
    .addColumn('decision', text, (c) => c.notNull())
    .addColumn('report', text, (c) => c.notNull())
    .addColumn('article', text, (c) => c.notNull())
    .addColumn('snapshot', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('decision_report_pk', ['decision', 'report'])
    .execute()
  await db.schema.createIndex('decision_report_report').on('decision_report').column('report').execute()
  await db.schema.createIndex('decision_report_article').on('decision_report').column('article').execute()
  await db.schema
    .createTable('sample')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('made_at', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('judgement')
    .addColumn('sample', text, (c) => c.notNull())
    .addColumn('report', text, (c) => c.notNull())
    .addColumn('by', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('judgement_pk', ['sample', 'report', 'by'])
    .execute()
  for (const table of ['article_words', 'imported_words'] as const) await createWords(db, database, table)

  const keys = await db.selectFrom('article').select(['key', 'id', 'filed_at', 'date_start']).orderBy('key').execute()
  for (const { key, filed_at, date_start } of keys) {
    await db
      .updateTable('article')
      .set({ changed_at: filed_at, copy_group: key, place: await freePlace(db, 'article', placeOf(date_start, key)) })
      .where('key', '=', key)
      .execute()
    const coding = await db
      .selectFrom('coding')
      .innerJoin('article', 'article.key', 'coding.article')
      .select(['coding.made', 'coding.record', 'article.text'])
      .where('coding.article', '=', key)
      .where('coding.current', '=', 1)
      .executeTakeFirst()
    if (!coding) continue
    await db.insertInto('coding_turn').values({ article: key, since: filed_at, made: coding.made }).execute()
    const record = { ...(JSON.parse(coding.record) as Record), text: coding.text }
    await fileDerived(db, database, record)
    await settleArticle(db, database, key, filed_at)
  }
  await db.schema.createIndex('article_place').unique().on('article').column('place').execute()
}

/** Version 4: the texts an article has had. */
async function fourth(db: Kysely<Tables>, database: Database): Promise<void> {
  const text = textOf(database)
  await db.schema
    .createTable('article_version')
    .addColumn('article', text, (c) => c.notNull().references('article.key').onDelete('cascade'))
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('since', text, (c) => c.notNull())
    .addColumn('title', text)
    .addColumn('text', text)
    .addPrimaryKeyConstraint('article_version_pk', ['article', 'hash'])
    .execute()
  for (const article of await db.selectFrom('article').select(['key', 'text', 'filed_at']).execute())
    await db
      .insertInto('article_version')
      .values({ article: article.key, hash: sha256Hex(article.text), since: article.filed_at, title: null, text: null })
      .execute()
}

/** Version 5: the log of what changed; imported rows are found by words and countries together. */
async function fifth(db: Kysely<Tables>, database: Database): Promise<void> {
  await db.schema
    .createTable('change')
    .addColumn('number', database === 'sqlite' ? 'integer' : 'bigserial', (c) => c.primaryKey())
    .addColumn('happening', textOf(database), (c) => c.notNull())
    .execute()
  await db.schema.dropTable('imported_words').execute()
  await createWords(db, database, 'imported_words')
  for (let last = -1; ; ) {
    const rows = await db
      .selectFrom('imported')
      .select(['place', 'body'])
      .where('place', '>', last)
      .orderBy('place')
      .limit(5000)
      .execute()
    if (rows.length === 0) return
    const found = rows.map(({ place, body }) => ({ place: Number(place), words: importedWords(unpackEvent(body)) }))
    await indexWords(db, database, 'imported_words', found, true)
    last = found.at(-1)!.place
  }
}

/** Version 6: what programs keep of the happenings, so as not to read all of them at every start. */
async function sixth(db: Kysely<Tables>, database: Database): Promise<void> {
  await db.schema
    .createTable('kept')
    .ifNotExists()
    .addColumn('part', textOf(database), (c) => c.primaryKey())
    .addColumn('made', textOf(database), (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('body', database === 'sqlite' ? 'blob' : 'bytea', (c) => c.notNull())
    .execute()
}

/** Forward-only migrations; the position in the list plus one is the version a ledger has after it. */
const migrations: Migration[] = [first, async () => {}, third, fourth, fifth, sixth]

/** The version every ledger is brought to. */
export const newestVersion = migrations.length

/** The version of a ledger's tables; 0 of an empty one. */
export async function versionOf(db: Kysely<Tables>): Promise<number> {
  await sql`create table if not exists schema_version (id integer primary key, version integer not null)`.execute(db)
  return (await db.selectFrom('schema_version').select('version').where('id', '=', 1).executeTakeFirst())?.version ?? 0
}

/** Brings a ledger to the newest version, each step in a transaction of its own; an already new one is left alone. */
export async function migrate(db: Kysely<Tables>, database: Database): Promise<void> {
  for (;;) {
    const done = await db.transaction().execute(async (step) => {
      await lock(step, database)
      const version = await versionOf(step)
      const next = migrations[version]
      if (!next) return true
      await next(step, database)
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
