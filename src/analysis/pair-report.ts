import type { CoverageDay, Happening, LedgerItem } from '../ledger/index.ts'
import type { ActLines } from './act-lines.ts'
import type { LeftOut } from './acts.ts'
import { type Answer, answerOf } from './answer.ts'
import { coverageAsKnown, happeningsAsKnown, itemsAsKnown } from './as-known.ts'
import { briefRows } from './brief/rows.ts'
import type { Change } from './change-rule.ts'
import { changesOf } from './changes.ts'
import { Cites } from './cites.ts'
import { concernsPair } from './citing.ts'
import { type Contact, contactsOf } from './contacts.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { temperatureCurve } from './curve.ts'
import { dayNumber, isoDay, type PeriodLength, periodsFrom } from './days.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { round2 } from './exact-math.ts'
import { BACK, BOTH, FORWARD, NO_DAY } from './happening-row.ts'
import { type JointBody, jointBodiesOf } from './joint-bodies.ts'
import type { Offices } from './offices.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import { type OtherPair, otherPairsOf } from './other-pairs.ts'
import { eventOf, type ListedRow, leftOutAt, listedRow, type PairEvent } from './pair-events.ts'
import type { PairInputs } from './pair-inputs.ts'
import { PairTable } from './pair-table.ts'
import { PairView } from './pair-view.ts'
import { type Issue, type KeyStatement, positionsOf, statementsOf } from './positions.ts'
import { type Reciprocity, reciprocityOf } from './reciprocity.ts'
import { type RegisterEntry, registerOf } from './register.ts'
import { type AnswersWanted, answersWanted } from './register-answers.ts'
import { type Said, saidAbout } from './said.ts'
import { fittingPeriod, type Reading, type TemperaturePoint } from './temperature.ts'

/** How to report on a pair; everything has a default. */
export interface PairOptions extends Partial<TemperatureOptions> {
  /** ISO day: what could be read by then (published and told). Default: the last day anything tells of. */
  asOf?: string
  /** First and last ISO day of curves and lists; what is older still warms or cools the curve's start. */
  since?: string
  until?: string
  /**
   * How many events are listed, the newest; all where left out; of a `brief` those alone that a brief may tell of. Everything else rests on all of them.
   */
  events?: number | 'brief'
  /** The same of contacts. */
  contacts?: number
  /** Names, offices and levels; without it countries stay codes and levels come from the words alone. */
  offices?: Offices | null
}

/** The temperature of one side's acts toward the other, or of both together. */
export interface Direction {
  /** Country codes; both null for the two directions together. */
  from: string | null
  to: string | null
  points: TemperaturePoint[]
  /** The readings at the last point. */
  now: { fast: Reading; slow: Reading }
  /** Change of the slow total over the last month and year of the curve; null where either end lacks evidence. */
  change30: number | null
  change365: number | null
}

/** Everything the analysis knows about two states; plain JSON. */
export interface PairReport {
  pair: [string, string]
  names: [string, string]
  asOf: string
  since: string | null
  until: string
  evidence: Evidence
  /** Warmer or colder, since when, by whose word: from what sources say, before any statistic. */
  answer: Answer
  said: Said
  /** A → B, B → A, both. */
  temperature: [Direction, Direction, Direction]
  period: PeriodLength
  settings: Omit<TemperatureOptions, 'confusion' | 'scale'> & { scale: string }
  coverage: Coverage
  changes: Change[]
  /** Who answers whom. */
  reciprocity: Reciprocity
  commitments: RegisterEntry[]
  jointBodies: JointBody[]
  contacts: Contact[]
  /** How many contacts there are, listed or not. */
  contactsTotal: number
  issues: Issue[]
  statements: KeyStatement[]
  events: PairEvent[]
  /** How many events there are, listed or not. */
  eventsTotal: number
  otherPairs: OtherPair[]
}

/** What a report is made from: what is counted of the happenings, and the items and articles themselves. */
export interface KeptPair {
  table: PairTable
  items: LedgerItem[]
  coverage: CoverageDay[]
}

/** A report that has counted everything and still wants the words of what it cites and lists. */
export interface PairDraft {
  /** Ids of the happenings that it cites, and of those that its events are. */
  cited: string[]
  listed: ListedRow[]
  /** Which happenings may answer promises. */
  answers: AnswersWanted[]
  /** One event of the list. */
  eventOf(row: ListedRow, happening: Happening): PairEvent
  /** The report; cited and listed happenings by id as the ledger has them, and (at least) those that may answer. `listed`: which events it lists. */
  finish(happeningOf: (id: string) => Happening, answers: Happening[], listed?: ListedRow[]): PairReport
}

/**
 * Reports on a pair from what the ledger holds about it (queries with `pair`). A pure function of the sets given: order, wire copies and the
 * machine change nothing. Arrays may hold more than the pair; what concerns others is left aside.
 */
export function pairReport(pair: [string, string], given: PairInputs, options: PairOptions = {}): PairReport {
  const { items, coverage } = given
  const table = PairTable.of(pair, given.happenings, definedOf(options))
  const byId = new Map(given.happenings.map((happening) => [happening.id, happening]))
  return pairDraft(pair, { table, items, coverage }, options).finish((id) => byId.get(id)!, given.happenings)
}

/** How a pair stands on a day: the last slow reading of both directions together, and its confirmed changes, as the whole report has them. */
export function pairStanding(
  { table, coverage }: Omit<KeptPair, 'items'>,
  options: PairOptions & { asOf: string },
): { reading: Reading; changes: Change[] } {
  const settings: TemperatureOptions = { ...DEFAULTS, ...definedOf(options) }
  const { asOf } = options
  const view = new PairView(table, asOf, settings.scale)
  const last = dayNumber(asOf)
  const told = view.told(last, new Cites())
  const { periods } = periodsOf(told, last, settings)
  const { attention } = coverageOf(coverageAsKnown(coverage, asOf), periods, settings.normalise)
  const [point] = temperatureCurve(told, periods, settings, attention, 'last')
  return { reading: point?.slow.total ?? none, changes: changesOf(told).filter(({ confirmed }) => confirmed) }
}

const none: Reading = { verdict: 'not enough evidence', value: null, band: null, n: 0, nEff: 0 }

/** The periods of a pair's curves: from its first act that counts to the last day. */
function periodsOf({ days, length }: ActLines, last: number, { period: wanted }: TemperatureOptions) {
  const firstDay = length > 0 ? days[0]! : last
  const period = wanted === 'auto' ? fittingPeriod(firstDay, last) : wanted
  return { period, periods: periodsFrom(firstDay, last, period) }
}

/** Counts everything that a report tells of a pair. */
export function pairDraft(pair: [string, string], kept: KeptPair, options: PairOptions = {}): PairDraft {
  const settings: TemperatureOptions = { ...DEFAULTS, ...definedOf(options) }
  const { table } = kept
  const asOf = options.asOf ?? lastDayOf(kept, pair)
  const until = options.until && options.until < asOf ? options.until : asOf
  const view = new PairView(table, asOf, settings.scale)
  const items = itemsAsKnown(kept.items, asOf)
  const offices = options.offices ?? null
  const cites = new Cites()
  const last = dayNumber(until)
  const told = view.told(last, cites)
  const { period, periods } = periodsOf(told, last, settings)
  const { coverage, attention } = coverageOf(coverageAsKnown(kept.coverage, asOf), periods, settings.normalise)
  const shown = (p: { period: { end: string } }) => !options.since || p.period.end >= options.since
  const direction = (from: string | null, to: string | null, own: ActLines): Direction => {
    const all = temperatureCurve(own, periods, settings, attention)
    const now = all[all.length - 1]
    const back = (days: number) => {
      const then = all.findLast((point) => dayNumber(point.period.end) <= last - days)
      return then?.slow.total.value != null && now?.slow.total.value != null
        ? round2(now.slow.total.value - then.slow.total.value)
        : null
    }
    return {
      from,
      to,
      points: all.filter(shown),
      now: { fast: now?.fast.total ?? none, slow: now?.slow.total ?? none },
      change30: back(30),
      change365: back(365),
    }
  }
  const isWithin = (day: string | null | undefined) =>
    !day || ((!options.since || day >= options.since) && day <= until)
  const sinceDay = options.since ? dayNumber(options.since) : Number.NEGATIVE_INFINITY
  const isRowWithin = (end: number) => end === NO_DAY || (end >= sinceDay && end <= last)
  const newest = view.newest(isRowWithin)
  const reasons = new Map<LeftOut, number>()
  for (const row of newest) {
    const why = leftOutAt(table, row)
    if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1)
  }
  const met = newest.filter((row) => table.isContact(row))
  const sessions = Array.from(view.rows.filter((row) => table.isSession(row)))
  const both = direction(null, null, told)
  const said = saidAbout(items, pair)
  const answer = answerOf(said, told, both.change365, asOf)
  const [forward, back] = pair[0] === table.first ? [FORWARD, BACK] : [BACK, FORWARD]
  const names: PairReport['names'] = [offices?.stateName(pair[0]) ?? pair[0], offices?.stateName(pair[1]) ?? pair[1]]
  const ways = [view.acts(forward, last), view.acts(back, last)] as const
  const temperature: PairReport['temperature'] = [
    direction(pair[0], pair[1], ways[0]),
    direction(pair[1], pair[0], ways[1]),
    both,
  ]
  const isAlone = ({ rows }: { rows: Int32Array }, line: number) => table.wayOf(rows[line]!) !== BOTH
  const reciprocity = reciprocityOf(pair, names, ways, isAlone, last)
  const changes = changesOf(told).filter((change) => isWithin(change.when.end))
  const evidence = evidenceOf(view, reasons)
  const otherPairs = otherPairsOf(view)
  const contactRows = met.slice(0, options.contacts)
  const promises = items.filter((item) => concernsPair(item.parties, pair))
  const idOf = (row: number) => table.ids[row]!
  const wantedRows = () => {
    const rowOf = new Map(newest.map((row) => [idOf(row), row]))
    const figures = cites.ids.flatMap((id) => rowOf.get(id) ?? [])
    const cited = new Set([...figures, ...contactRows, ...sessions])
    // Each promise may be answered by a happening, and by one that takes it back.
    const answers = 3 * promises.length
    return briefRows(view, newest, { until: last, halfLife: settings.halfLives.slow, figures, cited, answers })
  }
  // Whatever is told of rows is noted now: the table may change until `finish` is called.
  const listed = (options.events === 'brief' ? wantedRows() : newest.slice(0, options.events)).map((row) =>
    listedRow(view, row, pair),
  )
  const contactIds = contactRows.map(idOf)
  const sessionIds = sessions.map(idOf)
  const { confusion: _, scale, ...rest } = settings

  return {
    cited: [...new Set([...cites.ids, ...contactIds, ...sessionIds])],
    listed,
    answers: answersWanted(promises),
    eventOf: (row, happening) => eventOf(happeningsAsKnown([happening], asOf)[0]!, row, pair),
    finish(happeningOf, answers, events = listed) {
      const known = new Map<string, Happening>()
      const asKnown = (id: string): Happening => {
        let found = known.get(id)
        if (!found) known.set(id, (found = happeningsAsKnown([happeningOf(id)], asOf)[0]!))
        return found
      }
      cites.fill(asKnown)
      return {
        pair,
        names,
        asOf,
        since: options.since ?? null,
        until,
        evidence,
        answer,
        said,
        temperature,
        period,
        settings: { ...rest, scale: typeof scale === 'string' ? scale : 'own table' },
        coverage: { ...coverage, steps: coverage.steps.filter(shown) },
        changes,
        reciprocity,
        commitments: registerOf(
          promises,
          happeningsAsKnown(answers, asOf).filter((h) => concernsPair([...h.actors, ...h.recipients], pair)),
          asOf,
        ),
        jointBodies: jointBodiesOf(items, sessionIds.map(asKnown), pair, asOf),
        contacts: contactsOf(contactIds.map(asKnown), pair, offices),
        contactsTotal: met.length,
        issues: positionsOf(items, pair, offices),
        statements: statementsOf(items, pair, offices).filter((statement) => isWithin(statement.published)),
        events: events.map((row) => eventOf(asKnown(row.id), row, pair)),
        eventsTotal: newest.length,
        otherPairs,
      }
    },
  }
}

/** The last day anything about the pair tells of or was published on; 1970-01-01 for nothing at all. */
function lastDayOf({ table, items, coverage }: KeptPair, pair: [string, string]): string {
  let last = 0
  const look = (day: number) => {
    if (day !== NO_DAY && day > last) last = day
  }
  for (let row = table.start; row < table.end; row++) {
    if (!table.isListed(row)) continue
    if (table.isActual(row)) look(table.ends[row]!)
    look(table.published[row]!)
  }
  for (const sources of table.more.values()) for (const { published } of sources) look(published)
  let day = isoDay(last)
  const lookAt = (other: string | null) => {
    if (other && other > day) day = other
  }
  for (const item of items) if (concernsPair(item.parties, pair)) lookAt(item.source.published)
  for (const { day: covered } of coverage) lookAt(covered)
  return day
}

/** Options without those left undefined, so that they do not hide the defaults. */
export function definedOf<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
