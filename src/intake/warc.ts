import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { brotliDecompressSync, createGunzip, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { decodeBytes } from './decode.ts'
import { failed, type Input } from './raw-page.ts'
import { isGzip } from './sniff.ts'
import { NoWarcError, warcRecords } from './warc-records.ts'

/** Largest record kept in memory, in bytes; a larger one is passed over and said to be. */
const largestRecord = 40_000_000

/**
 * The pages of a WARC file (plain, gzipped as a whole or record by record), one input a response, resource or conversion record of HTML or text,
 * as the stream goes by; memory holds one record. Length and digests of each record are checked. Records of other kinds are passed over.
 */
export async function* pagesFromWarc(id: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Input> {
  let pages = 0
  let records = 0
  try {
    for await (const { headers, block, damage } of warcRecords(unpackedStream(stream), largestRecord)) {
      records++
      const kind = headers.get('warc-type')
      const where = headers.get('warc-target-uri')?.replace(/^<|>$/g, '')
      const name = where ?? `${id}#${records}`
      if (damage) {
        yield failed(
          name,
          'intake/bad-warc',
          `Record ${records} of ${id} (${name}) is damaged: ${damage}. It was not read; the rest was.`,
        )
        continue
      }
      if (kind !== 'response' && kind !== 'resource' && kind !== 'conversion') continue
      if (!block) {
        yield failed(
          name,
          'intake/too-large',
          `${name} in ${id} is larger than ${largestRecord} bytes; it was not read.`,
        )
        continue
      }
      const blockDigest = headers.get('warc-block-digest')
      if (blockDigest && !fits(blockDigest, [block])) {
        yield failed(
          name,
          'intake/bad-digest',
          `${name} in ${id} does not fit its block digest: the record is damaged. It was not read.`,
        )
        continue
      }
      const http = kind === 'response' && /http/i.test(headers.get('content-type') ?? 'http') ? httpOf(block) : null
      const type = http?.header('content-type') ?? headers.get('content-type') ?? ''
      if (!/html|text\/plain/i.test(type)) continue
      pages++
      const raw = http?.body ?? block
      const body = /chunked/i.test(http?.header('transfer-encoding') ?? '') ? unchunked(raw) : raw
      const payloadDigest = headers.get('warc-payload-digest')
      if (payloadDigest && !fits(payloadDigest, [raw, body])) {
        yield failed(
          name,
          'intake/bad-digest',
          `${name} in ${id} does not fit its payload digest: the record is damaged. It was not read.`,
        )
        continue
      }
      if (http && http.status >= 400) {
        yield failed(
          name,
          'intake/http-status',
          `${name} in ${id} was answered with status ${http.status}: no article.`,
        )
        continue
      }
      if (http && http.status >= 300) continue
      const content = unpacked(body, http?.header('content-encoding'))
      if (!content) {
        yield failed(
          name,
          'intake/bad-gzip',
          `${name} in ${id} is compressed and cannot be unpacked to at most ${largestRecord} bytes. It was not read.`,
        )
        continue
      }
      const { text } = decodeBytes(content, /charset=["']?([\w-]+)/i.exec(type)?.[1])
      yield { id: name, page: { id: name, kind: /html/i.test(type) ? 'html' : 'text', content: text, url: where } }
    }
  } catch (error) {
    if (error instanceof NoWarcError)
      return yield failed(
        id,
        'intake/bad-warc',
        `${id} is no WARC file: it begins with "${error.message}". Check what was saved.`,
      )
    yield failed(
      id,
      'intake/bad-warc',
      `${id} cannot be read as WARC past record ${records} (${error instanceof Error ? error.message : 'damaged'}). What came before it was read.`,
    )
    return
  }
  if (pages === 0)
    yield failed(id, 'intake/empty-warc', `${id} holds no page: no response record of HTML or text. Is it a WARC file?`)
}

/** The stream unpacked where it begins as gzip, all members of it. */
async function* unpackedStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = stream[Symbol.asyncIterator]()
  const first = await source.next()
  if (first.done) return
  async function* whole() {
    yield first.value as Uint8Array
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  if (!isGzip(first.value)) return yield* whole()
  const packed = Readable.from(whole())
  const unzip = createGunzip()
  packed.on('error', (error) => unzip.destroy(error)).pipe(unzip)
  try {
    yield* unzip as AsyncIterable<Uint8Array>
  } finally {
    packed.destroy()
    unzip.destroy()
  }
}

interface HttpAnswer {
  status: number
  header(name: string): string | undefined
  body: Buffer
}

function httpOf(block: Buffer): HttpAnswer | null {
  const crlf = block.indexOf('\r\n\r\n')
  const lf = block.indexOf('\n\n')
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf : lf
  const head = (end < 0 ? block : block.subarray(0, end)).subarray(0, 200_000).toString('latin1')
  const status = /^HTTP\/[\d.]+ (\d{3})/.exec(head)
  if (!status) return null
  const headers = new Map<string, string>()
  for (const line of head.split(/\r?\n/).slice(1)) {
    const at = line.indexOf(':')
    if (at > 0) headers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
  }
  return {
    status: Number(status[1]),
    header: (name) => headers.get(name),
    body: end < 0 ? Buffer.alloc(0) : block.subarray(end + (end === crlf ? 4 : 2)),
  }
}

/** A body sent in chunks, put together; one that is not sent so after all stays as it is. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\n', at)
    const size =
      end < 0
        ? null
        : /^\s*([\da-f]{1,8})\s*(?:;.*)?\r?$/i.exec(body.subarray(at, Math.min(end, at + 200)).toString('latin1'))
    if (!size) return parts.length ? Buffer.concat(parts) : body
    const length = Number.parseInt(size[1]!, 16)
    if (length === 0) break
    parts.push(body.subarray(end + 1, end + 1 + length))
    at = end + 1 + length
    if (body[at] === 13) at++
    if (body[at] === 10) at++
  }
  return Buffer.concat(parts)
}

/** Decompresses as `Content-Encoding` says; crawlers often keep the header and store the body unpacked, so bytes that are not packed pass. */
function unpacked(body: Buffer, encoding: string | undefined): Uint8Array | null {
  const limit = { maxOutputLength: largestRecord }
  const name = encoding?.trim().toLowerCase()
  try {
    if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body, limit)
    if (name === 'br') return brotliDecompressSync(body, limit)
    if (name === 'deflate') {
      try {
        return inflateSync(body, limit)
      } catch {
        return inflateRawSync(body, limit)
      }
    }
    return body
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' || name === 'gzip' || body[0] === 0x1f
      ? null
      : body
  }
}

/** True where a digest ("sha1:BASE32", "sha-256:hex") is that of one of the candidates, or of a kind that is not known here. */
function fits(digest: string, candidates: Uint8Array[]): boolean {
  const [label, value] = digest.trim().split(/[:=]/, 2)
  const algorithm = { sha1: 'sha1', sha256: 'sha256', sha512: 'sha512', md5: 'md5' }[
    label!.toLowerCase().replace('-', '')
  ]
  if (!algorithm || !value) return true
  return candidates.some((bytes) => {
    const hash = createHash(algorithm).update(bytes).digest()
    return (
      value.toLowerCase() === hash.toString('hex') ||
      value.toUpperCase().replace(/=+$/, '') === base32(hash) ||
      value === hash.toString('base64')
    )
  })
}

function base32(bytes: Uint8Array): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let out = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += letters[(held >>> (bits - 5)) & 31]
      bits -= 5
    }
    held &= (1 << bits) - 1
  }
  return bits ? out + letters[(held << (5 - bits)) & 31] : out
}
