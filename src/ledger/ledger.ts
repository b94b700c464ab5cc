import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Record } from '../coding/index.ts'
import { articleMark, fold, personMark, withoutPersons } from './erasure.ts'
import { happeningsOf } from './happening.ts'
import { importEvents, importMentions } from './import-events.ts'
import * as read from './read-happenings.ts'
import { type ArticleRow, insertReports, migrate, type PartyRow, type ReportRow, type Tables } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import type {
  CoverageDay,
  Happening,
  ImportCounts,
  ImportedEvent,
  ImportedMention,
  ItemQuery,
  LedgerItem,
  LedgerQuery,
  PairActivity,
} from './view.ts'

/** Something the ledger cannot do, with a stable `code` and what to do about it. */
export class LedgerError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LedgerError'
    this.code = code
  }
}

/** What came of filing a record: new, known already (nothing changed), coded anew by other versions, or erased before and kept out. */
export type Filed = 'new' | 'known' | 'recoded' | 'erased'

/** An article in a list: all but its words, with the number of its current reports by kind. */
export type ArticleSummary = Omit<ArticleRow, 'text' | 'filed_at'> & { counts: { [kind: string]: number } }

/** One report with its parties and the ids of the other reports of its happening. */
export interface ReportView extends ReportRow {
  parties: PartyRow[]
  alike: string[]
}

/** The ledger of one file. All methods may be called from several processes at once; each change is one transaction. */
export interface Ledger {
  /** Files a record. Filing an equal record again changes nothing. */
  file(record: Record): Promise<Filed>
  /** Whether an article need not be coded: `known` by these very versions, `erased` before, or null. */
  standing(key: string, made: Record['made']): Promise<'known' | 'erased' | null>
  articles(page?: { limit?: number; offset?: number }): Promise<{ total: number; articles: ArticleSummary[] }>
  /** The current record of an article by key, by id or by address; null when there is none. */
  record(article: string): Promise<Record | null>
  report(id: string): Promise<ReportView | null>
  /** Groups all event reports into happenings anew; returns how many there are. */
  formHappenings(): Promise<number>
  /** Happenings that answer a query, by first day and id. */
  happenings(query?: LedgerQuery): Promise<Happening[]>
  happening(id: string, asOf?: string): Promise<Happening | null>
  /** Coded items that are no events, by day and id. */
  items(query?: ItemQuery): Promise<LedgerItem[]>
  /** How many articles each outlet has on each day of publication that name the country, or both of the pair. */
  coverage(query?: LedgerQuery): Promise<CoverageDay[]>
  /** Every pair of countries with happenings that answer the query, the busiest first. */
  pairs(query?: LedgerQuery): Promise<PairActivity[]>
  /** Files events that another system coded; they keep their origin and stand beside what was read here. */
  importEvents(events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>): Promise<ImportCounts>
  /** Files further tellings of imported events, each a source more. */
  importMentions(mentions: AsyncIterable<ImportedMention> | Iterable<ImportedMention>): Promise<ImportCounts>
  /** Every happening in bytewise order of ids, imported ones included: equal ledgers give equal streams. The ledger may be used meanwhile. */
  allHappenings(query?: LedgerQuery): AsyncIterable<Happening>
  /** Every item that is no event, in bytewise order of ids. */
  allItems(query?: ItemQuery): AsyncIterable<LedgerItem>
  /** Every imported mention, in bytewise order of ids. */
  allMentions(): AsyncIterable<ImportedMention>
  /** Erases an article (key, id or address) or a person (full name) for good; returns what was erased. */
  forget(target: string, reason: string): Promise<{ articles: number; persons: number }>
  close(): Promise<void>
}

/**
 * Opens the ledger in `path`, making file and folder where needed and bringing its tables to the newest version.
 * Throws `LedgerError` `ledger/cannot-open` when the folder is missing rights or the file is no ledger.
 */
export async function openLedger(path: string): Promise<Ledger> {
  let db: Kysely<Tables> | undefined
  try {
    mkdirSync(dirname(path), { recursive: true })
    db = new Kysely<Tables>({ dialect: sqliteDialect(path) })
    await migrate(db)
  } catch (error) {
    await db?.destroy().catch(() => {})
    throw new LedgerError(
      'ledger/cannot-open',
      `The ledger ${path} cannot be opened: ${error instanceof Error ? error.message : String(error)}. Check that its folder exists and may be written, or name another with --ledger PATH.`,
      { cause: error },
    )
  }
  return ledgerOver(db)
}

const madeKey = (made: Record['made']) => [made.record, made.detente, made.model, made.rules, made.lexicon].join(' ')

function ledgerOver(db: Kysely<Tables>): Ledger {
  const keyOf = async (article: string): Promise<string | null> =>
    (
      await db
        .selectFrom('article')
        .select('key')
        .where((w) => w.or([w('key', '=', article), w('id', '=', article), w('url', '=', article)]))
        .orderBy('key')
        .executeTakeFirst()
    )?.key ?? null

  const currentRecord = async (key: string): Promise<Record | null> => {
    const row = await db
      .selectFrom('coding')
      .innerJoin('article', 'article.key', 'coding.article')
      .select(['coding.record', 'article.text'])
      .where('coding.article', '=', key)
      .where('coding.current', '=', 1)
      .executeTakeFirst()
    return row ? { ...(JSON.parse(row.record) as Record), text: row.text } : null
  }

  const ledger: Ledger = {
    async standing(key, made) {
      const buried = await db
        .selectFrom('tombstone')
        .select('mark')
        .where('mark', '=', articleMark(key))
        .executeTakeFirst()
      if (buried) return 'erased'
      const coding = db
        .selectFrom('coding')
        .select('current')
        .where('article', '=', key)
        .where('made', '=', madeKey(made))
      return (await coding.where('current', '=', 1).executeTakeFirst()) ? 'known' : null
    },

    async file(given) {
      return db.transaction().execute(async (tx) => {
        const tombstone = await tx
          .selectFrom('tombstone')
          .select('mark')
          .where('mark', '=', articleMark(given.key))
          .executeTakeFirst()
        if (tombstone) return 'erased'
        const made = madeKey(given.made)
        const known = await tx
          .selectFrom('coding')
          .select(['made', 'current'])
          .where('article', '=', given.key)
          .execute()
        if (known.some((row) => row.made === made && row.current === 1)) return 'known'
        const persons = given.entities.filter((entity) => entity.kind === 'person')
        const marks = persons.length
          ? await tx
              .selectFrom('tombstone')
              .select('mark')
              .where(
                'mark',
                'in',
                persons.map((p) => personMark(p.name)),
              )
              .execute()
          : []
        const record = withoutPersons(
          given,
          persons.filter((p) => marks.some(({ mark }) => mark === personMark(p.name))),
        )
        await insertArticle(tx, record)
        await tx.updateTable('coding').set({ current: 0 }).where('article', '=', record.key).execute()
        await tx.deleteFrom('report').where('article', '=', record.key).execute()
        await tx
          .insertInto('coding')
          .values({ article: record.key, made, record: JSON.stringify({ ...record, text: '' }), current: 1 })
          .onConflict((c) =>
            c.columns(['article', 'made']).doUpdateSet({ current: 1, record: JSON.stringify({ ...record, text: '' }) }),
          )
          .execute()
        await insertReports(tx, record)
        return known.length ? 'recoded' : 'new'
      })
    },

    async articles({ limit = 50, offset = 0 } = {}) {
      const { total } = await db
        .selectFrom('article')
        .select(sql<number>`count(*)`.as('total'))
        .executeTakeFirstOrThrow()
      const rows = await db
        .selectFrom('article')
        .select(['key', 'id', 'url', 'title', 'outlet', 'byline', 'date_start', 'date_end'])
        .orderBy(sql`coalesce(date_start, '')`, 'desc')
        .orderBy('key')
        .limit(limit)
        .offset(offset)
        .execute()
      const counts = rows.length
        ? await db
            .selectFrom('report')
            .select(['article', 'kind', sql<number>`count(*)`.as('n')])
            .where(
              'article',
              'in',
              rows.map((row) => row.key),
            )
            .groupBy(['article', 'kind'])
            .execute()
        : []
      return {
        total: Number(total),
        articles: rows.map((row) => ({
          ...row,
          counts: Object.fromEntries(counts.filter((c) => c.article === row.key).map((c) => [c.kind, Number(c.n)])),
        })),
      }
    },

    async record(article) {
      const key = await keyOf(article)
      return key ? currentRecord(key) : null
    },

    async report(id) {
      const row = await db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      const parties = await db
        .selectFrom('party')
        .selectAll()
        .where('report', '=', id)
        .orderBy('side')
        .orderBy('ordinal')
        .execute()
      const alike = row.happening
        ? await db
            .selectFrom('report')
            .select('id')
            .where('happening', '=', row.happening)
            .where('id', '!=', id)
            .orderBy('id')
            .execute()
        : []
      return { ...row, parties, alike: alike.map((other) => other.id) }
    },

    async formHappenings() {
      return db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('report')
          .select(['id', 'type', 'status', 'date_start', 'date_end', 'happening'])
          .where('kind', '=', 'event')
          .execute()
        const parties = await tx
          .selectFrom('party')
          .innerJoin('report', 'report.id', 'party.report')
          .select(['party.report', 'party.side', 'party.code', 'party.country'])
          .where('report.kind', '=', 'event')
          .execute()
        const byReport = new Map<string, (typeof parties)[number][]>()
        for (const party of parties) byReport.set(party.report, [...(byReport.get(party.report) ?? []), party])
        const happenings = happeningsOf(rows.map((row) => ({ ...row, parties: byReport.get(row.id) ?? [] })))
        for (const row of rows)
          if (row.happening !== happenings.get(row.id))
            await tx
              .updateTable('report')
              .set({ happening: happenings.get(row.id) ?? null })
              .where('id', '=', row.id)
              .execute()
        return new Set(happenings.values()).size
      })
    },

    happenings: (query = {}) => read.happenings(db, query),
    happening: (id, asOf) => read.happening(db, id, asOf),
    items: (query = {}) => read.items(db, query),
    coverage: (query = {}) => read.coverage(db, query),
    pairs: (query = {}) => read.pairs(db, query),
    importEvents: (events) => importEvents(db, events),
    importMentions: (mentions) => importMentions(db, mentions),

    async *allHappenings(query = {}) {
      yield* (await read.happenings(db, query)).sort((a, b) => read.compare(a.id, b.id))
    },
    async *allItems(query = {}) {
      yield* (await read.items(db, query)).sort((a, b) => read.compare(a.id, b.id))
    },

    async *allMentions() {
      yield* read.allMentions(db)
    },

    async forget(target, reason) {
      const erased_at = new Date().toISOString()
      await sql`pragma secure_delete = on`.execute(db)
      const key = await keyOf(target)
      const done = await db.transaction().execute(async (tx) => {
        const bury = (mark: string) =>
          tx
            .insertInto('tombstone')
            .values({ mark, reason, erased_at })
            .onConflict((c) => c.column('mark').doNothing())
            .execute()
        if (key) {
          await bury(articleMark(key))
          for (const table of ['report', 'coding'] as const)
            await tx.deleteFrom(table).where('article', '=', key).execute()
          await tx.deleteFrom('article').where('key', '=', key).execute()
          return { articles: 1, persons: 0 }
        }
        const holders = await tx
          .selectFrom('coding')
          .innerJoin('article', 'article.key', 'coding.article')
          .select(['coding.article', 'coding.made', 'coding.record', 'coding.current', 'article.text'])
          .execute()
        const buried = new Set<string>()
        for (const holder of holders) {
          const record = { ...(JSON.parse(holder.record) as Record), text: holder.text }
          const persons = record.entities.filter(
            (entity) => entity.kind === 'person' && fold(entity.name) === fold(target),
          )
          if (persons.length === 0) continue
          const clean = withoutPersons(record, persons)
          await tx
            .updateTable('coding')
            .set({ record: JSON.stringify({ ...clean, text: '' }) })
            .where('article', '=', holder.article)
            .where('made', '=', holder.made)
            .execute()
          await tx
            .updateTable('article')
            .set({ text: clean.text, title: clean.title, byline: clean.byline })
            .where('key', '=', holder.article)
            .execute()
          if (holder.current === 1) {
            await tx.deleteFrom('report').where('article', '=', holder.article).execute()
            await insertReports(tx, clean)
          }
          buried.add(holder.article)
        }
        if (buried.size) await bury(personMark(target))
        return { articles: 0, persons: buried.size ? 1 : 0 }
      })
      if (done.persons) await ledger.formHappenings()
      // The freed pages are overwritten (secure_delete), the log that still holds old pages is emptied, the file is written anew.
      await sql`pragma wal_checkpoint(truncate)`.execute(db)
      await sql`vacuum`.execute(db)
      return done
    },

    close: () => db.destroy(),
  }
  return ledger
}

async function insertArticle(tx: Kysely<Tables>, record: Record): Promise<void> {
  await tx
    .insertInto('article')
    .values({
      key: record.key,
      id: record.id,
      url: record.url,
      title: record.title,
      outlet: record.outlet,
      byline: record.byline,
      date_start: record.date?.start ?? null,
      date_end: record.date?.end ?? null,
      text: record.text,
      filed_at: new Date().toISOString(),
    })
    .onConflict((c) =>
      c.column('key').doUpdateSet({
        title: record.title,
        date_start: record.date?.start ?? null,
        date_end: record.date?.end ?? null,
        text: record.text,
      }),
    )
    .execute()
}
