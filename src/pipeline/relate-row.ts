import { type Article, articleKey } from '../article/index.ts'
import {
  codeArticle,
  type Record,
  type Relation,
  type RuleAnswer,
  relate,
  repairedText,
  wholeSentence,
} from '../coding/index.ts'
import { ground } from '../ground/index.ts'
import { parseArticle } from '../parse/index.ts'
import { overlaps, type Span } from '../text/index.ts'
import type { Resources } from './resources.ts'

/** A sentence with the parties marked in it, as `detente relate` reads it. */
export interface MarkedPair {
  text: string
  source: Span[]
  target: Span[]
  /** Publication day (ISO), where known. */
  date?: string
}

/**
 * What the source does to the target: the coder's rule where one speaks of this very pair, weighed with the learned model, which always has an
 * answer. Text of several sentences is read as one, so that parties in two of them still make a pair.
 */
export function relatePair(pair: MarkedPair, resources: Resources): Relation {
  const article: Article = {
    id: 'pair',
    key: articleKey(undefined, pair.text),
    language: 'en',
    date: pair.date
      ? { start: pair.date, end: pair.date, precision: 'day', basis: 'given', why: 'given with the sentence' }
      : null,
    text: pair.text,
    paragraphs: [{ start: 0, end: pair.text.length }],
    sourceMap: [[0, 0]],
    issues: [],
  }
  const parsed = parseArticle(article, resources.model)
  const record = codeArticle(ground(repairedText(parsed), resources.lexicon), resources)
  return relate(wholeSentence(parsed.body), pair.source, pair.target, resources.relate, ruleAnswer(record, pair))
}

/** The surest event whose actor stands where the source is marked and whose other side stands where the target is. */
function ruleAnswer(record: Record, pair: MarkedPair): RuleAnswer | undefined {
  const marked = (ids: string[], spans: Span[]) =>
    ids.some((id) =>
      record.entities
        .find((entity) => entity.id === id)
        ?.mentions.some((mention) => spans.some((span) => overlaps(span, mention))),
    )
  const fitting = record.events.filter(
    (event) =>
      marked(event.actors, pair.source) && marked(event.reciprocal ? event.actors : event.recipients, pair.target),
  )
  const best = fitting.sort((a, b) => b.confidence - a.confidence)[0]
  return best && { type: best.type, mode: best.mode[0] ?? null, confidence: best.confidence, rule: best.rule }
}
