import { openLedger } from '../ledger/index.ts'
import { codeInThreads, cores, messageOf, openQueue, type QueueOptions, throughOutages, work } from '../scale/index.ts'
import { loadWith, ownTables } from './load.ts'
import { note, Progress, print } from './output.ts'
import { stopping } from './stopping.ts'

interface Options extends QueueOptions {
  ledger: string
  lexicon?: string[]
  workers?: number
  maxDeliver: number
  untilEmpty?: boolean
}

/** `detente work`: takes articles from a queue, codes them and files them, until it is stopped or (`--until-empty`) nothing is left. */
export async function runWork(options: Options): Promise<void> {
  const lexicon = ownTables(options.lexicon)
  if (lexicon.length) loadWith(lexicon)
  const stop = stopping()
  const queue = await openQueue(options)
  let said = false
  const ledger = await throughOutages(
    () => openLedger(options.ledger),
    stop.signal,
    (error) => {
      if (error && !said) note(`${messageOf(error)} Waiting for it.`)
      said = true
    },
  )
  const coders = await codeInThreads(options.workers ?? cores(), lexicon)
  const progress = new Progress('worked')
  try {
    const { filed, known, erased, dead } = await work({
      queue,
      ledger,
      coders,
      maxDeliver: options.maxDeliver,
      untilEmpty: options.untilEmpty ?? false,
      stop: stop.signal,
      tell: note,
      step: (done, id) => progress.step(done, id),
    })
    progress.done()
    const more = [
      known ? `, ${known} known already` : '',
      erased ? `, ${erased} erased before` : '',
      dead ? `, ${dead} laid aside` : '',
    ]
    await print(`${filed} filed${more.join('')}. Queue: ${options.queue}\n`)
    if (dead && !stop.signal.aborted) process.exitCode = 1
  } finally {
    progress.done()
    await coders.close()
    await ledger.close()
    await queue.close()
    stop.ended()
  }
}
