import type { Reading } from './candidates.ts'
import { countOf, determinerOf } from './describe.ts'
import { type Draft, slowly } from './drafts.ts'
import type { State } from './lexicon/lexicon.ts'
import { mayBeCalled } from './offices.ts'
import { oppositeOf, subjectsAround } from './opposites.ts'
import { standsForGround } from './places.ts'
import { assumedCountry, draftAt, place, type Scene, stateDraft } from './scene.ts'
import { likeliestSides } from './sides.ts'
import { acts } from './topics.ts'
import { caseOf, leftEdge, relationOf } from './tree.ts'
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
    const definite = /^(?:the|these|those|both)$/.test(determiner ?? '')
    const parties =
      (count !== null && (definite || !/^(?:camp|bloc)$/.test(lemma))) ||
      (definite && /^(?:country|side|nation|neighbou?r|rival|camp|capital|foe)$/.test(lemma))
    // "The biggest oil consuming nations" are some of the world's.
    const some = tokens
      .slice(from, token)
      .some(({ xpos, form }) => /^(?:JJS|RBS)$/.test(xpos) && !/^least$/i.test(form))
    if (!parties || some || named(scene, reading, from, token)) return
    const group = gatherSides(scene, reading, token, count, lemma)
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
  // "Cost millions"
  const verb = tokens[tokens[token]!.head]?.lemma ?? ''
  if (/^(?:cost|earn|spend|lose|pay|raise|make|save|invest|owe|fetch|collect|borrow|win|donate)$/.test(verb))
    return false
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

/** What a state counts that was just named as ground, for "the country" in the same sentence and in the next ("in Laos since it entered the country"). */
const JUST_NAMED = [1.1, 0.3]

/** The state most present of those a noun fits. */
function stateSpokenOf(scene: Scene, reading: Reading, token: number, lemma: string): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  const doing = new Set([...subjectsAround(scene, reading, token)].map(({ key }) => key))
  const owning = relationOf(reading.tree, token) === 'nmod:poss'
  const scores = presence(scene, reading, 8)
  const ground = groundBefore(scene, reading, token)
  for (const code of ground.keys()) if (!scores.has(code)) scores.set(code, 0)
  for (const [code, score] of scores) {
    const isDoing = doing.has(`state:${code}`)
    // "Cambodia buries those who died in the country's war": what is the country's may be the doer's own.
    if (isDoing && !owning) continue
    if (/^(?:kingdom|monarchy)$/.test(lemma) && !kingdoms.has(code)) continue
    if (/^(?:island|archipelago)$/.test(lemma) && !islands.has(code)) continue
    if (/^emirate$/.test(lemma) && !emirates.has(code)) continue
    if (lemma === 'superpower' && !/^(?:USA|RUS|CHN)$/.test(code)) continue
    const state = scene.lexicon.states.get(code)
    const near = score + (ground.get(code) ?? 0)
    const weight = (near + 0.03 * Math.min(scene.context.get(code) ?? 0, 10)) * (isDoing ? 0.7 : 1)
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

/** The countries named as ground in the sentence so far and in the one before, dateline left out, with what that counts. */
function groundBefore(scene: Scene, reading: Reading, token: number): Map<string, number> {
  const found = new Map<string, number>()
  const head = reading.sentence.in ? 0 : (scene.parsed.article.dateline?.span.end ?? 0)
  for (const draft of scene.drafts.present(reading.order)) {
    if (draft.kind !== 'state' || !draft.country) continue
    for (const { form, order, from, start, head: at } of draft.recent) {
      const distance = reading.order - order
      if (form !== 'place' || start < head || (distance === 0 && from >= token)) continue
      const there = scene.readings[order]!
      if (!/^(?:in|at|across|inside|throughout|into|to)$/.test(caseOf(there.tree, at) ?? '')) continue
      found.set(draft.country, Math.max(found.get(draft.country) ?? 0, JUST_NAMED[distance] ?? 0))
    }
  }
  return found
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
 * The group of those whom a phrase such as "the two countries", "both sides" most likely means (`sides.ts`): states and bodies, or a state and its opponents. `null` where the
 * article has named too few. The same members give the same group.
 */
export function gatherSides(
  scene: Scene,
  reading: Reading,
  token: number,
  count: number | null,
  lemma: string,
): Draft | null {
  const codes = likeliestSides(scene, { reading, token, count, lemma })
  if (!codes) return null
  const members = codes.flatMap((code) => sideOf(scene, reading, code) ?? [])
  if (codes.length === 1) members.push(...opponentsIn(scene, reading, codes[0]!))
  return members.length === 0 ? null : groupOf(scene, reading.sentence.tokens[token]!.form, members)
}

/** The state of a country, or the body of a code most spoken of. */
function sideOf(scene: Scene, reading: Reading, code: string): Draft | null {
  const state = scene.lexicon.states.get(code)
  if (state) return stateDraft(scene, state)
  const bodies = scene.drafts
    .present(reading.order)
    .filter((draft) => draft.country === null && !draft.members && draft.bodyCode?.startsWith(code))
  return bodies.find(({ kind }) => kind !== 'person') ?? bodies[0] ?? null
}

/** The armed group, party or opposition of a country last spoken of, if any. */
function opponentsIn(scene: Scene, reading: Reading, country: string): Draft[] {
  let best: Draft | null = null
  for (const draft of scene.drafts.present(reading.order)) {
    if (
      draft.country !== country ||
      draft.members ||
      draft.kind === 'person' ||
      !/^(?:REB|OPP|UAF|PRM|PTY)$/.test(draft.sectors[0] ?? '')
    )
      continue
    if (!best || draft.recent.at(-1)!.order >= best.recent.at(-1)!.order) best = draft
  }
  return best ? [best] : []
}

/**
 * The group of the people whom "the presidents", "both leaders", "the two men" mean: of each of the countries most likely meant (`sides.ts`) the one most present who may be called
 * so, as `unnamed` has him where none is; of one country alone the two most present. `null` where fewer than two are known.
 */
export function gatherLeaders(
  scene: Scene,
  reading: Reading,
  token: number,
  title: string,
  count: number | null,
  unnamed: (state: State) => Draft,
): Draft | null {
  const people = peopleCalled(scene, reading, title)
  if (count !== null && count > 2) return onePerCountry(scene, people, title, count)
  const lemma = title.slice(title.lastIndexOf(' ') + 1)
  const codes = likeliestSides(scene, { reading, token, count, lemma })
  if (!codes) return onePerCountry(scene, people, title, 2)
  const of = (code: string) =>
    people.filter((draft) => (draft.country ?? draft.bodyCode?.slice(0, code.length)) === code)
  if (codes.length === 1) {
    const pair = of(codes[0]!).slice(0, 2)
    return pair.length < 2 ? onePerCountry(scene, people, title, 2) : groupOf(scene, title, pair)
  }
  const members = codes.flatMap((code) => {
    const state = scene.lexicon.states.get(code)
    return of(code)[0] ?? (state ? unnamed(state) : (sideOf(scene, reading, code) ?? []))
  })
  return members.length < 2 ? null : groupOf(scene, title, members)
}

/** The people in office who may be called so, the most present first. */
function peopleCalled(scene: Scene, reading: Reading, title: string): Draft[] {
  const general = /^(?:leader|man|woman|counterpart|diplomat|negotiator|official|head|chief|ruler|politician)$/.test(
    title,
  )
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
  return people.sort((a, b) => b.score - a.score || (a.draft.name < b.draft.name ? -1 : 1)).map(({ draft }) => draft)
}

/** The first so many people, none of one country; `null` where they are fewer. */
function onePerCountry(scene: Scene, people: readonly Draft[], title: string, count: number): Draft | null {
  const members: Draft[] = []
  for (const draft of people) {
    if (draft.country && members.some((member) => member.country === draft.country)) continue
    members.push(draft)
    if (members.length === count) return groupOf(scene, title, members)
  }
  return null
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
