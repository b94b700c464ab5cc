import { capital, monthWords, whenWords, withThe } from '../phrases.ts'
import type { RegisterEntry, RegisterStep } from '../register.ts'
import type { Names } from './country-names.ts'
import { reportedWords, toldWhen } from './day-words.ts'
import { paperSigned } from './deeds.ts'
import { invitedWords, matterWords } from './matter-words.ts'
import { escaped } from './telling.ts'

/** Forms of what one side gives. */
export const ONE_SIDED = /^(?:offer|pledge|invitation|visit|recognition)$/

const FORMS: { [form: string]: string } = { visit: 'planned visit', 'working-group': 'joint body' }

/** A commitment by its form, giver and matter: "pledge of Cuba to free 53 political prisoners", "treaty" where the words of its signing say so. */
export function formWords(entry: RegisterEntry, names: Names, wordsOf: WordsOf, personOf: PersonOf): string {
  const other = entry.between.find((country) => country !== entry.by)
  if (entry.by && other && entry.form === 'visit')
    return `planned visit of ${personOf(entry, entry.by)} to ${names(other)}`
  if (entry.by && other && entry.form === 'invitation')
    return `invitation of ${names(entry.by)} to ${personOf(entry, other)}`
  const last = wordsOf(entry.steps[entry.steps.length - 1]!)
  const isPlan = entry.form === 'agreement' && entry.status === 'withdrawn' && last !== null && PLANNED.test(last)
  const form = entry.planned ? 'planned meeting' : isPlan ? 'planned agreement' : (FORMS[entry.form] ?? entry.form)
  const signed = entry.form === 'agreement' ? entry.steps.find(({ stage }) => stage === 'signed') : undefined
  const words = signed ? wordsOf(signed) : null
  const paper = words !== null && SIGNS.test(words) ? paperSigned(signed!.cites[0]!.words).replace(/^an? /, '') : form
  if (entry.form === 'recognition' && !entry.by) {
    const by = entry.parties.find((name) => new RegExp(`\\b${escaped(name)} (?:has )?recogni[sz]e`).test(entry.words))
    return by ? `${form} by ${withThe(by)}` : form
  }
  const about =
    entry.planned || isPlan
      ? null
      : entry.form === 'invitation'
        ? invitedWords(last)
        : matterWords(signed ? 'signed' : entry.form, words ?? wordsOf(entry.steps[0]!))
  return `${paper}${entry.by ? ` of ${names(entry.by)}` : ''}${about ? ` ${about}` : ''}`
}

/** Whom an entry names of one of its countries: "John Kerry (United States)", or the country where it names nobody. */
export type PersonOf = (entry: RegisterEntry, country: string) => string

/** "The agreements of 1994 and 1995": looked back on by their years. */
const OF_YEARS =
  /\b(?:agreements?|accords?|treat(?:y|ies)|pacts?|deals?|memorand(?:um|a)) of ((?:1[89]|20)\d\d(?:(?:, | and )(?:1[89]|20)\d\d)*)\b/i

/** Words of an agreement that there was not yet. */
const PLANNED =
  /\b(?:planned|proposed|draft|intended|future|coming) (?:\p{Ll}+ )?(?:accord|agreement|treaty|pact|deal|memorandum)/iu
/** Words of what holds once an agreement does. */
export const TERM = /\bunder (?:the|this|that|their) (?:\p{Ll}+ )?(?:treaty|agreement|accord|pact|deal)\b/iu

/** The sentences that tell of a step; null where the article is not at hand. */
export type WordsOf = (step: RegisterStep) => string | null

/** Words of signing or ratifying: an agreement that is only looked back on ("the agreements of 1994") was agreed, and more is not said. */
const SIGNS = /\b(?:sign(?:s|ed|ing|ings|atur\w+|ator\w+)?|initial(?:s|l?ed|l?ing)|conclu\w+|ratif\w+)\b/i

/** Words of agreeing. */
export const AGREES =
  /\b(?:agree|accept|accords?\b|approv|settl|decid|resol|pacts?\b|deals?\b|treat(?:y|ies)\b|declar|promis|pledg)/i

/** A stage as far as its words say it. */
export function stageTold({ stage, basis }: RegisterStep, words: string | null): RegisterStep['stage'] {
  // "Under the treaty Argentina recognises …": it does when the treaty is in force.
  if (stage === 'in-force' && words !== null && TERM.test(words)) return 'agreed'
  return stage === 'signed' && basis === 'stated' && words !== null && !SIGNS.test(words) ? 'agreed' : stage
}

/** Words of being in force. */
const HOLDS = /\b(?:(?:in|into) force|tak(?:es?|ing) effect|took effect|effective|hold(?:s|ing)?|held|observ\w+)\b/i

/** What broke a promise off, by the first of these words that its sentence has. */
const ENDINGS: [words: RegExp, ending: string][] = [
  [/\b(?:declin|refus|reject|turn(?:s|ed|ing)? down)/i, 'declined'],
  [/\b(?:cancel|call(?:s|ed|ing)? off|scrap)/i, 'cancelled'],
  [/\b(?:suspend|halt|freez|froze)/i, 'suspended'],
  [/\b(?:postpon|put(?:s|ting)? off)/i, 'put off'],
  [/\bwithdr[ae]w/i, 'withdrawn'],
]

/** What a stage is called; of what is only told as coming ("will convene in July") nobody says that it was agreed. */
function stageName(form: RegisterEntry['form'], step: RegisterStep, words: string | null): string {
  const stage = stageTold(step, words)
  if (step.stage === 'in-force' && stage === 'agreed') return 'a term of an agreement'
  if (stage === 'in-force' && form === 'recognition') return 'given'
  if (stage === 'in-force' && words !== null && !HOLDS.test(words)) return 'carried out'
  if (stage === 'offered' && ONE_SIDED.test(form)) return 'made'
  if (stage === 'agreed' && /^(?:invitation|offer)$/.test(form) && (words === null || /\baccept/i.test(words)))
    return 'accepted'
  if (stage === 'agreed' && form === 'pledge') return 'made'
  if (stage === 'agreed' && words !== null && !AGREES.test(words)) return 'announced'
  if (stage === 'fulfilled') return form === 'pledge' || form === 'offer' ? 'kept' : 'carried out'
  const ending = stage === 'withdrawn' && ENDINGS.find(([told]) => words !== null && told.test(words))?.[1]
  return ending || (stage === 'withdrawn' ? 'withdrawn or declined' : stage.replace('-', ' '))
}

/** A stage with its day: "signed on 16 February 2016", "agreed, reported on 1 December 2015" where its words tell no day. */
export function stageWords(form: RegisterEntry['form'], step: RegisterStep, words: string | null): string {
  const stage = `${stageName(form, step, words)}${step.basis === 'inferred' ? ` (inferred: ${step.why})` : ''}`
  const act = form === 'agreement' && step.stage === 'agreed' ? AGREES : null
  return `${stage}${toldWhen(step.date, step.cites[0]!, words, act)}`
}

/** A commitment with all its stages, and what is due. */
export function entryWords(
  entry: RegisterEntry,
  names: Names,
  wordsOf: WordsOf,
  personOf: PersonOf,
  note = '',
): string {
  const [first] = entry.steps
  const words = wordsOf(first!)
  const years = entry.form === 'agreement' && stageTold(first!, words) === 'agreed' ? OF_YEARS.exec(words ?? '') : null
  if (years && entry.steps.length === 1)
    return `Agreement${/ and /.test(years[1]!) ? 's' : ''} of ${years[1]}, looked back on, ${reportedWords(first!.cites[0]!)}.`
  const isOver = /^(?:fulfilled|withdrawn|broken)$/.test(entry.status)
  const due =
    entry.due && !isOver && !isDueOfAnother(entry, wordsOf)
      ? `, ${dueNoun(entry)}due ${dueWords(entry.due, entry.steps.map(wordsOf))}`
      : ''
  // "To resume the talks and to start a bus": that the bus runs is not all of it.
  const isOfSeveral = entry.form === 'agreement' && /(?:,|\band) to \p{Ll}/u.test(wordsOf(entry.steps[0]!) ?? '')
  const stageOf = (step: RegisterStep) => {
    const told = stageWords(entry.form, step, wordsOf(step))
    return isOfSeveral && step.stage === 'fulfilled' ? told.replace(/^carried out/, 'carried out in part') : told
  }
  // Only of pledges and offers is it looked for whether they were kept.
  const isFollowed = entry.form === 'pledge' || entry.form === 'offer'
  const late = entry.overdueDays && isFollowed ? '; no report that the ledger holds says that it was kept' : ''
  return `${capital(formWords(entry, names, wordsOf, personOf))}: ${entry.steps.map(stageOf).join(', then ')}${note}${due}${late}.`
}

/** "Agreed to meet again. … They will resume their talks on migration on July 17": the day is that of the talks. */
function isDueOfAnother({ form, due, steps }: RegisterEntry, wordsOf: WordsOf): boolean {
  if (form !== 'agreement' || due === null) return false
  const month = new RegExp(`\\b${monthWords(due.start.slice(0, 7)).split(' ')[0]}\\b`)
  const parts = steps.flatMap((step) => wordsOf(step)?.split(' … ') ?? [])
  return (
    parts.length > 1 &&
    parts.some((part) => month.test(part)) &&
    parts.every((part) => !month.test(part) || !AGREES.test(part))
  )
}

/** What of a commitment is due: the visit to which somebody is invited, the session of a body. */
export function dueNoun({ form }: RegisterEntry): string {
  return form === 'invitation' ? 'visit ' : form === 'working-group' ? 'session ' : ''
}

/** When something is due, with the second of two months where its words leave it open ("in May or June"). */
export function dueWords(due: { start: string; end: string } | null, words: (string | null)[]): string {
  const when = whenWords(due)
  const month = /^in (\p{Lu}\p{Ll}+) \d{4}$/u.exec(when)?.[1]
  const other = month && new RegExp(`\\b${month} or (\\p{Lu}\\p{Ll}+)\\b`, 'u').exec(words.join(' '))?.[1]
  return other ? when.replace(month, `${month} or ${other}`) : when
}
