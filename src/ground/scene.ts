import type { ParsedText } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import type { Reading } from './candidates.ts'
import { determinerOf, sectorsOf } from './describe.ts'
import type { Draft, Drafts } from './drafts.ts'
import type { Mention, PlaceMention } from './grounded-text.ts'
import type { Body, Lexicon, State } from './lexicon/lexicon.ts'
import { placeAmong } from './places.ts'
import { weightOf } from './pronouns.ts'
import { caseOf, headOfRange, relationOf } from './tree.ts'
import { speechVerbs } from './words.ts'

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
  /** Entity by sentence and token, for possessors and subjects already resolved. */
  at: (Draft | undefined)[][]
  speaker: Draft | null
  /** What can be settled only when the sentence's other mentions are. */
  later: (() => void)[]
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
  const span = {
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
    ...(reading.sentence.in ? { in: 'title' as const } : {}),
  }
  const weight = form === 'modifier' ? 0.4 : form === 'place' ? 0.3 : weightOf(reading, head)
  scene.drafts.mention(current, {
    ...span,
    sentence: reading.sentence.index,
    from,
    to,
    head,
    form,
    order: reading.order,
    weight,
  })
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
 * The country in which unnamed people act: a place named in the sentence, else in the sentence before it, else the dateline's, else the one most spoken
 * of, unless its sentence only acts on it. Named officials belong to the dateline's country before any place they speak of. `null` where the article names none.
 */
export function assumedCountry(scene: Scene, reading: Reading, of: 'unnamed' | 'named' = 'unnamed'): string | null {
  if (reading.apart && reading.subject.kind !== 'weather' && reading.subject.politics < 0.5) return null
  for (const distance of of === 'unnamed' ? [0, 1] : []) {
    const there = scene.readings[reading.order - distance]
    if (!there || there.sentence.in !== reading.sentence.in) continue
    if (distance === 1 && there.sentence.paragraph !== reading.sentence.paragraph) continue
    for (let at = scene.places.length - 1; at >= 0; at--) {
      const place = scene.places[at]!
      if (place.in !== there.sentence.in) break
      if (place.sentence === there.sentence.index && place.country) return place.country
      // places stand in the order in which sentences are read
      if (place.sentence < there.sentence.index) break
    }
  }
  const ahead = of === 'unnamed' ? placeAhead(scene, reading) : null
  if (ahead) return ahead
  if (scene.datelineCountry) return scene.datelineCountry
  const aside = actedOn(reading, scene.lexicon)
  let best: string | null = null
  for (const [country, count] of scene.context) {
    if (country.length !== 3 || count <= (aside.get(country) ?? 0)) continue
    if (best === null || count > scene.context.get(best)!) best = country
  }
  return best
}

/** The country of a place further on in the sentence in which its act happens ("freed the hostages in Niger"); `null` where the sentence only speaks of it. */
function placeAhead(scene: Scene, reading: Reading): string | null {
  const { tokens } = reading.sentence
  if (tokens.some((token) => token.deprel === 'root' && speechVerbs.has(token.lemma.toLowerCase()))) return null
  for (const name of reading.names) {
    const refs = name.match?.refs ?? []
    if (refs.some((ref) => ref.type === 'person' || ref.type === 'body')) continue
    const head = headOfRange(reading.tree, name.from, name.to)
    if (!/^(?:in|at|across|throughout|inside)$/.test(caseOf(reading.tree, head) ?? '')) continue
    if (!/^(?:obl|nmod)/.test(tokens[head]!.deprel)) continue
    // "The envoy in Vienna" only tells where he is posted.
    const above = tokens[head]!.head
    if (
      above >= 0 &&
      reading.nounAt[above]?.agent.kind === 'person' &&
      reading.nounAt[above]!.agent.sectors[0] === 'GOV'
    )
      continue
    const state = refs.find((ref) => ref.type === 'state')
    if (state?.type === 'state') return state.state.today
    const found = placeAmong(refs, new Set(scene.context.keys()), null)
    if (found?.country) return scene.lexicon.states.get(found.country)?.today ?? null
  }
  return null
}

/** Things and people that a country has abroad, or that come from there: their owner does not tell where the others in the sentence are at home. */
const abroad =
  /^(?:policy|policies|proposal|suggestion|demand|offer|criticism|pressure|interference|influence|embassy|embassies|consulate|ambassador|envoy|diplomat|mission|flag|border|frontier|hostage|tourist|visitor|engineer|contractor|missionary|missionaries|pilgrim|volunteer|expatriate|national|goods|product|import|aid|loan|firm|company|companies|library|airliner|jet|aircraft|plane|ship|tanker|warship|drone|missile|film|book|cartoon|newspaper|broadcaster|invasion|occupation|intervention|presence|base)s?$/i

/** How often a sentence names a country only as the owner of things abroad or as the one acted on: such a mention does not tell who the unnamed are. */
function actedOn(reading: Reading, lexicon: Lexicon): Map<string, number> {
  const { tokens } = reading.sentence
  const aside = new Map<string, number>()
  for (const match of reading.matches) {
    const state = match.refs.find((ref) => ref.type === 'state')
    if (state?.type !== 'state' || !lexicon.states.has(state.state.code)) continue
    const head = headOfRange(reading.tree, match.from, match.to)
    const relation = relationOf(reading.tree, head)
    const above = tokens[head]!.head
    const owns = /^(?:amod|compound|nmod:poss|nmod:desc)/.test(relation)
    const foreign = owns && above >= 0 && abroad.test(tokens[above]!.form)
    const object = relation === 'obj' && (state.as === 'name' || state.as === 'capital')
    if (foreign || object) aside.set(state.state.today, (aside.get(state.state.today) ?? 0) + 1)
  }
  return aside
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
