import type { Contact, Participant } from '../contacts.ts'
import type { Offices } from '../offices.ts'
import { listed, withThe } from '../phrases.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'
import type { Told } from './grounds.ts'
import { isIn, isOffice, isThere } from './telling.ts'

/** Words of going to see somebody: who meets in a capital may live there. */
export const VISITS =
  /\b(?:visit\w*|arriv\w*|came|come|coming|flew|fly|travel\w*|trip|tour\w*|rode|receiv\w*|host(?:s|ed)?|guests?|landed|went|drove|welcomed)\b/i
const TO = /\b(?:to|in|into|at|visit(?:s|ed)?|toured|reached)\s+((?:[\p{L}'.-]+\s?){1,3})/giu

/** Whether words tell of a visit, and of one to this host: not one to the country that the coder has for the visitor's own. */
export function isVisitTold(
  { visitor, host, participants }: Contact,
  words: string | null,
  names: (country: string, words: string) => boolean,
): boolean {
  if (!visitor || !host) return false
  if (words === null) return true
  if (!VISITS.test(words)) return false
  if (!isMover(visitor, host, participants, words, names)) return false
  const places = [...words.matchAll(TO)].map((found) => found[1]!)
  return !places.some((place) => names(visitor, place)) || places.some((place) => names(host, place))
}

const MOVES = /\b(?:visited|arrived?|flew|came|travell?ed|rode|went|drove)\b/

/** Whether whoever is named last before the first word of going is of the visitor's side. */
function isMover(
  visitor: string,
  host: string,
  people: readonly Participant[],
  words: string,
  names: (country: string, words: string) => boolean,
): boolean {
  const found = MOVES.exec(words)
  // "met in Havana on the first visit of a president since Coolidge came": told by the noun, the verb is another's.
  if (!found || /\b(?:visit|trip|tour)\b/.test(words.slice(0, found.index))) return true
  const before = words.slice(0, found.index).split(/\s+/).filter(Boolean)
  for (let at = before.length - 1; at >= 0; at--) {
    const some = before.slice(at, at + 2).join(' ')
    const isOf = (country: string) =>
      names(country, some) || people.some((one) => one.country === country && isIn(one.name, before[at]!))
    if (isOf(visitor)) return true
    if (isOf(host)) return false
  }
  return true
}

/** Words of meeting, seeing or talking to somebody. */
const MEETS =
  /\b(?:met|meet(?:s|ing|ings)?|talk(?:s|ed)?|negotiat\w+|summit|sessions?|rounds?|conference|call(?:ed|s)?|telephoned?|phoned?|spoke|conferred|consult\w*|discuss\w*|audience|shook|handshake|saw|hugged|welcomed|mediat\w*)\b/i

/** Whether words tell of a meeting, visit or call at all: "said at a dinner" does not. */
export function isMeetingTold(words: string | null): boolean {
  return words === null || MEETS.test(words) || VISITS.test(words)
}

/** "a visit of Boris Johnson (foreign secretary) of the United Kingdom to Russia in Moscow on 22 December 2017"; `words`: of people who are not named there only the country is told. */
export function contactWords(
  contact: Contact,
  names: Names,
  { words, core }: Told,
  isVisit: boolean,
  offices: Offices | null,
): string {
  const day = contact.date?.start
  const side = (country: string) => {
    const people = contact.participants
      .filter(
        (p) =>
          p.country === country &&
          p.code !== country &&
          !isOffice(p.name) &&
          (words === null || isThere(p.name, words)),
      )
      .map((p) => (p.office ? `${p.name} (${p.office})` : p.name))
      // "detectives from Scotland Yard" are who they are from.
      .filter((name, _, all) => !all.some((other) => other !== name && words?.includes(`${other} from ${name}`)))
    // "Kim Jong-il met him": whom the coder has for his country alone, where the sentence names one of its highest.
    const high =
      people.length === 0 && day && core !== null
        ? (offices?.in(country, day) ?? []).find(({ name, level }) => level === 'head' && core.includes(name))
        : undefined
    if (high) people.push(`${high.name} (${high.office})`)
    return people.length ? `${listed(people)} of ${names(country, day)}` : names(country, day)
  }
  const countries = [...new Set(contact.participants.map((p) => p.country!))]
  const when = toldWhen(contact.date, contact.cites[0]!, core)
  const place = contact.place !== null && (words === null || isIn(contact.place, words)) ? contact.place : null
  if (isVisit) {
    const host = side(contact.host!)
    const isCountry = host === names(contact.host!, day)
    // "To Russia (Moscow)", "to Sergei Lavrov of Russia in Moscow".
    const where = !place || withThe(place) === host ? '' : isCountry ? ` (${place})` : ` in ${place}`
    return `a visit of ${side(contact.visitor!)} to ${host}${where}${when}`
  }
  const first = core?.split(' … ')[0] ?? ''
  const sides = () => {
    const kinds = countries.map((country) =>
      contact.participants.filter((p) => p.country === country && isThere(p.name, words ?? p.name)).map((p) => p.name),
    )
    // "officials of Greece and officials of Turkey"
    return kinds.length === 2 && kinds[0]!.length === 1 && kinds[0]![0] === kinds[1]![0] && kinds[1]!.length === 1
      ? `${kinds[0]![0]} of ${listed(countries.map((country) => names(country, day)))}`
      : countries.map(side).join(' and ')
  }
  const kind =
    contact.kind === 'call'
      ? 'a call between'
      : contact.kind === 'multilateral' &&
          (words === null || /\b(?:conference|assembly|nations|(?<!two )countries|powers|others)\b/i.test(words))
        ? 'a meeting, with others, of'
        : contact.kind === 'mediated' && /mediat|broker|good offices/i.test(words ?? '')
          ? 'mediated talks of'
          : /\b(?:shook|handshake)\b/i.test(first) && !MEETS.test(first.replace(/\b(?:shook|handshake)\b/gi, ''))
            ? 'a handshake between'
            : /\b(?:talks|negotiations|talked)\b/i.test(words ?? '') && !/\bmet\b/.test(words ?? '')
              ? 'talks of'
              : 'a meeting of'
  return `${kind} ${sides()}${place ? ` in ${place}` : ''}${when}`
}
