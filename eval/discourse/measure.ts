import { readFileSync } from 'node:fs'
import type { Record } from '../../src/coding/index.ts'

/** A row of the gold (the facts of an article) or of the quotations (who speaks each one, and what nobody speaks). */
export interface GoldRow {
  id: string
  date?: string
  title?: string
  /** Every fact of the article is listed: whatever else is found counts against precision. Rows without it judge commitments and ties only. */
  complete?: boolean
  text: string
  facts?: Fact[]
  quotes?: { speaker: string; contains: string }[]
  none?: string[]
}

/** One fact (README.md beside this file says what each field means); `content`, `claim`, `evidence` and `conditions` are words of the text itself. */
export interface Fact {
  kind: string
  optional?: boolean
  speaker?: string
  contains?: string
  content?: string
  stance?: { toward: string; polarity: number }[]
  form?: string
  forms?: string[]
  parties?: string[]
  /** Other good readings of who takes part: one side's promise without the side it is made to. */
  orParties?: string[][]
  subjects?: string[]
  stage?: string
  due?: string
  conditions?: string[]
  amount?: { value: number; unit: string }
  holders?: string[]
  about?: string
  claim?: string
  between?: string[]
  relation?: string
  sign?: number
  period?: string | null
  trend?: string | null
  holder?: string | null
  direction?: string
  evidence?: string
}

/** Found of wanted, and sound of given (what a row does not list in full is not judged). */
export interface Figure {
  found: number
  wanted: number
  sound: number
  given: number
}

/** Rules are tuned on the `tuned` half of each set; the `untouched` half is only ever measured. */
export type Half = 'tuned' | 'untouched'

const FILES = {
  gold: { tuned: 'gold', untouched: 'untouched' },
  second: { tuned: 'second', untouched: 'second-untouched' },
  third: { tuned: 'third', untouched: 'third-untouched' },
  fourth: { untouched: 'fourth-untouched' },
  fifth: { tuned: 'fifth', untouched: 'fifth-untouched' },
  sixth: { untouched: 'sixth-untouched' },
  seventh: { tuned: 'seventh', untouched: 'seventh-untouched' },
  eighth: { tuned: 'eighth' },
  ninth: { tuned: 'ninth' },
  quotations: { tuned: 'quotations', untouched: 'quotations-untouched' },
} as const

/** The gold of this folder, one half of it. The fourth and the sixth set have no half to tune on: their rows are only ever measured. */
export function goldRows(set: keyof typeof FILES, half: Half): GoldRow[] {
  const file = (FILES[set] as { [each in Half]?: string })[half]
  if (file === undefined) return []
  return readFileSync(new URL(`${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldRow)
}

const LISTS = {
  statement: 'statements',
  commitment: 'commitments',
  position: 'positions',
  tie: 'ties',
  outlook: 'outlooks',
} as const
const ALWAYS_JUDGED = new Set(['commitment', 'tie'])

interface Interval {
  start: number
  end: number
}

interface Item {
  content?: Interval
  claim?: Interval
  evidence?: Interval[]
  speaker?: string | null
  form?: string
  stance?: { toward: string; polarity: number }[]
  parties?: string[]
  subjects?: string[]
  stage?: string
  due?: { start: string } | null
  conditions?: Interval[]
  amount?: { value: number; unit: string } | null
  holders?: string[]
  between?: string[]
  relation?: string
  sign?: number
  trend?: string | null
  date?: { start: string } | null
  holder?: string | null
  direction?: string
}

export interface Scored {
  kinds: { [kind: string]: Figure }
  /** Of the matched facts that state the detail: in how many it is right. */
  details: { [detail: string]: { right: number; of: number } }
  /**
   * Whom statements speak well or ill of, one by one: of those the gold writes on a matched statement, how many are found; of those given on a matched
   * statement that the gold requires, in articles where it writes any, how many it writes.
   */
  stances: Figure
  missed: { id: string; fact: Fact }[]
  extra: { id: string; kind: string; words: string }[]
}

/** Matches facts and items one to one, by kind; of several items that fit, the one whose words overlap the fact's. */
export function scoreFacts(rows: readonly GoldRow[], code: (row: GoldRow) => Record): Scored {
  const stances = { found: 0, wanted: 0, sound: 0, given: 0 }
  const scored: Scored = { kinds: {}, details: {}, stances, missed: [], extra: [] }
  for (const row of rows) {
    const record = code(row)
    const writesStance = (row.facts ?? []).some(({ stance }) => stance?.length)
    for (const [kind, list] of Object.entries(LISTS)) {
      const figure = (scored.kinds[kind] ??= { found: 0, wanted: 0, sound: 0, given: 0 })
      const judged = row.complete || ALWAYS_JUDGED.has(kind)
      const free = new Set(record[list] as readonly Item[])
      const facts = (row.facts ?? [])
        .filter((fact) => fact.kind === kind)
        .sort((a, b) => Number(!!a.optional) - Number(!!b.optional))
      for (const fact of facts) {
        const fitting = [...free].filter((item) => fits(record, item, fact))
        const hit = fitting.find((item) => overlaps(record, item, fact)) ?? fitting[0]
        if (hit) {
          free.delete(hit)
          if (judged) {
            figure.sound++
            figure.given++
          }
          if (kind === 'statement') countStances(stances, record, hit, fact, writesStance)
          for (const [detail, right] of Object.entries(detailsOf(record, hit, fact))) {
            const count = (scored.details[detail] ??= { right: 0, of: 0 })
            count.of++
            if (right) count.right++
          }
        }
        if (fact.optional) continue
        figure.wanted++
        if (hit) figure.found++
        else scored.missed.push({ id: row.id, fact })
      }
      if (!judged) continue
      figure.given += free.size
      for (const item of free) {
        const span = item.content ?? item.claim ?? item.evidence?.[0]
        scored.extra.push({ id: row.id, kind, words: span ? record.text.slice(span.start, span.end) : '' })
      }
    }
  }
  return scored
}

/** Adds one matched statement to the figure of stances. */
function countStances(figure: Figure, record: Record, item: Item, fact: Fact, isJudged: boolean): void {
  const [wanted, given] = [fact.stance ?? [], item.stance ?? []]
  const isSame = (one: (typeof given)[number], other: (typeof wanted)[number]) =>
    one.polarity === other.polarity && speaks(record, one.toward, other.toward)
  figure.wanted += wanted.length
  figure.found += wanted.filter((each) => given.some((one) => isSame(one, each))).length
  if (!isJudged || fact.optional) return
  figure.given += given.length
  figure.sound += given.filter((one) => wanted.some((each) => isSame(one, each))).length
}

const spansOf = (item: Item) => [item.content, item.claim, ...(item.evidence ?? [])].filter((span) => !!span)

function overlaps(record: Record, item: Item, fact: Fact): boolean {
  const words = fact.content ?? fact.claim ?? fact.evidence
  const start = words === undefined ? -1 : record.text.indexOf(words)
  return start >= 0 && spansOf(item).some((span) => span.start < start + words!.length && start < span.end)
}

function fits(record: Record, item: Item, fact: Fact): boolean {
  const words = (span?: Interval) => (span ? plain(record.text.slice(span.start, span.end)) : '')
  const neitherDirect = fact.form !== 'direct' && item.form !== 'direct'
  switch (fact.kind) {
    case 'statement':
      return (
        words(item.content).includes(plain(fact.contains!)) &&
        speaks(record, item.speaker, fact.speaker!) &&
        (item.form === fact.form || neitherDirect)
      )
    case 'commitment':
      return (
        [fact.form, ...(fact.forms ?? [])].includes(item.form) &&
        [fact.parties!, ...(fact.orParties ?? [])].some((parties) => sameParties(record, item.parties, parties)) &&
        fact.subjects!.every((subject) => item.subjects!.includes(subject))
      )
    case 'position':
      return sameParties(record, item.holders, fact.holders!) && words(item.claim).includes(plain(fact.about!))
    case 'tie':
      return (
        sameParties(record, item.between, fact.between!) &&
        (fact.trend ? item.trend === fact.trend : item.sign === fact.sign) &&
        (!fact.period || !!item.date?.start.startsWith(fact.period.slice(0, 4)))
      )
    default:
      return item.direction === fact.direction && (!fact.holder || speaks(record, item.holder, fact.holder))
  }
}

/** The details a fact states, and whether the item has them: the share of common words for spans, equality for the rest. */
function detailsOf(record: Record, item: Item, fact: Fact): { [detail: string]: boolean } {
  const details: { [detail: string]: boolean } = {}
  if (fact.kind === 'statement') {
    if (fact.content) details['statement: span'] = share(record, item.content, fact.content) >= 0.7
    if (fact.stance?.length)
      details['statement: stance'] = fact.stance.every(({ toward, polarity }) =>
        item.stance?.some((each) => each.polarity === polarity && speaks(record, each.toward, toward)),
      )
    details['statement: form'] = item.form === fact.form
  }
  if (fact.stage) details['commitment: stage'] = item.stage === fact.stage
  if (fact.due) details['commitment: due'] = !!item.due?.start.startsWith(fact.due.slice(0, 4))
  if (fact.amount) details['commitment: amount'] = item.amount?.value === fact.amount.value
  if (fact.conditions)
    details['commitment: condition'] = fact.conditions.every((words) =>
      item.conditions?.some((span) => share(record, span, words) >= 0.5),
    )
  if (fact.relation) details['tie: relation'] = item.relation === fact.relation
  return details
}

/** How much of the union of a span and the words of the gold both cover, from 0 to 1. */
function share(record: Record, span: Interval | undefined, words: string): number {
  const start = record.text.indexOf(words)
  if (!span || start < 0) return 0
  const end = start + words.length
  return (
    Math.max(0, Math.min(span.end, end) - Math.max(span.start, start)) /
    (Math.max(span.end, end) - Math.min(span.start, start))
  )
}

const plain = (words: string) => words.replace(/[‘’]/g, "'").replace(/\s+/g, ' ').toLowerCase()

/** Whether an entity stands for a country, a body by its code, or a body whose name holds the given words. */
function stands(record: Record, id: string, code: string): boolean {
  const entity = record.entities.find((each) => each.id === id)
  return (
    !!entity &&
    (entity.country === code ||
      entity.code.startsWith(code) ||
      (code === 'EU' && entity.code.startsWith('IGOEUR')) ||
      (code === 'AU' && /^IGOAF[RU]/.test(entity.code)) ||
      (code.length > 4 && entity.name.includes(code)))
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

/**
 * Whether an entity is the named person (by last name, in the lexicon's spelling or the article's own), or stands for the country the gold names. Of two
 * who speak together the gold names one, and a group does that counts among its members whoever it names.
 */
function speaks(record: Record, id: string | null | undefined, speaker: string): boolean {
  const entity = record.entities.find((each) => each.id === id)
  if (!entity) return false
  if (entity.members?.some((member) => member !== id && speaks(record, member, speaker))) return true
  const last = plain(speaker.split(' ').at(-1)!)
  const names = [
    entity.name,
    ...entity.mentions.map((each) => (each.in ? '' : record.text.slice(each.start, each.end))),
  ]
  return stands(record, entity.id, speaker) || names.some((name) => plain(name).includes(last))
}

/** The figures of several sets as one: each found, wanted, sound and given thing counts the same. */
export function pooled(sets: readonly Scored[]): Scored {
  const all: Scored = {
    kinds: {},
    details: {},
    stances: { found: 0, wanted: 0, sound: 0, given: 0 },
    missed: [],
    extra: [],
  }
  for (const { kinds, details, stances, missed, extra } of sets) {
    for (const [kind, figure] of Object.entries(kinds))
      addFigure((all.kinds[kind] ??= { found: 0, wanted: 0, sound: 0, given: 0 }), figure)
    for (const [detail, { right, of }] of Object.entries(details)) {
      const count = (all.details[detail] ??= { right: 0, of: 0 })
      count.right += right
      count.of += of
    }
    addFigure(all.stances, stances)
    all.missed.push(...missed)
    all.extra.push(...extra)
  }
  return all
}

function addFigure(to: Figure, { found, wanted, sound, given }: Figure): void {
  to.found += found
  to.wanted += wanted
  to.sound += sound
  to.given += given
}

/** How many quotations have the right speaker (those of the quotation set and the direct ones of the gold), and how many words that nobody speaks are given as a speech. */
export function scoreQuotations(
  rows: readonly GoldRow[],
  code: (row: GoldRow) => Record,
): { right: number; wanted: number; scares: number; missed: string[] } {
  const total = { right: 0, wanted: 0, scares: 0, missed: [] as string[] }
  for (const row of rows) {
    const record = code(row)
    const words = (span: Interval) => plain(record.text.slice(span.start, span.end))
    const direct = (row.facts ?? []).filter(
      (fact) => fact.kind === 'statement' && fact.form === 'direct' && !fact.optional,
    )
    for (const { speaker, contains } of row.quotes ?? (direct as { speaker: string; contains: string }[])) {
      total.wanted++
      const hits = record.statements.filter(({ content }) => words(content).includes(plain(contains)))
      const hit = hits.find(({ form }) => form !== 'indirect') ?? hits[0]
      if (hit && speaks(record, hit.speaker, speaker)) total.right++
      else total.missed.push(`${row.id}: ${speaker}: ${contains}`)
    }
    total.scares += (row.none ?? []).filter((none) =>
      record.statements.some(({ form, content }) => form === 'direct' && words(content) === none),
    ).length
  }
  return total
}
