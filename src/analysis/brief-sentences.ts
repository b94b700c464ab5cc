import type { Change } from './change-rule.ts'
import { type Cite, daysOf } from './citing.ts'
import type { Contact, Participant } from './contacts.ts'
import type { PairEvent } from './pair-events.ts'
import type { Direction, PairReport } from './pair-report.ts'
import { capital, listed, possessive, signed, someone, whenWords, withThe } from './phrases.ts'
import type { Held } from './positions.ts'
import type { RegisterEntry, RegisterStep } from './register.ts'
import { isIn, tellsTime } from './telling.ts'

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

/**
 * When something was, if its words tell a time; else the day it was reported, for the day of a happening may only be assumed. `words` are null where the
 * article is not at hand.
 */
export function toldWhen(date: { start: string; end: string } | null, cite: Cite, words: string | null): string {
  const reported = daysOf(cite)
  // A day of publication is what is assumed where nothing tells the day.
  const isAssumed = words !== null && reported !== null && (date?.start === reported.start || !tellsTime(words))
  if (date && !isAssumed) return ` ${whenWords(date)}`
  return reported ? `, reported ${whenWords(reported)}` : ` ${whenWords(null)}`
}

/** Words of going to see somebody: who meets in a capital may live there. */
const VISITS =
  /\b(?:visit\w*|arriv\w*|came|come|coming|flew|fly|travel\w*|trip|tour\w*|rode|receiv\w*|host(?:s|ed)?|guests?|landed|went|drove|welcomed)\b/i
const TO = /\b(?:to|in|into|at|visit(?:s|ed)?|toured|reached)\s+((?:[\p{L}'.-]+\s?){1,3})/giu

/** Whether words tell of a visit, and of one to this host: not one to the country that the coder has for the visitor's own. */
export function isVisitTold(
  { visitor, host, participants }: Contact,
  words: string | null,
  names: (country: string, words: string) => boolean,
): boolean {
  if (!visitor || !host) return false
  if (words === null) return true
  if (!VISITS.test(words)) return false
  if (!isMover(visitor, host, participants, words, names)) return false
  const places = [...words.matchAll(TO)].map((found) => found[1]!)
  return !places.some((place) => names(visitor, place)) || places.some((place) => names(host, place))
}

const MOVES = /\b(?:visited|arrived?|flew|came|travell?ed|rode|went|drove)\b/

/** Whether whoever is named last before the first word of going is of the visitor's side. */
function isMover(
  visitor: string,
  host: string,
  people: readonly Participant[],
  words: string,
  names: (country: string, words: string) => boolean,
): boolean {
  const found = MOVES.exec(words)
  // "met in Havana on the first visit of a president since Coolidge came": told by the noun, the verb is another's.
  if (!found || /\b(?:visit|trip|tour)\b/.test(words.slice(0, found.index))) return true
  const before = words.slice(0, found.index).split(/\s+/).filter(Boolean)
  for (let at = before.length - 1; at >= 0; at--) {
    const some = before.slice(at, at + 2).join(' ')
    const isOf = (country: string) =>
      names(country, some) || people.some((one) => one.country === country && isIn(one.name, before[at]!))
    if (isOf(visitor)) return true
    if (isOf(host)) return false
  }
  return true
}

/** "a visit of Boris Johnson (foreign secretary) of the United Kingdom to Russia in Moscow on 22 December 2017"; `words`: of people who are not named there only the country is told. */
export function contactWords(contact: Contact, names: Names, words: string | null, isVisit: boolean): string {
  const side = (country: string) => {
    const people = contact.participants
      .filter((p) => p.country === country && p.code !== country && (words === null || isIn(p.name, words)))
      .map((p) => (p.office ? `${p.name} (${p.office})` : p.name))
    return people.length ? `${listed(people)} of ${names(country)}` : names(country)
  }
  const countries = [...new Set(contact.participants.map((p) => p.country!))]
  const when = toldWhen(contact.date, contact.cites[0]!, words)
  const place = contact.place !== null && (words === null || isIn(contact.place, words)) ? contact.place : null
  if (isVisit) {
    const where = place && withThe(place) !== names(contact.host!) ? ` in ${place}` : ''
    return `a visit of ${side(contact.visitor!)} to ${side(contact.host!)}${where}${when}`
  }
  const kind =
    contact.kind === 'call'
      ? 'a call between'
      : contact.kind === 'multilateral' &&
          (words === null || /\b(?:conference|assembly|nations|countries|powers|others)\b/i.test(words))
        ? 'a meeting among others of'
        : contact.kind === 'mediated' && /mediat|broker|good offices/i.test(words ?? '')
          ? 'mediated talks of'
          : /\b(?:talks|negotiations|talked)\b/i.test(words ?? '')
            ? 'talks of'
            : 'a meeting of'
  return `${kind} ${countries.map(side).join(' and ')}${place ? ` in ${place}` : ''}${when}`
}

const DEEDS: { [type: string]: [together: string, directed: string] } = {
  AGREE: ['agreed on something or promised it to each other', 'agreed to something or made a promise or offer to'],
  CONSULT: ['talked', 'consulted'],
  SUPPORT: ['spoke or acted in support of each other', 'spoke or acted in support of'],
  CONCEDE: ['made concessions', 'made a concession to'],
  COOPERATE: ['worked together', 'worked together with'],
  AID: ['helped each other', 'gave help to'],
  RETREAT: ['carried out concessions', 'carried out a concession to'],
  REQUEST: ['asked things of each other', 'asked something of'],
  ACCUSE: ['criticised, accused or called in each other', 'criticised, accused or called in'],
  REJECT: ['refused or contradicted each other', 'refused, put off or contradicted'],
  THREATEN: ['warned or threatened each other', 'warned or threatened'],
  PROTEST: ['protested against each other', 'protested against'],
  SANCTION: ['cut back relations', 'cut back relations with'],
  MOBILIZE: ['made shows of force', 'made a show of force'],
  COERCE: ['used coercion on each other', 'used coercion against'],
  ASSAULT: ['fought', 'used force against'],
}

/** Parties as a sentence names them: "Pakistan's high commissioner" where the source has a bare "high commissioner"; of whom the words do not name, the country alone. */
function partyWords(parties: string[], countries: string[], names: Names, words: string | null): string[] {
  const [country] = countries
  // "diplomats and diplomats" are those of either country.
  if (parties.length === 2 && countries.length === 2 && /^\p{Ll}/u.test(parties[0]!) && parties[0] === parties[1])
    return [`${parties[0]} of ${listed(countries.map(names))}`]
  const own = parties.filter((name) => !isVenue(name, words))
  const told = own.filter(
    (name) => words === null || isIn(name, words) || countries.some((each) => names(each) === withThe(name)),
  )
  const unnamed = told.length < own.length && !(told.length > 0 && countries.length < 2) ? countries.map(names) : []
  return [
    ...new Set([
      ...told.map((name) =>
        /^\p{Ll}/u.test(name) || isCommon(name)
          ? country && countries.length === 1
            ? `${possessive(names(country))} ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
            : name
          : withThe(fullName(name, words)),
      ),
      ...unnamed,
    ]),
  ]
}

/** "on the margins of a summit of the Non-Aligned Movement": whose meeting it was at takes no part in what others did there. */
function isVenue(name: string, words: string | null): boolean {
  return ['summit', 'meeting', 'session', 'conference', 'assembly'].some(
    (place) => words?.includes(`${place} of the ${name}`) || words?.includes(`${place} of ${name}`),
  )
}

/** "British Council" where the coder kept "Council": a kind of body alone names none. */
function fullName(name: string, words: string | null): string {
  if (
    words === null ||
    !/^(?:Council|Court|Ministry|Commission|Assembly|Senate|Bank|Party|Union|Office|Agency)$/.test(name)
  )
    return name
  const found = new RegExp(`((?:\\p{Lu}[\\p{L}.'-]+ )+)${name}\\b`, 'u').exec(words)
  return found ? `${found[1]!.replace(/^(?:The|A|An) /, '')}${name}` : name
}

/** A kind of people with a capital because it opens a sentence: "Troops on both sides". */
function isCommon(name: string): boolean {
  return /^(?:Troops|Soldiers|Officials|Police|Forces|Warplanes|Diplomats|Negotiators|Commandos|Detectives)$/.test(name)
}

/** What happened, without the full stop: "the United Kingdom cut back relations with Russia on 14 March 2018". `words`: the sentences that say it, null where they are not at hand. */
export function eventWords(event: PairEvent, names: Names, words: string | null): string {
  const [together, directed] = DEEDS[event.type]!
  const [from, to] = [
    partyWords(event.from, event.fromCountries, names, words),
    partyWords(event.to, event.toCountries, names, words),
  ]
  const date = event.date ? { start: event.date, end: event.dateEnd ?? event.date } : null
  const who = listed(from)
  const act =
    event.type === 'SUPPORT' && event.cameo.startsWith('057')
      ? `${listed([...from, ...to])} signed an agreement`
      : event.type === 'CONSULT' && event.mode.includes('visit') && to.length && (words === null || VISITS.test(words))
        ? `${who} visited ${listed(to)}`
        : event.type === 'CONSULT' && event.mode.includes('phone') && to.length
          ? `${who} telephoned ${listed(to)}`
          : event.type === 'CONSULT'
            ? `${listed([...from, ...to])} talked`
            : event.type === 'MOBILIZE' && to.length
              ? `${who} ${directed}`
              : to.length
                ? `${who} ${directed} ${listed(to)}`
                : `${who} ${together}`
  const teller = event.assertedBy
  // Whoever tells of his own act is not named twice.
  const by =
    teller && !event.from.includes(teller) && (words === null || isIn(teller, words))
      ? `, by the word of ${someone(teller)}`
      : ''
  return `${act}${toldWhen(date, event.cite, words)}${by}`
}

const FORMS: { [form: string]: string } = { visit: 'planned visit', 'working-group': 'joint body' }

/** A commitment by its form and giver: "pledge of Pakistan". What it is about, its words say. */
export function formWords(entry: RegisterEntry, names: Names): string {
  const form = entry.planned ? 'planned meeting' : (FORMS[entry.form] ?? entry.form)
  return `${form}${entry.by ? ` of ${names(entry.by)}` : ''}`
}

/** A stage with its day: "signed on 16 February 2016", "agreed, reported on 1 December 2015" where its words tell no day. */
export function stageWords(step: RegisterStep, words: string | null): string {
  const stage = `${step.stage === 'withdrawn' ? 'withdrawn or declined' : step.stage.replace('-', ' ')}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''}`
  return `${stage}${toldWhen(step.date, step.cites[0]!, words)}`
}

/** A commitment with all its stages, and what is due; `wordsOf` gives the sentences that tell of a step. */
export function entryWords(entry: RegisterEntry, names: Names, wordsOf: (step: RegisterStep) => string | null): string {
  const due = entry.due ? `, due ${whenWords(entry.due)}` : ''
  // Only of pledges and offers is it looked for whether they were kept.
  const isFollowed = entry.form === 'pledge' || entry.form === 'offer'
  const late = entry.overdueDays && isFollowed ? '; no report that the ledger holds says that it was kept' : ''
  return `${capital(formWords(entry, names))}: ${entry.steps.map((step) => stageWords(step, wordsOf(step))).join(', then ')}${due}${late}.`
}

/** An issue without the day on which it was spoken of, its quotation marks closed. */
export function issueWords(issue: string): string {
  const words = issue
    .replace(/, and (?:the \w+|he|she|it|they) \w+(?:ed|s)\b.*$/, '')
    .replace(/[.,;:]+$/, '')
    .replace(/ on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/, '')
  const opened = (words.match(/"/g) ?? []).length % 2 === 1
  return opened ? `${words}"` : words
}

/** An issue that is a whole clause: "Zimbabwe's election had been unfair". */
const CLAUSE = /^(?:(?!\b(?:that|which|who|whom)\b)[^,])*?\b(?:should|must|was|were|is|are|had|has|would|will)\b/

/** Who holds a position, which and on what: "The United Kingdom and Russia, in favour: the nuclear agreement with Iran." */
export function heldWords(held: Held[], issue: string, names: Names, words: string | null): string {
  const holders = held.flatMap(({ holders: people, country }) => {
    const own = names(country)
    const told = people.filter((name) => words === null || isIn(name, words))
    return told.length === 0
      ? [own]
      : told.map((name) => (own === name || own === withThe(name) ? own : `${name} (${own.replace(/^the /, '')})`))
  })
  const { stance, before } = held[0]!
  const view = stance !== 'for' ? stance : CLAUSE.test(issue) ? 'holding that' : 'in favour'
  return capital(
    `${listed([...new Set(holders)])}, ${view}${before ? `, before ${before.stance}` : ''}: ${issueWords(issue)}.`,
  )
}

/** Whether the words go on to make a position depend on something, or are but the end of an infinitive ("refused *to* hold an inquiry"). */
export function isWholeIssue(issue: string, words: string): boolean {
  const at = words.indexOf(issue)
  if (at < 0) return true
  const after = words.slice(at + issue.length)
  return !/^,? (?:unless|if|provided|as long as|until|without)\b/.test(after) && !/\bto $/.test(words.slice(0, at))
}
