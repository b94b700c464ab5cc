import type { LedgerItem } from '../ledger/index.ts'
import {
  type Cite,
  citeItem,
  contentWords,
  dayOfItem,
  daysBetween,
  independentOf,
  itemsByDay,
  sharedWords,
  statesOf,
} from './citing.ts'
import type { Offices } from './offices.ts'

type PositionItem = Extract<LedgerItem, { kind: 'position' }>
type StatementItem = Extract<LedgerItem, { kind: 'statement' }>

/** What one country holds on one issue, as last reported. */
export interface Held {
  country: string
  holders: string[]
  stance: 'for' | 'against' | 'mixed' | 'unclear'
  /** Stance before, where it was reported to be another. */
  before: { stance: string; published: string | null } | null
  published: string | null
  independent: number
  cites: Cite[]
}

/** One issue with what each country holds: a row of the matrix of positions. */
export interface Issue {
  issue: string
  /** True where one side of the pair is for and the other against. */
  disputed: boolean
  shared: boolean
  /** True where both sides of the pair hold something on it, or one does and the words name the other. */
  concerns: boolean
  held: Held[]
}

/** A quotation of one of the two sides. */
export interface KeyStatement {
  speaker: string
  country: string | null
  addressees: string[]
  form: 'direct' | 'indirect' | 'mixed'
  /** The word of saying, as a lemma: "say", "reject". */
  cue: string
  /** Polarity of the first stance read in it; toward whom, its words say. */
  polarity: -1 | 0 | 1 | null
  published: string | null
  cite: Cite
}

const SAME_ISSUE = 0.6
/** Issues with no more words in common than this are one only within a quarter: both sides are asked "to show restraint" in every quarrel. */
const FEW = 2
const QUARTER = 92

/** The matrix of positions: issues told in much the same words are one; newest issues first. */
export function positionsOf(items: LedgerItem[], pair: [string, string], offices: Offices | null): Issue[] {
  const positions = itemsByDay(items.filter((item): item is PositionItem => item.kind === 'position'))
  const issues: { words: Set<string>; issue: string; items: PositionItem[] }[] = []
  for (const item of positions) {
    const words = contentWords(item.item.issue)
    const known = issues.find(
      (issue) =>
        words.size > 0 &&
        sharedWords(words, issue.words) >= SAME_ISSUE &&
        (Math.min(words.size, issue.words.size) > FEW || isNear(item, issue.items[issue.items.length - 1]!)),
    )
    if (known) known.items.push(item)
    else issues.push({ words, issue: item.item.issue.replace(/\s+/g, ' ').trim(), items: [item] })
  }
  return (
    issues
      .map(({ issue, items: told }): Issue & { last: string } => {
        const countries = [
          ...new Set(told.flatMap((item) => statesOf(item.parties.filter((p) => p.side === 'holder')))),
        ].sort()
        const held = countries.map((country): Held => {
          const own = told.filter((item) => statesOf(item.parties.filter((p) => p.side === 'holder')).includes(country))
          const last = own[own.length - 1]!
          const other = [...own].reverse().find((item) => item.item.stance !== last.item.stance)
          return {
            country,
            holders: [...new Set(last.parties.filter((p) => p.country === country).map((p) => p.name))],
            stance: last.item.stance,
            before: other ? { stance: other.item.stance, published: other.source.published } : null,
            published: last.source.published,
            independent: independentOf(own),
            cites: own.map(citeItem),
          }
        })
        const stances = pair.map((country) => held.find((h) => h.country === country)?.stance)
        const named = (country: string) => told.some((item) => offices?.names(country, item.words))
        return {
          issue,
          disputed: stances.includes('for') && stances.includes('against'),
          shared: told.some((item) => item.item.shared),
          concerns:
            stances.every((stance) => stance !== undefined) ||
            pair.every((country, i) => stances[i] !== undefined || named(country)),
          held,
          last: told[told.length - 1]!.source.published ?? '',
        }
      })
      // "condemned them as a dastardly act": of what, the words do not say.
      .filter(({ held, issue }) => held.length > 0 && !/^(?:it|them|him|her|this|that|these|those)\b/i.test(issue))
      .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : a.issue < b.issue ? -1 : 1))
      .map(({ last: _, ...issue }) => issue)
  )
}

/** Whether two items were told within a quarter; true where a day is not known. */
function isNear(one: LedgerItem, other: LedgerItem): boolean {
  const [a, b] = [dayOfItem(one), dayOfItem(other)]
  return a === null || b === null || Math.abs(daysBetween(a, b)) <= QUARTER
}

/** Statements of state actors of the pair that are addressed to the other side or name it; newest first. Without `offices` only the addressed ones are known. */
export function statementsOf(items: LedgerItem[], pair: [string, string], offices: Offices | null): KeyStatement[] {
  const found: KeyStatement[] = []
  for (const item of itemsByDay(items.filter((i): i is StatementItem => i.kind === 'statement'))) {
    const speaker = item.parties.find((party) => party.side === 'speaker')
    if (!speaker || !statesOf([speaker]).some((country) => pair.includes(country))) continue
    const other = pair.find((country) => country !== speaker.country)!
    const names = item.parties.filter((party) => party.side !== 'speaker')
    if (!names.some((party) => party.country === other) && !offices?.names(other, item.words)) continue
    found.push({
      speaker: speaker.name,
      country: speaker.country,
      addressees: names.map((party) => party.name),
      form: item.item.form,
      cue: item.item.cue,
      polarity: item.item.stance[0]?.polarity ?? null,
      published: item.source.published,
      cite: citeItem(item),
    })
  }
  return found.reverse()
}
