import { sql } from 'kysely'
import type { Store } from './database.ts'
import { compare, endOf } from './days.ts'
import { page } from './read-happenings.ts'
import type { PartyRow, ReportRow } from './schema.ts'
import { searchWords } from './search-words.ts'
import { type ArticleHead, articleHead, ledgerAsOf, partiesOf, sourceOf } from './tellings.ts'
import type { CoverageDay, ItemQuery, LedgerItem, LedgerQuery } from './view.ts'

type ItemRow = Pick<ReportRow, 'id' | 'kind' | 'item' | 'words' | 'rule' | 'date_start' | 'date_end'>

/** Items that are no events and answer a query, rejected ones aside. */
export async function items(store: Store, query: ItemQuery): Promise<LedgerItem[]> {
  const { db } = store
  const asOf = query.asOf ? await ledgerAsOf(db, query.asOf) : null
  let select = db
    .selectFrom('report')
    .innerJoin('article', 'article.key', 'report.article')
    .select([
      'report.id',
      'report.kind',
      'report.item',
      'report.words',
      'report.rule',
      'report.date_start as starts',
      'report.date_end as ends',
      ...articleHead,
    ])
    .where('report.kind', '!=', 'event')
    .where((w) => w.or([w('report.decided', 'is', null), w('report.decided', '!=', 'rejected')]))
  if (query.kinds) select = select.where('report.kind', 'in', query.kinds)
  if (query.asOf) select = select.where('article.changed_at', '<=', endOf(query.asOf))
  if (query.since) select = select.where('report.date_end', '>=', query.since)
  if (query.until) select = select.where('report.date_start', '<=', query.until)
  for (const country of countriesAsked(query))
    select = select.where((w) =>
      w.exists(
        w
          .selectFrom('party')
          .select('party.report')
          .whereRef('party.report', '=', 'report.id')
          .where('party.country', '=', country),
      ),
    )
  const found: { row: ItemRow; article: ArticleHead; parties: PartyRow[] | null }[] = (await select.execute()).map(
    ({ starts, ends, ...row }) => ({
      row: { ...row, date_start: starts, date_end: ends },
      article: row,
      parties: null,
    }),
  )
  for (const { report, article } of asOf?.reports ?? [])
    if (article && report.row.kind !== 'event' && answers(report.row, report.parties, query))
      found.push({ row: report.row, article, parties: report.parties })
  const wanted = searchWords(query.words ?? '')
  const worded = wanted.length
    ? found.filter(({ row }) => {
        const words = new Set(searchWords(row.words))
        return wanted.every((word) => words.has(word))
      })
    : found
  const chosen = page(
    worded.map((one) => ({ ...one, id: one.row.id, day: one.row.date_start })),
    query,
  )
  const parties = await partiesOf(
    store,
    chosen.flatMap((one) => (one.parties ? [] : [one.id])),
  )
  return chosen.map(({ row, article, parties: given }) => {
    const item = JSON.parse(row.item)
    return {
      id: row.id,
      source: sourceOf(article),
      // What carries no date of its own is told on the day of its article.
      date:
        item.date ??
        (row.date_start
          ? { start: row.date_start, end: row.date_end ?? row.date_start, precision: 'day' as const }
          : null),
      parties: (given ?? parties.get(row.id) ?? []).flatMap(({ side, name, code, country, sector }) =>
        side === 'asserter' ? [] : [{ name, code, country, sector, side }],
      ),
      words: row.words,
      rule: row.rule,
      kind: row.kind as 'statement',
      item,
    }
  })
}

const countriesAsked = (query: ItemQuery): string[] => query.pair ?? (query.country ? [query.country] : [])

function answers(row: ReportRow, parties: PartyRow[], query: ItemQuery): boolean {
  if (query.kinds && !query.kinds.includes(row.kind as 'statement')) return false
  if (query.since && !(row.date_end && row.date_end >= query.since)) return false
  if (query.until && !(row.date_start && row.date_start <= query.until)) return false
  return countriesAsked(query).every((country) => parties.some((party) => party.country === country))
}

/** How many articles each outlet has on each day of publication that name the country, or both of the pair. */
export async function coverage({ db }: Store, query: LedgerQuery): Promise<CoverageDay[]> {
  let select = db
    .selectFrom('article')
    .select(['date_start as day', 'outlet', sql<number>`count(*)`.as('articles')])
    .where('date_start', 'is not', null)
    .groupBy(['date_start', 'outlet'])
  for (const country of countriesAsked(query))
    select = select.where('key', 'in', (w) =>
      w.selectFrom('article_country').select('article_country.article').where('country', '=', country),
    )
  if (query.since) select = select.where('date_start', '>=', query.since)
  if (query.until) select = select.where('date_start', '<=', query.until)
  if (query.asOf) select = select.where('filed_at', '<=', endOf(query.asOf))
  const rows = (await select.execute()).map((row) => ({
    day: row.day!,
    outlet: row.outlet ?? '',
    articles: Number(row.articles),
  }))
  return rows.sort((x, y) => compare(x.day, y.day) || compare(x.outlet, y.outlet))
}
