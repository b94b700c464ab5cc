import { openLedger } from '../ledger/index.ts'
import { openQueue, type QueueOptions, statusOf } from '../scale/index.ts'
import { print, table } from './output.ts'

interface Options extends QueueOptions {
  ledger?: string
  json?: boolean
}

/** `detente status`: how a queue and its workers do. */
export async function runStatus(options: Options): Promise<void> {
  const queue = await openQueue(options)
  try {
    const status = await statusOf(queue)
    let articles: number | null = null
    if (options.ledger) {
      const ledger = await openLedger(options.ledger)
      articles = (await ledger.articles({ limit: 1 })).total
      await ledger.close()
    }
    if (options.json) {
      await print(`${JSON.stringify({ ...status, articles })}\n`)
      return
    }
    const dead = Object.values(status.dead).reduce((sum, n) => sum + n, 0)
    const lines = [
      `${status.depth} in the queue (${(status.bytes / 1e6).toFixed(1)} MB): ${status.pending} pending, ${status.inHand} in hand, ${status.redelivered} given more than once`,
      `${status.perSecond.toFixed(1)} articles/s${status.secondsLeft === null ? '' : `, ${status.secondsLeft} s left`}`,
    ]
    if (articles !== null) lines.push(`${articles} articles in the ledger`)
    lines.push(
      dead
        ? `${dead} dead letters: ${Object.entries(status.dead)
            .map(([reason, n]) => `${n} ${reason}`)
            .join(', ')} (detente dead-letters lists them)`
        : 'no dead letters',
    )
    if (status.workers.length) {
      const rows = status.workers.map((worker) => [
        worker.name,
        String(worker.threads),
        worker.perSecond.toFixed(1),
        String(worker.filed),
        String(worker.known),
        String(worker.dead),
        String(worker.inHand.length),
        worker.waitingForLedger ? `waits: ${worker.waitingForLedger}` : '',
      ])
      const head = ['worker', 'threads', 'articles/s', 'filed', 'known', 'laid aside', 'in hand', '']
      lines.push('', table([head, ...rows], [false, true, true, true, true, true, true]))
    } else lines.push('no worker answers')
    for (const { worker, id, seconds, deliveries } of status.stragglers)
      lines.push(`straggler: ${id}, ${seconds} s in hand of ${worker}, delivery ${deliveries}`)
    await print(`${lines.join('\n')}\n`)
  } finally {
    await queue.close()
  }
}
