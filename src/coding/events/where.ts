import { type Entity, type GroundedText, mentionsIn, placesIn } from '../../ground/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import type { EventPlace } from '../record.ts'
import type { Candidate } from '../rules/match.ts'
import { LOCATIVE, type Parties } from '../rules/parties.ts'

/** The place named in the clause, else in its sentence: one where something is only to be done, with `toBe` alone. */
export function placeOf(
  clause: Clause,
  clauses: readonly Clause[],
  grounded: GroundedText,
  { toBe = false } = {},
): (EventPlace & { kind?: string }) | null {
  const { sentence } = clause
  const places = placesIn(grounded, sentence)
  if (places.length === 0) return null
  const heads = [clause, ...(clause.light !== undefined ? [clauses[clause.light]!] : [])]
  const locative = heads.flatMap((each) =>
    each.obliques.filter((oblique) => LOCATIVE.has(oblique.preposition)).map((oblique) => oblique.participant.token),
  )
  const at = (token: number) =>
    places.find((place) => place.start <= sentence.tokens[token]!.start && sentence.tokens[token]!.end <= place.end)
  let found = locative.map(at).find((place) => place !== undefined)
  if (!found) {
    found = places.find((place) => {
      const first = sentence.tokens.findIndex((token) => token.start >= place.start)
      const before = sentence.tokens[first - 1]?.form.toLowerCase()
      if (before === undefined || !['in', 'at', 'near', 'outside', 'inside'].includes(before)) return false
      return toBe || !isToBe(sentence, first, clause.head)
    })
  }
  if (!found) return null
  return {
    name: found.name,
    country: found.country,
    ...(found.lat !== undefined && { lat: found.lat, lon: found.lon }),
    kind: found.kind,
  }
}

const AIMS = /^(?:agree|promise|pledge|vow|plan|offer|propose|decide|want|threaten|refuse|ask|urge|demand)$/

/** "at the end of the visit they agreed to reopen consulates in Bombay": what is agreed, planned or asked is to be there, and this was not. */
function isToBe({ tokens }: Clause['sentence'], place: number, head: number): boolean {
  const above = (from: number) => {
    const found: number[] = []
    for (let at = from; at >= 0 && found.length < tokens.length; at = tokens[at]!.head) found.push(at)
    return found
  }
  const own = new Set(above(head))
  return above(place).some(
    (at) =>
      !own.has(at) &&
      tokens[at]!.upos === 'VERB' &&
      above(at).some((over) => AIMS.test(tokens[over]!.lemma)) &&
      tokens.some((token) => token.head === at && token.deprel === 'mark' && token.form.toLowerCase() === 'to'),
  )
}

export function withoutKind(place: (EventPlace & { kind?: string }) | null): EventPlace | null {
  if (!place) return null
  const { kind, ...rest } = place
  return rest
}

/** From the first to the last word of trigger, light verb, parties and content. */
export function evidenceOf(candidate: Candidate, clauses: readonly Clause[], parties: Parties): Span {
  const { clause, content } = candidate
  const { sentence } = clause
  const tree = parties.tree(sentence)
  const tokens = [
    clause.head,
    ...candidate.actorTokens,
    ...candidate.recipientTokens,
    ...clause.patients.map((each) => each.token),
  ]
  if (clause.light !== undefined) tokens.push(clauses[clause.light]!.head)
  if (content) tokens.push(content.clause.head)
  let first = clause.head
  let last = clause.head
  for (const token of tokens) {
    first = Math.min(first, token)
    last = Math.max(last, token)
    for (const below of tree.children[token]!) {
      if (below >= first && below <= last) continue
      if (Math.abs(below - token) > 8 || !isTight(tree.tokens[below]!.deprel)) continue
      first = Math.min(first, below)
      last = Math.max(last, below)
    }
  }
  const span = { start: sentence.tokens[first]!.start, end: sentence.tokens[last]!.end }
  return sentence.in ? { ...span, in: sentence.in } : span
}

function isTight(deprel: string): boolean {
  return /^(det|amod|compound|flat|nmod|case|obj|obl|nummod|aux|mark|advmod|xcomp|appos)/.test(deprel)
}

/** The country of a two-country meeting in which it is held: its side hosts, the other visits. */
export function hostOf(
  clause: Clause,
  clauses: readonly Clause[],
  grounded: GroundedText,
  sides: readonly Entity[],
): string | null {
  // "met on the sidelines of the forum here": neither visits the other
  if (clause.sentence.tokens.some(({ form }) => /^(?:sidelines?|margins)$/i.test(form))) return null
  const countries = new Set(sides.map((entity) => entity.country))
  if (countries.size !== 2 || countries.has(null)) return null
  const place = placeOf(clause, clauses, grounded, { toBe: true })
  return place?.country && countries.has(place.country) && place.kind !== 'country' ? place.country : null
}

/** The country of a two-country meeting whose side is called a visitor ("the visiting US president met his host"). */
export function guestOf(clause: Clause, grounded: GroundedText, sides: readonly Entity[]): string | null {
  const { tokens } = clause.sentence
  const countries = new Set(sides.map((entity) => entity.country))
  if (countries.size !== 2 || countries.has(null)) return null
  const guests = mentionsIn(grounded, clause.sentence)
    .filter(({ from, to }) =>
      tokens.slice(Math.max(0, from - 3), to).some(({ form, upos }) => upos === 'ADJ' && /^visiting$/i.test(form)),
    )
    .map(({ entity }) => sides.find(({ id }) => id === entity)?.country)
    .filter((country) => country != null)
  return new Set(guests).size === 1 ? guests[0]! : null
}
