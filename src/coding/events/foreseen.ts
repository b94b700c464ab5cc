import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'
import type { Parties } from '../rules/parties.ts'

/** Words of threat under which nobody threatens: what things bring near, and what others are feared to do. */

/** "an attack which threatened to deepen the crisis", "his trial threatened to split the country": what things bring near nobody threatens. */
export function isLooming(type: EventType, clause: Clause, parties: Parties): boolean {
  if (type !== 'THREATEN' || clause.lemma !== 'threaten' || clause.voice === 'passive') return false
  const doers = clause.agents.filter(({ via }) => via === 'syntax')
  if (doers.length === 0 || !clause.complements.some(({ relation }) => relation === 'xcomp')) return false
  const { sentence } = clause
  return (
    parties.of(sentence, doers, 'actor').length === 0 ||
    doers.every(
      ({ token }) => sentence.tokens[token]!.upos === 'NOUN' && parties.headedAt(sentence, token).length === 0,
    )
  )
}

/** What befalls those who are threatened. */
const SUFFERING =
  /^(?:face|suffer|pay|regret|lose|bear|reap|be|meet|risk|incur|get|receive|see|burn|fall|die|perish|expect|end|end up|feel)$/

/** "warned that Syria could smuggle arms": what others may do is feared, and nobody is threatened; what they may suffer for it is a threat. */
export function isFeared(
  type: EventType,
  clause: Clause,
  clauses: readonly Clause[],
  actors: readonly Entity[],
  parties: Parties,
): boolean {
  if (type !== 'THREATEN' || clause.kind !== 'verb' || !/^(?:warn|caution)$/.test(clause.lemma)) return false
  const own = new Set(actors.map(({ country, code }) => country ?? code))
  return clause.complements.some(({ relation, clause: index }) => {
    const told = clauses[index]!
    if (relation !== 'ccomp' || told.kind !== 'verb' || told.voice === 'passive' || told.conditional) return false
    if (!/^(?:may|might|could)$/.test(told.modal ?? '') || SUFFERING.test(told.lemma)) return false
    const doers = parties.of(told.sentence, told.agents, 'actor')
    return doers.length > 0 && doers.every(({ country, code }) => !own.has(country ?? code))
  })
}
