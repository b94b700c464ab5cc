import { capital, listed, withThe } from '../phrases.ts'
import type { Held } from '../positions.ts'
import type { Names } from './country-names.ts'
import { isIn } from './telling.ts'

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
