import type { Happening, LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { type Cite, daysBetween, statesOf } from './citing.ts'
import { answerTo } from './register-answers.ts'
import { type CommitmentItem, type Draft, draftsOf, isPlanned, ONE_SIDED } from './register-drafts.ts'

type Form = CommitmentItem['item']['form']
type Stage = CommitmentItem['item']['stage']

/** One stage that was reached, or broken off, with its sources. `inferred`: no source says so of the promise itself; a happening answers it. */
export interface RegisterStep {
  stage: Stage | 'broken'
  day: string | null
  /** When it happened, as exactly as it is told; null where only the day of the report is known. */
  date: DateInterval | null
  basis: 'stated' | 'inferred'
  why: string | null
  independent: number
  cites: Cite[]
}

/** A promise, invitation, planned visit, agreement or joint body, followed up. */
export interface RegisterEntry {
  /** Id of the report that told it first. */
  id: string
  form: Form
  /** Countries, sorted; parties that are no states by their codes. */
  between: string[]
  /** Names of its parties as first told. */
  parties: string[]
  /** Who gave the word, for offers, pledges, invitations and planned visits; null where it is mutual. */
  by: string | null
  /** True of a meeting that is only announced: nothing is said of what is agreed. */
  planned: boolean
  subjects: string[]
  amount: { value: number; unit: string } | null
  conditions: number
  due: DateInterval | null
  stage: RegisterStep['stage']
  /** `lapsed`: a one-sided promise of which nothing was heard for two years, or that was only looked back on. */
  status: 'open' | 'overdue' | 'fulfilled' | 'withdrawn' | 'broken' | 'lapsed' | 'in force'
  /** Days past the end of `due`; null when not overdue. */
  overdueDays: number | null
  /** Days since the last step. */
  quietDays: number | null
  steps: RegisterStep[]
  words: string
}

const RANK: { [stage in Stage]: number } = {
  offered: 0,
  agreed: 1,
  signed: 2,
  ratified: 3,
  'in-force': 4,
  fulfilled: 5,
  withdrawn: 5,
}
/** Days after which a one-sided promise that nothing answers has lapsed. */
const LAPSE = 730

/**
 * The register of commitments: reports of one promise joined into one entry with its stages, then followed up with what happened. A pure
 * function of the set of items and happenings; `asOf` (ISO day) decides what is overdue.
 */
export function registerOf(items: LedgerItem[], happenings: Happening[], asOf: string): RegisterEntry[] {
  const drafts = draftsOf(items)
  const byPair = new Map<string, Happening[]>()
  const useful = (drafts.length ? happenings : [])
    .filter((h) => h.status === 'actual' && h.conceded && h.date)
    .sort((a, b) => (a.date!.start < b.date!.start ? -1 : a.date!.start > b.date!.start ? 1 : a.id < b.id ? -1 : 1))
  for (const happening of useful) {
    const states = statesOf([...happening.actors, ...happening.recipients]).sort()
    for (let i = 0; i < states.length; i++)
      for (let j = i + 1; j < states.length; j++) {
        const key = `${states[i]}|${states[j]}`
        const known = byPair.get(key)
        if (known) known.push(happening)
        else byPair.set(key, [happening])
      }
  }
  return drafts
    .map((draft) => entryOf(draft, byPair.get(draft.between.slice(0, 2).join('|')) ?? [], asOf))
    .sort((a, b) => {
      const [x, y] = [lastDay(a), lastDay(b)]
      return x < y ? 1 : x > y ? -1 : a.id < b.id ? -1 : 1
    })
}

function lastDay(entry: RegisterEntry): string {
  return entry.steps.reduce((most, step) => (step.day && step.day > most ? step.day : most), '')
}

/** Told a quarter or more after it was made: looked back on, whatever has become of it. */
function isHistory({ date, source }: CommitmentItem): boolean {
  return date !== null && source.published !== null && daysBetween(date.end, source.published) > 92
}

function entryOf(draft: Draft, happenings: Happening[], asOf: string): RegisterEntry {
  const first = draft.items[0]!
  const last = draft.items[draft.items.length - 1]!
  const due = [...draft.items].reverse().find((item) => item.item.due)?.item.due ?? null
  const steps = [...draft.steps]
  const stated = new Set(steps.map((step) => step.stage))
  if (!stated.has('fulfilled') && !stated.has('withdrawn')) {
    const answer = answerTo(draft, due, happenings)
    if (answer) steps.push(answer)
  }
  steps.sort((a, b) => {
    // A stage of which only the month is told may be the last day's.
    const [x, y] = [a.date?.end ?? a.day ?? '', b.date?.end ?? b.day ?? '']
    return x < y ? -1 : x > y ? 1 : rankOf(a.stage) - rankOf(b.stage)
  })
  const stage = [...steps].sort((a, b) => rankOf(b.stage) - rankOf(a.stage))[0]!.stage
  const over = due !== null && due.end < asOf
  const lastStep = steps.reduce<string | null>(
    (most, s) => (s.day && (most === null || s.day > most) ? s.day : most),
    null,
  )
  const quietDays = lastStep ? daysBetween(lastStep, asOf) : null
  const status: RegisterEntry['status'] =
    stage === 'fulfilled' || stage === 'withdrawn' || stage === 'broken'
      ? stage
      : stage === 'in-force'
        ? 'in force'
        : ONE_SIDED.has(draft.form) &&
            ((quietDays !== null && quietDays > LAPSE && (due === null || daysBetween(due.end, asOf) > LAPSE)) ||
              draft.items.every(isHistory))
          ? 'lapsed'
          : over
            ? 'overdue'
            : 'open'
  return {
    id: first.id,
    form: draft.form,
    between: draft.between,
    parties: [...new Set(first.parties.map((party) => party.name))],
    by: draft.by,
    planned: isPlanned(first),
    subjects: [...draft.subjects].sort(),
    amount: draft.items.find((item) => item.item.amount)?.item.amount ?? null,
    conditions: Math.max(...draft.items.map((item) => item.item.conditions.length)),
    due,
    stage,
    status,
    overdueDays: status === 'overdue' ? daysBetween(due!.end, asOf) : null,
    quietDays,
    steps,
    words: last.words.replace(/\s+/g, ' ').trim(),
  }
}

function rankOf(stage: RegisterStep['stage']): number {
  return stage === 'broken' ? 6 : RANK[stage]
}
