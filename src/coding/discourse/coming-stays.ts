import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { prepositionOf } from '../clauses/tree.ts'
import { actorsAt, type Draft, draft, isComing, twoSides } from './commitment-drafts.ts'
import { timesOf } from './dating.ts'
import { oneEach, standing, subjectsOf, type View } from './view.ts'
import { placeStates } from './visits.ts'

/** "Chile's president will be in Lima on June 12." */
export function comingStay(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (clause.kind !== 'copula' || clause.negated || clause.conditional || !isComing(clause)) return []
  if (!/^in$/.test(prepositionOf(view.tree(sentence), head)) || timesOf(view, sentence, head).length === 0) return []
  const hosts = placeStates(view, sentence, head)
  const visitors = oneEach(subjectsOf(clause).flatMap(({ token }) => actorsAt(view, clause, token))).filter(
    ({ sectors }) => sectors.includes('GOV'),
  )
  return twoSides(visitors, hosts) && visitors.length === 1
    ? [draft(view, clause, 'visit', 'agreed', [...visitors, ...hosts], 'coming-stay', {})]
    : []
}

/** "The president is due in Lima next month": read off the words, because parses take "due in" for a preposition. */
export function dueIn(view: View, sentence: Sentence): Draft[] {
  const { tokens } = sentence
  const due = tokens.findIndex(
    ({ form }, at) =>
      /^(?:due|expected)$/i.test(form) &&
      /^in$/i.test(tokens[at + 1]?.form ?? '') &&
      /^(?:is|are|was|were|be)$/i.test(tokens[at - 1]?.form ?? ''),
  )
  const clause = view.clauses(sentence)[0]
  if (due < 0 || !clause || sentence.in || view.quoted(tokens[due]!) || view.times(sentence).length === 0) return []
  const hosts = placeStates(view, sentence, due + 2)
  const visitor = view
    .mentions(sentence)
    .filter(({ head, form }) => head < due && form !== 'place')
    .map(({ entity }) => view.entity(entity))
    .filter(({ kind, sectors }) => kind === 'person' && sectors.includes('GOV'))
    .at(-1)
  return visitor && twoSides([visitor], hosts) && oneEach(hosts).length === 1
    ? [
        draft(view, { ...clause, head: due }, 'visit', 'agreed', [visitor, ...hosts], 'coming-stay', {
          giver: standing(visitor),
        }),
      ]
    : []
}
