import { type Kysely, sql } from 'kysely'
import { logChanges } from './change-log.ts'
import { findCopies } from './copies.ts'
import { type Database, freePlaces, inRuns, insertMany, isOneOf, lock, type Store } from './database.ts'
import { compare } from './days.ts'
import { pairWords } from './decisions.ts'
import { describeHappening, type Telling } from './describe-happening.ts'
import { type Formed, formFrom, type Tellings } from './form-happenings.ts'
import { window } from './link.ts'
import { findableOf, sidesBeyond } from './pairs.ts'
import type { HappeningRow, Tables } from './schema.ts'
import { LedgerTellings } from './tellings.ts'
import type { Happening } from './view.ts'

/**
 * From so many reports to look at again on, and from such a part of all, all are looked at: one pass over everything is then the cheaper way to the same
 * happenings. Below it the cost of a pass, and its memory, go by what is new, however large the ledger has grown.
 */
const many = 3000
const manyOfAll = 1 / 3

/**
 * Forms happenings anew around everything that changed since the last time, in one transaction under the ledger's lock; `all` does it for the whole
 * ledger, to the same end. Returns how many happenings there are, imported rows aside.
 */
export async function formHappenings(store: Store, all = false): Promise<number> {
  await store.db.transaction().execute(async (tx) => {
    await lock(tx, store.database)
    await formUnsettled(tx, store.database, all)
  })
  const { n } = await store.db
    .selectFrom('happening')
    .select((w) => w.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The same inside a transaction that holds the lock. */
export async function formUnsettled(tx: Kysely<Tables>, database: Database, all = false): Promise<void> {
  const unsettled = await tx.selectFrom('unsettled').selectAll().execute()
  if (unsettled.length === 0 && !all) return
  const keysOf = (kind: string) => unsettled.filter((row) => row.kind === kind).map((row) => row.key)
  const regrouped = await findCopies(tx, database, [...new Set(keysOf('article'))].sort(compare))

  const tellings = new LedgerTellings({ db: tx, database })
  const seeds = new Set(keysOf('report'))
  const stale = new Set(keysOf('happening'))
  for (const some of inRuns(regrouped)) {
    const rows = await tx.selectFrom('report').select(['id', 'happening']).where('article', 'in', some).execute()
    for (const { id, happening } of rows) {
      seeds.add(id)
      if (happening) stale.add(happening)
    }
  }
  const cells = unsettled
    .filter((row) => row.kind === 'block')
    .flatMap(({ key, day }) =>
      Array.from({ length: 2 * window + 1 }, (_, i) => ({ block: key, day: Number(day) - window + i })),
    )
  for (const id of await tellings.inBlocks(cells)) seeds.add(id)
  for (const some of inRuns([...stale]))
    for (const { id } of await tx.selectFrom('report').select('id').where('happening', 'in', some).execute())
      seeds.add(id)

  const words = await pairWords(tx)
  const formed =
    all || (seeds.size > many && seeds.size > manyOfAll * (await tellings.count()))
      ? await formFrom(...(await everything(tellings)), words)
      : await formFrom(await tellings.byId([...seeds]), tellings, words)
  await write(tx, database, formed, stale, all)
  await tx.deleteFrom('unsettled').execute()
}

async function everything(tellings: LedgerTellings): Promise<[Telling[], Tellings]> {
  const all = await tellings.all()
  const byId = new Map(all.map((telling) => [telling.id, telling]))
  return [all, { byId: (ids) => ids.flatMap((id) => byId.get(id) ?? []), near: () => all }]
}

async function write(
  tx: Kysely<Tables>,
  database: Database,
  formed: Formed[],
  stale: Set<string>,
  all: boolean,
): Promise<void> {
  const old = new Map<string, string | null>()
  for (const some of inRuns(formed.flatMap(({ members }) => members.map((member) => member.id))))
    for (const { id, happening } of await tx
      .selectFrom('report')
      .select(['id', 'happening'])
      .where(isOneOf(database, 'id', some))
      .execute()) {
      old.set(id, happening)
      if (happening) stale.add(happening)
    }
  if (all) for (const { id } of await tx.selectFrom('happening').select('id').execute()) stale.add(id)
  const bodies = new Map<string, string>()
  for (const some of inRuns([...stale]))
    for (const { id, body } of await tx
      .selectFrom('happening')
      .select(['id', 'body'])
      .where(isOneOf(database, 'id', some))
      .execute())
      bodies.set(id, body)
  const made = formed.map(({ id, members, reasons }) => {
    const happening = describeHappening(id, members, reasons)
    return { happening, body: JSON.stringify(happening) }
  })
  const kept = new Set(
    made.filter(({ happening, body }) => bodies.get(happening.id) === body).map((m) => m.happening.id),
  )
  const gone = [...bodies.keys()].filter((id) => !kept.has(id))
  for (const some of inRuns(gone)) {
    const places = (
      await tx
        .selectFrom('happening')
        .select('place')
        .where(isOneOf(database, 'id', some))
        .execute()
    ).map((row) => Number(row.place))
    await tx.deleteFrom('happening_side').where('place', 'in', places).execute()
    await tx.deleteFrom('happening').where('place', 'in', places).execute()
  }
  const fresh = made.filter(({ happening }) => !kept.has(happening.id))
  for (const some of inRuns(fresh, 100)) {
    const rows = some.map(
      ({ happening, body }): HappeningRow => ({
        ...findableOf(happening.id, happening),
        review: reviewOf(happening),
        body,
      }),
    )
    const places = await freePlaces(
      tx,
      'happening',
      rows.map((row) => row.place),
    )
    for (const [i, row] of rows.entries()) row.place = places[i]!
    await insertMany(
      tx,
      database,
      'happening',
      happeningColumns.map((name) => ({ name, cast: castOf[name] ?? 'text' })),
      rows.map((row) => happeningColumns.map((name) => row[name])),
    )
    const sides = rows.flatMap((row, i) => sidesBeyond(row, some[i]!.happening))
    for (const few of inRuns(sides)) await tx.insertInto('happening_side').values(few).execute()
  }
  await logChanges(tx, database, [...gone, ...fresh.map(({ happening }) => happening.id)])
  await setHappenings(
    tx,
    database,
    formed.flatMap(({ id, members }) =>
      members.filter((member) => old.get(member.id) !== id).map((member): [string, string] => [member.id, id]),
    ),
  )
}

/** Says of reports which happening each is in now. */
async function setHappenings(tx: Kysely<Tables>, database: Database, pairs: [string, string][]): Promise<void> {
  for (const some of inRuns(pairs))
    await (database === 'sqlite'
      ? sql`update report set happening = given.value ->> 1 from json_each(${JSON.stringify(some)}) as given where report.id = given.value ->> 0`
      : sql`update report set happening = given.happening from unnest(${some.map(([report]) => report)}::text[], ${some.map(([, happening]) => happening)}::text[]) as given (report, happening) where report.id = given.report`
    ).execute(tx)
}

const happeningColumns = [
  'place',
  'id',
  'a',
  'b',
  'type',
  'status',
  'day',
  'until',
  'review',
  'body',
] as const satisfies (keyof HappeningRow)[]
const castOf = { place: 'bigint', review: 'double precision' } as { [column: string]: string }

/** How much a happening asks to be looked at: doubt (0 to 1) times weight; nothing once a person has decided. */
export function reviewOf(happening: Happening): number {
  return happening.decided ? 0 : doubtOf(happening) * weightOf(happening)
}

/** Doubt: what the coder is not sure of, and more for each detail that its reports contradict each other on. 0 to 1. */
export function doubtOf({ confidence, conflicts, conceded }: Happening): number {
  return Math.min(1, 1 - confidence + 0.15 * conflicts.length + (conceded ? 0 : 0.1))
}

/** Weight: how far the happening moves a relation, 1 to 10, and more the more independent sources repeat it. */
export function weightOf({ score, goldstein, independent }: Happening): number {
  return Math.max(1, Math.abs(score), Math.abs(goldstein)) * (1 + 0.1 * Math.min(10, independent - 1))
}
