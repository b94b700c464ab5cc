import type { DateInterval, Span } from '../text/index.ts'
import type { Block } from './blocks.ts'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const monthWord =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
const fullDate = new RegExp(
  `(?:\\b(\\d{4})-(\\d\\d)-(\\d\\d)\\b)|(?:\\b(${monthWord})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b)|(?:\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${monthWord}),?\\s+(\\d{4})\\b)`,
  'i',
)

/** The first full calendar date written in a line ("Feb. 6, 2003", "6 February 2003", "2003-02-06"), or `null`. Days that no calendar has are none. */
export function fullDateIn(words: string): DateInterval | null {
  const m = fullDate.exec(words)
  if (!m) return null
  const year = Number(m[1] ?? m[6] ?? m[9])
  const month = m[2] ? Number(m[2]) : monthNumber((m[4] ?? m[8])!)
  const day = Number(m[3] ?? m[5] ?? m[7])
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return { start: iso, end: iso, precision: 'day' }
}

function monthNumber(word: string): number {
  const start = word.toLowerCase().slice(0, 3)
  return months.findIndex((m) => m.startsWith(start)) + 1
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

const dateNoise = new RegExp(
  `^(?:(?:published|posted|updated|last (?:updated|modified)|first published|issued|date|on|created|modified)\\b[ :]*)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\\.?,? )?(?:\\d{4}-\\d\\d-\\d\\d|${monthWord} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? ${monthWord},? \\d{4})(?:[ ,|·•T@-]*(?:at )?\\d{1,2}[:.]\\d\\d(?::\\d\\d)?(?:\\.\\d+)?[ ]?(?:[ap]\\.?m\\.?)?[ ]?(?:[A-Z]{1,5}|[+-]\\d\\d:?\\d\\d)?)?(?:[ |·•/-]*(?:\\d+ ?min(?:ute)?s?(?: read)?|(?:updated|modified|last updated).{0,60}))?$`,
  'i',
)

/** True for a line that is only a date, with or without "Published", a weekday and an hour. */
export function isDateLine(words: string): boolean {
  return words.length < 140 && dateNoise.test(words)
}

/** True for a line that says when the page was last changed, not when it came out. */
export function isUpdateLine(words: string): boolean {
  return /^(?:updated|modified|last (?:updated|modified))\b/i.test(words)
}

const name =
  "(?:(?:[A-Z][\\p{L}'’-]+|[A-Z]\\.|[A-Z]{2,3}|d[aeio]s?|v[ao]n|de[nr]?|al|el|bin|ben|ibn|la|le|ul|[A-Z]’[A-Z]\\p{L}+)\\s?){1,6}"
const bylineBy = new RegExp(
  `^(?:[Bb]y|[Ff]rom|[Ww]ritten by|[Rr]eported by|[Rr]eporting by|[Ss]tory by)[: ]\\s*(${name}(?:(?:,|\\s&|\\sand)\\s?${name}){0,5})(?:,? (?:in|for|at) [A-Z].{0,60}|, .{2,80}| \\| .{2,80}| [-–—] .{2,80})?$`,
  'u',
)
const bylineStaff = new RegExp(
  `^(?:${name},? )?(?:(?:[A-Z][\\p{L}.]+\\s){0,4}(?:[Ss]taff [Ww]riters?|[Cc]orrespondents?|[Ss]taff [Rr]eporters?|[Dd]iplomatic [Ee]ditor|[Ff]oreign [Ee]ditor|[Ss]taff)|(?:The )?Associated Press(?: [Ww]riter)?|Reuters|Agence France-Presse|AFP|Xinhua|Bloomberg(?: News)?|From (?:our|a) (?:own )?[Cc]orrespondent)$`,
  'u',
)

/** The byline a line states ("By Jane Doe", "Times Staff Writer", "Associated Press"), without its "By"; `null` if it is no byline. */
export function bylineIn(words: string): string | null {
  if (words.length > 160) return null
  const by = bylineBy.exec(words.replace(/^BY /, 'By '))
  if (by) return by[1]!.trim()
  return bylineStaff.test(words) ? words : null
}

const place = "[A-Z][A-Z'’.-]+(?:[ -](?:[A-Z][A-Z'’.-]+|de|of|the|al|el|on|upon)){0,4}"
const mixedPlace = "[A-Z][\\p{L}'’.-]+(?:[ -](?:[A-Z][\\p{L}'’.-]+|de|of|the|al|el)){0,3}"
const agency = '(?:\\s?\\((?:[A-Z][\\p{L}. /-]{1,30})\\))?'
const dash = '\\s*(?:--+|—|–|-{1}(?=\\s))\\s*'
const monthName = monthWord.replace(/(?<=[:|])[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)
const dateline = new RegExp(
  `^(?:(${place})(?:\\s?\\/\\s?${place})?((?:, (?:${mixedPlace}|${place})){0,2})((?:,? ${monthName} \\d{1,2}(?:, \\d{4})?)?)${agency}${dash}|(${mixedPlace})((?:, ${mixedPlace}){0,2})((?:,? ${monthName} \\d{1,2}(?:, \\d{4})?)?)(?:\\s?\\((?:[A-Z][\\p{L}. /-]{1,30})\\)${dash}|\\s(?:--+|—)\\s|,? ${monthName} \\d{1,2}\\s?(?:--+|—|–)\\s?))`,
  'u',
)
/** The place at the head of a story ("MOSCOW --", "ISLAMABAD, Pakistan, Feb. 6 (AP) —") as a span from `offset`, and the day if it names year and all. */
export function datelineIn(
  words: string,
  offset: number,
): { place: string; span: Span; day: DateInterval | null } | null {
  const m = dateline.exec(words.slice(0, 160))
  if (!m) return null
  const city = (m[1] ?? m[4])!.trim().replace(/[,.]$/, '')
  const rest = (m[2] ?? m[5] ?? '').replace(new RegExp(`, ${monthWord}.*$`, 'i'), '')
  return {
    place: titleCase(city) + titleCase(rest),
    span: { start: offset, end: offset + m[0].trimEnd().length },
    day: fullDateIn(m[3] ?? m[6] ?? ''),
  }
}

function titleCase(words: string): string {
  return words === words.toUpperCase()
    ? words
        .toLowerCase()
        .replace(/(^|[\s.'’-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : words
}

/** True for a block that can be a headline: short, no full stop at its end, and made of words. */
export function isHeadline(block: Block): boolean {
  const { words } = block
  return (
    words.length >= 8 &&
    words.length <= 220 &&
    !/[.;,:]$/.test(words.replace(/\b(?:[A-Z]\.)+$/, '')) &&
    (words.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2
  )
}

const outletWord =
  /\b(?:Agency|Bulletin|Chronicle|Courier|Dispatch|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury|Mirror|Monitor|News|Observer|Post|Press|Record|Review|Star|Sun|Telegraph|Times|Tribune|Wire)$/

/** A byline that ends with the paper it is written for, parted: "Jane Doe, Andean Post". Without a paper `outlet` is null. */
export function partByline(byline: string): { byline: string; outlet: string | null } {
  const comma = byline.lastIndexOf(', ')
  const last = byline.slice(comma + 2)
  return comma > 0 && isNameLine(last) && outletWord.test(last)
    ? { byline: byline.slice(0, comma), outlet: last }
    : { byline, outlet: null }
}

/** True for a line of a few capitalised words without a full stop, as an outlet signs its stories ("Gulf Courier"). */
export function isNameLine(words: string): boolean {
  return (
    words.length <= 48 && /^(?:The )?[A-Z][\p{L}'’&-]*(?: (?:of|the|and|&|de|for|[A-Z][\p{L}'’&-]*)){0,5}$/u.test(words)
  )
}
