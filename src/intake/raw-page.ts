import type { Issue } from '../text/index.ts'

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

/** What came of one input: a page, or why there is none. `id` names the input either way. */
export type Input =
  | { id: string; page: RawPage; issue?: undefined; about?: undefined }
  | { id: string; page?: undefined; issue: Issue; about?: Pick<RawPage, 'date' | 'title' | 'outlet'> }

/** An input that gave no page. */
export function failed(id: string, code: string, message: string): Input {
  return { id, issue: { code, message } }
}
