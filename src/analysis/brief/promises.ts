import { type Cite, contentWords, daysBetween, daysOf } from '../citing.ts'
import type { JointBody } from '../joint-bodies.ts'
import type { Offices } from '../offices.ts'
import { capital, intervalWords, listed, someone, whenWords } from '../phrases.ts'
import type { RegisterEntry, RegisterStep } from '../register.ts'
import { toldWhen } from './day-words.ts'
import { type Desk, shownOf } from './desk.ts'
import type { Grounds, Told } from './grounds.ts'
import type { Say } from './pages.ts'
import {
  AGREES,
  dueNoun,
  dueWords,
  entryWords,
  formWords,
  ONE_SIDED,
  type PersonOf,
  stageTold,
  stageWords,
} from './promise-words.ts'
import { escaped, isIn, isOpen as isOpenWords, tellingOf } from './telling.ts'
import { toldLater } from './told-later.ts'

/** The commitments of the two states: what companies and other bodies of their countries sign among themselves is not the states' word. */
export function ofStates({ report, offices }: Desk): RegisterEntry[] {
  return report.commitments.filter(
    (entry) =>
      report.pair.every((state) => entry.between.includes(state)) &&
      // "Clinton promised to take an interest in the efforts of India and Pakistan": his word, not theirs.
      (entry.by === null || report.pair.includes(entry.by)) &&
      !(entry.form === 'invitation' && entry.by !== null && isInvited(entry, entry.by, offices)),
  )
}

/** Whether the words say that people of a country are those invited: "he invited the Americans to hold the next round in Havana". */
function isInvited({ words }: RegisterEntry, country: string, offices: Offices | null): boolean {
  const guest = /\binvit(?:es?|ed|ing)\s+(?:the\s+)?(\S+(?:\s+\S+)?)/i.exec(words)?.[1]
  return guest !== undefined && (offices?.names(country, guest) ?? false)
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
    pages.section(by ? `Open commitments of ${names(by)}` : 'Other open commitments', (say) => {
      for (const entry of promises.filter((e) => e.by === by)) sayEntry(desk, say, entry)
    })
}

/** Joint bodies with their last and next sessions. */
export function sayJointBodies({ report, grounds, pages }: Desk): void {
  pages.section('Joint bodies', (say) => {
    for (const body of report.jointBodies) {
      const cites = body.cites.flatMap((cite) => grounds.naming(cite, report.pair, []) ?? [])
      const [first] = cites
      if (!first) continue
      // "The next session will be held in Moscow in 2014" need not name the two again.
      const { announcedIn } = body
      const isMissing = body.next !== null || /^(?:overdue|lapsed|never met)$/.test(body.status)
      const later = isMissing ? toldLater(body, report, grounds) : []
      const isNoted = announcedIn === null || cites.some(({ cite }) => cite.id === announcedIn.id)
      const told = [
        // A first session is no founding: that was agreed before.
        body.founded && !body.sessions.some(({ day }) => day === body.founded) && isFounding(first.core)
          ? `${/\breviv/i.test(first.core ?? '') ? 'agreed on or revived' : 'agreed on or set up'}${toldWhen(body.foundedOn, first.cite, first.core)}`
          : '',
        body.last
          ? `${/hotline/.test(body.name) ? 'last used' : 'last session'} ${whenWords({ start: body.last, end: body.last })}`
          : '',
        body.next && later.length === 0 ? `next session ${whenWords(body.next)}` : '',
        /hotline/.test(body.name) ? '' : alarmWords(body, later.length > 0),
      ].filter(Boolean)
      if (told.length)
        say(
          `${capital(body.name)}: ${told.join('; ')}.`,
          [...cites.map(({ cite }) => cite), ...(isNoted ? [] : [announcedIn!])],
          first.cite.words,
          true,
        )
      for (const cite of later)
        say(`${capital(body.name)}, told of later, reported ${whenWords(daysOf(cite))}:`, [cite], cite.words)
    }
  })
}

/** What is missing: the session that was announced, the one after the last, or any at all; `isToldLater`: an article tells of it what was not coded. */
function alarmWords({ status, missed, next, last }: JointBody, isToldLater: boolean): string {
  const announced = next ?? missed
  if (isToldLater) return announced ? `a session was announced for ${intervalWords(announced)}` : ''
  if (status === 'overdue') return `the ledger holds no report of the session announced for ${intervalWords(missed)}`
  if (status === 'lapsed' && last) return 'the ledger holds no later one, for longer than usual'
  return status === 'never met' ? 'the ledger holds no report of a session' : ''
}

/** Whether words tell of agreeing on a body or setting it up, and not only of its next session. */
function isFounding(words: string | null): boolean {
  return (
    words === null ||
    /\b(?:agree|set(?:s|ting)? up|establish|creat|form(?:s|ed)?\b|found(?:s|ed)?\b|launch|open|reviv|start|inaugurat)/i.test(
      words,
    )
  )
}

const STAGES: [title: string, fits: (stage: RegisterEntry['stage']) => boolean][] = [
  ['Agreements in force or carried out', (stage) => stage === 'in-force' || stage === 'fulfilled'],
  ['Agreements signed or ratified', (stage) => stage === 'signed' || stage === 'ratified'],
  ['Agreed, no signature recognised', (stage) => stage === 'agreed' || stage === 'offered'],
]

/** Agreements by stage, what was kept or broken, and what others of the two countries agreed. */
export function sayAgreements(desk: Desk): void {
  const { report, grounds, pages } = desk
  const commitments = ofStates(desk)
  const agreements = commitments.filter(
    (entry) =>
      (entry.form === 'agreement' || entry.form === 'ceasefire' || entry.form === 'recognition') &&
      !entry.planned &&
      !(
        entry.stage === 'agreed' && entry.steps.every(({ cites }) => cites.every(({ words }) => isToMeetAlone(words)))
      ) &&
      !commitments.some((other) => isRetold(entry, other)) &&
      !(entry.stage === 'agreed' && report.jointBodies.some((body) => isBodyAlone(entry, body))),
  )
  const articlesOf = ({ steps }: RegisterEntry) => steps.flatMap(({ cites }) => cites.map(({ article }) => article))
  const isOfSigned = (entry: RegisterEntry) => {
    const step = entry.steps.find((each) => each.stage === entry.stage)
    return step?.stage === 'agreed' && isToldOfSigned(step, grounds)
  }
  const stageOf = (entry: RegisterEntry) => {
    const step = entry.steps.find((each) => each.stage === entry.stage)
    const told = step ? stageTold(step, grounds.wholeWords(step.cites[0]!)) : entry.stage
    if (!isOfSigned(entry) && (told === entry.stage || entry.stage !== 'in-force')) return told
    // A term stands with the agreement that it is one of.
    const of = commitments.find(
      (other) => other.stage === 'signed' && articlesOf(other).some((article) => articlesOf(entry).includes(article)),
    )
    return of ? of.stage : told
  }
  for (const [title, fits] of STAGES)
    pages.section(title, (say) => {
      for (const entry of agreements.filter((each) => fits(stageOf(each))))
        sayEntry(desk, say, entry, isOfSigned(entry) ? ', told along with a signing' : '')
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
        `${capital(entry.form.replace('-', ' '))} of ${listed(entry.parties.map(someone))}: ${entry.steps.map((step) => stageWords(entry.form, step, grounds.wholeWords(step.cites[0]!))).join(', then ')}.`,
        entry.steps.flatMap((step) => step.cites),
        grounds.inSentences(entry.steps[0]!.cites[0]!).words,
        true,
      )
    }
  })
}

/** What falls due after the day of the brief. */
export function sayDueNext(desk: Desk): void {
  const { report, names, grounds, pages } = desk
  pages.section('Due next', (say) => {
    for (const entry of ofStates(desk).filter((e) => isOpen(e) && e.due && e.due.end >= report.asOf)) {
      const told = toldOf(desk, entry, entry.steps[0]!)
      if (told)
        say(
          `${capital(formWords(entry, names, ({ cites }) => grounds.wholeWords(cites[0]!), personIn(desk)))}, ${dueNoun(entry)}due ${dueWords(entry.due, [told.core])}.`,
          [told.cite],
          shownOf(desk, told),
          true,
        )
    }
  })
}

/** Whom of a country the first words of a commitment name, with an office of it. */
function personIn({ names, offices, grounds }: Desk): PersonOf {
  return (entry, country) => {
    const cite = entry.steps[0]!.cites[0]!
    const words = grounds.wholeWords(cite) ?? cite.words
    const name = entry.parties.find(
      (each) => cite.published !== null && offices?.of(each, country, cite.published) && isIn(each, words),
    )
    return name ? `${name} (${names(country).replace(/^the /, '')})` : names(country)
  }
}

/** "Agreed to meet again", and nothing else: that is no agreement that somebody may sign. */
function isToMeetAlone(words: string): boolean {
  return (
    /\bagree[ds]?\b[^.;]{0,30}? to (?:meet|talk|hold (?:\p{Ll}+ )?(?:talks|meetings?|rounds?|sessions?)|(?:continue|resume) (?:\p{Ll}+ )?(?:talks|talking|meetings?))\b/iu.test(
      words,
    ) && !/(?:,|\band) to \p{Ll}/u.test(words)
  )
}

/** "A strategic dialogue that the two governments agreed to hold every year": told among the joint bodies. */
function isBodyAlone({ steps }: RegisterEntry, { name, cites }: JointBody): boolean {
  const alone = new RegExp(`\\b${escaped(name)}\\b,? (?:that|which|on which) (?:[\\p{L}]+ ){1,4}agreed\\b`, 'iu')
  return steps.every((step) =>
    step.cites.every(({ id, words }) => cites.some((cite) => cite.id === id) && alone.test(words)),
  )
}

/** "They signed a declaration on Monday. The neighbours agreed to reopen their embassies": what is told right after a signing is of what was signed. */
function isToldOfSigned({ cites }: RegisterStep, grounds: Grounds): boolean {
  const telling = tellingOf(cites[0]!, grounds.sentences)
  return telling !== null && isOpenWords(telling.words) && /\bsign(?:s|ed)\b/i.test(telling.before[0] ?? '')
}

/** Puts down a commitment with all its stages, if its words name both states. */
export function sayEntry(desk: Desk, say: Say, entry: RegisterEntry, note = ''): void {
  const { names, grounds } = desk
  // What has ended is told in the words of its end.
  const isOver = entry.status === 'fulfilled' || entry.status === 'withdrawn' || entry.status === 'broken'
  const end = entry.steps[entry.steps.length - 1]!
  // That another happening answers it does not say what it was.
  const step = isOver && end.basis === 'stated' ? end : entry.steps[0]!
  const told = toldOf(desk, entry, step)
  if (told && isSaidToBeAgreed(entry, grounds.wholeWords(entry.steps[0]!.cites[0]!)))
    say(
      entryWords(entry, names, ({ cites }) => grounds.wholeWords(cites[0]!), personIn(desk), note),
      [told.cite, ...entry.steps.flatMap(({ cites }) => cites)],
      shownOf(desk, told),
      true,
    )
}

/** False of an agreement of whose agreeing its words have no word: what two are told to do or to overcome, they need not have agreed on. */
function isSaidToBeAgreed({ form, steps }: RegisterEntry, words: string | null): boolean {
  return words === null || !/^(?:agreement|ceasefire)$/.test(form) || steps[0]!.stage !== 'agreed' || AGREES.test(words)
}

/** What may be told of a step of a commitment between the two states. */
export function toldOf({ report, offices, grounds }: Desk, entry: RegisterEntry, step: RegisterStep): Told | null {
  const cite = fullest(step.cites)
  const people = entry.parties.flatMap((name) =>
    report.pair
      .filter((country) => (cite.published && offices?.of(name, country, cite.published)) || entry.by === country)
      .map((country) => ({ name, country })),
  )
  // A promise of which its own words and those before do not say to whom it was made may have been made to nobody abroad.
  return grounds.naming(cite, report.pair, people, entry.form === 'pledge')
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
