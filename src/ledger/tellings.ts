import type { Kysely } from 'kysely'
import type { CodedEvent, Record } from '../coding/index.ts'
import { newestImport } from './change-log.ts'
import { type Database, inRuns, isOneOf, type Store } from './database.ts'
import { compare, endOf } from './days.ts'
import { standingDecisions } from './decisions.ts'
import type { Telling } from './describe-happening.ts'
import { effectiveReports } from './effective-reports.ts'
import type { Tellings } from './form-happenings.ts'
import { importedReport, importedSources, unpackEvent } from './imported.ts'
import { blocksOf, featuresOf, window } from './link.ts'
import { type Report, reportsOf } from './report.ts'
import type { PartyRow, ReportRow, Tables } from './schema.ts'
import { versionsOf } from './versions.ts'
import type { ImportedMention, Party, Source } from './view.ts'

const plainParty = ({ name, code, country, sector }: PartyRow): Party => ({ name, code, country, sector })

/** What of an article stands in a source. */
export interface ArticleHead {
  key: string
  title: string | null
  outlet: string | null
  url: string | null
  date_start: string | null
  date_end: string | null
  copy_group: string
}

export const articleHead = [
  'article.key',
  'article.title',
  'article.outlet',
  'article.url',
  'article.date_start',
  'article.date_end',
  'article.copy_group',
] as const

export const sourceOf = (article: ArticleHead): Source => ({
  article: article.key,
  title: article.title,
  outlet: article.outlet,
  url: article.url,
  published: article.date_start,
  ...(article.date_end && article.date_end !== article.date_start ? { publishedEnd: article.date_end } : {}),
  copyGroup: article.copy_group,
  imported: null,
})

export function tellingOf(
  row: Pick<ReportRow, 'id' | 'item' | 'words' | 'decided'>,
  parties: PartyRow[],
  source: Source,
): Telling {
  const side = (name: PartyRow['side']) =>
    parties
      .filter((party) => party.side === name)
      .sort((x, y) => x.ordinal - y.ordinal)
      .map(plainParty)
  return {
    id: row.id,
    event: JSON.parse(row.item) as CodedEvent,
    actors: side('actor'),
    recipients: side('recipient'),
    asserter: side('asserter')[0] ?? null,
    words: row.words,
    source,
    decided: row.decided === 'rejected' ? null : row.decided,
  }
}

/** Parties of reports by report. */
export async function partiesOf(
  { db, database }: Pick<Store, 'db' | 'database'>,
  reports: string[],
): Promise<Map<string, PartyRow[]>> {
  const found = new Map<string, PartyRow[]>()
  for (const some of inRuns(reports))
    for (const row of await db
      .selectFrom('party')
      .selectAll()
      .where(isOneOf(database, 'report', some))
      .orderBy('report')
      .orderBy('side')
      .orderBy('ordinal')
      .execute()) {
      const known = found.get(row.report)
      if (known) known.push(row)
      else found.set(row.report, [row])
    }
  return found
}

/** What imported rows add to their tellings, by id. */
async function importedHeads(db: Kysely<Tables>, ids: string[]): Promise<Map<string, ImportedHead>> {
  const found = new Map<string, ImportedHead>()
  const mentions = await mentionsOf(db, ids)
  for (const some of inRuns(ids))
    for (const row of await db.selectFrom('imported').select(['id', 'body']).where('id', 'in', some).execute()) {
      const event = unpackEvent(row.body)
      const [first, ...alsoIn] = importedSources(row.id, event, mentions.get(row.id) ?? [])
      const { origin, originId, extra } = event
      const nowhere = { title: null, outlet: null, url: null, published: null, copyGroup: row.id, imported: origin }
      found.set(row.id, {
        source: first ?? { article: row.id, ...nowhere },
        alsoIn,
        imported: { origin, originId, extra },
      })
    }
  return found
}

type ImportedHead = Required<Pick<Telling, 'source' | 'alsoIn' | 'imported'>>

/** Mentions of imported events by event, in the order of their ids. */
export async function mentionsOf(db: Kysely<Tables>, ids: string[]): Promise<Map<string, ImportedMention[]>> {
  const mentions = new Map<string, ImportedMention[]>()
  // Most ledgers hold none at all.
  if (ids.length > 1 && !(await db.selectFrom('imported_mention').select('id').limit(1).executeTakeFirst()))
    return mentions
  for (const some of inRuns(ids))
    for (const row of await db
      .selectFrom('imported_mention')
      .select(['event', 'body'])
      .where('event', 'in', some)
      .orderBy('id')
      .execute())
      mentions.set(row.event, [...(mentions.get(row.event) ?? []), JSON.parse(row.body)])
  return mentions
}

/** Event reports as the ledger stands now, or as it stood at the end of a day. */
export class LedgerTellings implements Tellings {
  readonly #db: Kysely<Tables>
  readonly #database: Database
  readonly #known = new Map<string, Telling>()
  readonly #asOf: AsOf | null
  /** Block and day already looked up. */
  readonly #asked = new Map<string, string[]>()
  /** In how many blocks a report stands. */
  readonly #blocks = new Map<string, number>()

  constructor({ db, database }: Pick<Store, 'db' | 'database'>, asOf: AsOf | null = null) {
    this.#db = db
    this.#database = database
    this.#asOf = asOf
  }

  /** How many event reports there are. */
  async count(): Promise<number> {
    const { n } = await this.#db
      .selectFrom('report')
      .select((w) => w.fn.countAll().as('n'))
      .where('kind', '=', 'event')
      .executeTakeFirstOrThrow()
    return Number(n)
  }

  /** Every event report there is. */
  async all(): Promise<Telling[]> {
    const ids = await this.#db.selectFrom('report').select('id').where('kind', '=', 'event').orderBy('id').execute()
    const found = await this.byId(ids.map((row) => row.id))
    return this.#asOf ? [...found, ...this.#asOf.changed.values()].sort((a, b) => compare(a.id, b.id)) : found
  }

  async byId(ids: string[]): Promise<Telling[]> {
    const missing = ids.filter((id) => !this.#known.has(id) && !this.#asOf?.changed.has(id))
    for (const some of inRuns(missing)) {
      let select = this.#db
        .selectFrom('report')
        .leftJoin('article', 'article.key', 'report.article')
        .select(['report.id', 'report.kind', 'report.item', 'report.words', 'report.decided'])
        .select(['report.article as of', ...articleHead])
        .where(isOneOf(this.#database, 'report.id', some))
      const asOf = this.#asOf
      if (asOf)
        select = select.where((w) =>
          w.and([w('article.changed_at', '<=', endOf(asOf.day)), w('article.key', 'is not', null)]),
        )
      // Asked for by id alone: told the kind too, SQLite goes through all reports of that kind.
      const rows = (await select.execute()).filter(({ kind, decided }) => kind === 'event' && decided !== 'rejected')
      const parties = await partiesOf(
        { db: this.#db, database: this.#database },
        rows.map((row) => row.id),
      )
      const heads = await importedHeads(
        this.#db,
        rows.filter((row) => row.key === null).map((row) => row.of),
      )
      for (const row of rows) {
        const group = row.key && asOf ? (asOf.groups.get(row.key) ?? row.key) : row.copy_group!
        const head =
          row.key === null ? heads.get(row.of)! : { source: sourceOf({ ...(row as ArticleHead), copy_group: group }) }
        this.#known.set(row.id, { ...tellingOf(row, parties.get(row.id) ?? [], head.source), ...head })
      }
    }
    return ids.flatMap((id) => this.#known.get(id) ?? this.#asOf?.changed.get(id) ?? [])
  }

  async near(tellings: Telling[]): Promise<Telling[]> {
    const wanted = new Map<string, { block: string; day: number }>()
    const around = tellings.map((telling) => {
      const { day } = featuresOf(telling)
      const blocks = day === null ? [] : blocksOf(telling)
      return blocks.map((block) =>
        Array.from({ length: 2 * window + 1 }, (_, i) => {
          const cell = `${block} ${day! - window + i}`
          wanted.set(cell, { block, day: day! - window + i })
          return cell
        }),
      )
    })
    const inAny = await this.inBlocks([...wanted.values()])
    // As of a day, reports may stand in other blocks than now: all of them are read.
    if (this.#asOf) return [...(await this.byId(inAny)), ...this.#asOf.inBlocks([...wanted.keys()])]
    await this.#countBlocks(inAny)
    const near = new Set<string>()
    for (const cells of around) {
      const shared = new Map<string, number>()
      for (const id of cells.flat().flatMap((cell) => this.#asked.get(cell)!)) shared.set(id, (shared.get(id) ?? 0) + 1)
      for (const [id, n] of shared) if (n === Math.min(cells.length, this.#blocks.get(id)!)) near.add(id)
    }
    return this.byId([...near])
  }

  /** Learns of some reports in how many blocks they stand. */
  async #countBlocks(ids: string[]): Promise<void> {
    for (const some of inRuns(ids.filter((id) => !this.#blocks.has(id))))
      for (const { report, n } of await this.#db
        .selectFrom('block')
        .select((w) => ['report', w.fn.countAll().as('n')])
        .where(isOneOf(this.#database, 'report', some))
        .groupBy('report')
        .execute())
        this.#blocks.set(report, Number(n))
  }

  /** Ids of the reports that stand in some blocks on some days. */
  async inBlocks(cells: { block: string; day: number }[]): Promise<string[]> {
    const fresh = cells.filter(({ block, day }) => !this.#asked.has(`${block} ${day}`))
    for (const { block, day } of fresh) this.#asked.set(`${block} ${day}`, [])
    const blocksOn = new Map<number, string[]>()
    for (const { block, day } of fresh) {
      const blocks = blocksOn.get(day)
      if (blocks) blocks.push(block)
      else blocksOn.set(day, [block])
    }
    for (const [day, blocks] of blocksOn) {
      const rows = await this.#db
        .selectFrom('block')
        .select(['block', 'report'])
        .where('day', '=', day)
        .where(isOneOf(this.#database, 'block', [...new Set(blocks)]))
        .execute()
      for (const { block, report } of rows) this.#asked.get(`${block} ${day}`)!.push(report)
    }
    return [...new Set(cells.flatMap(({ block, day }) => this.#asked.get(`${block} ${day}`)!))]
  }
}

/** What was otherwise at the end of a day: the articles that changed since, as they stood then. */
export interface AsOf {
  day: string
  /** Event reports of articles (and decided imported rows) that changed since, by id. */
  changed: Map<string, Telling>
  /** Keys of those articles. */
  articles: Set<string>
  /** All reports of those articles. */
  reports: { report: Report; article: ArticleHead | null }[]
  /** Imported rows that nobody had decided on yet. */
  untouched: string[]
  /** Copy groups among the articles filed by then. */
  groups: Map<string, string>
  inBlocks(cells: string[]): Telling[]
}

/** The ledger as it stood at the end of a day, as far as it differs from now; null when nothing changed since. Cost grows with what changed since. */
export async function ledgerAsOf(db: Kysely<Tables>, day: string): Promise<AsOf | null> {
  const end = endOf(day)
  const later = await db.selectFrom('article').select('key').where('changed_at', '>', end).limit(1).execute()
  const decided = await db.selectFrom('decision').select('id').where('at', '>', end).limit(1).execute()
  const imported = (await newestImport(db)) > end
  if (later.length + decided.length === 0 && !imported) return null
  const groups = await groupsAsOf(db, end)
  const reports: AsOf['reports'] = []
  const changed = new Map<string, Telling>()
  const articles = await db
    .selectFrom('article')
    .select([...articleHead, 'article.text'])
    .where('filed_at', '<=', end)
    .where('changed_at', '>', end)
    .orderBy('key')
    .execute()
  for (const { text, ...article } of articles) {
    const turn = await db
      .selectFrom('coding_turn')
      .innerJoin('coding', (join) =>
        join.onRef('coding.article', '=', 'coding_turn.article').onRef('coding.made', '=', 'coding_turn.made'),
      )
      .select('coding.record')
      .where('coding_turn.article', '=', article.key)
      .where('coding_turn.since', '<=', end)
      .orderBy('coding_turn.since', 'desc')
      .executeTakeFirst()
    if (!turn) continue
    // The coding of then points into the text of then.
    const had = (await versionsOf(db, article.key)).filter(({ since }) => since <= end).at(-1)
    const coded = reportsOf({ ...(JSON.parse(turn.record) as Record), text: had?.text ?? text })
    const head = { ...article, copy_group: groups.get(article.key) ?? article.key }
    for (const report of effectiveReports(coded, await standingDecisions(db, article.key, day)).reports) {
      if (report.row.decided === 'rejected') continue
      reports.push({ report, article: head })
      if (report.row.kind === 'event') changed.set(report.row.id, tellingOf(report.row, report.parties, sourceOf(head)))
    }
  }
  const untouched: string[] = []
  const rows = await db
    .selectFrom('imported')
    .select(['id', 'body'])
    // Found by the decisions: there may be millions of rows that nobody decided on.
    .where('id', 'in', (w) => w.selectFrom('decision_report').select('decision_report.report'))
    .where('decided', '=', 1)
    .where('filed_at', '<=', end)
    .execute()
  const heads = await importedHeads(
    db,
    rows.map((row) => row.id),
  )
  for (const row of rows) {
    const standing = await standingDecisions(db, row.id, day)
    if (standing.length === 0) {
      untouched.push(row.id)
      continue
    }
    for (const report of effectiveReports([importedReport(row)], standing).reports)
      if (report.row.decided !== 'rejected')
        changed.set(report.row.id, {
          ...tellingOf(report.row, report.parties, heads.get(row.id)!.source),
          ...heads.get(row.id)!,
        })
  }
  const cells = new Map<string, Telling[]>()
  for (const telling of changed.values())
    for (const block of blocksOf(telling)) {
      const cell = `${block} ${featuresOf(telling).day}`
      cells.set(cell, [...(cells.get(cell) ?? []), telling])
    }
  return {
    day,
    changed,
    articles: new Set(articles.map(({ key }) => key)),
    reports,
    untouched,
    groups,
    inBlocks: (wanted) => wanted.flatMap((cell) => cells.get(cell) ?? []),
  }
}

/** Copy groups of the articles filed by an instant, of those that have copies. */
async function groupsAsOf(db: Kysely<Tables>, end: string): Promise<Map<string, string>> {
  const edges = await db
    .selectFrom('copy')
    .innerJoin('article as x', 'x.key', 'copy.a')
    .innerJoin('article as y', 'y.key', 'copy.b')
    .select(['copy.a', 'copy.b'])
    .where('x.filed_at', '<=', end)
    .where('y.filed_at', '<=', end)
    .execute()
  const leader = new Map<string, string>()
  const find = (key: string): string => {
    let top = key
    while ((leader.get(top) ?? top) !== top) top = leader.get(top)!
    return top
  }
  for (const { a, b } of edges) {
    const [x, y] = [find(a), find(b)].sort() as [string, string]
    leader.set(y, x)
    leader.set(x, x)
  }
  return new Map([...leader.keys()].map((key) => [key, find(key)]))
}
