import { decodeXML } from 'entities'

/** A page or a further sitemap that a sitemap lists. */
export interface SitemapEntry {
  url: string
  /** True for another sitemap, false for a page. */
  index: boolean
  /** ISO day of publication (news sitemaps) and the last change as written. */
  published?: string
  title?: string
  changed?: string
}

export function looksLikeSitemap(text: string): boolean {
  return /<(?:[a-z]{1,12}:)?(?:urlset|sitemapindex)[\s>]/i.test(text.slice(0, 2000))
}

const entry = /<(?:[a-z]{1,12}:)?(url|sitemap)>([\s\S]{0,20000}?)<\/(?:[a-z]{1,12}:)?\1>/gi

/** The entries of a sitemap or sitemap index, in order. A damaged entry is passed over; a file that is cut off gives what came before. */
export function sitemapEntries(text: string): SitemapEntry[] {
  const entries: SitemapEntry[] = []
  // One `>` ends each entry; parting first keeps the search linear on text with openings only.
  for (const piece of text.split(/(?<=<\/(?:[a-z]{1,12}:)?(?:url|sitemap)>)/i)) {
    entry.lastIndex = 0
    const m = piece.length <= 40_000 ? entry.exec(piece) : null
    if (!m) continue
    const field = (name: string) => {
      const found = new RegExp(`<(?:[a-z]{1,12}:)?${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,4000})`, 'i')
        .exec(m[2]!)?.[1]
        ?.trim()
      return found ? decodeXML(found) : undefined
    }
    const url = field('loc')
    if (!url || !/^https?:\/\//i.test(url)) continue
    entries.push({
      url,
      index: m[1]!.toLowerCase() === 'sitemap',
      published: /^\d{4}-\d\d-\d\d/.exec(field('publication_date') ?? '')?.[0],
      title: field('title'),
      changed: field('lastmod'),
    })
  }
  return entries
}
