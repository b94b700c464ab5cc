import type { Input } from '../intake/index.ts'
import type { Issue } from '../text/index.ts'
import { inOrder } from './in-order.ts'
import { bodyOf, markOf } from './messages.ts'
import { lasting, type Queue } from './queue.ts'

/** What came of one input on its way into the queue. */
export type Published = { id: string; duplicate: boolean; issue?: undefined } | { id: string; issue: Issue }

/** Publications that may wait for the servers' word at once. */
const [inBatch, batches] = [32, 6]

/**
 * Puts inputs into the queue; each is given only once the servers have it on disk. While they are out of reach it waits and tries again: the mark of a
 * message keeps the second copy out, and where it does not, the ledger does. `waiting` hears why it waits.
 */
export async function* publish(
  inputs: AsyncIterable<Input>,
  queue: Queue,
  { stop, waiting }: { stop?: AbortSignal; waiting?: (error: unknown) => void } = {},
): AsyncGenerator<Published> {
  const one = async (input: Input): Promise<Published> => {
    if (!input.page) return { id: input.id, issue: input.issue }
    const { page } = input
    const { duplicate } = await lasting(
      async () => queue.js.publish(queue.subject, await bodyOf(page, queue), { msgID: markOf(page), timeout: 5000 }),
      Number.POSITIVE_INFINITY,
      { waiting },
    )
    return { id: input.id, duplicate }
  }
  const weigh = (input: Input) => 1 + (input.page?.content.length ?? 0) / 100_000
  yield* inOrder(inputs, (batch) => Promise.all(batch.map(one)), { weigh, fullWeight: inBatch, inHand: batches, stop })
}
