import { LEVELS } from '../offices.ts'
import { capital } from '../phrases.ts'
import type { Desk } from './desk.ts'

/** The last contact at each level, the highest first. */
export function sayContacts({ contacts, pages }: Desk): void {
  pages.section('Last contacts told plainly, by level', (say) => {
    for (const level of LEVELS) {
      const found = contacts.find(({ contact }) => contact.level === level)
      if (found)
        say(
          `${capital(level === 'head' ? 'heads of state or government' : level)}: ${found.text}.`,
          [found.cite],
          found.cite.words,
        )
    }
  })
}

/** All visits, a section a way. */
export function sayVisits({ report, names, contacts, pages }: Desk): void {
  for (const [visitor, host] of [report.pair, [report.pair[1], report.pair[0]]] as [string, string][])
    pages.section(`Visits from ${names(visitor)} to ${names(host)}`, (say) => {
      for (const { contact, isVisit, text, cite } of contacts)
        if (isVisit && contact.visitor === visitor && contact.host === host)
          say(`${capital(text)}.`, [cite], cite.words)
    })
}
