import { type Cite, daysBetween, daysOf } from '../citing.ts'
import { dayWords, intervalWords, monthWords, whenWords } from '../phrases.ts'

const TIME =
  /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|(?:in|of|since|last|early|late|mid-?|until) May|May \d|\d May|1[5-9]\d\d|20\d\d|yesterday|today|tonight|tomorrow|(?:last|this|next|past|previous) (?:week|month|year|night|spring|summer|autumn|fall|winter|decade)|(?:days?|weeks?|months?|years?|decades?) ago)\b/
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
/** A day told from another: "two days after the bombs", "the next day". */
const FROM_ANOTHER =
  /\b(?:hours?|days?|weeks?) (?:after|before|later|earlier|ago|since)\b|\b(?:next|same|following) day\b/
const LATELY = /\b(?:yesterday|today|tonight|tomorrow|(?:last|this) (?:night|morning|evening))\b/

interface Days {
  start: string
  end: string
}

/**
 * When something was, if its words tell that time; else the day it was reported, for the day of a happening may only be assumed, and a time that is told
 * may be another's ("agreed that he will come on July 17"). `words` are null where the article is not at hand; `act` are those that tell the act itself, where they
 * are known, and `isSaying` is true of an act that is done by saying it.
 */
export function toldWhen(
  date: Days | null,
  cite: Cite,
  sentences: string | null,
  act: RegExp | null = null,
  isSaying = true,
): string {
  const words = sentences === null ? null : ofTheAct(sentences, act, isSaying)
  const reported = daysOf(cite)
  // A day of publication is what is assumed where nothing tells the day.
  const isAssumed =
    words !== null && reported !== null && (date?.start === reported.start || !tells(words, date, reported))
  if (date && !isAssumed)
    return words !== null && isSince(words, date)
      ? ` since ${monthWords(date.start.slice(0, 7))}`
      : isLastWeek(words, date, reported)
        ? ` in the week before it was reported on ${dayWords(reported!.end)}`
        : ` ${whenWords(date)}`
  return reported ? `, ${reportedWords(cite)}` : ` ${whenWords(null)}`
}

/** "Last week" of a story of a Sunday or Monday may be the week that ends then or the one before. */
function isLastWeek(words: string | null, { start, end }: Days, reported: Days | null): boolean {
  return (
    words !== null &&
    reported !== null &&
    reported.start === reported.end &&
    daysBetween(start, end) === 6 &&
    /\blast week\b/i.test(words)
  )
}

/** "reported on 3 April 1982"; of an article without a date, that its contents alone tell when it was. */
export function reportedWords(cite: Cite): string {
  const days = daysOf(cite)
  return isUndated(cite)
    ? `in an undated report that by its contents is from between ${intervalWords(days).replace(' to ', ' and ')}`
    : `reported ${whenWords(days)}`
}

/** When an article was published, in few words. */
export function publishedWords(cite: Cite): string {
  return isUndated(cite) ? `undated, by its contents of ${intervalWords(daysOf(cite))}` : intervalWords(daysOf(cite))
}

/** Whether the days of publication are only judged from what an article tells: more than a month, and neither a whole month nor year. */
function isUndated(cite: Cite): boolean {
  const days = daysOf(cite)
  return days !== null && daysBetween(days.start, days.end) > 31 && whenWords(days).startsWith('between ')
}

const WEEKDAY = `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
/** A weekday up to or from which something holds: "until midnight on Tuesday", "from Tuesday". */
const LIMIT = new RegExp(
  String.raw`\b(?:from|until|till|by|before|since|for)(?: (?:the end of|midnight|noon|late|early))?(?: on)? ${WEEKDAY}\b`,
  'g',
)
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
/** A day that is a noun's: "the war of August 8", "the earthquake of October 8"; not "the night of August 8". */
const NOUNS = new RegExp(
  String.raw`\b(?!morning|afternoon|evening|night|hours|eve|end|weekend|day)\p{Ll}+ of (?:(?:${MONTHS})\.? \d{1,2}|\d{1,2} (?:${MONTHS}))\b`,
  'gu',
)
/** What is told as done by somebody else, at whatever time: "has promised, the Church said on Wednesday". */
const DONE_BEFORE = /\b(?:has|have|had) (?:\p{Ll}+ly )?(?:promised|pledged|agreed|offered|accepted|invited|decided)\b/u
/** The day on which somebody tells it: "said on Tuesday". */
const SAID = new RegExp(
  String.raw`\b(?:said|says|announced|confirmed|added|reported|told(?: \p{L}+){1,3})(?: late| early)?(?: on)? ${WEEKDAY}\b(?:, [^,.]*\b(?:after|before)\b[^,.]*)?`,
  'gu',
)

/** Words without the days that are not those of the act: up to which something holds, on which it is only said, or before "which" or "that" where the act comes after it ("met on Wednesday for the first session of a dialogue that they agreed to hold"). */
function ofTheAct(words: string, act: RegExp | null, isSaying: boolean): string {
  let own = words.replace(LIMIT, ' ').replace(NOUNS, ' ')
  if (!isSaying || DONE_BEFORE.test(words)) own = own.replace(SAID, ' ')
  if (!act) return own
  return own
    .split(' … ')
    .map((sentence) => {
      const at = act.exec(sentence)?.index ?? -1
      const which = [...sentence.slice(0, Math.max(0, at)).matchAll(/\b(?:which|that|who|whom|whose)\b/g)].at(-1)?.index
      return which === undefined ? sentence : sentence.slice(which)
    })
    .join(' … ')
}

/** Whether words tell a time that is this one, as closely as it is known. */
function tells(words: string, date: Days | null, reported: Days): boolean {
  if (!date || !(TIME.test(words) || FROM_ANOTHER.test(words))) return false
  const [, month, year] = dayWords(date.start).split(' ')
  if (date.start === date.end) {
    const number = Number(date.start.slice(8))
    const weekday = WEEKDAYS[new Date(`${date.start}T00:00:00Z`).getUTCDay()]!
    // "Two days after Tuesday's earthquake": that Tuesday is the earthquake's.
    const isAnothers = new RegExp(`\\b${weekday}['’]s\\b`).test(words)
    return (
      (Math.abs(daysBetween(date.start, reported.end)) <= 8 &&
        new RegExp(`\\b${weekday}\\b(?!['’]s\\b)`).test(words)) ||
      new RegExp(`\\b(?:${month}\\.? ${number}|${number}(?:st|nd|rd|th)? (?:of )?${month})\\b`).test(words) ||
      (Math.abs(daysBetween(date.start, reported.end)) <= 2 && LATELY.test(words)) ||
      (!isAnothers && FROM_ANOTHER.test(words))
    )
  }
  if (date.start.slice(0, 7) === date.end.slice(0, 7) && daysBetween(date.start, date.end) >= 27)
    return new RegExp(`\\b${month}\\b|\\b(?:last|this|next) month\\b|\\b(?:weeks|months?) ago\\b`).test(words)
  if (date.start.slice(0, 4) === date.end.slice(0, 4) && daysBetween(date.start, date.end) >= 364)
    return new RegExp(`\\b${year}\\b|\\b(?:last|this|next) year\\b|\\b(?:months|years?) ago\\b|\\b\\d\\d0s\\b`).test(
      words,
    )
  return TIME.test(words)
}

/** "Since July, officials have held talks": not once, in July. */
function isSince(words: string, { start, end }: Days): boolean {
  const [, month] = dayWords(start).split(' ')
  return (
    start !== end &&
    start.slice(0, 7) === end.slice(0, 7) &&
    new RegExp(`\\b[Ss]ince (?:early |late )?${month}\\b`).test(words)
  )
}

/** Whether words tell another year than that of a happening, and nothing of its day: "the last president to do so was Clinton, in 2000". */
export function isOfAnotherYear(words: string, date: Days | null, cite: Cite): boolean {
  const reported = daysOf(cite)
  if (!date || !reported || tells(words, date, reported)) return false
  const years = [
    ...words.matchAll(
      /(?<!\b(?:since|from|until|by|of|after|before|than) (?:\p{L}+ )?|\bsince (?:\p{L}+ ){2,8})\b(?:1[5-9]|20)\d\d\b/gu,
    ),
  ].map(([year]) => year)
  return years.length > 0 && !years.some((year) => year >= date.start.slice(0, 4) && year <= date.end.slice(0, 4))
}
