import { splitSentences } from '../../parse/index.ts'
import type { Cite } from '../citing.ts'
import type { Offices } from '../offices.ts'

/** The sentences of an article by its key; null where its text is not at hand (rows of other systems, texts not read yet). */
export type SentencesOf = (article: string) => string[] | null

/** How what is cited reads in its article. */
export interface Telling {
  /** The whole sentences in which the words stand; the words themselves where they stand in none (nor in the headline). */
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
  { article, words, title }: Pick<Cite, 'article' | 'words' | 'title'>,
  sentencesOf: SentencesOf,
  reach = REACH,
): Telling | null {
  const sentences = article ? sentencesOf(article) : null
  if (!sentences || !words) return null
  const found = words.split(' … ').map((part) => sentences.findIndex((sentence) => sentence.includes(part)))
  const headline = title?.replace(/\s+/g, ' ').trim() ?? ''
  const parts = words.split(' … ').map((part, i) => sentences[found[i]!] ?? (headline.includes(part) ? headline : part))
  const first = found.filter((at) => at >= 0).sort((a, b) => a - b)[0]
  return {
    // A part that stands in another's sentence is told with it.
    words: [...new Set(parts)]
      .filter((part, i, all) => !all.some((other, j) => j !== i && other.includes(part)))
      .join(' … '),
    before: first === undefined ? [] : sentences.slice(Math.max(0, first - reach), first).reverse(),
  }
}

const PRONOUN = String.raw`(?:\p{L}+,? (?:and )?)?(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Bb]oth (?!\p{Lu}))\b`
const OFFICE = String.raw`(?:(?:But|And|In|At|Under) )?[Tt]he (?:two|neighbou?rs|(?:foreign |defen[cs]e |interior |prime )?(?:government|ministry|ministers?|presidents?|leaders|premier|envoy|ambassador|embassy|general|delegations?|sides))\b(?! of\b)`
/** "He rejected …", "Earlier, they met …", "Both leaders …", "The foreign ministry thanked …": whom it means, what goes before says. */
const ANAPHOR = new RegExp(`^["“'‘]?(?:${PRONOUN}|${OFFICE})`, 'u')

/** Whether words open with somebody or something that they do not name. */
export function isOpen(words: string): boolean {
  return ANAPHOR.test(words)
}

/**
 * The words that say enough, with one or two of the sentences before them where they are needed: as few as do not begin with "he" or "the two"; null
 * where even all of them do not say it.
 */
export function wordsThatSay({ words, before }: Telling, says: (words: string) => boolean): string | null {
  const [near, far] = before
  const told = [words, near && `${near} ${words}`, far && `${far} ${near} ${words}`].filter(
    (each): each is string => each !== undefined && says(each),
  )
  return (
    told.find((each) => !isOpen(each)) ??
    (far && !isOpen(far) && says(`${far} … ${words}`) ? `${far} … ${words}` : null) ??
    told[told.length - 1] ??
    null
  )
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

const TITLE =
  /^(?:(?:Vice|Deputy|Prime|Foreign|Former|Acting)-?)*(?:President|Minister|Secretary|Chancellor|Premier|King|Queen|Prince|Princess|Pope|General|Senator|Ambassador|Envoy|Mrs?|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Colonel|Major|Captain|Marshal|Admiral|Sheikh|Ayatollah|Judge|Justice|Leader|Chief|Director|Chairman|Governor|Mayor|Representative|Commissioner|Spokesman|Spokeswoman|Sultan|Emir|Imam|Cardinal|Archbishop|Bishop|Comrade|Professor)$/
const OPENING =
  /^(?:The|A|An|But|And|Or|When|While|As|If|For|In|On|At|After|Before|Since|Because|Though|Although|Both|Even|Only|Like|With|Without|Under|From|To|By|Of|Yet|So|Then|Now|Still|Once|Last|Earlier|Later|Meanwhile|Instead|Unlike|Asked|Told)$/

/** Whether words call by somebody's surname none but another person: "Marina Litvinenko" is not Alexander. */
export function isNamesake(name: string, words: string): boolean {
  const own = name.split(' ')
  const surname = own.at(-1)!
  if (own.length < 2 || !/^\p{Lu}\p{Ll}/u.test(surname)) return false
  const before = [
    ...words.matchAll(new RegExp(`(?:(\\p{Lu}[\\p{L}.'’-]*) )?(?<![\\p{L}-])${escaped(surname)}(?!\\p{L})`, 'gu')),
  ]
  return (
    before.length > 0 &&
    before.every(
      ([, given]) =>
        given !== undefined &&
        /\p{Ll}/u.test(given) &&
        !own.includes(given) &&
        !TITLE.test(given) &&
        !OPENING.test(given),
    )
  )
}

/** Whether words name somebody as there, not as one long gone: "the first visit since the Tsars". */
export function isThere(name: string, words: string): boolean {
  return isIn(name, words) && !new RegExp(`\\bsince (?:the )?${escaped(name)}\\b`, 'i').test(words)
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

/** An office in the plural where names follow it: "Foreign Secretaries Salman Haidar of India and Shamshad Ahmad of Pakistan". */
export function isOffice(name: string): boolean {
  return /^(?:(?:Deputy|Foreign|Defen[cs]e|Prime|Interior|Home|Vice) )*(?:Ministers|Secretaries|Presidents|Premiers|Ambassadors|Chancellors|Envoys)$/.test(
    name,
  )
}

/** A text for a regular expression that finds just it. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
