import { isIn } from './brief/telling.ts'

/** A contact that the coder has for a visit. */
interface Journey {
  /** Countries. */
  visitor: string | null
  host: string | null
  participants: readonly { name: string; country: string | null }[]
}

/** Words of going to see somebody: who meets in a capital may live there. */
export const VISITS =
  /\b(?:visit\w*|arriv\w*|came|come|coming|flew|fly|travel\w*|trip|tour\w*|rode|(?<!had )receiv\w*|host(?:s|ed)?|guests?|landed|went|drove|welcomed)\b/i
const TO = /\b(?:to|in|into|at|visit(?:s|ed)?|toured|reached)\s+((?:[\p{L}'.-]+\s?){1,3})/giu

/** Whether words tell of a visit, and of one to this host: not one to the country that the coder has for the visitor's own. */
export function isVisitTold(
  { visitor, host, participants }: Journey,
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
  people: Journey['participants'],
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
