import type { Contact } from '../contacts.ts'
import type { Offices } from '../offices.ts'
import { listed, withThe } from '../phrases.ts'
import { VISITS } from '../visits-told.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'
import { paperSigned } from './deeds.ts'
import type { Told } from './grounds.ts'
import { escaped, isIn, isOffice, isThere } from './telling.ts'

/** Words of meeting, seeing or talking to somebody. */
const MEETS =
  /\b(?:met|meet(?:s|ing|ings)?|talk(?:s|ed)?|negotiat\w+|summit|sessions?|rounds?|conference|call(?:ed|s)?|telephoned?|phoned?|spoke|conferred|consult\w*|discuss\w*|audience|shook|handshake|saw|hugged|welcomed|mediat\w*)\b/i

/** A body of which a country has one. */
const ONE_BODY =
  /^(?:government|administration|leadership|parliament|delegation|opposition|army|military|police|(?:\p{Ll}+ )?(?:ministry|embassy))$/u

/** A body that is called by its name: "the State Department". */
const OFFICE_BODY = /^(?:\p{Lu}\p{Ll}+ )+(?:Department|Ministry|Office|Congress|Parliament|Council)$/u

/** Whether words tell of a meeting, visit or call at all: "said at a dinner" does not. */
export function isMeetingTold(words: string | null): boolean {
  return words === null || MEETS.test(words) || VISITS.test(words)
}

/** Words of several who took part. */
const OF_SEVERAL = /\b(?:conference|assembly|nations|(?<!two )countries|powers|others)\b/i

/** "The two met at the summit of eight leading powers", "on the margins of a conference": where and when they met, not with whom. */
const AT_MEETING =
  /\b(?:at|during|before|after|ahead of|on the (?:margins?|sidelines|fringes?|edges?) of) [^,.;]*?\b(?:summit|conference|assembly|meeting|session|forum|funeral|congress)\b[^,.;]*/gi

const WITH = /\b(?:talks|talked|summit|meeting|met|negotiations) with (?:the )?((?:\p{Lu}[\p{L}.'’-]*\s?)+)/gu

/** "In Helsinki for talks with the European Union": with neither of the two. */
export function isWithOthers(
  words: string | null,
  { participants }: Contact,
  pair: readonly string[],
  offices: Offices | null,
): boolean {
  const with_ = [...(words ?? '').matchAll(WITH)].map(([, name]) => name!)
  const isOfTwo = (name: string) =>
    pair.some((country) => offices?.names(country, name)) || participants.some((one) => isIn(one.name, name))
  return with_.length > 0 && !with_.some(isOfTwo)
}

/** Whether words tell of signing. */
export function isSigningTold(words: string | null): boolean {
  return words === null || /\bsign(?:s|ed|ing)?\b/i.test(words)
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
      .map((p) =>
        p.office
          ? `${p.name} (${p.office})`
          : ONE_BODY.test(p.name) || OFFICE_BODY.test(p.name)
            ? `the ${p.name}`
            : withThe(p.name),
      )
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
  // "His first visit since the summit in Agra": where that was.
  const isThen = (name: string) => new RegExp(`\\bsince\\b[^.;,]*\\b${escaped(name)}`).test(core ?? '')
  const place =
    contact.place !== null && (words === null || (isIn(contact.place, words) && !isThen(contact.place)))
      ? contact.place
      : null
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
    contact.kind === 'signing'
      ? `the signing of ${paperSigned(contact.cites[0]!.words)} by`
      : contact.kind === 'call'
        ? 'a call between'
        : contact.kind === 'multilateral' && (words === null || OF_SEVERAL.test(words.replace(AT_MEETING, '')))
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
