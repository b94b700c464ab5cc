import { type Cite, contentWords, daysBetween } from '../citing.ts'
import type { JointBody } from '../joint-bodies.ts'
import { capital, listed, someone, whenWords } from '../phrases.ts'
import type { RegisterEntry } from '../register.ts'
import type { Desk } from './desk.ts'
import type { Say } from './pages.ts'
import { entryWords, formWords, stageWords } from './promise-words.ts'
import { isIn } from './telling.ts'

/** Forms of what one side gives. */
const ONE_SIDED = /^(?:offer|pledge|invitation|visit|recognition)$/

/** What companies and other bodies of the two countries sign among themselves is not the states' word. */
function ofStates({ report }: Desk): RegisterEntry[] {
  return report.commitments.filter(({ between }) => report.pair.every((state) => between.includes(state)))
}

const isOpen = ({ status }: RegisterEntry) => status === 'open' || status === 'overdue'

/** What each side, and both, still owe. */
export function sayOpenCommitments(desk: Desk): void {
  const { report, names, pages } = desk
  const commitments = ofStates(desk)
  // What is due by a day stands until then and a while after; of the rest it is known for a year that nothing answers it.
  const promises = commitments.filter(
    (entry) =>
      isOpen(entry) &&
      ONE_SIDED.test(entry.form) &&
      // What an agreement holds is told with it.
      !(entry.by === null && commitments.some((other) => other.form === 'agreement' && other.words === entry.words)) &&
      (entry.due
        ? daysBetween(entry.due.end, report.asOf) <= (entry.form === 'visit' || entry.form === 'invitation' ? 0 : 730)
        : (entry.quietDays ?? 0) <= 365),
  )
  for (const by of [report.pair[0], report.pair[1], null])
    pages.section(by ? `Open commitments of ${names(by)}` : 'Open joint commitments', (say) => {
      for (const entry of promises.filter((e) => e.by === by)) sayEntry(desk, say, entry)
    })
}

/** Joint bodies with their last and next sessions. */
export function sayJointBodies({ report, grounds, pages }: Desk): void {
  pages.section('Joint bodies', (say) => {
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
      if (told.length)
        say(`${capital(body.name)}: ${told.join('; ')}.`, body.cites, grounds.inSentences(body.cites[0]!).words)
    }
  })
}

/** When a joint body was set up, or that it is only known by the day of a report. */
function setUp({ founded, foundedOn }: JointBody): string {
  return foundedOn
    ? `agreed on or set up ${whenWords(foundedOn)}`
    : `agreed on or set up, as reported ${whenWords({ start: founded!, end: founded! })}`
}

const STAGES: [title: string, fits: (entry: RegisterEntry) => boolean][] = [
  ['Agreements in force or carried out', (e) => e.stage === 'in-force' || e.stage === 'fulfilled'],
  ['Agreements signed or ratified', (e) => e.stage === 'signed' || e.stage === 'ratified'],
  ['Agreed, no signature reported', (e) => e.stage === 'agreed' || e.stage === 'offered'],
]

/** Agreements by stage, what was kept or broken, and what others of the two countries agreed. */
export function sayAgreements(desk: Desk): void {
  const { report, grounds, pages } = desk
  const commitments = ofStates(desk)
  const agreements = commitments.filter(
    (entry) =>
      (entry.form === 'agreement' || entry.form === 'ceasefire' || entry.form === 'recognition') &&
      !entry.planned &&
      !commitments.some((other) => isRetold(entry, other)),
  )
  for (const [title, fits] of STAGES)
    pages.section(title, (say) => {
      for (const entry of agreements.filter(fits)) sayEntry(desk, say, entry)
    })

  pages.section('Kept, broken or withdrawn', (say) => {
    for (const entry of commitments)
      if (
        entry.status === 'broken' ||
        entry.status === 'withdrawn' ||
        (entry.status === 'fulfilled' && !agreements.includes(entry))
      )
        sayEntry(desk, say, entry)
  })

  pages.section('Agreements between others of the two countries', (say) => {
    for (const entry of report.commitments.filter((e) => e.by === null && !commitments.includes(e))) {
      const words = grounds.wholeWords(entry.steps[0]!.cites[0]!)
      // "the owners of Russia's largest bank": a state that only has somebody is no party.
      const isOwner = entry.parties.some((name) => words?.includes(`${name}'s `) || words?.includes(`${name}’s `))
      if (isOwner || (words !== null && !entry.parties.every((name) => isIn(name, words)))) continue
      say(
        `${capital(entry.form.replace('-', ' '))} of ${listed(entry.parties.map(someone))}: ${entry.steps.map((step) => stageWords(step, grounds.wholeWords(step.cites[0]!))).join(', then ')}.`,
        entry.steps.flatMap((step) => step.cites),
        grounds.inSentences(entry.steps[0]!.cites[0]!).words,
      )
    }
  })
}

/** What falls due after the day of the brief. */
export function sayDueNext(desk: Desk): void {
  const { report, names, grounds, pages } = desk
  pages.section('Due next', (say) => {
    for (const entry of ofStates(desk).filter((e) => isOpen(e) && e.due && e.due.end >= report.asOf))
      say(
        `${capital(formWords(entry, names))}, due ${whenWords(entry.due)}.`,
        entry.steps[0]!.cites,
        grounds.inSentences(entry.steps[0]!.cites[0]!).words,
      )
  })
}

function sayEntry({ report, offices, names, grounds }: Desk, say: Say, entry: RegisterEntry): void {
  // What has ended is told in the words of its end.
  const isOver = entry.status === 'fulfilled' || entry.status === 'withdrawn' || entry.status === 'broken'
  const step = isOver ? entry.steps[entry.steps.length - 1]! : entry.steps[0]!
  const cite = fullest(step.cites)
  const people = entry.parties.flatMap((name) =>
    report.pair
      .filter((country) => (cite.published && offices?.of(name, country, cite.published)) || entry.by === country)
      .map((country) => ({ name, country })),
  )
  const told = grounds.naming(cite, entry.by ? [entry.by] : report.pair, people)
  if (told)
    say(
      entryWords(entry, names, ({ cites }) => grounds.wholeWords(cites[0]!)),
      [told.cite, ...entry.steps.flatMap(({ cites }) => cites)],
      told.cite.words,
    )
}

/** The telling with the most to say: of "announced the accord" and "agreed to free prisoners and open embassies" the second. */
function fullest(cites: Cite[]): Cite {
  const weight = (cite: Cite) => Math.min(30, contentWords(cite.words).size)
  return cites.reduce((best, cite) => (weight(cite) > weight(best) ? cite : best))
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
