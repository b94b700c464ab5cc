import { capital, whenWords } from '../phrases.ts'
import type { RegisterEntry, RegisterStep } from '../register.ts'
import type { Names } from './country-names.ts'
import { toldWhen } from './day-words.ts'

const FORMS: { [form: string]: string } = { visit: 'planned visit', 'working-group': 'joint body' }

/** A commitment by its form and giver: "pledge of Pakistan". What it is about, its words say. */
export function formWords(entry: RegisterEntry, names: Names): string {
  const form = entry.planned ? 'planned meeting' : (FORMS[entry.form] ?? entry.form)
  return `${form}${entry.by ? ` of ${names(entry.by)}` : ''}`
}

/** A stage with its day: "signed on 16 February 2016", "agreed, reported on 1 December 2015" where its words tell no day. */
export function stageWords(step: RegisterStep, words: string | null): string {
  const stage = `${step.stage === 'withdrawn' ? 'withdrawn or declined' : step.stage.replace('-', ' ')}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''}`
  return `${stage}${toldWhen(step.date, step.cites[0]!, words)}`
}

/** A commitment with all its stages, and what is due; `wordsOf` gives the sentences that tell of a step. */
export function entryWords(entry: RegisterEntry, names: Names, wordsOf: (step: RegisterStep) => string | null): string {
  const due = entry.due ? `, due ${whenWords(entry.due)}` : ''
  // Only of pledges and offers is it looked for whether they were kept.
  const isFollowed = entry.form === 'pledge' || entry.form === 'offer'
  const late = entry.overdueDays && isFollowed ? '; no report that the ledger holds says that it was kept' : ''
  return `${capital(formWords(entry, names))}: ${entry.steps.map((step) => stageWords(step, wordsOf(step))).join(', then ')}${due}${late}.`
}
