import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { isBoilerplate } from './boilerplate.ts'

/** What a web page says of itself in JSON-LD, OpenGraph, meta tags and its own markup; every field as written. */
export interface PageMetadata {
  title?: string
  outlet?: string
  byline?: string
  language?: string
  canonical?: string
  /** ISO day of publication and where it stood ("JSON-LD datePublished"). */
  published?: { day: string; where: string }
}

/** The story of a page as paragraphs of plain text (white space collapsed), with the page's metadata. */
export interface PageStory {
  paragraphs: string[]
  metadata: PageMetadata
}

const cutTags =
  'script,style,noscript,template,iframe,svg,form,button,nav,footer,aside,figcaption,figure,dialog,select,textarea,object,embed'
const junkName =
  /(?:^|[-_ ])(?:share|sharing|social|newsletter|promo|related|recirc|recommend\w*|comments?|advert\w*|ads?|sponsor\w*|taboola|outbrain|cookie\w*|breadcrumbs?|byline|author-bio|paywall|subscribe|signup|toolbar|caption|credit|tags?|most-read|trending|popular|sidebar|skip-link|print-only|live-feed-nav)(?:$|[-_ ])/i

/**
 * The story of an HTML page: @mozilla/readability over linkedom finds the body, our own block-aware walk turns it into paragraphs and drops
 * captions, asides, link-dense and junk blocks. Deeply nested pages are flattened by the parser, not by recursion here.
 */
export function readHtml(html: string): PageStory {
  const document = documentOf(html)
  if (!document) return { paragraphs: [], metadata: {} }
  const metadata = pageMetadata(document)
  for (const element of document.querySelectorAll('script,style,noscript,template,iframe')) element.remove()
  const fallback = document.body?.textContent ?? ''
  const found = parseStory(document)
  const root = found
    ? (parseHTML(`<html><body>${found}</body></html>`).document as unknown as Document).body
    : document.body
  const paragraphs = root ? paragraphsOf(root) : []
  return { paragraphs: paragraphs.length || !fallback.trim() ? paragraphs : [squeeze(fallback)], metadata }
}

/** The page as a document with html, head and body; null for a string that holds no element at all. */
function documentOf(html: string): Document | null {
  for (const source of [html, `<html><head></head><body>${html}</body></html>`]) {
    const document = parseHTML(source).document as unknown as Document
    if (document.documentElement?.tagName.toUpperCase() === 'HTML') return document
  }
  return null
}

function parseStory(document: Document): string | null {
  try {
    return (
      new Readability(document.cloneNode(true) as Document, { charThreshold: 200, keepClasses: true }).parse()
        ?.content ?? null
    )
  } catch {
    return null // a page Readability cannot take apart is read whole
  }
}

const squeeze = (text: string) => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()

const blockTags = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE BODY BR CENTER DD DETAILS DIV DL DT FIELDSET H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
)

/** Paragraphs in reading order. Iterative: nesting depth costs memory, not stack. */
function paragraphsOf(root: Element): string[] {
  for (const element of root.querySelectorAll(cutTags)) element.remove()
  const paragraphs: string[] = []
  let words = ''
  let linked = 0
  const close = () => {
    const text = squeeze(words)
    const mostlyLinks = text.length > 0 && text.length < 160 && linked / text.length > 0.7
    if (text && !mostlyLinks && !isBoilerplate(text)) paragraphs.push(text)
    words = ''
    linked = 0
  }
  type Step = { node: Node; leave: boolean; link: boolean }
  const steps: Step[] = [{ node: root, leave: false, link: false }]
  while (steps.length) {
    const { node, leave, link } = steps.pop()!
    if (node.nodeType === 3) {
      const text = node.textContent ?? ''
      words += text
      if (link) linked += squeeze(text).length
      continue
    }
    if (node.nodeType !== 1) continue
    const element = node as Element
    const tag = element.tagName.toUpperCase()
    const block = blockTags.has(tag)
    if (block) close()
    if (leave) continue
    if (
      junkName.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`) &&
      squeeze(element.textContent ?? '').length < 400
    )
      continue
    if (block) steps.push({ node, leave: true, link })
    const inLink = link || tag === 'A'
    for (let child = element.lastChild; child; child = child.previousSibling)
      steps.push({ node: child, leave: false, link: inLink })
  }
  close()
  return paragraphs
}

function pageMetadata(document: Document): PageMetadata {
  const meta = (...names: string[]) => {
    for (const name of names) {
      const found = document
        .querySelector(`meta[property="${name}"],meta[name="${name}"],meta[itemprop="${name}"]`)
        ?.getAttribute('content')
      if (found?.trim()) return squeeze(found)
    }
    return undefined
  }
  const ld = linkedData(document)
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value.trim() ? squeeze(value) : undefined
  const names = (value: unknown): string | undefined =>
    Array.isArray(value)
      ? value.map(names).filter(Boolean).join(', ') || undefined
      : typeof value === 'object' && value
        ? text((value as { name?: unknown }).name)
        : text(value)
  const outlet =
    names(ld['publisher']) ?? meta('og:site_name', 'application-name', 'citation_journal_title', 'dc.publisher')
  const metaAuthor = meta(
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'dc.creator',
    'citation_author',
  )
  const markedAuthor = document.querySelector(
    '[rel="author"],[itemprop="author"],[class~="byline"],[class*="author-name"],[class*="byline__name"]',
  )?.textContent
  const rawByline =
    names(ld['author']) ??
    (metaAuthor && !/^https?:/.test(metaAuthor) ? metaAuthor : undefined) ??
    (markedAuthor && squeeze(markedAuthor).length < 120 ? squeeze(markedAuthor) : undefined)
  return {
    title: headline(
      text(ld['headline']) ?? meta('og:title', 'twitter:title', 'dc.title', 'headline'),
      document,
      outlet,
    ),
    outlet,
    byline: rawByline?.replace(/^by\s+/i, '') || undefined,
    language:
      (document.documentElement?.getAttribute('lang') ?? meta('og:locale', 'language', 'content-language'))
        ?.slice(0, 2)
        .toLowerCase() || undefined,
    canonical: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url') ?? undefined,
    published: publishedDay(ld, meta, document),
  }
}

function headline(stated: string | undefined, document: Document, outlet: string | undefined): string | undefined {
  const heading = squeeze(document.querySelector('h1')?.textContent ?? '')
  const page = squeeze(document.querySelector('title')?.textContent ?? '')
  let title = stated ?? (heading.length >= 8 ? heading : '') ?? ''
  if (!title) title = page.replace(/\s+[|–—-]\s+[^|–—-]{2,40}$/, '')
  if (outlet && title.length > outlet.length + 8) {
    const tail = title.slice(-outlet.length)
    if (tail.toLowerCase() === outlet.toLowerCase())
      title = title.slice(0, -outlet.length).replace(/\s*[|–—:-]\s*$/, '')
  }
  return title || undefined
}

/** All JSON-LD objects of the page that describe an article, flattened; the first to state a field wins. Broken JSON is passed over. */
function linkedData(document: Document): { [field: string]: unknown } {
  const found: { [field: string]: unknown } = {}
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || typeof value !== 'object' || !value) return
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 50)) visit(item, depth + 1)
      return
    }
    const object = value as { [field: string]: unknown }
    if (/Article|Posting|Report|WebPage/.test(String(object['@type'] ?? '')))
      for (const [field, content] of Object.entries(object))
        if (content != null && !(field in found)) found[field] = content
    visit(object['@graph'], depth + 1)
  }
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      visit(JSON.parse(script.textContent ?? ''), 0)
    } catch {
      // a page with a broken JSON-LD block still has its meta tags
    }
  }
  return found
}

function publishedDay(
  ld: { [field: string]: unknown },
  meta: (...names: string[]) => string | undefined,
  document: Document,
): PageMetadata['published'] {
  const day = (value: unknown) =>
    typeof value === 'string' ? /^\s*(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))/.exec(value)?.[1] : undefined
  const stated: [string, unknown][] = [
    ['JSON-LD datePublished', ld['datePublished']],
    ['meta article:published_time', meta('article:published_time', 'og:article:published_time', 'datePublished')],
    [
      'meta date',
      meta(
        'date',
        'pubdate',
        'publishdate',
        'publish-date',
        'dc.date',
        'dc.date.issued',
        'dcterms.created',
        'parsely-pub-date',
        'sailthru.date',
        'citation_publication_date',
      ),
    ],
    [
      'time element',
      document
        .querySelector(
          'time[pubdate],time[itemprop="datePublished"],article time[datetime],header time[datetime],time[datetime]',
        )
        ?.getAttribute('datetime'),
    ],
    ['JSON-LD dateCreated', ld['dateCreated']],
  ]
  for (const [where, value] of stated) {
    const found = day(value)
    if (found) return { day: found, where }
  }
  return undefined
}
