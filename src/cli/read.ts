import { type Columns, countInputs, type InputFormat, readInputs } from '../intake/index.ts'
import { openLedger } from '../ledger/index.ts'
import { readInParallel } from '../scale/index.ts'
import { pc } from './colours.ts'
import { loadWith, ownTables } from './load.ts'
import { note, Progress, print } from './output.ts'
import { stopping } from './stopping.ts'
import { summaryOf } from './summary.ts'

interface Options {
  ledger: string
  lexicon?: string[]
  workers?: number
  date?: string
  outlet?: string
  from?: InputFormat
  columns?: Columns
  follow?: boolean
  cache?: string
  allowPrivate?: boolean
  json?: boolean
  quiet?: boolean
}

/** Articles shown in full; of longer readings only the totals are printed. */
const shownInFull = 12

/** `detente read`: every input coded and filed, then what was read, known already, and skipped and why. */
export async function runRead(sources: string[], options: Options): Promise<void> {
  const lexicon = ownTables(options.lexicon)
  const ledger = await openLedger(options.ledger)
  const stop = stopping()
  const counts = { new: 0, known: 0, recoded: 0, updated: 0, erased: 0 }
  const items: { [kind: string]: number } = {
    events: 0,
    statements: 0,
    commitments: 0,
    positions: 0,
    ties: 0,
    outlooks: 0,
  }
  const failures: { id: string; message: string }[] = []
  const progress = new Progress('reading', await countInputs(sources))
  let seen = 0
  let last = ''
  try {
    const inputs = readInputs(sources, {
      date: options.date,
      outlet: options.outlet,
      format: options.from,
      columns: options.columns,
      follow: options.follow,
      cache: options.cache,
      allowPrivate: options.allowPrivate,
    })
    const outcomes = readInParallel(
      inputs,
      ledger,
      { workers: options.workers, lexicon, load: () => loadWith(lexicon) },
      { stop: stop.signal, onForming: () => progress.say('forming happenings') },
    )
    for await (const outcome of outcomes) {
      seen++
      last = outcome.id
      progress.step(seen, outcome.id)
      if (outcome.issue) {
        failures.push({ id: outcome.id, message: outcome.issue.message })
        continue
      }
      counts[outcome.filed]++
      if (!outcome.record) continue
      for (const kind of Object.keys(items)) items[kind]! += outcome.record[kind as 'events'].length
      if (options.json) await print(`${JSON.stringify(outcome.record)}\n`)
      else if (!options.quiet && seen <= shownInFull) {
        progress.done()
        await print(`${summaryOf(outcome.record, process.stdout.columns ?? 100)}\n`)
      }
    }
  } finally {
    progress.done()
    await ledger.close()
    stop.ended()
  }
  const others = counts.recoded + counts.updated + counts.known + counts.erased + failures.length
  const totals = [
    counts.new || !others ? `${counts.new} new` : '',
    counts.recoded ? `${counts.recoded} coded anew` : '',
    counts.updated ? `${counts.updated} updated since they were last read` : '',
    counts.known ? `${counts.known} known already` : '',
    counts.erased ? `${counts.erased} erased before and left out` : '',
    failures.length ? pc.red(`${failures.length} not read`) : '',
  ].filter(Boolean)
  const found = Object.entries(items)
    .map(([kind, count]) => `${count} ${count === 1 ? kind.slice(0, -1) : kind}`)
    .join(', ')
  const line = `${seen} input${seen === 1 ? '' : 's'}: ${totals.join(', ')}. ${found}. Ledger: ${options.ledger}`
  if (options.json) note(line)
  else await print(`${line}\n`)
  if (stop.signal.aborted)
    note(
      `stopped after ${seen} input${seen === 1 ? '' : 's'}${last ? `, the last of them ${last}` : ''}. All of them are filed; the same command goes on from there.`,
    )
  for (const failure of failures) note(`${pc.red('not read:')} ${failure.message}`)
  if (failures.length && !stop.signal.aborted) process.exitCode = 1
}
