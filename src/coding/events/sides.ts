import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'
import type { Parties } from '../rules/parties.ts'
import { VERBAL } from './choose.ts'
import { isOfState } from './parties-fit.ts'

/** Verbs whose object is told what to do: whom a president orders may be his own army. */
const ORDERS = /^(?:order|direct|instruct|command|urge|ask|tell|call)$/

interface Sides {
  actors: readonly Entity[]
  recipients: readonly Entity[]
}

/** The parties that the slots of an act found, without those of them that cannot be on their side. Linear in them. */
export function sidesOf(
  type: EventType,
  { voice, lemma }: Clause,
  { actors, recipients: found, reciprocal }: Sides & { reciprocal: boolean },
): Sides {
  let recipients = found
  const home = new Set(actors.map((entity) => entity.country).filter((country) => country !== null))
  const isHome = ({ country }: Entity) => country !== null && home.has(country)
  const abroad = recipients.filter((entity) => !isHome(entity))
  if (abroad.length > 0) recipients = abroad
  // "ruled out a change in French policy": a government does not turn on its own country
  if (VERBAL.has(type) && actors.length > 0 && actors.every(isOfState))
    recipients = recipients.filter((entity) => entity.kind !== 'state' || (entity.country !== null && !isHome(entity)))
  // "refused to pull out its forces": whose they are, not whom it is done to
  const isOrdered = type === 'REQUEST' && ORDERS.test(lemma)
  if (((VERBAL.has(type) && !isOrdered) || type === 'RETREAT' || type === 'MOBILIZE') && actors.some(isOfState))
    recipients = recipients.filter((entity) => entity.sectors[0] !== 'MIL' || !isHome(entity))
  if (reciprocal || !actors.some((entity) => recipients.includes(entity))) return { actors, recipients }
  // nobody acts on himself: who is killed has no hand in it, who is angry is angry with others
  return voice === 'passive' && !VERBAL.has(type)
    ? { actors: actors.filter((entity) => !recipients.includes(entity)), recipients }
    : { actors, recipients: recipients.filter((entity) => !actors.includes(entity)) }
}

/** "Denounced the murder of two students by soldiers", "complained of the intimidation of voters": the words are for whoever did it, not for whom it was done to. */
export function accusedOf(
  clause: Clause,
  clauses: readonly Clause[],
  recipients: readonly Entity[],
  parties: Parties,
): readonly Entity[] {
  for (const deed of clauses) {
    const { parent, kind, sentence, head, patients, obliques, agents } = deed
    if (kind !== 'noun' || parent?.clause !== clause.index || !/^(?:obj|obl|nmod)$/.test(parent.relation)) continue
    if (!HARM.test(sentence.tokens[head]!.form)) continue
    const against = obliques.filter(({ preposition }) => /^(?:on|against)$/.test(preposition))
    const victims = parties.of(sentence, [...patients, ...against.map(({ participant }) => participant)], 'recipient')
    if (victims.length === 0 || !recipients.every((each) => victims.includes(each))) continue
    return parties.of(sentence, agents, 'actor').filter((each) => !victims.includes(each))
  }
  return recipients
}

/** Nouns of what is done to people against their will. */
const HARM =
  /^(?:attacks?|raids?|killings?|murders?|slayings?|assassinations?|executions?|massacres?|slaughter|bombings?|shellings?|shootings?|beatings?|torture|abuses?|mistreatment|maltreatment|harassment|intimidation|persecution|repression|oppression|detentions?|arrests?|imprisonment|jailing|kidnappings?|abductions?|expulsions?|deportations?|lynchings?|rapes?|humiliation|discrimination|deaths?)$/i
