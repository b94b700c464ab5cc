import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { isBelow, prepositionOf, treeOf } from '../clauses/tree.ts'
import type { EventType } from '../record.ts'
import { keyOfParty, type RelateModel, readParties, seeParties } from '../relate/index.ts'
import type { ClassNames } from '../rules/class-names.ts'
import type { Candidate } from '../rules/match.ts'
import type { Parties } from '../rules/parties.ts'

/** How sure the party model is of whom a candidate names: the least chance of anyone named, and the greatest of anyone left out. */
export interface Sureness {
  named: number
  left: number
}

/**
 * A party of a rule's slots stays while its chance is at least `keep`; one the slots missed joins at `join`; `alone`: where the slots fill a side with nobody. Looked at anew for table and
 * network together on stories left out (every fifth), November 2026: with less to join (0.65 and 0.3) half a point more is found there, and parties of real news, judged, are wrong more often.
 */
const BOUNDS = { keep: 0.25, join: 0.8, alone: 0.4 }

/** "Telephoned the queen on the eve of his meeting with the king": a meeting in passing, whose sides its own phrase names; nobody else of the sentence was at it. */
function namesBothSides({ clause, rule, actors }: Candidate): boolean {
  const { kind, light, parent, agents, obliques } = clause
  if (kind !== 'noun' || light !== undefined || !/^(?:obl|nmod)$/.test(parent?.relation ?? '')) return false
  const isOwned =
    agents.some(({ via }) => via === 'possessive') && obliques.some(({ preposition }) => preposition === 'with')
  return isOwned && rule.reciprocal && new Set(actors.map(keyOfParty)).size > 1
}

interface Best {
  chance: number
  entity: Entity
}

/**
 * A candidate with its parties as the model of parties sees them: those it all but rules out go, those it is sure of join. The slots of the rule count as traits,
 * so that it departs from them only for a reason. Cost: linear in the mentions of the sentence.
 */
export function settled(
  candidate: Candidate,
  clauses: readonly Clause[],
  parties: Parties,
  names: ClassNames,
  model: RelateModel,
): Candidate {
  const { clause, rule } = candidate
  const question = {
    clause,
    type: rule.event,
    actors: candidate.actors,
    recipients: candidate.recipients,
    learned: rule.id.startsWith('learned/'),
  }
  const acts = new Map<string, Best>()
  const takes = new Map<string, Best>()
  const raise = (table: Map<string, Best>, entity: Entity, chance: number) => {
    const key = keyOfParty(entity)
    const known = table.get(key)
    if (!known || chance > known.chance) table.set(key, { chance, entity })
  }
  const named = namesBothSides(candidate)
  seeParties(question, clauses, parties, names, (mention, members, traits, count, place) => {
    if (TALKED.has(rule.event) && isTopic(clause, mention.head)) return
    if (named && !isBelow(treeOf(clause.sentence), mention.head, clause.head)) return
    const [none, actor, recipient] = readParties(
      traits,
      count,
      model.parties,
      clause.sentence.encoding,
      place,
    ) as unknown as [number, number, number]
    for (const member of members) {
      raise(acts, member, rule.reciprocal ? 1 - none : actor)
      raise(takes, member, recipient)
    }
  })
  // whom the rule takes for the other side does not become a doer while the model, too, likes it better there
  const chanceOf = (table: ReadonlyMap<string, Best>, key: string) => table.get(key)?.chance ?? 0
  const aimedAt = candidate.recipients.map(keyOfParty).filter((key) => chanceOf(takes, key) >= chanceOf(acts, key))
  // whoever stands by is not taken for the attacker on half a chance
  const alone = rule.event === 'ASSAULT' ? BOUNDS.join : BOUNDS.alone
  const actors = chosen(candidate.actors, acts, aimedAt, alone)
  const recipients = rule.reciprocal ? [] : chosen(candidate.recipients, takes, actors.map(keyOfParty))
  return { ...candidate, actors, recipients, sureness: surenessOf(actors, recipients, acts, takes) }
}

/** Types whose parties speak or sign, and of what they speak is none of them. */
const TALKED: ReadonlySet<EventType> = new Set(['SUPPORT', 'CONSULT', 'AGREE', 'COOPERATE'])

/** "signed statements on Bolivia", "talks about Iran": what a paper or a talk is on. */
function isTopic({ sentence }: Clause, head: number): boolean {
  const tree = treeOf(sentence)
  const above = tree.tokens[tree.tokens[head]!.head]
  return above?.upos === 'NOUN' && /^(?:on|about|over|regarding|concerning)$/.test(prepositionOf(tree, head))
}

function chosen(
  given: readonly Entity[],
  table: ReadonlyMap<string, Best>,
  taken: readonly string[],
  alone: number = BOUNDS.alone,
): Entity[] {
  const found = given.filter((entity) => (table.get(keyOfParty(entity))?.chance ?? 1) >= BOUNDS.keep)
  const keys = [...taken, ...found.map(keyOfParty)]
  const bound = found.length === 0 ? alone : BOUNDS.join
  for (const [key, { chance, entity }] of table) if (chance >= bound && !keys.includes(key)) found.push(entity)
  return found
}

function surenessOf(
  actors: readonly Entity[],
  recipients: readonly Entity[],
  acts: ReadonlyMap<string, Best>,
  takes: ReadonlyMap<string, Best>,
): Sureness {
  const keys = [...actors, ...recipients].map(keyOfParty)
  let named = 1
  for (const [k, key] of keys.entries())
    named = Math.min(named, (k < actors.length ? acts : takes).get(key)?.chance ?? 0.5)
  let left = 0
  const leave = ({ chance }: Best, key: string) => {
    if (chance > left && !keys.includes(key)) left = chance
  }
  acts.forEach(leave)
  takes.forEach(leave)
  return { named, left }
}
