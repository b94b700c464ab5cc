import robots_parser from 'robots-parser'

/** robots-parser is CommonJS and its types name a default export that the module object itself is. */
const robotsParser = robots_parser as unknown as (
  url: string,
  rules: string,
) => {
  isAllowed(url: string, agent: string): boolean | undefined
  getCrawlDelay(agent: string): number | undefined
}

/** The name that robots.txt files may address this program by. */
export const robotName = 'Detente'

/** What a site asks of programs that read it. */
export interface SiteRules {
  allows(url: string): boolean
  /** Where the site reserves text and data mining in its `/.well-known/tdmrep.json`. */
  reserves(url: string): boolean
  /** Seconds between two requests that robots.txt asks for, or 0. */
  crawlDelayS: number
}

/**
 * A site's rules from its robots.txt and `/.well-known/tdmrep.json`. `ask` gives the text of an address of the site, `null` where there is none
 * (4xx), and throws where the site cannot say (5xx): then everything is closed, as RFC 9309 has it.
 */
export async function siteRules(origin: string, ask: (url: string) => Promise<string | null>): Promise<SiteRules> {
  let rules: ReturnType<typeof robotsParser>
  try {
    rules = robotsParser(`${origin}/robots.txt`, (await ask(`${origin}/robots.txt`)) ?? '')
  } catch {
    return { allows: () => false, reserves: () => false, crawlDelayS: 0 }
  }
  const reserved = await ask(`${origin}/.well-known/tdmrep.json`).catch(() => null)
  const patterns = reserved ? reservations(reserved) : []
  return {
    allows: (url) => rules.isAllowed(url, robotName) !== false,
    reserves: (url) => {
      const { pathname, search } = new URL(url)
      const longest = patterns
        .filter(({ location }) => matches(pathname + search, location))
        .sort((a, b) => b.location.length - a.location.length)[0]
      return longest?.reserved ?? false
    },
    crawlDelayS: Math.min(30, Math.max(0, rules.getCrawlDelay(robotName) ?? 0)),
  }
}

function reservations(text: string): { location: string; reserved: boolean }[] {
  try {
    const list = JSON.parse(text) as unknown
    return (Array.isArray(list) ? list : [])
      .slice(0, 1000)
      .filter((row) => typeof row?.location === 'string' && row.location.length < 500)
      .map((row) => ({ location: row.location as string, reserved: Number(row['tdm-reservation']) === 1 }))
  } catch {
    return []
  }
}

/** Matches a path against a pattern in which `*` stands for anything and `$` for the end, as in robots.txt. Linear for each `*`. */
function matches(path: string, pattern: string): boolean {
  const atEnd = pattern.endsWith('$')
  const parts = (atEnd ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(parts[0]!)) return false
  let at = parts[0]!.length
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue
    const found = index === parts.length - 1 && atEnd ? path.lastIndexOf(part) : path.indexOf(part, at)
    if (found < at) return false
    at = found + part.length
  }
  return !atEnd || at === path.length
}

/** Why a page must not be mined, from its headers and its own meta tags, or `null`. `html` is empty where only the headers are known yet. */
export function reservation(headers: { get(name: string): string | null }, html: string): string | null {
  if (headers.get('tdm-reservation')?.trim() === '1') return 'tdm-reservation header'
  if (/\bno(?:ai|tdm)\b/i.test(headers.get('x-robots-tag') ?? '')) return 'x-robots-tag header'
  const head = html.slice(0, 50_000)
  for (const [tag] of head.matchAll(/<meta\b[^>]{0,400}>/gi)) {
    if (/name\s*=\s*["']?tdm-reservation/i.test(tag) && /content\s*=\s*["']?1\b/i.test(tag))
      return 'tdm-reservation meta tag'
    if (/name\s*=\s*["']?robots/i.test(tag) && /content\s*=\s*["'][^"']{0,200}\bno(?:ai|tdm)\b/i.test(tag))
      return 'robots meta tag'
  }
  return null
}
