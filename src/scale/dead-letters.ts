import { headers } from '@nats-io/transport-node'
import type { Issue } from '../text/index.ts'
import { nameOf } from './messages.ts'
import { isMissing, lasting, type Queue, stateOf } from './queue.ts'

/** An article that could not be filed, with the reason. */
export interface DeadLetter {
  /** Its number among the dead letters. */
  number: number
  id: string
  /** The code of the issue, as `article/no-story`. */
  reason: string
  message: string
  deliveries: number
}

const [reasonHeader, messageHeader, deliveriesHeader] = ['Detente-Reason', 'Detente-Message', 'Detente-Deliveries']

/** The message of a dead letter has to fit into a header: one line, plain letters, no end. */
const headerText = (text: string) => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 1000)

/** Lays a message aside with the reason; comes back once the servers have it. `sequence` is its number in the queue. */
export async function layAside(
  queue: Queue,
  data: Uint8Array,
  issue: Issue,
  { sequence, deliveries }: { sequence: number; deliveries: number },
): Promise<void> {
  const head = headers()
  head.set(reasonHeader, headerText(issue.code))
  head.set(messageHeader, headerText(issue.message))
  head.set(deliveriesHeader, String(deliveries))
  const subject = `${queue.deadSubject}.${issue.code.replace(/[^\w-]+/g, '-')}`
  // A letter replayed and laid aside again has another number in the queue: it is never taken for its own copy.
  await lasting(
    () => queue.js.publish(subject, data, { msgID: `dead-${sequence}`, headers: head, timeout: 5000 }),
    60_000,
  )
}

/** The dead letters, oldest first. */
export async function* deadLetters(queue: Queue): AsyncGenerator<DeadLetter & { data: Uint8Array }> {
  const state = await stateOf(queue, queue.deadStream)
  for (let next = state?.state.first_seq ?? 1; state && next <= state.state.last_seq; next++) {
    const stored = await lasting(async () => {
      try {
        // The first at or after `seq`; the client's types know this form for direct requests only.
        const request = { seq: next, next_by_subj: `${queue.deadSubject}.>` }
        return await queue.jsm.streams.getMessage(queue.deadStream, request)
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    }, 30_000)
    if (!stored) return
    next = stored.seq
    yield {
      number: stored.seq,
      id: nameOf(stored.data),
      reason: stored.header.get(reasonHeader),
      message: stored.header.get(messageHeader),
      deliveries: Number(stored.header.get(deliveriesHeader)),
      data: stored.data,
    }
  }
}

/** Puts a dead letter back into the queue and takes it from the dead ones; stopped in between it stands in both, which harms nothing. */
export async function replay(queue: Queue, letter: DeadLetter & { data: Uint8Array }): Promise<void> {
  await lasting(
    () => queue.js.publish(queue.subject, letter.data, { msgID: `replay-${letter.number}`, timeout: 5000 }),
    60_000,
  )
  await lasting(async () => {
    try {
      await queue.jsm.streams.deleteMessage(queue.deadStream, letter.number)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }, 60_000)
}
