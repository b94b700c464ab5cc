import { deadLetters, openQueue, type QueueOptions, replay } from '../scale/index.ts'
import { print } from './output.ts'

interface Options extends QueueOptions {
  replay?: boolean
  reason?: string
  json?: boolean
}

/** `detente dead-letters`: what could not be filed and why; `--replay` puts it back into the queue. */
export async function runDeadLetters(options: Options): Promise<void> {
  const queue = await openQueue(options)
  let [count, replayed] = [0, 0]
  try {
    // Listed whole before the first is replayed: a replayed one may come back while they are read.
    const letters = []
    for await (const letter of deadLetters(queue))
      if (!options.reason || letter.reason === options.reason) letters.push(letter)
    for (const letter of letters) {
      count++
      const { data: _, ...shown } = letter
      if (options.json) await print(`${JSON.stringify(shown)}\n`)
      else await print(`${letter.number}  ${letter.id}  ${letter.reason}: ${letter.message}\n`)
      if (options.replay) {
        await replay(queue, letter)
        replayed++
      }
    }
  } finally {
    await queue.close()
  }
  if (!options.json)
    await print(
      `${count} dead letter${count === 1 ? '' : 's'}${options.replay ? `, ${replayed} put back into the queue` : ''}. Queue: ${options.queue}\n`,
    )
}
