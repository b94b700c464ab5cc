// One contract over both databases: what a ledger answers does not depend on what keeps it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, postgresSchemas, sqliteFiles } from './contract/backend.ts'
import { changesContract } from './contract/changes.ts'
import { correctionsContract } from './contract/corrections.ts'
import { whyNoPostgres } from './contract/postgres-server.ts'
import { queriesContract } from './contract/queries.ts'
import { searchContract } from './contract/search.ts'
import { writersContract } from './contract/writers.ts'
import { openLedger } from './index.ts'
import { sampleRecord } from './sample-record.ts'

const contracts = [queriesContract, correctionsContract, changesContract, searchContract, writersContract]

function holds(backend: Backend): void {
  beforeAll(() => backend.start(), 120_000)
  afterAll(() => backend.stop())
  for (const contract of contracts) contract(backend)
}

describe('a ledger in a SQLite file', () => holds(sqliteFiles()))

const missing = whyNoPostgres()
describe.skipIf(missing)(`a ledger on a PostgreSQL server${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const backend = postgresSchemas()
  holds(backend)

  it('holds the same happenings as a file, byte for byte', async () => {
    const records = Array.from({ length: 12 }, (_, i) =>
      sampleRecord(`${i}${i}`.padStart(8, '0'), {
        countries: i % 3 ? ['BEL', 'PER'] : ['CHL', 'PER'],
        date: `1994-05-${10 + (i % 4)}`,
        text: `Belgium visited Peru for the ${i % 5}th time, as Äolus and É. Ngũgĩ write in number ${i}.`,
        outlet: `Paper ${i % 4}`,
      }),
    )
    const streams: string[][] = []
    for (const address of [await backend.fresh(), ':memory:']) {
      const ledger = await openLedger(address)
      await Promise.all(records.map((record) => ledger.file(record)))
      await ledger.formHappenings()
      const lines: string[] = []
      for await (const happening of ledger.allHappenings()) lines.push(JSON.stringify(happening))
      streams.push(lines)
      await ledger.close()
    }
    expect(streams[0]!.length).toBeGreaterThan(3)
    expect(streams[0]).toEqual(streams[1])
  })

  it('says that a server cannot be reached, and never the password', async () => {
    const opening = openLedger('postgres://me:secret@127.0.0.1:1/none')
    await expect(opening).rejects.toThrow(/cannot be opened.*Check that the server runs/)
    await expect(opening).rejects.not.toThrow(/secret/)
  })
})
