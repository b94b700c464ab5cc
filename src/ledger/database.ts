import { CompiledQuery, type Kysely, sql } from 'kysely'
import type { Tables } from './schema.ts'

/** What stands behind a ledger: a file of SQLite, or a PostgreSQL server. */
export type Database = 'sqlite' | 'postgres'

/** An open ledger's tables, what keeps them, and its clock. */
export interface Store {
  db: Kysely<Tables>
  database: Database
  /** The present instant, ISO. */
  now(): string
  /** Copies of the ledger that were made before migrations; erasure takes them along. */
  copies(): string[]
}

/** The number under which ledgers take turns on a PostgreSQL server. */
const turn = 7_346_211

/** Waits until nobody else changes the ledger and keeps it so to the end of the transaction. SQLite's writers take turns anyway. */
export async function lock(tx: Kysely<Tables>, database: Database): Promise<void> {
  if (database === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(turn)})`.execute(tx)
}

/** Keeps `lock` waiting to the end of the transaction; many may hold this at once. */
export async function lockShared(tx: Kysely<Tables>, database: Database): Promise<void> {
  if (database === 'postgres') await sql`select pg_advisory_xact_lock_shared(${sql.lit(turn)})`.execute(tx)
}

/** The first free place of a table from one on. */
export async function freePlace(
  db: Kysely<Tables>,
  table: 'article' | 'happening' | 'imported',
  wanted: number,
): Promise<number> {
  for (let place = wanted; ; place++)
    if (!(await db.selectFrom(table).select('place').where('place', '=', place).executeTakeFirst())) return place
}

/** The same for many rows at once, each getting a place of its own. */
export async function freePlaces(
  db: Kysely<Tables>,
  table: 'article' | 'happening' | 'imported',
  wanted: number[],
): Promise<number[]> {
  const taken = new Set<number>()
  for (const some of inRuns(wanted))
    for (const row of await db.selectFrom(table).select('place').where('place', 'in', some).execute())
      taken.add(Number(row.place))
  const found: number[] = []
  for (const first of wanted) {
    let place = first
    while (taken.has(place) || (place !== first && (await freePlace(db, table, place)) !== place)) place++
    taken.add(place)
    found.push(place)
  }
  return found
}

/** Rows of one statement, so that its variables stay below every database's limit. */
export const perStatement = 400

/** A list cut into runs of at most `length`. */
export function* inRuns<T>(list: readonly T[], length = perStatement): Generator<T[]> {
  for (let at = 0; at < list.length; at += length) yield list.slice(at, at + length)
}

/** Rows to insert: a list of them, or one whose rows are made as they are asked for (`madeFrom`). */
export interface Rows extends Iterable<unknown[]> {
  readonly length: number
}

/** The rows of a list, each made when its turn comes: twenty thousand at once would be carried through several collections of garbage. */
export const madeFrom = <T>(list: readonly T[], row: (from: T) => unknown[]): Rows => ({
  length: list.length,
  *[Symbol.iterator]() {
    for (const from of list) yield row(from)
  },
})

/** The rows of one statement that a SQLite connection runs once for each of them; the statement's only parameter. What comes back says which (`at`) changed nothing. */
export class EachRow {
  readonly rows: Rows

  constructor(rows: Rows) {
    this.rows = rows
  }
}

/**
 * Inserts many rows of one shape by a statement that is written once: columns as named, on SQLite run row by row, on PostgreSQL handed over as a list a
 * column. `cast` gives PostgreSQL the type of each column; rows that are there already are passed over where `known` says so.
 */
export async function insertMany(
  db: Kysely<Tables>,
  database: Database,
  into: string,
  columns: Column[],
  rows: Rows,
  known: 'passed over' | 'an error' = 'an error',
): Promise<void> {
  if (rows.length === 0) return
  const tail = known === 'passed over' ? ' on conflict do nothing' : ''
  if (database === 'sqlite') await insertEach(db, into, columns, rows, tail)
  else for (const some of inRuns([...rows], 5000)) await insertLists(db, into, columns, some, tail)
}

/** Inserts what is not there yet: the rows that share a key with one there, or with one before them, are passed over and come back. */
export async function insertNew<T extends { id: string }>(
  db: Kysely<Tables>,
  database: Database,
  into: string,
  columns: Column[],
  list: readonly T[],
  row: (from: T) => unknown[],
): Promise<T[]> {
  if (list.length === 0) return []
  const tail = ' on conflict do nothing'
  if (database === 'sqlite')
    return (await insertEach(db, into, columns, madeFrom(list, row), tail)).map(({ at }) => list[at]!)
  const added = new Set<unknown>()
  for (const some of inRuns(list, 5000))
    for (const { id } of await insertLists(db, into, columns, some.map(row), `${tail} returning id`)) added.add(id)
  return list.filter(({ id }) => !added.has(id))
}

async function insertEach(db: Kysely<Tables>, into: string, columns: Column[], rows: Rows, tail: string) {
  const insert = `insert into ${into} (${namesOf(columns)}) values (${columns.map(() => '?').join(', ')})${tail}`
  return (await db.executeQuery<{ at: number }>(CompiledQuery.raw(insert, [new EachRow(rows)]))).rows
}

async function insertLists(db: Kysely<Tables>, into: string, columns: Column[], rows: unknown[][], tail: string) {
  const lists = columns.map(({ cast }, i) => `$${i + 1}::${cast}[]`).join(', ')
  const insert = `insert into ${into} (${namesOf(columns)}) select * from unnest(${lists})${tail}`
  const values = columns.map((_, i) => rows.map((row) => row[i]))
  return (await db.executeQuery<{ id: string }>(CompiledQuery.raw(insert, values))).rows
}

/** A column to insert into, and what PostgreSQL calls its type. */
interface Column {
  name: string
  cast: string
}

const namesOf = (columns: Column[]) => columns.map(({ name }) => `"${name}"`).join(', ')

/** The condition that a column is one of many values, handed over as one list. */
export function isOneOf(database: Database, column: string, values: (string | number)[]) {
  return database === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`
    : typeof values[0] === 'number'
      ? sql<boolean>`${sql.ref(column)} = any(${values}::bigint[])`
      : sql<boolean>`${sql.ref(column)} = any(${values}::text[])`
}
