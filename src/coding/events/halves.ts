import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { keyOfParty } from '../relate/index.ts'
import type { Candidate } from '../rules/match.ts'
import type { Parties } from '../rules/parties.ts'
import type { Chosen } from './choose.ts'

/**
 * One deed that two words of a sentence tell in halves: "three civilians were *killed* in Israeli *shelling*", "were *shot dead* by police *gunfire*", "claimed responsibility for *firing* rockets at
 * Israel". The word above takes the side that only the word below names, and the word below tells nothing of its own. Linear in the chosen, by pairs of one type.
 */
export function withoutHalves(chosen: readonly Chosen[], clauses: readonly Clause[], parties: Parties): Chosen[] {
  const all = chosen.map((each) => ({ ...each, candidate: owned(each.candidate, clauses, parties) }))
  const gone = new Set<Chosen>()
  for (const outer of all)
    for (const inner of all) {
      if (inner === outer || gone.has(inner) || gone.has(outer)) continue
      const [a, b] = [outer.candidate, inner.candidate]
      if (a.rule.event === b.rule.event && isPartOfName(b.clause, a.clause)) {
        gone.add(inner)
        continue
      }
      if (a.rule.event === 'PROTEST' && b.rule.event === 'PROTEST' && isPurpose(b.clause, a.clause)) {
        gone.add(inner)
        if (a.recipients.length === 0)
          outer.candidate = { ...a, recipients: b.recipients, recipientTokens: b.recipientTokens }
        continue
      }
      if (a.rule.event !== 'ASSAULT' || b.rule.event !== 'ASSAULT') continue
      if (outer.deniedBy || inner.deniedBy || !hangsFrom(b.clause, a.clause, clauses)) continue
      if (b.rule.reciprocal && !a.rule.reciprocal) inner.candidate = withoutVictims(b, a)
      const verdict = united(a, b)
      if (verdict === 'other') continue
      gone.add(verdict === 'inner tells all' ? outer : inner)
      if (typeof verdict !== 'string') outer.candidate = verdict
    }
  return all.filter((each) => !gone.has(each))
}

/** The whole of which two candidates are halves; which of them tells all; or that they tell of different deeds. */
function united(a: Candidate, b: Candidate): Candidate | 'inner tells all' | 'other' {
  const actorsOf = (each: Candidate) => (each.rule.reciprocal ? [] : each.actors)
  if (a.rule.reciprocal) return 'other'
  // "two attacks on mosques killed 56 people": what was attacked killed nobody
  if (isSubject(b.clause, a.clause) && b.recipients.length > 0 && doersAmong(a.actors, b.recipients))
    return { ...a, actors: b.actors, actorTokens: b.actorTokens }
  // "twelve died in clashes between the army and rebels": the clash is two-sided, whoever died in it
  if (b.rule.reciprocal) return a.actors.length === 0 && b.actors.length > 1 ? 'inner tells all' : 'other'
  const [doers, others] = [actorsOf(a), actorsOf(b)]
  if (doers.length === 0 && others.length > 0 && a.recipients.length > 0) {
    if (others.some((each) => a.recipients.includes(each))) return 'other'
    return { ...a, actors: others, actorTokens: b.actorTokens }
  }
  if (a.recipients.length === 0 && doers.length > 0 && others.length === 0 && b.recipients.length > 0) {
    if (b.recipients.some((each) => doers.includes(each))) return 'other'
    return { ...a, recipients: b.recipients, recipientTokens: b.recipientTokens }
  }
  if (a.recipients.length === 0 && b.recipients.length > 0 && doers.length > 0 && isSame(doers, others))
    return 'inner tells all'
  // "were killed by Israeli gunfire in Gaza": the same doer, and of the other side only the place
  const same = isSame(others, doers)
  const homes = new Set(a.recipients.map(({ country }) => country))
  const isWithin = b.recipients.every(
    (each) => a.recipients.includes(each) || (homes.has(each.country) && each.kind === 'state'),
  )
  if ((same || others.length === 0) && a.recipients.length > 0 && (b.recipients.length === 0 || isWithin)) return a
  // "bombed a bridge in Gaza, killing four Palestinians": the first names only the land of those who were hit
  const struck = b.recipients.map(({ country }) => country)
  if (same && isOutcome(b.clause, a.clause) && b.recipients.length > 0)
    if (a.recipients.every(({ kind, country }) => kind === 'state' && struck.includes(country)))
      return { ...a, recipients: b.recipients, recipientTokens: b.recipientTokens }
  return 'other'
}

/** "Shelled the town, *killing* nine": a participle behind a deed tells what came of it. */
function isOutcome({ parent, head, sentence }: Clause, { index }: Clause): boolean {
  return parent?.clause === index && parent.relation === 'advcl' && sentence.tokens[head]!.xpos === 'VBG'
}

/** "Blocked the road *to protest* the law": what a deed is done for, told by "to". */
function isPurpose({ parent, sentence, head }: Clause, { index }: Clause): boolean {
  return (
    parent?.clause === index &&
    /^(?:advcl|xcomp)$/.test(parent.relation) &&
    sentence.tokens.some(({ form, head: above }) => above === head && /^to$/i.test(form))
  )
}

/** "Two suicide *bombing attacks*": the word before another only tells its kind. */
function isPartOfName(inner: Clause, outer: Clause): boolean {
  const { head, deprel } = inner.sentence.tokens[inner.head]!
  return inner.kind === 'noun' && head === outer.head && /^(?:compound|amod|nmod:desc)/.test(deprel)
}

const isSubject = ({ parent }: Clause, { index }: Clause): boolean =>
  parent?.clause === index && parent.relation === 'subj'

const doersAmong = (doers: readonly Entity[], victims: readonly Entity[]): boolean =>
  doers.length > 0 && doers.every((each) => victims.includes(each))

/** "Five people were killed in fighting between rebels and the army": the dead fought nobody where two sides are named beside them. */
function withoutVictims(fight: Candidate, { recipients }: Candidate): Candidate {
  const actors = fight.actors.filter((each) => !recipients.includes(each))
  return actors.length < 2 || actors.length === fight.actors.length ? fight : { ...fight, actors }
}

const isSame = (some: readonly Entity[], all: readonly Entity[]): boolean =>
  some.length > 0 && some.every((each) => all.some((own) => keyOfParty(own) === keyOfParty(each)))

const LINKS: ReadonlySet<string> = new Set(['obl', 'obj', 'nmod', 'subj', 'acl', 'advcl', 'xcomp'])

/** True for a clause that is part of what another says, two steps down at most and through no telling of its own. */
function hangsFrom(inner: Clause, outer: Clause, clauses: readonly Clause[]): boolean {
  let at = inner
  for (let steps = 0; steps < 3; steps++) {
    const { parent } = at
    if (
      !parent ||
      !LINKS.has(parent.relation) ||
      (parent.relation === 'advcl' && !/^(?:for|when|as|in)$/.test(parent.marker ?? '') && !isOutcome(at, outer))
    )
      return false
    if (parent.clause === outer.index) return inner.kind === 'noun' || at !== inner || parent.relation !== 'xcomp'
    at = clauses[parent.clause]!
    if (at.kind === 'copula') return false
  }
  return false
}

/** "Claimed responsibility for the bombing": who claims it is who did it. */
function owned(candidate: Candidate, clauses: readonly Clause[], parties: Parties): Candidate {
  const { clause, rule, actors, recipients } = candidate
  if (rule.event !== 'ASSAULT' || rule.reciprocal || actors.length > 0) return candidate
  let at = clause
  for (let steps = 0; at.parent && steps < 6; steps++) {
    at = clauses[at.parent.clause]!
    if (!isOwningUp(at)) continue
    const doers: readonly Entity[] = parties.of(at.sentence, at.agents, 'actor')
    if (doers.length === 0 || doers.some((each) => recipients.includes(each))) return candidate
    return { ...candidate, actors: doers, actorTokens: at.agents.map(({ token }) => token) }
  }
  return candidate
}

function isOwningUp(clause: Clause): boolean {
  const { tokens } = clause.sentence
  return (
    clause.kind === 'verb' &&
    !clause.negated &&
    /^(?:claim|take|admit|accept|assume)$/.test(clause.lemma) &&
    clause.patients.some(({ token }) => /^responsibility$/i.test(tokens[token]!.form)) &&
    !clause.agents.some(({ token }) => tokens.some(({ head, form }) => head === token && /^no$/i.test(form)))
  )
}
