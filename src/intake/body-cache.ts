import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Validators } from './fetch-page.ts'

/** An answer kept for next time: its bytes, where they came from, what to ask with, and until when it need not be asked for. */
export interface KeptBody {
  bytes: Uint8Array
  url: string
  contentType: string
  validators: Validators
  /** Milliseconds since 1970 until which the site said that the body does not change; 0 where it must be asked for each time. */
  freshUntil: number
}

/** Longest time, in seconds, for which a site is believed that its page does not change. */
const longestFreshS = 86_400

/**
 * Fetched bodies in a folder, one file an address: a line of JSON, then the bytes. Files are written under another name and put in place, so that several
 * readers may share a folder; one that is damaged counts as missing. Nothing is ever evicted: the folder may be deleted at any time.
 */
export class BodyCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async find(address: string): Promise<KeptBody | null> {
    try {
      const file = await readFile(this.#path(address))
      const end = file.indexOf(10)
      const { bodyBytes, ...head } = JSON.parse(file.toString('utf8', 0, end)) as Omit<KeptBody, 'bytes'> & {
        bodyBytes: number
      }
      const bytes = file.subarray(end + 1)
      return bytes.length === bodyBytes && typeof head.url === 'string' ? { ...head, bytes } : null
    } catch {
      return null
    }
  }

  /** Throws what the file system throws when the folder cannot be written. */
  async keep(address: string, { bytes, ...head }: KeptBody): Promise<void> {
    const path = this.#path(address)
    const draft = `${path}.${randomUUID()}.tmp`
    await mkdir(this.#folder, { recursive: true })
    try {
      const line = Buffer.from(`${JSON.stringify({ ...head, bodyBytes: bytes.length })}\n`)
      await writeFile(draft, Buffer.concat([line, bytes]))
      await rename(draft, path)
    } finally {
      await rm(draft, { force: true })
    }
  }

  #path(address: string): string {
    return join(this.#folder, createHash('sha256').update(address).digest('hex').slice(0, 40))
  }
}

/**
 * What an answer's headers allow (RFC 9111, as a cache of one reader): `null` where it may not be kept or could never be asked for again, else the
 * seconds for which it need not be asked for, at most a day.
 */
export function freshnessOf(headers: { get(name: string): string | null }): number | null {
  const control = headers.get('cache-control')?.toLowerCase() ?? ''
  if (/\bno-store\b/.test(control)) return null
  const age = Number(headers.get('age') ?? 0) || 0
  const stated = /\bmax-age="?(\d{1,9})/.exec(control)?.[1]
  const expires = Date.parse(headers.get('expires') ?? '') - (Date.parse(headers.get('date') ?? '') || Date.now())
  const seconds = /\bno-cache\b/.test(control) ? 0 : (stated ? Number(stated) : expires / 1000 || 0) - age
  if (seconds <= 0) return headers.get('etag') || headers.get('last-modified') ? 0 : null
  return Math.min(seconds, longestFreshS)
}
