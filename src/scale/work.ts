import { hostname } from 'node:os'
import type { Ledger } from '../ledger/index.ts'
import { type Coded, changes, fileCoded } from '../pipeline/index.ts'
import type { Coders } from './coders.ts'
import { layAside } from './dead-letters.ts'
import { gathering } from './gathering.ts'
import { nameOf } from './messages.ts'
import { Stopped, throughOutages } from './outages.ts'
import { lasting, messageOf, type Queue } from './queue.ts'
import type { WorkerReport } from './status.ts'
import { type Ending, type InHand, workBatch } from './work-batch.ts'

export interface WorkOptions {
  queue: Queue
  ledger: Ledger
  coders: Coders
  /** Deliveries after which an article that fails is laid aside. */
  maxDeliver: number
  /** Ends once the queue is empty. */
  untilEmpty: boolean
  stop: AbortSignal
  /** Hears of what a person should know: outages, dead letters. */
  tell(words: string): void
  /** Hears after each article. */
  step?(done: number, id: string): void
}

export interface WorkTotals {
  filed: number
  known: number
  erased: number
  dead: number
}

/** Articles one worker files between two formings of happenings while the queue is busy. */
const formEach = 2000
/** Seconds between two formings while it is not. */
const formPauseS = 10
/** A full batch in bytes, and what an article weighs beside its bytes: as in a local reading. */
const [fullBatch, eachWeighs] = [30_000, 3000]
/** What is coded waits so long for so many others to be filed with: a transaction costs much the same for one as for many. */
const filing = { enough: 24, pauseMs: 400 }

/**
 * One worker: takes articles from the queue, codes them in its threads, files them and only then tells the queue. An article is given to another worker
 * when this one vanishes; filing it twice changes nothing. While the ledger is out of reach the worker keeps what it has and waits. Comes back when it is
 * stopped (what is in hand is finished) or, with `untilEmpty`, when nothing is left.
 */
export async function work(options: WorkOptions): Promise<WorkTotals> {
  const { queue, ledger, coders, stop } = options
  const totals: WorkTotals = { filed: 0, known: 0, erased: 0, dead: 0 }
  const inHand = new Map<number, InHand>()
  const waiting: InHand[] = []
  const most = 32 * coders.width
  let batches = 0
  const began = performance.now()
  const recent: number[] = []
  let [outage, done, sinceForming, formedAt] = ['', 0, 0, Number.NEGATIVE_INFINITY]
  let free = () => {}

  const withLedger = <T>(act: () => Promise<T>) =>
    throughOutages(act, stop, (error) => {
      if (error && !outage) options.tell(`the ledger is out of reach (${messageOf(error)}); waiting for it`)
      if (!error && outage) options.tell('the ledger is back')
      outage = error ? messageOf(error) : ''
    })
  const file = gathering((coded: Coded[]) => withLedger(() => fileCoded(coded, ledger)), most, filing)
  const form = async () => {
    await withLedger(() => ledger.formHappenings())
    ;[sinceForming, formedAt] = [0, performance.now()]
  }
  /** Does with a message what it came to. True once it is dealt with and may go. */
  const settle = async ({ message, id }: InHand, ending: Ending): Promise<boolean> => {
    if ('again' in ending) return false
    if ('dead' in ending) {
      await layAside(queue, message.data, ending.dead, {
        sequence: message.seq,
        deliveries: message.info.deliveryCount,
      })
      totals.dead++
      options.tell(`laid aside: ${id}: ${ending.dead.message}`)
    } else if (changes(ending.outcome)) {
      totals.filed++
      sinceForming++
    } else if (ending.outcome.filed === 'known') totals.known++
    else totals.erased++
    return true
  }
  const finish = async (item: InHand, act: () => Promise<Ending>) => {
    const { message, id } = item
    try {
      const ending = await act()
      if (!(await settle(item, ending))) message.nak(Math.min(10_000, 500 * message.info.deliveryCount))
      else if (!('large' in ending && ending.large)) message.ack()
      else if (await message.ackAck({ timeout: 5000 }).catch(() => false))
        // Only now: were the word lost, the next worker would look for it.
        await queue.large.delete(ending.large).catch(() => {})
    } catch (error) {
      // Nothing is lost: what was not acknowledged comes again.
      message.nak()
      if (!(error instanceof Stopped)) options.tell(`${id} goes back into the queue: ${messageOf(error)}`)
    }
    inHand.delete(message.seq)
    options.step?.(++done, id)
    recent.push(performance.now())
    if (recent.length > 2000) recent.splice(0, 1000)
    free()
  }
  /** The next batch of what waits. */
  const nextBatch = () => {
    let [count, weight] = [0, 0]
    while (count < waiting.length && weight < fullBatch) weight += waiting[count++]!.message.data.length + eachWeighs
    return waiting.splice(0, count)
  }
  const tools = { queue, ledger, coders, maxDeliver: options.maxDeliver, withLedger, file }
  /** Keeps every thread busy, with one batch more for each that is handed over meanwhile. */
  const begin = () => {
    while (batches < 2 * coders.width && waiting.length) {
      const batch = nextBatch()
      batches++
      void workBatch(batch, tools)
        .catch((error) =>
          batch.map(() => async (): Promise<Ending> => {
            throw error
          }),
        )
        .then((endings) => {
          batches--
          begin()
          for (const [i, item] of batch.entries()) void finish(item, endings[i]!)
        })
    }
  }
  const take = (message: InHand['message']) => {
    const item = { message, id: nameOf(message.data), since: performance.now() }
    inHand.set(message.seq, item)
    waiting.push(item)
  }

  const heartbeat = setInterval(() => {
    for (const { message } of inHand.values()) message.working()
  }, queue.ackWaitMs / 3)
  const report = (): WorkerReport => {
    const now = performance.now()
    const minute = recent.filter((at) => at > now - 60_000).length
    return {
      name: `${hostname()} ${process.pid}`,
      threads: coders.width,
      upS: Math.round((now - began) / 1000),
      ...totals,
      perSecond: minute / Math.min(60, Math.max(1, (now - began) / 1000)),
      waitingForLedger: outage || null,
      inHand: [...inHand.values()].map(({ id, since, message }) => ({
        id,
        seconds: Math.round((now - since) / 1000),
        deliveries: message.info.deliveryCount,
      })),
    }
  }
  const answers = queue.nc.subscribe(queue.workersSubject, {
    callback: (error, request) => {
      if (!error) request.respond(JSON.stringify(report()))
    },
  })
  try {
    let consumer = await queue.consumer()
    while (!stop.aborted) {
      const room = most - inHand.size
      if (room < Math.max(1, most / 3)) {
        await new Promise<void>((resolve) => {
          free = resolve
        })
        continue
      }
      let came = 0
      try {
        const messages = await consumer.fetch({ max_messages: room, expires: inHand.size ? 1000 : 2000 })
        const late = setTimeout(() => messages.stop(), 8000)
        const halt = () => messages.stop()
        stop.addEventListener('abort', halt)
        for await (const message of messages) {
          came++
          take(message)
          begin()
        }
        stop.removeEventListener('abort', halt)
        clearTimeout(late)
      } catch (error) {
        if (stop.aborted) break
        options.tell(`the queue is out of reach (${messageOf(error)}); waiting for it`)
        await new Promise((resolve) => setTimeout(resolve, 500))
        consumer = await lasting(() => queue.consumer(), Number.POSITIVE_INFINITY, { stop })
      }
      if (sinceForming >= formEach) await form()
      if (came || inHand.size) continue
      const idleFor = (performance.now() - formedAt) / 1000
      if (options.untilEmpty) {
        const left = await lasting(() => queue.jsm.streams.info(queue.stream), 30_000, { stop }).catch(() => null)
        if (left?.state.messages === 0) break
      } else if (idleFor > (sinceForming ? formPauseS : 6 * formPauseS)) await form()
    }
    while (inHand.size)
      await new Promise<void>((resolve) => {
        free = resolve
      })
    await form()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  } finally {
    clearInterval(heartbeat)
    answers.unsubscribe()
  }
  return totals
}
