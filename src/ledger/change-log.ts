import { type Kysely, sql } from 'kysely'
import { type Database, insertMany } from './database.ts'
import type { Tables } from './schema.ts'

/** What changed in a ledger after a change number, for whoever keeps something made of its happenings. */
export interface Changes {
  /** The number to ask from the next time. */
  number: number
  /** True where so much changed that all is best read anew: an import, an erasure, or more than the log reaches back. */
  everything: boolean
  /** Ids of happenings that were formed, changed or taken apart; none where everything changed. */
  happenings: string[]
}

/** The log keeps so many of the newest rows; whoever is farther behind reads everything. */
const kept = 50_000
/** From so many happenings in one change on, everything counts as changed. */
const most = 10_000
/** The number under which writers of the log take turns on a PostgreSQL server, so that its numbers follow the order of commits. */
const turn = 7_346_212

/** Notes in a transaction which happenings it changed. */
export async function logChanges(
  tx: Kysely<Tables>,
  database: Database,
  happenings: string[] | 'everything',
): Promise<void> {
  if (happenings.length === 0) return
  if (database === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(turn)})`.execute(tx)
  const ids = happenings === 'everything' || happenings.length > most ? [''] : [...new Set(happenings)].sort()
  await insertMany(
    tx,
    database,
    'change',
    [{ name: 'happening', cast: 'text' }],
    ids.map((id) => [id]),
  )
  await tx
    .deleteFrom('change')
    .where('number', '<=', sql<number>`(select max(number) from change) - ${sql.lit(kept)}`)
    .execute()
}

const newest = new WeakMap<Kysely<Tables>, { number: number; filed_at: string }>()

/** When the last imported row was filed, '' where there is none: looked up anew only after something changed. */
export async function newestImport(db: Kysely<Tables>): Promise<string> {
  const { last } = await db
    .selectFrom('change')
    .select((w) => w.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const number = Number(last ?? 0)
  const known = newest.get(db)
  if (known?.number === number) return known.filed_at
  const { at } = await db
    .selectFrom('imported')
    .select((w) => w.fn.max('filed_at').as('at'))
    .executeTakeFirstOrThrow()
  newest.set(db, { number, filed_at: at ?? '' })
  return at ?? ''
}

/** What changed after a number; 0 asks for the newest number and what the log still holds. */
export async function changedSince(db: Kysely<Tables>, since: number): Promise<Changes> {
  const edges = await db
    .selectFrom('change')
    .select((w) => [w.fn.min('number').as('first'), w.fn.max('number').as('last')])
    .executeTakeFirstOrThrow()
  const [first, last] = [Number(edges.first ?? 0), Number(edges.last ?? 0)]
  if (last === since) return { number: last, everything: false, happenings: [] }
  // A smaller number is another ledger's.
  if (last < since || first > since + 1) return { number: last, everything: true, happenings: [] }
  const rows = await db
    .selectFrom('change')
    .select('happening')
    .distinct()
    .where('number', '>', since)
    .where('number', '<=', last)
    .execute()
  const everything = rows.some(({ happening }) => happening === '')
  return { number: last, everything, happenings: everything ? [] : rows.map(({ happening }) => happening).sort() }
}
