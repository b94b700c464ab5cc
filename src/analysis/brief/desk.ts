import type { Contact } from '../contacts.ts'
import type { Offices } from '../offices.ts'
import type { PairEvent } from '../pair-events.ts'
import type { PairReport } from '../pair-report.ts'
import { capital } from '../phrases.ts'
import { type Names, namer } from './country-names.ts'
import { eventWords } from './event-words.ts'
import { Grounds, SURE, type Told } from './grounds.ts'
import { contactWords, isVisitTold } from './meeting-words.ts'
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
    if (!told) return []
    const isVisit = isVisitTold(contact, told.words, (country, words) => offices?.names(country, words) ?? false)
    return [{ contact, isVisit, text: contactWords(contact, names, told.words, isVisit), cite: told.cite }]
  })
  return { report, offices, names, grounds, pages: new Pages(grounds.inSentences), contacts }
}

/** Puts an event down, if its words say it. */
export function sayEvent({ report, names, grounds }: Desk, say: Say, event: PairEvent, before = ''): void {
  const told = grounds.ofEvent(event, report.pair)
  if (told) say(`${capital(before + eventWords(event, names, told.words))}.`, [told.cite], told.cite.words)
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
