import { type AnswerPart, doneWords, isDeed, joined } from '../answer.ts'
import type { Change } from '../change-rule.ts'
import { type Cite, daysBetween, daysOf } from '../citing.ts'
import { exp2 } from '../exact-math.ts'
import type { PairEvent } from '../pair-events.ts'
import type { Direction } from '../pair-report.ts'
import { monthWords, whenWords } from '../phrases.ts'
import { toldWhen } from './day-words.ts'
import { deedOf } from './deeds.ts'
import { type Desk, isAgain, sayEvent, type ToldContact } from './desk.ts'
import { SAYINGS } from './event-words.ts'
import type { Told } from './grounds.ts'
import type { Say } from './pages.ts'
import { TERM } from './promise-words.ts'
import { toldOf } from './promises.ts'
import { changeWords, temperatureWords } from './temperature-words.ts'

/** Warmer or colder in a few sentences: what sources say, both ways together, the last change and contact, promises that nobody kept. */
export function sayBottomLine(desk: Desk): void {
  const { report, contacts, pages } = desk
  pages.section('Bottom line', (say) => {
    // Of what an outlook is, its words say.
    for (const { text, cites } of answerParts(desk))
      say(text, cites, text.startsWith('Outlook: ') ? (cites[0]?.words ?? null) : null)
    sayWeightiest(desk, say)
    const both = report.temperature[2]
    sayReading(desk, say, both, 'Both ways together')
    const change = lastConfirmed(desk)
    if (change) sayChange(desk, say, change)
    const [contact] = contacts
    if (contact)
      say(`The last contact recognised in the sources was ${contact.text}.`, [contact.cite], contact.cite.words)
    const [later] = desk.unsure
    if (later && (!contact || isLater(later, contact)))
      say(`Less surely recognised${contact ? ', and later' : ''}: ${later.text}.`, [later.cite], later.cite.words)
    // What has been due for longer stands among the commitments and is no news.
    const late = report.commitments.filter(
      (entry) =>
        toldOf(desk, entry, entry.steps[0]!) !== null &&
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

/** What each side did that weighs most among its last acts, where plain words tell it. */
function sayWeightiest(desk: Desk, say: Say): void {
  const { report } = desk
  const last = (report.answer.done?.cites ?? []).flatMap(({ id }) => report.events.filter((event) => event.id === id))
  for (const country of report.pair)
    for (const event of last.filter(({ fromCountries }) => fromCountries.includes(country))) {
      let isTold = false
      sayEvent(
        desk,
        (text, support) => {
          isTold = !text.endsWith(':')
          if (isTold) say(text, support)
        },
        event,
      )
      if (isTold) break
    }
}

/** The temperature of each side toward the other, and all changes. */
export function sayTemperature(desk: Desk): void {
  const { report, names, pages } = desk
  pages.section('Temperature', (say) => {
    // Both ways together stand in the bottom line, which is enough where no direction has evidence of its own.
    const isKnown = report.temperature.some(({ now }) => now.slow.value !== null)
    for (const direction of report.temperature)
      if (direction.from && isKnown)
        sayReading(desk, say, direction, `${names(direction.from)} toward ${names(direction.to!)}`)
    // The last one that is confirmed stands in the bottom line.
    for (const change of report.changes) if (change !== lastConfirmed(desk)) sayChange(desk, say, change)
  })
}

const lastConfirmed = ({ report }: Desk) => [...report.changes].reverse().find((change) => change.confirmed)

/** A reading with what weighs most in it; nothing where less than half of that can be cited. */
function sayReading(desk: Desk, say: Say, direction: Direction, title: string): void {
  const { report } = desk
  const { cites, unsure, latest, share } = carriersOf(desk, direction.from)
  // That there is not enough evidence is worth a sentence only beside something sure.
  if (share < 0.5 || (direction.now.slow.value === null && unsure === cites.length)) return
  const certainty =
    unsure === 0
      ? ''
      : `${unsure < cites.length ? ', resting in part' : ', resting'} on what was coded with less certainty`
  const age =
    latest !== null && daysBetween(latest, report.until) > 365
      ? `; of what weighs most in it the latest is of ${monthWords(latest.slice(0, 7))}`
      : ''
  say(temperatureWords(direction, title, report, certainty + age), cites)
}

/** A change with the happenings that carry it and, where they can be cited, those between which it lies. */
function sayChange(desk: Desk, say: Say, change: Change): void {
  const carriers = namingBoth(
    desk,
    change.carriers.map(({ cite }) => cite),
  ).slice(0, CARRIERS)
  const bounds = change.bounds.map((cites) => namingBoth(desk, cites)[0])
  const isBounded = bounds.every((cite) => cite !== undefined)
  if (carriers.length > 0)
    say(changeWords(change, isBounded), [...carriers, ...(isBounded ? bounds.flatMap((cite) => cite ?? []) : [])])
}

/** Happenings that a figure rests on, told at most. */
const CARRIERS = 5

/** Words of what is still to come, and those of agreeing to it: "will arrive on Wednesday" is no act of the day on which it is told, "agreed that he will come" is. */
const TO_COME =
  /\b(?:will|would|shall|(?:is|are|was|were|due|plans?|planned|intends?|expected|scheduled) to|arrives)\b/i
const BINDS = /\b(?:agree|accept|invit|promis|pledg|vow|offer|propos|assur|commit|ready|willing|guarant)/i

/** Whether the words of an act of agreeing tell of nothing but a plan. */
function isOnlyPlanned(words: string): boolean {
  return TO_COME.test(words) && !BINDS.test(words)
}

/** The answer of the report, counting of the last acts those that the words of its footnotes tell. */
function answerParts(desk: Desk): AnswerPart[] {
  const { report, grounds } = desk
  const { answer } = report
  const said = {
    ...answer.said,
    text: answer.said.text.replace(
      /^No source says in words (whether .*)\.$/,
      'No words that say $1 were recognised in the sources.',
    ),
  }
  if (!answer.done) return [said, ...answer.parts.slice(1)]
  const told = answer.done.cites.flatMap(({ id }) => {
    const event = report.events.find((each) => each.id === id)
    const isTold =
      event &&
      isDeed(event.type, event.score) &&
      !(event.type === 'AGREE' && isOnlyPlanned(event.cite.words)) &&
      !isAgain(desk, event)
    const of = isTold ? grounds.ofEvent(event, report.pair) : null
    // What an agreement holds is done once it is in force.
    return event && of && !TERM.test(of.core ?? '') ? [{ event, cite: of.cite, when: whenDone(event, of) }] : []
  })
  const rest = answer.parts.slice(answer.said.cites.length > 0 ? 2 : 1)
  if (told.length === 0) return [said, ...rest]
  const days = told.flatMap(({ event }) => [event.date ?? '', event.dateEnd ?? event.date ?? '']).sort()
  // A day that the words do not tell is only assumed: then it is said when all of them were reported.
  const reports = told.flatMap(({ cite }) => [daysOf(cite)?.start ?? '', daysOf(cite)?.end ?? '']).sort()
  const isAssumed = told.some(({ when }) => when.startsWith(', reported')) && reports[0] !== ''
  const weightiest = answer.done.acts > answer.done.cites.length
  const outlets = new Set(told.map(({ cite }) => cite.outlet ?? cite.article)).size
  const done = {
    text: doneWords(
      {
        friendly: told.filter(({ event }) => event.score > 0).length,
        hostile: told.filter(({ event }) => event.score < 0).length,
        start: days[0]!,
        end: days[days.length - 1]!,
        by: `reports of ${outlets === 1 ? 'one outlet' : `${outlets} outlets`}`,
        called: 'acts recognised between the two',
        weightiest,
        days: isAssumed
          ? `reported ${whenWords({ start: reports[0]!, end: reports[reports.length - 1]! })}`
          : undefined,
      },
      answer.direction,
    ),
    cites: told.map(({ cite }) => cite),
  }
  return [...(said.cites.length > 0 ? [said, done] : [joined(said, done)]), ...rest]
}

/** When an act was, as its words tell it. */
function whenDone(event: PairEvent, { cite, core }: Told): string {
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  return toldWhen(date, cite, core, deedOf(event)?.by ?? null, SAYINGS.test(event.type))
}

/** Whether a contact was after another. */
export function isLater(one: ToldContact, other: ToldContact): boolean {
  return one.contact.date!.start > other.contact.date!.end
}

/** What a figure rests on, as far as it can be cited. */
interface Carriers {
  cites: Cite[]
  /** How many of them are less sure, or name but one of the two sides. */
  unsure: number
  /** The last day of any of them. */
  latest: string | null
  /** What they weigh beside the heaviest happenings, cited or not. */
  share: number
}

/** The happenings that weigh most in today's reading, by weight and age, each once. */
function carriersOf(desk: Desk, from: string | null): Carriers {
  const { report, grounds } = desk
  const heaviest = report.events
    .filter((event) => event.leftOut === null && event.date && (from === null || event.fromCountries.includes(from)))
    .map((event) => {
      const age = Math.max(0, daysBetween(event.date!, report.until))
      return { event, pull: event.weight * Math.abs(event.score) * exp2(-age / report.settings.halfLives.slow) }
    })
    .sort((a, b) => b.pull - a.pull || (a.event.id < b.event.id ? -1 : 1))
    .slice(0, 2 * CARRIERS)
  const cited: { event: PairEvent; cite: Cite; isSure: boolean; pull: number }[] = []
  for (const { event, pull } of heaviest) {
    if (cited.length === CARRIERS) break
    const again = cited.find((other) => isOneAct(other.event, event))
    if (again) {
      again.pull += pull
      continue
    }
    const sure = grounds.ofEvent(event, report.pair)
    const told = sure ?? grounds.ofFigure(event, report.pair)
    if (told) cited.push({ event, cite: told.cite, isSure: sure !== null, pull })
  }
  const sum = (some: { pull: number }[]) => some.reduce((all, { pull }) => all + pull, 0)
  const most = sum(heaviest.slice(0, CARRIERS))
  return {
    cites: cited.map(({ cite }) => cite),
    unsure: cited.filter(({ isSure }) => !isSure).length,
    latest: cited.reduce<string | null>((last, { event: { date } }) => (last && last > date! ? last : date), null),
    share: most > 0 ? sum(cited) / most : 1,
  }
}

/** Whether two events are one act told twice: the same of the same on the same day, or in the same words; of visits and talks also by who came or met a day or two apart ("will travel on Tuesday", "arrived", "met on Wednesday"). */
function isOneAct(one: PairEvent, other: PairEvent): boolean {
  if (one.type !== other.type) return false
  if (one.type === 'CONSULT') {
    const countries = ({ fromCountries, toCountries }: PairEvent) =>
      [...new Set([...fromCountries, ...toCountries])].sort().join()
    return countries(one) === countries(other) && Math.abs(daysBetween(one.date!, other.date!)) <= 2
  }
  return (
    one.fromCountries.join() === other.fromCountries.join() &&
    one.toCountries.join() === other.toCountries.join() &&
    (one.date === other.date || (one.cite.words === other.cite.words && one.cite.article === other.cite.article))
  )
}

/** Of cites of happenings those whose words name both sides. */
function namingBoth({ report, grounds }: Desk, cites: Cite[]): Cite[] {
  return cites.flatMap((cite) => {
    const event = report.events.find(({ id }) => id === cite.id)
    return event ? (grounds.ofEvent(event, report.pair)?.cite ?? []) : []
  })
}
