import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { newestImport } from './change-log.ts'
import { inRuns, type Store } from './database.ts'
import { compare, dayOfPlace, endOf, firstPlaceOf, undatedPlace } from './days.ts'
import { pairWords } from './decisions.ts'
import { describeHappening } from './describe-happening.ts'
import { formFrom } from './form-happenings.ts'
import { importedHappening } from './imported.ts'
import { countriesOf, pairsOf } from './pairs.ts'
import type { Findable, Tables } from './schema.ts'
import { holdsWords, markOf } from './search.ts'
import { type AsOf, LedgerTellings, ledgerAsOf, mentionsOf } from './tellings.ts'
import type { Happening, LedgerQuery, PairActivity } from './view.ts'

type Kind = 'happening' | 'imported'

/** A row of either table on its way into an answer. */
interface Found extends Pick<Findable, 'id' | 'day'> {
  kind: Kind
  body: string
}

/** What `words` beside a query asks for: happenings told in articles, or imported in rows, that hold all of them. */
export type WordedQuery = LedgerQuery & { words?: string }

/** Happenings that answer a query. With a limit the cost grows with offset and limit, not with the ledger, whatever pair is asked for. */
export async function happenings(store: Store, query: WordedQuery): Promise<Happening[]> {
  const { db } = store
  const asOf = query.asOf ? await ledgerAsOf(db, query.asOf) : null
  const formed = asOf ? await formedAsOf(store, asOf, query) : await rowsOf(store, 'happening', query)
  // Where nothing was imported since, the day leaves no row out.
  const since = query.asOf !== undefined && (await newestImport(db)) > endOf(query.asOf)
  const imported = await rowsOf(store, 'imported', since ? query : { ...query, asOf: undefined })
  if (asOf) imported.push(...(await untouchedThen(db, asOf, query)))
  const chosen = page([...formed, ...imported], query)
  const mentions = await mentionsOf(
    db,
    chosen.filter((row) => row.kind === 'imported').map((row) => row.id),
  )
  return chosen.map((row) =>
    row.kind === 'happening' ? (JSON.parse(row.body) as Happening) : importedHappening(row, mentions.get(row.id) ?? []),
  )
}

/** One happening by its id or by that of any report in it. */
export async function happening(store: Store, id: string, day?: string): Promise<Happening | null> {
  const { db } = store
  const asOf = day ? await ledgerAsOf(db, day) : null
  if (asOf) {
    for (const found of await formedAsOf(store, asOf, {})) {
      const happening = JSON.parse(found.body) as Happening
      if (happening.id === id || happening.reports.includes(id)) return happening
    }
  } else {
    const home = await db.selectFrom('report').select('happening').where('id', '=', id).executeTakeFirst()
    const row = await db
      .selectFrom('happening')
      .select('body')
      .where('id', '=', home?.happening ?? id)
      .executeTakeFirst()
    if (row) return JSON.parse(row.body) as Happening
  }
  const imported = await db.selectFrom('imported').selectAll().where('id', '=', id).executeTakeFirst()
  if (!imported || (asOf && imported.filed_at > endOf(asOf.day))) return null
  if (imported.decided && !asOf?.untouched.includes(id)) return null
  return importedHappening(imported, (await mentionsOf(db, [id])).get(id) ?? [])
}

/** Happenings as they stood at the end of a day: formed from the reports and decisions of then, around the countries asked for. */
async function formedAsOf(store: Store, asOf: AsOf, query: WordedQuery): Promise<Found[]> {
  const tellings = new LedgerTellings(store, asOf)
  const words = await pairWords(store.db, asOf.day)
  const countries = query.pair ?? (query.country ? [query.country] : [])
  let seeds = await tellings.all()
  const [country] = countries
  if (country) seeds = seeds.filter((t) => [...t.actors, ...t.recipients].some((party) => party.country === country))
  const formed = await formFrom(seeds, tellings, words)
  const wanted = query.words ? await articlesHolding(store, query.words) : null
  return formed
    .map(({ id, members, reasons }) => describeHappening(id, members, reasons))
    .filter((h) => answers(h, query) && (!wanted || h.sources.some((source) => wanted.has(source.article))))
    .map((h): Found => ({ kind: 'happening', id: h.id, day: h.date?.start ?? null, body: JSON.stringify(h) }))
}

/** Imported rows that people decided on since, as they came. */
async function untouchedThen(db: Kysely<Tables>, asOf: AsOf, query: WordedQuery): Promise<Found[]> {
  const found: Found[] = []
  for (const some of inRuns(asOf.untouched))
    for (const row of await db.selectFrom('imported').selectAll().where('id', 'in', some).execute())
      if (answers(importedHappening(row, []), query))
        found.push({ kind: 'imported', id: row.id, day: row.day, body: row.body })
  return found
}

async function articlesHolding({ db, database }: Store, words: string): Promise<Set<string>> {
  const holds = holdsWords(database, 'article_words', words, sql`place`)
  if (!holds) return new Set()
  return new Set((await db.selectFrom('article').select('key').where(holds).execute()).map((row) => row.key))
}

function answers(h: Happening, query: LedgerQuery): boolean {
  if (query.types && !query.types.includes(h.type)) return false
  if (query.statuses && !query.statuses.includes(h.status)) return false
  if (query.since && !(h.date && h.date.end >= query.since)) return false
  if (query.until && !(h.date && h.date.start <= query.until)) return false
  if (query.pair) {
    const asked = [...query.pair].sort().join(' ')
    if (!pairsOf(h).some((pair) => pair.join(' ') === asked)) return false
  }
  return !query.country || countriesOf([...h.actors, ...h.recipients]).includes(query.country)
}

/** The rows of a table that answer a query, at least the first `offset + limit` of them in its order. */
async function rowsOf(store: Store, kind: Kind, query: WordedQuery): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const way of waysTo(kind, query)) {
    const wanted = query.limit === undefined ? undefined : (query.offset ?? 0) + query.limit
    let select = way(store, query, wanted === undefined ? undefined : wanted + (await decidedRows(store)))
      ?.select(['id', 'day', 'body'])
      .orderBy('place', query.order === 'newest' ? 'desc' : 'asc')
    if (query.limit !== undefined) select = select?.limit((query.offset ?? 0) + query.limit)
    for (const row of (await select?.execute()) ?? [])
      found.set(row.id, { kind, id: row.id, day: row.day, body: row.body })
  }
  return [...found.values()]
}

/** How many imported rows people decided on at most: they stand in the word lists, but are found through their happenings. */
export async function decidedRows({ db }: Store): Promise<number> {
  const { n } = await db
    .selectFrom('decision_report')
    .innerJoin('imported', 'imported.id', 'decision_report.report')
    .select((w) => w.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Rows of a table, by one index, that answer a query; null when its words hold nothing to look for. Where no more than `enough` rows in the query's order
 * are wanted, less may be read.
 */
type Way = (store: Store, query: WordedQuery, enough?: number) => SelectQueryBuilder<Tables, 'imported', object> | null

/**
 * The ways into a table that together find all answers, each of which one index serves: the pair itself and the further pairs of many-sided rows; or a
 * country first and second; or, with no country, the days themselves and what began before them. What has no day comes by a way of its own, at the end.
 */
export function waysTo(kind: Kind, query: WordedQuery): Way[] {
  const side = `${kind}_side` as const
  const conditions: RawBuilder<boolean>[] = []
  if (query.pair) {
    const [a, b] = [...query.pair].sort() as [string, string]
    conditions.push(
      sql`a = ${a} and b = ${b}`,
      sql`place in (select place from ${sql.table(side)} where a = ${a} and b = ${b})`,
    )
  } else if (query.country)
    conditions.push(
      sql`a = ${query.country}`,
      sql`b = ${query.country}`,
      sql`place in (select place from ${sql.table(side)} where a = '' and b = ${query.country})`,
    )
  else conditions.push(sql`1 = 1`)
  const first = query.since ? firstPlaceOf(query.since) : 0
  const end = query.until ? Math.min(undatedPlace, firstPlaceOf(query.until) + 2 ** 31) : undatedPlace
  const between = (from: number, to: number): Range => ({
    condition: sql`place >= ${from} and place < ${to}`,
    from,
    to,
  })
  const ranges = [between(first, end)]
  if (query.since)
    ranges.push({ condition: sql`until <> day and until >= ${query.since} and place < ${first} and place < ${end}` })
  if (!query.since && !query.until) ranges.push(between(undatedPlace, Number.MAX_SAFE_INTEGER))
  return conditions.flatMap((condition) => ranges.map((range) => wayBy(kind, condition, range)))
}

/** A stretch of the order by day; with bounds where it is one run of places. */
type Range = { condition: RawBuilder<boolean> } & ({ from: number; to: number } | { from?: undefined; to?: undefined })

const wayBy =
  (kind: Kind, condition: RawBuilder<boolean>, range: Range): Way =>
  ({ db, database }, query, enough) => {
    // Both tables have the columns that are asked for here.
    let select = db
      .selectFrom(kind as 'imported')
      .where(condition)
      .where(range.condition)
    if (query.types) select = select.where('type', 'in', query.types)
    if (query.statuses) select = select.where('status', 'in', query.statuses)
    if (kind === 'imported') {
      select = select.where('decided', '=', 0)
      if (query.asOf) select = select.where('filed_at', '<=', endOf(query.asOf))
    }
    if (query.words) {
      // Words with days or countries: nothing that is found will be left out again.
      const alone = !query.types && !query.statuses && !query.asOf
      const marks = query.pair ? [markOf(...[...query.pair].sort())] : query.country ? [markOf(query.country)] : []
      const reach =
        alone && enough !== undefined && range.from !== undefined
          ? { from: range.from, to: range.to, newest: query.order === 'newest', limit: enough }
          : undefined
      const holds =
        kind === 'imported'
          ? holdsWords(database, 'imported_words', query.words, sql`place`, reach, marks)
          : toldHolding(database, query.words)
      if (!holds) return null
      select = select.where(holds)
    }
    return select
  }

/** Happenings of which some report stands in an article that holds the words. */
function toldHolding(database: Store['database'], words: string): RawBuilder<boolean> | null {
  const holds = holdsWords(database, 'article_words', words, sql`article.place`)
  return (
    holds &&
    sql<boolean>`id in (select report.happening from report join article on article.key = report.article where report.happening is not null and ${holds})`
  )
}

/** Orders by day and id, what has no day last, and cuts out the page. */
export function page<T extends { id: string; day: string | null }>(rows: T[], query: LedgerQuery): T[] {
  const newest = query.order === 'newest'
  const sorted = [...rows].sort((x, y) => {
    const byId = newest ? compare(y.id, x.id) : compare(x.id, y.id)
    if (x.day === null || y.day === null) return Number(x.day === null) - Number(y.day === null) || byId
    return (newest ? compare(y.day, x.day) : compare(x.day, y.day)) || byId
  })
  const from = query.offset ?? 0
  return sorted.slice(from, query.limit === undefined ? undefined : from + query.limit)
}

/** Happenings of all kinds in bytewise order of ids, some at a time. */
export async function* allHappenings(store: Store, query: LedgerQuery): AsyncGenerator<Happening> {
  if (Object.entries(query).some(([key, value]) => value !== undefined && key !== 'order')) {
    yield* (await happenings(store, query)).sort((a, b) => compare(a.id, b.id))
    return
  }
  const formed = stream(store.db, 'happening')
  const imported = stream(store.db, 'imported')
  let [x, y] = [await formed.next(), await imported.next()]
  while (!x.done || !y.done) {
    if (y.done || (!x.done && x.value.id < y.value.id)) {
      yield x.value!
      x = await formed.next()
    } else {
      yield y.value
      y = await imported.next()
    }
  }
}

/** Rows of a table as the happenings they hold, in their order. */
async function happeningsOf(
  db: Kysely<Tables>,
  kind: Kind,
  rows: { id: string; body: string }[],
): Promise<Happening[]> {
  if (kind === 'happening') return rows.map(({ body }) => JSON.parse(body) as Happening)
  const mentions = await mentionsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => importedHappening(row, mentions.get(row.id) ?? []))
}

/** The happenings with these ids. */
export async function happeningsById({ db }: Pick<Store, 'db'>, ids: string[]): Promise<Happening[]> {
  const found: Happening[] = []
  for (const kind of ['imported', 'happening'] as const)
    for (const some of inRuns(ids)) {
      let select = db
        .selectFrom(kind as 'imported')
        .select(['id', 'body'])
        .where('id', 'in', some)
      if (kind === 'imported') select = select.where('decided', '=', 0)
      for (const happening of await happeningsOf(db, kind, await select.execute())) found.push(happening)
    }
  return found
}

async function* stream(db: Kysely<Tables>, kind: Kind): AsyncGenerator<Happening, undefined> {
  for (let last = ''; ; ) {
    let select = db
      .selectFrom(kind as 'imported')
      .select(['id', 'body'])
      .where('id', '>', last)
    if (kind === 'imported') select = select.where('decided', '=', 0)
    const rows = await select.orderBy('id').limit(500).execute()
    if (rows.length === 0) return
    yield* await happeningsOf(db, kind, rows)
    last = rows.at(-1)!.id
  }
}

/** Every happening, some at a time, each kind in the order of days. */
export async function* happeningsByDay({ db }: Pick<Store, 'db'>): AsyncGenerator<Happening[]> {
  for (const kind of ['happening', 'imported'] as const)
    for (let last = -1; ; ) {
      let select = db
        .selectFrom(kind as 'imported')
        .select(['place', 'id', 'body'])
        .where('place', '>', last)
      if (kind === 'imported') select = select.where('decided', '=', 0)
      const rows = await select.orderBy('place').limit(1000).execute()
      if (rows.length === 0) break
      yield await happeningsOf(db, kind, rows)
      last = Number(rows.at(-1)!.place)
    }
}

/** Pairs of countries with happenings that answer the query, the busiest first. */
export async function pairs(store: Store, query: LedgerQuery): Promise<PairActivity[]> {
  const counts = new Map<string, PairActivity>()
  const count = (a: string, b: string, n: number, last: string | null) => {
    const key = `${a} ${b}`
    const known = counts.get(key) ?? { pair: [a, b], happenings: 0, last: null }
    known.happenings += n
    if (last !== null && (known.last === null || last > known.last)) known.last = last
    counts.set(key, known)
  }
  const plain = !query.since && !query.until && !query.asOf && !query.types && !query.statuses
  if (plain) {
    // Counted inside the database, from indices alone.
    for (const kind of ['happening', 'imported'] as const)
      for (const table of [kind, `${kind}_side`] as const) {
        const rows = await store.db
          .selectFrom(table as 'imported_side')
          .select(['a', 'b', (w) => w.fn.countAll().as('n')])
          .select(sql<number | null>`max(case when place < ${sql.lit(undatedPlace)} then place end)`.as('last'))
          .where('a', '!=', '')
          .groupBy(['a', 'b'])
          .execute()
        for (const row of rows)
          count(row.a, row.b, Number(row.n), row.last === null ? null : dayOfPlace(Number(row.last)))
      }
  } else
    for (const h of await happenings(store, { ...query, limit: undefined, offset: undefined }))
      for (const [a, b] of pairsOf(h)) count(a, b, 1, h.date?.start ?? null)
  const asked = query.pair ? [...query.pair].sort().join(' ') : null
  const sorted = [...counts]
    .filter(([key]) => (asked ? key === asked : !query.country || key.split(' ').includes(query.country)))
    .map(([, activity]) => activity)
    .sort((x, y) => y.happenings - x.happenings || compare(x.pair.join(' '), y.pair.join(' ')))
  return sorted.slice(query.offset ?? 0, query.limit === undefined ? undefined : (query.offset ?? 0) + query.limit)
}
