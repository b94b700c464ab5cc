// A process that writes to a ledger until it is done or killed, for `kill-ledger.ts`, which bundles it: writer.mjs read|import PATH SEED COUNT.
// Says on standard output what the ledger has acknowledged.
import { generateArticles } from '../bench/generate.ts'
import { openLedger } from '../src/ledger/index.ts'
import { importedSample } from '../src/ledger/sample-record.ts'

const [kind, path, seed, count] = process.argv.slice(2) as [string, string, string, string]
const ledger = await openLedger(path)
process.stdout.write('ready\n')
if (kind === 'read') {
  let filed = 0
  for (const { record } of generateArticles(Number(count), Number(seed))) {
    await ledger.file(record)
    process.stdout.write(`${++filed}\n`)
    // Now and then, as a reader that is called for each feed would.
    if (filed % 40 === 0) await ledger.formHappenings()
  }
  await ledger.formHappenings()
} else {
  const rows = function* () {
    for (let i = 0; i < Number(count); i++)
      yield importedSample(`${seed}-${i}`, { words: `row ${i} of many`, extra: { row: String(i) } })
  }
  // Batches are what the ledger acknowledges; a small file at a time makes many of them.
  let waiting = []
  let done = 0
  for (const row of rows()) {
    waiting.push(row)
    if (waiting.length < 500) continue
    await ledger.importEvents(waiting)
    done += waiting.length
    waiting = []
    process.stdout.write(`${done}\n`)
  }
  await ledger.importEvents(waiting)
}
await ledger.close()
process.stdout.write('done\n')
