import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import robots_parser from 'robots-parser'
import { Agent, fetch } from 'undici'
import { decodeBytes } from './decode.ts'
import { looksLikeFeed, pagesFromFeed } from './feed.ts'
import { failed, type Input } from './raw-page.ts'

/** robots-parser is CommonJS and its types name a default export that the module object itself is. */
const robotsParser = robots_parser as unknown as (
  url: string,
  rules: string,
) => { isAllowed(url: string, agent: string): boolean | undefined }

/** How this program names itself to the sites it reads. */
export const userAgent = 'Detente/0.1 (+news relations ledger; respects robots.txt and text-mining opt-outs)'

export interface FetchOptions {
  /** Allows loopback, private and link-local addresses; for tests and intranets. */
  allowPrivate?: boolean
  timeoutMs?: number
  /** Largest body taken, in bytes. */
  maxBytes?: number
}

/** True for an address that must not be fetched from: loopback, private, link-local and every other range that is not public. */
export function isForbiddenAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true
  return ipaddr.process(address).range() !== 'unicast'
}

/** Checked at connect time, on the very address that is connected to: a name that changes its mind between look-ups gains nothing. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const bad = addresses.find(({ address }) => isForbiddenAddress(address))
    if (bad || addresses.length === 0)
      return callback(
        Object.assign(new Error(`${hostname} leads to ${bad?.address ?? 'no address'}, which is not public`), {
          code: 'EFORBIDDEN',
        }),
        '',
        0,
      )
    if (options.all)
      return (callback as unknown as (e: null, list: { address: string; family: number }[]) => void)(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}

const robotsOfHost = new Map<string, Promise<{ allows: (url: string) => boolean }>>()

/**
 * Fetches a page or a feed. Follows at most five redirects, each checked as the first; obeys robots.txt and text-and-data-mining
 * reservations (`tdm-reservation` header or meta); refuses addresses that are not public. Every failure is an input with an issue.
 */
export async function fetchInputs(address: string, options: FetchOptions = {}): Promise<Input[]> {
  const agent = new Agent({
    connect: options.allowPrivate ? {} : { lookup: guardedLookup },
    headersTimeout: options.timeoutMs ?? 20_000,
    bodyTimeout: options.timeoutMs ?? 20_000,
  })
  try {
    return await fetchThrough(agent, address, options)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return [
      failed(
        address,
        'intake/unreachable',
        `${address} could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}. Check the address and the connection.`,
      ),
    ]
  } finally {
    await agent.destroy()
  }
}

async function fetchThrough(agent: Agent, address: string, options: FetchOptions): Promise<Input[]> {
  let url = address
  for (let hop = 0; hop <= 5; hop++) {
    const refused = refusal(url, options)
    if (refused) return [failed(address, 'intake/forbidden-address', refused)]
    if (!(await robots(agent, url, options)).allows(url))
      return [
        failed(address, 'intake/robots', `${url} is closed to robots by the site's robots.txt; it is left alone.`),
      ]
    const answer = await fetch(url, {
      dispatcher: agent,
      redirect: 'manual',
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8',
      },
      signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
    })
    const next = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && next) {
      await answer.body?.cancel()
      url = new URL(next, url).href
      continue
    }
    if (!answer.ok) {
      await answer.body?.cancel()
      return [failed(address, 'intake/http-status', `${url} answered with status ${answer.status}; nothing was read.`)]
    }
    if (answer.headers.get('tdm-reservation') === '1') {
      await answer.body?.cancel()
      return [
        failed(
          address,
          'intake/tdm-reserved',
          `${url} reserves text and data mining (tdm-reservation header); it is left alone.`,
        ),
      ]
    }
    const bytes = await limitedBody(answer.body, options.maxBytes ?? 20_000_000)
    if (!bytes)
      return [
        failed(
          address,
          'intake/too-large',
          `${url} is larger than ${options.maxBytes ?? 20_000_000} bytes; it was not read.`,
        ),
      ]
    const type = answer.headers.get('content-type') ?? ''
    const { text } = decodeBytes(bytes, /charset=["']?([\w-]+)/i.exec(type)?.[1])
    if (/<meta[^>]{0,80}name=["']tdm-reservation["'][^>]{0,40}content=["']1["']/i.test(text.slice(0, 20_000)))
      return [
        failed(address, 'intake/tdm-reserved', `${url} reserves text and data mining (meta tag); it is left alone.`),
      ]
    if (looksLikeFeed(text)) return pagesFromFeed(address, text)
    return [
      { id: address, page: { id: address, kind: /text\/plain/i.test(type) ? 'text' : 'html', content: text, url } },
    ]
  }
  return [failed(address, 'intake/redirects', `${address} redirects more than five times; it was not read.`)]
}

function refusal(url: string, options: FetchOptions): string | null {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return `${url} is no web address.`
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    return `${url} is not http or https; only those are fetched.`
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  if (
    !options.allowPrivate &&
    (host === 'localhost' || host.endsWith('.localhost') || (ipaddr.isValid(host) && isForbiddenAddress(host)))
  )
    return `${url} leads to an address that is not public; it is not fetched. If it is yours, pass --allow-private.`
  return null
}

function robots(agent: Agent, url: string, options: FetchOptions): Promise<{ allows: (url: string) => boolean }> {
  const { origin } = new URL(url)
  const known = robotsOfHost.get(origin)
  if (known) return known
  const asked = fetch(`${origin}/robots.txt`, {
    dispatcher: agent,
    redirect: 'manual',
    headers: { 'user-agent': userAgent },
    signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
  })
    .then(async (answer) => {
      const body = await limitedBody(answer.body, 512_000)
      const rules = robotsParser(`${origin}/robots.txt`, answer.ok && body ? decodeBytes(body).text : '')
      return { allows: (page: string) => rules.isAllowed(page, 'Detente') !== false }
    })
    .catch(() => ({ allows: () => true }))
  robotsOfHost.set(origin, asked)
  return asked
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
