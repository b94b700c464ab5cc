// `npm run bench:ledger`: a ledger with a million generated events of another system: import, timelines of pairs, search, size; then the same on
// PostgreSQL, where it is installed. `--events N` asks for another number.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { seededRandom } from '../src/analysis/index.ts'
import { startPostgres, whyNoPostgres } from '../src/ledger/contract/postgres-server.ts'
import { type ImportedEvent, type Ledger, openLedger } from '../src/ledger/index.ts'

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, 'no-postgres': { type: 'boolean', default: false } },
})
const total = Number(values.events)

const countries =
  'USA RUS CHN GBR FRA DEU IRN IRQ ISR PSE IND PAK TUR GRC JPN KOR PRK UKR POL SAU EGY SYR LBN JOR AFG BRA ARG CHL PER COL VEN MEX CAN CUB ZAF NGA KEN ETH ERI SDN UGA RWA COD AGO TZA GHA SEN MAR DZA TUN LBY ESP PRT ITA NLD BEL CHE AUT HUN CZE SVK ROU BGR SRB HRV BIH ALB MKD SWE NOR FIN DNK EST LVA LTU BLR MDA GEO ARM AZE KAZ UZB TKM KGZ TJK MNG VNM THA MMR KHM LAO MYS IDN PHL SGP AUS NZL'.split(
    ' ',
  )
const types = [
  ['CONSULT', '040', 1, 2.5],
  ['AGREE', '030', 4, 2.5],
  ['ACCUSE', '112', -2, -3],
  ['ASSAULT', '190', -10, -9],
  ['SUPPORT', '051', 3.4, 5],
  ['REQUEST', '020', 3, 0],
  ['REJECT', '120', -4, -2],
  ['AID', '070', 7, 10],
  ['SANCTION', '172', -5, -6],
  ['PROTEST', '141', -6.5, -5],
] as const
const offices = 'GOVERNMENT MINISTER PRESIDENT MILITARY PARLIAMENT POLICE REBEL BUSINESS ENVOY SENATOR'.split(' ')
const topics =
  'talks border trade grain treaty prisoners ceasefire election sanctions pipeline fishing refugees missiles debt aid summit embassy visas minerals railway'.split(
    ' ',
  )

/** Events as GDELT has them: few countries hold most of them, thirty years, two sides, a label and an address. */
function* events(n: number): Generator<ImportedEvent> {
  const random = seededRandom(42)
  const skewed = () => countries[Math.floor(random() * random() * random() * countries.length)]!
  const first = Date.UTC(1990, 0, 1)
  for (let i = 0; i < n; i++) {
    const [from, to] = [skewed(), skewed()]
    const [type, cameo, goldstein, score] = types[Math.floor(random() * types.length)]!
    const day = new Date(first + Math.floor((i / n) * 11_000 + random() * 3) * 86_400_000).toISOString().slice(0, 10)
    const office = () => offices[Math.floor(random() * offices.length)]!
    const topic = () => topics[Math.floor(random() * topics.length)]!
    yield {
      origin: 'gdelt1',
      originId: String(300_000_000 + i),
      type,
      mode: [],
      contexts: [],
      cameo,
      goldstein,
      score,
      status: 'actual',
      actors: [{ name: `${from} ${office()}`, code: `${from}GOV`, country: from, sector: 'GOV' }],
      recipients: [{ name: `${to} ${office()}`, code: `${to}GOV`, country: to, sector: 'GOV' }],
      reciprocal: false,
      date: { start: day, end: day, precision: 'day' },
      place: { name: `${to} City`, country: to, lat: 10, lon: 20 },
      assertedBy: null,
      conceded: true,
      rule: `gdelt1 ${cameo}`,
      words: `${topic()} ${topic()} ${topic()} ${(i % 5000).toString(36)}`,
      confidence: null,
      sources: [{ title: null, outlet: 'example.org', url: `https://example.org/${i}`, published: day }],
      extra: { NumMentions: String(1 + (i % 9)), NumSources: '1', NumArticles: String(1 + (i % 9)), AvgTone: '-1.5' },
    }
  }
}

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
