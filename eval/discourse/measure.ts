import { readFileSync } from 'node:fs'
import type { Record } from '../../src/coding/index.ts'

/** A row of `gold.jsonl` (the facts of an article) or of `quotations.jsonl` (who speaks each quotation, and what nobody speaks). */
export interface GoldRow {
  id: string
  date?: string
  title?: string
  text: string
  facts?: Fact[]
  quotes?: { speaker: string; contains: string }[]
  none?: string[]
}

interface Fact {
  kind: string
  optional?: boolean
  speaker?: string
  contains?: string
  form?: string
  forms?: string[]
  parties?: string[]
  subjects?: string[]
  holders?: string[]
  about?: string
  between?: string[]
  sign?: number
  period?: string | null
  trend?: string | null
  direction?: string
}

/** Found of wanted, and sound of given (statements, positions and outlooks beyond the gold are not judged). */
export interface Figure {
  found: number
  wanted: number
  sound: number
  given: number
}

/** The gold of this folder; `half` keeps the rows rules are tuned on (`even`) or the ones only measured (`odd`), by position. */
export function goldRows(file: 'gold' | 'quotations', half: 'even' | 'odd'): GoldRow[] {
  const lines = readFileSync(new URL(`${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.filter((_, at) => at % 2 === (half === 'even' ? 0 : 1)).map((line) => JSON.parse(line) as GoldRow)
}

const LISTS = {
  statement: 'statements',
  commitment: 'commitments',
  position: 'positions',
  tie: 'ties',
  outlook: 'outlooks',
} as const
const JUDGED = new Set(['commitment', 'tie'])

/** Matches facts and items one to one, by kind. */
export function scoreFacts(rows: readonly GoldRow[], code: (row: GoldRow) => Record): { [kind: string]: Figure } {
  const figures: { [kind: string]: Figure } = {}
  for (const row of rows) {
    const record = code(row)
    for (const [kind, list] of Object.entries(LISTS)) {
      const figure = (figures[kind] ??= { found: 0, wanted: 0, sound: 0, given: 0 })
      const free = new Set<unknown>(record[list])
      const facts = (row.facts ?? [])
        .filter((fact) => fact.kind === kind)
        .sort((a, b) => Number(!!a.optional) - Number(!!b.optional))
      for (const fact of facts) {
        const hit = [...free].find((item) => fits(record, item as never, fact))
        if (hit) {
          free.delete(hit)
          figure.sound++
          figure.given++
        }
        if (fact.optional) continue
        figure.wanted++
        if (hit) figure.found++
      }
      if (JUDGED.has(kind)) figure.given += free.size
    }
  }
  return figures
}

interface Item {
  content?: { start: number; end: number }
  claim?: { start: number; end: number }
  speaker?: string | null
  form?: string
  parties?: string[]
  subjects?: string[]
  holders?: string[]
  between?: string[]
  sign?: number
  trend?: string | null
  date?: { start: string } | null
  direction?: string
}

function fits(record: Record, item: Item, fact: Fact): boolean {
  const words = (span?: { start: number; end: number }) => (span ? plain(record.text.slice(span.start, span.end)) : '')
  const direct = fact.form !== 'direct' && item.form !== 'direct'
  switch (fact.kind) {
    case 'statement':
      return (
        words(item.content).includes(fact.contains!) &&
        speaks(record, item.speaker, fact.speaker!) &&
        (item.form === fact.form || direct)
      )
    case 'commitment':
      return (
        [fact.form, ...(fact.forms ?? [])].includes(item.form) &&
        sameParties(record, item.parties, fact.parties!) &&
        fact.subjects!.every((subject) => item.subjects!.includes(subject))
      )
    case 'position':
      return sameParties(record, item.holders, fact.holders!) && words(item.claim).includes(plain(fact.about!))
    case 'tie':
      return (
        sameParties(record, item.between, fact.between!) &&
        (fact.trend ? item.trend === fact.trend : item.sign === fact.sign) &&
        (!fact.period || !!item.date?.start.startsWith(fact.period))
      )
    default:
      return item.direction === fact.direction
  }
}

const plain = (words: string) => words.replace(/[‘’]/g, "'").replace(/\s+/g, ' ').toLowerCase()

function stands(record: Record, id: string, code: string): boolean {
  const entity = record.entities.find((each) => each.id === id)
  return (
    !!entity &&
    (entity.country === code ||
      entity.code.startsWith(code) ||
      (code === 'EU' && entity.code.startsWith('IGOEUR')) ||
      (code === 'AU' && entity.code.startsWith('IGOAFR')))
  )
}

function sameParties(record: Record, ids: readonly string[] | undefined, codes: readonly string[]): boolean {
  return (
    !!ids &&
    ids.length > 0 &&
    codes.every((code) => ids.some((id) => stands(record, id, code))) &&
    ids.every((id) => codes.some((code) => stands(record, id, code)))
  )
}

/** Whether an entity is the named person (by last name), or stands for the country the gold names. */
function speaks(record: Record, id: string | null | undefined, speaker: string): boolean {
  const entity = record.entities.find((each) => each.id === id)
  return (
    !!entity &&
    (stands(record, entity.id, speaker) || entity.name.toLowerCase().includes(speaker.toLowerCase().split(' ').at(-1)!))
  )
}

/** How many quotations have the right speaker, and how many words that nobody speaks are given as a speech. */
export function scoreQuotations(
  rows: readonly GoldRow[],
  code: (row: GoldRow) => Record,
): { right: number; wanted: number; scares: number } {
  const total = { right: 0, wanted: 0, scares: 0 }
  for (const row of rows) {
    const record = code(row)
    const words = (span: { start: number; end: number }) => plain(record.text.slice(span.start, span.end))
    for (const quote of row.quotes ?? []) {
      total.wanted++
      const hits = record.statements.filter(({ content }) => words(content).includes(quote.contains))
      const hit = hits.find(({ form }) => form !== 'indirect') ?? hits[0]
      if (hit && speaks(record, hit.speaker, quote.speaker)) total.right++
    }
    total.scares += (row.none ?? []).filter((none) =>
      record.statements.some(({ form, content }) => form === 'direct' && words(content) === none),
    ).length
  }
  return total
}
