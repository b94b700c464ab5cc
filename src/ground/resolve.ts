import type { ParsedText } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import { looseBody } from './bare-bodies.ts'
import { fullNames, type Reading, readSentences } from './candidates.ts'
import { settleParties } from './choose-body.ts'
import { countOf } from './describe.ts'
import { type Draft, Drafts } from './drafts.ts'
import { guessHomes } from './guess-homes.ts'
import { actorOfIt } from './its.ts'
import type { Lexicon, Ref } from './lexicon/lexicon.ts'
import { stateOfMatch } from './owners.ts'
import { townsMeant } from './places.ts'
import { isOfThings } from './plural-things.ts'
import { antecedent, fitness, type PronounKind, pronounKind } from './pronouns.ts'
import { quotedTokens } from './quoted.ts'
import { speakerOf } from './quotes.ts'
import { gatherSides, groupOf, resolveGeneral } from './resolve-general.ts'
import { resolveName } from './resolve-names.ts'
import { resolveNoun } from './resolve-nouns.ts'
import { peopleNamed } from './resolve-people.ts'
import { draftAt, place, type Scene, stateDraft } from './scene.ts'
import { caseOf, dependents, headOfRange, relationOf } from './tree.ts'

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
    bearers: fullNames(readings, lexicon),
    at: [],
    speaker: null,
    later: [],
    assumed: [],
    sided: [],
    its: [],
    things: new Map(),
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
  settleTowns(scene)
  for (const reading of readings) resolveSentence(scene, reading)
  guessHomes(scene)
  return scene
}

/** Of a people that lives in several states ("Hutu") that of the state named right before ("Rwandan Hutus") comes first, or else of that which the article names most. */
function settlePeoples(scene: Scene): void {
  settleNeighbours(scene)
  settleParties(scene)
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

/**
 * "Serb forces" in Bosnia are of the Serbs there: a people's name that a state has as well as a people next door means those of whose country the article says more, names of that people left out.
 */
function settleNeighbours(scene: Scene): void {
  const doubtful = scene.readings.flatMap(({ matches }) =>
    matches.filter(
      ({ refs }) =>
        refs.some((ref) => ref.type === 'state') &&
        refs.some((ref) => ref.type === 'body' && ref.body.kind === 'ethnic'),
    ),
  )
  if (doubtful.length === 0) return
  const times = (country: string | null) => (country === null ? 0 : (scene.context.get(country) ?? 0))
  const chosen = doubtful.map(({ refs }) => {
    const state = refs.find((ref) => ref.type === 'state')!
    const own = state.type === 'state' ? times(state.state.today) - doubtful.length : 0
    const there = refs.filter((ref) => ref.type === 'body' && times(ref.body.country) > Math.max(own, 0))
    return there.length > 0 ? there : refs.filter((ref) => ref.type !== 'body')
  })
  doubtful.forEach((match, i) => {
    match.refs = chosen[i]!
  })
}

/**
 * Of towns of one name ("Santa Cruz", "Tripoli") those in countries that the article names come first; a town of a country that it names nowhere counts only where it is listed by us
 * or large and without a rival of its name.
 */
function settleTowns(scene: Scene): void {
  const { context, datelineCountry, parsed } = scene
  const head = parsed.article.dateline?.span.end ?? 0
  const isNamed = (country: string | null) => country !== null && (context.has(country) || country === datelineCountry)
  for (const reading of scene.readings)
    for (const match of reading.matches) {
      if (match.refs.length === 0 || !match.refs.every((ref) => ref.type === 'place')) continue
      if (reading.sentence.in === undefined && reading.sentence.tokens[match.from]!.start < head) continue
      const settled = townsMeant(
        match.refs.flatMap((ref) => (ref.type === 'place' ? [ref.place] : [])),
        isNamed,
      )
      match.refs = match.refs.filter((ref) => ref.type === 'place' && settled.includes(ref.place))
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
      if (!kind) {
        if (isCounted(reading, t))
          items.push({
            head: t,
            act: () => {
              if (!draftAt(scene, reading, t)) resolveCounted(scene, reading, t)
            },
          })
        continue
      }
      if (kind.person === 1) later.push(t)
      else items.push({ head: t, act: () => resolvePronoun(scene, reading, t) })
    } else if (!reading.nounAt[t] && reading.matchAt[t]! < 0 && /^(?:NOUN|PROPN|NUM)$/.test(token.upos))
      items.push({
        head: t,
        act: () => {
          if (!draftAt(scene, reading, t)) resolveGeneral(scene, reading, t)
          const body = draftAt(scene, reading, t) ? null : looseBody(reading, t)
          if (body) resolveNoun(scene, reading, body)
          if (!draftAt(scene, reading, t) && isCounted(reading, t)) resolveCounted(scene, reading, t)
        },
      })
  }
  items.sort((a, b) => a.head - b.head)
  for (const item of items) item.act()
  for (const act of scene.later.splice(0)) act()
  scene.speaker = speakerOf(scene, reading, quoted) ?? (quoted.some(Boolean) ? scene.speaker : null)
  for (const t of later) if (quoted[t] && scene.speaker) resolveFirstPerson(scene, reading, t, scene.speaker)
}

/** "The pair", "the four", "all three", "both": people or sides who have been named, where the word counts nothing that stands behind it. */
function isCounted({ sentence: { tokens }, tree }: Reading, token: number): boolean {
  const { form, deprel } = tokens[token]!
  if (!/^(?:nsubj|obj$|iobj$|obl|nmod)/.test(deprel)) return false
  if (tree.children[token]!.some((child) => child > token && /^(?:nmod|nummod|acl|appos)/.test(tokens[child]!.deprel)))
    return false
  if (/^both$/i.test(form)) return true
  const before = tokens[token - 1]?.form.toLowerCase() ?? ''
  return /^(?:pair|trio|duo|two|three|four|five|six|seven|eight|nine|ten)$/i.test(form) && /^(?:the|all)$/.test(before)
}

/** Who is counted: as "they" would be. */
function resolveCounted(scene: Scene, reading: Reading, token: number): void {
  const kind = pronounKind('they')!
  const lemma = reading.sentence.tokens[token]!.form.toLowerCase()
  const count = ['two', 'three', 'four', 'five', 'six'].indexOf(/^(?:both|pair|duo)$/.test(lemma) ? 'two' : lemma) + 2
  const draft =
    joinedSubject(scene, reading, token) ??
    countedBefore(scene, reading, count) ??
    (count === 2 ? gatherSides(scene, reading, token, count, lemma) : null) ??
    antecedent(reading, token, kind, scene.drafts) ??
    pairSpokenOf(scene, reading, token)
  if (draft) place(scene, reading, draft, token, token + 1, token, 'nominal')
}

/** "Two men were held … the two": the people last told by the same number, in the last three sentences. */
function countedBefore(scene: Scene, reading: Reading, count: number): Draft | null {
  let best: Draft | null = null
  let latest = -1
  for (const draft of scene.drafts.present(reading.order)) {
    const mention = draft.recent.at(-1)
    if (
      !draft.plural ||
      draft.members ||
      !mention ||
      mention.order < reading.order - 3 ||
      mention.order === reading.order
    )
      continue
    const there = scene.readings[mention.order]
    const at = mention.order * 1000 + mention.from
    if (at <= latest || !there || countOf(there, mention.head, mention.head) !== count) continue
    latest = at
    best = draft
  }
  return best
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
  const draft =
    accusedDenying(scene, reading, token, kind) ??
    (kind.gender === null && !kind.plural
      ? actorOfIt(scene, reading, token, kind)
      : ((kind.plural ? joinedSubject(scene, reading, token) : null) ??
        antecedent(reading, token, kind, scene.drafts, scene.readings) ??
        (kind.plural && gathers(reading, token, kind) ? pairSpokenOf(scene, reading, token) : null)))
  if (!draft || (kind.plural && isOfThings(scene, reading, token, kind, draft))) return
  if (kind.gender && draft.gender === '' && draft.person === undefined) draft.gender = kind.gender
  place(scene, reading, draft, token, token + 1, token, 'pronoun')
}

/** True for a "they", "their" or "between them", which may gather two who were named apart; "in them" and "destroy them" hardly do. */
function gathers(reading: Reading, token: number, kind: PronounKind): boolean {
  return (
    kind.possessive ||
    /^nsubj/.test(relationOf(reading.tree, token)) ||
    /^(?:between|among|with|to|against)$/.test(caseOf(reading.tree, token) ?? '')
  )
}

/** "Accuses its neighbour of …, which it denies": who denies is who was accused in the same sentence. */
function accusedDenying(scene: Scene, reading: Reading, token: number, kind: PronounKind): Draft | null {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[token]!
  if (!/^nsubj/.test(deprel) || !/^(?:deny|reject|dismiss|dispute|refute)$/.test(tokens[head]!.lemma)) return null
  if (!/^(?:acl|advcl)/.test(tokens[head]!.deprel)) return null
  for (let verb = token - 1; verb >= 0; verb--) {
    if (tokens[verb]!.upos !== 'VERB' || !/^(?:accuse|blame|suspect|charge)$/.test(tokens[verb]!.lemma)) continue
    const [accused] = dependents(reading.tree, verb, 'obj')
    const draft = accused === undefined ? null : draftAt(scene, reading, accused)
    return draft && fitness(draft, kind) > 0 ? draft : null
  }
  return null
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
