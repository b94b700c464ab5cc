import type { Input } from '../intake/index.ts'
import type { Issue } from '../text/index.ts'
import { inOrder } from './in-order.ts'
import { bodyOf, markOf } from './messages.ts'
import { lasting, messageOf, type Queue, QueueError, within } from './queue.ts'

/** What came of one input on its way into the queue. */
export type Published = { id: string; duplicate: boolean; issue?: undefined } | { id: string; issue: Issue }

/** Publications that may wait for the servers' word at once. */
const [inBatch, batches] = [32, 6]

/** How long one attempt may take. */
const attemptMs = 5000
/** The same for an article that goes into the store, in many parts. */
const largeMs = 60_000

/**
 * Puts inputs into the queue; each is given only once the servers have it on disk. While they are out of reach it waits and tries again: the mark of a
 * message keeps the second copy out, and where it does not, the ledger does. `waiting` hears why it waits. Throws `QueueError` `queue/broken` once the
 * servers have taken nothing for `patienceMs`, and stops waiting when told to stop.
 */
export async function* publish(
  inputs: AsyncIterable<Input>,
  queue: Queue,
  {
    stop,
    waiting,
    patienceMs = Number.POSITIVE_INFINITY,
  }: { stop?: AbortSignal; waiting?: (error: unknown) => void; patienceMs?: number } = {},
): AsyncGenerator<Published> {
  const one = async (input: Input): Promise<Published> => {
    if (!input.page) return { id: input.id, issue: input.issue }
    const { page } = input
    try {
      const { duplicate } = await lasting(
        async () => {
          const body = await within(largeMs, bodyOf(page, queue))
          return queue.js.publish(queue.subject, body, {
            msgID: markOf(page),
            timeout: Math.min(attemptMs, patienceMs),
          })
        },
        patienceMs,
        { stop, waiting },
      )
      return { id: input.id, duplicate }
    } catch (error) {
      if (stop?.aborted) return { id: input.id, issue: notTaken(input.id, error) }
      throw new QueueError(
        'queue/broken',
        `The queue ${queue.stream} took no article for ${Math.round(patienceMs / 1000)} s (${messageOf(error)}). Look at its servers: whether they answer, have room on disk and a majority that is up.`,
        { cause: error },
      )
    }
  }
  const weigh = (input: Input) => 1 + (input.page?.content.length ?? 0) / 100_000
  yield* inOrder(inputs, (batch) => Promise.all(batch.map(one)), { weigh, fullWeight: inBatch, inHand: batches, stop })
}

/** What to say of an article that was still on its way when the publisher was told to stop. */
const notTaken = (id: string, error: unknown): Issue => ({
  code: 'queue/not-taken',
  message: `${id} was not taken by the queue before the stop (${messageOf(error)}).`,
})
