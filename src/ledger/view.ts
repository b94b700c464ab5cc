import type { Commitment, EventPlace, EventType, Outlook, Position, Statement, Status, Tie } from '../coding/index.ts'
import type { DateInterval } from '../text/index.ts'

/** One side of a happening or an item, as the ledger knows it. `code` is the CAMEO-style code (RUSGOV), `country` ISO 3166 alpha-3 or null. */
export interface Party {
  name: string
  code: string
  country: string | null
  sector: string | null
}

/** Where a report was read. Rows imported from another system have `imported` set and no text behind them. */
export interface Source {
  article: string
  title: string | null
  outlet: string | null
  url: string | null
  /** First day of publication, ISO; null when unknown. */
  published: string | null
  /** Last day of publication, where the day is not known exactly; absent where it is. */
  publishedEnd?: string
  /** Wire copies share one group; each group counts as one independent source. */
  copyGroup: string
  imported: string | null
}

/** One value of a detail on which the reports of a happening differ, with the reports that give it. */
export interface Conflict {
  field: 'date' | 'place' | 'status' | 'mode' | 'amount' | 'denied'
  values: { value: string; reports: string[] }[]
}

/**
 * What several papers say happened once: a pure function of the reports and the human decisions on them. Details come from the surest report
 * (human edits first); others are kept in `conflicts`. `id` is a hash of the earliest report's id.
 */
export interface Happening {
  id: string
  type: EventType
  mode: string[]
  contexts: string[]
  cameo: string
  goldstein: number
  /** PLOVER score, −10 to 10. */
  score: number
  status: Status
  actors: Party[]
  /** Empty in reciprocal happenings, which have all sides in `actors`. */
  recipients: Party[]
  reciprocal: boolean
  date: DateInterval | null
  place: EventPlace | null
  /** 0 to 1, of the surest report. */
  confidence: number
  /** Who claims it where no article states it; null when at least one article does. */
  assertedBy: Party | null
  /** A claim counts when its maker is its own actor or the other side concurs; always true when `assertedBy` is null. */
  conceded: boolean
  /** Report ids, sorted. */
  reports: string[]
  /** One entry an article, sorted by `article`. */
  sources: Source[]
  /** Number of independent sources: distinct copy groups from distinct outlets. */
  independent: number
  conflicts: Conflict[]
  /** Why its reports were put together, one line a merge; empty for a single report. */
  reasons: string[]
  /** What people decided: null when nobody has looked. Rejected reports form no happening. */
  decided: 'accepted' | 'edited' | null
  /** The rule of the surest report. */
  rule: string
  /** The quoted words of the surest report. */
  words: string
  /** Key of the article these words stand in; absent where the words are no article's. */
  wordsIn?: string
  /** Set where the surest report is a row of another system; such rows form happenings of their own unless a person joins them to others. */
  imported?: Pick<ImportedEvent, 'origin' | 'originId' | 'extra'> | null
}

/**
 * One row of another system, as far as it is understood: a report that no article stands behind, so it never poses as a read one. The ledger keeps all
 * of it and gives it back unchanged in the happening it forms (`Happening.imported` holds what has no place elsewhere).
 */
export interface ImportedEvent
  extends Pick<
    Happening,
    | 'type'
    | 'mode'
    | 'contexts'
    | 'cameo'
    | 'goldstein'
    | 'score'
    | 'status'
    | 'actors'
    | 'recipients'
    | 'reciprocal'
    | 'date'
    | 'place'
    | 'assertedBy'
    | 'conceded'
    | 'rule'
    | 'words'
  > {
  /** The format it came in: gdelt1, gdelt2, icews, phoenix, polecat, ngec, plover or detente (our own export). */
  origin: string
  /** Unique within the origin. The same id again is the same row: importing a file twice adds nothing, a changed row takes the place of the old one. */
  originId: string
  /** Null where the system states none. */
  confidence: number | null
  /** Where the system says it was told; may be empty. */
  sources: Pick<Source, 'title' | 'outlet' | 'url' | 'published'>[]
  /** Every column of the row that the fields above do not give back exactly, by its name in that system. */
  extra: { [column: string]: string }
}

/** One telling of an imported event (a row of GDELT's mentions table): it adds a source to the event with this id, and waits for it if it is not there yet. */
export interface ImportedMention {
  origin: string
  /** `originId` of the event. */
  event: string
  /** Unique within the origin. */
  originId: string
  source: Pick<Source, 'title' | 'outlet' | 'url' | 'published'>
  /** 0 to 1. */
  confidence: number | null
  extra: { [column: string]: string }
}

/** What an import did: rows added, rows known already (nothing changed), rows that took the place of an older one, rows erased before and kept out. */
export interface ImportCounts {
  added: number
  known: number
  changed: number
  erased: number
}

/** A coded item that is no event, as reported, with its source. */
export type LedgerItem = {
  id: string
  source: Source
  date: DateInterval | null
  parties: (Party & { side: 'actor' | 'recipient' | 'speaker' | 'party' | 'holder' })[]
  words: string
  rule: string
} & (
  | { kind: 'statement'; item: Statement }
  | { kind: 'commitment'; item: Commitment }
  | { kind: 'position'; item: Position }
  | { kind: 'tie'; item: Tie }
  | { kind: 'outlook'; item: Outlook }
)

/** What to look for. All conditions must hold; `pair` matches happenings with one country on each side (or both among the actors), in either direction. */
export interface LedgerQuery {
  pair?: [string, string]
  /** Country on any side, ISO 3166 alpha-3. */
  country?: string
  types?: EventType[]
  statuses?: Status[]
  /** ISO days, inclusive, of what is told, not of publication. */
  since?: string
  until?: string
  /** ISO day: answers as the ledger stood at the end of that day (articles filed and decisions made by then). */
  asOf?: string
  /** Order of the answer, by first day and then id; what has no day comes last. Oldest first when not given; newest is the reverse of it. */
  order?: 'oldest' | 'newest'
  limit?: number
  offset?: number
}

/** Number of articles of an outlet that name both countries of a pair (or the one asked for) on a day of publication. */
export interface CoverageDay {
  day: string
  outlet: string
  articles: number
}

/** What to look for among items that are no events; `words` must all stand in the quoted words. */
export interface ItemQuery extends Omit<LedgerQuery, 'types' | 'statuses'> {
  kinds?: LedgerItem['kind'][]
  words?: string
}

/** Two countries with happenings between them, codes sorted. `last` is the latest first day, ISO. */
export interface PairActivity {
  pair: [string, string]
  happenings: number
  last: string | null
}
