import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'
import type { Candidate, Matcher } from '../rules/match.ts'

/** Types whose object is what is said, not what is done: what they speak of is swallowed. */
export const VERBAL: ReadonlySet<EventType> = new Set([
  'AGREE',
  'REQUEST',
  'REJECT',
  'THREATEN',
  'ACCUSE',
  'SUPPORT',
  'CONCEDE',
])

/** A learned candidate less likely than this swallows nothing. */
const HEARD = 0.55

/** Types that take what they speak of for a fact. */
const FACTIVE: ReadonlySet<EventType> = new Set(['SUPPORT', 'ACCUSE'])

/** A rule's candidate that stands, and whether it denies what a swallowed clause says. */
export interface Chosen {
  candidate: Candidate
  /** Set on the content of a denial: it is kept, as denied by these. */
  deniedBy?: Entity[]
}

/** Picks the candidates of a sentence that become events: complete ones, outermost first, without what they swallow. */
export function choose(matcher: Matcher): Chosen[] {
  const swallowed = new Set<number>()
  const chosen: Chosen[] = []
  const depths = matcher.clauses.map((clause) => depthOf(clause, matcher.clauses))
  const inOrder = [...matcher.clauses].sort((a, b) => depths[a.index]! - depths[b.index]! || a.index - b.index)
  for (const clause of inOrder) {
    if (swallowed.has(clause.index)) continue
    const candidate = matcher.candidate(clause)
    if (!candidate) continue
    const lacks = candidate.chance === undefined && matcher.lacking(candidate) !== null
    // an incomplete outer act still says that its content is not told as fact
    if (!lacks) chosen.push({ candidate })
    if (clause.light !== undefined) swallowed.add(clause.light)
    if (candidate.rule.keepsContent) continue
    // what the learned voice only half hears takes nothing away from what is said inside it
    if (candidate.chance !== undefined && candidate.chance < HEARD) continue
    // "Germany's apology was welcomed": judged by nobody named, still a fact
    if (lacks && FACTIVE.has(candidate.rule.event)) continue
    if (VERBAL.has(candidate.rule.event))
      for (const inner of matcher.contents(clause)) {
        // "thanked Norway for a gift", "praised the handover of the town": what is praised by its name has happened
        if (candidate.rule.event === 'SUPPORT' && inner.kind === 'noun' && inner.light === undefined) continue
        swallow(inner, matcher.clauses, swallowed)
      }
    else if (candidate.content) swallow(candidate.content.clause, matcher.clauses, swallowed)
    else if (!lacks) for (const inner of objectsOf(clause, matcher.clauses)) swallowed.add(inner)
  }
  // the noun under a light verb speaks for both
  return chosen.filter(
    ({ candidate }) => !chosen.some((other) => other.candidate.clause.light === candidate.clause.index),
  )
}

function depthOf(clause: Clause, clauses: readonly Clause[]): number {
  let depth = 0
  for (let at = clause.parent; at && depth < 30; at = clauses[at.clause]!.parent) depth++
  // a carried noun stands where its verb stands
  return clause.light !== undefined ? depth - 1 : depth
}

function objectsOf(clause: Clause, clauses: readonly Clause[]): number[] {
  return clause.complements
    .filter((link) => link.relation === 'obj' && clauses[link.clause]!.kind === 'noun')
    .map((link) => link.clause)
}

function swallow(clause: Clause, clauses: readonly Clause[], swallowed: Set<number>): void {
  if (swallowed.has(clause.index)) return
  swallowed.add(clause.index)
  for (const link of clause.complements) {
    if (link.relation === 'relcl' || link.relation === 'parataxis') continue
    swallow(clauses[link.clause]!, clauses, swallowed)
  }
}
