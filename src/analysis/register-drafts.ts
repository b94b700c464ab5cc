import type { LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { isStateActor } from './acts.ts'
import {
  citeItem,
  contentWords,
  dayOfItem,
  daysBetween,
  independentOf,
  itemsByDay,
  sharedWords,
  statesOf,
} from './citing.ts'
import type { RegisterStep } from './register.ts'

/** A commitment as one report tells it. */
export type CommitmentItem = Extract<LedgerItem, { kind: 'commitment' }>
type Form = CommitmentItem['item']['form']

/** Forms of what one side gives the other. */
export const ONE_SIDED = new Set<Form>(['offer', 'pledge', 'invitation', 'visit'])
/** How long a later report may still belong to the same promise. */
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
/** Words in common that make a later report one of the same promise. */
const ALIKE = 0.5
/** The same of one that was carried out: that is told with what else was done ("restored relations and reopened their embassies"). */
const DONE_ALIKE = 0.4

/** Reports of one promise, joined. */
export interface Draft {
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

/** The reports of commitments among some items, those of one promise joined. */
export function draftsOf(items: LedgerItem[]): Draft[] {
  const drafts = new Map<string, Draft[]>()
  const told = itemsByDay(items.filter((i): i is CommitmentItem => i.kind === 'commitment' && !isThreat(i)).map(asTold))
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
  return [...drafts.values()].flat()
}

/** Words of what was to come and will not. */
const OFF =
  /\b(?:will|would) not (?:now )?(?:take place|be held|go ahead|happen)\b|\b(?:was|were|has been|have been|is|are) (?:cancell?ed|called off|scrapped)\b/i

/** "Opened the bus service on which the two agreed in September": done, by the day of the report. */
const DONE =
  /\b(?:open|start|launch|inaugurat|reopen|restor|resum|complet)\w*ed\b[^.;]*\b(?:on which|that|which) (?:the two|both|they)\b[^.;]*\bagreed\b|\bbegan\b[^.;]*\b(?:on which|that|which) (?:the two|both|they)\b[^.;]*\bagreed\b/i

/** A meeting "which was to take place this spring" and "will not" is called off, not agreed on; what was opened "on which the two agreed" is carried out. */
function asTold(item: CommitmentItem): CommitmentItem {
  if (!/^(?:offered|agreed)$/.test(item.item.stage)) return item
  if (OFF.test(item.words)) return { ...item, item: { ...item.item, stage: 'withdrawn', due: null } }
  return DONE.test(item.words) ? { ...item, date: null, item: { ...item.item, stage: 'fulfilled', due: null } } : item
}

/** Who is bound: states, or where there are not two of them, others by their codes. */
export function partiesOf(item: CommitmentItem): string[] {
  const states = statesOf(item.parties)
  const others = item.parties.filter((party) => !isStateActor(party) && party.code).map((party) => party.code)
  return [...new Set(states.length >= 2 ? states : [...states, ...others])].sort()
}

/** A meeting that is told as coming, without a word of agreeing. */
export function isPlanned({ item, rule }: CommitmentItem): boolean {
  return item.form === 'agreement' && /^commitment\/coming-/.test(rule)
}

/** What somebody is warned of is no promise to him: "if there is no answer, May warned, Britain will …". */
function isThreat({ item, words }: LedgerItem): boolean {
  return (
    'form' in item &&
    item.form === 'pledge' &&
    /\b(?:warn|threaten)(?:s|ed|ing)?\b/i.test(words) &&
    !/\b(?:promis|pledg|vow|assur|guarant|commit)/i.test(words)
  )
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
    // What is carried out is not signed after that.
    if (draft.steps.some(({ stage }) => stage === 'fulfilled') && /^(?:signed|ratified)$/.test(item.item.stage))
      continue
    const subjects = item.item.subjects
    const apart =
      draft.subjects.size > 0 && subjects.length > 0 && !subjects.some((subject) => draft.subjects.has(subject))
    const alike = sharedWords(words, draft.words)
    // Told again within days is the same promise, unless it is about something else; later it must speak of the same thing.
    const ends = item.item.stage === 'fulfilled' || item.item.stage === 'withdrawn'
    const same =
      // Who accepts an invitation accepts the one that stands.
      item.item.form === 'invitation' && item.item.stage === 'agreed'
        ? true
        : ends && ONE_SIDED.has(draft.form)
          ? gap >= 0 && sharesOne(words, draft.words)
          : draft.form === 'visit' || draft.form === 'invitation' || draft.form === 'ceasefire'
            ? gap <= 120 || alike >= ALIKE
            : gap <= 4
              ? (!apart && (gap <= 0 || sharesOne(words, draft.words))) || alike >= ALIKE
              : alike >= (item.item.stage === 'in-force' ? DONE_ALIKE : ALIKE) && !apart
    if (same && alike > bestAlike) {
      best = draft
      bestAlike = alike
    }
  }
  return best
}

/** What was agreed, in the words of one who did. */
const SPOKEN = /\bwe (?:have |had |both )*agree/i

/** Two things that one article, or its copy, tells side by side: the coder has put together what is one ("signed accords and agreed to train engineers" is two). */
function isBeside(one: CommitmentItem, other: CommitmentItem): boolean {
  if (/^(?:visit|invitation|ceasefire)$/.test(one.item.form)) return false
  // "We have agreed to discuss everything": one of the two speaks of what the article tells.
  if (SPOKEN.test(one.words) || SPOKEN.test(other.words)) return false
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
export function toldOn(item: CommitmentItem): string | null {
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

function isNarrower(date: DateInterval | null, than: DateInterval | null): boolean {
  if (!date || !than) return date !== null
  return daysBetween(date.start, date.end) < daysBetween(than.start, than.end)
}
