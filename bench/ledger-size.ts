// `npm run bench:ledger`: a ledger with a million generated events of another system: import, timelines of pairs, search, size; then the same on
// PostgreSQL, where it is installed. `--events N` asks for another number.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres, whyNoPostgres } from '../src/ledger/contract/postgres-server.ts'
import { type Ledger, openLedger } from '../src/ledger/index.ts'
import { events } from './million.ts'

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, 'no-postgres': { type: 'boolean', default: false } },
})
const total = Number(values.events)

// What making the events costs is taken off what importing them costs.
const begun = process.cpuUsage()
for (const _ of events(total));
const making = process.cpuUsage(begun)
const makingSeconds = (making.user + making.system) / 1e6

async function best(tries: number, act: () => Promise<unknown>): Promise<{ first: number; best: number }> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return { first: times[0]!, best: Math.min(...times) }
}

async function measure(name: string, ledger: Ledger, bytes: () => number | Promise<number>): Promise<void> {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const counts = await ledger.importEvents(events(total))
  const seconds = (performance.now() - began) / 1000 - makingSeconds
  const used = process.cpuUsage(cpu)
  const processor = (used.user + used.system) / 1e6 - makingSeconds
  console.log(`\n${name}: ${counts.added} events`)
  console.log(
    `  import        ${(total / seconds).toFixed(0)} rows/s by the clock, ${(total / processor).toFixed(0)} rows a second of processor`,
  )
  console.log(`  size          ${((await bytes()) / total).toFixed(0)} bytes a row`)
  const activity = await ledger.pairs()
  const asked = [activity[0]!, activity[Math.floor(activity.length / 2)]!, activity.at(-1)!]
  for (const { pair, happenings } of asked) {
    const times = await best(8, () => ledger.happenings({ pair, order: 'newest', limit: 200 }))
    const whole = await best(4, () => ledger.happenings({ pair }))
    console.log(
      `  ${pair.join('-')} of ${String(happenings).padStart(6)}  newest 200 in ${times.best.toFixed(1)} ms (first time ${times.first.toFixed(1)}), all in ${whole.best.toFixed(1)} ms`,
    )
  }
  for (const query of [
    { words: 'pipeline talks' },
    { words: 'minister' },
    { words: 'rus city zz' },
    { words: 'grain', pair: asked[0]!.pair },
    { words: 'treaty', country: 'GHA', since: '2005-01-01', until: '2006-12-31' },
    { words: 'missiles debt summit', types: ['ASSAULT' as const] },
  ]) {
    let n = 0
    const times = await best(5, async () => {
      n = (await ledger.find(query)).total
    })
    console.log(
      `  find ${JSON.stringify(query).slice(0, 60).padEnd(60)} ${String(n).padStart(6)}${n >= 10_000 ? '+' : ' '} in ${times.best.toFixed(1)} ms (first time ${times.first.toFixed(1)})`,
    )
  }
  const times = await best(3, () => ledger.happenings({ since: '2010-01-01', until: '2010-01-07', limit: 200 }))
  console.log(`  a week of the world, 200 rows, in ${times.best.toFixed(1)} ms`)
  const pairs = await best(3, () => ledger.pairs({ limit: 50 }))
  console.log(`  the 50 busiest pairs in ${pairs.best.toFixed(1)} ms`)
}

const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-'))
try {
  const path = join(folder, 'bench.sqlite')
  const ledger = await openLedger(path)
  await measure('SQLite', ledger, () => statSync(path).size)
  await ledger.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const missing = whyNoPostgres()
if (missing) console.log(`\nPostgreSQL: left out, ${missing}`)
else if (!values['no-postgres']) {
  const server = await startPostgres({ durable: true })
  try {
    const ledger = await openLedger(server.address)
    await measure('PostgreSQL', ledger, async () => {
      const client = new pg.Client(server.address)
      await client.connect()
      await client.query('vacuum analyze')
      const { rows } = await client.query('select pg_database_size(current_database()) as n')
      await client.end()
      return Number(rows[0].n)
    })
    await ledger.close()
  } finally {
    await server.stop()
  }
}
