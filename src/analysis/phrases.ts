import type { DateInterval } from '../text/index.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** An ISO day as people write it: 5 February 2003. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`
}

/** An interval as people write it: "5 February 2003", "February 2003", "2003", "5 February to 9 March 2003"; null is an unknown day. */
export function intervalWords(date: Pick<DateInterval, 'start' | 'end'> | null): string {
  return spanOf(date, 'to')
}

/** The same in a sentence: "on 5 February 2003", "in February 2003", "between 5 and 9 February 2003". */
export function whenWords(date: Pick<DateInterval, 'start' | 'end'> | null): string {
  if (!date) return 'on an unknown day'
  if (date.start === date.end) return `on ${dayWords(date.start)}`
  return isWhole(date) ? `in ${spanOf(date, 'and')}` : `between ${spanOf(date, 'and')}`
}

function spanOf(date: Pick<DateInterval, 'start' | 'end'> | null, and: string): string {
  if (!date) return 'an unknown day'
  const { start, end } = date
  if (start === end) return dayWords(start)
  const [, month, year] = dayWords(start).split(' ')
  if (isWhole(date)) return start.slice(0, 7) === end.slice(0, 7) ? `${month} ${year}` : year!
  const [, lastMonth, lastYear] = dayWords(end).split(' ')
  const day = String(Number(start.slice(8)))
  const first = year !== lastYear ? dayWords(start) : month !== lastMonth ? `${day} ${month}` : day
  return `${first} ${and} ${dayWords(end)}`
}

/** True of one whole month or one whole year. */
function isWhole({ start, end }: Pick<DateInterval, 'start' | 'end'>): boolean {
  if (start.slice(0, 7) === end.slice(0, 7)) return start.endsWith('-01') && Number(end.slice(8)) >= 28
  return start.endsWith('-01-01') && end.endsWith('-12-31') && start.slice(0, 4) === end.slice(0, 4)
}

/** A number of the scale with its sign, to one decimal. */
export function signed(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}

/** "1 happening", "12 happenings". */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** "one source", "3 independent sources". */
export function sourcesWords(n: number): string {
  return n === 1 ? 'one source' : `${n} independent sources`
}

/** The first letter large. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** "A", "A and B", "A, B and C". */
export function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

/** A name as it stands within a sentence: "the United Kingdom", "the Turkish government", "France". */
export function withThe(name: string): string {
  return /^(?:United |Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles|(?:Solomon|Marshall|Falkland|Cayman) Islands|Soviet Union|(?:Czech|Dominican|Central African|Democratic) Republic|Holy See|(?:European|African) Union|Arab League|Security Council)|^(?:\p{Lu}\p{Ll}+ )+Council$| (?:government|ministry|embassy|parliament|army|navy|police|administration|service|Office)$/u.test(
    name,
  )
    ? `the ${name}`
    : name
}

/** "France's", "the United States'". */
export function possessive(name: string): string {
  return name.endsWith('s') ? `${name}'` : `${name}'s`
}

/** Nouns of bodies that there is one of. */
const BODY =
  /(?:government|ministry|service|army|navy|embassy|parliament|police|council|court|cabinet|administration|delegation|opposition|military|side|press|public)$/i

/** Somebody whom a source names by his kind alone: "a spokeswoman", "officials", "a Russian diplomat", "the Cuban government"; names stay. */
export function someone(name: string): string {
  if (!/(?:^| )[\p{Ll}-]+$/u.test(name) || /^the /.test(name)) return name
  if (/(?:s|police|troops|people)$/.test(name)) return name
  return /^\p{Lu}/u.test(name) && BODY.test(name) ? `the ${name}` : `${/^[aeiouAEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}

/** A month or year of a table as people write it: "1999-12" is December 1999. */
export function monthWords(month: string): string {
  return month.length > 4 ? dayWords(`${month.slice(0, 7)}-01`).replace(/^\S+ /, '') : month
}
