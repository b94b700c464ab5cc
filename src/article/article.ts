import type { DateInterval, Issue, SourceMap, Span } from '../text/index.ts'

/** Where an article's publication date came from, strongest first. `inferred` dates are found later, by `ground`, from what the article says. */
export type DateBasis = 'given' | 'metadata' | 'dateline' | 'inferred'

/** The publication date with its basis and, in plain words, how it was found. */
export interface ArticleDate extends DateInterval {
  basis: DateBasis
  why: string
}

/** A page made ready for reading: boilerplate gone, metadata told apart, every character traceable to the source. */
export interface Article {
  id: string
  /** Identity: a hash of the address or, without one, of the text. See docs/decisions. */
  key: string
  url?: string
  title?: string
  outlet?: string
  byline?: string
  /** ISO 639-1 code of the language the body is written in. */
  language: string
  /** The place written at the head of the story ("MOSCOW --"), as written; its span lies in `text`. `country` is filled in by `ground`. */
  dateline?: { place: string; span: Span; day?: DateInterval | null }
  /** `null` when nothing outside the story's own words says it. */
  date: ArticleDate | null
  /** The cleaned body: dateline kept, title, byline and boilerplate gone, paragraphs parted by a blank line. */
  text: string
  /** One span a paragraph, in order, none empty. */
  paragraphs: Span[]
  /** Back to the offsets of the source (`RawPage.content`). */
  sourceMap: SourceMap
  issues: Issue[]
}
