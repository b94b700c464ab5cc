import { sha256Hex } from '../article/index.ts'
import type { CodedEvent, EventType } from '../coding/index.ts'
import { inRuns, type Store } from './database.ts'
import { compare } from './days.ts'
import { LedgerError } from './ledger-error.ts'
import { countriesOf } from './pairs.ts'
import { LedgerTellings } from './tellings.ts'

/** What one coder says of one passage: the event it tells of, or none. */
export interface Judgement {
  /** Null where the passage tells of no event. */
  type: EventType | null
  mode?: string[]
  contexts?: string[]
  /** −10 to 10. */
  score?: number | null
  /** Country codes of those who act and those acted upon. */
  actors?: string[]
  recipients?: string[]
  note?: string
}

/** A drawn sample: reports of events, about as many of each type, to be coded by several people who do not see each other's answers. */
export interface Sample {
  id: string
  name: string
  reports: string[]
  /** Who has begun, and how many each has done. */
  coders: { by: string; done: number }[]
}

/** One passage of a sample as a coder sees it: the words and what stands around them, and no one's answer but his own. */
export interface SamplePassage {
  report: string
  article: string
  title: string | null
  published: string | null
  before: string
  words: string
  after: string
  judgement: Judgement | null
}

/** All answers on one passage, the machine's among them. */
export interface JudgedPassage {
  report: string
  machine: Judgement
  people: { by: string; judgement: Judgement }[]
}

interface SampleBody {
  reports: string[]
}

/** Draws a sample of event reports: as many of each type as there are, up to `size` in all. The same ledger, name and seed give the same sample. */
export async function drawSample(
  store: Store,
  { name, size, seed = 1 }: { name: string; size: number; seed?: number },
): Promise<Sample> {
  const { db } = store
  const rows = await db
    .selectFrom('report')
    .innerJoin('article', 'article.key', 'report.article')
    .select(['report.id', 'report.type'])
    .where('report.kind', '=', 'event')
    .execute()
  const byType = new Map<string, { id: string; lot: string }[]>()
  for (const { id, type } of rows)
    byType.set(type, [...(byType.get(type) ?? []), { id, lot: sha256Hex(`${seed}:${id}`) }])
  const heaps = [...byType]
    .sort(([a], [b]) => compare(a, b))
    .map(([, heap]) => heap.sort((x, y) => compare(x.lot, y.lot)))
  const drawn: { id: string; lot: string }[] = []
  for (let round = 0; drawn.length < size && heaps.some((heap) => heap.length > round); round++)
    for (const heap of heaps) if (drawn.length < size && heap[round]) drawn.push(heap[round]!)
  if (drawn.length === 0)
    throw new LedgerError('ledger/nothing-to-sample', 'The ledger holds no event report to draw. Read articles first.')
  // Mixed, so that the order says nothing of the type.
  const reports = drawn.sort((x, y) => compare(x.lot, y.lot)).map(({ id }) => id)
  const id = sha256Hex(`sample:${name}:${seed}:${reports.join()}`).slice(0, 32)
  await db
    .insertInto('sample')
    .values({ id, name, made_at: store.now(), body: JSON.stringify({ reports } satisfies SampleBody) })
    .onConflict((c) => c.column('id').doNothing())
    .execute()
  return sample(store, id)
}

export async function samples(store: Store): Promise<Sample[]> {
  const rows = await store.db.selectFrom('sample').select('id').orderBy('name').orderBy('id').execute()
  return Promise.all(rows.map((row) => sample(store, row.id)))
}

async function sample({ db }: Store, id: string): Promise<Sample> {
  const row = await db
    .selectFrom('sample')
    .selectAll()
    .where((w) => w.or([w('id', '=', id), w('name', '=', id)]))
    .orderBy('id')
    .executeTakeFirst()
  if (!row) throw new LedgerError('ledger/no-sample', `The ledger holds no sample "${id}".`)
  const coders = await db
    .selectFrom('judgement')
    .select(['by', (w) => w.fn.countAll().as('done')])
    .where('sample', '=', row.id)
    .groupBy('by')
    .orderBy('by')
    .execute()
  const { reports } = JSON.parse(row.body) as SampleBody
  return { id: row.id, name: row.name, reports, coders: coders.map(({ by, done }) => ({ by, done: Number(done) })) }
}

/** The passages of a sample for one coder. Passages of articles erased since are left out. */
export async function samplePassages(store: Store, id: string, by: string): Promise<SamplePassage[]> {
  const { id: key, reports } = await sample(store, id)
  const mine = new Map(
    (
      await store.db
        .selectFrom('judgement')
        .select(['report', 'body'])
        .where('sample', '=', key)
        .where('by', '=', by)
        .execute()
    ).map((row) => [row.report, JSON.parse(row.body) as Judgement]),
  )
  const passages: SamplePassage[] = []
  for (const report of reports) {
    const row = await store.db
      .selectFrom('report')
      .innerJoin('article', 'article.key', 'report.article')
      .select(['report.words', 'report.item', 'article.key', 'article.title', 'article.text', 'article.date_start'])
      .where('report.id', '=', report)
      .executeTakeFirst()
    if (!row) continue
    const { evidence } = JSON.parse(row.item) as CodedEvent
    const spans = (evidence ?? []).filter((span) => span.in !== 'title')
    const [from, to] = spans.length
      ? [Math.min(...spans.map((span) => span.start)), Math.max(...spans.map((span) => span.end))]
      : [0, 0]
    passages.push({
      report,
      article: row.key,
      title: row.title,
      published: row.date_start,
      before: row.text.slice(Math.max(0, from - 300), from),
      words: spans.length ? row.text.slice(from, to) : row.words,
      after: row.text.slice(to, to + 300),
      judgement: mine.get(report) ?? null,
    })
  }
  return passages
}

/** Keeps what one coder says of one passage; said again, the later word stands. */
export async function judge(store: Store, id: string, report: string, by: string, judgement: Judgement): Promise<void> {
  const { id: key, reports } = await sample(store, id)
  if (!by.trim()) throw new LedgerError('ledger/no-name', 'A judgement needs the name of whoever makes it.')
  if (!reports.includes(report))
    throw new LedgerError('ledger/not-in-sample', `"${report}" is no passage of this sample.`)
  const row = { sample: key, report, by: by.trim(), at: store.now(), body: JSON.stringify(judgement) }
  await store.db
    .insertInto('judgement')
    .values(row)
    .onConflict((c) => c.columns(['sample', 'report', 'by']).doUpdateSet({ at: row.at, body: row.body }))
    .execute()
}

/**
 * All answers on a sample. Nobody sees them before everybody who began is done, two at least: throws `ledger/still-blind` until then.
 */
export async function judgements(store: Store, id: string): Promise<JudgedPassage[]> {
  const { id: key, reports, coders } = await sample(store, id)
  const tellings = new Map<string, Awaited<ReturnType<LedgerTellings['byId']>>[number]>()
  for (const some of inRuns(reports))
    for (const telling of await new LedgerTellings(store).byId(some)) tellings.set(telling.id, telling)
  const there = reports.filter((report) => tellings.has(report))
  const waiting = coders.filter(({ done }) => done < there.length)
  if (coders.length < 2 || waiting.length)
    throw new LedgerError(
      'ledger/still-blind',
      coders.length < 2
        ? 'Answers are shown once two people have coded the whole sample.'
        : `Answers are shown once everybody is done; still coding: ${waiting.map(({ by, done }) => `${by} (${done} of ${there.length})`).join(', ')}.`,
    )
  const rows = await store.db.selectFrom('judgement').selectAll().where('sample', '=', key).orderBy('by').execute()
  return there.map((report) => {
    const { event, actors, recipients } = tellings.get(report)!
    const { type, mode, contexts, score } = event
    return {
      report,
      machine: { type, mode, contexts, score, actors: countriesOf(actors), recipients: countriesOf(recipients) },
      people: rows
        .filter((row) => row.report === report)
        .map(({ by, body }) => ({ by, judgement: JSON.parse(body) as Judgement })),
    }
  })
}
