import { splitSentences } from '../../parse/index.ts'
import type { Cite } from '../citing.ts'
import type { Offices } from '../offices.ts'

/** The sentences of an article by its key; null where its text is not at hand (rows of other systems, texts not read yet). */
export type SentencesOf = (article: string) => string[] | null

/** How what is cited reads in its article. */
export interface Telling {
  /** The whole sentences in which the words stand; the words themselves where they stand in none (a headline). */
  words: string
  /** The sentences before the first of them, the nearest first. */
  before: string[]
}

/** Sentences that may be told with one which does not name everybody ("It accused Washington …"). */
const REACH = 2

/** The sentences of a text, each on one line. */
export function sentencesIn(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())
}

/** The whole sentences in which cited words stand; null where the article is not at hand. */
export function tellingOf(
  { article, words }: Pick<Cite, 'article' | 'words'>,
  sentencesOf: SentencesOf,
): Telling | null {
  const sentences = article ? sentencesOf(article) : null
  if (!sentences || !words) return null
  const found = words.split(' … ').map((part) => sentences.findIndex((sentence) => sentence.includes(part)))
  const parts = words.split(' … ').map((part, i) => sentences[found[i]!] ?? part)
  const first = found.filter((at) => at >= 0).sort((a, b) => a - b)[0]
  return {
    // A part that stands in another's sentence is told with it.
    words: [...new Set(parts)]
      .filter((part, i, all) => !all.some((other, j) => j !== i && other.includes(part)))
      .join(' … '),
    before: first === undefined ? [] : sentences.slice(Math.max(0, first - REACH), first).reverse(),
  }
}

/** The words that say enough, with one or two of the sentences before them where they are needed; null where even those do not. */
export function wordsThatSay({ words, before }: Telling, says: (words: string) => boolean): string | null {
  const [near, far] = before
  const told = [words, near && `${near} ${words}`, far && `${far} … ${words}`, far && `${far} ${near} ${words}`]
  return told.find((each) => each !== undefined && says(each)) ?? null
}

/** Somebody as far as naming goes. */
export interface Named {
  name: string
  country: string | null
}

/** Whether words name a country: the state, its people or capital, or somebody of it. */
export function isNamed(country: string, words: string, people: readonly Named[], offices: Offices): boolean {
  return offices.names(country, words) || people.some((one) => one.country === country && isIn(one.name, words))
}

/** Whether a name stands in words: a person by the surname, anybody else by the last word of the name. */
export function isIn(name: string, words: string): boolean {
  const last = wordsIn(name).at(-1)
  return last !== undefined && wordsIn(words).includes(last)
}

function wordsIn(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

const TIME =
  /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|(?:in|of|since|last|early|late|mid-?|until) May|May \d|\d May|1[5-9]\d\d|20\d\d|yesterday|today|tonight|tomorrow|(?:last|this|next|past|previous) (?:week|month|year|night|spring|summer|autumn|fall|winter|decade)|(?:days?|weeks?|months?|years?|decades?) ago)\b/

/** Whether words tell when something was, by day, month or year. */
export function tellsTime(words: string): boolean {
  return TIME.test(words)
}
