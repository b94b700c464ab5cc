import type { Cite } from '../citing.ts'
import type { Offices } from '../offices.ts'
import type { PairEvent } from '../pair-events.ts'
import { isOfAnotherYear } from './day-words.ts'
import { CONDEMNS, DENIES } from './deeds.ts'
import { isMeetingTold } from './meeting-words.ts'
import { isToBoth } from './own-words.ts'
import type { Support } from './pages.ts'
import { isIn, isNamed, isNamesake, isOpen, type Named, type SentencesOf, tellingOf, wordsThatSay } from './telling.ts'

/** "He said nothing about the United States": it is not told of them. */
const UNSAID = /\b(?:nothing (?:of|about|to)|did not mention|made no mention|without (?:a word|mention))\b/i

/** A denial that names what is denied by no word of its own. */
const BARE_DENIAL =
  /^\S+ (?:(?:it|this|that|them|so)(?=\s*(?:[.,;!”"]|$|and\b|but\b))|(?:the|all|any|such|these|those|every) (?:charges?|accusations?|claims?|allegations?|reports?|role|involvement|part|hand|link|responsibility|wrongdoing))\b/i

/** The beginnings of the words for things and deeds in some words: no names, no words of grammar. */
const mattersIn = (words: string): ReadonlySet<string> =>
  new Set(
    (words.match(/(?<![\p{L}’'-])\p{Ll}\p{L}{3,}/gu) ?? [])
      .filter((word) => !GRAMMAR.test(word))
      .map((word) => word.slice(0, 6)),
  )
const GRAMMAR =
  /^(?:that|this|these|those|with|from|into|have|been|were|will|would|could|should|ever|never|they|them|their|what|when|which|while|said|says|told|also|only|than|then|there|about|after|before|over)$/

/** When something was said, told by what went on then. */
const WHEN_SAID = /(?<=\b(?:said|announced|reported)\b[^.,]*) (?:after|before|when|while)\b[^.]*/g

/** Words of saying something that may be denied. */
const SAYS = /\b(?:said|says|saying|told|accus\w+|claim\w*|alleg\w+|charg\w+|blam\w+|call\w*|according)\b/i

/** Of events and contacts that are less sure than this a brief tells nothing but the figures they count in. */
export const SURE = 0.6

/** What somebody does all along is no act of a day: "has long accused", "still rejects". */
const STANDING = /\b(?:has|have|had) (?:long|always|repeatedly|often)\b|\bstill \w+s\b/

/** People beyond any one country, whose country is only assumed from the article: "Western governments". */
const OF_MANY =
  /^(?:Western|Foreign|International|Global|World|Regional|European|African|Asian|Arab|Muslim|Islamic|Latin American|Gulf|Allied) \p{Ll}/u

/** A cite with the words that say what is told of it; `words` are null where the article is not at hand. */
export interface Told {
  cite: Cite
  words: string | null
  /** The sentences of the rule alone, without what goes before: a day told there may be another's. */
  core: string | null
}

/** What the articles let a brief say: whole sentences for words, and nothing where these do not name who is meant. */
export class Grounds {
  readonly #sentencesOf: SentencesOf
  readonly #offices: Offices | null

  constructor(sentencesOf: SentencesOf, offices: Offices | null) {
    this.#sentencesOf = sentencesOf
    this.#offices = offices
  }

  /** Support with its whole sentences for words, for its footnote; what has been given more words keeps them. */
  inSentences = (support: Support): Support => {
    if (support.kind === 'lexicon') return support
    const told = tellingOf(support, this.#sentencesOf)
    return told ? { ...support, words: told.words } : support
  }

  /** The sentences of an article; null where it is not at hand. */
  sentences = (article: string): string[] | null => this.#sentencesOf(article)

  /** Null where the article is not at hand. */
  wholeWords = (cite: Cite): string | null => tellingOf(cite, this.#sentencesOf)?.words ?? null

  /**
   * A cite whose words name some countries, with what goes before them where that is needed; null where the article is at hand and does not. `isNear`: of what goes
   * before only the sentence next to them may name whom they do not.
   */
  naming(cite: Cite, countries: readonly string[], people: readonly Named[], isNear = false): Told | null {
    const offices = this.#offices
    const found = tellingOf(cite, this.#sentencesOf)
    const told =
      found && isNear ? { ...found, before: found.before.slice(0, 1).filter((each) => !UNSAID.test(each)) } : found
    const core = told?.words ?? null
    if (!told || !offices) return { cite: told ? { ...cite, words: told.words } : cite, words: core, core }
    // "…, the Church said after its cardinal met the Spanish minister": he is not the one it was promised to.
    const heard = (some: string) => (isNear ? some.replace(WHEN_SAID, '') : some)
    const words = wordsThatSay(told, (some) => countries.every((each) => isNamed(each, heard(some), people, offices)))
    return words === null ? null : { cite: { ...cite, words }, words, core }
  }

  /** What may be told of an event of a pair; null for one that is unsure, no act of a day, or whose words do not name both sides. */
  ofEvent(event: PairEvent, pair: readonly string[]): Told | null {
    const people = ([side, countries]: [string[], string[]]) =>
      side.map((name) => ({
        name,
        country: this.#offices?.country(name) ?? (countries.length === 1 ? countries[0]! : null),
      }))
    // "The minister said the government accused …": a side that tells of its own words may be taken for another speaker's.
    const isOwnWord =
      event.assertedBy !== null &&
      /^(?:ACCUSE|REJECT|THREATEN|REQUEST)$/.test(event.type) &&
      !event.from.includes(event.assertedBy)
    const core = this.wholeWords(event.cite) ?? ''
    const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
    return event.confidence < SURE ||
      isOwnWord ||
      // Who did it to whom is not clear where one country stands on both sides.
      (event.to.length > 0 && event.fromCountries.some((country) => event.toCountries.includes(country))) ||
      [...event.from, ...event.to].some(
        (name) => OF_MANY.test(name) || (core !== '' && this.#isRelative(name, core)),
      ) ||
      STANDING.test(event.cite.words) ||
      /\bever since\b/.test(core) ||
      isOfAnotherYear(core, date, event.cite) ||
      (event.type === 'CONSULT' && core !== '' && !isMeetingTold(core)) ||
      (core !== '' && !this.#isAnswering(event, core))
      ? null
      : isToBoth(event.cite.words)
        ? this.#ofBoth(event, pair)
        : this.#withDenied(
            event,
            core,
            this.naming(
              event.cite,
              pair.filter((each) => event.fromCountries.includes(each) || event.toCountries.includes(each)),
              [...people([event.from, event.fromCountries]), ...people([event.to, event.toCountries])],
            ),
          )
  }

  /** A denial with what is denied: the sentence before it in which the other side says so. */
  #withDenied(event: PairEvent, core: string, told: Told | null): Told | null {
    const said = isDenial(event) && core !== '' ? this.#saidBefore(event, core) : null
    if (!told || !said || told.words === null || told.words.includes(said)) return told
    const before = tellingOf(event.cite, this.#sentencesOf)?.before ?? []
    const words = `${said}${before[0] === said ? '' : ' …'} ${core}`
    return { ...told, cite: { ...told.cite, words }, words }
  }

  /** The same of what was done to "both leaders": with the nearest sentence before that names those whom the coder has for them; null where none does. */
  #ofBoth({ cite, from, to }: PairEvent, pair: readonly string[]): Told | null {
    const offices = this.#offices
    const told = tellingOf(cite, this.#sentencesOf, Number.POSITIVE_INFINITY)
    if (!told || !offices) return this.naming(cite, pair, [])
    const isNamedIn = (words: string) => (name: string) => {
      const country = offices.country(name)
      return isIn(name, words) || (country !== null && offices.names(country, words))
    }
    const before = told.before.find((words) => to.every(isNamedIn(words)))
    if (to.length < 2 || before === undefined || !from.some(isNamedIn(told.words))) return null
    const words = told.before[0] === before ? `${before} ${told.words}` : `${before} … ${told.words}`
    return { cite: { ...cite, words }, words, core: told.words }
  }

  /** What may be cited of an event for a figure it counts in, where nothing more may be told of it: its words name one of the two, and no other year. */
  ofFigure(event: PairEvent, pair: readonly string[]): Told | null {
    const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
    if (isOfAnotherYear(this.wholeWords(event.cite) ?? '', date, event.cite)) return null
    return (
      this.naming(event.cite, pair, []) ??
      this.naming(event.cite, [pair[0]!], []) ??
      this.naming(event.cite, [pair[1]!], [])
    )
  }

  /** Whether words name but somebody of the same surname; "North and South Korea" are no relatives. */
  #isRelative(name: string, words: string): boolean {
    return isNamesake(name, words) && this.#offices?.country(name) == null
  }

  /**
   * False of a denial where nobody of the other side is told to have said anything, and of condemning where the sentence itself does not name the other side:
   * whom the coder has answered or condemned is then a guess ("Musharraf condemned the bombing"). So is with whom something was signed that its words do not name.
   */
  #isAnswering({ type, cameo, cite, to, toCountries }: PairEvent, core: string): boolean {
    const offices = this.#offices
    if (!offices || toCountries.length === 0) return true
    const isOfOther = (words: string) =>
      toCountries.some((country) => offices.names(country, words)) || to.some((name) => isIn(name, words))
    // "Putin signed a treaty that makes Crimea a part of his country": with whom, the words do not say.
    if (type === 'SUPPORT' && cameo.startsWith('057')) return isOfOther(cite.words)
    if (type === 'ACCUSE' && CONDEMNS.test(cite.words)) return isOfOther(core)
    return !isDenial({ type, cite }) || this.#saidBefore({ cite, to, toCountries }, core) !== null
  }

  /** The sentence in which the other side of a denial says what is denied: one before it, or the first part of its own. */
  #saidBefore({ cite, to, toCountries }: Pick<PairEvent, 'cite' | 'to' | 'toCountries'>, core: string): string | null {
    const isOfOther = (words: string) =>
      toCountries.some((country) => this.#offices?.names(country, words)) || to.some((name) => isIn(name, words))
    // Who says it comes before the word of saying, or after "according to".
    const isSaidByOther = (words: string) => {
      const at = SAYS.exec(words)?.index
      return (
        at !== undefined && (isOpen(words) || isOfOther(words.slice(0, at)) || /^according to/i.test(words.slice(at)))
      )
    }
    // "Never will we bow, she said. Moscow denies that it had the poison": what is denied must be what was said.
    const denied = core.slice(DENIES.exec(core)?.index ?? 0)
    const isOfIt = (words: string) => {
      if (BARE_DENIAL.test(denied)) return true
      const told = mattersIn(words)
      return [...mattersIn(denied.replace(DENIES, ''))].some((word) => told.has(word))
    }
    const before = tellingOf(cite, this.#sentencesOf)?.before.find((words) => isSaidByOther(words) && isOfIt(words))
    // What whoever denies goes on to say ("denies it and blames the army") is not the other side's word.
    const first = core.slice(0, DENIES.exec(core)?.index ?? core.length)
    return before ?? (isSaidByOther(first) && isOfIt(first) ? core : null)
  }
}

/** Whether an event is a denial. */
export function isDenial({ type, cite }: Pick<PairEvent, 'type' | 'cite'>): boolean {
  return type === 'REJECT' && DENIES.test(cite.words)
}
