import type { ArticleDate } from '../article/index.ts'
import type { EntityKind, Sector } from '../ground/index.ts'
import type { DateInterval, Issue, SourceMap, Span } from '../text/index.ts'

/** The sixteen event types in PLOVER's order. */
export const EVENT_TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
] as const

export type EventType = (typeof EVENT_TYPES)[number]

export type Status = 'actual' | 'future' | 'hypothetical' | 'negated' | 'historical'

/** Versions of everything that made a record; two records with equal `made` and equal input are equal. */
export interface Made {
  record: 1
  detente: string
  model: string
  rules: string
  lexicon: string
}

export interface RecordEntity {
  id: string
  name: string
  kind: EntityKind
  country: string | null
  sectors: Sector[]
  code: string
  role?: string
  of?: string
  tenure?: 'current' | 'former' | 'future'
  members?: string[]
  mentions: Span[]
}

export interface RecordTime extends Span {
  date: DateInterval | null
  mod: 'start' | 'mid' | 'end' | null
  basis: 'stated' | 'assumed'
}

export interface EventPlace {
  name: string
  country: string | null
  lat?: number
  lon?: number
}

/** Who did what to whom. `actors` and `recipients` are entity ids; a reciprocal event has all sides in `actors`. */
export interface CodedEvent {
  id: string
  type: EventType
  mode: string[]
  contexts: string[]
  cameo: string
  goldstein: number
  score: number
  actors: string[]
  recipients: string[]
  reciprocal: boolean
  date: DateInterval | null
  place: EventPlace | null
  status: Status
  /** Entity id of whoever claims it, where the article itself does not; else `null`. */
  assertedBy: string | null
  /**
   * 0 to 1: the chance that type, parties and reality are right, on one scale for rules and learned voice, measured on our own sentences (docs/confidence.md);
   * in running newswire fewer are (eval/audit).
   */
  confidence: number
  rule: string
  evidence: Span[]
}

export interface Statement {
  id: string
  speaker: string | null
  addressees: string[]
  form: 'direct' | 'indirect' | 'mixed'
  cue: string
  content: Span
  stance: { toward: string; polarity: -1 | 0 | 1 }[]
  rule: string
  evidence: Span[]
}

export interface Commitment {
  id: string
  form: 'agreement' | 'working-group' | 'invitation' | 'visit' | 'offer' | 'pledge' | 'ceasefire' | 'recognition'
  parties: string[]
  subjects: string[]
  stage: 'offered' | 'agreed' | 'signed' | 'ratified' | 'in-force' | 'fulfilled' | 'withdrawn'
  date: DateInterval | null
  due: DateInterval | null
  conditions: Span[]
  amount: { value: number; unit: string } | null
  events: string[]
  rule: string
  evidence: Span[]
}

export interface Position {
  id: string
  holders: string[]
  issue: string
  stance: 'for' | 'against' | 'mixed' | 'unclear'
  claim: Span
  shared: boolean
  rule: string
  evidence: Span[]
}

export interface Tie {
  id: string
  between: string[]
  relation: 'ally' | 'foe' | 'close' | 'backs' | 'opposes' | 'rival' | 'strained'
  sign: -1 | 0 | 1
  trend: 'warming' | 'cooling' | 'steady' | null
  date: DateInterval | null
  rule: string
  evidence: Span[]
}

export interface Outlook {
  id: string
  holder: string | null
  about: string[]
  direction: 'skeptical' | 'optimistic' | 'mixed'
  rule: string
  evidence: Span[]
}

/** One article, coded: the one thing that leaves this room, and one line of `detente code`. Offsets are half-open UTF-16 offsets into `text`. */
export interface Record {
  made: Made
  id: string
  key: string
  url: string | null
  title: string | null
  outlet: string | null
  byline: string | null
  language: string
  dateline: { place: string; country: string | null } | null
  date: ArticleDate | null
  text: string
  sourceMap: SourceMap
  entities: RecordEntity[]
  times: RecordTime[]
  events: CodedEvent[]
  statements: Statement[]
  commitments: Commitment[]
  positions: Position[]
  ties: Tie[]
  outlooks: Outlook[]
  issues: Issue[]
}
