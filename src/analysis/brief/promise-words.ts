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

/** Words of signing or ratifying: an agreement that is only looked back on ("the agreements of 1994") was agreed, and more is not said. */
const SIGNS = /\b(?:sign(?:s|ed|ing|ings|atur\w+|ator\w+)?|initial(?:s|l?ed|l?ing)|conclu\w+|ratif\w+)\b/i

const AGREES =
  /\b(?:agree|accept|accords?\b|approv|settl|decid|resol|pacts?\b|deals?\b|treat(?:y|ies)\b|declar|promis|pledg)/i

/** A stage as far as its words say it. */
export function stageTold({ stage, basis }: RegisterStep, words: string | null): RegisterStep['stage'] {
  return stage === 'signed' && basis === 'stated' && words !== null && !SIGNS.test(words) ? 'agreed' : stage
}

/** What a stage is called; of what is only told as coming ("will convene in July") nobody says that it was agreed. */
function stageName(form: RegisterEntry['form'], step: RegisterStep, words: string | null): string {
  const stage = stageTold(step, words)
  if (stage === 'in-force' && form === 'recognition') return 'given'
  if (stage === 'agreed' && words !== null && !AGREES.test(words)) return 'announced'
  return stage === 'withdrawn' ? 'withdrawn or declined' : stage.replace('-', ' ')
}

/** A stage with its day: "signed on 16 February 2016", "agreed, reported on 1 December 2015" where its words tell no day. */
export function stageWords(form: RegisterEntry['form'], step: RegisterStep, words: string | null): string {
  const stage = `${stageName(form, step, words)}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''}`
  return `${stage}${toldWhen(step.date, step.cites[0]!, words)}`
}

/** A commitment with all its stages, and what is due; `wordsOf` gives the sentences that tell of a step. */
export function entryWords(entry: RegisterEntry, names: Names, wordsOf: (step: RegisterStep) => string | null): string {
  const due = entry.due ? `, due ${dueWords(entry.due, entry.steps.map(wordsOf))}` : ''
  // Only of pledges and offers is it looked for whether they were kept.
  const isFollowed = entry.form === 'pledge' || entry.form === 'offer'
  const late = entry.overdueDays && isFollowed ? '; no report that the ledger holds says that it was kept' : ''
  return `${capital(formWords(entry, names))}: ${entry.steps.map((step) => stageWords(entry.form, step, wordsOf(step))).join(', then ')}${due}${late}.`
}

/** When something is due, with the second of two months where its words leave it open ("in May or June"). */
export function dueWords(due: { start: string; end: string } | null, words: (string | null)[]): string {
  const when = whenWords(due)
  const month = /^in (\p{Lu}\p{Ll}+) \d{4}$/u.exec(when)?.[1]
  const other = month && new RegExp(`\\b${month} or (\\p{Lu}\\p{Ll}+)\\b`, 'u').exec(words.join(' '))?.[1]
  return other ? when.replace(month, `${month} or ${other}`) : when
}
