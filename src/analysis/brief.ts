import type { Happening } from '../ledger/index.ts'
import type { Change } from './changes.ts'
import { type Cite, citeHappening, daysBetween } from './citing.ts'
import { exp2 } from './exact-math.ts'
import { LEVELS, type Offices } from './offices.ts'
import type { Direction, PairEvent, PairReport } from './pair-report.ts'
import { capital, dayWords, signed, whenWords } from './phrases.ts'
import type { RegisterEntry } from './register.ts'

/** What a sentence of a brief rests on: an item of the ledger with its words, or a row of the lexicon's table of office holders. */
export type Support = Cite | { id: string; kind: 'lexicon'; words: string }

/** One sentence and the numbers of its footnotes, from 1. There is no sentence without a footnote. */
export interface BriefSentence {
  text: string
  /** Words of a source, shown in quotation marks after the text. */
  quote: string | null
  notes: number[]
}

/** One section; sections without a sentence are not there. */
export interface BriefSection {
  title: string
  sentences: BriefSentence[]
}

/** A bilateral brief as data; `briefMarkdown` and `briefHtml` write it out. */
export interface Brief {
  pair: [string, string]
  names: [string, string]
  asOf: string
  lastBrief: string | null
  /** What it was made from, in numbers. */
  coverage: { articles: number; outlets: string[]; happenings: number; first: string | null; last: string | null }
  sections: BriefSection[]
  /** Footnotes, in the order of their numbers. */
  notes: Support[]
  temperature: [Direction, Direction]
}

/** What the brief may know beyond the report. */
export interface BriefOptions {
  offices: Offices | null
  /** Day of the last brief; what was published since is told first. */
  lastBrief?: string
  /** Happenings of the pair as the ledger stood on that day, to tell what was withdrawn since. */
  then?: Happening[]
  /** Ids of the happenings that the ledger holds now. */
  nowIds?: Set<string>
}

const QUOTE = 220
/** Writes the brief on a pair from its report: each sentence with its footnotes, nothing without. */
export function briefOf(report: PairReport, options: BriefOptions): Brief {
  const notes: Support[] = []
  const numbers = new Map<string, number>()
  const numberOf = (support: Support) => {
    const known = numbers.get(support.id)
    if (known !== undefined) return known
    notes.push(support)
    numbers.set(support.id, notes.length)
    return notes.length
  }
  const sections: BriefSection[] = []
  const section = (
    title: string,
    fill: (say: (text: string, support: Support[], quote?: string | null) => void) => void,
  ) => {
    const sentences: BriefSentence[] = []
    fill((text, support, quote = null) => {
      if (support.length === 0) return
      const numbered = [...new Set(support.map(numberOf))]
      const shown = quote === null ? null : shortQuote(quote)
      // What several happenings of one sentence would say in the same words is said once.
      const same = sentences.find((other) => other.text === text && other.quote === shown)
      if (same) {
        same.notes = [...new Set([...same.notes, ...numbered])]
        return
      }
      sentences.push({
        text,
        quote: shown,
        notes: numbered,
      })
    })
    if (sentences.length) sections.push({ title, sentences })
  }
  const names = namer(report)

  section('Bottom line', (say) => {
    for (const { text, cites } of report.answer.parts) say(text, cites)
    const both = report.temperature[2]
    say(temperatureWords(both, 'Both ways together', report), carriersOf(report, null))
    const change = [...report.changes].reverse().find((c) => c.confirmed)
    if (change)
      say(
        changeWords(change),
        change.carriers.map((c) => c.cite),
      )
    const contact = report.contacts[0]
    if (contact)
      say(`The last contact reported was ${contactWords(contact, names)}.`, contact.cites, contact.cites[0]!.words)
    const late = report.commitments.filter((entry) => entry.status === 'overdue')
    if (late.length)
      say(
        `${late.length === 1 ? 'One commitment is' : `${late.length} commitments are`} overdue by what the ledger holds.`,
        late.flatMap((entry) => entry.steps[0]!.cites.slice(0, 1)),
      )
  })

  section('Temperature', (say) => {
    for (const direction of report.temperature) {
      const title = direction.from ? `${names(direction.from)} toward ${names(direction.to!)}` : 'Both ways together'
      say(temperatureWords(direction, title, report), carriersOf(report, direction.from))
    }
    for (const change of report.changes)
      say(
        changeWords(change),
        change.carriers.slice(0, 5).map((c) => c.cite),
      )
  })

  const last = options.lastBrief
  if (last)
    section(`Since the last brief of ${dayWords(last)}`, (say) => {
      for (const event of report.events
        .filter((e) => e.cite.published !== null && e.cite.published > last && e.leftOut === null)
        .slice(0, 15))
        say(`New: ${eventWords(event, names)}.`, [event.cite], event.cite.words)
      for (const entry of report.commitments)
        for (const step of entry.steps)
          if (step.day && step.day > last)
            say(`Commitment: ${stepWords(entry, step, names)}.`, step.cites, step.cites[0]!.words)
      for (const event of report.events.filter(
        (e) => e.conflicts > 0 && e.cite.published !== null && e.cite.published > last,
      ))
        say(`Reports differ or were corrected: ${eventWords(event, names)}.`, [event.cite], event.cite.words)
      for (const gone of (options.then ?? []).filter(
        (happening) => options.nowIds && !options.nowIds.has(happening.id),
      ))
        say(
          'Withdrawn, merged or corrected: what the ledger held then it no longer holds as it was.',
          [citeHappening(gone)],
          gone.words,
        )
    })

  section('Last contacts by level', (say) => {
    for (const level of LEVELS) {
      const contact = report.contacts.find((c) => c.level === level)
      if (contact)
        say(
          `${capital(level === 'head' ? 'heads of state or government' : level)}: ${contactWords(contact, names)}.`,
          contact.cites,
          contact.cites[0]!.words,
        )
    }
  })

  for (const [visitor, host] of [report.pair, [report.pair[1], report.pair[0]]] as [string, string][])
    section(`Visits from ${names(visitor)} to ${names(host)}`, (say) => {
      for (const contact of report.contacts.filter((c) => c.visitor === visitor && c.host === host))
        say(`${capital(contactWords(contact, names))}.`, contact.cites, contact.cites[0]!.words)
    })

  const open = report.commitments.filter((entry) => entry.status === 'open' || entry.status === 'overdue')
  const promises = open.filter((entry) => entry.form !== 'agreement' && entry.form !== 'working-group')
  for (const by of [report.pair[0], report.pair[1], null])
    section(by ? `Open commitments of ${names(by)}` : 'Open joint commitments', (say) => {
      for (const entry of promises.filter((e) => e.by === by)) sayEntry(say, entry, names)
    })

  section('Joint bodies', (say) => {
    for (const body of report.jointBodies) {
      const told = [
        body.founded ? `set up ${whenWords({ start: body.founded, end: body.founded })}` : '',
        body.last ? `last session ${whenWords({ start: body.last, end: body.last })}` : '',
        body.next ? `next session ${whenWords(body.next)}` : '',
        body.status === 'lapsed' ? 'no session is reported for longer than usual' : '',
        body.status === 'never met' ? 'no session is reported' : '',
      ].filter(Boolean)
      if (told.length) say(`${capital(body.name)}: ${told.join('; ')}.`, body.cites, body.cites[0]!.words)
    }
  })

  const agreements = report.commitments.filter(
    (entry) => entry.form === 'agreement' || entry.form === 'ceasefire' || entry.form === 'recognition',
  )
  const stages: [string, (entry: RegisterEntry) => boolean][] = [
    ['Agreements in force or carried out', (e) => e.stage === 'in-force' || e.stage === 'fulfilled'],
    ['Agreements signed or ratified', (e) => e.stage === 'signed' || e.stage === 'ratified'],
    ['Agreed, no signature reported', (e) => e.stage === 'agreed' || e.stage === 'offered'],
    ['Broken or withdrawn', (e) => e.stage === 'broken' || e.stage === 'withdrawn'],
  ]
  for (const [title, fits] of stages)
    section(title, (say) => {
      for (const entry of agreements.filter(fits)) sayEntry(say, entry, names)
    })

  section('Disputes and irritants', (say) => {
    for (const issue of report.issues.filter((i) => i.disputed))
      for (const held of issue.held.filter((h) => report.pair.includes(h.country)))
        say(
          `${held.holders.join(', ')} (${names(held.country)}) ${held.stance === 'for' ? 'for' : 'against'}: ${issue.issue}.`,
          held.cites.slice(-1),
          held.cites[held.cites.length - 1]!.words,
        )
    const hostile = report.events.filter((event) => event.leftOut === null && event.score <= -2)
    for (const country of report.pair) {
      const own = hostile.filter((event) => event.fromCountries.includes(country))
      for (const event of own.slice(0, 6)) say(`${capital(eventWords(event, names))}.`, [event.cite], event.cite.words)
    }
  })

  section('Positions on others and shared positions', (say) => {
    for (const issue of report.issues.filter((i) => !i.disputed && i.concerns).slice(0, 12))
      for (const held of issue.held.filter((h) => report.pair.includes(h.country))) {
        const cite = held.cites[held.cites.length - 1]!
        say(
          `${held.holders.join(', ')} (${names(held.country)}${issue.shared && issue.held.length > 1 ? ', shared' : ''}), ${stanceWords(held.stance)}${held.before ? `, before ${held.before.stance}` : ''}:`,
          held.cites,
          cite.words,
        )
      }
  })

  section('Key quotations', (say) => {
    for (const statement of report.statements.filter((s) => s.form !== 'indirect').slice(0, 8))
      say(
        `${statement.speaker}${statement.country ? ` (${names(statement.country)})` : ''}, reported ${statement.published ? whenWords({ start: statement.published, end: statement.published }) : 'on an unknown day'}:`,
        [statement.cite],
        statement.cite.words,
      )
  })

  section('History as told', (say) => {
    for (const tie of [...report.said.ties].reverse())
      say(
        `${tie.by ?? 'A source'}${tie.published ? `, ${dayWords(tie.published)}` : ''}${tie.date ? `, of what held ${whenWords(tie.date)}` : ''}:`,
        tie.cites,
        tie.cites[0]!.words,
      )
    for (const outlook of report.said.outlooks)
      say(
        `${outlook.by ?? 'Observers'}, ${outlook.direction}${outlook.published ? `, ${dayWords(outlook.published)}` : ''}:`,
        outlook.cites,
        outlook.cites[0]!.words,
      )
    const old = report.events.filter((event) => event.leftOut === null && Math.abs(event.score) >= 4).reverse()
    for (const event of old.slice(0, 20)) say(`${capital(eventWords(event, names))}.`, [event.cite], event.cite.words)
  })

  section('Claims nobody concedes, and reports that differ', (say) => {
    for (const event of report.events.filter((e) => e.leftOut === 'a claim that nobody concedes').slice(0, 8))
      say(`Claimed only: ${eventWords(event, names)}.`, [event.cite], event.cite.words)
    for (const event of report.events.filter((e) => e.conflicts > 0).slice(0, 8))
      say(`Reports differ in details: ${eventWords(event, names)}.`, [event.cite], event.cite.words)
  })

  section('Due next', (say) => {
    for (const entry of open.filter((e) => e.due && e.due.end >= report.asOf))
      say(`${capital(formWords(entry, names))}, due ${whenWords(entry.due)}.`, entry.steps[0]!.cites, entry.words)
  })

  for (const country of report.pair)
    section(`In office in ${names(country)} on ${dayWords(report.asOf)}`, (say) => {
      for (const holder of (options.offices?.in(country, report.asOf) ?? [])
        .filter((h) => h.level !== 'official')
        .slice(0, 6))
        say(`${holder.name}, ${holder.office}${holder.from ? `, since ${holder.from}` : ''}.`, [
          {
            id: `lexicon:${country}:${holder.name}:${holder.office}`,
            kind: 'lexicon',
            words: `${holder.name} | ${holder.office} | ${holder.from || '…'} to ${holder.to || '…'}`,
          },
        ])
    })

  const { evidence } = report
  return {
    pair: report.pair,
    names: report.names,
    asOf: report.asOf,
    lastBrief: last ?? null,
    coverage: {
      articles: evidence.articles,
      outlets: evidence.outlets,
      happenings: evidence.happenings,
      first: evidence.first,
      last: evidence.last,
    },
    sections,
    notes,
    temperature: [report.temperature[0], report.temperature[1]],
  }
}

type Names = (country: string) => string

function namer(report: PairReport): Names {
  return (country) => report.names[report.pair.indexOf(country)] ?? country
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

function temperatureWords(direction: Direction, title: string, report: PairReport): string {
  const { slow } = direction.now
  if (slow.value === null)
    return `${title}: there is not enough evidence for a temperature (effective number of happenings ${slow.nEff}, ${report.settings.floor} wanted).`
  const [low, high] = slow.band!
  // By the digits shown: a band from 0.0 on is not clear of 0.
  const side = low >= 0.05 ? 'friendly' : high <= -0.05 ? 'hostile' : 'neither clearly friendly nor clearly hostile'
  const year = direction.change365 === null ? '' : `, ${points(direction.change365)} against a year before`
  return `${title}: the tone of what is reported is ${side}, ${signed(slow.value)} on a scale from −10 to +10 (90 % band ${signed(low)} to ${signed(high)}; ${slow.n} happenings, effective ${slow.nEff}${year}).`
}

function changeWords(change: Change): string {
  const failed = change.criteria.filter((criterion) => !criterion.met)
  const kind = change.kind === 'shock' || change.kind === 'drift' ? `${change.kind} (${change.direction})` : change.kind
  const levels = `from ${signed(change.before.level)} to ${signed(change.after.level)}, ${whenWords(change.when)}`
  return change.confirmed
    ? `A ${kind} is confirmed: ${levels}. ${change.reversal.words}`
    : `A ${kind} shows but is unconfirmed: ${levels}; ${failed.map((criterion) => criterion.detail).join('; ')}.`
}

function contactWords(contact: PairReport['contacts'][number], names: Names): string {
  const side = (country: string) => {
    const own = contact.participants.filter((p) => p.country === country)
    const people = own.filter((p) => p.code !== country).map((p) => (p.office ? `${p.name} (${p.office})` : p.name))
    return people.length ? `${people.join(', ')} of ${names(country)}` : names(country)
  }
  const countries = [...new Set(contact.participants.map((p) => p.country!))]
  const where = contact.place ? ` in ${contact.place}` : ''
  const when = whenWords(contact.date)
  if (contact.visitor && contact.host) {
    const hosts = side(contact.host)
    return `a visit of ${side(contact.visitor)} to ${hosts}${where} ${when}`
  }
  const kind =
    contact.kind === 'call'
      ? 'a call between'
      : contact.kind === 'multilateral'
        ? 'a meeting among others of'
        : contact.kind === 'mediated'
          ? 'mediated talks of'
          : 'a meeting of'
  return `${kind} ${countries.map(side).join(' and ')}${where} ${when}`
}

const DEEDS: { [type: string]: [together: string, directed: string] } = {
  AGREE: ['agreed on something or promised it to each other', 'agreed to something or made a promise or offer to'],
  CONSULT: ['talked', 'consulted'],
  SUPPORT: ['spoke or acted in support of each other', 'spoke or acted in support of'],
  CONCEDE: ['made concessions in words', 'made a concession in words to'],
  COOPERATE: ['worked together', 'worked together with'],
  AID: ['helped each other', 'gave help to'],
  RETREAT: ['carried out concessions', 'carried out a concession to'],
  REQUEST: ['asked things of each other', 'asked something of'],
  ACCUSE: ['criticised or accused each other', 'criticised or accused'],
  REJECT: ['refused each other', 'refused'],
  THREATEN: ['threatened each other', 'threatened'],
  PROTEST: ['protested against each other', 'protested against'],
  SANCTION: ['cut back relations', 'cut back relations with'],
  MOBILIZE: ['made shows of force', 'made a show of force toward'],
  COERCE: ['used coercion on each other', 'used coercion against'],
  ASSAULT: ['fought', 'used force against'],
}

/** Parties as a sentence names them: "Pakistan's high commissioner" where the source has a bare "high commissioner". */
function partyWords(parties: string[], countries: string[], names: Names): string[] {
  const [country] = countries
  // "diplomats and diplomats" are those of either country.
  if (parties.length === 2 && countries.length === 2 && /^\p{Ll}/u.test(parties[0]!) && parties[0] === parties[1])
    return [`${parties[0]} of ${countries.map(names).join(' and ')}`]
  return parties.map((name) =>
    /^\p{Ll}/u.test(name) && country && countries.length === 1 ? `${names(country)}'s ${name}` : name,
  )
}

function eventWords(event: PairEvent, names: Names): string {
  const [together, directed] = DEEDS[event.type]!
  const [from, to] = [
    partyWords(event.from, event.fromCountries, names),
    partyWords(event.to, event.toCountries, names),
  ]
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const who = from.join(' and ')
  const act =
    event.type === 'SUPPORT' && event.cameo.startsWith('057')
      ? `${[...from, ...to].join(' and ')} signed`
      : event.type === 'CONSULT' && event.mode.includes('visit') && to.length
        ? `${who} visited ${to.join(', ')}`
        : event.type === 'CONSULT' && event.mode.includes('phone') && to.length
          ? `${who} telephoned ${to.join(', ')}`
          : to.length
            ? `${who} ${directed} ${to.join(', ')}`
            : `${who} ${together}`
  return `${act} ${whenWords(date)}${event.assertedBy ? `, as ${event.assertedBy} says` : ''}`
}

function formWords(entry: RegisterEntry, names: Names): string {
  const form = entry.form === 'visit' ? 'planned visit' : entry.form === 'working-group' ? 'joint body' : entry.form
  return `${form}${entry.by ? ` of ${names(entry.by)}` : ''}${entry.subjects.length ? ` on ${entry.subjects.map((s) => s.replace(/_/g, ' ')).join(', ')}` : ''}`
}

function stepWords(entry: RegisterEntry, step: RegisterEntry['steps'][number], names: Names): string {
  return `${formWords(entry, names)} ${step.stage}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''} ${step.day ? whenWords({ start: step.day, end: step.day }) : 'on an unknown day'}`
}

function sayEntry(
  say: (text: string, support: Support[], quote?: string | null) => void,
  entry: RegisterEntry,
  names: Names,
): void {
  const due = entry.due ? `, due ${whenWords(entry.due)}` : ''
  const late = entry.overdueDays ? `, overdue by ${entry.overdueDays} days` : ''
  const steps = entry.steps.map(
    (step) =>
      `${step.stage}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''} ${step.day ? whenWords({ start: step.day, end: step.day }) : 'on an unknown day'}`,
  )
  say(
    `${capital(formWords(entry, names))}: ${steps.join(', then ')}${due}${late}.`,
    entry.steps.flatMap((step) => step.cites),
    entry.steps[0]!.cites[0]!.words,
  )
}

function stanceWords(stance: string): string {
  return stance === 'for' ? 'in favour' : stance === 'against' ? 'against' : stance
}

function points(value: number): string {
  return `${signed(value)} points`
}

/** A quotation in the text of a brief: on one line, cut where it is long. */
export function shortQuote(text: string): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  return clean.length <= QUOTE ? clean : `${clean.slice(0, QUOTE).replace(/\s+\S*$/, '')} …`
}
