import { Watcher } from '../intake/index.ts'
import { openLedger } from '../ledger/index.ts'
import { readIntoLedger } from '../pipeline/index.ts'
import { loadForCommand } from './load.ts'
import { note, print, UsageError } from './output.ts'

interface Options {
  ledger: string
  lexicon?: string[]
  every: number
  once?: boolean
  feedOnly?: boolean
  state?: string
  allowPrivate?: boolean
}

/**
 * `detente watch`: one line on standard output for each article filed, until Ctrl-C. The first Ctrl-C lets the article at hand be filed and ends
 * cleanly; a second one ends at once.
 */
export async function runWatch(feeds: string[], options: Options): Promise<void> {
  for (const feed of feeds)
    if (!/^https?:\/\//i.test(feed)) throw new UsageError(`${feed} is no address. Write it in full, with https://.`)
  const ledger = await openLedger(options.ledger)
  const resources = loadForCommand(options.lexicon)
  const watcher = new Watcher(feeds, {
    everyMs: options.every,
    state: options.state ?? `${/^\w+:\/\//.test(options.ledger) ? 'detente' : options.ledger}.watch.json`,
    feedOnly: options.feedOnly,
    allowPrivate: options.allowPrivate,
  })
  const stop = new AbortController()
  const onStop = () => {
    note('stopping after the article at hand; press again to stop at once')
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onStop)
  const counts = { filed: 0, known: 0, failed: 0 }
  try {
    for (;;) {
      let failures = 0
      for await (const outcome of readIntoLedger(watcher.round(stop.signal), ledger, resources)) {
        if (outcome.issue) {
          failures++
          note(`not read: ${outcome.issue.message}`)
        } else if (outcome.filed === 'known' || outcome.filed === 'erased') counts.known++
        else {
          counts.filed++
          const events = outcome.record?.events.length ?? 0
          await print(
            `${outcome.filed.padEnd(8)} ${outcome.record?.date?.start ?? 'undated   '}  ${outcome.record?.title ?? outcome.id}  (${events} event${events === 1 ? '' : 's'})  ${outcome.id}\n`,
          )
        }
      }
      counts.failed += failures
      if (options.once && failures) process.exitCode = 1
      if (options.once || stop.signal.aborted) break
      const wait = Math.max(1000, watcher.waitMs())
      note(`next poll in ${wait < 90_000 ? `${Math.round(wait / 1000)} s` : `${Math.round(wait / 60_000)} min`}`)
      await pause(wait, stop.signal)
      if (stop.signal.aborted) break
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, onStop)
    await watcher.close()
    await ledger.close()
  }
  note(
    `${counts.filed} articles filed, ${counts.known} known already, ${counts.failed} not read. Ledger: ${options.ledger}`,
  )
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
