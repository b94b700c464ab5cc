import type { ParsedText } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import type { Reading } from './candidates.ts'
import { determinerOf, sectorsOf } from './describe.ts'
import type { Draft, Drafts } from './drafts.ts'
import type { Mention, PlaceMention } from './grounded-text.ts'
import { type Homeless, likeliestHome } from './homes.ts'
import type { ItCandidate } from './its.ts'
import type { Body, Lexicon, State } from './lexicon/lexicon.ts'
import { weightOf } from './pronouns.ts'
import type { SidesAsked, SidesCandidate } from './sides.ts'

/** Everything known about an article while it is read. */
export interface Scene {
  parsed: ParsedText
  lexicon: Lexicon
  /** Day by which offices are judged; `null` where it is not known. */
  date: DateInterval | null
  drafts: Drafts
  readings: Reading[]
  /** Countries and codes of bodies that the article names, with how often. */
  context: Map<string, number>
  datelineCountry: string | null
  places: PlaceMention[]
  /** The names in several words that may be people's, folded, by their last unit. */
  bearers: ReadonlyMap<string, ReadonlySet<string>>
  /** Entity by sentence and token, for possessors and subjects already resolved. */
  at: (Draft | undefined)[][]
  speaker: Draft | null
  /** What can be settled only when the sentence's other mentions are. */
  later: (() => void)[]
  /** Whose country had to be assumed; what `train/homes` learns from. */
  assumed: Homeless[]
  /** Phrases such as "both sides" and whom each may have meant; what `train/homes/sides.ts` learns from. */
  sided: { asked: SidesAsked; candidates: SidesCandidate[] }[]
  /** Every "it" and what it may have stood for; what `train/homes/its.ts` learns from. */
  its: { reading: Reading; token: number; candidates: ItCandidate[]; chosen: Draft | null }[]
  /** The nouns of the things that pronouns took up, by sentence and token. */
  things: Map<number, Map<number, string>>
}

/** Notes that an entity is named by these tokens. Returns the entity as it now stands. */
export function place(
  scene: Scene,
  reading: Reading,
  draft: Draft,
  from: number,
  to: number,
  head: number,
  form: Mention['form'],
): Draft {
  const current = scene.drafts.current(draft)
  const { tokens } = reading.sentence
  const start = tokens[from]!.start
  const end = tokens[to - 1]!.end
  const sentence = reading.sentence.index
  const { order } = reading
  const weight = form === 'modifier' ? 0.4 : form === 'place' ? 0.3 : weightOf(reading, head)
  scene.drafts.mention(
    current,
    reading.sentence.in
      ? { start, end, in: 'title', sentence, from, to, head, form, order, weight }
      : { start, end, sentence, from, to, head, form, order, weight },
  )
  scene.at[reading.order] ??= []
  const at = scene.at[reading.order]!
  for (let t = from; t < to; t++) if (t === head || !at[t]) at[t] = current
  return current
}

/** The entity already resolved at a token, if any. */
export function draftAt(scene: Scene, reading: Reading, token: number): Draft | null {
  const draft = scene.at[reading.order]?.[token]
  return draft ? scene.drafts.current(draft) : null
}

/** The entity of a state. A former state is one of its own, with its successor's country. */
export function stateDraft(scene: Scene, state: State): Draft {
  const key = `state:${state.code}`
  return (
    scene.drafts.find(key) ??
    scene.drafts.add({
      key,
      name: state.name,
      kind: 'state',
      country: state.today,
      sectors: [],
      lexicon: key,
      names: new Set([state.name.toLowerCase()]),
    })
  )
}

/** The entity of a listed organisation or group. */
export function bodyDraft(scene: Scene, body: Body): Draft {
  const known = scene.drafts.find(body.id)
  if (known) return known
  const country = body.country !== null ? (scene.lexicon.states.get(body.country)?.today ?? null) : null
  const kind =
    body.kind === 'ethnic' || body.kind === 'religious'
      ? 'population'
      : body.group && body.kind !== 'party'
        ? 'group'
        : 'organization'
  return scene.drafts.add({
    key: body.id,
    name: body.name,
    kind,
    country,
    sectors: sectorsOf(body.sectors),
    bodyCode: body.code,
    body,
    lexicon: body.id,
    plural: kind === 'population',
  })
}

/**
 * The country of somebody whose own words tell none: the likeliest by the countries named around (`homes.ts`); `null` where nobody can tell, and in sentences on sport,
 * markets or the arts.
 */
export function assumedCountry(scene: Scene, who: Homeless, lead?: number): string | null {
  const { reading } = who
  if (reading.apart && reading.subject.kind !== 'weather' && reading.subject.politics < 0.5) return null
  const general = !who.named && /^(?:CVL|MED|EDU|LAB|AGR|REL)$/.test(who.sector)
  const apart = reading.apart && reading.subject.kind !== 'weather' && reading.subject.politics < 1.5
  if (general && (reading.slack || apart)) return null
  scene.assumed.push(who)
  return likeliestHome(who, scene, lead)
}

/** True when the words make a phrase definite: "the", "this", a possessive. */
export function isDefinite(reading: Reading, from: number, head: number): boolean {
  const determiner = determinerOf(reading, from, head)
  return (
    determiner === 'the' ||
    determiner === 'this' ||
    determiner === 'these' ||
    determiner === 'both' ||
    determiner === 'those' ||
    determiner === 'that'
  )
}

/** The text a sentence lies in: the article's title or body. */
export function textOf(scene: Scene, reading: Reading): string {
  return reading.sentence.in ? (scene.parsed.article.title ?? '') : scene.parsed.article.text
}
