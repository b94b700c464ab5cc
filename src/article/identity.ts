import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { collapsed } from '../text/index.ts'

/** SHA-256 of a string's UTF-8 bytes, in hexadecimal. Pure: the same in Node and in a browser. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/**
 * An article's key: a hash of its address or, without one, of its text. Tracking parameters, fragments, scheme and a trailing slash do not
 * count as address, so one page shared in three ways is one article.
 */
export function articleKey(url: string | undefined, text: string): string {
  return sha256Hex(url ? `url:${plainAddress(url)}` : `text:${collapsed(text)}`).slice(0, 32)
}

const tracking =
  /^(?:utm_\w+|fbclid|gclid|dclid|mc_cid|mc_eid|igshid|cmpid|ocid|ref|ref_src|smid|src|spm|via|partner|sh|feature|rss|xtor)$/i

/** An address without what does not tell pages apart; an address that cannot be parsed stays as it is. */
export function plainAddress(url: string): string {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return url.trim()
  }
  const query = [...parsed.searchParams]
    .filter(([key]) => !tracking.test(key))
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
  const tail = query.length
    ? `?${query.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&')}`
    : ''
  return `${parsed.hostname.replace(/^www\./, '')}${parsed.port ? `:${parsed.port}` : ''}${parsed.pathname.replace(/\/+$/, '')}${tail}`
}
