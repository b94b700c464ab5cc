import type { Happening } from '../ledger/index.ts'
import {
  changeWords,
  contactWords,
  entryWords,
  eventWords,
  formWords,
  heldWords,
  issueWords,
  isVisitTold,
  isWholeIssue,
  namer,
  stageWords,
  temperatureWords,
} from './brief-sentences.ts'
import { type Cite, citeHappening, contentWords, daysBetween, daysOf } from './citing.ts'
import { exp2 } from './exact-math.ts'
import type { JointBody } from './joint-bodies.ts'
import { LEVELS, type Offices } from './offices.ts'
import type { PairEvent } from './pair-events.ts'
import type { Direction, PairReport } from './pair-report.ts'
import { capital, dayWords, intervalWords, listed, monthWords, someone, whenWords } from './phrases.ts'
import type { Held } from './positions.ts'
import type { RegisterEntry } from './register.ts'
import { isIn, isNamed, type SentencesOf, tellingOf, wordsThatSay } from './telling.ts'

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
  /** The sentences of the articles cited; without them the words stand as the rules found them, and nothing is held against them. */
  sentencesOf?: SentencesOf
}

const QUOTE = 400
/** Of events and contacts that are less sure than this a brief tells nothing but the figures they count in. */
const SURE = 0.6

/** Forms of what one side gives. */
const ONE_SIDED = /^(?:offer|pledge|invitation|visit|recognition)$/

/** What somebody does all along is no act of a day: "has long accused", "still rejects". */
const STANDING = /\b(?:has|have|had) (?:long|always|repeatedly|often)\b|\bstill \w+s\b/

type Say = (text: string, support: Support[], quote?: string | null) => void

/** Writes the brief on a pair from its report: each sentence with its footnotes, nothing without, and where the articles are at hand nothing that their words do not say. */
export function briefOf(report: PairReport, options: BriefOptions): Brief {
  const notes: Support[] = []
  const numbers = new Map<string, number>()
  const numberOf = (support: Support) => {
    const known = numbers.get(support.id)
    if (known === undefined) {
      notes.push(support)
      numbers.set(support.id, notes.length)
      return notes.length
    }
    // The words with what goes before say more.
    if (support.words.length > notes[known - 1]!.words.length && support.words.endsWith(notes[known - 1]!.words))
      notes[known - 1] = support
    return known
  }
  const sections: BriefSection[] = []
  const section = (title: string, fill: (say: Say) => void) => {
    const sentences: BriefSentence[] = []
    fill((text, support, quote = null) => {
      if (support.length === 0) return
      const numbered = [...new Set(support.map((each) => numberOf(inSentences(each))))].sort((a, b) => a - b)
      const shown = quote === null ? null : shortQuote(quote)
      // What several happenings of one sentence would say in the same words is said once.
      const same = sentences.find((other) => other.text === text && other.quote === shown)
      if (same) {
        same.notes = [...new Set([...same.notes, ...numbered])].sort((a, b) => a - b)
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
  const { offices } = options
  const telling = (cite: Cite) => tellingOf(cite, options.sentencesOf ?? (() => null))
  /** The cite with its whole sentences for words, for its footnote; one that has been given more words keeps them. */
  const inSentences = (support: Support): Support => {
    if (support.kind === 'lexicon') return support
    const told = telling(support)
    return told ? { ...support, words: told.words } : support
  }
  /** Null where the article is not at hand. */
  const wholeWords = (cite: Cite) => telling(cite)?.words ?? null
  /** A cite whose words name some countries, with what goes before them where that is needed; null where the article is at hand and does not. */
  const naming = (cite: Cite, countries: readonly string[], people: Parameters<typeof isNamed>[2]) => {
    const told = telling(cite)
    if (!told || !offices) return { cite: told ? { ...cite, words: told.words } : cite, words: told?.words ?? null }
    const words = wordsThatSay(told, (some) => countries.every((each) => isNamed(each, some, people, offices)))
    return words === null ? null : { cite: { ...cite, words }, words }
  }
  const namingEvent = (event: PairEvent) => {
    const people = ([side, countries]: [string[], string[]]) =>
      side.map((name) => ({
        name,
        country: offices?.country(name) ?? (countries.length === 1 ? countries[0]! : null),
      }))
    // "The minister said the government accused …": a side that tells of its own words may be taken for another speaker's.
    const isOwnWord =
      event.assertedBy !== null &&
      /^(?:ACCUSE|REJECT|THREATEN|REQUEST)$/.test(event.type) &&
      !event.from.includes(event.assertedBy)
    return event.confidence < SURE ||
      isOwnWord ||
      STANDING.test(event.cite.words) ||
      /\bever since\b/.test(wholeWords(event.cite) ?? '')
      ? null
      : naming(
          event.cite,
          report.pair.filter((each) => event.fromCountries.includes(each) || event.toCountries.includes(each)),
          [...people([event.from, event.fromCountries]), ...people([event.to, event.toCountries])],
        )
  }
  const sayEvent = (say: Say, event: PairEvent, before = '') => {
    const told = namingEvent(event)
    if (told) say(`${capital(before + eventWords(event, names, told.words))}.`, [told.cite], told.cite.words)
  }
  const contacts = report.contacts.flatMap((contact) => {
    const told =
      contact.confidence < SURE || !contact.date ? null : naming(contact.cites[0]!, report.pair, contact.participants)
    if (!told) return []
    const isVisit = isVisitTold(contact, told.words, (country, words) => offices?.names(country, words) ?? false)
    return [{ contact, isVisit, text: contactWords(contact, names, told.words, isVisit), cite: told.cite }]
  })
  const sayEntry = (say: Say, entry: RegisterEntry) => {
    // What has ended is told in the words of its end.
    const isOver = entry.status === 'fulfilled' || entry.status === 'withdrawn' || entry.status === 'broken'
    const step = isOver ? entry.steps[entry.steps.length - 1]! : entry.steps[0]!
    const cite = fullest(step.cites)
    const people = entry.parties.flatMap((name) =>
      report.pair
        .filter((country) => (cite.published && offices?.of(name, country, cite.published)) || entry.by === country)
        .map((country) => ({ name, country })),
    )
    const told = naming(cite, entry.by ? [entry.by] : report.pair, people)
    if (told)
      say(
        entryWords(entry, names, ({ cites }) => wholeWords(cites[0]!)),
        [told.cite, ...entry.steps.flatMap(({ cites }) => cites)],
        told.cite.words,
      )
  }
  const sayHeld = (say: Say, held: Held[], issue: string) => {
    const cite = held[0]!.cites[held[0]!.cites.length - 1]!
    const told = naming(
      cite,
      held.map(({ country }) => country),
      held.flatMap(({ holders, country }) => holders.map((name) => ({ name, country }))),
    )
    if (told && (told.words === null || isWholeIssue(issue, told.words)))
      say(
        heldWords(held, issue, names, told.words),
        [told.cite, ...held.flatMap(({ cites }) => cites)],
        told.cite.words,
      )
  }
  /** The same act told with its month or year alone beside one told with its day ("since it had recalled its envoy in December"). */
  const isAgain = (event: PairEvent) =>
    event.date !== null &&
    event.date !== event.dateEnd &&
    report.events.some(
      (other) =>
        other.leftOut === null &&
        other.id !== event.id &&
        other.type === event.type &&
        other.date !== null &&
        other.date === other.dateEnd &&
        other.date >= event.date! &&
        other.date <= (event.dateEnd ?? event.date!) &&
        other.fromCountries.join() === event.fromCountries.join() &&
        other.toCountries.join() === event.toCountries.join(),
    )
  /** Whether a sentence tells it already; the figures of the first two sections only rest on it. */
  const told = ({ id }: Cite) =>
    sections.some(
      ({ title, sentences }) =>
        title !== 'Bottom line' &&
        title !== 'Temperature' &&
        sentences.some((each) => each.notes.includes(numbers.get(id)!)),
    )

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

  section('Temperature', (say) => {
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

  const last = options.lastBrief
  if (last)
    section(`Since the last brief of ${dayWords(last)}`, (say) => {
      for (const event of report.events
        .filter((e) => e.cite.published !== null && e.cite.published > last && e.leftOut === null)
        .slice(0, 15))
        sayEvent(say, event, 'new: ')
      for (const entry of report.commitments)
        for (const step of entry.steps)
          if (step.day && step.day > last)
            say(
              `Commitment: ${formWords(entry, names)} ${stageWords(step, wholeWords(step.cites[0]!))}.`,
              step.cites,
              inSentences(step.cites[0]!).words,
            )
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
      const found = contacts.find(({ contact }) => contact.level === level)
      if (found)
        say(
          `${capital(level === 'head' ? 'heads of state or government' : level)}: ${found.text}.`,
          [found.cite],
          found.cite.words,
        )
    }
  })

  for (const [visitor, host] of [report.pair, [report.pair[1], report.pair[0]]] as [string, string][])
    section(`Visits from ${names(visitor)} to ${names(host)}`, (say) => {
      for (const { contact, isVisit, text, cite } of contacts)
        if (isVisit && contact.visitor === visitor && contact.host === host)
          say(`${capital(text)}.`, [cite], cite.words)
    })

  // What companies and other bodies of the two countries sign among themselves is not the states' word.
  const commitments = report.commitments.filter(({ between }) => report.pair.every((state) => between.includes(state)))
  const open = commitments.filter((entry) => entry.status === 'open' || entry.status === 'overdue')
  // What is due by a day stands until then and a while after; of the rest it is known for a year that nothing answers it.
  const promises = open.filter(
    (entry) =>
      ONE_SIDED.test(entry.form) &&
      // What an agreement holds is told with it.
      !(entry.by === null && commitments.some((other) => other.form === 'agreement' && other.words === entry.words)) &&
      (entry.due
        ? daysBetween(entry.due.end, report.asOf) <= (entry.form === 'visit' || entry.form === 'invitation' ? 0 : 730)
        : (entry.quietDays ?? 0) <= 365),
  )
  for (const by of [report.pair[0], report.pair[1], null])
    section(by ? `Open commitments of ${names(by)}` : 'Open joint commitments', (say) => {
      for (const entry of promises.filter((e) => e.by === by)) sayEntry(say, entry)
    })

  section('Joint bodies', (say) => {
    for (const body of report.jointBodies) {
      const told = [
        // A first session is no founding: that was agreed before.
        body.founded && !body.sessions.some(({ day }) => day === body.founded) ? setUp(body) : '',
        body.last
          ? `${/hotline/.test(body.name) ? 'last used' : 'last session'} ${whenWords({ start: body.last, end: body.last })}`
          : '',
        body.next ? `next session ${whenWords(body.next)}` : '',
        body.last && body.status === 'lapsed' && !/hotline/.test(body.name)
          ? 'the ledger holds no later one, for longer than usual'
          : '',
      ].filter(Boolean)
      if (told.length) say(`${capital(body.name)}: ${told.join('; ')}.`, body.cites, inSentences(body.cites[0]!).words)
    }
  })

  const agreements = commitments.filter(
    (entry) =>
      (entry.form === 'agreement' || entry.form === 'ceasefire' || entry.form === 'recognition') &&
      !entry.planned &&
      !commitments.some((other) => isRetold(entry, other)),
  )
  const stages: [string, (entry: RegisterEntry) => boolean][] = [
    ['Agreements in force or carried out', (e) => e.stage === 'in-force' || e.stage === 'fulfilled'],
    ['Agreements signed or ratified', (e) => e.stage === 'signed' || e.stage === 'ratified'],
    ['Agreed, no signature reported', (e) => e.stage === 'agreed' || e.stage === 'offered'],
  ]
  for (const [title, fits] of stages)
    section(title, (say) => {
      for (const entry of agreements.filter(fits)) sayEntry(say, entry)
    })

  section('Kept, broken or withdrawn', (say) => {
    for (const entry of commitments)
      if (
        entry.status === 'broken' ||
        entry.status === 'withdrawn' ||
        (entry.status === 'fulfilled' && !agreements.includes(entry))
      )
        sayEntry(say, entry)
  })

  section('Agreements between others of the two countries', (say) => {
    for (const entry of report.commitments.filter((e) => e.by === null && !commitments.includes(e))) {
      const words = wholeWords(entry.steps[0]!.cites[0]!)
      // "the owners of Russia's largest bank": a state that only has somebody is no party.
      const isOwner = entry.parties.some((name) => words?.includes(`${name}'s `) || words?.includes(`${name}’s `))
      if (isOwner || (words !== null && !entry.parties.every((name) => isIn(name, words)))) continue
      say(
        `${capital(entry.form.replace('-', ' '))} of ${listed(entry.parties.map(someone))}: ${entry.steps.map((step) => stageWords(step, wholeWords(step.cites[0]!))).join(', then ')}.`,
        entry.steps.flatMap((step) => step.cites),
        inSentences(entry.steps[0]!.cites[0]!).words,
      )
    }
  })

  section('Disputes and irritants', (say) => {
    for (const { issue, held } of report.issues.filter((i) => i.disputed))
      for (const each of held.filter((h) => report.pair.includes(h.country))) sayHeld(say, [each], issue)
    const hostile = report.events.filter((event) => event.leftOut === null && event.score <= -2)
    for (const country of report.pair) {
      const own = hostile.filter((event) => event.fromCountries.includes(country))
      for (const event of own.slice(0, 6)) if (!isAgain(event)) sayEvent(say, event)
    }
  })

  section('Positions on others and shared positions', (say) => {
    for (const { issue, held, shared } of report.issues
      .filter((i) => !i.disputed && i.concerns && isTold(i.issue))
      .slice(0, 12)) {
      const own = held.filter((h) => report.pair.includes(h.country))
      // What both hold in the same words is said once of both.
      const together = shared && own.length > 1 && own.every((h) => h.stance === own[0]!.stance && h.before === null)
      for (const some of together ? [own] : own.map((h) => [h])) sayHeld(say, some, issue)
    }
  })

  section('Key quotations', (say) => {
    for (const statement of report.statements.filter((s) => s.form !== 'indirect').slice(0, 8)) {
      const words = wholeWords(statement.cite)
      // "he said": whom that means, the words do not say.
      if (words !== null && !isIn(statement.speaker, words)) continue
      say(
        `${capital(someone(statement.speaker))}${statement.country ? ` (${names(statement.country).replace(/^the /, '')})` : ''}, reported ${whenWords(daysOf(statement.cite))}:`,
        [statement.cite],
        statement.cite.words,
      )
    }
  })

  section('What is expected', (say) => {
    // What somebody expected years ago is no outlook any more.
    const lately = report.said.outlooks.filter(
      ({ published }) => published !== null && daysBetween(published, report.asOf) <= 365,
    )
    for (const { by, direction, cites } of lately.slice(0, 5))
      say(
        `${capital(someone(by ?? 'observers'))}, ${direction}, ${intervalWords(daysOf(cites[0]!))}:`,
        cites,
        cites[0]!.words,
      )
  })

  section('History as told', (say) => {
    const ties = report.said.ties.map((tie) => ({
      day: tie.published ?? '',
      tell: () =>
        say(
          `${capital(tie.by && tie.by !== tie.cites[0]!.outlet ? `${someone(tie.by)}${tie.cites[0]!.outlet ? ` in ${tie.cites[0]!.outlet}` : ''}` : (tie.by ?? 'a source'))}, ${intervalWords(daysOf(tie.cites[0]!))}${tie.date ? `, of what held ${whenWords(tie.date)}` : ''}:`,
          tie.cites,
          tie.cites[0]!.words,
        ),
    }))
    // What a section before this one tells is not told again.
    const events = report.events
      .filter((event) => event.leftOut === null && Math.abs(event.score) >= 4 && !told(event.cite))
      .slice(0, 20)
      .filter((event) => !isAgain(event))
      .map((event) => ({ day: event.date ?? '', tell: () => sayEvent(say, event) }))
    for (const { tell } of [...ties, ...events].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) tell()
  })

  section('Claims nobody concedes, and reports that differ', (say) => {
    for (const event of report.events.filter((e) => e.leftOut === 'a claim that nobody concedes').slice(0, 8))
      if (!isAgain(event)) sayEvent(say, event, 'claimed only: ')
    for (const event of report.events.filter((e) => e.conflicts > 0).slice(0, 8))
      for (const amounts of event.amounts) sayEvent(say, event, `reports differ (${amounts.join(', ')}): `)
  })

  section('Due next', (say) => {
    for (const entry of open.filter((e) => e.due && e.due.end >= report.asOf))
      say(
        `${capital(formWords(entry, names))}, due ${whenWords(entry.due)}.`,
        entry.steps[0]!.cites,
        inSentences(entry.steps[0]!.cites[0]!).words,
      )
  })

  for (const country of report.pair)
    section(`In office in ${names(country)} on ${dayWords(report.asOf)}`, (say) => {
      for (const holder of (options.offices?.in(country, report.asOf) ?? [])
        .filter((h) => h.level !== 'official')
        .slice(0, 6))
        say(
          `${holder.name}, ${holder.office.replace(/\bun\b/, 'UN')}${holder.from ? `, since ${monthWords(holder.from)}` : ''}.`,
          [
            {
              id: `lexicon:${country}:${holder.name}:${holder.office}`,
              kind: 'lexicon',
              words: `${holder.name} | ${holder.office} | ${holder.from || '…'} to ${holder.to || '…'}`,
            },
          ],
        )
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

/** The telling with the most to say: of "announced the accord" and "agreed to free prisoners and open embassies" the second. */
function fullest(cites: Cite[]): Cite {
  const weight = (cite: Cite) => Math.min(30, contentWords(cite.words).size)
  return cites.reduce((best, cite) => (weight(cite) > weight(best) ? cite : best))
}

/** Whether an issue says what it is about: "the nuclear agreement" does, "an interest" and "Cubans on Thursday" do not. */
function isTold(issue: string): boolean {
  return contentWords(issueWords(issue)).size > 1
}

/** Whether one agreement is the other, looked back on with its month or year alone ("the accord of 1997"). */
function isRetold(entry: RegisterEntry, other: RegisterEntry): boolean {
  if (entry === other || entry.form !== other.form) return false
  return entry.steps.every(
    ({ date }) =>
      date !== null &&
      daysBetween(date.start, date.end) > 7 &&
      other.steps.some(
        (step) =>
          step.date !== null &&
          step.basis === 'stated' &&
          daysBetween(step.date.start, step.date.end) <= 7 &&
          step.date.start >= date.start &&
          step.date.end <= date.end,
      ),
  )
}

/** When a joint body was set up, or that it is only known by the day of a report. */
function setUp({ founded, foundedOn }: JointBody): string {
  return foundedOn
    ? `agreed on or set up ${whenWords(foundedOn)}`
    : `agreed on or set up, as reported ${whenWords({ start: founded!, end: founded! })}`
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

/** A quotation in the text of a brief: on one line, cut where it is long. */
export function shortQuote(text: string): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  return clean.length <= QUOTE ? clean : `${clean.slice(0, QUOTE).replace(/\s+\S*$/, '')} …`
}
