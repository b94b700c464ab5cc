import type { OfficeHolder } from '../offices.ts'
import { dayWords, monthWords } from '../phrases.ts'
import type { Desk } from './desk.ts'
import type { Support } from './pages.ts'

/** Offices of a part of the country. */
const OF_A_PART = /\b(?:first|chief) minister\b|\bgovernor\b(?!.*\bbank\b)|\bmayor\b/i

/** Who holds office on the day of the brief, by the lexicon's tables. */
export function sayInOffice({ report, offices, names, pages }: Desk): void {
  for (const country of report.pair)
    pages.section(`In office in ${names(country)} on ${dayWords(report.asOf)}`, (say) => {
      for (const holder of (offices?.in(country, report.asOf) ?? [])
        .filter((h) => h.level !== 'official' && !OF_A_PART.test(h.office))
        .slice(0, 6))
        say(
          `${holder.name}, ${holder.office.replace(/\bun\b/, 'UN')}${holder.from ? `, since ${monthWords(holder.from)}` : ''}${holder.to && report.asOf.startsWith(holder.to) ? `, until ${monthWords(holder.to)}` : ''}.`,
          [officeSupport(holder)],
        )
    })
}

/** A row of the lexicon's table of office holders, as a footnote. */
export function officeSupport({ name, country, office, from, to }: OfficeHolder): Support {
  return {
    id: `lexicon:${country}:${name}:${office}`,
    kind: 'lexicon',
    words: `${name} | ${office} | ${from || '…'} to ${to || '…'}`,
  }
}
