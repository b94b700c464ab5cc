import type { EventType } from '../coding/index.ts'
import type { Happening, LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { isStateActor } from './acts.ts'
import {
  type Cite,
  citeHappening,
  citeItem,
  contentWords,
  dayOfItem,
  daysBetween,
  independentOf,
  itemsByDay,
  sharedWords,
  statesOf,
} from './citing.ts'
import { dayNumber, isoDay } from './days.ts'

type CommitmentItem = Extract<LedgerItem, { kind: 'commitment' }>
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
const ONE_SIDED = new Set<Form>(['offer', 'pledge', 'invitation', 'visit'])
/** How long a later report may still belong to the same promise, and when an unanswered one without a due day has lapsed, in days. */
const MEMORY: { [form in Form]: number } = {
  agreement: 1100,
  'working-group': 1100,
  invitation: 500,
  visit: 400,
  offer: 400,
  pledge: 550,
  ceasefire: 300,
  recognition: 1100,
}
const LAPSE = 730
/** Words in common that make a later report one of the same promise. */
const ALIKE = 0.5

interface Draft {
  form: Form
  between: string[]
  by: string | null
  /** Names of the parties: never words in which two promises are alike. */
  names: Set<string>
  items: CommitmentItem[]
  words: Set<string>
  subjects: Set<string>
  steps: RegisterStep[]
  lastDay: string | null
}

/**
 * The register of commitments: reports of one promise joined into one entry with its stages, then followed up with what happened. A pure
 * function of the set of items and happenings; `asOf` (ISO day) decides what is overdue.
 */
export function registerOf(items: LedgerItem[], happenings: Happening[], asOf: string): RegisterEntry[] {
  const drafts = new Map<string, Draft[]>()
  const told = itemsByDay(items.filter((i): i is CommitmentItem => i.kind === 'commitment'))
  told.sort((a, b) => ((toldOn(a) ?? '9') < (toldOn(b) ?? '9') ? -1 : (toldOn(a) ?? '9') > (toldOn(b) ?? '9') ? 1 : 0))
  for (const item of told) {
    const between = partiesOf(item)
    if (between.length === 0) continue
    const by = giverOf(item)
    const key = [item.item.form, isPlanned(item), by, ...between].join('|')
    const alike = drafts.get(key) ?? []
    drafts.set(key, alike)
    addStep(openDraft(alike, item) ?? newDraft(alike, item, between, by), item)
  }
  const byPair = new Map<string, Happening[]>()
  const useful = (drafts.size ? happenings : [])
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
  return [...drafts.values()]
    .flat()
    .map((draft) => entryOf(draft, byPair.get(draft.between.slice(0, 2).join('|')) ?? [], asOf))
    .sort((a, b) => {
      const [x, y] = [lastDay(a), lastDay(b)]
      return x < y ? 1 : x > y ? -1 : a.id < b.id ? -1 : 1
    })
}

function lastDay(entry: RegisterEntry): string {
  return entry.steps.reduce((most, step) => (step.day && step.day > most ? step.day : most), '')
}

function partiesOf(item: CommitmentItem): string[] {
  const states = statesOf(item.parties)
  const others = item.parties.filter((party) => !isStateActor(party) && party.code).map((party) => party.code)
  return [...new Set(states.length >= 2 ? states : [...states, ...others])].sort()
}

/** A meeting that is told as coming, without a word of agreeing. */
function isPlanned({ item, rule }: CommitmentItem): boolean {
  return item.form === 'agreement' && /^commitment\/coming-/.test(rule)
}

/** Words of a promise that both sides give each other. */
const MUTUAL =
  /\b(?:each other|one another|(?:both|the two) (?:sides|countries|governments|leaders|ministers|states)|they (?:promise|pledge|vow)(?:s|d|ed)?)\b/i

/** Who binds himself by what is told of one side alone. An invitation is its host's, whoever accepts it. */
function giverOf(item: CommitmentItem): string | null {
  const { form } = item.item
  if (!ONE_SIDED.has(form)) return null
  const states = statesOf(item.parties)
  if (form === 'invitation' && item.rule === 'commitment/accept-invitation') return states[1] ?? null
  // Whether its maker took an offer or invitation back or the other side declined it, the parties do not tell.
  if (form !== 'pledge' && item.item.stage === 'withdrawn') return null
  if ((form === 'pledge' || form === 'offer') && states.length > 1 && MUTUAL.test(item.words)) return null
  return states[0] ?? null
}

function openDraft(drafts: Draft[], item: CommitmentItem): Draft | null {
  const day = toldOn(item)
  const words = wordsOf(item)
  let best: Draft | null = null
  let bestAlike = -1
  for (const draft of drafts) {
    const gap = draft.lastDay && day ? daysBetween(draft.lastDay, day) : 0
    if (gap > MEMORY[draft.form]) continue
    if (draft.items.some((other) => isBeside(other, item))) continue
    const over = draft.steps.some((step) => step.stage === 'fulfilled' || step.stage === 'withdrawn')
    if (over && gap > 30) continue
    const subjects = item.item.subjects
    const apart =
      draft.subjects.size > 0 && subjects.length > 0 && !subjects.some((subject) => draft.subjects.has(subject))
    const alike = sharedWords(words, draft.words)
    // Told again within days is the same promise, unless it is about something else; later it must speak of the same thing.
    const ends = item.item.stage === 'fulfilled' || item.item.stage === 'withdrawn'
    const same =
      ends && ONE_SIDED.has(draft.form)
        ? gap >= 0 && sharesOne(words, draft.words)
        : draft.form === 'visit' || draft.form === 'invitation' || draft.form === 'ceasefire'
          ? gap <= 120 || alike >= ALIKE
          : gap <= 4
            ? !apart || alike >= ALIKE
            : alike >= ALIKE && !apart
    if (same && alike > bestAlike) {
      best = draft
      bestAlike = alike
    }
  }
  return best
}

/** Two things that one article, or its copy, tells side by side: the coder has put together what is one ("signed accords and agreed to train engineers" is two). */
function isBeside(one: CommitmentItem, other: CommitmentItem): boolean {
  if (/^(?:visit|invitation|ceasefire)$/.test(one.item.form)) return false
  return (
    one.source.article === other.source.article || (one.words === other.words && one.item.stage !== other.item.stage)
  )
}

/** What was promised and what was done have a word in common; that a promise was kept is told in few. */
function sharesOne(a: Set<string>, b: Set<string>): boolean {
  return [...a].some((word) => b.has(word))
}

function newDraft(drafts: Draft[], item: CommitmentItem, between: string[], by: string | null): Draft {
  const draft: Draft = {
    form: item.item.form,
    between,
    by,
    names: contentWords(item.parties.map((party) => party.name).join(' ')),
    items: [],
    words: new Set(),
    subjects: new Set(),
    steps: [],
    lastDay: null,
  }
  drafts.push(draft)
  return draft
}

/** The day of a promise; of one told with its month or year alone, the end of that, or the day it was told if that was earlier. */
function toldOn(item: CommitmentItem): string | null {
  const day = dayOfItem(item)
  if (!item.date || !day || daysBetween(item.date.start, item.date.end) <= 7) return day
  const { published } = item.source
  return published !== null && published < item.date.end ? published : item.date.end
}

/** The words of a promise without the names of its parties. */
function wordsOf(item: CommitmentItem): Set<string> {
  const words = contentWords(item.words)
  for (const name of contentWords(item.parties.map((party) => `${party.name}`).join(' '))) words.delete(name)
  return words
}

function addStep(draft: Draft, item: CommitmentItem): void {
  const day = toldOn(item)
  draft.items.push(item)
  for (const word of wordsOf(item)) draft.words.add(word)
  for (const subject of item.item.subjects) draft.subjects.add(subject)
  if (day && (draft.lastDay === null || day > draft.lastDay)) draft.lastDay = day
  const same = draft.steps.find((step) => step.stage === item.item.stage)
  if (same) {
    // The narrowest of what is told: "on Wednesday" says more than "in September" of a later report.
    if (isNarrower(item.date, same.date)) {
      same.date = item.date
      same.day = day
    }
    same.cites.push(citeItem(item))
    same.independent = independentOf(draft.items.filter((i) => i.item.stage === item.item.stage))
    return
  }
  draft.steps.push({
    stage: item.item.stage,
    day,
    date: item.date,
    basis: 'stated',
    why: null,
    independent: 1,
    cites: [citeItem(item)],
  })
}

/** Told a quarter or more after it was made: looked back on, whatever has become of it. */
function isHistory({ date, source }: CommitmentItem): boolean {
  return date !== null && source.published !== null && daysBetween(date.end, source.published) > 92
}

function isNarrower(date: DateInterval | null, than: DateInterval | null): boolean {
  if (!date || !than) return date !== null
  return daysBetween(date.start, date.end) < daysBetween(than.start, than.end)
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

/** Which happenings may answer promises of one form between two states: what `registerOf` must be given, and no more than it looks at. */
export interface AnswersWanted {
  pair: [string, string]
  types: EventType[]
  /** ISO days. */
  since: string
  until: string
}

/** Of each form: types that may answer it, how many days after its due day, and how many after it was told where it has none. */
const ANSWERS: { [form in Form]?: { types: EventType[]; grace: number; open: number } } = {
  invitation: { types: ['CONSULT', 'REJECT'], grace: 60, open: 730 },
  visit: { types: ['CONSULT', 'REJECT'], grace: 60, open: 730 },
  pledge: { types: ['AID', 'COOPERATE', 'CONCEDE', 'RETREAT'], grace: 180, open: 365 },
  offer: { types: ['AID', 'COOPERATE', 'CONCEDE', 'RETREAT'], grace: 180, open: 365 },
  ceasefire: { types: ['ASSAULT'], grace: 365, open: 365 },
  agreement: { types: ['SANCTION', 'REJECT', 'AGREE'], grace: 3650, open: 3650 },
}

/** The happenings that must be known to follow up the promises among some items, by pair and form, each stretch of days as wide as all its promises need. */
export function answersWanted(items: LedgerItem[]): AnswersWanted[] {
  const wanted = new Map<string, AnswersWanted>()
  for (const item of items) {
    if (item.kind !== 'commitment') continue
    const answer = ANSWERS[item.item.form]
    const told = toldOn(item)
    const [a, b] = partiesOf(item)
    if (!answer || !told || !a || !b || a.length !== 3 || b.length !== 3) continue
    const { due } = item.item
    const until = due ? dayFrom(due.end > told ? due.end : told, answer.grace) : dayFrom(told, answer.open)
    const key = `${a}|${b}|${answer.types.join()}`
    const known = wanted.get(key)
    if (!known) wanted.set(key, { pair: [a, b], types: answer.types, since: told, until })
    else {
      if (told < known.since) known.since = told
      if (until > known.until) known.until = until
    }
  }
  return [...wanted.values()]
}

const dayFrom = (iso: string, days: number) => isoDay(dayNumber(iso) + days)

/** The happening that answers a promise: the visit that was announced, the aid that was pledged, the cancelled meeting, the broken truce. */
function answerTo(draft: Draft, due: DateInterval | null, happenings: Happening[]): RegisterStep | null {
  const told = toldOn(draft.items[0]!)
  if (!told || draft.between.length < 2) return null
  const latest = (grace: number, open: number) => (happening: Happening) => {
    const gap = daysBetween(told, happening.date!.start)
    return gap >= 0 && (due ? daysBetween(due.end, happening.date!.start) <= grace : gap <= open)
  }
  const between = (happening: Happening) => {
    const states = new Set(statesOf([...happening.actors, ...happening.recipients]))
    return draft.between.every((country) => states.has(country))
  }
  const fromTo = (happening: Happening, from: string, to: string) =>
    statesOf(happening.actors).includes(from) &&
    (statesOf(happening.recipients).includes(to) || happening.place?.country === to)
  const step = (stage: RegisterStep['stage'], happening: Happening, why: string): RegisterStep => ({
    stage,
    day: happening.date!.start,
    date: happening.date,
    basis: 'inferred',
    why,
    independent: happening.independent,
    cites: [citeHappening(happening)],
  })
  const fits = (happening: Happening, share: number) => {
    const words = contentWords(happening.words)
    for (const name of draft.names) words.delete(name)
    for (const party of [...happening.actors, ...happening.recipients])
      for (const name of contentWords(party.name)) words.delete(name)
    return sharedWords(words, draft.words) >= share
  }
  const toldIn = new Set(draft.items.map((item) => item.source.article))
  const elsewhere = (happening: Happening) => !happening.sources.some((source) => toldIn.has(source.article))
  const near = happenings.filter(between)
  if (draft.form === 'invitation' || draft.form === 'visit') {
    const giver = draft.by ?? draft.between[0]!
    const other = draft.between.find((country) => country !== giver)!
    const [visitor, host] = draft.form === 'invitation' ? [other, giver] : [giver, other]
    // Where the promise names who will come, somebody else's visit does not answer it.
    const named = draft.items.flatMap((item) =>
      item.parties.filter((p) => p.country === visitor && p.code !== visitor).map((p) => p.name),
    )
    const right = (happening: Happening) => {
      const came = [...happening.actors, ...happening.recipients].filter((p) => p.country === visitor)
      return named.length === 0 || came.some((p) => p.code === visitor || named.includes(p.name))
    }
    const inTime = latest(60, 730)
    const came = near.find(
      (h) =>
        h.type === 'CONSULT' &&
        inTime(h) &&
        elsewhere(h) &&
        right(h) &&
        daysBetween(told, h.date!.start) > 0 &&
        ((h.mode.includes('visit') && fromTo(h, visitor, host)) ||
          (!h.mode.includes('phone') && h.place?.country === host)),
    )
    const off = near.find((h) => h.type === 'REJECT' && h.mode.includes('meet') && latest(0, 120)(h) && elsewhere(h))
    if (off && (!came || off.date!.start < came.date!.start))
      return step('withdrawn', off, 'a meeting was cancelled or refused')
    return came ? step('fulfilled', came, 'the visit took place') : null
  }
  if (draft.form === 'pledge' || draft.form === 'offer') {
    const giver = draft.by ?? draft.between[0]!
    const given = near.find(
      (h) =>
        ANSWERS.pledge!.types.includes(h.type) &&
        latest(180, 365)(h) &&
        elsewhere(h) &&
        statesOf(h.actors).includes(giver) &&
        fits(h, 0.3),
    )
    return given ? step('fulfilled', given, 'what was promised is reported as done') : null
  }
  if (draft.form === 'ceasefire') {
    const shots = near.find((h) => h.type === 'ASSAULT' && latest(365, 365)(h) && daysBetween(told, h.date!.start) > 1)
    return shots ? step('broken', shots, 'fighting between the parties was reported after it') : null
  }
  if (draft.form === 'agreement') {
    const ended = near.find(
      (h) =>
        (h.type === 'SANCTION' || h.type === 'REJECT') &&
        latest(3650, 3650)(h) &&
        elsewhere(h) &&
        fits(h, 0.5) &&
        /suspend|cancel|withdr|scrap|abrogat|terminat|annul|pull(?:ed)? out/i.test(h.words),
    )
    if (ended) return step('withdrawn', ended, 'it was suspended or ended')
    const stages = new Set(draft.steps.map((s) => s.stage))
    if (stages.has('signed') || stages.has('ratified') || stages.has('in-force')) return null
    const signed = near.find((h) => h.cameo.startsWith('057') && latest(90, 1100)(h) && elsewhere(h) && fits(h, 0.4))
    return signed ? step('signed', signed, 'a signature in the same words is reported') : null
  }
  return null
}
