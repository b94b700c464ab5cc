import { LEVELS, type Level, levelOf } from '../offices.ts'
import { capital } from '../phrases.ts'
import { type Desk, shownOf, type ToldContact } from './desk.ts'
import { isLater } from './readings.ts'

/** The last contact at each level, the highest first. */
export function sayContacts(desk: Desk): void {
  const { contacts, unsure, pages } = desk
  pages.section('Last contacts recognised, by level', (say) => {
    for (const level of LEVELS) {
      // At what level a paper was signed is known of people whose office is.
      const isAt = ({ contact, text }: ToldContact) =>
        (contact.basis === 'unknown' ? (levelTold(text) ?? contact.level) : contact.level) === level &&
        (contact.kind !== 'signing' || contact.basis === 'lexicon')
      const found = contacts.find(isAt)
      if (found)
        say(
          `${capital(level === 'head' ? 'heads of state or government' : level)}: ${found.text}.`,
          found.support,
          shownOf(desk, found),
        )
      const later = unsure.find(isAt)
      if (later && (!found || isLater(later, found)))
        say(
          `${capital(level === 'head' ? 'heads of state or government' : level)}, less surely recognised${found ? ' and later' : ''}: ${later.text}.`,
          later.support,
          shownOf(desk, later),
        )
    }
  })
}

/** The lower of the levels of those whose offices a sentence names, where it names two. */
function levelTold(text: string): Level | null {
  const levels = [...text.matchAll(/\(([^)]+)\)/g)].flatMap(([, office]) => levelOf(office!) ?? [])
  return levels.length > 1 ? levels.sort((a, b) => LEVELS.indexOf(b) - LEVELS.indexOf(a))[0]! : null
}

/** All visits, a section a way. */
export function sayVisits(desk: Desk): void {
  const { report, names, contacts, pages } = desk
  for (const [visitor, host] of [report.pair, [report.pair[1], report.pair[0]]] as [string, string][])
    pages.section(`Visits recognised, from ${names(visitor)} to ${names(host)}`, (say) => {
      for (const each of contacts)
        if (each.isVisit && each.contact.visitor === visitor && each.contact.host === host)
          say(`${capital(each.sentence)}.`, each.support, shownOf(desk, each))
    })
}
