import type { Contact } from '../contacts.ts'
import type { Offices } from '../offices.ts'
import type { PairEvent } from '../pair-events.ts'
import type { PairReport } from '../pair-report.ts'
import { capital } from '../phrases.ts'
import { isVisitTold } from '../visits-told.ts'
import { type Names, namer } from './country-names.ts'
import { isOfAnotherYear } from './day-words.ts'
import { eventWords } from './event-words.ts'
import { Grounds, isDenial, SURE, type Told } from './grounds.ts'
import { officeSupport } from './in-office.ts'
import { contactWords, isMeetingTold, isSigningTold, isWithOthers } from './meeting-words.ts'
import { Pages, type Say, type Support } from './pages.ts'
import { escaped, isIn, isOpen, type SentencesOf } from './telling.ts'

/** A contact that its words tell, with the sentence for it. */
export interface ToldContact {
  contact: Contact
  isVisit: boolean
  /** The same as a noun and as a sentence. */
  text: string
  sentence: string
  cite: Told['cite']
  /** The sentences of the rule alone. */
  core: string | null
  /** What the sentence rests on: its words, and the rows of the lexicon for offices that they do not tell. */
  support: Support[]
}

/** What all sections of one brief are written from and on. */
export interface Desk {
  report: PairReport
  offices: Offices | null
  names: Names
  grounds: Grounds
  pages: Pages
  contacts: ToldContact[]
  /** Contacts that are less sure than `SURE` and yet told. */
  unsure: ToldContact[]
  /** Happenings that are visits told of another. */
  toldAgain: Set<string>
}

/** Of contacts less sure than this nothing is told. */
const DIM = 0.35

/** The desk for a brief on a report. */
export function deskOf(report: PairReport, offices: Offices | null, sentencesOf: SentencesOf): Desk {
  const grounds = new Grounds(sentencesOf, offices)
  const names = namer(report, offices)
  const all = report.contacts.flatMap((contact): ToldContact[] => {
    const told =
      contact.confidence < DIM || !contact.date
        ? null
        : grounds.naming(contact.cites[0]!, report.pair, contact.participants)
    const isMet = told && (contact.kind === 'signing' ? isSigningTold(told.core) : isMeetingTold(told.core))
    if (isMet && isWithOthers(told.core, contact, report.pair, offices)) return []
    if (!isMet || isOfAnotherYear(told.core ?? '', contact.date, told.cite)) return []
    const isVisit = isVisitTold(contact, told.words, (country, words) => offices?.names(country, words) ?? false)
    const { noun, sentence, inOffice } = contactWords(contact, names, told, isVisit, offices)
    const rows = inOffice
      .filter(({ name, office }) => told.words !== null && !isOfficeTold(name, office, told.words))
      .flatMap(({ name, country }) =>
        (offices?.in(country, contact.date!.start) ?? []).filter((holder) => holder.name === name).slice(0, 1),
      )
    return [
      {
        contact,
        isVisit,
        text: noun,
        sentence,
        cite: told.cite,
        core: told.core,
        support: [told.cite, ...rows.map(officeSupport)],
      },
    ]
  })
  const isSure = ({ contact }: ToldContact) => contact.confidence >= SURE
  const contacts = all.filter(isSure)
  const once = onceEach(contacts)
  const unsure = onceEach(all.filter((each) => !isSure(each)))
  const toldAgain = new Set(contacts.filter((each) => !once.includes(each)).map(({ contact }) => contact.happening))
  return { report, offices, names, grounds, pages: new Pages(grounds.inSentences), contacts: once, unsure, toldAgain }
}

/** Whether words tell somebody's office beside the name: "President Ronald Reagan", "Jaswant Singh, the foreign minister". */
function isOfficeTold(name: string, office: string, words: string): boolean {
  const [own, held] = [escaped(name.split(' ').at(-1)!), escaped(office)]
  const title = `[${held[0]!.toUpperCase()}${held[0]!.toLowerCase()}]${held.slice(1)}`
  // between the two stand names alone: in "President Reagan telephoned Galtieri" the office is Reagan's
  const named = new RegExp(String.raw`${title}(?:\s+(?:\p{Lu}[\p{L}.’'-]*|of|de|al|bin|von))*\s+${own}\b`, 'u')
  return named.test(words) || new RegExp(`\\b${own},[^.;]{0,40}${held}`, 'i').test(words)
}

/** Of several tellings of one visit by the same people on the same day, the one that says most. */
function onceEach(contacts: ToldContact[]): ToldContact[] {
  const keyOf = ({ contact, isVisit }: ToldContact) =>
    isVisit
      ? [
          contact.visitor,
          contact.date!.start,
          contact.date!.end,
          ...contact.participants.filter(({ country }) => country === contact.visitor).map(({ name }) => name),
        ].join('|')
      : contact.happening
  const best = new Map<string, ToldContact>()
  for (const each of contacts) {
    const known = best.get(keyOf(each))
    if (!known || each.text.length > known.text.length) best.set(keyOf(each), each)
  }
  return contacts.filter((each) => best.get(keyOf(each)) === each)
}

/** Puts an event down, if its words say it; a contact in the words of the sections on contacts. */
export function sayEvent(desk: Desk, say: Say, event: PairEvent, before = ''): void {
  const { report, names, grounds, offices, contacts } = desk
  const met = contacts.find(({ contact }) => contact.happening === event.id)
  if (met) {
    say(`${capital(`${before}${met.sentence}`)}.`, met.support, shownOf(desk, met))
    return
  }
  const told = grounds.ofEvent(event, report.pair)
  if (!told) return
  const isOf = (country: string, words: string) => offices?.names(country, words) ?? false
  const personOf = (name: string, countries: readonly string[]) =>
    countries.find(
      (country) =>
        !event.ofOthers?.includes(name) &&
        (countries.length === 1 || (event.date !== null && offices?.of(name, country, event.date))) &&
        /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}|al-|bin |de |van |von )[\p{L}.'’-]*)+$/u.test(name) &&
        !(offices?.names(country, name) ?? true) &&
        offices?.country(name) === null,
    ) ?? null
  const countryOf = (name: string) => offices?.country(name) ?? null
  const text = capital(before + eventWords(event, names, told, personOf, isOf, countryOf))
  const isBare = text.endsWith(':')
  const isOther = (words: string) =>
    event.toCountries.some((country) => isOf(country, words)) || event.to.some((name) => isIn(name, words))
  // "Japan suspended new loans": to whom, not even the sentence says that is all there is to quote.
  if (isBare && offices && told.core !== null && event.to.length > 0 && !isOpen(told.core) && !isOther(told.core))
    return
  // What is denied stands before the denial.
  const isWhole = isBare || isDenial(event)
  say(text, [told.cite], isWhole ? told.cite.words : shownOf(desk, told))
}

/**
 * What is shown of the words under a sentence that says who did what: the sentences of the rule; what goes before stands in the footnote. Only where they begin with "he" or
 * the like and do not name both states themselves is that shown too.
 */
export function shownOf({ report, offices }: Desk, { cite, core }: Pick<Told, 'cite' | 'core'>): string {
  const isNaming = (words: string) => report.pair.every((country) => offices?.names(country, words) ?? false)
  return core === null || (isOpen(core) && !isNaming(core)) ? cite.words : core
}

/** An act that is told elsewhere more closely: by the story under its headline, or with its day beside its month or year alone ("since it had recalled its envoy in December"). */
export function isAgain({ report }: Desk, event: PairEvent): boolean {
  const isSameAct = (other: PairEvent) =>
    other.leftOut === null &&
    other.id !== event.id &&
    other.type === event.type &&
    other.fromCountries.join() === event.fromCountries.join() &&
    other.toCountries.join() === event.toCountries.join()
  const isHeadline = ({ cite: { title, words } }: PairEvent) => title?.replace(/\s+/g, ' ').includes(words) ?? false
  if (
    isHeadline(event) &&
    report.events.some((other) => isSameAct(other) && other.cite.article === event.cite.article && !isHeadline(other))
  )
    return true
  // "Expelled four diplomats and gave them ten days to leave": the days are part of the expulsion.
  const isToLeave = event.type === 'THREATEN' && /\bto leave\b/.test(event.cite.words)
  if (
    isToLeave &&
    report.events.some(
      (other) =>
        isSameAct({ ...other, type: event.type }) &&
        other.mode.includes('expel') &&
        other.cite.article === event.cite.article,
    )
  )
    return true
  return (
    event.date !== null &&
    event.date !== event.dateEnd &&
    report.events.some(
      (other) =>
        isSameAct(other) &&
        other.date !== null &&
        other.date === other.dateEnd &&
        other.date >= event.date! &&
        other.date <= (event.dateEnd ?? event.date!),
    )
  )
}
