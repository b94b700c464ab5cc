import { squeezed } from '../text/index.ts'
import { bestByline, cleanByline, statedDay } from './head-lines.ts'
import { type Element, wordsUnder } from './page-tree.ts'

/** What a web page says of itself in JSON-LD, OpenGraph, meta tags and its own markup; every field as written. */
export interface PageMetadata {
  title?: string
  outlet?: string
  byline?: string
  language?: string
  canonical?: string
  /** ISO day of publication and where it stood ("JSON-LD datePublished"). */
  published?: { day: string; where: string }
  /** ISO day of the last change, where the page states one. */
  updated?: string
  /** The story as JSON-LD gives it, tags and all. */
  articleBody?: string
  /** True where only the window's title names the page: a headline in the page itself is to be preferred. */
  looseTitle?: boolean
}

const hasClass = (element: Element, name: string) => ` ${element.attribs?.['class'] ?? ''} `.includes(` ${name} `)

type Meta = (...names: (string | RegExp)[]) => string | undefined

/** Reads the metadata of a page from its elements; the first source that states a field wins: JSON-LD, OpenGraph and meta tags, the page itself. */
export function pageMetadata(elements: Element[]): PageMetadata {
  const first = (name: string) => elements.find((element) => element.name === name)
  const meta = metaTags(elements)
  const ld = linkedData(elements)
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value.trim() ? squeezed(value) : undefined
  const names = (value: unknown): string | undefined =>
    Array.isArray(value)
      ? value.map(names).filter(Boolean).join(', ') || undefined
      : typeof value === 'object' && value
        ? (text((value as { name?: unknown }).name) ??
          names(ld.named.get(String((value as { '@id'?: unknown })['@id']))))
        : text(value)
  const fields = ld.fields
  const outlet =
    names(fields['publisher']) ?? meta('og:site_name', 'application-name', 'citation_journal_title', 'dc.publisher')
  const cited = elements
    .filter((element) => element.name === 'meta' && element.attribs['name']?.toLowerCase() === 'citation_author')
    .slice(0, 12)
    .map((element) => element.attribs['content'])
  const metaAuthor = meta(
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'dc.creator',
    'dcterms.creator',
    'og:article:author',
    'article.author',
    'content_author',
    'cxenseparse:author',
  )
  const statedTitle = text(fields['headline']) ?? meta('og:title', 'twitter:title', 'dc.title', 'headline', 'hdl')
  const author = names(fields['author'])
  const bylines = [
    author !== outlet ? author : undefined,
    cited.filter(Boolean).join(', '),
    metaAuthor && metaAuthor !== outlet && !/^https?:/.test(metaAuthor) ? metaAuthor : undefined,
    ...markedAuthors(elements),
  ]
  // A first-level heading may name the site; an element named as the headline names the story.
  const named = elements.find(
    (element) =>
      /^(?:h[1-6]|div|span)$/.test(element.name) &&
      (element.attribs['itemprop'] === 'headline' ||
        ['entry-title', 'post-title', 'article-title', 'headline', 'article-headline'].some((name) =>
          hasClass(element, name),
        )),
  )
  const h1 = named ?? first('h1')
  const heading = h1 ? wordsUnder(h1, 2000) : ''
  const title = first('title')
  const windowTitle = title ? wordsUnder(title, 2000) : ''
  return {
    title: headline(statedTitle, heading, windowTitle, outlet),
    outlet,
    byline: bestByline(bylines.map((written) => (written ? cleanByline(written, outlet) : undefined))),
    language:
      (first('html')?.attribs['lang'] ?? meta('og:locale', 'language', 'content-language'))
        ?.slice(0, 2)
        .toLowerCase() || undefined,
    canonical:
      elements.find((element) => element.name === 'link' && element.attribs['rel'] === 'canonical')?.attribs['href'] ??
      meta('og:url') ??
      undefined,
    published: publishedDay(fields, meta, elements, windowTitle),
    updated: dayOf(fields['dateModified']) ?? dayOf(meta('article:modified_time', 'og:updated_time', 'last-modified')),
    articleBody: typeof fields['articleBody'] === 'string' ? fields['articleBody'] : undefined,
    looseTitle: !statedTitle && heading.length < 8,
  }
}

function metaTags(elements: Element[]): Meta {
  const stated = new Map<string, string>()
  for (const element of elements) {
    if (element.name !== 'meta') continue
    const content = element.attribs['content']
    if (!content?.trim()) continue
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.attribs[attribute]?.toLowerCase()
      if (name && !stated.has(name)) stated.set(name, content)
    }
  }
  return (...names) => {
    for (const name of names) {
      const found =
        typeof name === 'string'
          ? stated.get(name.toLowerCase())
          : [...stated].find(([key]) => key.length < 80 && name.test(key))?.[1]
      if (found !== undefined) return squeezed(found)
    }
    return undefined
  }
}

/** Names that the page itself marks as its author's, in the order of trust. */
function markedAuthors(elements: Element[]): string[] {
  const found: string[] = []
  const inside = (element: Element, test: (above: Element) => boolean, steps = 4) => {
    let up = element.parent as Element | null
    for (let step = 0; up?.attribs && step < steps; step++, up = up.parent as Element | null) if (test(up)) return true
    return false
  }
  const ofComment = (element: Element) =>
    inside(
      element,
      (up) => /comment|respon[ds]|reply/i.test(`${up.attribs['class'] ?? ''} ${up.attribs['id'] ?? ''}`),
      8,
    )
  const tests: ((element: Element) => boolean)[] = [
    (e) => e.attribs['itemprop'] === 'name' && inside(e, (up) => up.attribs['itemprop'] === 'author'),
    (e) => e.attribs['itemprop'] === 'author',
    (e) => e.attribs['rel'] === 'author',
    (e) => hasClass(e, 'fn') && inside(e, (up) => hasClass(up, 'vcard')),
    (e) => e.name === 'a' && inside(e, (up) => hasClass(up, 'author')),
    (e) =>
      /\b(?:author|byline|autor|auteur|writer)[\w-]{0,40}[-_](?:name|nombre|nome|nom)\b/.test(
        (e.attribs['class'] ?? '').slice(0, 400),
      ),
    (e) => hasClass(e, 'byline') || hasClass(e, 'by-line') || hasClass(e, 'author'),
    (e) => e.attribs['property'] === 'foaf:name',
    (e) =>
      /[-_](?:author|byline)(?:[-_](?:bureau|title|info|text|link))?(?:\s|$)/.test(
        (e.attribs['class'] ?? '').slice(0, 400),
      ),
  ]
  for (const test of tests) {
    let taken = 0
    for (const element of elements) {
      if (taken === 3) break
      if (!test(element) || ofComment(element)) continue
      taken++
      const words = squeezed(element.attribs['content'] ?? wordsUnder(element, 400))
      if (words && words.length < 120 && /\p{L}/u.test(words)) found.push(words)
    }
  }
  return found
}

function headline(
  stated: string | undefined,
  heading: string,
  page: string,
  outlet: string | undefined,
): string | undefined {
  let title = stated ?? (heading.length >= 8 ? heading : '')
  if (!title) title = page.replace(/\s+[|–—-]\s+[^|–—-]{2,40}$/, '')
  if (outlet && title.length > outlet.length + 8) {
    const tail = title.slice(-outlet.length)
    if (tail.toLowerCase() === outlet.toLowerCase())
      title = title.slice(0, -outlet.length).replace(/\s*[|–—:-]\s*$/, '')
  }
  return title || undefined
}

/**
 * All JSON-LD objects of the page that describe an article, flattened; articles before pages, and the first to state a field wins. Broken JSON is
 * passed over. `named` are the objects that others point to by `@id`.
 */
function linkedData(elements: Element[]): { fields: { [field: string]: unknown }; named: Map<string, unknown> } {
  const fields: { [field: string]: unknown } = {}
  const named = new Map<string, unknown>()
  const articles: object[] = []
  const pages: object[] = []
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || typeof value !== 'object' || !value) return
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 50)) visit(item, depth + 1)
      return
    }
    const object = value as { [field: string]: unknown }
    const type = String(object['@type'] ?? '')
    if (/Article|Posting|Report/.test(type)) articles.push(object)
    else if (/WebPage/.test(type)) pages.push(object)
    if (typeof object['@id'] === 'string' && object['name']) named.set(object['@id'], object)
    visit(object['@graph'], depth + 1)
    if (object['mainEntity']) visit(object['mainEntity'], depth + 1)
  }
  for (const script of elements) {
    if (script.name !== 'script' || !/ld\+json/i.test(script.attribs['type'] ?? '')) continue
    try {
      const source = script.children.map((child) => ('data' in child ? child.data : '')).join('')
      visit(JSON.parse(source.replace(/^\s*(?:\/\/\s*)?<!(?:--|\[CDATA\[)|(?:\/\/\s*)?(?:-->|\]\]>)\s*$/g, '')), 0)
    } catch {
      // a page with a broken JSON-LD block still has its meta tags
    }
  }
  for (const object of [...articles, ...pages])
    for (const [field, content] of Object.entries(object))
      if (content != null && !Object.hasOwn(fields, field)) fields[field] = content
  return { fields, named }
}

/** The ISO day at the head of a date as machines write it ("2003-02-06T10:00Z", "20030206"), or the day a short line states. */
function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  // Seconds or milliseconds since 1970.
  if (/^\s*[12]\d{9}(?:\d{3})?\s*$/.test(value))
    return new Date(Number(value.trim().slice(0, 10)) * 1000).toISOString().slice(0, 10)
  const iso = /^\s*(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))/.exec(value)?.[1]
  const bare = /^\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d{3})/.exec(value)
  return iso ?? (bare ? `${bare[1]}-${bare[2]}-${bare[3]}` : value.length < 60 ? statedDay(value) : undefined)
}

function publishedDay(
  fields: { [field: string]: unknown },
  meta: Meta,
  elements: Element[],
  windowTitle: string,
): PageMetadata['published'] {
  const times = elements.filter((element) => element.name === 'time' && element.attribs['datetime'])
  const marked = (...names: string[]) =>
    elements.find(
      (element) =>
        element.attribs['content'] &&
        (element.attribs['property'] ?? '').split(' ').some((name) => names.includes(name)),
    )?.attribs['content']
  const stated: [string, unknown][] = [
    ['JSON-LD datePublished', fields['datePublished']],
    [
      'meta article:published_time',
      meta('article:published_time', 'og:article:published_time', 'article:published', 'datePublished'),
    ],
    [
      'meta date',
      meta(
        'date',
        'pubdate',
        'pdate',
        'publishdate',
        'publish-date',
        'article.published',
        'originalpublicationdate',
        'dc.date',
        'dc.date.issued',
        'dc.date.created',
        'dcterms.created',
        'dcterms.date',
        'parsely-pub-date',
        'sailthru.date',
        'citation_publication_date',
        'content_publisheddate',
        'og:pubdate',
        'bt:pubdate',
        'date_published',
        'creation_date',
        'cxenseparse:recs:publishtime',
        /(?:^|[:._-])(?:published|publication|publish|pub)[-_]?(?:time|date|at|on)?$/,
      ),
    ],
    [
      'time element',
      (times.find((time) => 'pubdate' in time.attribs || time.attribs['itemprop'] === 'datePublished') ?? times[0])
        ?.attribs['datetime'],
    ],
    [
      'marked date',
      marked('dc:date', 'dc:created', 'datePublished') ??
        elements.find(
          (element) =>
            element.attribs['title'] &&
            (hasClass(element, 'published') || hasClass((element.parent as Element | null) ?? element, 'published')),
        )?.attribs['title'],
    ],
    ['JSON-LD dateCreated', fields['dateCreated']],
    ['window title', windowTitle.slice(-40)],
  ]
  for (const [where, value] of stated) {
    const day = dayOf(value)
    if (day) return { day, where }
  }
  return undefined
}
