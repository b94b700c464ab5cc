import { isMissing, type Queue, stateOf } from './queue.ts'

/** How one worker does, in its own words. */
export interface WorkerReport {
  name: string
  threads: number
  upS: number
  filed: number
  known: number
  erased: number
  dead: number
  /** Articles a second over the last minute. */
  perSecond: number
  /** Why the worker waits for the ledger; null when it does not. */
  waitingForLedger: string | null
  inHand: { id: string; seconds: number; deliveries: number }[]
}

/** How a queue does. */
export interface QueueStatus {
  /** Articles that are not filed yet, and their bytes. */
  depth: number
  bytes: number
  /** Of these: not given to any worker yet; given and not acknowledged; given more than once. */
  pending: number
  inHand: number
  redelivered: number
  /** Dead letters by reason. */
  dead: { [reason: string]: number }
  workers: WorkerReport[]
  perSecond: number
  /** Seconds until the queue is empty at this rate; null when nothing moves. */
  secondsLeft: number | null
  /** Articles in hand much longer than the others. */
  stragglers: { worker: string; id: string; seconds: number; deliveries: number }[]
}

/** Seconds in hand from which an article counts as a straggler. */
const slowS = 30

/** Asks servers and workers how they do. Workers have `waitMs` to answer. */
export async function statusOf(queue: Queue, waitMs = 700): Promise<QueueStatus> {
  const reports: WorkerReport[] = []
  const inbox = `${queue.workersSubject}.answers.${process.pid}.${process.hrtime.bigint()}`
  const answers = queue.nc.subscribe(inbox, {
    callback: (error, message) => {
      // Without any worker the server itself answers, with nothing.
      if (!error && message.data.length)
        reports.push(JSON.parse(Buffer.from(message.data).toString('utf8')) as WorkerReport)
    },
  })
  queue.nc.publish(queue.workersSubject, '', { reply: inbox })
  const [articles, dead, consumer] = await Promise.all([
    stateOf(queue, queue.stream),
    stateOf(queue, queue.deadStream, true),
    queue.jsm.consumers.info(queue.stream, 'coders').catch((error) => {
      if (isMissing(error)) return null
      throw error
    }),
    new Promise((resolve) => setTimeout(resolve, waitMs)),
  ])
  answers.unsubscribe()
  reports.sort((a, b) => (a.name < b.name ? -1 : 1))
  const perSecond = reports.reduce((sum, report) => sum + report.perSecond, 0)
  const depth = articles?.state.messages ?? 0
  return {
    depth,
    bytes: articles?.state.bytes ?? 0,
    pending: consumer?.num_pending ?? 0,
    inHand: consumer?.num_ack_pending ?? 0,
    redelivered: consumer?.num_redelivered ?? 0,
    dead: Object.fromEntries(
      Object.entries(dead?.state.subjects ?? {}).map(([subject, count]) => [
        subject.slice(queue.deadSubject.length + 1),
        count,
      ]),
    ),
    workers: reports,
    perSecond,
    secondsLeft: perSecond > 0 ? Math.round(depth / perSecond) : null,
    stragglers: reports
      .flatMap(({ name, inHand }) => inHand.map((item) => ({ worker: name, ...item })))
      .filter(({ seconds }) => seconds >= slowS)
      .sort((a, b) => b.seconds - a.seconds),
  }
}
