import type { Generated } from 'kysely'
import type { EventType, Status } from '../coding/index.ts'

/** An article as kept: its words once, however often it is read or coded again. */
export interface ArticleRow {
  key: string
  id: string
  url: string | null
  title: string | null
  outlet: string | null
  byline: string | null
  /** Publication interval, ISO days; null when unknown. */
  date_start: string | null
  date_end: string | null
  text: string
  /** When it was filed, ISO instant; never exported, never decides anything but what `asOf` shows. */
  filed_at: string
  /** When its reports last changed: by filing, coding anew or a decision. */
  changed_at: string
  /** Smallest key among the articles that copy one another; its own key for an article alone. */
  copy_group: string
  /** Its place by day of publication (`placeOf`). */
  place: number
}

/** One coding of an article: the whole record as JSON. `made` names the versions that made it; at most one coding an article is current. */
export interface CodingRow {
  article: string
  made: string
  record: string
  current: number
}

/** When which coding of an article became the current one. */
export interface CodingTurnRow {
  article: string
  since: string
  made: string
}

/**
 * One coded item as it stands: what the coder reported, or what a person made of it. A pure function of the current coding of its article and the
 * decisions of people. `id` is a hash of article key, kind, spans and type.
 */
export interface ReportRow {
  id: string
  /** Key of the article; of a decided row of another system its own id. */
  article: string
  kind: 'event' | 'statement' | 'commitment' | 'position' | 'tie' | 'outlook'
  /** Event type, commitment form, tie relation, statement form, position stance or outlook direction. */
  type: string
  status: string | null
  date_start: string | null
  date_end: string | null
  confidence: number | null
  rule: string
  /** The quoted words, joined by " … ". */
  words: string
  /** SHA-256 of the quoted words. */
  words_hash: string
  /** The item as JSON, in the form of the record. */
  item: string
  happening: string | null
  decided: 'accepted' | 'edited' | 'rejected' | null
}

export interface PartyRow {
  report: string
  /** `asserter` is whoever claims an event that the article does not state. */
  side: 'actor' | 'recipient' | 'speaker' | 'party' | 'holder' | 'asserter'
  ordinal: number
  name: string
  code: string
  country: string | null
  sector: string | null
}

/** A country that an article names, for counting coverage. */
export interface ArticleCountryRow {
  country: string
  article: string
}

/** Where an event report may meet others: under each of its parties' countries and its type, on its day. */
export interface BlockRow {
  block: string
  day: number
  report: string
}

/** A sampled shingle of an article's text. */
export interface ShingleRow {
  shingle: number
  /** Number of the day of publication (`dayNumber`), −1 where it is not known. */
  day: number
  article: string
}

/** Two articles of which one copies the other, keys in bytewise order. */
export interface CopyRow {
  a: string
  b: string
}

/** What the next forming of happenings must look at again. */
export interface UnsettledRow {
  kind: 'article' | 'report' | 'block' | 'happening'
  key: string
  day: number
}

/** What happenings and imported rows are found by. */
export interface Findable {
  place: number
  id: string
  /** The first two countries it stands between in bytewise order; a single one in `b`; '' where there is none. */
  a: string
  b: string
  type: EventType
  status: Status
  day: string | null
  until: string | null
}

/** A happening as formed; `body` is the `Happening` as JSON. Everything here can be made again from reports and decisions. */
export interface HappeningRow extends Findable {
  /** Doubt times weight, what the review queue is ordered by; 0 once a person has decided. */
  review: number
  body: string
}

/** A further pair (or, with `a` empty, a further country) of a happening or imported row that stands between more than two countries. */
export interface SideRow {
  a: string
  b: string
  place: number
}

/** One event of another system, as it came; `body` is the `ImportedEvent` as `packEvent` writes it. `decided` is 1 once a person decided on it: then it is a report too. */
export interface ImportedRow extends Findable {
  decided: number
  body: string
  filed_at: string
}

/** One telling of an imported event; `event` is the id of its row, which may come later. `body` is the `ImportedMention` as JSON. */
export interface ImportedMentionRow {
  id: string
  event: string
  body: string
  filed_at: string
}

/** What a person decided, in the order of `at`; nothing is ever changed or taken out. `body` is the `Correction` with what it stands on as JSON. */
export interface DecisionRow {
  id: string
  at: string
  by: string
  why: string
  body: string
}

/** One report a decision is about, with what the coder said at the time (`Report` as JSON). */
export interface DecisionReportRow {
  decision: string
  report: string
  article: string
  snapshot: string
}

/** A drawn sample that people code without seeing each other's answers. */
export interface SampleRow {
  id: string
  name: string
  made_at: string
  body: string
}

export interface JudgementRow {
  sample: string
  report: string
  by: string
  at: string
  body: string
}

/** What remains of an erased article or person: enough to recognise it when it comes again, and no word of it. */
export interface TombstoneRow {
  /** `article:` + key, `imported:` + id, or `person:` + hash of the folded name. */
  mark: string
  reason: string
  erased_at: string
}

/** A text an article has or had; `hash` is the SHA-256 of the text as read. `text` and `title` are null while it is the current one. */
export interface ArticleVersionRow {
  article: string
  hash: string
  since: string
  title: string | null
  text: string | null
}

/** One happening that changed, in the order of changes; '' where everything did. */
export interface ChangeRow {
  number: Generated<number>
  happening: string
}

/** A part of what programs keep of the happenings (`kept-parts.ts`): made by the program `made` of the ledger as it stood after a change number. */
export interface KeptRow {
  part: string
  made: string
  number: number
  body: Uint8Array
}

export interface Tables {
  article: ArticleRow
  article_version: ArticleVersionRow
  article_country: ArticleCountryRow
  block: BlockRow
  change: ChangeRow
  coding: CodingRow
  coding_turn: CodingTurnRow
  copy: CopyRow
  decision: DecisionRow
  decision_report: DecisionReportRow
  happening: HappeningRow
  happening_side: SideRow
  imported: ImportedRow
  imported_mention: ImportedMentionRow
  imported_side: SideRow
  judgement: JudgementRow
  kept: KeptRow
  party: PartyRow
  report: ReportRow
  sample: SampleRow
  schema_version: { version: number; id: number }
  shingle: ShingleRow
  tombstone: TombstoneRow
  unsettled: UnsettledRow
}
