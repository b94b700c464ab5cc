import { type AnswerPart, doneWords, isDeed, joined } from '../answer.ts'
import type { Change } from '../change-rule.ts'
import { type Cite, daysBetween, daysOf } from '../citing.ts'
import { exp2 } from '../exact-math.ts'
import type { PairEvent } from '../pair-events.ts'
import type { Direction } from '../pair-report.ts'
import { intervalWords, monthWords, whenWords } from '../phrases.ts'
import { toldWhen } from './day-words.ts'
import { deedOf } from './deeds.ts'
import { type Desk, isAgain, sayEvent, shownOf, type ToldContact } from './desk.ts'
import { isSaying } from './event-words.ts'
import type { Told } from './grounds.ts'
import type { Say } from './pages.ts'
import { TERM } from './promise-words.ts'
import { toldOf } from './promises.ts'
import { changeWords, FEW, temperatureWords } from './temperature-words.ts'

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
      say(`The last contact recognised in the sources was ${contact.text}.`, contact.support, shownOf(desk, contact))
    const [later] = desk.unsure
    if (later && (!contact || isLater(later, contact)))
      say(
        `${contact ? 'A later contact' : 'One contact'} is less surely recognised: ${later.text}.`,
        later.support,
        shownOf(desk, later),
      )
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
      // The last contact has a sentence of its own.
      if (desk.contacts[0]?.contact.happening === event.id) break
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
    const isKnown = report.temperature.some(({ from, now }) => from !== null && now.slow.value !== null)
    for (const direction of report.temperature)
      if (direction.from && isKnown)
        sayReading(desk, say, direction, `${names(direction.from)} toward ${names(direction.to!)}`)
    // The last one that is confirmed stands in the bottom line.
    for (const change of report.changes)
      if (change !== lastConfirmed(desk) && change.before.n >= SEVERAL && change.after.n >= SEVERAL)
        sayChange(desk, say, change)
  })
}

/** Happenings on either side of a change from which it is told where it is unconfirmed. */
const SEVERAL = 3

const lastConfirmed = ({ report }: Desk) => [...report.changes].reverse().find((change) => change.confirmed)

/** A reading with what weighs most in it; nothing where less than half of that can be cited. */
function sayReading(desk: Desk, say: Say, direction: Direction, title: string): void {
  const { report } = desk
  const { cites, unsure, latest, share, sidesWith } = carriersOf(desk, direction.from)
  const { value } = direction.now.slow
  // That there is not enough evidence is worth a sentence only beside something sure.
  if (share < 0.5 || (value === null && unsure === cites.length)) return
  const basis: string[] = []
  if (unsure > 0)
    basis.push(`${unsure < cites.length ? 'part of it' : 'what it rests on'} is recognised with less certainty`)
  const way = value === null ? null : value > 0 ? 'friendly' : 'hostile'
  const own = way === null ? null : value! > 0 ? sidesWith.friendly : sidesWith.hostile
  const isOld = (day: string | null) => day !== null && daysBetween(day, report.until) > 365
  if (isOld(latest)) basis.push(`the latest of what it rests on is of ${monthWords(latest!.slice(0, 7))}`)
  else if (isOld(own)) basis.push(`the latest ${way} act it rests on is of ${monthWords(own!.slice(0, 7))}`)
  // "Friendly" by what was done for years says nothing of the last weeks.
  const lately = lastActs(desk).filter(
    ({ event }) => direction.from === null || event.fromCountries.includes(direction.from),
  )
  const tones = new Set(lately.map(({ event }) => (event.score > 0 ? 'friendly' : 'hostile')))
  const [tone] = tones
  const { band, nEff } = direction.now.slow
  const isLeaning = band !== null && band[0] < 0 && band[1] > 0
  // What leans, though all that was done lately goes that way, does so by older acts.
  if (way && tones.size === 1 && (tone !== way || (isLeaning && nEff >= FEW)))
    basis.push(`the last ${lately.length === 1 ? 'act recognised is' : 'acts recognised are'} ${tone}`)
  say(temperatureWords(direction, title, report, basis.map((each) => `; ${each}`).join('')), [
    ...cites,
    ...(basis.some((each) => each.startsWith('the last ')) ? lately.map(({ cite }) => cite) : []),
  ])
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
  const { answer } = desk.report
  const said = {
    ...answer.said,
    text: answer.said.text.replace(
      /^No source says in words (whether .*)\.$/,
      'No words that say $1 were recognised in the sources.',
    ),
  }
  if (!answer.done) return [said, ...answer.parts.slice(1)]
  const told = lastActs(desk)
  const later = laterReport(desk, told)
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
        by: outlets === 1 ? 'one independent source' : `${outlets} outlets`,
        called: 'acts recognised between the two',
        weightiest,
        days: isAssumed
          ? `reported ${whenWords({ start: reports[0]!, end: reports[reports.length - 1]! })}`
          : undefined,
      },
      answer.direction,
    ),
    cites: [...told.map(({ cite }) => cite), ...(later ? [later] : [])],
  }
  if (later)
    done.text = done.text.replace(/\.$/, `; in later reports, to ${intervalWords(daysOf(later))}, none was recognised.`)
  return [...(said.cites.length > 0 ? [said, done] : [joined(said, done)]), ...rest]
}

/** An act of the last quarter, as its words tell it. */
interface LastAct {
  event: PairEvent
  cite: Cite
  when: string
}

/** The last acts between the two that the words of a footnote tell, each once. */
function lastActs(desk: Desk): LastAct[] {
  const { report, grounds } = desk
  const found: (LastAct & { core: string | null })[] = []
  for (const { id } of report.answer.done?.cites ?? []) {
    const event = report.events.find((each) => each.id === id)
    const isTold =
      event &&
      isDeed(event.type, event.score) &&
      !(event.type === 'AGREE' && isOnlyPlanned(event.cite.words)) &&
      !isAgain(desk, event)
    const of = isTold ? grounds.ofEvent(event, report.pair) : null
    // What an agreement holds is done once it is in force.
    if (!event || !of || TERM.test(of.core ?? '')) continue
    // What one sentence has the same side do in the same way is one act.
    const isSame = (other: LastAct & { core: string | null }) =>
      of.core !== null &&
      other.core === of.core &&
      other.cite.article === of.cite.article &&
      other.event.type === event.type &&
      (other.event.reciprocal || event.reciprocal || other.event.fromCountries.join() === event.fromCountries.join())
    if (!found.some(isSame)) found.push({ event, cite: of.cite, when: whenDone(event, of), core: of.core })
  }
  return found
}

/** Days after the last act from which it is told that the ledger has later reports on the two. */
const MONTH = 31

/** The newest item on the two, where it was published well after the last act was. */
function laterReport({ report, grounds }: Desk, told: LastAct[]): Cite | null {
  const last = told
    .map(({ cite }) => daysOf(cite)?.end ?? '')
    .sort()
    .at(-1)
  const newest = [
    ...report.said.ties.flatMap(({ cites }) => cites),
    ...report.statements.map(({ cite }) => cite),
    ...report.commitments.flatMap(({ steps }) => steps.flatMap(({ cites }) => cites)),
    ...report.issues.flatMap(({ held }) => held.flatMap(({ cites }) => cites)),
    ...report.events.map(({ cite }) => cite),
  ]
    .filter(
      (cite) =>
        cite.published !== null && last !== undefined && last !== '' && daysBetween(last, cite.published) > MONTH,
    )
    .flatMap((cite) => grounds.naming(cite, report.pair, [])?.cite ?? [])
    .sort((a, b) => (a.published! < b.published! ? 1 : a.published! > b.published! ? -1 : a.id < b.id ? -1 : 1))
  return newest[0] ?? null
}

/** When an act was, as its words tell it. */
function whenDone(event: PairEvent, { cite, core }: Told): string {
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  return toldWhen(date, cite, core, deedOf(event)?.by ?? null, isSaying(event))
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
  /** The last day of a friendly and of a hostile one. */
  sidesWith: { friendly: string | null; hostile: string | null }
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
  const lastOf = (fits: (event: PairEvent) => boolean) =>
    cited.reduce<string | null>(
      (last, { event }) => (!fits(event) || (last && last > event.date!) ? last : event.date),
      null,
    )
  const most = sum(heaviest.slice(0, CARRIERS))
  return {
    cites: cited.map(({ cite }) => cite),
    unsure: cited.filter(({ isSure }) => !isSure).length,
    latest: lastOf(() => true),
    sidesWith: { friendly: lastOf(({ score }) => score > 0), hostile: lastOf(({ score }) => score < 0) },
    share: most > 0 ? sum(cited) / most : 1,
  }
}

/** Whether two events are one act told twice: the same of the same on the same day, or in the same words; of visits and talks also by who came or met a day or two apart ("will travel on Tuesday", "arrived", "met on Wednesday"). */
function isOneAct(one: PairEvent, other: PairEvent): boolean {
  // What is only planned is no act beside the visit or the talks themselves.
  const kindOf = ({ type, cite }: PairEvent) => (type === 'AGREE' && isOnlyPlanned(cite.words) ? 'CONSULT' : type)
  if (kindOf(one) !== kindOf(other)) return false
  if (kindOf(one) === 'CONSULT') {
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
