import { rmSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import type { Record } from '../coding/index.ts'
import { logChanges } from './change-log.ts'
import { regroup } from './copies.ts'
import { type Database, inRuns, lock, type Store } from './database.ts'
import { articleMark, coverName, fold, importedMark, personMark, withoutPersons } from './erase-names.ts'
import { formUnsettled } from './happening-pass.ts'
import { importedWords, unpackEvent } from './imported.ts'
import { dropKept } from './kept-parts.ts'
import type { Tables } from './schema.ts'
import { dropWords, indexWords } from './search.ts'
import { fileDerived, settleArticle, unsettle } from './settle.ts'
import { coverVersions } from './versions.ts'

/** Erases an article (key, id or address), an imported row (id) or a person (full name) for good, wherever the ledger holds their words. */
export async function forget(
  store: Store,
  target: string,
  reason: string,
): Promise<{ articles: number; persons: number }> {
  const { db, database } = store
  if (database === 'sqlite') await sql`pragma secure_delete = on`.execute(db)
  const done = await db.transaction().execute(async (tx) => {
    await lock(tx, database)
    await dropKept(tx)
    const erased_at = store.now()
    const bury = (mark: string) =>
      tx
        .insertInto('tombstone')
        .values({ mark, reason, erased_at })
        .onConflict((c) => c.column('mark').doNothing())
        .execute()
    const key = await articleKeyOf(tx, target)
    if (key) {
      await bury(articleMark(key))
      await eraseArticle(tx, store, key)
      return { articles: 1, persons: 0 }
    }
    const imported = await tx.selectFrom('imported').select(['id', 'place']).where('id', '=', target).executeTakeFirst()
    if (imported) {
      await bury(importedMark(imported.id))
      await unsettle(tx, database, imported.id)
      await eraseReports(tx, imported.id)
      await dropWords(tx, database, 'imported_words', [Number(imported.place)])
      await tx.deleteFrom('imported_side').where('place', '=', Number(imported.place)).execute()
      await tx.deleteFrom('imported_mention').where('event', '=', imported.id).execute()
      await tx.deleteFrom('imported').where('id', '=', imported.id).execute()
      await formUnsettled(tx, database)
      await logChanges(tx, database, 'everything')
      return { articles: 1, persons: 0 }
    }
    const found = await erasePerson(tx, store, target)
    if (found) {
      await bury(personMark(target))
      await logChanges(tx, database, 'everything')
    }
    return { articles: 0, persons: Number(found) }
  })
  if (done.articles + done.persons === 0) return done
  for (const path of store.copies()) rmSync(path, { force: true })
  if (database === 'sqlite') {
    // Word lists are merged so that dropped words leave the file, freed pages are overwritten (secure_delete), the log that still holds old pages is emptied, the file is written anew.
    for (const table of ['article_words', 'imported_words'])
      await sql`insert into ${sql.table(table)} (${sql.ref(table)}) values ('optimize')`.execute(db)
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
    await sql`vacuum`.execute(db)
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
  } else
    for (const table of [
      'article',
      'article_version',
      'coding',
      'report',
      'party',
      'happening',
      'imported',
      'imported_mention',
      'decision',
      'decision_report',
      'article_words',
      'imported_words',
      'kept',
    ])
      await sql`vacuum full ${sql.table(table)}`.execute(db)
  return done
}

/** The key of an article by key, by id or by address; null when there is none. */
export async function articleKeyOf(db: Kysely<Tables>, article: string): Promise<string | null> {
  const row = await db
    .selectFrom('article')
    .select('key')
    .where((w) => w.or([w('key', '=', article), w('id', '=', article), w('url', '=', article)]))
    .orderBy('key')
    .executeTakeFirst()
  return row?.key ?? null
}

async function eraseArticle(tx: Kysely<Tables>, { database }: Store, key: string): Promise<void> {
  const { place } = await tx.selectFrom('article').select('place').where('key', '=', key).executeTakeFirstOrThrow()
  const edges = await tx
    .selectFrom('copy')
    .selectAll()
    .where((w) => w.or([w('a', '=', key), w('b', '=', key)]))
    .execute()
  await unsettle(tx, database, key)
  await eraseReports(tx, key)
  await dropWords(tx, database, 'article_words', [Number(place)])
  for (const table of ['coding', 'coding_turn', 'article_country', 'article_version', 'shingle'] as const)
    await tx.deleteFrom(table).where('article', '=', key).execute()
  await tx
    .deleteFrom('copy')
    .where((w) => w.or([w('a', '=', key), w('b', '=', key)]))
    .execute()
  await tx.deleteFrom('article').where('key', '=', key).execute()
  // Copies of an erased article are copies of each other still, or of nothing any more.
  const others = edges.map((edge) => (edge.a === key ? edge.b : edge.a))
  for (const article of await regroup(tx, others))
    await tx
      .insertInto('unsettled')
      .values({ kind: 'article', key: article, day: 0 })
      .onConflict((c) => c.columns(['kind', 'key', 'day']).doNothing())
      .execute()
  await resettle(tx, database, others)
  await formUnsettled(tx, database)
}

async function resettle(tx: Kysely<Tables>, database: Database, articles: string[]): Promise<void> {
  for (const key of articles) {
    const row = await tx.selectFrom('article').select('changed_at').where('key', '=', key).executeTakeFirst()
    if (row) await settleArticle(tx, database, key, row.changed_at)
  }
}

/** Reports with what decisions and judgements hold of them; the decisions themselves stay, with nothing under them. */
async function eraseReports(tx: Kysely<Tables>, article: string): Promise<void> {
  const reports = (await tx.selectFrom('report').select('id').where('article', '=', article).execute()).map(
    (row) => row.id,
  )
  for (const some of inRuns(reports)) await tx.deleteFrom('judgement').where('report', 'in', some).execute()
  const decisions = await tx
    .selectFrom('decision_report')
    .select('decision')
    .distinct()
    .where('article', '=', article)
    .execute()
  await tx.deleteFrom('decision_report').where('article', '=', article).execute()
  for (const { decision } of decisions) {
    const row = await tx.selectFrom('decision').selectAll().where('id', '=', decision).executeTakeFirstOrThrow()
    const { change: _, ...body } = JSON.parse(row.body)
    const left = await tx
      .selectFrom('decision_report')
      .select('report')
      .where('decision', '=', decision)
      .executeTakeFirst()
    // Only where nothing else stands under it does a decision lose its words: they may quote what is erased.
    if (!left)
      await tx
        .updateTable('decision')
        .set({ why: '', body: JSON.stringify(body) })
        .where('id', '=', decision)
        .execute()
  }
  await tx.deleteFrom('report').where('article', '=', article).execute()
}

async function erasePerson(tx: Kysely<Tables>, { database }: Store, name: string): Promise<boolean> {
  const touched = new Set<string>()
  let found = false
  const holders = await tx
    .selectFrom('coding')
    .innerJoin('article', 'article.key', 'coding.article')
    .select(['coding.article', 'coding.made', 'coding.record', 'coding.current', 'article.text', 'article.changed_at'])
    .execute()
  const settled: { key: string; at: string }[] = []
  const cleanTexts = new Map<string, Pick<Record, 'text' | 'title' | 'byline'>>()
  for (const holder of holders) {
    const record = { ...(JSON.parse(holder.record) as Record), text: holder.text }
    const persons = record.entities.filter((entity) => entity.kind === 'person' && fold(entity.name) === fold(name))
    if (persons.length === 0) continue
    found = true
    const clean = withoutPersons(record, persons)
    await tx
      .updateTable('coding')
      .set({ record: JSON.stringify({ ...clean, text: '' }) })
      .where('article', '=', holder.article)
      .where('made', '=', holder.made)
      .execute()
    if (!touched.has(holder.article)) settled.push({ key: holder.article, at: holder.changed_at })
    touched.add(holder.article)
    if (holder.current === 1 || !cleanTexts.has(holder.article)) cleanTexts.set(holder.article, clean)
  }
  for (const [key, { text, title, byline }] of cleanTexts) {
    await tx.updateTable('article').set({ text, title, byline }).where('key', '=', key).execute()
    const coding = await tx
      .selectFrom('coding')
      .select('record')
      .where('article', '=', key)
      .where('current', '=', 1)
      .executeTakeFirst()
    if (coding) await fileDerived(tx, database, { ...(JSON.parse(coding.record) as Record), text })
  }
  for (const table of ['decision', 'decision_report'] as const) found = (await coverIn(tx, table, name)) || found
  await coverVersions(tx, name)
  for (const { key, at } of settled) await settleArticle(tx, database, key, at)
  found = (await eraseFromImported(tx, database, name)) || found
  await formUnsettled(tx, database)
  return found
}

/** Covers a name in what people wrote and in what their decisions stand on. */
async function coverIn(tx: Kysely<Tables>, table: 'decision' | 'decision_report', name: string): Promise<boolean> {
  let found = false
  if (table === 'decision')
    for (const row of await tx.selectFrom('decision').selectAll().execute()) {
      const [why, body] = [coverName(row.why, name), coverName(row.body, name)]
      if (why === row.why && body === row.body) continue
      await tx.updateTable('decision').set({ why, body }).where('id', '=', row.id).execute()
      found = true
    }
  else
    for (const row of await tx.selectFrom('decision_report').selectAll().execute()) {
      const snapshot = coverName(row.snapshot, name)
      if (snapshot === row.snapshot) continue
      await tx
        .updateTable('decision_report')
        .set({ snapshot })
        .where('decision', '=', row.decision)
        .where('report', '=', row.report)
        .execute()
      found = true
    }
  return found
}

async function eraseFromImported(tx: Kysely<Tables>, database: Store['database'], name: string): Promise<boolean> {
  let found = false
  const last = name.trim().split(/\s+/).at(-1)!.toLowerCase()
  for (const table of ['imported', 'imported_mention'] as const) {
    const rows = await tx
      .selectFrom(table as 'imported')
      .select(['id', 'body'])
      .where(sql<string>`lower(body)`, 'like', `%${last.replace(/[%_\\]/g, '')}%`)
      .execute()
    for (const { id, body } of rows) {
      const clean = coverName(body, name)
      if (clean === body) continue
      found = true
      await tx.updateTable(table).set({ body: clean }).where('id', '=', id).execute()
      if (table !== 'imported') continue
      const row = await tx
        .selectFrom('imported')
        .select(['place', 'decided'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const event = unpackEvent(clean)
      await indexWords(tx, database, 'imported_words', [{ place: Number(row.place), words: importedWords(event) }])
      if (row.decided) await settleArticle(tx, database, id, '')
    }
  }
  return found
}
