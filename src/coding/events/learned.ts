import type { Entity } from '../../ground/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { classifyPair, type RelateModel } from '../relate/index.ts'
import type { Candidate } from '../rules/match.ts'
import type { Parties } from '../rules/parties.ts'

/**
 * How sure the learned model must be to speak where no rule does. Chosen on the odd rows of `eval/gold` (November 2026): below it, what it adds costs
 * more precision than it brings recall.
 */
const FLOOR = 0.95

/** Prepositions after which the one acted upon can stand. */
const TOWARD = /^(?:to|with|against|from|for|on|at|of|over|into)$/

/** Verbs that tell no act by one side on another. The model knows acts only, so it must not be asked about these. */
const NEUTRAL = new Set(
  'be have say tell believe think know include border lie become remain seem live speak see watch play beat win lose sell buy hear expect hope fear show come go make'.split(
    ' ',
  ),
)

/**
 * What the learned model reads in a verb no rule spoke of: a known party that acts, another one of another country in the same clause, and a sure
 * answer. `null` otherwise. The candidate's rule is `learned/TYPE`; whoever reads the event sees that no rule of ours vouches for it.
 */
export function learnedCandidate(clause: Clause, parties: Parties, model: RelateModel): Candidate | null {
  if (clause.kind !== 'verb' || NEUTRAL.has(clause.lemma) || clause.negated) return null
  const { sentence } = clause
  const actors = known(parties.of(sentence, clause.agents, 'actor'))
  if (actors.length === 0) return null
  const others: Participant[] = [
    ...clause.patients,
    ...clause.receivers,
    ...clause.obliques.filter((oblique) => TOWARD.test(oblique.preposition)).map((oblique) => oblique.participant),
  ]
  const span = ({ token }: Participant) => ({ start: sentence.tokens[token]!.start, end: sentence.tokens[token]!.end })
  for (const other of others) {
    const recipients = known(parties.of(sentence, [other], 'recipient')).filter((entity) =>
      actors.every(
        (actor) => actor.code !== entity.code && (entity.country === null || actor.country !== entity.country),
      ),
    )
    if (recipients.length === 0) continue
    const answer = classifyPair(sentence, clause.agents.map(span), [span(other)], model)
    if (answer.confidence < FLOOR) continue
    return {
      rule: {
        id: answer.rule,
        event: answer.type,
        mode: answer.mode ? [answer.mode] : [],
        cameo: answer.cameo,
        why: 'No rule speaks of this verb; the learned model is sure of the pair.',
        trigger: { class: [], lemmas: [] },
        where: {},
        roles: { actor: [], recipient: [] },
        reciprocal: answer.type === 'CONSULT' && answer.mode !== 'visit',
        unless: [],
        keepsContent: true,
        rank: 0,
        specificity: 0,
        codes: [],
        ignores: [],
        limits: [],
      },
      clause,
      entry: null,
      actors,
      recipients,
      actorTokens: clause.agents.map((agent) => agent.token),
      recipientTokens: [other.token],
      content: null,
      pathLength: 2,
    }
  }
  return null
}

function known(entities: readonly Entity[]): Entity[] {
  return entities.filter((entity) => entity.country !== null || /^(?:IGO|NGO|MNC|IMG)/.test(entity.code))
}
