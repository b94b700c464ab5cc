import type { Happening, LedgerItem, Party, Source } from '../ledger/index.ts'
import { independentSources, isStateActor } from './acts.ts'
import { dayNumber } from './days.ts'

/** Where something stands: the ledger item and the words that say it. Everything in a report that is not a number points to some of these. */
export interface Cite {
  /** Happening or report id. */
  id: string
  kind: 'happening' | LedgerItem['kind']
  words: string
  /** Key of the article of the words (the first one, for a happening). */
  article: string
  title: string | null
  outlet: string | null
  url: string | null
  published: string | null
  /** Last day of publication, where the day is not known exactly. */
  publishedEnd?: string
}

/** The cite of an item. */
export function citeItem(item: LedgerItem): Cite {
  return { id: item.id, kind: item.kind, words: tidy(item.words), ...sourceOf(item.source) }
}

/** The cite of a happening: its best words and the article they stand in; its earliest article where that is not known. */
export function citeHappening(happening: Happening): Cite {
  let first = happening.sources[0]
  for (const source of happening.sources) {
    const [x, y] = [source.published ?? '9', first!.published ?? '9']
    if (x < y || (x === y && source.article < first!.article)) first = source
  }
  const said = happening.sources.find(({ article }) => article === happening.wordsIn) ?? first
  return {
    id: happening.id,
    kind: 'happening',
    words: withoutRepeats(tidy(happening.words)),
    ...(said ? sourceOf(said) : { article: '', title: null, outlet: null, url: null, published: null }),
  }
}

/** Words told in several places without what another of the places tells as well. */
function withoutRepeats(words: string): string {
  const parts = words.split(' … ')
  const isRepeated = (part: string, i: number) =>
    parts.some((other, j) => j !== i && other.includes(part) && (other.length > part.length || j < i))
  return parts.filter((part, i) => !isRepeated(part, i)).join(' … ')
}

function sourceOf({ article, title, outlet, url, published, publishedEnd, imported }: Source) {
  const known = { article, title, outlet: outlet ?? imported, url, published }
  return publishedEnd ? { ...known, publishedEnd } : known
}

/** The days on which what is cited was published; null where they are not known. */
export function daysOf({ published, publishedEnd }: Cite): { start: string; end: string } | null {
  return published === null ? null : { start: published, end: publishedEnd ?? published }
}

function tidy(words: string): string {
  if (!/^\s|\s\s|[^\S ]|\s$/.test(words)) return words
  return words.replace(/\s+/g, ' ').trim()
}

/** Number of independent sources behind several items. */
export function independentOf(items: LedgerItem[]): number {
  return independentSources(items.map((item) => item.source))
}

/** The countries for which somebody of an item acts (state actors only), in the order of its parties. */
export function statesOf(parties: Party[]): string[] {
  const found: string[] = []
  for (const party of parties) if (isStateActor(party) && !found.includes(party.country!)) found.push(party.country!)
  return found
}

/** True when both countries of a pair are among the parties, whoever stands for them. */
export function concernsPair(parties: Party[], pair: readonly [string, string]): boolean {
  return pair.every((country) => parties.some((party) => party.country === country))
}

/** First day of what an item tells, else of its publication; null when neither is known. */
export function dayOfItem(item: LedgerItem): string | null {
  return item.date?.start ?? item.source.published
}

/** Orders items by day, then by id, so that the order of reading changes nothing; undated ones come last. */
export function itemsByDay<T extends LedgerItem>(items: T[]): T[] {
  return [...items].sort((a, b) => {
    const [x, y] = [dayOfItem(a) ?? '9', dayOfItem(b) ?? '9']
    return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1
  })
}

/** Days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

const EMPTY =
  /^(?:the|a|an|and|or|of|to|in|on|at|by|for|with|from|that|this|its|his|her|their|they|he|she|it|is|are|was|were|be|been|has|have|had|will|would|said|says|say|both|two|sides|countries|between|after|before|as|not|who|which|also|more|than|into|over|about|new|first|monday|tuesday|wednesday|thursday|friday|saturday|sunday|agree[ds]?|agreement|sign(?:s|ed)?|minister|ministers|foreign|president|presidents|prime|leader|leaders|government|governments|talks|meeting|met|state|country|neighbours|announced|told|early|later|week|month|year)$/

/** The words of a text that carry content, lower case, cut to six letters so that forms of one word meet. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    if (word.length > 2 && !EMPTY.test(word)) words.add(word.slice(0, 6))
  return words
}

/** Share of the smaller set's words that the other has too; 0 where fewer than two are shared. */
export function sharedWords(a: Set<string>, b: Set<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const word of small) if (large.has(word)) shared++
  return shared < 2 ? 0 : shared / small.size
}
