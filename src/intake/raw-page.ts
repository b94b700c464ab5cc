/** One thing to read, as it was found: not yet cleaned, dated or parsed. */
export interface RawPage {
  /** The row's id, a file's path as given, or a page's address as given. */
  id: string
  /** `text`: plain text; `html`: a web page. */
  kind: 'text' | 'html'
  /** The decoded content. Every source offset points into this string. */
  content: string
  /** The page's address, where known; the identity of the article rests on it. */
  url?: string
  /** Publication day (ISO, `2003-02-06`) given from outside: a JSONL row, a feed entry, a command-line flag. */
  date?: string
  title?: string
  outlet?: string
  byline?: string
}
