import type { Status } from '../record.ts'
import type { Candidate } from '../rules/match.ts'

/**
 * How sure an event is, 0.3 to 0.97: more for rules that demand more, less for long paths, shared or guessed participants, nouns on their own
 * and anything not told as fact.
 */
export function confidenceOf(candidate: Candidate, status: Status, claimed: boolean): number {
  const { rule, clause, pathLength, actors, recipients } = candidate
  if (candidate.chance !== undefined) return Math.round(candidate.chance * 100) / 100
  let value = 0.8 + 0.015 * Math.min(6, rule.specificity)
  value -= 0.03 * Math.max(0, pathLength - 2)
  if (clause.kind === 'noun' && clause.light === undefined) value -= 0.08
  if (recipients.length === 0 && !rule.reciprocal) value -= 0.08
  if (actors.length === 0) value -= 0.1
  if ([...actors, ...recipients].some((entity) => entity.basis === 'assumed')) value -= 0.05
  const given = new Set([...candidate.actorTokens, ...candidate.recipientTokens])
  const indirect = [...clause.agents, ...clause.patients].some(
    (each) => given.has(each.token) && (each.via === 'control' || each.via === 'relative'),
  )
  if (indirect) value -= 0.04
  if (status !== 'actual') value -= 0.05
  if (claimed) value -= 0.02
  return Math.round(Math.max(0.3, Math.min(0.97, value)) * 100) / 100
}
