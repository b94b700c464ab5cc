import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Looks a name up, as `dns.lookup` with `all` does. Tests put their own in its place. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void

/** IPv6 addresses that carry an IPv4 address within them: what they carry decides. */
const carriers: [network: string, bits: number, offset: number][] = [
  ['::', 96, 12], // IPv4-compatible
  ['::ffff:0:0', 96, 12], // IPv4-mapped
  ['::ffff:0:0:0', 96, 12], // IPv4-translated
  ['64:ff9b::', 96, 12], // NAT64
  ['2002::', 16, 2], // 6to4
]

/** True for an address that must not be fetched from: loopback, private, link-local and every other range that is not public. */
export function isForbiddenAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return true
  const parsed = ipaddr.parse(bare)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() !== 'unicast'
  const bytes = parsed.toByteArray()
  for (const [network, bits, offset] of carriers)
    if (parsed.match(ipaddr.IPv6.parse(network), bits)) {
      const inner = ipaddr.fromByteArray(bytes.slice(offset, offset + 4))
      return inner.range() !== 'unicast' || network === '::'
    }
  return parsed.range() !== 'unicast' || parsed.match(ipaddr.IPv6.parse('fec0::'), 10)
}

/** Why an address is not fetched, or `null`. The URL parser has already read decimal, octal and hexadecimal spellings as what they are. */
export function refusal(url: string, allowPrivate: boolean | string[] | undefined): string | null {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return `${url} is no web address. Write it in full, with https://.`
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    return `${url} is not http or https; only those are fetched.`
  if (parsed.username || parsed.password)
    return `${url} carries a user name or password; such addresses are not fetched.`
  if (allowPrivate === true || (Array.isArray(allowPrivate) && allowPrivate.includes(parsed.host))) return null
  const host = parsed.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase()
  const local =
    host === '' ||
    host === 'localhost' ||
    /\.(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|localdomain)$/.test(host) ||
    !/[.:]/.test(host) ||
    (ipaddr.isValid(host) && isForbiddenAddress(host))
  return local
    ? `${url} leads to an address that is not public; it is not fetched. If it is yours, pass --allow-private.`
    : null
}

/**
 * Looks names up at connect time and hands on only addresses that are public, so that the very address that was checked is connected to: a name
 * that changes its mind between look-ups gains nothing. One forbidden address among several refuses the name.
 */
export function guardedLookup(resolve: Resolve = lookup as unknown as Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
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
}
