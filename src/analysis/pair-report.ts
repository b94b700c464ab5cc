import type { Happening, Source } from '../ledger/index.ts'
import { type Act, actsOf, independentSources, inOrder, type LeftOut, leftOut } from './acts.ts'
import { type Answer, answerOf } from './answer.ts'
import { coverageAsKnown, happeningsAsKnown, itemsAsKnown } from './as-known.ts'
import { type Change, changesOf } from './changes.ts'
import { type Cite, citeHappening, concernsPair, statesOf } from './citing.ts'
import { type Contact, contactsOf } from './contacts.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { temperatureCurve } from './curve.ts'
import { dayNumber, isoDay, orderOfDays, type PeriodLength, periodsFrom } from './days.ts'
import { round2 } from './exact-math.ts'
import { type JointBody, jointBodiesOf } from './joint-bodies.ts'
import type { Offices } from './offices.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import type { PairInputs } from './pair-inputs.ts'
import { type Issue, type KeyStatement, positionsOf, statementsOf } from './positions.ts'
import { type RegisterEntry, registerOf } from './register.ts'
import { type Said, saidAbout } from './said.ts'
import { fittingPeriod, type Reading, type TemperaturePoint } from './temperature.ts'

/** How to report on a pair; everything has a default. */
export interface PairOptions extends Partial<TemperatureOptions> {
  /** ISO day: what could be read by then (published and told). Default: the last day anything tells of. */
  asOf?: string
  /** First and last ISO day of curves and lists; what is older still warms or cools the curve's start. */
  since?: string
  until?: string
  /** How many events are listed, the newest; all where left out. Everything else rests on all of them. */
  events?: number
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

/** A happening of the pair in a list, newest first. */
export interface PairEvent {
  id: string
  type: string
  mode: string[]
  cameo: string
  from: string[]
  to: string[]
  /** States of the pair that act, and that are acted on. */
  fromCountries: string[]
  toCountries: string[]
  reciprocal: boolean
  date: string | null
  dateEnd: string | null
  place: string | null
  status: string
  score: number
  /** 0 where it does not count, with the reason. */
  weight: number
  leftOut: LeftOut | null
  /** Which side acts on the other, as the temperatures count it: the first of the pair on the second, the second on the first, or both. */
  ways: ('ab' | 'ba')[]
  assertedBy: string | null
  independent: number
  conflicts: number
  cite: Cite
}

/** Somebody other than the two states, toward the other side: rebels, companies, crowds, organisations. Never part of the states' temperature. */
export interface OtherPair {
  from: string
  fromName: string
  to: string
  toName: string
  n: number
  mean: number
  last: string
  happenings: string[]
}

/** Everything the analysis knows about two states; plain JSON. */
export interface PairReport {
  pair: [string, string]
  names: [string, string]
  asOf: string
  since: string | null
  until: string
  evidence: {
    happenings: number
    /** Those that count in the states' temperature. */
    counted: number
    leftOut: { reason: LeftOut; n: number }[]
    articles: number
    independent: number
    outlets: string[]
    first: string | null
    last: string | null
  }
  /** Warmer or colder, since when, by whose word: from what sources say, before any statistic. */
  answer: Answer
  said: Said
  /** A → B, B → A, both. */
  temperature: [Direction, Direction, Direction]
  period: PeriodLength
  settings: Omit<TemperatureOptions, 'confusion' | 'scale'> & { scale: string }
  coverage: Coverage
  changes: Change[]
  commitments: RegisterEntry[]
  jointBodies: JointBody[]
  contacts: Contact[]
  issues: Issue[]
  statements: KeyStatement[]
  events: PairEvent[]
  /** How many events there are, listed or not. */
  eventsTotal: number
  otherPairs: OtherPair[]
}

/**
 * Reports on a pair from what the ledger holds about it (queries with `pair`). A pure function of the sets given: order, wire copies and the
 * machine change nothing. Arrays may hold more than the pair; what concerns others is left aside.
 */
export function pairReport(pair: [string, string], given: PairInputs, options: PairOptions = {}): PairReport {
  const settings: TemperatureOptions = { ...DEFAULTS, ...definedOf(options) }
  const asOf = options.asOf ?? lastDayOf(given, pair)
  const until = options.until && options.until < asOf ? options.until : asOf
  const happenings = happeningsAsKnown(given.happenings, asOf).filter((happening) =>
    pair.every((country) => involves(happening, country)),
  )
  const items = itemsAsKnown(given.items, asOf)
  const offices = options.offices ?? null
  const acts = happenings.flatMap((happening) => actsOf(happening, settings))
  const states = inOrder(
    acts.filter((act) => act.from.state && act.to.state && pair.includes(act.from.key) && pair.includes(act.to.key)),
  )
  const last = dayNumber(until)
  const inTime = states.filter((act) => act.day <= last)
  const firstDay = inTime.reduce((least, act) => (act.day < least ? act.day : least), last)
  const period = settings.period === 'auto' ? fittingPeriod(firstDay, last) : settings.period
  const periods = periodsFrom(firstDay, last, period)
  const { coverage, attention } = coverageOf(coverageAsKnown(given.coverage, asOf), periods, settings.normalise)
  const shown = (p: { period: { end: string } }) => !options.since || p.period.end >= options.since
  const direction = (from: string | null, to: string | null): Direction => {
    const own = from === null ? onceEach(inTime) : inTime.filter((act) => act.from.key === from && act.to.key === to)
    const all = temperatureCurve(own, periods, settings, attention)
    const now = all[all.length - 1]
    const none: Reading = { verdict: 'not enough evidence', value: null, band: null, n: 0, nEff: 0 }
    const back = (days: number) => {
      const then = all.filter((point) => dayNumber(point.period.end) <= last - days).pop()
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
  /** By happening that counts: an act of it, and 1 where the first of the pair acts, 2 where the second does, 3 for both. */
  const counted = new Map<string, { act: Act; ways: number }>()
  for (const act of states) {
    const way = act.from.key === pair[0] ? 1 : 2
    const known = counted.get(act.happening.id)
    if (known) known.ways |= way
    else counted.set(act.happening.id, { act, ways: way })
  }
  const reasons = new Map<LeftOut, number>()
  const within = happenings.filter((happening) => isWithin(happening.date?.end))
  const newest = orderOfDays(
    within.map(({ date }) => newestFirst(date?.start)),
    (place) => within[place]!.id,
  )
  const listed = newest.map((place) => {
    const happening = within[place]!
    const found = counted.get(happening.id)
    const why = leftOut(happening) ?? (found ? null : ('no state on each side' as const))
    if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1)
    return { happening, why, act: why ? undefined : found?.act, ways: found?.ways ?? 0 }
  })
  const events = listed.slice(0, options.events).map(({ happening, why, act, ways }): PairEvent => {
    return {
      id: happening.id,
      type: happening.type,
      mode: happening.mode,
      cameo: happening.cameo,
      from: happening.actors.map((party) => party.name),
      to: happening.recipients.map((party) => party.name),
      fromCountries: statesOf(happening.actors).filter((country) => pair.includes(country)),
      toCountries: statesOf(happening.recipients).filter((country) => pair.includes(country)),
      reciprocal: happening.reciprocal,
      date: happening.date?.start ?? null,
      dateEnd: happening.date?.end ?? null,
      place: happening.place?.name ?? null,
      status: happening.status,
      score: act?.score ?? happening.score,
      weight: round2(act?.weight ?? 0),
      leftOut: why,
      ways: why ? [] : ways === 1 ? ['ab'] : ways === 2 ? ['ba'] : ['ab', 'ba'],
      assertedBy: happening.assertedBy?.name ?? null,
      independent: happening.independent,
      conflicts: happening.conflicts.length,
      cite: citeHappening(happening),
    }
  })
  const sources: Source[] = []
  const [articles, outlets] = [new Set<string>(), new Set<string>()]
  for (const happening of happenings)
    for (const source of happening.sources) {
      sources.push(source)
      articles.add(source.article)
      const outlet = source.outlet ?? source.imported
      if (outlet !== null) outlets.add(outlet)
    }
  const { confusion: _, scale, ...rest } = settings
  const said = saidAbout(items, pair)
  const both = direction(null, null)
  return {
    pair,
    names: [offices?.stateName(pair[0]) ?? pair[0], offices?.stateName(pair[1]) ?? pair[1]],
    asOf,
    since: options.since ?? null,
    until,
    evidence: {
      happenings: happenings.length,
      counted: counted.size,
      leftOut: [...reasons].sort().map(([reason, n]) => ({ reason, n })),
      articles: articles.size,
      independent: independentSources(sources),
      outlets: [...outlets].sort(),
      first: states.reduce<string | null>(
        (least, { happening: { date } }) => (least === null || date!.start < least ? date!.start : least),
        null,
      ),
      last: states.reduce<string | null>(
        (most, { happening: { date } }) => (most === null || date!.end > most ? date!.end : most),
        null,
      ),
    },
    answer: answerOf(said, inTime, both.change365, asOf),
    said,
    temperature: [direction(pair[0], pair[1]), direction(pair[1], pair[0]), both],
    period,
    settings: { ...rest, scale: typeof scale === 'string' ? scale : 'own table' },
    coverage: { ...coverage, steps: coverage.steps.filter(shown) },
    changes: changesOf(inTime).filter((change) => isWithin(change.when.end)),
    commitments: registerOf(
      items.filter((item) => concernsPair(item.parties, pair)),
      happenings,
      asOf,
    ),
    jointBodies: jointBodiesOf(items, happenings, pair, asOf),
    contacts: contactsOf(happenings, pair, offices).filter((contact) => isWithin(contact.date?.end)),
    issues: positionsOf(items, pair, offices),
    statements: statementsOf(items, pair, offices).filter((statement) => isWithin(statement.published)),
    events,
    eventsTotal: listed.length,
    otherPairs: otherPairsOf(acts, pair),
  }
}

/** What orders days with the newest first and what has no day last. */
function newestFirst(start: string | undefined): number {
  const day = start ? -dayNumber(start) : Number.NaN
  return Number.isNaN(day) ? 10_000_000 : day
}

const involves = ({ actors, recipients }: Happening, country: string) =>
  actors.some((party) => party.country === country) || recipients.some((party) => party.country === country)

/** A reciprocal happening acts both ways; for both directions together it counts once. Acts come by day and id, so those of one happening stand together. */
function onceEach(acts: Act[]): Act[] {
  return acts.filter((act, i) => i === 0 || act.happening.id !== acts[i - 1]!.happening.id)
}

function otherPairsOf(acts: Act[], pair: [string, string]): OtherPair[] {
  const groups = new Map<string, Act[]>()
  for (const act of acts) {
    if (act.from.state && act.to.state) continue
    const countries = [act.from.country, act.to.country]
    if (!pair.every((country) => countries.includes(country))) continue
    const key = `${act.from.key}>${act.to.key}`
    const group = groups.get(key)
    if (group) group.push(act)
    else groups.set(key, [act])
  }
  return [...groups.values()]
    .map((group): OtherPair => {
      const weight = group.reduce((sum, act) => sum + act.weight, 0)
      const first = group[0]!
      return {
        from: first.from.key,
        fromName: first.from.name,
        to: first.to.key,
        toName: first.to.name,
        n: group.length,
        mean: round2(group.reduce((sum, act) => sum + act.weight * act.score, 0) / weight),
        last: isoDay(group.reduce((most, act) => (act.day > most ? act.day : most), group[0]!.day)),
        happenings: group.map((act) => act.happening.id).sort(),
      }
    })
    .sort((a, b) => b.n - a.n || (a.from + a.to < b.from + b.to ? -1 : 1))
}

/** The last day anything about the pair tells of or was published on; 1970-01-01 for nothing at all. */
function lastDayOf(given: PairInputs, pair: [string, string]): string {
  let last = '1970-01-01'
  const look = (day: string | null | undefined) => {
    if (day && day > last) last = day
  }
  for (const happening of given.happenings) {
    if (!concernsPair([...happening.actors, ...happening.recipients], pair)) continue
    if (happening.status === 'actual') look(happening.date?.end)
    for (const source of happening.sources) look(source.published)
  }
  for (const item of given.items) if (concernsPair(item.parties, pair)) look(item.source.published)
  for (const { day } of given.coverage) look(day)
  return last
}

/** Options without those left undefined, so that they do not hide the defaults. */
export function definedOf<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
