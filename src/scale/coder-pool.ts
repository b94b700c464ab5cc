import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Article } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import type { Input } from '../intake/index.ts'
import type { Cleaned } from '../pipeline/index.ts'
import { type CodedArticle, type CodedLine, type Coders, failedLine, failedOn, type ReadInput } from './coders.ts'

/** Of the program as built; run from its sources (tests), threads still need the built file. */
const threadFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/scale/coder-thread.js' : './coder-thread.js', import.meta.url),
)

/** The longest a task may take: enough for the longest page on a slow core. After it the thread is ended and the article named. */
const minutesAllowed = 10

/**
 * Starts `width` threads that code, each with resources of its own (`lexicon`: tables of the user's own). A thread that dies is replaced; the article
 * it died of comes back as an issue and the rest of its batch is done again.
 */
export async function codeInThreads(width: number, lexicon: { name: string; text: string }[] = []): Promise<Coders> {
  const pool = new Piscina({
    filename: threadFile,
    minThreads: width,
    maxThreads: width,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: lexicon,
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
    // Without this, an idle thread blocks its whole event loop and cannot collect garbage.
    atomics: 'disabled',
  })
  pool.on('error', () => {})
  const ask = <T, R>(name: string, items: T[]): Promise<R[]> =>
    pool.run(items, { name, signal: AbortSignal.timeout(minutesAllowed * 60_000) })
  /** A batch at once; where that fails, each item alone, so that one bad article harms no other. */
  const each = async <T extends { id: string }, R>(
    name: string,
    items: T[],
    fail: (id: string, error: unknown) => R,
  ): Promise<R[]> => {
    try {
      return await ask<T, R>(name, items)
    } catch (error) {
      if (items.length === 1) return [fail(items[0]!.id, error)]
    }
    const results: R[] = []
    for (const item of items) results.push(...(await each(name, [item], fail)))
    return results
  }
  const made = await (pool.run(null, { name: 'made' }) as Promise<Record['made']>)
  return {
    made,
    width,
    clean: (inputs) => each<Input, Cleaned>('clean', inputs, (id, error) => ({ id, issue: failedOn(id, error) })),
    code: (articles) => each<Article, CodedArticle>('code', articles, (id, error) => ({ issue: failedOn(id, error) })),
    read: (inputs) => each<Input, ReadInput>('read', inputs, (id, error) => ({ id, issue: failedOn(id, error) })),
    lines: (inputs) => each<Input, CodedLine>('lines', inputs, (id, error) => failedLine(id, error, made)),
    close: () => pool.close({ force: true }),
  }
}
