import type { ParsedText } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import { type Reading, readSentence } from "./candidates.ts"
import { determinerOf, sectorsOf } from './describe.ts'
import { type Draft, Drafts } from './drafts.ts'
import type { Mention, PlaceMention } from './grounded-text.ts'
import type { Body, Lexicon, State } from './lexicon/lexicon.ts'
import { stateOfMatch } from './owners.ts'
import { resolveName } from './resolve-names.ts'
import { resolveNoun } from './resolve-nouns.ts'
import { peopleNamed } from './resolve-people.ts'
import { resolveGeneral } from './resolve-general.ts'
import { antecedent, isEmptyIt, pronounKind, weightOf } from './pronouns.ts'
import { speakerOf, quotedTokens } from './quotes.ts'
import { headOfRange } from './tree.ts'

/** Everything known about an article while it is read. */
export interface Scene {
  parsed: ParsedText
  lexicon: Lexicon
  /** Day by which offices are judged; `null` where it is not known. */
  date: DateInterval | null
  drafts: Drafts
  readings: Reading[]
  /** Countries the article names, with how often. */
  context: Map<string, number>
  datelineCountry: string | null
  sporty: boolean
  places: PlaceMention[]
  /** Entity by sentence and token, for possessors and subjects already resolved. */
  at: Map<string, Draft>
  speaker: Draft | null
}

/** Reads a parsed article from the first sentence to the last, then its title, and resolves every mention. */
export function resolveArticle(parsed: ParsedText, lexicon: Lexicon, date: DateInterval | null): Scene {
  const people = (units: string[]) => peopleNamed(lexicon, units)
  const sentences = [...parsed.body, ...parsed.title]
  const readings = sentences.map((sentence, i) => readSentence(sentence, i, lexicon, people))
  const scene: Scene = { parsed, lexicon, date, drafts: new Drafts(), readings, context: new Map(), datelineCountry: null, sporty: false, places: [], at: new Map(), speaker: null }
  for (const reading of readings) {
    for (const match of reading.matches) {
      const state = stateOfMatch(reading, match.from, lexicon)
      if (state && match.refs.some((ref) => ref.type === 'state')) scene.context.set(state.today, (scene.context.get(state.today) ?? 0) + 1)
    }
  }
  scene.sporty = readings.filter((reading) => reading.sporty).length >= Math.max(2, readings.length / 5)
  scene.datelineCountry = datelineCountry(scene)
  for (const reading of readings) resolveSentence(scene, reading)
  return scene
}

/** The country of the place at the head of the story. */
function datelineCountry(scene: Scene): string | null {
  const { dateline } = scene.parsed.article
  const first = scene.readings[0]
  if (!dateline || !first || first.sentence.in) return null
  for (const reading of scene.readings) {
    const { tokens } = reading.sentence
    if (reading.sentence.start >= dateline.span.end) break
    for (let t = tokens.length - 1; t >= 0; t--) {
      if (tokens[t]!.start < dateline.span.start || tokens[t]!.end > dateline.span.end) continue
      const state = stateOfMatch(reading, t, scene.lexicon)
      if (state) return state.today
    }
  }
  return null
}

type Item = { head: number; act: () => void }

function resolveSentence(scene: Scene, reading: Reading): void {
  const { tokens } = reading.sentence
  const items: Item[] = []
  for (const name of reading.names) items.push({ head: headOfRange(reading.tree, name.from, name.to), act: () => resolveName(scene, reading, name) })
  for (const noun of reading.nouns) if (!noun.titleOf) items.push({ head: noun.head, act: () => resolveNoun(scene, reading, noun) })
  const quoted = quotedTokens(reading)
  const later: number[] = []
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t]!
    if (token.upos === 'PRON' || token.upos === 'DET' || /^(?:mine|us)$/i.test(token.form)) {
      const kind = token.form === 'US' ? null : pronounKind(token.form)
      if (!kind) continue
      if (kind.person === 1) later.push(t)
      else items.push({ head: t, act: () => resolvePronoun(scene, reading, t) })
    } else if (!reading.nounAt[t] && reading.matchAt[t]! < 0 && /^(?:NOUN|PROPN|NUM)$/.test(token.upos)) items.push({ head: t, act: () => resolveGeneral(scene, reading, t) })
  }
  items.sort((a, b) => a.head - b.head)
  for (const item of items) item.act()
  scene.speaker = speakerOf(scene, reading, quoted) ?? (quoted.some(Boolean) ? scene.speaker : null)
  for (const t of later) if (quoted[t] && scene.speaker) resolveFirstPerson(scene, reading, t, scene.speaker)
}

function resolvePronoun(scene: Scene, reading: Reading, token: number): void {
  const kind = pronounKind(reading.sentence.tokens[token]!.form)!
  if (kind.gender === null && !kind.plural && !kind.possessive && isEmptyIt(reading, token)) return
  const draft = antecedent(reading, token, kind, scene.drafts)
  if (!draft) return
  if (kind.gender && draft.gender === '' && draft.person === undefined) draft.gender = kind.gender
  place(scene, reading, draft, token, token + 1, token, 'pronoun')
}

/** "I" in a quotation is its speaker; "we" is the speaker's state or body where he speaks for one. */
function resolveFirstPerson(scene: Scene, reading: Reading, token: number, speaker: Draft): void {
  const kind = pronounKind(reading.sentence.tokens[token]!.form)!
  let draft: Draft | null = speaker
  if (kind.plural && !speaker.plural && speaker.kind === 'person') {
    const official = speaker.sectors.some((sector) => sector === 'GOV' || sector === 'MIL' || sector === 'LEG')
    const state = speaker.country ? scene.lexicon.states.get(speaker.country) : undefined
    draft = official && state && speaker.bodyCode === undefined ? stateDraft(scene, state) : null
  }
  if (draft) place(scene, reading, draft, token, token + 1, token, 'pronoun')
}

/** Notes that an entity is named by these tokens. Returns the entity as it now stands. */
export function place(scene: Scene, reading: Reading, draft: Draft, from: number, to: number, head: number, form: Mention['form']): Draft {
  const current = scene.drafts.current(draft)
  const { tokens } = reading.sentence
  const span = { start: tokens[from]!.start, end: tokens[to - 1]!.end, ...(reading.sentence.in ? { in: 'title' as const } : {}) }
  const weight = form === 'modifier' ? 0.4 : form === 'place' ? 0.3 : weightOf(reading, head)
  scene.drafts.mention(current, { ...span, sentence: reading.sentence.index, from, to, head, form, order: reading.order, weight })
  for (let t = from; t < to; t++) {
    const key = `${reading.order} ${t}`
    if (t === head || !scene.at.has(key)) scene.at.set(key, current)
  }
  return current
}

/** The entity already resolved at a token, if any. */
export function draftAt(scene: Scene, reading: Reading, token: number): Draft | null {
  const draft = scene.at.get(`${reading.order} ${token}`)
  return draft ? scene.drafts.current(draft) : null
}

/** The entity of a state. A former state is one of its own, with its successor's country. */
export function stateDraft(scene: Scene, state: State): Draft {
  const key = `state:${state.code}`
  return (
    scene.drafts.find(key) ??
    scene.drafts.add({ key, name: state.name, kind: 'state', country: state.today, sectors: [], lexicon: key, names: new Set([state.name.toLowerCase()]) })
  )
}

/** The entity of a listed organisation or group. */
export function bodyDraft(scene: Scene, body: Body): Draft {
  const known = scene.drafts.find(body.id)
  if (known) return known
  const country = body.country !== null ? (scene.lexicon.states.get(body.country)?.today ?? null) : null
  const kind = body.kind === 'ethnic' || body.kind === 'religious' ? 'population' : body.group && body.kind !== 'party' ? 'group' : 'organization'
  return scene.drafts.add({ key: body.id, name: body.name, kind, country, sectors: sectorsOf(body.sectors), bodyCode: body.code, body, lexicon: body.id, plural: kind === 'population' })
}

/**
 * The country in which unnamed people act: a place named in the sentence, else in the sentence before it, else the dateline's, else the one most spoken
 * of. `null` where the article names none.
 */
export function assumedCountry(scene: Scene, reading: Reading): string | null {
  if (scene.sporty || reading.sporty) return null
  for (const distance of [0, 1]) {
    const there = scene.readings[reading.order - distance]
    if (!there || there.sentence.in !== reading.sentence.in) continue
    if (distance === 1 && there.sentence.paragraph < reading.sentence.paragraph - 1) continue
    for (const place of [...scene.places].reverse()) {
      if (place.sentence === there.sentence.index && (place.in ?? null) === (there.sentence.in ?? null) && place.country) return place.country
    }
  }
  if (scene.datelineCountry) return scene.datelineCountry
  let best: string | null = null
  for (const [country, count] of scene.context) if (best === null || count > scene.context.get(best)!) best = country
  return best
}

/** True when the words make a phrase definite: "the", "this", a possessive. */
export function isDefinite(reading: Reading, from: number, head: number): boolean {
  const determiner = determinerOf(reading, from, head)
  return determiner === 'the' || determiner === 'this' || determiner === 'these' || determiner === 'both' || determiner === 'those' || determiner === 'that'
}

