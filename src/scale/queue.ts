import type { JetStreamClient, JetStreamManager, StreamInfo } from '@nats-io/jetstream'
import {
  AckPolicy,
  type Consumer,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { type ObjectStore, Objm } from '@nats-io/obj'
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node'

/** Wrong usage of the queue, or a server that cannot be reached. */
export class QueueError extends Error {
  readonly code: 'queue/cannot-reach' | 'queue/none' | 'queue/broken'
  constructor(code: QueueError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Where a queue is and how it is made when it is not there yet. */
export interface QueueOptions {
  /** Addresses of servers of one cluster, `nats://…`, with commas between them. */
  nats: string
  /** The queue's name; several may live on one cluster. */
  queue: string
  /** Copies of every message that the cluster keeps. */
  replicas?: number
  /** Seconds without a sign of life after which an article is given to another worker. */
  ackWaitS?: number
}

/**
 * An open queue of articles on NATS JetStream: a work-queue stream of articles, a stream of dead letters, a store for articles too large for a message.
 */
export interface Queue {
  nc: NatsConnection
  js: JetStreamClient
  jsm: JetStreamManager
  large: ObjectStore
  stream: string
  subject: string
  deadStream: string
  deadSubject: string
  /** Workers answer here how they do. */
  workersSubject: string
  ackWaitMs: number
  consumer(): Promise<Consumer>
  close(): Promise<void>
}

const consumerName = 'coders'
/** Seconds within which the broker drops a second copy of a message. It saves work; nothing rests on it. */
const duplicateWindowS = 120

/** Opens a queue, making what is missing of it. Throws `QueueError` when no server answers. */
export async function openQueue({ nats, queue, replicas = 1, ackWaitS = 30 }: QueueOptions): Promise<Queue> {
  if (!/^[A-Za-z0-9_-]+$/.test(queue))
    throw new QueueError('queue/none', `A queue is named with letters, digits, - and _, not "${queue}".`)
  let nc: NatsConnection
  try {
    nc = await connect({
      servers: nats.split(',').map((one) => one.trim()),
      name: 'detente',
      timeout: 5000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
    })
  } catch (error) {
    throw new QueueError(
      'queue/cannot-reach',
      `No NATS server answers at ${nats} (${messageOf(error)}). Start one with \`nats-server -js\`, or name another with --nats URL.`,
      { cause: error },
    )
  }
  try {
    const js = jetstream(nc, { timeout: 5000 })
    const jsm = await lasting(() => jetstreamManager(nc, { timeout: 5000 }), 30_000)
    const [stream, deadStream] = [queue, `${queue}-dead`]
    const [subject, deadSubject] = [`${queue}.articles`, `${queue}.dead`]
    const shared = {
      storage: StorageType.File,
      num_replicas: replicas,
      duplicate_window: nanos(duplicateWindowS * 1000),
    }
    await lasting(async () => {
      await make(jsm, { name: stream, subjects: [subject], retention: RetentionPolicy.Workqueue, ...shared })
      await make(jsm, {
        name: deadStream,
        subjects: [`${deadSubject}.>`],
        retention: RetentionPolicy.Limits,
        ...shared,
      })
    }, 60_000)
    const large = await lasting(
      () => new Objm(js).create(`${queue}-large`, { storage: StorageType.File, replicas }),
      60_000,
    )
    await lasting(async () => {
      try {
        const info = await jsm.consumers.info(stream, consumerName)
        ackWaitS = Number(info.config.ack_wait) / 1e9
      } catch (error) {
        if (!isMissing(error)) throw error
        await jsm.consumers.add(stream, {
          durable_name: consumerName,
          ack_policy: AckPolicy.Explicit,
          ack_wait: nanos(ackWaitS * 1000),
          max_deliver: -1,
          max_ack_pending: 10_000,
        })
      }
    }, 60_000)
    return {
      nc,
      js,
      jsm,
      large,
      stream,
      subject,
      deadStream,
      deadSubject,
      workersSubject: `${queue}.workers`,
      ackWaitMs: ackWaitS * 1000,
      consumer: () => lasting(() => js.consumers.get(stream, consumerName), 60_000),
      // Acknowledgements that are still on their way are sent first.
      close: async () => {
        await within(2000, nc.flush()).catch(() => {})
        await nc.close()
      },
    }
  } catch (error) {
    await nc.close()
    throw new QueueError(
      'queue/cannot-reach',
      `The server at ${nats} does not keep the queue "${queue}" (${messageOf(error)}). It needs JetStream (\`nats-server -js\`) and as many servers as there are replicas.`,
      { cause: error },
    )
  }
}

async function make(jsm: JetStreamManager, config: { name: string; [key: string]: unknown }): Promise<void> {
  try {
    await jsm.streams.info(config.name)
  } catch (error) {
    if (!isMissing(error)) throw error
    await jsm.streams.add(config)
  }
}

/** Stream, consumer or message is not there (a fact, not an outage). */
export const isMissing = (error: unknown) =>
  (error instanceof JetStreamApiError && error.status === 404) || /not found/.test(messageOf(error))

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * Does something that a server may refuse for a while (it is down, or its cluster has no leader yet), again and again, with growing pauses; throws the
 * last refusal when `forMs` are over or `stop` says so. `waiting` hears of every refusal.
 */
export async function lasting<T>(
  act: () => Promise<T>,
  forMs = Number.POSITIVE_INFINITY,
  { stop, waiting }: { stop?: AbortSignal; waiting?: (error: unknown) => void } = {},
): Promise<T> {
  const began = performance.now()
  for (let pause = 100; ; pause = Math.min(2000, pause * 2))
    try {
      return await act()
    } catch (error) {
      if (stop?.aborted || performance.now() - began > forMs) throw error
      waiting?.(error)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
}

/** Fails what does not come to an end in time; what it was doing is left to itself. */
export async function within<T>(ms: number, act: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      act,
      new Promise<never>((_, fail) => {
        late = setTimeout(() => fail(new Error(`no answer within ${ms / 1000} s`)), ms)
      }),
    ])
  } finally {
    clearTimeout(late)
  }
}

/** State of a stream; null where there is none. */
export async function stateOf(queue: Queue, stream: string, subjects = false): Promise<StreamInfo | null> {
  try {
    return await queue.jsm.streams.info(stream, subjects ? { subjects_filter: '>' } : undefined)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
