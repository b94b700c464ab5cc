import { type Kysely, sql } from 'kysely'
import type { CodedEvent } from '../coding/index.ts'
import { describeHappening, independentSources, type Telling } from './describe-happening.ts'
import type { PartyRow, ReportRow, Tables } from './schema.ts'
import type {
  CoverageDay,
  Happening,
  ImportedEvent,
  ImportedMention,
  ItemQuery,
  LedgerItem,
  LedgerQuery,
  PairActivity,
  Party,
  Source,
} from './view.ts'

/** SQL variables that one statement may safely hold on every database. */
const batch = 500

/** The last instant of an ISO day, as instants are kept. */
const endOf = (day: string) => `${day}T23:59:59.999Z`

interface ArticleHead {
  key: string
  title: string | null
  outlet: string | null
  url: string | null
  date_start: string | null
}

export function sourceOf(article: ArticleHead): Source {
  return {
    article: article.key,
    title: article.title,
    outlet: article.outlet,
    url: article.url,
    published: article.date_start,
    copyGroup: article.key,
    imported: null,
  }
}

const plainParty = ({ name, code, country, sector }: PartyRow): Party => ({ name, code, country, sector })

export async function happenings(db: Kysely<Tables>, query: LedgerQuery): Promise<Happening[]> {
  let reports = db
    .selectFrom('report')
    .innerJoin('article', 'article.key', 'report.article')
    .select('report.happening')
    .distinct()
    .where('report.kind', '=', 'event')
  if (query.asOf) reports = reports.where('article.filed_at', '<=', endOf(query.asOf))
  for (const country of query.pair ?? (query.country ? [query.country] : []))
    reports = reports.where((w) =>
      w.exists(
        w
          .selectFrom('party')
          .select('party.report')
          .whereRef('party.report', '=', 'report.id')
          .where('party.country', '=', country),
      ),
    )
  const ids = (await reports.execute()).flatMap((row) => row.happening ?? [])
  const formed = await happeningsById(db, ids, query.asOf)
  let imported = db.selectFrom('imported').select(['id', 'body'])
  if (query.asOf) imported = imported.where('filed_at', '<=', endOf(query.asOf))
  if (query.pair) {
    const [a, b] = [...query.pair].sort() as [string, string]
    imported = imported.where('a', '=', a).where('b', '=', b)
  } else if (query.country) {
    const country = query.country
    imported = imported.where((w) => w.or([w('a', '=', country), w('b', '=', country)]))
  }
  const all = [...formed, ...(await importedHappenings(db, await imported.execute()))].filter((h) => answers(h, query))
  return page(all, (happening) => happening.date?.start ?? null, query)
}

export async function happening(db: Kysely<Tables>, id: string, asOf?: string): Promise<Happening | null> {
  const imported = await db
    .selectFrom('imported')
    .select(['id', 'body', 'filed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (imported) return asOf && imported.filed_at > endOf(asOf) ? null : (await importedHappenings(db, [imported]))[0]!
  return (await happeningsById(db, [id], asOf))[0] ?? null
}

export async function items(db: Kysely<Tables>, query: ItemQuery): Promise<LedgerItem[]> {
  let select = db
    .selectFrom('report')
    .innerJoin('article', 'article.key', 'report.article')
    .select([
      'report.id',
      'report.kind',
      'report.item',
      'report.words',
      'report.rule',
      'report.date_start',
      'article.key',
      'article.title',
      'article.outlet',
      'article.url',
      'article.date_start as published',
    ])
    .where('report.kind', '!=', 'event')
  if (query.kinds) select = select.where('report.kind', 'in', query.kinds)
  if (query.asOf) select = select.where('article.filed_at', '<=', endOf(query.asOf))
  if (query.since) select = select.where('report.date_end', '>=', query.since)
  if (query.until) select = select.where('report.date_start', '<=', query.until)
  for (const country of query.pair ?? (query.country ? [query.country] : []))
    select = select.where((w) =>
      w.exists(
        w
          .selectFrom('party')
          .select('party.report')
          .whereRef('party.report', '=', 'report.id')
          .where('party.country', '=', country),
      ),
    )
  const wanted = (query.words ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const rows = (await select.execute()).filter((row) => {
    const words = row.words.toLowerCase()
    return wanted.every((word) => words.includes(word))
  })
  const chosen = page(rows, (row) => row.date_start, query)
  const parties = await partiesOf(
    db,
    chosen.map((row) => row.id),
  )
  return chosen.map((row) => {
    const item = JSON.parse(row.item)
    return {
      id: row.id,
      source: sourceOf({ ...row, date_start: row.published }),
      // What carries no date of its own is told on the day of its article.
      date: item.date ?? intervalOf(row.date_start),
      parties: (parties.get(row.id) ?? []).flatMap((party) =>
        party.side === 'asserter' ? [] : [{ ...plainParty(party), side: party.side }],
      ),
      words: row.words,
      rule: row.rule,
      kind: row.kind as 'statement',
      item,
    }
  })
}

const intervalOf = (day: string | null) => (day ? { start: day, end: day, precision: 'day' as const } : null)

export async function coverage(db: Kysely<Tables>, query: LedgerQuery): Promise<CoverageDay[]> {
  let select = db
    .selectFrom('article')
    .select(['date_start as day', 'outlet', sql<number>`count(*)`.as('articles')])
    .where('date_start', 'is not', null)
    .groupBy(['date_start', 'outlet'])
  for (const country of query.pair ?? (query.country ? [query.country] : []))
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

export async function pairs(db: Kysely<Tables>, query: LedgerQuery): Promise<PairActivity[]> {
  const counts = new Map<string, PairActivity>()
  for (const happening of await happenings(db, { ...query, limit: undefined, offset: undefined }))
    for (const pair of pairsOf(happening)) {
      const known = counts.get(pair.join('|')) ?? { pair, happenings: 0, last: null }
      const day = happening.date?.start ?? null
      counts.set(pair.join('|'), {
        pair,
        happenings: known.happenings + 1,
        last: day !== null && (known.last === null || day > known.last) ? day : known.last,
      })
    }
  const sorted = [...counts.values()].sort(
    (x, y) => y.happenings - x.happenings || compare(x.pair.join(), y.pair.join()),
  )
  return sorted.slice(query.offset ?? 0, query.limit === undefined ? undefined : (query.offset ?? 0) + query.limit)
}

/** The pairs of countries a happening stands between: across its sides, and among the actors of a reciprocal one. Codes sorted. */
export function pairsOf(happening: Pick<Happening, 'actors' | 'recipients' | 'reciprocal'>): [string, string][] {
  const actors = countriesOf(happening.actors)
  const recipients = countriesOf(happening.recipients)
  const across = actors.flatMap((a) => recipients.map((b): [string, string] => [a, b]))
  const among = happening.reciprocal
    ? actors.flatMap((a, i) => actors.slice(i + 1).map((b): [string, string] => [a, b]))
    : []
  const found = new Map<string, [string, string]>()
  for (const [a, b] of [...across, ...among])
    if (a !== b) found.set(a < b ? `${a}|${b}` : `${b}|${a}`, a < b ? [a, b] : [b, a])
  return [...found.values()].sort((x, y) => compare(x.join(), y.join()))
}

export const countriesOf = (parties: Party[]): string[] => [...new Set(parties.flatMap((p) => p.country ?? []))].sort()

function answers(happening: Happening, query: LedgerQuery): boolean {
  if (query.types && !query.types.includes(happening.type)) return false
  if (query.statuses && !query.statuses.includes(happening.status)) return false
  if (query.since && !(happening.date && happening.date.end >= query.since)) return false
  if (query.until && !(happening.date && happening.date.start <= query.until)) return false
  if (query.pair) {
    const asked = [...query.pair].sort().join('|')
    if (!pairsOf(happening).some((pair) => pair.join('|') === asked)) return false
  }
  if (query.country && ![...happening.actors, ...happening.recipients].some((party) => party.country === query.country))
    return false
  return true
}

function page<T extends { id: string }>(rows: T[], dayOf: (row: T) => string | null, query: LedgerQuery): T[] {
  const newest = query.order === 'newest'
  const sorted = [...rows].sort((x, y) => {
    const [a, b] = [dayOf(x), dayOf(y)]
    if (a === null || b === null) return Number(a === null) - Number(b === null) || compare(x.id, y.id)
    return (newest ? compare(b, a) : compare(a, b)) || compare(x.id, y.id)
  })
  const from = query.offset ?? 0
  return sorted.slice(from, query.limit === undefined ? undefined : from + query.limit)
}

/** Bytewise order of strings of our own making (ids, days, codes). */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

async function happeningsById(db: Kysely<Tables>, ids: string[], asOf?: string): Promise<Happening[]> {
  const found: Happening[] = []
  for (let at = 0; at < ids.length; at += batch) {
    let select = db
      .selectFrom('report')
      .innerJoin('article', 'article.key', 'report.article')
      .select([
        'report.id',
        'report.item',
        'report.words',
        'report.happening',
        'article.key',
        'article.title',
        'article.outlet',
        'article.url',
        'article.date_start',
      ])
      .where('report.happening', 'in', ids.slice(at, at + batch))
    if (asOf) select = select.where('article.filed_at', '<=', endOf(asOf))
    const rows = await select.execute()
    const parties = await partiesOf(
      db,
      rows.map((row) => row.id),
    )
    const groups = new Map<string, Telling[]>()
    for (const row of rows) {
      const group = groups.get(row.happening!) ?? []
      group.push(telling(row, parties.get(row.id) ?? [], sourceOf(row)))
      groups.set(row.happening!, group)
    }
    for (const [id, tellings] of groups) found.push(describeHappening(id, tellings))
  }
  return found
}

function telling(row: Pick<ReportRow, 'id' | 'item' | 'words'>, parties: PartyRow[], source: Source): Telling {
  const side = (name: PartyRow['side']) => parties.filter((party) => party.side === name).map(plainParty)
  return {
    id: row.id,
    event: JSON.parse(row.item) as CodedEvent,
    actors: side('actor'),
    recipients: side('recipient'),
    asserter: side('asserter')[0] ?? null,
    words: row.words,
    source,
    decided: null,
  }
}

async function partiesOf(db: Kysely<Tables>, reports: string[]): Promise<Map<string, PartyRow[]>> {
  const found = new Map<string, PartyRow[]>()
  for (let at = 0; at < reports.length; at += batch) {
    const rows = await db
      .selectFrom('party')
      .selectAll()
      .where('report', 'in', reports.slice(at, at + batch))
      .orderBy('report')
      .orderBy('side')
      .orderBy('ordinal')
      .execute()
    for (const row of rows) {
      const known = found.get(row.report)
      if (known) known.push(row)
      else found.set(row.report, [row])
    }
  }
  return found
}

async function importedHappenings(db: Kysely<Tables>, rows: { id: string; body: string }[]): Promise<Happening[]> {
  const mentions = new Map<string, ImportedMention[]>()
  for (let at = 0; at < rows.length; at += batch) {
    const ids = rows.slice(at, at + batch).map((row) => row.id)
    const some = await db.selectFrom('imported_mention').selectAll().where('event', 'in', ids).orderBy('id').execute()
    for (const row of some) mentions.set(row.event, [...(mentions.get(row.event) ?? []), JSON.parse(row.body)])
  }
  return rows.map((row) => importedHappening(row, mentions.get(row.id) ?? []))
}

function importedHappening(row: { id: string; body: string }, mentions: ImportedMention[]): Happening {
  const { origin, originId, sources, extra, confidence, ...event } = JSON.parse(row.body) as ImportedEvent
  const told = [...sources, ...mentions.map((mention) => mention.source)].map((source, index): Source => {
    const article = index === 0 ? row.id : `${row.id}.${String(index + 1).padStart(4, '0')}`
    return { article, ...source, copyGroup: source.url ?? article, imported: origin }
  })
  return {
    id: row.id,
    ...event,
    confidence: confidence ?? 1,
    reports: [row.id],
    sources: told,
    independent: Math.max(1, independentSources(told)),
    conflicts: [],
    reasons: [],
    decided: null,
    imported: { origin, originId, extra },
  }
}

export async function* allMentions(db: Kysely<Tables>): AsyncGenerator<ImportedMention> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('imported_mention')
      .select(['id', 'body'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute()
    if (rows.length === 0) return
    for (const row of rows) yield JSON.parse(row.body)
    last = rows.at(-1)!.id
  }
}
