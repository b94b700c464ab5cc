import { type Dialect, PostgresDialect } from 'kysely'
import type pg from 'pg'

/** True for an address of a PostgreSQL server (`postgres://…` or `postgresql://…`). */
export const isPostgres = (address: string) => /^postgres(?:ql)?:\/\//.test(address)

/** Kysely over a PostgreSQL server, whose driver is loaded only then. Whole numbers of 64 bits come as numbers: none of ours is above 2^53. */
export async function postgresDialect(address: string): Promise<Dialect> {
  const { default: driver } = await import('pg')
  const eight = 20
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === eight ? Number : driver.types.getTypeParser(oid, format as 'text'),
  }
  const pool = new driver.Pool({ connectionString: address, types, max: 8 })
  // A connection lost while nobody uses it (the server restarts) harms nothing: the next question opens another.
  pool.on('error', () => {})
  // Nor may one that dies between two statements of a transaction end the process: the next statement fails and the batch is tried again.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool })
}

/** An address without its password, for messages. */
export function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/[^:/@]*):[^@]*@/, '$1:***@')
}

/** The same row twice, an order that cannot be kept, a deadlock, and the same type or table made twice, which `if not exists` does not rule out between two that begin at once. */
const COLLISIONS = new Set<unknown>(['23505', '40001', '40P01', '42710', '42P07'])

/** Whether two writers came into each other's way and trying again is all that is needed. */
const isCollision = (error: unknown): boolean => COLLISIONS.has((error as { code?: unknown })?.code)

/** Tries again where another writer of the same rows came in between; the second time they are simply known. */
export async function again<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await act()
    } catch (error) {
      if (tries === 5 || !isCollision(error)) throw error
    }
}
