import type { PairEvent } from '../pair-events.ts'
import { listed, possessive, someone, withThe } from '../phrases.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'
import { deedOf, paperSigned } from './deeds.ts'
import type { Told } from './grounds.ts'
import { VISITS } from './meeting-words.ts'
import { isIn, isOffice, isOpen, isThere } from './telling.ts'

/** Parties as a sentence names them: "Pakistan's high commissioner" where the source has a bare "high commissioner"; of whom the words do not name, the country alone. */
function partyWords(parties: string[], countries: string[], names: Names, words: string | null): string[] {
  const [country] = countries
  // "diplomats and diplomats" are those of either country.
  if (parties.length === 2 && countries.length === 2 && /^\p{Ll}/u.test(parties[0]!) && parties[0] === parties[1])
    return [`${parties[0]} of ${listed(countries.map(names))}`]
  const own = parties.filter((name) => !isVenue(name, words) && !isOffice(name))
  const told = own.filter(
    (name) => words === null || isThere(name, words) || countries.some((each) => names(each) === withThe(name)),
  )
  const unnamed = told.length < parties.length && !(told.length > 0 && countries.length < 2) ? countries.map(names) : []
  return [
    ...new Set([
      ...told.map((name) =>
        /^\p{Ll}/u.test(name) || isCommon(name)
          ? country && countries.length === 1
            ? `${possessive(names(country))} ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
            : name
          : someone(withThe(fullName(name, words))),
      ),
      ...unnamed,
    ]),
  ]
}

/** "on the margins of a summit of the Non-Aligned Movement": whose meeting it was at takes no part in what others did there. */
function isVenue(name: string, words: string | null): boolean {
  return ['summit', 'meeting', 'session', 'conference', 'assembly'].some(
    (place) => words?.includes(`${place} of the ${name}`) || words?.includes(`${place} of ${name}`),
  )
}

/** "British Council" where the coder kept "Council": a kind of body alone names none. */
function fullName(name: string, words: string | null): string {
  if (
    words === null ||
    !/^(?:Council|Court|Ministry|Commission|Assembly|Senate|Bank|Party|Union|Office|Agency)$/.test(name)
  )
    return name
  const found = new RegExp(`((?:\\p{Lu}[\\p{L}.'-]+ )+)${name}\\b`, 'u').exec(words)
  return found ? `${found[1]!.replace(/^(?:The|A|An) /, '')}${name}` : name
}

/** A kind of people with a capital because it opens a sentence: "Troops on both sides". */
function isCommon(name: string): boolean {
  return /^(?:Troops|Soldiers|Officials|Police|Forces|Warplanes|Diplomats|Negotiators|Commandos|Detectives)$/.test(name)
}

/** What happened, without the full stop: "the United Kingdom cut back relations with Russia on 14 March 2018". `words` are null where the article is not at hand. */
export function eventWords(event: PairEvent, names: Names, { words, core }: Told): string {
  const [together, toStates, toPeople = toStates] = deedOf(event)
  // People are told by the rule's own sentence; what goes before tells them only where it says "he".
  const named = core === null || isOpen(core) ? words : core
  const [from, to] = [
    partyWords(event.from, event.fromCountries, names, named),
    partyWords(event.to, event.toCountries, names, named),
  ]
  const directed = to.every((name) => event.toCountries.some((each) => names(each) === name)) ? toStates : toPeople
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const who = listed(from)
  const act =
    event.type === 'SUPPORT' && event.cameo.startsWith('057')
      ? `${listed([...from, ...to])} signed ${paperSigned(event.cite.words)}`
      : event.type === 'CONSULT' && event.mode.includes('visit') && to.length && (words === null || VISITS.test(words))
        ? `${who} visited ${listed(to)}`
        : event.type === 'CONSULT' && event.mode.includes('phone') && to.length
          ? `${who} telephoned ${listed(to)}`
          : event.type === 'CONSULT'
            ? `${listed([...from, ...to])} ${together}`
            : event.type === 'MOBILIZE' && to.length
              ? `${who} ${directed}`
              : to.length
                ? `${who} ${directed} ${listed(to)}`
                : `${who} ${together}`
  const teller = event.assertedBy
  // Whoever tells of his own act is not named twice.
  const by =
    teller && !event.from.includes(teller) && (words === null || isIn(teller, words))
      ? `, by the word of ${someone(teller)}`
      : ''
  return `${act}${toldWhen(date, event.cite, core)}${by}`
}
