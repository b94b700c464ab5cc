import { markOf, type WireRow } from '../../eval/measure.ts'
import { covers, type GoldRow } from '../../src/analysis/index.ts'
import type { Clause } from '../../src/coding/clause.ts'
import { learnedRule } from '../../src/coding/events/learned.ts'
import type { EventType } from '../../src/coding/record.ts'
import { encodeParty } from '../../src/coding/relate/encoded-party.ts'
import { type PartyQuestion, type PartyView, viewParties } from '../../src/coding/relate/party-view.ts'
import { SENSES } from '../../src/coding/relate/senses.ts'
import { classNamesOf } from '../../src/coding/rules/class-names.ts'
import type { Entity } from '../../src/ground/index.ts'
import { overlaps, type Span } from '../../src/text/index.ts'
import type { TriggerRow } from './fit-triggers.ts'
import { clauseAt, joiningClause, type Prepared, type pairPredicates, prepare, type Resources } from './predicates.ts'
import { wordsNear } from './wire-rows.ts'

/** One mention of a sentence as numbers, with the roles it may have in one event (columns of `PARTY_ROLES`). */
export interface PartyRow extends TriggerRow {
  group: string
  /** What the network reads of it. */
  input: Int8Array | null
}

/** What is known of an event's parties: codes as the gold has them, or the very words. */
export interface KnownParties {
  type: string
  types?: string[]
  actors?: readonly string[]
  recipients?: readonly string[]
  reciprocal?: boolean
  source?: Span | null
  target?: Span | null
}

const NO_NUMBERS = new Float64Array(0)
const [NONE, ACTOR, RECIPIENT] = [0, 1, 2]

/** The question a coder would ask about this clause and type: its rule's slots where a rule of the type speaks, else those of the type. */
export function questionOf(
  clause: Clause,
  types: readonly string[],
  sentence: Prepared['sentences'][number],
): PartyQuestion | null {
  const ruled = sentence.matcher.candidate(clause)
  if (ruled && types.includes(ruled.rule.event))
    return { clause, type: ruled.rule.event, actors: ruled.actors, recipients: ruled.recipients, learned: false }
  const type = types[0] as EventType
  const filled = sentence.matcher.fit(learnedRule(type), clause)
  return filled && { clause, type, actors: filled.actors, recipients: filled.recipients, learned: true }
}

/** The mentions around one event's word, each with the roles it may have. */
export function partyRows(
  clause: Clause,
  known: KnownParties,
  sentence: Prepared['sentences'][number],
  prepared: Prepared,
  resources: Resources,
  weight: number,
  group: string,
): PartyRow[] {
  const question = questionOf(clause, [known.type, ...(known.types ?? [])], sentence)
  if (!question) return []
  const views = viewParties(question, sentence.clauses, prepared.parties, classNamesOf(resources.rules))
  const { encoding } = clause.sentence
  return views.map((view) => ({
    hashes: view.traits,
    input: encoding ? encodeParty(encoding, view.place) : null,
    dense: NO_NUMBERS,
    allowed: known.actors ? rolesByCode(view, known, views, question) : rolesByWords(view, known, views),
    weight,
    group,
  }))
}

const among = (members: readonly Entity[], codes: readonly string[]) =>
  codes.length > 0 && members.every((each) => codes.some((code) => covers([each], [code])))

function rolesByCode(
  view: PartyView,
  { actors = [], recipients = [], reciprocal, type, source, target }: KnownParties,
  views: readonly PartyView[],
  question: PartyQuestion,
): number[] {
  const acts = among(view.members, actors)
  const takes = among(view.members, recipients)
  if (!acts && !takes && view.members.every((each) => each.country === null)) {
    // the words are the party's, though nothing tells of which country he is
    if (source && overlaps(source, view.mention)) return reciprocal ? [ACTOR!, RECIPIENT!] : [ACTOR!]
    if (target && overlaps(target, view.mention)) return reciprocal ? [ACTOR!, RECIPIENT!] : [RECIPIENT!]
  }
  if (!acts && !takes) {
    // "the two sides": more of them than one role holds
    if (view.members.length > 1 && among(view.members, [...actors, ...recipients])) return [ACTOR!, RECIPIENT!]
    return view.members.some((each) => among([each], [...actors, ...recipients]))
      ? [NONE!, ACTOR!, RECIPIENT!]
      : [NONE!]
  }
  const alike = views.filter((other) => other !== view && among(other.members, acts ? actors : recipients))
  const same = alike.filter((other) =>
    other.members.some((each) => view.members.some((own) => own.country === each.country)),
  )
  if (reciprocal) return same.length > 0 && !chosen(view, question) ? [NONE!, ACTOR!, RECIPIENT!] : [ACTOR!, RECIPIENT!]
  if (source && acts && overlaps(source, view.mention)) return [ACTOR!]
  if (target && takes && overlaps(target, view.mention)) return [RECIPIENT!]
  const roles = [...(acts && !(source && same.length === 0 && takes) ? [ACTOR!] : []), ...(takes ? [RECIPIENT!] : [])]
  if (same.length === 0) return roles
  const named = (acts && source) || (takes && target)
  if (!named && chosen(view, question)) return roles
  return type === 'CONSULT' ? [NONE!, ACTOR!, RECIPIENT!] : [NONE!, ...roles]
}

const chosen = (view: PartyView, { actors, recipients }: PartyQuestion) =>
  view.members.some((each) => actors.includes(each) || recipients.includes(each))

function rolesByWords(view: PartyView, { source, target }: KnownParties, views: readonly PartyView[]): number[] {
  const within = (span: Span | null | undefined, each: PartyView) => !!span && overlaps(span, each.mention)
  const acts = within(source, view)
  const takes = within(target, view)
  const alone = (span: Span | null | undefined) => views.filter((each) => within(span, each)).length === 1
  if (acts && takes) return [NONE!, ACTOR!, RECIPIENT!]
  if (acts) return alone(source) ? [ACTOR!] : [NONE!, ACTOR!]
  if (takes) return alone(target) ? [RECIPIENT!] : [NONE!, RECIPIENT!]
  const like = (span: Span | null | undefined) =>
    views.some(
      (each) =>
        within(span, each) && each.members.some((one) => view.members.some((own) => own.country === one.country)),
    )
  return [NONE!, ...(like(source) ? [ACTOR!] : []), ...(like(target) ? [RECIPIENT!] : [])]
}

/** The mentions around the words of wire rows. */
export function wirePartyRows(rows: readonly WireRow[], resources: Resources, weight: number): PartyRow[] {
  return rows.flatMap((row) => {
    const prepared = prepare(row.text, row.date ?? null, resources)
    return row.events.flatMap((event) => {
      const mark = markOf(row.text, event)
      const sentence = prepared.sentences.find((each) => mark && overlaps(each.sentence, mark))
      const clause = sentence && clauseAt(mark!, sentence.sentence, sentence.clauses)
      if (!clause) return []
      const near = (words: string | undefined) => wordsNear(row.text, words, mark!.start)
      const known = { ...event, source: near(event.source), target: near(event.target) }
      return partyRows(clause, known, sentence, prepared, resources, weight, row.id)
    })
  })
}

/** The mentions around those predicates of gold rows that a rule takes for an event's type; of several the one whose parties fit. */
export function goldPartyRows(rows: readonly GoldRow[], resources: Resources, weight: number): PartyRow[] {
  return rows.flatMap((row) => {
    const prepared = prepare(row.text, row.date ?? null, resources)
    const all = prepared.sentences.flatMap((sentence) =>
      sentence.clauses.flatMap((clause) => {
        const candidate = sentence.matcher.candidate(clause)
        return candidate ? [{ sentence, clause, candidate }] : []
      }),
    )
    return row.events.flatMap((event) => {
      const fitting = all.filter(({ candidate }) => [event.type, ...(event.types ?? [])].includes(candidate.rule.event))
      const best =
        fitting.find(
          ({ candidate }) => covers(candidate.actors, event.actors) && covers(candidate.recipients, event.recipients),
        ) ?? (fitting.length === 1 ? fitting[0] : undefined)
      return best ? partyRows(best.clause, event, best.sentence, prepared, resources, weight, row.id) : []
    })
  })
}

/** The mentions in sentences whose source and target are marked. */
export function pairPartyRows(rows: Parameters<typeof pairPredicates>[0], resources: Resources): PartyRow[] {
  return rows.flatMap((row) => {
    const prepared = prepare(row.text, '1999-06-15', resources)
    const types = SENSES.filter((sense) => row.senses.includes(sense.name)).map((sense) => sense.type)
    return prepared.sentences.flatMap((sentence) => {
      const clause = joiningClause(sentence, row)
      if (!clause) return []
      const known = { type: types[0]!, types, source: row.source[0] ?? null, target: row.target[0] ?? null }
      return partyRows(clause, known, sentence, prepared, resources, row.weight, row.group)
    })
  })
}
