import { setImmediate as turn } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { EachRow } from './database.ts'
import { LedgerError } from './ledger-error.ts'

/**
 * Kysely over @photostructure/sqlite (the `node:sqlite` interface, prebuilt for Node 20). One connection a process; write-ahead logging lets
 * several processes read and write one file; `begin immediate` makes a writer wait its turn instead of failing half-way. The file may grow to
 * `mostBytes`; then it is as on a full disk.
 */
export function sqliteDialect(path: string, mostBytes?: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => new SqliteFileDriver(path, mostBytes),
  }
}

/**
 * The last turn handed out for each file. SQLite waits for another connection's lock without giving way to the event loop, so two open
 * transactions of one process would wait for each other; taking turns makes that impossible.
 */
const turns = new Map<string, Promise<void>>()

type DatabaseSyncInstance = InstanceType<typeof DatabaseSync>

class SqliteFileDriver implements Driver {
  readonly #path: string
  #database: DatabaseSyncInstance | undefined
  readonly #statements: Statements = new Map()

  readonly #mostBytes: number | undefined

  constructor(path: string, mostBytes: number | undefined) {
    this.#path = path
    this.#mostBytes = mostBytes
  }

  async init(): Promise<void> {
    const database = new DatabaseSync(this.#path, { timeout: 30_000 })
    // Of a new file only; rows of half a kilobyte fill larger pages better.
    database.exec('pragma page_size = 8192')
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = normal')
    database.exec('pragma foreign_keys = on')
    // Room for the indices of a million rows, and fewer, longer checkpoints.
    database.exec('pragma cache_size = -65536')
    database.exec('pragma wal_autocheckpoint = 4000')
    if (this.#mostBytes !== undefined)
      database.exec(`pragma max_page_count = ${Math.max(1, Math.floor(this.#mostBytes / 8192))}`)
    this.#database = database
  }

  /** Connections to one file are handed out one at a time in a process, in the order asked: a transaction has the database for itself. */
  async acquireConnection(): Promise<SqliteConnection> {
    const before = turns.get(this.#path)
    let release = () => {}
    turns.set(
      this.#path,
      new Promise((resolve) => {
        release = resolve
      }),
    )
    await before
    return new SqliteConnection(this.#database!, this.#path, this.#statements, release)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  /** SQLite takes a transaction back by itself where the disk is full. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database!.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    this.#statements.clear()
    this.#database?.close()
  }
}

type Statements = Map<string, ReturnType<DatabaseSyncInstance['prepare']>>

/**
 * SQLite answers at once, so that a long transaction would keep the rest of the process waiting: answers of a server, threads that ask for more to code.
 * After so long (ms) without a pause, everything else has its turn before the next statement.
 */
const longest = 10
let lastPause = 0

/** Prepared statements kept for use again; the oldest go first. */
const statementsKept = 500

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSyncInstance
  readonly #path: string
  readonly #statements: Statements
  readonly release: () => void

  constructor(database: DatabaseSyncInstance, path: string, statements: Statements, release: () => void) {
    this.#database = database
    this.#path = path
    this.#statements = statements
    this.release = release
  }

  #prepare(text: string) {
    const known = this.#statements.get(text)
    if (known) {
      this.#statements.delete(text)
      this.#statements.set(text, known)
      return known
    }
    const statement = this.#database.prepare(text)
    // Only questions and changes of rows come again, and only those outlive a change of tables.
    if (/^\s*(?:select|insert|update|delete)/i.test(text)) {
      this.#statements.set(text, statement)
      if (this.#statements.size > statementsKept) this.#statements.delete(this.#statements.keys().next().value!)
    }
    return statement
  }

  async executeQuery<R>(query: CompiledQuery): Promise<{ rows: R[]; numAffectedRows?: bigint; insertId?: bigint }> {
    if (performance.now() - lastPause > longest) {
      await turn()
      lastPause = performance.now()
    }
    try {
      return this.#run(query)
    } catch (error) {
      throw named(error, this.#path)
    }
  }

  #run<R>(query: CompiledQuery): { rows: R[]; numAffectedRows?: bigint; insertId?: bigint } {
    const statement = this.#prepare(query.sql)
    const [first] = query.parameters
    if (first instanceof EachRow) {
      let at = 0
      const passedOver: { at: number }[] = []
      for (const row of first.rows) {
        if (statement.run(...(row as never[])).changes === 0) passedOver.push({ at })
        at++
      }
      return { rows: passedOver as R[], numAffectedRows: BigInt(at - passedOver.length) }
    }
    const parameters = query.parameters as never[]
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncGenerator<{ rows: R[] }> {
    for (const row of this.#database.prepare(query.sql).iterate(...(query.parameters as never[])))
      yield { rows: [row as R] }
  }
}

/** What SQLite says of a disk that is full, cannot be written or cannot be read, as an error that says what to do; any other error as it is. */
function named(error: unknown, path: string): unknown {
  const code = ((error as { errcode?: unknown })?.errcode as number) & 0xff
  const kept = 'What was filed before is kept; run the same again and the rest is added.'
  const [name, what] =
    code === 13
      ? ['ledger/disk-full', `The disk of the ledger ${path} is full. Make room. ${kept}`]
      : code === 8
        ? ['ledger/read-only', `The ledger ${path} may be read but not written. Check who may write it and its folder.`]
        : code === 10
          ? ['ledger/disk', `The disk of the ledger ${path} cannot be read or written just now. Check it. ${kept}`]
          : code === 11 || code === 26
            ? [
                'ledger/damaged',
                `The ledger ${path} is damaged or no ledger. Go back to a copy (detente backup makes them).`,
              ]
            : []
  return name && what ? new LedgerError(name, what, { cause: error }) : error
}
