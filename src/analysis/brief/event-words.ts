import type { PairEvent } from '../pair-events.ts'
import { listed, possessive, someone, withThe } from '../phrases.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'
import { VISITS } from './meeting-words.ts'
import { isIn } from './telling.ts'

const DEEDS: { [type: string]: [together: string, directed: string] } = {
  AGREE: ['agreed on something or promised it to each other', 'agreed to something or made a promise or offer to'],
  CONSULT: ['talked', 'consulted'],
  SUPPORT: ['spoke or acted in support of each other', 'spoke or acted in support of'],
  CONCEDE: ['made concessions', 'made a concession to'],
  COOPERATE: ['worked together', 'worked together with'],
  AID: ['helped each other', 'gave help to'],
  RETREAT: ['carried out concessions', 'carried out a concession to'],
  REQUEST: ['asked things of each other', 'asked something of'],
  ACCUSE: ['criticised, accused or called in each other', 'criticised, accused or called in'],
  REJECT: ['refused or contradicted each other', 'refused, put off or contradicted'],
  THREATEN: ['warned or threatened each other', 'warned or threatened'],
  PROTEST: ['protested against each other', 'protested against'],
  SANCTION: ['cut back relations', 'cut back relations with'],
  MOBILIZE: ['made shows of force', 'made a show of force'],
  COERCE: ['used coercion on each other', 'used coercion against'],
  ASSAULT: ['fought', 'used force against'],
}

/** Parties as a sentence names them: "Pakistan's high commissioner" where the source has a bare "high commissioner"; of whom the words do not name, the country alone. */
function partyWords(parties: string[], countries: string[], names: Names, words: string | null): string[] {
  const [country] = countries
  // "diplomats and diplomats" are those of either country.
  if (parties.length === 2 && countries.length === 2 && /^\p{Ll}/u.test(parties[0]!) && parties[0] === parties[1])
    return [`${parties[0]} of ${listed(countries.map(names))}`]
  const own = parties.filter((name) => !isVenue(name, words))
  const told = own.filter(
    (name) => words === null || isIn(name, words) || countries.some((each) => names(each) === withThe(name)),
  )
  const unnamed = told.length < own.length && !(told.length > 0 && countries.length < 2) ? countries.map(names) : []
  return [
    ...new Set([
      ...told.map((name) =>
        /^\p{Ll}/u.test(name) || isCommon(name)
          ? country && countries.length === 1
            ? `${possessive(names(country))} ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
            : name
          : withThe(fullName(name, words)),
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

/** What happened, without the full stop: "the United Kingdom cut back relations with Russia on 14 March 2018". `words`: the sentences that say it, null where they are not at hand. */
export function eventWords(event: PairEvent, names: Names, words: string | null): string {
  const [together, directed] = DEEDS[event.type]!
  const [from, to] = [
    partyWords(event.from, event.fromCountries, names, words),
    partyWords(event.to, event.toCountries, names, words),
  ]
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const who = listed(from)
  const act =
    event.type === 'SUPPORT' && event.cameo.startsWith('057')
      ? `${listed([...from, ...to])} signed an agreement`
      : event.type === 'CONSULT' && event.mode.includes('visit') && to.length && (words === null || VISITS.test(words))
        ? `${who} visited ${listed(to)}`
        : event.type === 'CONSULT' && event.mode.includes('phone') && to.length
          ? `${who} telephoned ${listed(to)}`
          : event.type === 'CONSULT'
            ? `${listed([...from, ...to])} talked`
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
  return `${act}${toldWhen(date, event.cite, words)}${by}`
}
