import type { Clause } from '../clause.ts'
import {
  agentsOf,
  type Draft,
  draft,
  isComing,
  isInfinitive,
  isParty,
  otherOfStory,
  withWhom,
} from './commitment-drafts.ts'
import type { Form, Stage } from './commitment-tellings.ts'
import { isPast } from './dating.ts'
import { phraseAt } from './tie-phrases.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/**
 * Commitments told by a set phrase of `commitment-phrases.tsv` ("stands ready to", "foot the bill", "came to an arrangement"): of `one` by whoever can bind
 * itself, of `both` by two sides who do it together.
 */
export function commitmentPhrases(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (sentence.in || clause.voice === 'passive' || clause.conditional) return []
  for (const row of view.lexicon.rows('commitment-phrases', lemmaOf(sentence.tokens[head]!))) {
    const words = phraseAt(sentence, head, row)
    if (!words) continue
    // Words that follow a bare promise: without them it is an oath or a threat.
    if (words.at(-1)! >= sentence.tokens.length - 2) continue
    const doers = oneEach([...agentsOf(view, clause), ...withWhom(view, clause)]).filter(isParty)
    const [form, stage] = [row.form as Form, row.stage as Stage]
    if (row.class === 'both') {
      if (doers.length !== 2 || (isPast(view, sentence, head) && !isComing(clause))) continue
      if (isInfinitive(view, clause) && !/^(?:agree|decide|promise|plan|undertake)/.test(clause.modal ?? '')) continue
      return [draft(view, clause, form, stage, doers, 'phrase', { giver: '' })]
    }
    const able = doers.filter(
      ({ kind, sectors, code }) =>
        kind === 'state' || sectors.includes('GOV') || sectors.includes('REB') || code.startsWith('IGO'),
    )
    if (able.length === 0 || able.length > 3) continue
    const isOfStory = able.length === 1 && view.mainPair.some((each) => standing(each) === standing(able[0]!))
    const other = isOfStory && view.isTwoSided ? otherOfStory(view, able) : []
    return [draft(view, clause, form, stage, [...able, ...other], 'phrase', { giver: able.map(standing).join(' ') })]
  }
  return []
}
