import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { decodeBytes } from './decode.ts'
import { looksLikeFeed, pagesFromFeed } from './feed.ts'
import { type FetchOptions, fetchInputs } from './fetch-page.ts'
import { failed, type Input } from './raw-page.ts'
import { pageFromRow } from './rows.ts'
import { pagesFromWarc } from './warc.ts'

/** The largest single page read from a file, in bytes. JSONL and WARC files are streamed and have no limit. */
export const largestFile = 40_000_000

/** How an input is to be understood where its name or first bytes would not say. */
export type InputFormat = 'text' | 'html' | 'jsonl' | 'feed' | 'warc'

export interface ReadOptions extends FetchOptions {
  format?: InputFormat
  /** Publication day for inputs that carry none of their own. */
  date?: string
  outlet?: string
}

/**
 * Everything the given files, folders (walked in name order, hidden files passed over) and addresses hold, one at a time. What cannot be read
 * comes out as an input with an issue; the rest goes on.
 */
export async function* readInputs(sources: string[], options: ReadOptions = {}): AsyncGenerator<Input> {
  for (const source of sources) {
    const inputs = /^https?:\/\//i.test(source) ? await fetchInputs(source, options) : readPath(source, options)
    for await (const input of inputs) {
      if (input.page) {
        input.page.date ??= options.date
        input.page.outlet ??= options.outlet
      }
      yield input
    }
  }
}

async function* readPath(path: string, options: ReadOptions): AsyncGenerator<Input> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
      if (names.length === 0) yield failed(path, 'intake/empty-folder', `The folder ${path} is empty: nothing to read.`)
      for (const name of names) yield* readPath(join(path, name), options)
    } else if (!found.isFile())
      yield failed(path, 'intake/not-a-file', `${path} is neither a file nor a folder; it was not read.`)
    else yield* readFileInputs(path, found.size, options.format ?? (await formatOf(path)))
  } catch (error) {
    yield failed(path, 'intake/unreadable', explain(path, error))
  }
}

function explain(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return `${path} does not exist. Check the path; relative paths start at the working folder.`
  if (code === 'EACCES' || code === 'EPERM')
    return `${path} may not be read (permission denied). Change its permissions or leave it out.`
  return `${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`
}

async function formatOf(path: string): Promise<InputFormat> {
  const name = path.toLowerCase()
  if (/\.(jsonl|ndjson)$/.test(name)) return 'jsonl'
  if (/\.warc(\.gz)?$/.test(name)) return 'warc'
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2048), 0, 2048, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.subarray(0, 5).toString('latin1') === 'WARC/') return 'warc'
    const { text } = decodeBytes(head)
    if (looksLikeFeed(text)) return 'feed'
    if (
      /\.(html?|xhtml)$/.test(name) ||
      (extname(name) !== '.txt' && /^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)/i.test(text))
    )
      return 'html'
    return 'text'
  } finally {
    await handle.close()
  }
}

async function* readFileInputs(path: string, size: number, format: InputFormat): AsyncGenerator<Input> {
  if (format === 'warc') return yield* pagesFromWarc(path, createReadStream(path) as AsyncIterable<Uint8Array>)
  if (format === 'jsonl') return yield* rowsOf(path, createReadStream(path))
  if (size > largestFile) {
    yield failed(
      path,
      'intake/too-large',
      `${path} has ${size} bytes; one page may have at most ${largestFile}. Split it, or give it as JSONL with one article a line.`,
    )
    return
  }
  const { text } = decodeBytes(await readFile(path))
  if (format === 'feed') yield* pagesFromFeed(path, text)
  else yield { id: path, page: { id: path, kind: format, content: text } }
}

/** The rows of a JSONL stream, one input a line that is not blank; a row without an id is named by its line number. */
export async function* rowsOf(name: string, stream: NodeJS.ReadableStream): AsyncGenerator<Input> {
  let number = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim()) yield pageFromRow(line.replace(/^\ufeff/, ''), `${name}:${number}`)
  }
}

/** How many inputs the sources hold, or `null` where that cannot be known without reading them (addresses, feeds, JSONL and WARC files). */
export async function countInputs(sources: string[]): Promise<number | null> {
  let count = 0
  for (const source of sources) {
    if (/^https?:\/\//i.test(source) || /\.(?:jsonl|ndjson|xml|rss|atom|warc|warc\.gz)$/i.test(source)) return null
    const found = await stat(source).catch(() => null)
    if (!found?.isDirectory()) {
      count++
      continue
    }
    const names = await readdir(source).catch(() => [])
    const inner = await countInputs(names.filter((name) => !name.startsWith('.')).map((name) => join(source, name)))
    if (inner === null) return null
    count += inner
  }
  return count
}
