import type { Reading } from './candidates.ts'
import { countOf, determinerOf } from './describe.ts'
import { type Draft, slowly } from './drafts.ts'
import { mayBeCalled } from './offices.ts'
import { oppositeOf, subjectsAround } from './opposites.ts'
import { standsForGround } from './places.ts'
import { assumedCountry, draftAt, place, type Scene, stateDraft } from './scene.ts'
import { acts } from './topics.ts'
import { firstConjunct, headOfRange, leftEdge, relationOf } from './tree.ts'
import { emirates, islands, kingdoms, sideNouns, stateNouns } from './words.ts'

/** Resolves nouns that stand for states and parties without naming them: "the two countries", "both sides", "the kingdom", "the two". */
export function resolveGeneral(scene: Scene, reading: Reading, token: number): void {
  const { tokens } = reading.sentence
  const { lemma: raw, form, upos, deprel } = tokens[token]!
  if (form === 'Koreas') {
    const both = ['KOR', 'PRK']
      .flatMap((code) => scene.lexicon.states.get(code) ?? [])
      .map((state) => stateDraft(scene, state))
    if (both.length === 2) place(scene, reading, groupOf(scene, form, both), token, token + 1, token, 'name')
    return
  }
  const half = halfOf(scene, reading, token)
  if (half) {
    place(scene, reading, half, token - 1, token + 1, token, groundOf(reading, token) ? 'place' : 'name')
    return
  }
  const other = reading.apart ? null : oppositeOf(scene, reading, token)
  if (other) {
    place(scene, reading, other, Math.max(leftEdge(reading.tree, token), token - 8), token + 1, token, 'nominal')
    return
  }
  const lemma = upos === 'NUM' ? form.toLowerCase() : raw.toLowerCase()
  if (/^(?:alliance|bloc|pact)$/.test(lemma) && /^(?:the|this)$/.test(determinerOf(reading, token, token) ?? '')) {
    const bloc = blocSpokenOf(scene, reading)
    if (bloc) place(scene, reading, bloc, token - 1, token + 1, token, 'nominal')
    return
  }
  if (!reading.apart && isCrowd(reading, token)) {
    const country = assumedCountry(scene, { reading, token, sector: 'CVL', named: false })
    const crowd = scene.drafts.add({
      key: '',
      name: form,
      kind: 'population',
      country,
      sectors: ['CVL'],
      noun: lemma,
      basis: 'assumed',
      plural: true,
    })
    place(scene, reading, crowd, Math.max(leftEdge(reading.tree, token), token - 4), token + 1, token, 'nominal')
    return
  }
  if (!sideNouns.has(lemma) && !stateNouns.has(lemma)) return
  if (deprel.startsWith('compound') || deprel === 'nummod' || deprel.startsWith('flat')) return
  // What two countries trade is told in the words of markets.
  if (reading.apart && reading.subject.kind !== 'markets' && !acts(reading, token, scene.lexicon)) return
  const from = Math.max(leftEdge(reading.tree, token), token - 8)
  const determiner = determinerOf(reading, token, token)
  const count = countOf(reading, token, token)
  const plural = upos === 'NUM' || tokens[token]!.xpos === 'NNS' || form.toLowerCase() !== lemma
  if (plural) {
    if (lemma === 'two' && determiner !== 'the' && tokens[token - 1]?.form.toLowerCase() !== 'the') return
    const parties =
      count !== null ||
      lemma === 'two' ||
      ((determiner === 'the' || determiner === 'these') && /^(?:country|side|nation|neighbou?r)$/.test(lemma))
    if (!parties || named(scene, reading, from, token)) return
    const group = gatherSides(scene, reading, token, count ?? 2, lemma)
    if (group) place(scene, reading, group, from, token + 1, token, groundOf(reading, token) ? 'place' : 'nominal')
    return
  }
  if (
    !stateNouns.has(lemma) ||
    (determiner !== 'the' && determiner !== 'this') ||
    /^(?:power|neighbou?r|state)$/.test(lemma)
  )
    return
  if (
    named(scene, reading, from, token) ||
    reading.tree.children[token]!.some((child) => child > token && /^(?:nmod|acl)/.test(tokens[child]!.deprel))
  )
    return
  const draft = stateSpokenOf(scene, reading, token, lemma)
  if (draft) place(scene, reading, draft, from, token + 1, token, groundOf(reading, token) ? 'place' : 'nominal')
}

const manifold = /^(?:tens|dozens|scores|hundreds|thousands|millions)$/i

/** "Thousands rallied", "tens of thousands marched", "cheered by hundreds": people, where the number counts nothing else. */
function isCrowd({ sentence: { tokens }, tree }: Reading, token: number): boolean {
  const { form, deprel } = tokens[token]!
  if (!manifold.test(form) || !/^(?:nsubj|obj$|obl:agent)/.test(deprel)) return false
  const counted = tree.children[token]!.filter(
    (child) => child > token && /^(?:nmod|nummod)/.test(tokens[child]!.deprel),
  )
  const bare = (child: number) =>
    manifold.test(tokens[child]!.form) &&
    !tree.children[child]!.some((each) => each > child && /^(?:nmod|nummod)/.test(tokens[each]!.deprel))
  return /^tens$/i.test(form) ? counted.length === 1 && counted.every(bare) : counted.every(bare)
}

/** What is short for each Korea. */
const HALVES: { readonly [word: string]: string } = { North: 'PRK', South: 'KOR' }

/** "The North staged a test", where one of the Koreas has been named; `null` for a region, a wind and "the South Pacific". */
function halfOf(scene: Scene, reading: Reading, token: number): Draft | null {
  const { tokens } = reading.sentence
  const code = Object.hasOwn(HALVES, tokens[token]!.form) ? HALVES[tokens[token]!.form]! : null
  const next = tokens[token + 1]
  if (code === null || !/^the$/i.test(tokens[token - 1]?.form ?? '')) return null
  if (next && (/^(?:of|and|or|-|\/)$/.test(next.form) || /^(?:PROPN|NOUN|ADJ)$/.test(next.upos))) return null
  if (!Object.values(HALVES).some((each) => scene.drafts.find(`state:${each}`))) return null
  const state = scene.lexicon.states.get(code)
  return state ? stateDraft(scene, state) : null
}

function groundOf(reading: Reading, token: number): boolean {
  return relationOf(reading.tree, token) !== 'nmod:poss' && standsForGround(reading, token, false)
}

/** True when the phrase itself names its state, so that it points back to nothing. */
function named(scene: Scene, reading: Reading, from: number, head: number): boolean {
  for (let t = from; t < head; t++) {
    if (reading.matchAt[t]! >= 0) return true
    const draft = reading.sentence.tokens[t]!.deprel === 'nmod:poss' ? draftAt(scene, reading, t) : null
    if (draft && reading.sentence.tokens[t]!.upos !== 'PRON') return true
  }
  return false
}

/** The organisation between states most present. */
function blocSpokenOf(scene: Scene, reading: Reading): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of scene.drafts.present(reading.order)) {
    if (draft.body?.kind !== 'IGO') continue
    const score = scene.drafts.salience(draft, reading.order, 8)
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}

/** The state most present of those a noun fits. */
function stateSpokenOf(scene: Scene, reading: Reading, token: number, lemma: string): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  const doing = new Set([...subjectsAround(scene, reading, token)].map(({ key }) => key))
  for (const [code, score] of presence(scene, reading, 8)) {
    if (doing.has(`state:${code}`)) continue
    if (/^(?:kingdom|monarchy)$/.test(lemma) && !kingdoms.has(code)) continue
    if (/^(?:island|archipelago)$/.test(lemma) && !islands.has(code)) continue
    if (/^emirate$/.test(lemma) && !emirates.has(code)) continue
    if (lemma === 'superpower' && !/^(?:USA|RUS|CHN)$/.test(code)) continue
    const state = scene.lexicon.states.get(code)
    const weight = score + 0.03 * Math.min(scene.context.get(code) ?? 0, 10)
    if (state && weight > bestScore) {
      best = stateDraft(scene, state)
      bestScore = weight
    }
  }
  if (!best && scene.datelineCountry && lemma === 'country') {
    const state = scene.lexicon.states.get(scene.datelineCountry)
    return state ? stateDraft(scene, state) : null
  }
  return best
}

/** How present each country is at a sentence, through its state, people and officials. */
function presence(scene: Scene, reading: Reading, reach: number, fading?: readonly number[]): Map<string, number> {
  const scores = new Map<string, number>()
  for (const draft of scene.drafts.present(reading.order)) {
    if (draft.members) {
      // The parties of a group spoken of just before are the likeliest parties of the next.
      const lift = scene.drafts.salience(draft, reading.order, reach, fading)
      for (const member of lift > 0 ? draft.members : [])
        if (member.country) scores.set(member.country, (scores.get(member.country) ?? 0) + lift)
      continue
    }
    if (!draft.country || draft.basis === 'assumed') continue
    const score = scene.drafts.salience(draft, reading.order, reach, fading) * (draft.kind === 'state' ? 1 : 0.7)
    if (score > 0) scores.set(draft.country, (scores.get(draft.country) ?? 0) + score)
  }
  return scores
}

/**
 * The group of the states (for "sides" and "parties" also listed groups and bodies) most present when a phrase such as "the two countries" is read.
 * `null` where the article has named too few. The same members give the same group.
 */
export function gatherSides(scene: Scene, reading: Reading, token: number, count: number, lemma: string): Draft | null {
  const joined = justNamed(scene, reading, token, count) ?? justListed(scene, reading, token, count)
  if (joined) return groupOf(scene, reading.sentence.tokens[token]!.form, joined)
  const scores = [...presence(scene, reading, 16, slowly)].map(([code, score]) => ({
    code,
    score: score + Math.min(scene.context.get(code) ?? 0, 10) * 0.04,
    draft: null as Draft | null,
  }))
  if (/^(?:side|party|rival|foe|enemy|ally|partner|two|army)$/.test(lemma)) {
    for (const draft of scene.drafts.present(reading.order)) {
      if (!draft.body || draft.kind === 'population' || (draft.country && draft.kind === 'organization')) continue
      const score = scene.drafts.salience(draft, reading.order, 16)
      if (score > 0) scores.push({ code: draft.key, score, draft })
    }
  }
  scores.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
  const chosen = scores.slice(0, count)
  if (chosen.length < 2 || chosen.length < count) return null
  const members: Draft[] = []
  for (const { code, draft } of chosen) {
    const state = scene.lexicon.states.get(code)
    if (draft) members.push(draft)
    else if (state) members.push(stateDraft(scene, state))
  }
  return groupOf(scene, reading.sentence.tokens[token]!.form, members)
}

/** The states of a group that this sentence or the one before speaks of ("Uzbek and Kyrgyz troops"), where its members are of just as many countries as asked for. */
function justNamed(scene: Scene, reading: Reading, token: number, count: number): Draft[] | null {
  let best: string[] | null = null
  let bestAt = -1
  for (const draft of scene.drafts.present(reading.order)) {
    if (!draft.members) continue
    for (const { order, head, form } of draft.recent) {
      if (form === 'place' || order < reading.order - 1 || (order === reading.order && head >= token)) continue
      const countries = [...new Set(draft.members.flatMap(({ country }) => country ?? []))]
      const at = order * 1000 + head
      if (countries.length !== count || at <= bestAt) continue
      best = countries
      bestAt = at
    }
  }
  return (
    best?.flatMap((code) => {
      const state = scene.lexicon.states.get(code)
      return state ? [stateDraft(scene, state)] : []
    }) ?? null
  )
}

/** "Germany, Italy and Spain … these three countries": the last list of just as many states in this sentence or the one before. */
function justListed(scene: Scene, reading: Reading, token: number, count: number): Draft[] | null {
  if (count < 3) return null
  for (const order of [reading.order, reading.order - 1]) {
    const listing = scene.readings[order]
    if (!listing || listing.sentence.in !== reading.sentence.in) continue
    const lists = new Map<number, Map<string, Draft>>()
    for (const { from, to, match } of listing.names) {
      if (order === reading.order && from >= token) break
      const state = match?.refs.find((ref) => ref.type === 'state')
      if (state?.type !== 'state') continue
      const first = firstConjunct(listing.tree, headOfRange(listing.tree, from, to))
      const list = lists.get(first) ?? new Map<string, Draft>()
      lists.set(first, list.set(state.state.code, stateDraft(scene, state.state)))
    }
    const fitting = [...lists.values()].filter(({ size }) => size === count).at(-1)
    if (fitting) return [...fitting.values()]
  }
  return null
}

/** The group of the people most present who may be called so ("the presidents", "both leaders"); one of a country. `null` where fewer than two are known. */
export function gatherLeaders(scene: Scene, reading: Reading, title: string, count: number | null): Draft | null {
  const general = /^(?:leader|man|woman|counterpart|diplomat|negotiator|official|head|chief|ruler)$/.test(title)
  const people: { draft: Draft; score: number }[] = []
  for (const draft of scene.drafts.present(reading.order)) {
    if (draft.kind !== 'person' || draft.plural || draft.members || draft.tenure === 'former') continue
    if (
      !draft.role ||
      !(mayBeCalled(draft.role, title) || (general && title !== 'leader' && draft.sectors.includes('GOV')))
    )
      continue
    const score = scene.drafts.salience(draft, reading.order, 16, slowly)
    if (score > 0) people.push({ draft, score })
  }
  people.sort((a, b) => b.score - a.score || (a.draft.name < b.draft.name ? -1 : 1))
  const members: Draft[] = []
  for (const { draft } of people) {
    if (draft.country && members.some((member) => member.country === draft.country)) continue
    members.push(draft)
    if (members.length === (count ?? 2)) break
  }
  return members.length < Math.max(2, count ?? 2) ? null : groupOf(scene, title, members)
}

/** The group of these entities; the same members give the same group. */
export function groupOf(scene: Scene, name: string, members: Draft[]): Draft {
  const unique = [...new Set(members.map((member) => scene.drafts.current(member)))]
  const key = `group:${unique
    .map((member) => member.key || member.name)
    .sort()
    .join('+')}`
  return (
    scene.drafts.find(key) ??
    scene.drafts.add({
      key,
      name: unique.map((member) => member.name).join(' and ') || name,
      kind: 'group',
      country: null,
      sectors: [],
      members: unique,
      plural: true,
    })
  )
}
