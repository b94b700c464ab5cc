import { type Cite, contentWords } from '../citing.ts'
import type { Offices } from '../offices.ts'
import type { Held } from '../positions.ts'
import type { RegisterEntry } from '../register.ts'
import { type Desk, isAgain, sayEvent } from './desk.ts'
import type { Say } from './pages.ts'
import { heldWords, isPlan, issueWords, isWholeIssue, wholeIssue } from './position-words.ts'
import { isOpen } from './telling.ts'

/** Issues on which the two sides stand apart, with both positions, and what each did against the other. */
export function sayDisputes(desk: Desk): void {
  const { report, pages } = desk
  pages.section('Disputes and irritants', (say) => {
    for (const { issue, held } of report.issues.filter((i) => i.disputed))
      for (const each of held.filter((h) => report.pair.includes(h.country))) sayHeld(desk, say, [each], issue)
    const hostile = report.events.filter((event) => event.leftOut === null && event.score <= -2)
    const shown = new Set(
      report.pair.flatMap((country) => hostile.filter((event) => event.fromCountries.includes(country)).slice(0, 6)),
    )
    // The newest first, whoever did it.
    for (const event of hostile) if (shown.has(event) && !isAgain(desk, event)) sayEvent(desk, say, event)
  })
}

/** What either side holds of the other or of third parties, and what both hold. */
export function sayPositions(desk: Desk): void {
  const { report, pages } = desk
  pages.section('Positions on others and shared positions', (say) => {
    for (const { issue, held, shared } of report.issues.filter((i) => !i.disputed && i.concerns).slice(0, 12)) {
      const own = held.filter((h) => report.pair.includes(h.country))
      // What both hold in the same words is said once of both.
      const together = shared && own.length > 1 && own.every((h) => h.stance === own[0]!.stance && h.before === null)
      for (const some of together ? [own] : own.map((h) => [h])) sayHeld(desk, say, some, issue)
    }
  })
}

/** What the ledger does not take for established: claims of one side, and amounts on which reports differ. */
export function sayDoubts(desk: Desk): void {
  const { report, pages } = desk
  pages.section('Claims nobody concedes, and reports that differ', (say) => {
    for (const event of report.events.filter((e) => e.leftOut === 'a claim that nobody concedes').slice(0, 8))
      if (!isAgain(desk, event)) sayEvent(desk, say, event, 'claimed only: ')
    for (const event of report.events.filter((e) => e.conflicts > 0).slice(0, 8))
      for (const amounts of event.amounts) sayEvent(desk, say, event, `reports differ (${amounts.join(', ')}): `)
  })
}

function sayHeld(desk: Desk, say: Say, held: Held[], issue: string): void {
  const { report, offices, names, grounds, pages } = desk
  const cite = held[0]!.cites[held[0]!.cites.length - 1]!
  const told = grounds.naming(
    cite,
    held.map(({ country }) => country),
    held.flatMap(({ holders, country }) => holders.map((name) => ({ name, country }))),
  )
  if (!told || (told.words !== null && !isWholeIssue(issue, told.words))) return
  const whole = wholeIssue(issue, told.core)
  const isAgreed = isPlan(whole) && report.commitments.some((entry) => isOf(entry, cite))
  // Who "both leaders" are that hold it, what goes before says.
  const shown = told.core === null || isOpen(told.core) ? told.cite.words : told.core
  // That an offer was declined stands among the commitments.
  const isDeclined =
    held[0]!.stance === 'against' &&
    report.commitments.some((entry) => entry.status === 'withdrawn' && isOf(entry, cite))
  // What was rejected stands among the disputes as an act.
  const isAct = held[0]!.stance === 'against' && pages.isQuoted(told.core)
  if (isSaying(whole, offices) && !isAgreed && !isDeclined && !isAct)
    say(heldWords(held, whole, names, told.words), [told.cite, ...held.flatMap(({ cites }) => cites)], shown)
}

/** Whether a commitment is told in the words of a cite. */
function isOf({ steps }: RegisterEntry, { article, words }: Cite): boolean {
  return steps.some(({ cites }) =>
    cites.some((each) => each.article === article && (each.words.includes(words) || words.includes(each.words))),
  )
}

/** Whether an issue says what it is about: "the nuclear agreement" does, "an interest", "a demand from India" and "both sides to show restraint" do not. */
function isSaying(issue: string, offices: Offices | null): boolean {
  if (/^(?:both|the two) (?:sides|countries|parties|governments)\b|^(?:it|them|him|her|this|that)\b/i.test(issue))
    return false
  const words = [...contentWords(issueWords(issue))]
  const named = new Set(
    issue
      .split(/\s+/)
      .filter((word) => offices?.country(word.replace(/['’]s$/, '').replace(/\P{L}/gu, '')) != null)
      .flatMap((word) => [...contentWords(word)]),
  )
  return words.filter((word) => !named.has(word)).length > 1 || (words.length > 1 && named.size === 0)
}
