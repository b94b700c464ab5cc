import type { Clause } from '../clause.ts'
import type { Mood } from './rule.ts'

const OPEN_MODALS: ReadonlySet<string> = new Set([
  'may',
  'might',
  'could',
  'would',
  'should',
  'must',
  'can',
  'ought',
  'need',
  'in order to',
])

/** Whether the clause stands in a mood a rule may exclude. */
export function isInMood(clause: Clause, mood: Mood): boolean {
  if (mood === 'negated') return clause.negated
  if (mood === 'conditional') return clause.conditional
  if (mood === 'future') return clause.tense === 'future'
  if (mood === 'modal') return clause.modal !== null
  return clause.conditional || (clause.modal !== null && OPEN_MODALS.has(clause.modal))
}
