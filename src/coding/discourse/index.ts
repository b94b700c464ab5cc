import type { GroundedText } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import { compareSpans, type Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import type { CodedEvent, Commitment, Outlook, Position, Statement, Tie } from '../record.ts'
import { codeCommitments } from './commitments.ts'
import type { DiscourseLexicon } from './lexicon.ts'
import { codeOutlooks } from './outlooks.ts'
import { codePositions } from './positions.ts'
import { codeStatements } from './statements.ts'
import { codeTies } from './ties.ts'
import { View } from './view.ts'

export { compileDiscourse, DiscourseLexicon, DiscourseLexiconError, loadDiscourse } from './lexicon.ts'
export { findQuotations, type Quotation } from './quotations.ts'

/** What an article says beside its events. */
export interface Discourse {
  statements: Statement[]
  commitments: Commitment[]
  positions: Position[]
  ties: Tie[]
  outlooks: Outlook[]
}

/**
 * Who said what, who promised what, who holds what, how parties stand to each other and who expects what, each in order of place with ids
 * `s1…`, `c1…`, `p1…`, `t1…`, `o1…`. `clauses` holds the clauses of every sentence of title and body; `events` are the article's coded events, to which
 * commitments are linked by their evidence. Offsets point into the article's text (or title, `in: 'title'`). Throws nothing on any parse.
 */
export function codeDiscourse(
  grounded: GroundedText,
  clauses: ReadonlyMap<Sentence, readonly Clause[]>,
  events: readonly CodedEvent[],
  lexicon: DiscourseLexicon,
): Discourse {
  const view = new View(grounded, clauses, lexicon)
  const statements = codeStatements(view)
  return {
    statements: numbered('s', statements, ({ content }) => content),
    commitments: numbered('c', codeCommitments(view, events, statements), ({ evidence }) => evidence[0]!),
    positions: numbered('p', codePositions(view), ({ claim }) => claim),
    ties: numbered('t', codeTies(view), ({ evidence }) => evidence[0]!),
    outlooks: numbered('o', codeOutlooks(view, statements), ({ evidence }) => evidence[0]!),
  }
}

function numbered<T>(letter: string, items: readonly T[], place: (item: T) => Span): (T & { id: string })[] {
  return [...items]
    .sort((a, b) => compareSpans(place(a), place(b)))
    .map((item, at) => ({ id: `${letter}${at + 1}`, ...item }))
}
