import { type Cite, daysBetween } from '../citing.ts'
import { exp2 } from '../exact-math.ts'
import type { PairReport } from '../pair-report.ts'
import type { Desk } from './desk.ts'
import { changeWords, temperatureWords } from './temperature-words.ts'

/** Warmer or colder in a few sentences: what sources say, both ways together, the last change and contact, promises that nobody kept. */
export function sayBottomLine({ report, contacts, pages }: Desk): void {
  pages.section('Bottom line', (say) => {
    for (const { text, cites } of report.answer.parts) say(text, cites)
    const both = report.temperature[2]
    say(temperatureWords(both, 'Both ways together', report), carriersOf(report, null))
    const change = [...report.changes].reverse().find((c) => c.confirmed)
    if (change)
      say(
        changeWords(change),
        change.carriers.map((c) => c.cite),
      )
    const [contact] = contacts
    if (contact) say(`The last contact that the ledger holds was ${contact.text}.`, [contact.cite], contact.cite.words)
    // What has been due for longer stands among the commitments and is no news.
    const late = report.commitments.filter(
      (entry) =>
        (entry.form === 'pledge' || entry.form === 'offer') &&
        entry.status === 'overdue' &&
        (entry.overdueDays ?? 0) <= 730,
    )
    if (late.length)
      say(
        `Of ${late.length === 1 ? 'one commitment that fell' : `${late.length} commitments that fell`} due in the last two years the ledger holds no report that ${late.length === 1 ? 'it was' : 'they were'} kept.`,
        late.flatMap((entry) => entry.steps[0]!.cites.slice(0, 1)),
      )
  })
}

/** The temperature of each side toward the other, and all changes. */
export function sayTemperature({ report, names, pages }: Desk): void {
  pages.section('Temperature', (say) => {
    // Both ways together stand in the bottom line, which is enough where no direction has evidence of its own.
    const isKnown = report.temperature.some(({ now }) => now.slow.value !== null)
    for (const direction of report.temperature)
      if (direction.from && isKnown)
        say(
          temperatureWords(direction, `${names(direction.from)} toward ${names(direction.to!)}`, report),
          carriersOf(report, direction.from),
        )
    for (const change of report.changes)
      say(
        changeWords(change),
        change.carriers.slice(0, 5).map((c) => c.cite),
      )
  })
}

/** The happenings that weigh most in today's reading: by weight and age. */
function carriersOf(report: PairReport, from: string | null): Cite[] {
  return report.events
    .filter((event) => event.leftOut === null && event.date && (from === null || event.fromCountries.includes(from)))
    .map((event) => {
      const age = Math.max(0, daysBetween(event.date!, report.until))
      return { event, pull: event.weight * Math.abs(event.score) * exp2(-age / report.settings.halfLives.slow) }
    })
    .sort((a, b) => b.pull - a.pull || (a.event.id < b.event.id ? -1 : 1))
    .slice(0, 5)
    .map(({ event }) => event.cite)
}
