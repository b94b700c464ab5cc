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

/** A contact in words. */
export interface ContactWords {
  /** "a visit of Boris Johnson (foreign secretary) of the United Kingdom to Russia in Moscow on 22 December 2017" */
  noun: string
  /** "Boris Johnson (foreign secretary) of the United Kingdom visited Russia in Moscow on 22 December 2017" */
  sentence: string
  /** Whose offices are told, each by name and country. */
  inOffice: { name: string; country: string; office: string }[]
}

/** "Russian leader" beside "Vladimir Putin": a kind of people, told with one of them. */
const KIND_OF_PEOPLE =
  /^(?:\p{Lu}\p{L}+ )?(?:\p{Ll}+ )*(?:leader|president|minister|premier|envoy|official|king|queen)$/u

/** A contact told as a noun and as a sentence; `words`: of people who are not named there only the country is told. */
export function contactWords(
  contact: Contact,
  names: Names,
  { words, core }: Told,
  isVisit: boolean,
  offices: Offices | null,
): ContactWords {
  const day = contact.date?.start
  const inOffice: ContactWords['inOffice'] = []
  const withOffice = (name: string, country: string, office: string) => {
    if (!inOffice.some((one) => one.name === name)) inOffice.push({ name, country, office })
    return `${name} (${office})`
  }
  const side = (country: string) => {
    const there = contact.participants.filter(
      (p) =>
        p.country === country && p.code !== country && !isOffice(p.name) && (words === null || isThere(p.name, words)),
    )
    // Whom the coder has for his country or his ministry alone, where the sentence names him.
    const inCore =
      day && core !== null && there.every(({ name }) => OFFICE_BODY.test(name))
        ? (offices?.in(country, day) ?? []).find(({ name, level }) =>
            there.length === 0 ? level === 'head' && core.includes(name) : core.includes(name),
          )
        : undefined
    if (inCore) return `${withOffice(inCore.name, country, inCore.office)} of ${names(country, day)}`
    const isNamed = there.some(({ name }) => !KIND_OF_PEOPLE.test(name))
    const people = there
      .filter(({ name }) => !isNamed || !KIND_OF_PEOPLE.test(name))
      .map((p) =>
        p.office
          ? withOffice(p.name, country, p.office)
          : ONE_BODY.test(p.name) || OFFICE_BODY.test(p.name)
            ? `the ${p.name}`
            : withThe(p.name),
      )
      // "detectives from Scotland Yard" are who they are from.
      .filter((name, _, all) => !all.some((other) => other !== name && words?.includes(`${other} from ${name}`)))
    if (people.length) return `${listed(people)} of ${names(country, day)}`
    const counterpart = /\b(?:his|her) ((?:\p{Lu}[\p{L}-]+ )+counterpart)\b/u.exec(core ?? '')
    const isOther = contact.participants.some(
      (p) => p.country !== country && p.code !== p.country && isThere(p.name, core ?? ''),
    )
    return counterpart && isOther && offices?.names(country, counterpart[1]!) ? counterpart[0] : names(country, day)
  }
  // Who is told as a counterpart comes after the other.
  const countries = [...new Set(contact.participants.map((p) => p.country!))].sort(
    (a, b) => Number(/ counterpart$/.test(side(a))) - Number(/ counterpart$/.test(side(b))),
  )
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
    const visitor = side(contact.visitor!)
    return {
      noun: `a visit of ${visitor} to ${host}${where}${when}`,
      sentence: `${visitor} visited ${host}${where}${when}`,
      inOffice,
    }
  }
  const sides = () => {
    const kinds = countries.map((country) =>
      contact.participants.filter((p) => p.country === country && isThere(p.name, words ?? p.name)).map((p) => p.name),
    )
    // "officials of Greece and officials of Turkey"
    return kinds.length === 2 && kinds[0]!.length === 1 && kinds[0]![0] === kinds[1]![0] && kinds[1]!.length === 1
      ? `${kinds[0]![0]} of ${listed(countries.map((country) => names(country, day)))}`
      : countries.map(side).join(' and ')
  }
  const [noun, verb] = meetingKind(contact, words, core)
  const who = sides()
  const where = place ? ` in ${place}` : ''
  return { noun: `${noun} ${who}${where}${when}`, sentence: `${who} ${verb}${where}${when}`, inOffice }
}

/** What a contact that is no visit is called, and what its sides did. */
function meetingKind(contact: Contact, words: string | null, core: string | null): [noun: string, verb: string] {
  if (contact.kind === 'signing') {
    const paper = paperSigned(contact.cites[0]!.words)
    return [`the signing of ${paper} by`, `signed ${paper}`]
  }
  if (contact.kind === 'call') return ['a call between', 'spoke by telephone']
  if (contact.kind === 'multilateral' && (words === null || OF_SEVERAL.test(words.replace(AT_MEETING, ''))))
    return ['a meeting, with others, of', 'met, with others,']
  if (contact.kind === 'mediated' && /mediat|broker|good offices/i.test(words ?? ''))
    return ['mediated talks of', 'held mediated talks']
  const first = core?.split(' … ')[0] ?? ''
  if (/\b(?:shook|handshake)\b/i.test(first) && !MEETS.test(first.replace(/\b(?:shook|handshake)\b/gi, '')))
    return ['a handshake between', 'shook hands']
  return /\b(?:talks|negotiations|talked)\b/i.test(words ?? '') && !/\bmet\b/.test(words ?? '')
    ? ['talks of', 'held talks']
    : ['a meeting of', 'met']
}
