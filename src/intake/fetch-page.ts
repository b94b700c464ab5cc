import type { Agent, Response } from 'undici'
import { guardedLookup, type Resolve, refusal } from './addresses.ts'
import { BodyCache, freshnessOf } from './body-cache.ts'
import { inputsOfBytes } from './bytes.ts'
import { decodeBytes } from './decode.ts'
import { failed, type Input } from './raw-page.ts'
import { reservation, type SiteRules, siteRules } from './site-rules.ts'

/** How this program names itself to the sites it reads. */
export const userAgent = 'Detente/0.1 (+news relations ledger; respects robots.txt and text-mining opt-outs)'

/** What was kept of an earlier answer, to ask only for what is new. */
export interface Validators {
  etag?: string
  lastModified?: string
  /** The address at the end of redirects that gave them, where it is not the one asked for. */
  from?: string
}

export interface FetchOptions {
  /** Allows loopback, private and link-local addresses, all of them or those of the named hosts (`10.0.0.7:8080`); for tests and intranets. */
  allowPrivate?: boolean | string[]
  timeoutMs?: number
  /** Largest body taken, in bytes, after decompression. */
  maxBytes?: number
  /** Least time between two requests to one host, in milliseconds; robots.txt may ask for more. */
  hostDelayMs?: number
  /** In place of the system's name look-up; for tests. */
  resolve?: Resolve
  /** Folder in which bodies are kept, so that a page read again is asked for only if it may have changed. None is kept without it. */
  cache?: string
}

/** What came of asking for an address: its bytes, or that nothing changed, or why there is nothing. */
export type Fetched =
  | {
      bytes: Uint8Array
      url: string
      contentType: string
      validators: Validators
      /** Seconds for which the body need not be asked for again; `null` where it may not be kept. */
      freshForS: number | null
      issue?: undefined
    }
  | { unchanged: true; issue?: undefined }
  | {
      issue: {
        code: string
        message: string
        /** Seconds after which the site wants to be asked again. */
        retryAfterS?: number
      }
    }

/**
 * Fetches addresses politely: names itself, follows at most five redirects each checked as the first, obeys robots.txt and text-and-data-mining
 * reservations, waits between two requests to one host, refuses addresses that are not public. A site's rules are asked for once.
 * `close` ends its connections.
 */
export class Fetcher {
  #agent: Agent | null = null
  readonly #options: FetchOptions
  readonly #cache: BodyCache | null
  readonly #sites = new Map<string, Promise<SiteRules>>()
  /** When each host may next be asked, on the clock of `performance.now`. */
  readonly #turns = new Map<string, number>()

  constructor(options: FetchOptions = {}) {
    this.#options = options
    this.#cache = options.cache ? new BodyCache(options.cache) : null
  }

  /** Made for the first address; most readings fetch nothing, and loading an HTTP client takes longer than reading a page. */
  async #connected(): Promise<{ agent: Agent; fetch: typeof import('undici').fetch }> {
    const { Agent, fetch } = await import('undici')
    const timeout = this.#options.timeoutMs ?? 20_000
    this.#agent ??= new Agent({
      connect:
        this.#options.allowPrivate === true ? { timeout } : { timeout, lookup: guardedLookup(this.#options.resolve) },
      headersTimeout: timeout,
      bodyTimeout: timeout,
    })
    return { agent: this.#agent, fetch }
  }

  close(): Promise<void> {
    return this.#agent?.destroy() ?? Promise.resolve()
  }

  /** Never throws; an answer of 304 to `known` is `unchanged`. Without `known`, what the cache holds is asked for by condition and given. */
  async get(address: string, known?: Validators, signal?: AbortSignal): Promise<Fetched> {
    try {
      return known || !this.#cache
        ? await this.#through(address, known ?? {}, signal)
        : await this.#cached(this.#cache, address, signal)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      if ((cause as NodeJS.ErrnoException).code === 'EFORBIDDEN')
        return issue('forbidden-address', `${address} is not fetched: ${(cause as Error).message}.`)
      const late = (cause as Error).name === 'TimeoutError'
      return issue(
        'unreachable',
        `${address} could not be fetched: ${late ? 'it did not answer in time' : cause instanceof Error ? cause.message : String(cause)}. Check the address and the connection.`,
      )
    }
  }

  async #cached(cache: BodyCache, address: string, signal: AbortSignal | undefined): Promise<Fetched> {
    const refused = refusal(address, this.#options.allowPrivate)
    if (refused) return issue('forbidden-address', refused)
    const kept = await cache.find(address)
    const again = (body: NonNullable<typeof kept>): Fetched => ({ ...body, freshForS: null })
    if (kept && kept.freshUntil > Date.now()) return again(kept)
    const answer = await this.#through(address, kept?.validators ?? {}, signal)
    if (answer.issue) return answer
    if ('unchanged' in answer) return kept ? again(kept) : answer
    if (answer.freshForS !== null) {
      const { bytes, url, contentType, validators, freshForS } = answer
      const freshUntil = freshForS ? Date.now() + 1000 * freshForS : 0
      await cache.keep(address, { bytes, url, contentType, validators, freshUntil })
    }
    return answer
  }

  async #through(address: string, known: Validators, signal: AbortSignal | undefined): Promise<Fetched> {
    let url = address
    for (let hop = 0; hop <= 5; hop++) {
      const refused = refusal(url, this.#options.allowPrivate)
      if (refused) return issue('forbidden-address', refused)
      const site = await this.#site(url)
      if (!site.allows(url))
        return issue('robots', `${url} is closed to robots by the site's robots.txt; it is left alone.`)
      if (site.reserves(url))
        return issue(
          'tdm-reserved',
          `${url} reserves text and data mining (tdmrep.json of the site); it is left alone.`,
        )
      await this.#turn(url, site.crawlDelayS, signal)
      const answer = await this.#ask(url, url === (known.from ?? address) ? known : {}, signal)
      const next = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304 && next) {
        await answer.body?.cancel()
        url = new URL(next, url).href
        continue
      }
      if (answer.status === 304) return { unchanged: true }
      if (!answer.ok) {
        await answer.body?.cancel()
        return issue(
          'http-status',
          `${url} answered with status ${answer.status}; nothing was read.`,
          retryAfterS(answer.headers.get('retry-after')),
        )
      }
      const reservedByHeader = reservation(answer.headers, '')
      if (reservedByHeader) await answer.body?.cancel()
      const limit = this.#options.maxBytes ?? 20_000_000
      const bytes = reservedByHeader ? null : await limitedBody(answer.body, limit)
      if (!reservedByHeader && !bytes)
        return issue('too-large', `${url} is larger than ${limit} bytes; it was not read.`)
      const contentType = answer.headers.get('content-type') ?? ''
      const reserved =
        reservedByHeader ??
        (/html|^$/i.test(contentType)
          ? reservation(answer.headers, decodeBytes(bytes!.subarray(0, 60_000)).text)
          : null)
      if (reserved)
        return issue('tdm-reserved', `${url} reserves text and data mining (${reserved}); it is left alone.`)
      return {
        bytes: bytes!,
        url,
        contentType,
        validators: {
          etag: answer.headers.get('etag') ?? undefined,
          lastModified: answer.headers.get('last-modified') ?? undefined,
          ...(url === address ? {} : { from: url }),
        },
        freshForS: freshnessOf(answer.headers),
      }
    }
    return issue('redirects', `${address} redirects more than five times; it was not read.`)
  }

  async #ask(url: string, known: Validators, signal: AbortSignal | undefined): Promise<Response> {
    const { agent, fetch } = await this.#connected()
    const timeout = AbortSignal.timeout(this.#options.timeoutMs ?? 20_000)
    return fetch(url, {
      dispatcher: agent,
      redirect: 'manual',
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5',
        ...(known.etag ? { 'if-none-match': known.etag } : {}),
        ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
      },
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
  }

  #site(url: string): Promise<SiteRules> {
    const { origin } = new URL(url)
    let asked = this.#sites.get(origin)
    if (!asked) {
      asked = siteRules(origin, (page) => this.#rulesText(page))
      this.#sites.set(origin, asked)
    }
    return asked
  }

  /** The text of a rules file, through at most five redirects; `null` for 4xx, an error for 5xx. A site that cannot be reached has no rules. */
  async #rulesText(address: string): Promise<string | null> {
    let url = address
    for (let hop = 0; hop <= 5; hop++) {
      if (refusal(url, this.#options.allowPrivate)) return null
      const answer = await this.#ask(url, {}, undefined).catch(() => null)
      if (!answer) return null
      const next = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && next) {
        await answer.body?.cancel()
        url = new URL(next, url).href
        continue
      }
      const body = answer.ok ? await limitedBody(answer.body, 512_000) : null
      if (!answer.ok) await answer.body?.cancel()
      if (answer.status >= 500) throw new Error(`status ${answer.status}`)
      return body ? decodeBytes(body).text : null
    }
    return null
  }

  /** Waits until this host may be asked again. Requests to one host go one after the other; hosts do not wait for each other. */
  async #turn(url: string, crawlDelayS: number, signal: AbortSignal | undefined): Promise<void> {
    const { host } = new URL(url)
    const delay = Math.max(this.#options.hostDelayMs ?? 1000, 1000 * crawlDelayS)
    const now = performance.now()
    const at = Math.max(now, this.#turns.get(host) ?? 0)
    this.#turns.set(host, at + delay)
    if (at > now) await pause(at - now, signal)
    signal?.throwIfAborted()
  }
}

/** Waits, or less long when `signal` is given up. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}

const issue = (code: string, message: string, retryAfterS?: number): Fetched => ({
  issue: { code: `intake/${code}`, message, ...(retryAfterS ? { retryAfterS } : {}) },
})

/** A Retry-After header as seconds; one that names a moment counts from now. */
function retryAfterS(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = /^\d{1,6}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return seconds > 0 ? seconds : undefined
}

/** Fetches an address and reads what is there: a page, or the entries of a feed, a mail, a PDF. Every failure is an input with an issue. */
export async function fetchInputs(address: string, options: FetchOptions = {}, shared?: Fetcher): Promise<Input[]> {
  const fetcher = shared ?? new Fetcher(options)
  try {
    const answer = await fetcher.get(address)
    if (answer.issue) return [failed(address, answer.issue.code, answer.issue.message)]
    if ('unchanged' in answer) return []
    const inputs: Input[] = []
    for await (const input of inputsOfBytes(address, answer.bytes, {
      contentType: answer.contentType,
      url: answer.url,
    }))
      inputs.push(input)
    return inputs
  } finally {
    if (!shared) await fetcher.close()
  }
}

async function limitedBody(body: AsyncIterable<Uint8Array> | null, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > limit) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
