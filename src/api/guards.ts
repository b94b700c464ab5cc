import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { failure } from './answers.ts'

export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const hostOf = (address: string): string => {
  try {
    return new URL(address).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return ''
  }
}

/** Puts the security headers on every answer, errors included. */
export const withSecurityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
}

/**
 * Refuses what other sites could make a browser send: a foreign Host (DNS rebinding), a foreign Origin or a cross-site fetch that writes, and bodies
 * that are not JSON (a form of another site cannot send JSON unasked).
 */
export function sameSiteOnly(hosts: string[]): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    if (!hosts.includes(host.toLowerCase()))
      return c.json(failure('api/wrong-host', 'This server answers only to its own address on this machine.'), 403)
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    if (
      (origin !== undefined && !hosts.includes(hostOf(origin))) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none')
    )
      return c.json(failure('api/wrong-origin', 'Requests from other sites are refused.'), 403)
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json' && (type !== undefined || Number(c.req.header('content-length') ?? 0) > 0))
      return c.json(failure('api/not-json', 'Send the body as application/json.'), 415)
    return next()
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Lets in only who knows the token: as `Authorization: Bearer …`, or as a cookie that opening any page once with `?token=…` sets. Compared by hash in
 * constant time.
 */
export function tokenOnly(token: string): MiddlewareHandler {
  const wanted = digest(token)
  const right = (given: string | undefined) => given !== undefined && timingSafeEqual(digest(given), wanted)
  return async (c, next) => {
    const url = new URL(c.req.url)
    if (c.req.method === 'GET' && right(url.searchParams.get('token') ?? undefined)) {
      url.searchParams.delete('token')
      return c.body(null, 303, {
        location: url.pathname + url.search,
        'set-cookie': `detente=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/`,
      })
    }
    const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const cookie = /(?:^|;\s*)detente=([^;]*)/.exec(c.req.header('cookie') ?? '')?.[1]
    if (right(bearer) || right(cookie && safeDecode(cookie))) return next()
    return c.json(
      failure('api/token-needed', 'This server asks for its token. Open the address that `detente serve` printed.'),
      401,
    )
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** How many requests one client may make: `burst` at once, `perSecond` in the long run. */
export interface Rate {
  burst: number
  perSecond: number
}

/** Answers 429 to a client that asks faster than the rate; clients are told apart by their network address. */
export function rateLimit(rate: Rate): MiddlewareHandler {
  const buckets = new Map<string, { left: number; at: number }>()
  return async (c, next) => {
    const now = performance.now()
    if (buckets.size > 10_000) buckets.clear()
    const client = clientOf(c)
    const bucket = buckets.get(client) ?? { left: rate.burst, at: now }
    buckets.set(client, bucket)
    bucket.left = Math.min(rate.burst, bucket.left + ((now - bucket.at) / 1000) * rate.perSecond)
    bucket.at = now
    if (bucket.left < 1)
      return c.json(failure('api/too-many', 'Too many requests at once. Wait a moment and try again.'), 429, {
        'retry-after': String(Math.ceil((1 - bucket.left) / rate.perSecond)),
      })
    bucket.left--
    return next()
  }
}

function clientOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress ?? 'here'
}
