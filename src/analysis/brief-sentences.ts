import type { Change } from './change-rule.ts'
import type { Contact } from './contacts.ts'
import type { PairEvent } from './pair-events.ts'
import type { Direction, PairReport } from './pair-report.ts'
import { capital, listed, possessive, signed, someone, whenWords, withThe } from './phrases.ts'
import type { Held } from './positions.ts'
import type { RegisterEntry, RegisterStep } from './register.ts'

/** A country by its name as it stands within a sentence. */
export type Names = (country: string) => string

/** The names of the two countries of a report: "the United Kingdom". */
export function namer(report: PairReport): Names {
  return (country) => withThe(report.names[report.pair.indexOf(country)] ?? country)
}

/** The reading of a direction, or that there is none, in one sentence. */
export function temperatureWords(direction: Direction, title: string, report: PairReport): string {
  const { slow } = direction.now
  if (slow.value === null)
    return `${capital(title)}: there is not enough evidence for a temperature (effective number of happenings ${slow.nEff}, ${report.settings.floor} wanted).`
  const [low, high] = slow.band!
  // By the digits shown: a band from 0.0 on is not clear of 0.
  const side =
    low >= 0.05
      ? 'is friendly'
      : high <= -0.05
        ? 'is hostile'
        : Math.abs(slow.value) < 0.05
          ? 'is neither friendly nor hostile'
          : `leans ${slow.value > 0 ? 'friendly' : 'hostile'} without being clearly so`
  const year = direction.change365 === null ? '' : `, ${signed(direction.change365)} points against a year before`
  return `${capital(title)}: the tone of what is reported ${side}, ${signed(slow.value)} on a scale from −10 to +10 (90 % band ${signed(low)} to ${signed(high)}; ${slow.n} happening${slow.n === 1 ? '' : 's'}, effective ${slow.nEff}${year}).`
}

/** A change with its levels and what fails it, or what would reverse it. */
export function changeWords(change: Change): string {
  const failed = change.criteria.filter((criterion) => !criterion.met)
  const kind = change.kind === 'shock' || change.kind === 'drift' ? `${change.kind} (${change.direction})` : change.kind
  const levels = `from ${signed(change.before.level)} to ${signed(change.after.level)}, ${whenWords(change.when)}`
  return change.confirmed
    ? `A ${kind} is confirmed: ${levels}. ${change.reversal.words}`
    : `A ${kind} shows but is unconfirmed: ${levels}; ${failed.map((criterion) => criterion.detail).join('; ')}.`
}

/** "a visit of Boris Johnson (foreign secretary) of the United Kingdom to Russia in Moscow on 22 December 2017". */
export function contactWords(contact: Contact, names: Names): string {
  const side = (country: string) => {
    const own = contact.participants.filter((p) => p.country === country)
    const people = own.filter((p) => p.code !== country).map((p) => (p.office ? `${p.name} (${p.office})` : p.name))
    return people.length ? `${listed(people)} of ${names(country)}` : names(country)
  }
  const countries = [...new Set(contact.participants.map((p) => p.country!))]
  const when = whenWords(contact.date)
  if (contact.visitor && contact.host) {
    const where = contact.place && withThe(contact.place) !== names(contact.host) ? ` in ${contact.place}` : ''
    return `a visit of ${side(contact.visitor)} to ${side(contact.host)}${where} ${when}`
  }
  const kind =
    contact.kind === 'call'
      ? 'a call between'
      : contact.kind === 'multilateral'
        ? 'a meeting among others of'
        : contact.kind === 'mediated'
          ? 'mediated talks of'
          : 'a meeting of'
  return `${kind} ${countries.map(side).join(' and ')}${contact.place ? ` in ${contact.place}` : ''} ${when}`
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
    return [`${parties[0]} of ${listed(countries.map(names))}`]
  return parties.map((name) =>
    /^\p{Ll}/u.test(name) && country && countries.length === 1
      ? `${possessive(names(country))} ${name}`
      : withThe(name),
  )
}

/** What happened, without the full stop: "the United Kingdom cut back relations with Russia on 14 March 2018". */
export function eventWords(event: PairEvent, names: Names): string {
  const [together, directed] = DEEDS[event.type]!
  const [from, to] = [
    partyWords(event.from, event.fromCountries, names),
    partyWords(event.to, event.toCountries, names),
  ]
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const who = listed(from)
  const act =
    event.type === 'SUPPORT' && event.cameo.startsWith('057')
      ? `${listed([...from, ...to])} signed an agreement`
      : event.type === 'CONSULT' && event.mode.includes('visit') && to.length
        ? `${who} visited ${listed(to)}`
        : event.type === 'CONSULT' && event.mode.includes('phone') && to.length
          ? `${who} telephoned ${listed(to)}`
          : to.length
            ? `${who} ${directed} ${listed(to)}`
            : `${who} ${together}`
  return `${act} ${whenWords(date)}${event.assertedBy ? `, by the word of ${someone(event.assertedBy)}` : ''}`
}

const FORMS: { [form: string]: string } = { visit: 'planned visit', 'working-group': 'joint body' }
/** Contexts of PLOVER that do not read as words. */
const SUBJECTS: { [context: string]: string } = {
  cbrn: 'nuclear, chemical or biological matters',
  diplomatic: 'diplomacy',
  economic: 'the economy',
  military: 'military matters',
  illegal_drugs: 'drugs',
  natural_resource: 'natural resources',
  political_institutions: 'political institutions',
  religion_ethnicity: 'religion and ethnicity',
  rights_freedoms: 'rights and freedoms',
  legal: 'legal matters',
  election: 'elections',
  legislative: 'legislation',
  cyber: 'cyberspace',
}

/** A commitment by its form, giver and subjects: "pledge of Pakistan on intelligence". */
export function formWords(entry: RegisterEntry, names: Names): string {
  const form = FORMS[entry.form] ?? entry.form
  const subjects = entry.subjects.map((subject) => SUBJECTS[subject] ?? subject.replace(/_/g, ' '))
  return `${form}${entry.by ? ` of ${names(entry.by)}` : ''}${subjects.length ? ` on ${listed(subjects)}` : ''}`
}

/** A stage with its day: "signed on 16 February 2016", "agreed, as reported on 1 December 2015" where only the report has a day. */
export function stageWords(step: RegisterStep): string {
  const stage = `${step.stage.replace('-', ' ')}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''}`
  if (step.date) return `${stage} ${whenWords(step.date)}`
  return step.day
    ? `${stage}, as reported ${whenWords({ start: step.day, end: step.day })}`
    : `${stage} on an unknown day`
}

/** A commitment with all its stages, and what is due. */
export function entryWords(entry: RegisterEntry, names: Names): string {
  const due = entry.due ? `, due ${whenWords(entry.due)}` : ''
  const late = entry.overdueDays ? `, overdue by ${entry.overdueDays} days` : ''
  return `${capital(formWords(entry, names))}: ${entry.steps.map(stageWords).join(', then ')}${due}${late}.`
}

/** An issue without the day on which it was spoken of, its quotation marks closed. */
export function issueWords(issue: string): string {
  const words = issue.replace(/[.,;:]+$/, '').replace(/ on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/, '')
  const opened = (words.match(/"/g) ?? []).length % 2 === 1
  return opened ? `${words}"` : words
}

/** Who holds a position, which and on what: "The United Kingdom and Russia, in favour: the nuclear agreement with Iran." */
export function heldWords(held: Held[], issue: string, names: Names): string {
  const holders = held.flatMap(({ holders: people, country }) =>
    people.map((name) => {
      const own = names(country)
      return own === name || own === withThe(name) ? own : `${name} (${own.replace(/^the /, '')})`
    }),
  )
  const { stance, before } = held[0]!
  const words = stance === 'for' ? 'in favour' : stance
  return capital(`${listed(holders)}, ${words}${before ? `, before ${before.stance}` : ''}: ${issueWords(issue)}.`)
}
