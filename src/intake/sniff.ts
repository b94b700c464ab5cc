import { looksLikeFeed } from './feed.ts'
import { looksLikeSitemap } from './sitemap.ts'

/** How an input is to be understood where its name or first bytes would not say. */
export type InputFormat = 'text' | 'html' | 'jsonl' | 'csv' | 'feed' | 'sitemap' | 'warc' | 'email' | 'pdf'

export const inputFormats: InputFormat[] = ['text', 'html', 'jsonl', 'csv', 'feed', 'sitemap', 'warc', 'email', 'pdf']

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** Formats of files that are no text of any kind, with what to do about them. */
const strangers: [magic: string, name: string][] = [
  ['PK\x03\x04', 'a ZIP archive or an office document'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['SQLite format 3\0', 'a database'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
]

/** What a file surely is that cannot be read, or `null`. */
export function strangerIn(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1')
  return strangers.find(([magic]) => start.startsWith(magic))?.[1] ?? null
}

/** The format of a file from its name (without `.gz`) and the text of its beginning; a name's ending counts more than a guess. */
export function formatOf(name: string, head: Uint8Array, text: string, contentType = ''): InputFormat {
  const path = name
    .toLowerCase()
    .replace(/[?#].*$/, '')
    .replace(/\.gz$/, '')
  const start = Buffer.from(head.subarray(0, 8)).toString('latin1')
  if (start.startsWith('%PDF-') || /application\/pdf/i.test(contentType)) return 'pdf'
  if (start.startsWith('WARC/') || path.endsWith('.warc')) return 'warc'
  if (/\.(?:jsonl|ndjson)$/.test(path) || /(?:jsonl|ndjson|json-seq)/i.test(contentType)) return 'jsonl'
  if (/\.(?:csv|tsv)$/.test(path) || /text\/(?:csv|tab-separated)/i.test(contentType)) return 'csv'
  if (looksLikeSitemap(text)) return 'sitemap'
  if (looksLikeFeed(text)) return 'feed'
  if (/\.eml$/.test(path) || /message\/rfc822/i.test(contentType) || looksLikeMail(text)) return 'email'
  if (/\.(?:html?|xhtml|shtml|php|aspx?)$/.test(path) || /text\/html|xhtml/i.test(contentType)) return 'html'
  if (/\.(?:txt|text|md)$/.test(path) || /text\/plain/i.test(contentType)) return 'text'
  return looksLikeHtml(text) ? 'html' : 'text'
}

function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4000)
  return (
    /^\s*(?:<!--[\s\S]{0,1500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head) ||
    (/<(?:p|div|table|td|br|span|a)\b[^>]{0,300}>/i.test(head) && /<\/(?:p|div|table|td|span|a|title)>/i.test(head))
  )
}

/** True for the header of a mail as saved by mail programs: several header lines and nothing else up to a blank line. */
function looksLikeMail(text: string): boolean {
  const header = text
    .slice(0, 4000)
    .split(/\r?\n\r?\n/)[0]!
    .split(/\r?\n/)
  if (header.length < 3 || !header.every((line) => /^(?:[A-Za-z][\w-]{0,60}:|[ \t]|From )/.test(line))) return false
  const names = header.map((line) => /^([\w-]+):/.exec(line)?.[1]?.toLowerCase())
  return (
    names.includes('from') &&
    (names.includes('mime-version') || names.includes('message-id') || names.includes('received'))
  )
}
