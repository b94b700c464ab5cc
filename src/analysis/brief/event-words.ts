import type { PairEvent } from '../pair-events.ts'
import { listed, possessive, someone, withThe } from '../phrases.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'
import { type DeedTold, deedOf, paperSigned, peopleDoneTo } from './deeds.ts'
import type { Told } from './grounds.ts'
import { butWords, isToBoth, ownWords, withBoth } from './own-words.ts'
import { escaped, isIn, isOffice, isOpen, isThere } from './telling.ts'

/** The country that somebody holds an office of, if the words or the tables tell it and his name does not. */
export type PersonOf = (name: string, countries: readonly string[]) => string | null

/** Parties as a sentence names them: "Pakistan's high commissioner" where the source has a bare "high commissioner", "Theresa May (United Kingdom)"; of whom the words do not name, the country alone. */
function partyWords(
  parties: string[],
  countries: string[],
  names: NameOf,
  words: string | null,
  personOf: PersonOf,
  isTold: (name: string) => boolean,
): string[] {
  const [country] = countries
  const person = (name: string) => {
    const home = personOf(name, countries)
    return home === null ? someone(withThe(fullName(name, words))) : `${name} (${names(home).replace(/^the /, '')})`
  }
  // "diplomats and diplomats" are those of either country.
  if (parties.length === 2 && countries.length === 2 && /^\p{Ll}/u.test(parties[0]!) && parties[0] === parties[1])
    return [`${parties[0]} of ${listed(countries.map(names))}`]
  const own = parties.filter((name) => !isVenue(name, words) && !isOffice(name))
  const told = own.filter((name) => isTold(name) || countries.some((each) => names(each) === withThe(name)))
  // A country of which somebody is named is not named again.
  const isPersonTold = (each: string) => told.some((name) => personOf(name, [each]) === each)
  const unnamed =
    told.length < parties.length && !(told.length > 0 && countries.length < 2)
      ? countries.filter((each) => told.length === 0 || !isPersonTold(each)).map(names)
      : []
  return [
    ...new Set([
      ...told.map((name) =>
        /^\p{Ll}/u.test(name) || isCommon(name)
          ? country && countries.length === 1
            ? ofCountry(`${name.slice(0, 1).toLowerCase()}${name.slice(1)}`, names(country), words)
            : name
          : person(name),
      ),
      ...unnamed,
    ]),
  ]
}

/** A kind of people by their country: "Pakistan's high commissioner", but "a spy of Peru" where the words have "a spy". */
function ofCountry(kind: string, country: string, words: string | null): string {
  const one = words === null ? null : new RegExp(`\\ban? ${escaped(kind)}\\b`).exec(words)?.[0]
  return one ? `${one} of ${country}` : `${possessive(country)} ${kind}`
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

/** Acts that are done by saying something. */
const SAYINGS = /^(?:AGREE|SUPPORT|REQUEST|ACCUSE|THREATEN|REJECT|CONCEDE)$/

/**
 * What happened: "the United Kingdom broke off relations with Argentina on 2 April 1982." Where the words have no plain verb for it, the two countries and the day
 * alone, with a colon, for the words to follow. `words` are null where the article is not at hand.
 */
export function eventWords(
  event: PairEvent,
  namesOn: Names,
  told: Told,
  personOf: PersonOf,
  isOf: (country: string, word: string) => boolean,
  countryOf: (name: string) => string | null = () => null,
): string {
  const names = (country: string) => namesOn(country, event.date ?? undefined)
  const { words, core } = told
  const deed = plainDeed(event, personOf)
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const when = toldWhen(date, event.cite, core, deed?.by ?? null, isSaying(event))
  // People are told by the rule's own sentence; what goes before tells them only where it says "he".
  const named = core === null || isOpen(core) ? words : core
  const side = (parties: string[], countries: string[]) =>
    partyWords(parties, countries, names, named, personOf, (name) => {
      const country = countryOf(name)
      return named === null || isThere(name, named) || (country !== null && isOf(country, named))
    })
  const isSigned = event.type === 'SUPPORT' && event.cameo.startsWith('057')
  const isMutual = event.to.length === 0 || /^(?:CONSULT|COOPERATE)$/.test(event.type) || isSigned
  const teller = event.assertedBy
  // Whoever tells of his own act is not named twice.
  const by =
    teller && !event.from.includes(teller) && (words === null || isIn(teller, words))
      ? `, by the word of ${someone(teller)}`
      : ''
  const isOther = (some: string) =>
    event.toCountries.some((country) => isOf(country, some)) || event.to.some((name) => isIn(name, some))
  const part = core?.split(' … ').find((each) => deed?.by.test(each)) ?? core
  const but = event.type === 'SUPPORT' && !isMutual ? butWords(part) : ''
  const isVague = !deed || VAGUE.test(deed.directed)
  const wording = {
    type: event.type,
    words: event.cite.words,
    sentences: core ?? '',
    actors: event.from,
    by: isVague ? null : deed.by,
  }
  const isBoth = core !== null && isToBoth(event.cite.words)
  const isOwn = !isMutual && core !== null && (isVague || OWN.test(event.type))
  const phrase = isBoth ? ownWords(wording, () => true) : isOwn ? ownWords(wording, isOther) : null
  if (phrase) {
    const own = isBoth ? withBoth(phrase, listed(event.to.map(withThe))) : phrase
    return `${listed(side(event.from, event.fromCountries))} ${own}${but}${apart(when)}${by}.`
  }
  if (!deed && !isSigned) {
    const [from, to] = [event.fromCountries.map(names), event.toCountries.map(names)]
    return `${isMutual ? listed([...new Set([...from, ...to])]) : `${listed(from)} toward ${listed(to)}`}${apart(when)}:`
  }
  const act = isMutual
    ? `${listed(together(event, names, side))} ${isSigned ? `signed ${paperSigned(event.cite.words)}` : deed!.together}`
    : `${listed(side(event.from, event.fromCountries))} ${directed(event, names, deed!, side, isOf)}`
  return `${act}${but}${when}${by}.`
}

/** A time behind words that may have one of their own. */
const apart = (when: string) => when.replace(/^(?!,)/, ',')

/** Acts that the words of the source tell more closely than a verb alone: of what somebody was accused, for what he was thanked. */
const OWN = /^(?:SUPPORT|ACCUSE|THREATEN|AID)$/

/** Deeds that leave open what was done: the words of the source say more, where they can stand alone. */
const VAGUE = /\b(?:something|an offer|a promise|a demand|readiness|said no|contacts or work|gave help)\b/

/** Whether an act is done by saying it: what is put off is not. */
export function isSaying({ type, cite }: PairEvent): boolean {
  const isPutOff = type === 'REJECT' && /\b(?:postpon|paus|put|cancel|call\w* off)/i.test(cite.words)
  return SAYINGS.test(type) && !isPutOff
}

/** The name of a country on the day of the event. */
type NameOf = (country: string) => string
/** The deed; null also where whose assets were frozen the words leave to "the two men", and the coder has an envoy. */
function plainDeed(event: PairEvent, personOf: PersonOf): DeedTold | null {
  const deed = deedOf(event)
  const isOfPerson = event.to.some((name) => personOf(name, event.toCountries) !== null)
  return deed && /assets/.test(deed.directed) && isOfPerson ? null : deed
}

type SideWords = (parties: string[], countries: string[]) => string[]

/** Those who did something together, a country once of which somebody is named. */
function together({ from, to, fromCountries, toCountries }: PairEvent, names: NameOf, side: SideWords): string[] {
  // "officials" and "officials" are those of either country.
  if (from.length === 1 && to.length === 1 && from[0] === to[0])
    return side([...from, ...to], [...fromCountries, ...toCountries])
  const sides = [side(from, fromCountries), side(to, toCountries)]
  // "The leaders of North and South Korea": of one country the coder has the leaders, of the other the country.
  const isBare = sides.some((some, at) => some.join() === [fromCountries, toCountries][at]!.map(names).join())
  const isKind = (name: string, country: string) => name.startsWith(`${possessive(names(country))} `)
  return [
    ...new Set(
      sides.flatMap((some, at) =>
        some.map((name) => [fromCountries, toCountries][at]!.find((each) => isBare && isKind(name, each)) ?? name),
      ),
    ),
  ].map((name) => (fromCountries.includes(name) || toCountries.includes(name) ? names(name) : name))
}

function directed(
  { type, to, toCountries, cite }: PairEvent,
  names: NameOf,
  deed: DeedTold,
  side: SideWords,
  isOf: (country: string, word: string) => boolean,
): string {
  const whom = side(to, toCountries)
  if (type === 'MOBILIZE') return deed.directed
  const people =
    /^(?:expelled|released|accused|blamed|criticised)$/.test(deed.toPeople) || type === 'SUPPORT'
      ? peopleDoneTo(cite.words, deed.by, (word) => toCountries.some((country) => isOf(country, word)))
      : null
  if (people && whom.every((name) => toCountries.some((each) => names(each) === name)))
    return `${deed.toPeople} ${people}`
  const isStates = whom.every((name) => toCountries.some((each) => names(each) === name))
  return `${isStates ? deed.directed : deed.toPeople} ${listed(whom)}`
}
