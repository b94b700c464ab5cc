import type { ArticleDate } from '../article/index.ts'
import type { ParsedText, Sentence } from '../parse/index.ts'
import type { DateInterval, Issue, Span } from '../text/index.ts'
import type { Unit } from './times/words.ts'

export type EntityKind = 'person' | 'state' | 'organization' | 'group' | 'population'

/** PLOVER/CAMEO sectors (roles) an actor can have; ISM marks transnational movements. */
export type Sector =
  | 'GOV'
  | 'MIL'
  | 'LEG'
  | 'JUD'
  | 'SPY'
  | 'COP'
  | 'PTY'
  | 'OPP'
  | 'REB'
  | 'UAF'
  | 'PRM'
  | 'BUS'
  | 'CVL'
  | 'MED'
  | 'EDU'
  | 'REL'
  | 'LAB'
  | 'ELI'
  | 'REF'
  | 'CRM'
  | 'AGR'
  | 'JRN'
  | 'SOC'
  | 'PRE'
  | 'UNK'
  | 'ISM'

/** Someone or something that can act or be acted upon, with the country and office it has at the article's date. */
export interface Entity {
  /** `e1`, `e2`, … in order of first mention. */
  id: string
  /** The fullest name, normalised ("Vladimir Putin"), or the head words of a nominal ("Bolivian miners"). */
  name: string
  kind: EntityKind
  /** ISO 3166 alpha-3 (XKX Kosovo, PSE Palestine); `null` where no one state is meant. A former state carries its successor here. */
  country: string | null
  sectors: Sector[]
  /** CAMEO-style code: RUSGOV, AFGREB, IGOUNO. */
  code: string
  /** Office or role as the article or the lexicon names it. */
  role?: string
  /** Whether the role holds at the article's date, or the person is a former or coming holder. */
  tenure?: 'current' | 'former' | 'future'
  /** The body a person or group speaks for, if named. */
  of?: string
  /** For a group formed in the text ("the two presidents", "both sides"): ids of its members. */
  members?: string[]
  /** Id of the lexicon row it was resolved to; absent when introduced by the text alone. */
  lexicon?: string
  /** `stated`: name or role stands in the text or the lexicon; `assumed`: country taken from where things happen. */
  basis: 'stated' | 'assumed'
  /** Where `country` is null: the country most likely meant, not sure enough to be told of somebody of whom nothing else is told; `withHomes` takes it. */
  home?: string
  mentions: Mention[]
}

/** The words by which an entity is named once. */
export interface Mention extends Span {
  entity: string
  /** Index of the sentence in `parsed.body`, or in `parsed.title` when `in` is 'title'. */
  sentence: number
  /** Half-open range of token indexes in that sentence. */
  from: number
  to: number
  /** Index of the head token. */
  head: number
  /** `modifier`: a demonym or possessive before a noun ("Russian president" names Russia); `place`: the name stands for the ground, not for its government. */
  form: 'name' | 'nominal' | 'pronoun' | 'modifier' | 'place'
}

/** A time expression resolved to whole days. */
export interface TimeExpression extends Span {
  /** Sentence as in `Mention`. */
  sentence: number
  /** The whole calendar unit the words name; `null` for durations and vague times ("recently", "for decades"). */
  date: DateInterval | null
  mod: 'start' | 'mid' | 'end' | null
  /** `stated`: the words say it; `assumed`: the nearest fitting day was chosen (a bare weekday). */
  basis: 'stated' | 'assumed'
  /** `point`: when something is ("Wednesday"); `since`/`until`: an open range's edge; `duration`: how long; `set`: how often. */
  kind: 'point' | 'since' | 'until' | 'duration' | 'set'
  /** True for words like "last year", "in the 1990s", "decades ago" that put the clause in the past of the article. */
  past?: boolean
  /** "two weeks after", "a day before": what is named next lies so many units (below 0: earlier) from the time of the clause it stands in. */
  lapse?: Lapse
}

/** A count of calendar units between two happenings. */
export interface Lapse {
  unit: Unit
  count: number
}

/** A place name resolved to a country and, where the gazetteer has it, to a point. */
export interface PlaceMention extends Span {
  sentence: number
  name: string
  country: string | null
  lat?: number
  lon?: number
  kind: 'country' | 'capital' | 'city' | 'region' | 'building' | 'water'
}

/** An article whose mentions, times and places are resolved. */
export interface GroundedText {
  parsed: ParsedText
  /** The publication date: the article's own, or one inferred from what it says; `null` where nothing tells. */
  date: ArticleDate | null
  dateline: { place: string; country: string | null } | null
  entities: Entity[]
  /** Of entities whose country is assumed or only likely: by how much it outweighs every other, as log-odds of 0 and more. By entity id. */
  leads: ReadonlyMap<string, number>
  /** All mentions of all entities, in order of place (title first). */
  mentions: Mention[]
  times: TimeExpression[]
  places: PlaceMention[]
  issues: Issue[]
}

/** The sentences a span's `sentence` index points into. */
export function sentencesOf(parsed: ParsedText, span: Span): Sentence[] {
  return span.in === 'title' ? parsed.title : parsed.body
}
