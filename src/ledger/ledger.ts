import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Record } from '../coding/index.ts'
import { type Changes, changedSince } from './change-log.ts'
import type { Correction, Decision, Disagreement } from './correction.ts'
import { correct, disagreements, history, type ReviewItem, reviewQueue } from './corrections.ts'
import { inRuns, type Store } from './database.ts'
import { compare, endOf } from './days.ts'
import { articleMark } from './erase-names.ts'
import { articleKeyOf, forget } from './erasure.ts'
import { type Filed, fileRecords, madeKey } from './filing.ts'
import { type Findings, find } from './find.ts'
import { formHappenings } from './happening-pass.ts'
import { importEvents, importMentions } from './imported.ts'
import { type Kept, keepAll, keepChanged, keptPart, keptParts } from './kept-parts.ts'
import { LedgerError } from './ledger-error.ts'
import { migrate, newestVersion, versionOf } from './migrations.ts'
import { again, isPostgres, postgresDialect, withoutPassword } from './postgres.ts'
import {
  allHappenings,
  happening,
  happenings,
  happeningsByDay,
  happeningsById,
  pairs,
  type WordedQuery,
} from './read-happenings.ts'
import { coverage, items } from './read-items.ts'
import {
  drawSample,
  type JudgedPassage,
  type Judgement,
  judge,
  judgements,
  type Sample,
  type SamplePassage,
  samplePassages,
  samples,
} from './samples.ts'
import type { ArticleRow, PartyRow, ReportRow, Tables } from './schema.ts'
import { currentRecord, settleArticle } from './settle.ts'
import { sqliteDialect } from './sqlite.ts'
import { ledgerAsOf } from './tellings.ts'
import { type ArticleVersion, textHash, versionsOf } from './versions.ts'
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

/** An article in a list: all but its words, with the number of its current reports by kind. */
export type ArticleSummary = Pick<
  ArticleRow,
  'key' | 'id' | 'url' | 'title' | 'outlet' | 'byline' | 'date_start' | 'date_end'
> & { counts: { [kind: string]: number } }

/** One report with its parties and the ids of the other reports of its happening. */
export interface ReportView extends ReportRow {
  parties: PartyRow[]
  alike: string[]
}

/** The ledger of one file. All methods may be called from several processes at once; each change is one transaction. */
export interface Ledger {
  /** Files a record. Filing an equal record again changes nothing. */
  file(record: Record): Promise<Filed>
  /** Files records in one transaction, all or none, in their order: what filing costs beside the rows is paid once. One answer a record. */
  fileAll(records: Record[]): Promise<Filed[]>
  /** By key, which of some articles need not be coded: `known` by these very versions with this very text, or `erased` before. */
  standing(articles: { key: string; text: string }[], made: Record['made']): Promise<Map<string, 'known' | 'erased'>>
  /** Every text an article (key, id or address) has had, the oldest first; the last read is current. */
  versions(article: string): Promise<ArticleVersion[]>
  /**
   * Articles, the newest first, with counts of what is coded in them: those published by a day (`until`), or the ledger at the end of a day (`asOf`).
   */
  articles(query?: {
    limit?: number
    offset?: number
    until?: string
    asOf?: string
  }): Promise<{ total: number; articles: ArticleSummary[] }>
  /** The current record of an article by key, by id or by address; null when there is none. */
  record(article: string): Promise<Record | null>
  report(id: string): Promise<ReportView | null>
  /** The reports of one article as they stand after what people decided, rejected ones included, by id. */
  reports(article: string): Promise<ReportRow[]>
  /**
   * Forms happenings anew around everything that changed; returns how many there are, imported rows aside. `all` forms the whole ledger, to the same end.
   */
  formHappenings(all?: boolean): Promise<number>
  /** Happenings that answer a query, by first day and id. */
  happenings(query?: WordedQuery): Promise<Happening[]>
  /** A happening by its id or by that of a report in it. */
  happening(id: string, asOf?: string): Promise<Happening | null>
  /** The happenings with these ids that the ledger holds, in no order; reports' ids find nothing. */
  happeningsById(ids: string[]): Promise<Happening[]>
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
  /** Every happening, imported ones included, about a thousand at a time, each kind by first day: the quickest way through all of them. */
  happeningsByDay(): AsyncIterable<Happening[]>
  /** Which happenings changed after a change number, and the newest number; of 0, whatever the log holds. */
  changedSince(number: number): Promise<Changes>
  /** What a program keeps in the ledger of its happenings, by the name and version it gives itself. Erasure takes all of it out. */
  kept: {
    /** What was kept; null where nothing was, or so much changed since that all is best made anew. */
    read(made: string): Promise<Kept | null>
    /** One part of it, of all changes up to `number`; its body is null where there is none of that name. */
    part(made: string, part: string): ReturnType<typeof keptPart>
    /** Keeps all, in place of what was kept before; false where an import or an erasure came between. */
    all(kept: Parameters<typeof keepAll>[1]): Promise<boolean>
    /** Keeps what changed since it was kept; false where something else was kept meanwhile. */
    changed(changed: Parameters<typeof keepChanged>[1]): Promise<boolean>
  }
  /** Every item that is no event, in bytewise order of ids. */
  allItems(query?: ItemQuery): AsyncIterable<LedgerItem>
  /** Every imported mention, in bytewise order of ids. */
  allMentions(): AsyncIterable<ImportedMention>
  /**
   * Keeps what a person says of the ledger and applies it at once; survives loss of power once it resolves. Throws `LedgerError` where the target is not there.
   */
  correct(correction: Correction, by: string, why?: string): Promise<Decision>
  /** Decisions on a happening, report or item, or all there are, in the order they were made. */
  history(target?: string): Promise<Decision[]>
  /** Where the coder now says something else than what people decided. */
  disagreements(): Promise<Disagreement[]>
  /** Happenings nobody has decided on, by doubt times weight. */
  reviewQueue(query?: {
    limit?: number
    offset?: number
    country?: string
    pair?: [string, string]
  }): Promise<ReviewItem[]>
  /** Finds happenings and articles by words, parties, types and days, newest first unless told otherwise. */
  find(query: WordedQuery): Promise<Findings>
  /** Draws a sample of event reports for several people to code without seeing each other's answers. */
  drawSample(options: { name: string; size: number; seed?: number }): Promise<Sample>
  samples(): Promise<Sample[]>
  /** The passages of a sample (id or name) as one coder sees them. */
  samplePassages(sample: string, by: string): Promise<SamplePassage[]>
  /** Keeps what one coder says of a passage; said again, the later word stands. */
  judge(sample: string, report: string, by: string, judgement: Judgement): Promise<void>
  /** All answers, the machine's among them; throws `LedgerError` `ledger/still-blind` before everybody is done. */
  judgements(sample: string): Promise<JudgedPassage[]>
  /** Copies a ledger file as it stands into a new file. Throws `LedgerError` where the ledger is no file or the copy cannot be made. */
  backUp(to: string): Promise<void>
  /** Erases an article (key, id or address) or a person (full name) for good; returns what was erased. */
  forget(target: string, reason: string): Promise<{ articles: number; persons: number }>
  close(): Promise<void>
}

/** `now` tells the time and is there for tests. A ledger in a file grows to `mostBytes` at most; what would make it larger is refused with `ledger/disk-full`. */
export interface LedgerOptions {
  now?: () => Date
  mostBytes?: number
}

/**
 * Opens the ledger in the file `path`, making file and folder where needed, or on a PostgreSQL server where `path` is a `postgres://` address; brings
 * its tables to the newest version. A file is copied beside itself before that (`PATH.before-v6`). Throws `LedgerError` `ledger/cannot-open` when it
 * cannot be reached or written or is no ledger, `ledger/too-new` when a newer Détente wrote it.
 */
export async function openLedger(path: string, options: LedgerOptions = {}): Promise<Ledger> {
  const database = isPostgres(path) ? 'postgres' : 'sqlite'
  const shown = withoutPassword(path)
  const now = options.now ?? (() => new Date())
  let db: Kysely<Tables> | undefined
  try {
    if (database === 'sqlite') mayWrite(path)
    db = new Kysely<Tables>({
      dialect: database === 'sqlite' ? sqliteDialect(path, options.mostBytes) : await postgresDialect(path),
    })
    const tables = db
    const version = await again(() => versionOf(tables))
    if (version > newestVersion)
      throw new LedgerError(
        'ledger/too-new',
        `The ledger ${shown} was written by a newer Détente (version ${version} of its tables; this one knows ${newestVersion}). Update Détente.`,
      )
    if (database === 'sqlite' && version > 0 && version < newestVersion) await backUp(db, backUpOf(path, newestVersion))
    await migrate(db, database)
  } catch (error) {
    await db?.destroy().catch(() => {})
    if (error instanceof LedgerError) throw error
    const what = error instanceof Error ? error.message : String(error)
    throw new LedgerError(
      'ledger/cannot-open',
      database === 'sqlite'
        ? `The ledger ${shown} cannot be opened: ${what}. Check that its folder exists and may be written, or name another with --ledger PATH.`
        : `The ledger ${shown} cannot be opened: ${what}. Check that the server runs, that the database exists and that the user may make tables in it.`,
      { cause: error },
    )
  }
  const copies = () =>
    database === 'sqlite'
      ? Array.from({ length: newestVersion }, (_, i) => backUpOf(path, i + 1)).filter((copy) => existsSync(copy))
      : []
  return ledgerOver({ db, database, now: () => now().toISOString(), copies })
}

/** Makes the folder of a ledger; throws at once where it, or a file already there, may not be written: SQLite would try for a quarter of a minute. */
function mayWrite(path: string): void {
  if (path === ':memory:') return
  mkdirSync(dirname(path), { recursive: true })
  accessSync(dirname(path), constants.W_OK)
  if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
}

const backUpOf = (path: string, version: number) => `${path}.before-v${version}`

/** Copies a ledger into a new file, whatever is being written meanwhile. A copy already there stays: it is the older. */
async function backUp(db: Kysely<Tables>, to: string): Promise<void> {
  if (!existsSync(to)) await sql`vacuum into ${to}`.execute(db)
}

function ledgerOver(store: Store): Ledger {
  const { db } = store

  const ledger: Ledger = {
    async standing(articles, made) {
      const found = new Map<string, 'known' | 'erased'>()
      for (const some of inRuns(articles)) {
        const keys = some.map(({ key }) => key)
        const rows = await db
          .selectFrom('tombstone')
          .select(['mark as key', sql<string | null>`null`.as('hash')])
          .where('mark', 'in', keys.map(articleMark))
          .unionAll(
            db
              .selectFrom('coding')
              .innerJoin('article_version', 'article_version.article', 'coding.article')
              .select(['coding.article as key', 'article_version.hash'])
              .where('coding.article', 'in', keys)
              .where('coding.made', '=', madeKey(made))
              .where('coding.current', '=', 1)
              .where('article_version.text', 'is', null),
          )
          .execute()
        const buried = new Set(rows.filter(({ hash }) => hash === null).map(({ key }) => key))
        const texts = new Map(rows.map(({ key, hash }) => [key, hash]))
        for (const { key, text } of some)
          if (buried.has(articleMark(key))) found.set(key, 'erased')
          else if (texts.has(key) && texts.get(key) === textHash(text)) found.set(key, 'known')
      }
      return found
    },

    async versions(article) {
      const key = await articleKeyOf(db, article)
      return key ? versionsOf(db, key) : []
    },

    file: async (record) => (await again(() => fileRecords(store, [record])))[0]!,
    fileAll: (records) => again(() => fileRecords(store, records)),

    async articles({ limit = 50, offset = 0, until, asOf } = {}) {
      let asked = db.selectFrom('article')
      if (until) asked = asked.where('date_start', '<=', until)
      if (asOf) asked = asked.where('filed_at', '<=', endOf(asOf))
      const { total } = await asked.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
      const rows = await asked
        .select(summaryColumns)
        .orderBy(sql`coalesce(date_start, '')`, 'desc')
        .orderBy('key')
        .limit(limit)
        .offset(offset)
        .execute()
      return { total: Number(total), articles: await withCounts(db, rows, asOf) }
    },

    async record(article) {
      const key = await articleKeyOf(db, article)
      return key ? currentRecord(db, key) : null
    },

    reports(article) {
      return db.selectFrom('report').selectAll().where('article', '=', article).orderBy('id').execute()
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

    formHappenings: (all) => formHappenings(store, all),
    happenings: (query = {}) => happenings(store, query),
    happening: (id, asOf) => happening(store, id, asOf),
    happeningsById: (ids) => happeningsById(store, ids),
    items: (query = {}) => items(store, query),
    coverage: (query = {}) => coverage(store, query),
    pairs: (query = {}) => pairs(store, query),
    importEvents: (events) =>
      importEvents(store, events, (tx, id) => settleArticle(tx, store.database, id, store.now())),
    importMentions: (mentions) => importMentions(store, mentions),
    allHappenings: (query = {}) => allHappenings(store, query),
    happeningsByDay: () => happeningsByDay(store),
    changedSince: (number) => changedSince(db, number),
    kept: {
      read: (made) => keptParts(store, made),
      part: (made, part) => keptPart(store, made, part),
      all: (kept) => keepAll(store, kept),
      changed: (changed) => keepChanged(store, changed),
    },

    async *allItems(query = {}) {
      yield* (await items(store, query)).sort((a, b) => compare(a.id, b.id))
    },

    async *allMentions() {
      for (let last = ''; ; ) {
        const rows = await db
          .selectFrom('imported_mention')
          .select(['id', 'body'])
          .where('id', '>', last)
          .orderBy('id')
          .limit(500)
          .execute()
        if (rows.length === 0) return
        for (const row of rows) yield JSON.parse(row.body)
        last = rows.at(-1)!.id
      }
    },

    find: (query) => find(store, query, (keys) => summariesOf(db, keys)),
    drawSample: (options) => drawSample(store, options),
    samples: () => samples(store),
    samplePassages: (sample, by) => samplePassages(store, sample, by),
    judge: (sample, report, by, judgement) => judge(store, sample, report, by, judgement),
    judgements: (sample) => judgements(store, sample),
    correct: (correction, by, why = '') => durably(store, () => correct(store, correction, by, why)),
    history: (target) => history(db, target),
    disagreements: () => disagreements(db),
    reviewQueue: (query) => reviewQueue(db, query),
    async backUp(to) {
      if (store.database !== 'sqlite')
        throw new LedgerError('ledger/no-file', 'This ledger lives on a server; copy it with pg_dump.')
      if (existsSync(to))
        throw new LedgerError('ledger/exists', `${to} exists already. Name another file for the copy.`)
      try {
        await sql`vacuum into ${to}`.execute(db)
      } catch (error) {
        throw new LedgerError(
          'ledger/cannot-copy',
          `${to} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
          {
            cause: error,
          },
        )
      }
    },
    forget: (target, reason) => forget(store, target, reason),

    close: () => db.destroy(),
  }
  return ledger
}

const summaryColumns = ['key', 'id', 'url', 'title', 'outlet', 'byline', 'date_start', 'date_end'] as const

/** Adds the number of reports by kind, as they stand or as they stood at the end of a day. */
async function withCounts(
  db: Kysely<Tables>,
  rows: Omit<ArticleSummary, 'counts'>[],
  asOf?: string,
): Promise<ArticleSummary[]> {
  const keys = rows.map((row) => row.key)
  const counts = keys.length
    ? await db
        .selectFrom('report')
        .select(['article', 'kind', sql<number>`count(*)`.as('n')])
        .where('article', 'in', keys)
        .where((w) => w.or([w('decided', 'is', null), w('decided', '!=', 'rejected')]))
        .groupBy(['article', 'kind'])
        .execute()
    : []
  const then = asOf ? await ledgerAsOf(db, asOf) : null
  return rows.map((row) => {
    const counted: { [kind: string]: number } = {}
    if (then?.articles.has(row.key)) {
      for (const { report } of then.reports)
        if (report.row.article === row.key) counted[report.row.kind] = (counted[report.row.kind] ?? 0) + 1
    } else for (const { article, kind, n } of counts) if (article === row.key) counted[kind] = Number(n)
    return { ...row, counts: counted }
  })
}

/** Summaries of articles in the order of their keys as given. */
async function summariesOf(db: Kysely<Tables>, keys: string[]): Promise<ArticleSummary[]> {
  if (keys.length === 0) return []
  const rows = await db.selectFrom('article').select(summaryColumns).where('key', 'in', keys).execute()
  const known = new Map(rows.map((row) => [row.key, row]))
  return withCounts(
    db,
    keys.flatMap((key) => known.get(key) ?? []),
  )
}

/** Does what must survive loss of power: SQLite waits until the disk has it. PostgreSQL does so unless told otherwise. */
async function durably<T>({ db, database }: Store, act: () => Promise<T>): Promise<T> {
  if (database !== 'sqlite') return act()
  await sql`pragma synchronous = full`.execute(db)
  try {
    return await act()
  } finally {
    await sql`pragma synchronous = normal`.execute(db)
  }
}
