import { type Article, articleKey, readArticle } from '../article/index.ts'
import { codeArticle, type Made, type Record, repairedText } from '../coding/index.ts'
import { ground } from '../ground/index.ts'
import type { Input } from '../intake/index.ts'
import { parseArticle } from '../parse/index.ts'
import type { Issue } from '../text/index.ts'
import type { Resources } from './resources.ts'

/**
 * What happens to one article, start to end: clean, parse, ground, code. Pure and deterministic.
 * An input that holds no article gives a record with an empty text that says why in `issues`.
 */
export function codeInput(input: Input, resources: Resources): Record {
  if (!input.page) return emptyRecord(input.id, resources.made, input.issue)
  const read = readArticle(input.page)
  return read.article ? codeRead(read.article, resources) : emptyRecord(input.id, resources.made, read.issue)
}

/** Codes an article that is clean already. One in another language is kept as read, uncoded, and says so. */
export function codeRead(article: Article, resources: Resources): Record {
  if (article.language !== 'en') return uncoded(article, resources.made)
  const parsed = repairedText(parseArticle(article, resources.model))
  const grounded = ground(parsed, resources.lexicon)
  return codeArticle(grounded, resources)
}

/** An article that is read but not coded. */
function uncoded(article: Article, made: Made): Record {
  const { id, key, url, title, outlet, byline, language, dateline, date, text, sourceMap } = article
  const issue = {
    code: 'article/not-english',
    message: `The text is written in "${language}", and only English is coded. It is kept as read; give a translation to have it coded.`,
  }
  return {
    ...emptyRecord(id, made, issue),
    key,
    url: url ?? null,
    title: title ?? null,
    outlet: outlet ?? null,
    byline: byline ?? null,
    language,
    dateline: dateline ? { place: dateline.place, country: null } : null,
    date,
    text,
    sourceMap,
  }
}

/** The record of something that could not be read. */
export function emptyRecord(id: string, made: Made, issue: Issue): Record {
  return {
    made,
    id,
    key: articleKey(undefined, ''),
    url: null,
    title: null,
    outlet: null,
    byline: null,
    language: 'und',
    dateline: null,
    date: null,
    text: '',
    sourceMap: [],
    entities: [],
    times: [],
    events: [],
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [issue],
  }
}
