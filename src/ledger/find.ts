import { type RawBuilder, sql } from 'kysely'
import type { Store } from './database.ts'
import type { ArticleSummary } from './ledger.ts'
import { decidedRows, happenings, type WordedQuery, waysTo } from './read-happenings.ts'
import { holdsWords } from './search.ts'
import type { Happening } from './view.ts'

/** Rows that are counted at most; beyond them an answer says "more". */
const counted = 10_000

/** What was found: the newest happenings and articles, and what all of them are, by type, status and year. */
export interface Findings {
  /** Number of happenings that answer, imported rows among them; at most 10,000 are counted, then `more` is true. */
  total: number
  more: boolean
  happenings: Happening[]
  /** Articles that hold the words; none where the query has no words. */
  articles: ArticleSummary[]
  articleTotal: number
  facets: {
    types: { [type: string]: number }
    statuses: { [status: string]: number }
    years: { [year: string]: number }
  }
}

/** Finds happenings by words, parties, types and days, newest first unless told otherwise; words match whole words in any inflection. */
export async function find(
  store: Store,
  query: WordedQuery,
  summaries: (keys: string[]) => Promise<ArticleSummary[]>,
): Promise<Findings> {
  const { limit = 20, offset = 0, order = 'newest' } = query
  const facets: Findings['facets'] = { types: {}, statuses: {}, years: {} }
  let total = 0
  const decided = await decidedRows(store)
  for (const kind of ['happening', 'imported'] as const)
    for (const way of waysTo(kind, query)) {
      const left = counted - total
      if (left <= 0) break
      const some = way(store, { ...query, order }, counted + decided)
      if (!some) continue
      const rows = await store.db
        .selectFrom(some.select(['type', 'status', 'day']).limit(left).as('found'))
        .select(['type', 'status', sql<string | null>`substr(day, 1, 4)`.as('year'), (w) => w.fn.countAll().as('n')])
        .groupBy(['type', 'status', sql`substr(day, 1, 4)`])
        .execute()
      for (const { type, status, year, n } of rows) {
        total += Number(n)
        add(facets.types, type, Number(n))
        add(facets.statuses, status, Number(n))
        if (year) add(facets.years, year, Number(n))
      }
    }
  const articles = query.words
    ? await articlesWith(store, { ...query, words: query.words, limit, offset })
    : { keys: [], total: 0 }
  return {
    total,
    more: total >= counted,
    happenings: await happenings(store, { ...query, limit, offset, order }),
    articles: await summaries(articles.keys),
    articleTotal: articles.total,
    facets: { types: sorted(facets.types), statuses: sorted(facets.statuses), years: sorted(facets.years) },
  }
}

function add(counts: { [name: string]: number }, name: string, n: number): void {
  counts[name] = (counts[name] ?? 0) + n
}

const sorted = (counts: { [name: string]: number }) =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Keys of the articles that hold all words and name the countries asked for, newest first. */
async function articlesWith(
  { db, database }: Store,
  query: WordedQuery & { words: string; limit: number; offset: number },
): Promise<{ keys: string[]; total: number }> {
  const holds: RawBuilder<boolean> | null = holdsWords(database, 'article_words', query.words, sql`place`)
  if (!holds) return { keys: [], total: 0 }
  let select = db.selectFrom('article').where(holds)
  for (const country of query.pair ?? (query.country ? [query.country] : []))
    select = select.where('key', 'in', (w) =>
      w.selectFrom('article_country').select('article_country.article').where('country', '=', country),
    )
  if (query.since) select = select.where('date_end', '>=', query.since)
  if (query.until) select = select.where('date_start', '<=', query.until)
  const { n } = await db
    .selectFrom(select.select('key').limit(counted).as('found'))
    .select((w) => w.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  const rows = await select
    .select('key')
    .orderBy('place', 'desc')
    .orderBy('key')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return { keys: rows.map((row) => row.key), total: Number(n) }
}
