// How long the report on a pair takes in a process that has reported on none: from opening the ledger to the last word, the start of the process and the loading
// of modules left out. `npx tsx bench/cold.ts LEDGER A B`; a ledger of a million events comes from `npm run bench:answers -- --ledger LEDGER`.
import { keptTable, readReport, readTold } from '../src/analysis/index.ts'
import { openLedger } from '../src/ledger/index.ts'
import { version } from '../src/pipeline/index.ts'

const [path, a, b] = process.argv.slice(2)
if (!path || !a || !b)
  throw new Error('Call it with a ledger and two countries: npx tsx bench/cold.ts x.sqlite RUS USA')
const pair: [string, string] = [a, b]
const [began, used] = [performance.now(), process.cpuUsage()]
const ledger = await openLedger(path)
const told = await readTold(ledger, pair)
const table = await keptTable(ledger, pair, version)
const read = performance.now()
const report = await readReport(ledger, pair, { events: 12, contacts: 8 }, { told, table })
const ended = performance.now()
const { user, system } = process.cpuUsage(used)
console.log(
  `${a} and ${b}, ${report.evidence.happenings} happenings${table === undefined ? ', nothing kept' : ''}: ${(ended - began).toFixed(0)} ms by the clock (${(read - began).toFixed(0)} to read, ${(ended - read).toFixed(0)} to report), ${((user + system) / 1000).toFixed(0)} of processor`,
)
await ledger.close()
