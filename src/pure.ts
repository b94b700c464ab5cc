/** The part of the library that knows no Node module: the same record in a browser as on a server. */
import './languages.ts'
import type { Record } from './coding/index.ts'
import type { RawPage } from './intake/index.ts'
import { codeInput, type Resources } from './pipeline/index.ts'

export { type Article, readArticle } from './article/index.ts'
export type {
  CodedEvent,
  Commitment,
  EventType,
  Made,
  Outlook,
  Position,
  Record,
  RecordEntity,
  Statement,
  Status,
  Tie,
} from './coding/index.ts'
export type { Input, RawPage } from './intake/index.ts'
export { parseSentences, type Sentence, type Token } from './parse/index.ts'
export { codeInput, openResources, type ResourceBytes, type Resources, version } from './pipeline/index.ts'
export type { DateInterval, Issue, SourceMap, Span } from './text/index.ts'

/**
 * Codes one text or page. `given` tells what is known from outside: `date` (ISO day of publication), `kind` ('html' for a page), `title`, `url`,
 * `outlet`, `id`. A text that holds no article gives a record with an empty `text` and the reason in `issues`; nothing is thrown.
 */
export function codeText(text: string, resources: Resources, given: Partial<Omit<RawPage, 'content'>> = {}): Record {
  const id = given.id ?? given.url ?? 'text'
  return codeInput({ id, page: { kind: 'text', ...given, id, content: text } }, resources)
}
