import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { inputsOfBytes, largestFile, rowsOf } from './bytes.ts'
import { type Columns, rowsOfTable } from './csv.ts'
import { decodeBytes } from './decode.ts'
import { Fetcher, type FetchOptions } from './fetch-page.ts'
import { followList, type Listed } from './follow.ts'
import { failed, type Input } from './raw-page.ts'
import { formatOf, type InputFormat, isGzip } from './sniff.ts'
import { pagesFromWarc } from './warc.ts'

export interface ReadOptions extends FetchOptions {
  format?: InputFormat
  /** Publication day for inputs that carry none of their own. */
  date?: string
  outlet?: string
  /** Which column of a table holds what. */
  columns?: Columns
  /** Fetches the pages that feeds and sitemaps list. */
  follow?: boolean
}

/**
 * Everything the given files, folders (walked in name order, hidden files passed over) and addresses hold, one at a time. What cannot be read
 * comes out as an input with an issue; the rest goes on.
 */
export async function* readInputs(sources: string[], options: ReadOptions = {}): AsyncGenerator<Input> {
  const fetcher = new Fetcher(options)
  try {
    for (const source of sources) {
      const inputs = /^https?:\/\//i.test(source)
        ? readAddress(source, options, fetcher)
        : readPath(source, options, fetcher)
      for await (const input of inputs) {
        if (input.page) {
          input.page.date ??= options.date
          input.page.outlet ??= options.outlet
        }
        yield input
      }
    }
  } finally {
    await fetcher.close()
  }
}

async function* readAddress(address: string, options: ReadOptions, fetcher: Fetcher): AsyncGenerator<Input> {
  const answer = await fetcher.get(address)
  if (answer.issue) yield failed(address, answer.issue.code, answer.issue.message)
  else if (!('unchanged' in answer))
    yield* inputsOfBytes(address, answer.bytes, {
      ...detailsOf(address, options, fetcher),
      contentType: answer.contentType,
      url: answer.url,
    })
}

function detailsOf(id: string, options: ReadOptions, fetcher: Fetcher) {
  const follow = (listed: Listed[]) => followList(id, listed, fetcher)
  return { format: options.format, columns: options.columns, ...(options.follow ? { follow } : {}) }
}

async function* readPath(path: string, options: ReadOptions, fetcher: Fetcher): AsyncGenerator<Input> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
      if (names.length === 0) yield failed(path, 'intake/empty-folder', `The folder ${path} is empty: nothing to read.`)
      for (const name of names) yield* readPath(join(path, name), options, fetcher)
    } else if (!found.isFile())
      yield failed(path, 'intake/not-a-file', `${path} is neither a file nor a folder; it was not read.`)
    else yield* readFileInputs(path, found.size, options, fetcher)
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

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* readFileInputs(
  path: string,
  size: number,
  options: ReadOptions,
  fetcher: Fetcher,
): AsyncGenerator<Input> {
  const head = await headOf(path)
  const packed = isGzip(head)
  // A packed file is known by its name only; WARC files are unpacked record by record by their own reader.
  const format =
    options.format ?? formatOf(path, packed ? new Uint8Array() : head, packed ? '' : decodeBytes(head).text)
  if (format === 'warc') return yield* pagesFromWarc(path, createReadStream(path) as AsyncIterable<Uint8Array>)
  if (format === 'jsonl' || format === 'csv') {
    const file = createReadStream(path)
    const unzip = packed ? createGunzip() : null
    if (unzip) file.on('error', (error) => unzip.destroy(error)).pipe(unzip)
    const stream = (unzip ?? file) as AsyncIterable<Uint8Array>
    return yield* format === 'jsonl' ? rowsOf(path, stream) : rowsOfTable(path, stream, options.columns)
  }
  if (size > largestFile)
    return yield failed(
      path,
      'intake/too-large',
      `${path} has ${size} bytes; one page may have at most ${largestFile}. Split it, or give it as JSONL with one article a line.`,
    )
  yield* inputsOfBytes(path, await readFile(path), detailsOf(path, options, fetcher))
}

/** How many inputs the sources hold, or `null` where that cannot be known without reading them (addresses, feeds, tables, JSONL and WARC files). */
export async function countInputs(sources: string[]): Promise<number | null> {
  let count = 0
  for (const source of sources) {
    if (/^https?:\/\//i.test(source) || /\.(?:jsonl|ndjson|csv|tsv|xml|rss|atom|rdf|json|warc)(?:\.gz)?$/i.test(source))
      return null
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
