// `npm run bench:answers`: how long every address of the API takes over a ledger of a million events of another system and the sample articles, once the
// server has made ready what it keeps beside the ledger. Cold is the first time that an address is asked, warm the best of five after it. `--ledger FILE`
// takes a ledger made before, and keeps it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createApp } from '../src/api/app.ts'
import { loadResources, openLedger, readInputs, readIntoLedger } from '../src/index.ts'
import { events } from './million.ts'

const { values } = parseArgs({
  options: {
    ledger: { type: 'string' },
    events: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'detente-answers-'))
const path = values.ledger ?? join(folder, 'x.sqlite')
const resources = loadResources()
const made = !existsSync(path)
const ledger = await openLedger(path)
if (made) {
  for await (const _ of readIntoLedger(readInputs(['samples/dispatches', 'samples/dossiers']), ledger, resources));
  await ledger.importEvents(events(Number(values.events)))
}
const pairs = await ledger.pairs()
const [busiest, middle] = [pairs[0]!.pair, pairs[Math.floor(pairs.length / 2)]!.pair]
const { articles } = await ledger.articles({ limit: 1 })
const article = articles[0]!.key
const report = (await ledger.reports(article)).find(({ happening }) => happening)!
const imported = (await ledger.happenings({ pair: busiest, order: 'newest', limit: 1 }))[0]!.id
const [most, some] = [busiest.join('/'), middle.join('/')]
const asked = [
  'health',
  'countries',
  'codebook',
  'codebook/AID',
  'articles',
  'articles?until=2003-01-01',
  'articles?as-of=2100-01-01',
  `articles/${article}`,
  `articles/${article}/why`,
  `articles/${article}/reports`,
  `reports/${report.id}`,
  `happenings/${report.happening}`,
  `happenings/${report.happening}/neighbours`,
  `happenings/${imported}`,
  `happenings/${imported}/neighbours`,
  `happenings/${imported}?as-of=2100-01-01`,
  'today',
  'today?as-of=2005-06-01',
  'news',
  'news?as-of=2005-06-01',
  'world',
  'world?as-of=2005-06-01',
  `world?country=${busiest[0]}`,
  'world?region=Southern Asia',
  'pairs',
  `pairs?country=${busiest[0]}`,
  `pairs/${most}`,
  `pairs/${most}?as-of=2005-06-01`,
  `pairs/${most}?scale=goldstein`,
  `pairs/${some}`,
  'pairs/GBR/RUS',
  `pairs/${most}/brief.md`,
  `pairs/${most}/brief.html`,
  `pairs/${most}/data.json`,
  `pairs/${most}/temperature.csv`,
  `pairs/${most}/events.csv`,
  'find',
  'find?words=pipeline talks',
  'find?words=minister',
  `find?words=grain&country=${busiest[0]}&with=${busiest[1]}`,
  `find?words=treaty&country=${busiest[0]}&types=SANCTION,AID`,
  'find?types=ASSAULT&statuses=future',
  'find?words=zzz',
  'find?words=treaty&as-of=2100-01-01',
  'find?kind=statement&words=border',
  'find?kind=commitment',
  `find?country=${busiest[0]}&since=2001-01-01&until=2001-12-31&order=oldest`,
  'find?words=treaty&offset=5000',
  'commitments',
  `commitments?country=${busiest[0]}`,
  'review',
  `review?country=${busiest[0]}`,
  'review/disagreements',
  'decisions',
  'samples',
  'watches',
  'readings',
].filter((each) => !values.only || each.startsWith(values.only))

const open = () =>
  createApp({
    ledger,
    resources,
    assets: new Map(),
    hosts: ['localhost'],
    watch: { base: join(folder, 'x'), everyMs: 3_600_000 },
  })
async function ask(app: ReturnType<typeof open>['app'], address: string) {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const response = await app.request(`http://localhost/api/v1/${address}`, { headers: { host: 'localhost' } })
  const { length } = await response.arrayBuffer().then((body) => new Uint8Array(body))
  const ms = performance.now() - began
  const used = process.cpuUsage(cpu)
  if (!response.ok) throw new Error(`${address} was answered with ${response.status}`)
  return { ms, cpu: (used.user + used.system) / 1000, length }
}

const { app, warm, stop } = open()
const [began, cpu] = [performance.now(), process.cpuUsage()]
await warm()
const used = process.cpuUsage(cpu)
console.log(
  `ready after ${((performance.now() - began) / 1000).toFixed(1)} s (${((used.user + used.system) / 1e6).toFixed(1)} of processor), ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
)
let [slowestCold, slowestWarm, over] = [0, 0, 0]
console.log(`${'address'.padEnd(64)} cold (processor)      warm   bytes`)
for (const address of asked) {
  const cold = await ask(app, address)
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 5; i++) best = Math.min(best, (await ask(app, address)).ms)
  slowestCold = Math.max(slowestCold, cold.ms)
  slowestWarm = Math.max(slowestWarm, best)
  if (cold.ms > 300) over++
  console.log(
    `${address.replace(/[0-9a-f]{32}/, 'ID').padEnd(60)} ${cold.ms.toFixed(0).padStart(6)} ms (${cold.cpu.toFixed(0).padStart(5)}) ${best.toFixed(1).padStart(8)} ms ${String(cold.length).padStart(9)}${cold.ms > 300 ? '  *' : ''}`,
  )
}
console.log(
  `slowest: ${slowestCold.toFixed(0)} ms cold, ${slowestWarm.toFixed(0)} ms warm; ${over} of ${asked.length} took more than 300 ms cold`,
)
await stop()
await ledger.close()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
