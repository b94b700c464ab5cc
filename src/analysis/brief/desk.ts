import type { Contact } from '../contacts.ts'
import type { Offices } from '../offices.ts'
import type { PairEvent } from '../pair-events.ts'
import type { PairReport } from '../pair-report.ts'
import { capital } from '../phrases.ts'
import { type Names, namer } from './country-names.ts'
import { isOfAnotherYear } from './day-words.ts'
import { eventWords } from './event-words.ts'
import { Grounds, SURE, type Told } from './grounds.ts'
import { contactWords, isMeetingTold, isVisitTold } from './meeting-words.ts'
import { Pages, type Say } from './pages.ts'
import type { SentencesOf } from './telling.ts'

/** A contact that its words tell, with the sentence for it. */
export interface ToldContact {
  contact: Contact
  isVisit: boolean
  text: string
  cite: Told['cite']
}

/** What all sections of one brief are written from and on. */
export interface Desk {
  report: PairReport
  offices: Offices | null
  names: Names
  grounds: Grounds
  pages: Pages
  contacts: ToldContact[]
  /** Happenings that are visits told of another. */
  toldAgain: Set<string>
}

/** The desk for a brief on a report. */
export function deskOf(report: PairReport, offices: Offices | null, sentencesOf: SentencesOf): Desk {
  const grounds = new Grounds(sentencesOf, offices)
  const names = namer(report)
  const contacts = report.contacts.flatMap((contact): ToldContact[] => {
    const told =
      contact.confidence < SURE || !contact.date
        ? null
        : grounds.naming(contact.cites[0]!, report.pair, contact.participants)
    if (!told || !isMeetingTold(told.core) || isOfAnotherYear(told.core ?? '', contact.date, told.cite)) return []
    const isVisit = isVisitTold(contact, told.words, (country, words) => offices?.names(country, words) ?? false)
    return [{ contact, isVisit, text: contactWords(contact, names, told, isVisit), cite: told.cite }]
  })
  const once = onceEach(contacts)
  const toldAgain = new Set(contacts.filter((each) => !once.includes(each)).map(({ contact }) => contact.happening))
  return { report, offices, names, grounds, pages: new Pages(grounds.inSentences), contacts: once, toldAgain }
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

/** Puts an event down, if its words say it. */
export function sayEvent({ report, names, grounds }: Desk, say: Say, event: PairEvent, before = ''): void {
  const told = grounds.ofEvent(event, report.pair)
  if (told) say(`${capital(before + eventWords(event, names, told))}.`, [told.cite], told.cite.words)
}

/** The same act told with its month or year alone beside one told with its day ("since it had recalled its envoy in December"). */
export function isAgain({ report }: Desk, event: PairEvent): boolean {
  return (
    event.date !== null &&
    event.date !== event.dateEnd &&
    report.events.some(
      (other) =>
        other.leftOut === null &&
        other.id !== event.id &&
        other.type === event.type &&
        other.date !== null &&
        other.date === other.dateEnd &&
        other.date >= event.date! &&
        other.date <= (event.dateEnd ?? event.date!) &&
        other.fromCountries.join() === event.fromCountries.join() &&
        other.toCountries.join() === event.toCountries.join(),
    )
  )
}
