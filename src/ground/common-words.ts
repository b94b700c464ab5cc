import type { Sentence } from '../parse/index.ts'
import type { NameMatch } from './find-names.ts'
import { foldName } from './lexicon/fold.ts'
import { townWords } from './words.ts'

/** "in March" is a month, whatever town is called so. */
const CALENDAR =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i

export const isWeekday = (form: string): boolean => CALENDAR.test(form) && /day$/i.test(form)

/** "On 17 November": a day, whatever group is called after it, but for "the November 17 group" and "November 17 claimed". */
export function isDay({ tokens }: Sentence, { from, to, length }: NameMatch): boolean {
  const words = tokens.slice(from, to).map(({ form }) => form)
  if (length !== 2 || !words.some((word) => CALENDAR.test(word)) || !words.some((word) => /^\d{1,2}$/.test(word)))
    return false
  const groups =
    /^(?:group|organi[sz]ation|movement|brigades?|guerrillas?|militants?|terrorists?|gang|members?|suspects?)$/i
  if (groups.test(tokens[to]?.form ?? '') || groups.test(tokens[from - 1]?.form ?? '')) return false
  return !tokens.slice(from, to).some(({ deprel }) => /^nsubj/.test(deprel))
}

/** True where a lone word that a town bears opens a sentence or stands in a headline and is taken in its common meaning: one of `townWords`, or a verb, adjective or noun. */
export function isCommonWord(sentence: Sentence, match: NameMatch, towns: ReadonlySet<string>): boolean {
  if (match.length > 1 || match.refs.length === 0) return false
  if (!match.refs.every((ref) => ref.type === 'place' && ref.place.kind === 'city')) return false
  const { form, upos } = sentence.tokens[match.from]!
  if (CALENDAR.test(form)) return !/^(?:town|city|village)$/i.test(sentence.tokens[match.from - 2]?.form ?? '')
  const opening =
    match.from === 0 || sentence.in !== undefined || /^["“‘:]$/.test(sentence.tokens[match.from - 1]!.form)
  const word = foldName(form)
  const listed = match.refs.every((ref) => ref.type === 'place' && ref.place.population === 0)
  return opening && !towns.has(word) && (townWords.has(word) || (upos !== 'PROPN' && !listed))
}
