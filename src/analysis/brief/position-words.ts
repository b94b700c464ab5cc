import { daysOf } from '../citing.ts'
import { capital, listed, withThe } from '../phrases.ts'
import type { Held } from '../positions.ts'
import type { Names } from './country-names.ts'
import { reportedWords } from './day-words.ts'
import { isIn } from './telling.ts'

/** An issue without the day on which it was spoken of, its quotation marks closed. */
export function issueWords(issue: string): string {
  const words = issue
    .replace(/, and (?:the \w+|he|she|it|they) \w+(?:ed|s)\b.*$/, '')
    // What the speaker said or did beside it is no part of it: "a new start *and invited President Medvedev*", "*and that much would depend …*".
    .replace(/(?<!\bthat\b.*|\w+ed) and (?:that\b|\p{Ll}+ed (?:\p{Lu}|the\b|an? |its\b|his\b|her\b|their\b)).*$/u, '')
    .replace(/[.,;:]+$/, '')
    .replace(/ on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=$| to )/, '')
  const opened = (words.match(/"/g) ?? []).length % 2 === 1
  return opened ? `${words}"` : words
}

/** An issue that is a whole clause: "Zimbabwe's election had been unfair", "Lugovoi, a former agent, should be charged". */
const CLAUSE =
  /^(?:(?!\b(?:that|which|who|whom)\b)[^,]|, (?:an?|the) [^,]+,)*?\b(?:should|must|was|were|is|are|had|has|would|will)\b/

/** What somebody is called on to do: "Havana to begin a process of change". */
const TO_ACT = /^(?:(?!\b(?:that|which|who|whom|should|must|was|were|is|are|had|has|would|will)\b)[^,"])*? to [a-z]/

/** Whether an issue is something that its holders will do themselves, which a commitment tells: "the services would work together". */
export function isPlan(issue: string): boolean {
  return CLAUSE.exec(issue)?.[0].match(/\b(?:would|will)$/) != null
}

/** Who holds a position, which, on what, and when that was last reported: "The United Kingdom and Russia, in favour: the nuclear agreement with Iran, reported on 22 December 2017." */
export function heldWords(held: Held[], issue: string, names: Names, words: string | null): string {
  const holders = held.flatMap(({ holders: people, country }) => {
    const own = names(country)
    const told = people.filter((name) => words === null || isIn(name, words))
    return told.length === 0
      ? [own]
      : told.map((name) => (own === name || own === withThe(name) ? own : `${name} (${own.replace(/^the /, '')})`))
  })
  const { stance, before } = held[0]!
  const what = issueWords(issue)
  const who = `${listed([...new Set(holders)])}, `
  const then = before ? `, before ${before.stance}` : ''
  // Without its day what was held years ago reads as held today.
  const [latest] = held
    .flatMap(({ cites }) => cites.flatMap((cite) => daysOf(cite) ?? []))
    .sort((a, b) => (a.start < b.start ? 1 : -1))
  const cite = held.flatMap(({ cites }) => cites).find((each) => daysOf(each)?.start === latest?.start)
  const reported = `${saidBy(words)}${cite && latest !== undefined ? `, ${reportedWords(cite)}` : ''}`
  // "called on Havana to begin a process of change"
  if (stance === 'for' && TO_ACT.test(issue)) return capital(`${who}calling for ${what}${then}${reported}.`)
  return capital(
    `${who}${stance !== 'for' ? (DISMISSES.test(words ?? '') ? 'dismissing' : stance) : CLAUSE.test(issue) ? 'holding that' : 'in favour'}${then}: ${what}${reported}.`,
  )
}

const DISMISSES = /\bdismiss(?:es|ed)?\b/

/** Who tells it, where the sentence ends with that: ", according to a Panamanian diplomat". */
function saidBy(words: string | null): string {
  const found = /, ((?:an? |the )?\p{L}[\p{L}'’ -]{2,40}) said\.?$/u.exec(words ?? '')
  return found && !/^(?:he|she|it|they)$/i.test(found[1]!) ? `, according to ${found[1]}` : ''
}

/** An issue with the infinitive that its words go on with ("a demand from India *to hand over twenty fugitives*"). */
export function wholeIssue(issue: string, words: string | null): string {
  const at = words?.indexOf(issue) ?? -1
  const more =
    at < 0 ? null : /^(?: on \w+day)? to [a-z]+\b(?:(?! and \w+ed\b)[^,.;:"])*/.exec(words!.slice(at + issue.length))
  return more && !TO_ACT.test(issue) ? issue + more[0].replace(/^ on \w+day/, '') : issue
}

/** Whether the words go on to make a position depend on something, or are but the end of an infinitive ("refused *to* hold an inquiry"). */
export function isWholeIssue(issue: string, words: string): boolean {
  const at = words.indexOf(issue)
  if (at < 0) return true
  const after = words.slice(at + issue.length)
  return (
    !/^(?:, [^,]{2,40} said)?,? (?:unless|if|provided|as long as|until|without|though|although)\b/.test(after) &&
    !/\bto $/.test(words.slice(0, at))
  )
}
