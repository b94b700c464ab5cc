import type { LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { isStateActor } from './acts.ts'
import { type Cite, citeItem, concernsPair, contentWords, independentOf, itemsByDay, sharedWords } from './citing.ts'
import { dayNumber, isoDay } from './days.ts'

type TieItem = Extract<LedgerItem, { kind: 'tie' }>
type OutlookItem = Extract<LedgerItem, { kind: 'outlook' }>

/** What one independent source says about the pair: closer or cooler, allies or foes. Wire copies are one entry with several cites. */
export interface SaidTie {
  relation: string
  sign: -1 | 0 | 1
  trend: 'warming' | 'cooling' | 'steady' | null
  /** When what is told holds or held; null where no date is told. */
  date: DateInterval | null
  /** The words that reach back ("33 years", "since 1974") and the year they reach to, where it can be told. */
  since: { words: string; from: string | null } | null
  /** Who says so: a named speaker where the words stand in a quotation, else the outlet; null where neither is known. */
  by: string | null
  published: string | null
  cites: Cite[]
}

/** How many independent sources say one thing, from when to when they wrote it. */
export interface SaidCount {
  independent: number
  first: string | null
  last: string | null
}

/** What sources say about the pair, before any statistics. */
export interface Said {
  warming: SaidCount
  cooling: SaidCount
  steady: SaidCount
  /** Newest first. Those without a trend tell a standing relation. */
  ties: SaidTie[]
  outlooks: {
    direction: 'skeptical' | 'optimistic' | 'mixed'
    by: string | null
    published: string | null
    cites: Cite[]
  }[]
}

const NUMBERS: { [word: string]: number } = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
}
const REACH =
  /\b(since (?:[A-Z]\w+ )?((?:1[5-9]|20)\d\d)|(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|many)[ -](years?|decades?|months|weeks)|for (?:years|decades|centuries|generations)|in (?:years|decades|generations))\b/

/** What takes its years and is no state of relations. */
const TAKEN =
  /^ of (?:\p{L}+ ){0,2}(?:mediation|talks|negotiations?|diplomacy|work|efforts|preparations?|study|planning)\b/u

/** The words of a passage that say how far back it reaches. */
export function reachOf(words: string, published: string | null): SaidTie['since'] {
  const found = REACH.exec(words)
  // "Ties, which had warmed for three years, have cooled": what was before; "brings six years of mediation to a close": how long it took.
  if (
    !found ||
    TAKEN.test(words.slice(found.index + found[0].length)) ||
    // "Restored relations after a break of 54 years": how long it was broken off.
    /\bafter (?:an? |the )?(?:\p{L}+ )?(?:break|gap|pause|absence|interruption) of (?:\p{L}+ ){0,2}$/u.test(
      words.slice(0, found.index),
    ) ||
    /\bhad\b[^,.;]*$/.test(words.slice(0, found.index))
  )
    return null
  const [, phrase, year, amount, unit] = found
  if (year) return { words: phrase!, from: year }
  const number = amount ? (NUMBERS[amount] ?? Number(amount)) : Number.NaN
  if (!published || !Number.isFinite(number)) return { words: phrase!, from: null }
  const days = unit!.startsWith('year')
    ? 365.25
    : unit!.startsWith('decade')
      ? 3652.5
      : unit!.startsWith('month')
        ? 30.4
        : 7
  const from = isoDay(dayNumber(published) - Math.round(number * days))
  return { words: phrase!, from: from.slice(0, unit!.startsWith('year') || unit!.startsWith('decade') ? 4 : 7) }
}

/** What sources say about a pair, from its ties, outlooks and the quotations they stand in. */
export function saidAbout(items: LedgerItem[], pair: [string, string]): Said {
  const quoted = items.filter((item) => item.kind === 'statement')
  const about = itemsByDay(
    items.filter(
      (item): item is TieItem => item.kind === 'tie' && concernsPair(item.parties, pair) && isOfRelations(item),
    ),
  ).sort((a, b) => placeOf(a) - placeOf(b))
  const groups = new Map<string, TieItem[]>()
  for (const tie of about) {
    const key = [tie.source.copyGroup, tie.item.relation, tie.item.trend, tie.date?.start].join('|')
    groups.set(key, [...(groups.get(key) ?? []), tie])
  }
  const ties = [...groups.values()].map((group): SaidTie => {
    const first = group[0]!
    return {
      relation: first.item.relation,
      sign: first.item.sign,
      trend: trendOf(first),
      date: first.date,
      since: reachOf(first.words, first.source.published),
      by: speakerOf(first, quoted) ?? first.source.outlet,
      published: first.source.published,
      cites: group.map(citeItem),
    }
  })
  // Sorting is stable: of one day's words those of a title and of an article's beginning stay first.
  ties.sort((a, b) =>
    (a.published ?? '') < (b.published ?? '') ? 1 : (a.published ?? '') > (b.published ?? '') ? -1 : 0,
  )
  const count = (trend: string): SaidCount => {
    const those = about.filter((tie) => trendOf(tie) === trend)
    const days = those.map((tie) => tie.source.published).filter((day) => day !== null)
    return {
      independent: independentOf(those),
      first: days.reduce<string | null>((least, day) => (least === null || day < least ? day : least), null),
      last: days.reduce<string | null>((most, day) => (most === null || day > most ? day : most), null),
    }
  }
  const outlooks = itemsByDay(
    items.filter(
      (item): item is OutlookItem =>
        item.kind === 'outlook' &&
        concernsPair(item.parties, pair) &&
        // A side that warns or threatens the other does not say what it expects.
        !(isOwn(item) && /\b(?:warn|threat|vow)/i.test(item.words)),
    ),
  )
    .reverse()
    // What onlookers expect comes before what one of the two says of itself.
    .sort((a, b) => {
      const [x, y] = [a.source.published ?? '', b.source.published ?? '']
      return x === y ? Number(isOwn(a)) - Number(isOwn(b)) : x < y ? 1 : -1
    })
    .map((item) => ({
      direction: directionOf(item),
      by: item.parties.find((party) => party.side === 'holder')?.name ?? null,
      published: item.source.published,
      cites: [citeItem(item)],
    }))
  return { warming: count('warming'), cooling: count('cooling'), steady: count('steady'), ties, outlooks }
}

/** Words of what gets worse, and words that deny what follows them. */
const WORSE =
  /\b(?:cool|cold|chill|wors|strain|sour|fr[eo]ez|frost|fad|quarrel|cris[ei]s|doubt|difficult|setback|go out|goes out|lose|los[et]s?|slow)\w*/gi
const DENIED = /\b(?:no|not|nor|never|without|less|fewer|end|over|past|despite|n't)\b[^,.;]*$/i

/** Who is but careful expects nothing bad yet. */
const CAREFUL = /\b(?:cautious(?:ly)?|caution|careful(?:ly)?)\b/i
const GLOOMY = /\b(?:pessimis|s[ck]eptic|doubt|unlikely|fear|gloom|bleak|warn|little hope|not expect)/i

/** A forecast of both kinds is told as such: "expects the embassies to stay open and the warmth to go out of the rooms"; so is one that is only cautious. */
function directionOf({ item, words }: OutlookItem): OutlookItem['item']['direction'] {
  if (item.direction === 'skeptical' && CAREFUL.test(words) && !GLOOMY.test(words) && !words.match(WORSE))
    return 'mixed'
  const isWorse = [...words.matchAll(WORSE)].some(({ index }) => !DENIED.test(words.slice(0, index)))
  return item.direction === 'optimistic' && isWorse ? 'mixed' : item.direction
}

/** A tie that one word alone made the coder think of must hold one of relations: "congratulated the champion, a judo black belt" has none. */
function isOfRelations({ item, rule, words }: TieItem): boolean {
  return item.trend !== null || rule !== 'tie/word' || OF_RELATIONS.test(words)
}

/** Which way relations are told to move; none where that is only expected or wished ("expects a better relationship"). */
function trendOf({ item, words }: TieItem): TieItem['item']['trend'] {
  return FORESEEN.test(words) ? null : item.trend
}

const FORESEEN =
  /\b(?:expect|hop|predict|foresee|forecast|anticipat|want|wish|seek)(?:s|es|ed|ing)? (?:for |to see |that |an? |the |more |no )?(?:\w+ ){0,4}?(?:relation|ties\b|thaw|warm|closer|better|colder|worse|improv|chill)/i

function isOwn({ parties }: LedgerItem): boolean {
  return parties.some((party) => party.side === 'holder' && isStateActor(party))
}

/** Where in its article a tie stands: the title comes before the text. */
function placeOf({ item }: TieItem): number {
  const first = item.evidence[0]
  return !first || first.in === 'title' ? -1 : first.start
}

/** Words that a statement about relations holds; one of another thing in the same sentence is not its source. */
const OF_RELATIONS =
  /\b(?:relation|tie(?:s|d)?\b|bond|link|friend|all(?:y|ies|iance)|foe|enem|rival|thaw|warm|cool|cold|chill|fr[eo]ez|frost|sour|worse|better|improv|strain|close|closer|apart|normal)/i

/** Who says the words, where they stand in a quotation of the same article. */
function speakerOf(item: LedgerItem, statements: LedgerItem[]): string | null {
  const words = contentWords(item.words)
  for (const statement of statements)
    if (statement.source.article === item.source.article && statement.words.length > 20) {
      const inside = item.words.includes(statement.words) || statement.words.includes(item.words)
      if (inside && OF_RELATIONS.test(statement.words) && sharedWords(words, contentWords(statement.words)) > 0.7)
        return statement.parties.find((party) => party.side === 'speaker')?.name ?? null
    }
  return null
}
