import { gunzipSync } from 'node:zlib'
import { type Columns, rowsOfTable } from './csv.ts'
import { decodeBytes } from './decode.ts'
import { pageFromMail } from './email.ts'
import { pagesFromFeed } from './feed.ts'
import type { Listed } from './follow.ts'
import { linesOf } from './lines.ts'
import { pageFromPdf } from './pdf.ts'
import { failed, type Input } from './raw-page.ts'
import { pageFromRow } from './rows.ts'
import { sitemapEntries } from './sitemap.ts'
import { formatOf, type InputFormat, isGzip, strangerIn } from './sniff.ts'
import { pagesFromWarc } from './warc.ts'

/** The largest single page taken, in bytes, packed or unpacked. JSONL, CSV and WARC are streamed and have no limit. */
export const largestFile = 40_000_000

export interface BytesOptions {
  format?: InputFormat
  contentType?: string
  /** Where the bytes came from; also the page's address. */
  url?: string
  columns?: Columns
  /** Fetches the pages that a feed or a sitemap lists; without it a feed gives its own words and a sitemap an issue. */
  follow?: (listed: Listed[]) => AsyncIterable<Input>
}

/** Everything one file's worth of bytes holds: unpacked if gzipped, told apart by name and content. Never throws; an unreadable file is an issue. */
export async function* inputsOfBytes(id: string, bytes: Uint8Array, options: BytesOptions = {}): AsyncGenerator<Input> {
  let content = bytes
  if (isGzip(content)) {
    const unpacked = unpack(content)
    if (!unpacked)
      return yield failed(
        id,
        'intake/bad-gzip',
        `${id} is gzipped but cannot be unpacked to at most ${largestFile} bytes: it is damaged, or far larger than an article. Unpack it yourself and read that.`,
      )
    content = unpacked
  }
  const stranger = strangerIn(content)
  if (stranger)
    return yield failed(
      id,
      'intake/not-text',
      `${id} is ${stranger}, not an article. Unpack it, or save its text, and read that.`,
    )
  const charset = /charset=["']?([\w-]+)/i.exec(options.contentType ?? '')?.[1]
  const head = decodeBytes(content.subarray(0, 4096), charset).text
  const format = options.format ?? formatOf(options.url ?? id, content, head, options.contentType)
  if (content.byteLength > largestFile && format !== 'warc' && format !== 'jsonl' && format !== 'csv')
    return yield failed(
      id,
      'intake/too-large',
      `${id} has ${content.byteLength} bytes; one page may have at most ${largestFile}. Split it.`,
    )
  if (format === 'pdf') return yield await pageFromPdf(id, content)
  if (format === 'email') return yield await pageFromMail(id, content)
  if (format === 'warc') return yield* pagesFromWarc(id, oneChunk(content))
  if (format === 'jsonl') return yield* rowsOf(id, oneChunk(content))
  if (format === 'csv') return yield* rowsOfTable(id, oneChunk(content), options.columns)
  const { text } = decodeBytes(content, charset)
  if (format === 'feed') {
    const entries = await pagesFromFeed(id, text)
    return yield* options.follow ? options.follow(entries.map(listedIn)) : entries
  }
  if (format === 'sitemap') {
    const entries = sitemapEntries(text)
    if (options.follow && entries.length)
      return yield* options.follow(
        entries.map(({ url, index, published, title, changed }) => ({
          url,
          list: index,
          date: published,
          title,
          changed,
        })),
      )
    return yield failed(
      id,
      'intake/sitemap',
      entries.length
        ? `${id} is a sitemap of ${entries.length} addresses, not an article. Read the pages it lists with --follow.`
        : `${id} is a sitemap that lists nothing: nothing to read.`,
    )
  }
  if (format === 'text' && /^\s*\[\s*\{/.test(head) && /\.json(?:\.gz)?$/i.test(id)) {
    const rows = rowsOfArray(text)
    if (rows) {
      for (const [index, row] of rows.entries()) yield pageFromRow(JSON.stringify(row), `${id}#${index + 1}`)
      return
    }
  }
  yield { id, page: { id, kind: format, content: text, url: options.url } }
}

function listedIn(own: Input): Listed {
  const known = own.page ?? own.about
  return { url: own.page?.url ?? own.id, date: known?.date, title: known?.title, outlet: known?.outlet, own }
}

function rowsOfArray(text: string): unknown[] | null {
  try {
    const rows = JSON.parse(text) as unknown
    return Array.isArray(rows) ? rows : null
  } catch {
    return null
  }
}

/** Gzipped bytes unpacked, all members of them; `null` for what is damaged or grows beyond `largestFile`. */
function unpack(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: largestFile })
  } catch {
    return null
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

/** The rows of a JSONL stream, one input a line that is not blank; a row without an id is named by its line number. */
export async function* rowsOf(name: string, stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Input> {
  let number = 0
  for await (const line of linesOf(stream)) {
    number++
    if (line === null)
      yield failed(
        `${name}:${number}`,
        'intake/too-large',
        `Line ${number} of ${name} is longer than 16 MB; it was not read.`,
      )
    else {
      const text = line.toString('utf8').replace(/^\ufeff/, '')
      if (text.trim()) yield pageFromRow(text, `${name}:${number}`)
    }
  }
}
