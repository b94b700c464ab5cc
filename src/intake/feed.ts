import { decodeHTML } from 'entities'
import { givenDay } from './given-day.ts'
import { failed, type Input } from './raw-page.ts'

/** True when the text is an RSS, Atom, RDF or JSON feed rather than a page. */
export function looksLikeFeed(text: string): boolean {
  const head = text.slice(0, 2000)
  return /<(?:rss|rdf:RDF|feed)[\s>]/i.test(head) || /^\s*\{\s*"version"\s*:\s*"https?:\/\/jsonfeed\.org/.test(head)
}

interface Entry {
  id?: string
  guid?: { value?: string } | string
  url?: string
  link?: string
  links?: { href?: string; rel?: string }[]
  title?: string | { value?: string }
  description?: string
  summary?: string | { value?: string }
  content?: { encoded?: string; value?: string } | string
  content_html?: string
  content_text?: string
  pubDate?: string
  published?: string
  updated?: string
  date_published?: string
  dc?: { date?: string; creator?: string; dates?: string[]; creators?: string[] }
  authors?: { name?: string }[]
}

/** The entries of a feed that carry words of their own. `id` of an entry is its address, or the feed's id with its number. */
export async function pagesFromFeed(feedId: string, text: string): Promise<Input[]> {
  // The reader of feeds is a third of all modules of the program: it is loaded when there is a feed.
  const { parseFeed } = await import('feedsmith')
  let parsed: { format: string; feed: unknown }
  try {
    parsed = parseFeed(text) as { format: string; feed: unknown }
  } catch (error) {
    return [
      failed(
        feedId,
        'intake/bad-feed',
        `${feedId} looks like a feed but cannot be read (${error instanceof Error ? error.message : 'unreadable'}). Fetch it again; it may be cut off.`,
      ),
    ]
  }
  const feed = parsed.feed as { title?: string | { value?: string }; items?: Entry[]; entries?: Entry[] }
  const entries = feed.items ?? feed.entries ?? []
  if (entries.length === 0)
    return [failed(feedId, 'intake/empty-feed', `${feedId} is a feed without entries: nothing to read.`)]
  const outlet = plain(feed.title)
  return entries.map((entry, index) => {
    const url = entry.link ?? entry.url ?? entry.links?.find((link) => !link.rel || link.rel === 'alternate')?.href
    const id = url ?? `${feedId}#${index + 1}`
    const body =
      plain(entry.content, 'encoded') ??
      entry.content_html ??
      entry.content_text ??
      plain(entry.summary) ??
      entry.description
    const title = plain(entry.title)
    const date = givenDay(
      entry.pubDate ??
        entry.published ??
        entry.date_published ??
        entry.dc?.date ??
        entry.dc?.dates?.[0] ??
        entry.updated,
    )
    if (!body?.trim())
      return {
        ...failed(
          id,
          'intake/no-text',
          `Entry ${id} of ${feedId} has a headline but no words. Read its page instead (--follow does).`,
        ),
        about: { date, title, outlet },
      } as Input
    return {
      id,
      page: {
        id,
        kind: 'html',
        content: body,
        url,
        title: title === undefined ? undefined : decodeHTML(title),
        outlet,
        byline: entry.dc?.creator ?? entry.dc?.creators?.[0] ?? entry.authors?.[0]?.name,
        date,
      },
    }
  })
}

function plain(value: unknown, field = 'value'): string | undefined {
  if (typeof value === 'string') return value
  const inner =
    (value as { [field: string]: unknown } | undefined)?.[field] ?? (value as { value?: unknown } | undefined)?.value
  return typeof inner === 'string' ? inner : undefined
}
