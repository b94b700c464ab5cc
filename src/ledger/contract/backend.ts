import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from './postgres-server.ts'

/** One kind of ledger for the contract to run over: addresses of new empty ledgers, all gone at the end. */
export interface Backend {
  start(): Promise<void>
  /** The address of a ledger that does not exist yet. */
  fresh(): Promise<string>
  stop(): Promise<void>
}

export function sqliteFiles(): Backend {
  let folder = ''
  let n = 0
  return {
    async start() {
      folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    },
    fresh: async () => join(folder, `${n++}.sqlite`),
    async stop() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Each ledger is a schema of its own in one server's database. */
export function postgresSchemas(): Backend {
  let server: Awaited<ReturnType<typeof startPostgres>> | undefined
  return {
    async start() {
      server = await startPostgres()
    },
    async fresh() {
      const schema = `t${randomBytes(6).toString('hex')}`
      const client = new pg.Client(server!.address)
      await client.connect()
      await client.query(`create schema ${schema}`)
      await client.end()
      return `${server!.address}?options=${encodeURIComponent(`-c search_path=${schema}`)}`
    },
    async stop() {
      await server?.stop()
    },
  }
}
