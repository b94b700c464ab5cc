import { type Columns, countInputs, type InputFormat, readInputs } from '../intake/index.ts'
import { messageOf, openQueue, publish, type QueueOptions } from '../scale/index.ts'
import { note, Progress, print } from './output.ts'
import { stopping } from './stopping.ts'

interface Options extends QueueOptions {
  patience: number
  date?: string
  outlet?: string
  from?: InputFormat
  columns?: Columns
  follow?: boolean
  allowPrivate?: boolean
}

/** `detente publish`: puts articles into a queue on NATS JetStream, from which `detente work` takes them. */
export async function runPublish(sources: string[], options: Options): Promise<void> {
  const queue = await openQueue(options)
  const stop = stopping()
  const progress = new Progress('published', await countInputs(sources))
  const counts = { published: 0, duplicate: 0 }
  const failures: string[] = []
  let waits = 0
  let [seen, last] = [0, '']
  try {
    const { date, outlet, from: format, columns, follow, allowPrivate } = options
    const inputs = readInputs(sources, { date, outlet, format, columns, follow, allowPrivate })
    const waiting = (error: unknown) => {
      if (waits++ % 500 === 0) note(`the queue is out of reach (${messageOf(error)}); waiting for it`)
    }
    const patienceMs = 1000 * options.patience
    for await (const { id, issue, ...rest } of publish(inputs, queue, { stop: stop.signal, waiting, patienceMs })) {
      progress.step(++seen, id)
      last = id
      if (issue) failures.push(issue.message)
      else if ('duplicate' in rest && rest.duplicate) counts.duplicate++
      else counts.published++
    }
  } catch (error) {
    progress.done()
    note(`${counts.published} of ${seen} inputs were published; the same command publishes the rest.`)
    throw error
  } finally {
    progress.done()
    await queue.close()
    stop.ended()
  }
  const more = [
    counts.duplicate ? `, ${counts.duplicate} in the queue already` : '',
    failures.length ? `, ${failures.length} not read` : '',
  ].join('')
  await print(`${seen} input${seen === 1 ? '' : 's'}: ${counts.published} published${more}. Queue: ${options.queue}\n`)
  if (stop.signal.aborted)
    note(
      `stopped after ${seen}${last ? `, the last of them ${last}` : ''}. The same command publishes the rest; workers pass over what is filed.`,
    )
  for (const failure of failures) note(`not read: ${failure}`)
  if (failures.length && !stop.signal.aborted) process.exitCode = 1
}
