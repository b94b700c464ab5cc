import type { ParsedText } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import { type Reading, readSentences } from './candidates.ts'
import { type Draft, Drafts } from './drafts.ts'
import type { Lexicon, Ref } from './lexicon/lexicon.ts'
import { stateOfMatch } from './owners.ts'
import { antecedent, isEmptyIt, pronounKind } from './pronouns.ts'
import { quotedTokens, speakerOf } from './quotes.ts'
import { groupOf, resolveGeneral } from './resolve-general.ts'
import { resolveName } from './resolve-names.ts'
import { resolveNoun } from './resolve-nouns.ts'
import { peopleNamed } from './resolve-people.ts'
import { draftAt, place, type Scene, stateDraft } from './scene.ts'
import { headOfRange, relationOf } from './tree.ts'

/** Reads a parsed article from the first sentence to the last, then its title, and resolves every mention. */
export function resolveArticle(parsed: ParsedText, lexicon: Lexicon, date: DateInterval | null): Scene {
  const people = (units: string[]) => peopleNamed(lexicon, units)
  const sentences = [...parsed.body, ...parsed.title]
  const readings = readSentences(sentences, lexicon, people, date)
  const scene: Scene = {
    parsed,
    lexicon,
    date,
    drafts: new Drafts(),
    readings,
    context: new Map(),
    datelineCountry: null,
    places: [],
    at: [],
    speaker: null,
    later: [],
    assumed: [],
  }
  for (const reading of readings) {
    for (const match of reading.matches) {
      for (const ref of match.refs)
        if (ref.type === 'body') scene.context.set(ref.body.code, (scene.context.get(ref.body.code) ?? 0) + 1)
      const state = stateOfMatch(reading, match.from, lexicon)
      if (state && match.refs.some((ref) => ref.type === 'state'))
        scene.context.set(state.today, (scene.context.get(state.today) ?? 0) + 1)
    }
  }
  scene.datelineCountry = datelineCountry(scene)
  settlePeoples(scene)
  for (const reading of readings) resolveSentence(scene, reading)
  return scene
}

/** Of a people that lives in several states ("Hutu") that of the state named right before ("Rwandan Hutus") comes first, or else of that which the article names most. */
function settlePeoples(scene: Scene): void {
  for (const reading of scene.readings)
    for (const match of reading.matches) {
      if (match.refs.length < 2 || !match.refs.every((ref) => ref.type === 'body' && ref.body.kind === 'ethnic'))
        continue
      const own = match.from > 0 ? stateOfMatch(reading, match.from - 1, scene.lexicon)?.today : undefined
      const named = (ref: Ref) => {
        const country = ref.type === 'body' ? ref.body.country : null
        if (country === null) return 0
        return country === own ? Number.POSITIVE_INFINITY : (scene.context.get(country) ?? 0)
      }
      match.refs = [...match.refs].sort((a, b) => named(b) - named(a))
    }
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
  for (const name of reading.names)
    items.push({ head: headOfRange(reading.tree, name.from, name.to), act: () => resolveName(scene, reading, name) })
  for (const noun of reading.nouns)
    if (!noun.titleOf) items.push({ head: noun.head, act: () => resolveNoun(scene, reading, noun) })
  const quoted = quotedTokens(reading.sentence)
  const later: number[] = []
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t]!
    if (token.upos === 'PRON' || token.upos === 'DET' || /^(?:mine|us)$/i.test(token.form)) {
      if (/^whose$/i.test(token.form)) items.push({ head: t, act: () => resolveWhose(scene, reading, t) })
      const kind = token.form === 'US' ? null : pronounKind(token.form)
      if (!kind) continue
      if (kind.person === 1) later.push(t)
      else items.push({ head: t, act: () => resolvePronoun(scene, reading, t) })
    } else if (!reading.nounAt[t] && reading.matchAt[t]! < 0 && /^(?:NOUN|PROPN|NUM)$/.test(token.upos))
      items.push({
        head: t,
        act: () => {
          if (!draftAt(scene, reading, t)) resolveGeneral(scene, reading, t)
        },
      })
  }
  items.sort((a, b) => a.head - b.head)
  for (const item of items) item.act()
  for (const act of scene.later.splice(0)) act()
  scene.speaker = speakerOf(scene, reading, quoted) ?? (quoted.some(Boolean) ? scene.speaker : null)
  for (const t of later) if (quoted[t] && scene.speaker) resolveFirstPerson(scene, reading, t, scene.speaker)
}

/** "Egypt, whose president …": whoever the relative clause belongs to. */
function resolveWhose(scene: Scene, reading: Reading, token: number): void {
  const { tokens } = reading.sentence
  let at = token
  for (let steps = 0; at >= 0 && steps < 8 && tokens[at]!.deprel !== 'acl:relcl'; steps++) at = tokens[at]!.head
  const owner = at < 0 || tokens[at]!.deprel !== 'acl:relcl' ? null : draftAt(scene, reading, tokens[at]!.head)
  if (owner) place(scene, reading, owner, token, token + 1, token, 'pronoun')
}

function resolvePronoun(scene: Scene, reading: Reading, token: number): void {
  const kind = pronounKind(reading.sentence.tokens[token]!.form)!
  if (kind.gender === null && !kind.plural && !kind.possessive && isEmptyIt(reading, token)) return
  const draft =
    (kind.plural ? joinedSubject(scene, reading, token) : null) ??
    antecedent(reading, token, kind, scene.drafts) ??
    (kind.plural ? pairSpokenOf(scene, reading, token) : null)
  if (!draft) return
  if (kind.gender && draft.gender === '' && draft.person === undefined) draft.gender = kind.gender
  place(scene, reading, draft, token, token + 1, token, 'pronoun')
}

/** How many sentences back a joined subject is remembered. */
const JOINED_REACH = 2

/**
 * "Niger and Chad met. They agreed …": the joined subject of the sentence itself or of the ones before, unless a plural subject stands between. `null` for a
 * "they" that is no subject and for one with a plural of its own nearer by.
 */
function joinedSubject(scene: Scene, reading: Reading, token: number): Draft | null {
  if (!/^nsubj/.test(relationOf(reading.tree, token))) return null
  for (let distance = 0; distance <= JOINED_REACH; distance++) {
    const there = scene.readings[reading.order - distance]
    if (!there || there.sentence.in !== reading.sentence.in) return null
    const { tokens } = there.sentence
    for (let at = distance === 0 ? token - 1 : tokens.length - 1; at >= 0; at--) {
      if (!/^nsubj/.test(tokens[at]!.deprel)) continue
      const drafts = [at, ...joinedTo(there, at)].flatMap((head) => draftAt(scene, there, head) ?? [])
      const own = drafts[0]
      if (own && (own.plural || own.members || own.kind === 'population')) return own
      const sides = [...new Set(drafts)].filter(
        ({ kind, members }) => /^(?:person|state|organization)$/.test(kind) && !members,
      )
      if (sides.length > 1) return groupOf(scene, 'they', sides)
    }
  }
  return null
}

/** The conjuncts of a phrase, those joined to one another included. */
function joinedTo(reading: Reading, head: number): number[] {
  return reading.tree.children[head]!.flatMap((child) =>
    reading.sentence.tokens[child]!.deprel === 'conj' ? [child, ...joinedTo(reading, child)] : [],
  )
}

/** The two people, or else the two states, that stand alone in the sentences just read: whom a "they" without a plural before it means. */
function pairSpokenOf(scene: Scene, reading: Reading, token: number): Draft | null {
  for (const kind of ['person', 'state'] as const) {
    const near = scene.drafts
      .present(reading.order)
      .filter(
        (draft) =>
          draft.kind === kind &&
          !draft.members &&
          !draft.plural &&
          draft.recent.some(
            (mention) =>
              mention.weight >= 0.5 &&
              mention.form !== 'modifier' &&
              mention.form !== 'place' &&
              (mention.order === reading.order - 1 || (mention.order === reading.order && mention.to <= token)),
          ),
      )
    if (near.length === 2) return groupOf(scene, 'they', near)
    if (near.length > 0) return null
  }
  return null
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
