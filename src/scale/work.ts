import { hostname } from 'node:os'
import type { JsMsg } from '@nats-io/jetstream'
import type { Ledger } from '../ledger/index.ts'
import { type Coded, changes, fileCoded, standingOutcome } from '../pipeline/index.ts'
import type { Issue } from '../text/index.ts'
import type { Coders } from './coders.ts'
import { layAside } from './dead-letters.ts'
import { gathering } from './gathering.ts'
import { nameOf, pageOf } from './messages.ts'
import { Stopped, throughOutages } from './outages.ts'
import { lasting, messageOf, type Queue } from './queue.ts'
import type { WorkerReport } from './status.ts'

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
const formEach = 1000
/** Seconds between two formings while it is not. */
const formPauseS = 10
/** Deliveries after which a message is laid aside untried: so often did the worker that held it vanish. Chance kills do not reach it. */
const hopeless = 30

interface InHand {
  message: JsMsg
  id: string
  since: number
}

/**
 * One worker: takes articles from the queue, codes them in its threads, files them and only then tells the queue. An article is given to another worker
 * when this one vanishes; filing it twice changes nothing. While the ledger is out of reach the worker keeps what it has and waits. Comes back when it is
 * stopped (what is in hand is finished) or, with `untilEmpty`, when nothing is left.
 */
export async function work(options: WorkOptions): Promise<WorkTotals> {
  const { queue, ledger, coders, stop } = options
  const totals: WorkTotals = { filed: 0, known: 0, erased: 0, dead: 0 }
  const inHand = new Map<number, InHand>()
  const most = 4 * coders.width + 4
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
  const file = gathering((coded: Coded[]) => withLedger(() => fileCoded(coded, ledger)), most)
  const form = async () => {
    await withLedger(() => ledger.formHappenings())
    ;[sinceForming, formedAt] = [0, performance.now()]
  }
  const dead = async ({ message, id }: InHand, issue: Issue) => {
    await layAside(queue, message.data, issue, { sequence: message.seq, deliveries: message.info.deliveryCount })
    totals.dead++
    options.tell(`laid aside: ${id}: ${issue.message}`)
  }
  /** True once the message is dealt with and may go. */
  const handle = async (item: InHand): Promise<{ gone: boolean; large: string | null }> => {
    const { message } = item
    const tries = message.info.deliveryCount
    const fault = async (code: string, why: string) => {
      if (tries < options.maxDeliver) return { gone: false, large: null }
      await dead(item, { code, message: `${why} (tried ${tries} times)` })
      return { gone: true, large: null }
    }
    if (tries > hopeless) {
      await dead(item, {
        code: 'queue/hopeless',
        message: `Given to workers ${tries} times, and none of them came to an end.`,
      })
      return { gone: true, large: null }
    }
    let found: Awaited<ReturnType<typeof pageOf>>
    try {
      found = await pageOf(message.data, queue)
    } catch (error) {
      return fault('queue/unreadable', `${item.id} cannot be read: ${messageOf(error)}.`)
    }
    const { page, large } = found
    const [{ article, issue }] = (await coders.clean([{ id: page.id, page }])) as [
      Awaited<ReturnType<Coders['clean']>>[0],
    ]
    if (!article) {
      if (issue.code === 'coding/failed') return fault(issue.code, issue.message)
      await dead(item, issue)
      return { gone: true, large: null }
    }
    let outcome = await withLedger(() => standingOutcome(article, coders.made, ledger))
    if (!outcome) {
      const [coded] = await coders.code([article])
      if (!coded?.record) return fault('coding/failed', coded?.issue?.message ?? `${item.id} could not be coded.`)
      const { record } = coded
      try {
        outcome = await file({ id: page.id, record })
      } catch (error) {
        if (error instanceof Stopped) throw error
        return fault('ledger/refused', `${item.id} could not be filed: ${messageOf(error)}.`)
      }
    }
    if (changes(outcome)) {
      totals.filed++
      sinceForming++
    } else if (outcome.filed === 'known') totals.known++
    else totals.erased++
    return { gone: true, large }
  }
  const take = async (message: JsMsg) => {
    const item = { message, id: nameOf(message.data), since: performance.now() }
    inHand.set(message.seq, item)
    try {
      const { gone, large } = await handle(item)
      if (!gone) message.nak(Math.min(10_000, 500 * message.info.deliveryCount))
      else if (await message.ackAck({ timeout: 5000 }).catch(() => false)) {
        // Only now: were the word lost, the next worker would look for it.
        if (large) await queue.large.delete(large).catch(() => {})
      }
    } catch (error) {
      // Nothing is lost: what was not acknowledged comes again.
      message.nak()
      if (!(error instanceof Stopped)) options.tell(`${item.id} goes back into the queue: ${messageOf(error)}`)
    }
    inHand.delete(message.seq)
    options.step?.(++done, item.id)
    recent.push(performance.now())
    if (recent.length > 2000) recent.splice(0, 1000)
    free()
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
          void take(message)
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
