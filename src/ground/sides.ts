import type { Reading } from './candidates.ts'
import { type Draft, slowly } from './drafts.ts'
import { subjectsAround } from './opposites.ts'
import type { Scene } from './scene.ts'
import { sideWeights } from './side-weights.ts'
import { caseOf, dependents, firstConjunct, relationOf } from './tree.ts'

/** A phrase that takes up those of whom the article told ("both sides", "the two countries", "the leaders"): where it stands, how many it counts, of what sort its noun is. */
export interface SidesAsked {
  reading: Reading
  token: number
  /** `null` where the words tell no number. */
  count: number | null
  lemma: string
}

/** Whom a phrase may mean: countries, and bodies by their code; one country alone where its government and its opponents may be meant. */
export interface SidesCandidate {
  codes: readonly string[]
  signs: string[]
}

/** Parties that one clause has put side by side. */
interface Joint {
  codes: readonly string[]
  /** Named in one list, by one plural ("Uzbek and Kyrgyz troops", "the two"), as partners, as doer and done to. */
  how: 'list' | 'group' | 'with' | 'deed'
  subject: boolean
  order: number
  token: number
}

/** How many parties are weighed against each other, those most spoken of. */
const MOST = 8

/** How many sentences back a party and a joint act are remembered. */
const REACH = 16

const sorts: readonly (readonly [string, RegExp])[] = [
  [
    'countries',
    /^(?:country|nation|state|republic|kingdom|island|neighbou?r|power|capital|people|emirate|superpower)$/,
  ],
  ['leaders', /^(?:president|leader|minister|premier|king|monarch|ruler|statesman|chancellor|head|general)$/],
  ['men', /^(?:man|woman|politician|rival|opponent|foe)$/],
  ['envoys', /^(?:diplomat|official|negotiator|counterpart|envoy|delegate|representative|chief|ambassador)$/],
  ['bodies', /^(?:government|army|navy|military|police|delegation|ministry|parliament|force|administration)$/],
  ['number', /^(?:two|three|four|five|six|both|pair|duo|trio)$/],
]

/** The sort of the noun of a phrase that gathers parties; `sides` for "sides", "parties", "camps", "rivals" and the like. */
export const sortOfSides = (lemma: string): string => sorts.find(([, pattern]) => pattern.test(lemma))?.[0] ?? 'sides'

const mediating =
  /^(?:mediate|broker|host|facilitate|shuttle|arbitrate|mediator|mediation|facilitator|host|broker|peacemaker|intermediary|go-between|observer)$/

/** Of whom an entity is a party: its country, or the code of a body of several; none for a group formed in the text. */
function codeOf(draft: Draft): string | null {
  if (draft.country && draft.basis !== 'assumed') return draft.country
  if (draft.country) return null
  return draft.bodyCode ? draft.bodyCode.replace(/^(IGOUNO|IGOEUR).*/, '$1') : null
}

function codesOf(scene: Scene, reading: Reading, token: number): string[] {
  const found = scene.at[reading.order]?.[token]
  if (!found) return []
  const draft = scene.drafts.current(found)
  return [...new Set((draft.members ?? [draft]).flatMap((member) => codeOf(scene.drafts.current(member)) ?? []))]
}

const joints = new WeakMap<Reading, Joint[]>()

/** What a sentence has put side by side; kept once it has been read, counted anew while it is. */
function jointsOf(scene: Scene, reading: Reading, done: boolean): readonly Joint[] {
  const known = joints.get(reading)
  if (known) return known
  const { tokens } = reading.sentence
  const { order } = reading
  const found: Joint[] = []
  const lists = new Map<number, Set<string>>()
  const add = (codes: Iterable<string>, how: Joint['how'], token: number) => {
    const unique = [...new Set(codes)].sort()
    if (unique.length > 1 && unique.length < MOST)
      found.push({ codes: unique, how, subject: /^nsubj/.test(relationOf(reading.tree, token)), order, token })
  }
  const at = (token: number) => codesOf(scene, reading, token)
  const all = (token: number) => [token, ...dependents(reading.tree, token, 'conj')].flatMap(at)
  tokens.forEach((token, t) => {
    const codes = at(t)
    if (codes.length > 1) add(codes, 'group', t)
    if (codes.length === 1) {
      const first = firstConjunct(reading.tree, t)
      const list = lists.get(first) ?? new Set<string>()
      lists.set(first, list.add(codes[0]!))
    }
    if (token.upos !== 'VERB' && token.upos !== 'NOUN') return
    const doers =
      token.upos === 'VERB'
        ? dependents(reading.tree, t, 'nsubj')
        : dependents(reading.tree, t, 'nmod:poss', 'amod', 'compound')
    if (doers.length === 0) return
    const by = doers.flatMap(all)
    for (const object of dependents(reading.tree, t, 'obj', 'iobj')) add([...by, ...all(object)], 'deed', object)
    for (const other of dependents(reading.tree, t, 'obl', 'nmod')) {
      const preposition = caseOf(reading.tree, other)
      if (/^(?:with|against|and|alongside)$/.test(preposition ?? '')) add([...by, ...all(other)], 'with', other)
      else if (/^(?:to|from|at|on)$/.test(preposition ?? '')) add([...by, ...all(other)], 'deed', other)
    }
  })
  for (const [token, codes] of lists) add(codes, 'list', token)
  if (done) joints.set(reading, found)
  return found
}

/** The parties spoken of, the most present first. */
function present(scene: Scene, { reading }: SidesAsked): [code: string, score: number][] {
  const scores = new Map<string, number>()
  const lift = (code: string | null, score: number) => {
    if (code && score > 0) scores.set(code, (scores.get(code) ?? 0) + score)
  }
  for (const draft of scene.drafts.present(reading.order)) {
    const salience = scene.drafts.salience(draft, reading.order, REACH, slowly)
    if (draft.members)
      for (const code of new Set(draft.members.map((member) => codeOf(scene.drafts.current(member)))))
        lift(code, salience)
    else lift(codeOf(draft), salience * (draft.kind === 'state' ? 1 : 0.7))
  }
  for (const [code, score] of scores) scores.set(code, score + 0.04 * Math.min(scene.context.get(code) ?? 0, 10))
  return [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST)
}

const opposing = /^(?:REB|OPP|UAF|PRM|PTY|SEP)$/

/** Everybody the phrase may mean, with the signs that speak for each. Cost: the square of the parties spoken of, eight at most. */
export function sidesFor(scene: Scene, asked: SidesAsked): SidesCandidate[] {
  const { reading, token, count } = asked
  const sort = sortOfSides(asked.lemma)
  const { order } = reading
  const parties = present(scene, asked)
  const rank = new Map(parties.map(([code], r) => [code, r]))
  const top = parties[0]?.[1] ?? 1
  const told = scene.readings
    .slice(Math.max(0, order - REACH), order + 1)
    .filter(({ sentence }) => sentence.in === reading.sentence.in)
  const past = told.flatMap((each) =>
    jointsOf(scene, each, each.order < order).filter((joint) => joint.order < order || joint.token < token),
  )
  const doing = new Set(
    [...subjectsAround(scene, reading, token)].flatMap((draft) => draft.country ?? codeOf(draft) ?? []),
  )
  const role = roleOf(reading, token)
  const lead = new Set<string>()
  if (told[0]?.order === 0)
    for (let t = 0; t < told[0].sentence.tokens.length; t++)
      for (const code of codesOf(scene, told[0], t)) lead.add(code)
  const often = [...new Set(scene.context.values())].sort((a, b) => b - a)
  const here = new Set<string>()
  for (let t = 0; t < token; t++) for (const code of codesOf(scene, reading, t)) here.add(code)
  const before = new Set<string>()
  const previous = told.at(-2)
  if (previous && previous.order === order - 1)
    previous.sentence.tokens.forEach((_, t) => {
      for (const code of codesOf(scene, previous, t)) before.add(code)
    })
  const mediators = mediatorsIn(scene, told)
  const opponents = new Map<string, number>()
  for (const draft of scene.drafts.present(order)) {
    if (!opposing.test(draft.sectors[0] ?? '') || draft.members) continue
    const distance = Math.min(3, order - (draft.recent.at(-1)?.order ?? 0))
    const of = draft.country ?? '?'
    opponents.set(of, Math.min(opponents.get(of) ?? 9, distance))
  }
  const sets: string[][] = []
  const codes = parties.map(([code]) => code)
  const size = count ?? 2
  if (size === 2) {
    codes.forEach((a, i) => {
      for (const b of codes.slice(i + 1)) sets.push([a, b])
    })
    if (sort !== 'countries') sets.push(...codes.filter((code) => /^[A-Z]{3}$/.test(code)).map((code) => [code]))
  } else {
    if (codes.length >= size) sets.push(codes.slice(0, size))
    const others = codes.filter((code) => !doing.has(code))
    if (others.length >= size) sets.push(others.slice(0, size))
  }
  for (const joint of past)
    if (count === null ? joint.codes.length > 2 : joint.codes.length === size && size > 2) sets.push([...joint.codes])
  const seen = new Set<string>()
  const candidates: SidesCandidate[] = []
  for (const set of sets) {
    set.sort()
    const key = set.join('+')
    if (seen.has(key)) continue
    seen.add(key)
    const signs: string[] = []
    const name = set.length === 1 ? 'one' : set.length === 2 ? 'two' : 'more'
    const add = (sign: string) => signs.push(`${name} ${sign}`, `${name} ${sign} · ${sort}`)
    add(count === null ? 'uncounted' : 'counted')
    const fitting = new Map<string, number>()
    let times = 0
    for (const joint of past) {
      const equal = joint.codes.length === set.length && joint.codes.every((code) => set.includes(code))
      if (equal) times++
      const part = equal
        ? ''
        : set.length > 1 && joint.codes.length > set.length && set.every((code) => joint.codes.includes(code))
          ? ' within'
          : null
      if (part === null) continue
      const sign = `${joint.how}${part}${joint.subject ? ' subject' : ''}`
      fitting.set(sign, Math.min(fitting.get(sign) ?? 9, Math.min(3, order - joint.order)))
    }
    for (const [sign, distance] of fitting) add(`${sign} ${distance}`)
    add(`joined ${Math.min(times, 4)}`)
    if (past.length > 0) {
      const last = past.filter(({ order: at }) => at === past.at(-1)!.order)
      if (last.some((joint) => joint.codes.length === set.length && joint.codes.every((code) => set.includes(code))))
        add('last joined')
    }
    const ranks = set.map((code) => Math.min(rank.get(code) ?? 7, 4)).sort()
    add(`ranks ${ranks.slice(0, 3).join('')}`)
    const weakest = Math.min(...set.map((code) => parties[rank.get(code) ?? -1]?.[1] ?? 0))
    add(`weakest ${Math.min(4, Math.floor((weakest / top) * 5))}`)
    const doers = `doing ${set.filter((code) => doing.has(code)).length} of ${doing.size > 0 ? 'some' : 'none'}`
    add(doers)
    signs.push(`${name} ${doers} as ${role}`, `${name} ${role}`)
    add(`lead ${set.filter((code) => lead.has(code)).length} of ${Math.min(lead.size, 3)}`)
    const often3 = set.map((code) => Math.min(often.indexOf(scene.context.get(code) ?? 0) + 1 || 4, 4)).sort()
    add(`often ${often3.slice(0, 3).join('')}`)
    add(`here ${set.filter((code) => here.has(code)).length} of ${Math.min(here.size, 3)}`)
    add(`before ${set.filter((code) => before.has(code)).length} of ${Math.min(before.size, 3)}`)
    add(`mediators ${set.filter((code) => mediators.has(code)).length} of ${Math.min(mediators.size, 1)}`)
    add(`bodies ${set.filter((code) => code.length > 3).length}`)
    if (scene.datelineCountry && set.includes(scene.datelineCountry)) add('dateline')
    const foes = Math.min(...set.map((code) => opponents.get(code) ?? 9))
    add(`opponents ${foes}`)
    if (set.length === 1) {
      add(`opponents of nobody ${opponents.get('?') ?? 9}`)
      const others = past.filter((joint) => joint.codes.includes(set[0]!))
      add(`with others ${Math.min(others.length, 5)}`)
      const most = Math.max(
        0,
        ...codes.map((code) => others.filter((joint) => code !== set[0] && joint.codes.includes(code)).length),
      )
      add(`with one other ${Math.min(most, 4)}`)
    }
    add(`parties ${Math.min(parties.length, 5)}`)
    if (sort === 'leaders') {
      const persons = set.map((code) => peopleOf(scene, reading, code))
      add(`leaders ${set.length === 1 ? Math.min(persons[0]!, 2) : persons.filter((many) => many > 0).length}`)
    }
    candidates.push({ codes: set.sort((a, b) => (rank.get(a) ?? MOST) - (rank.get(b) ?? MOST)), signs })
  }
  return candidates
}

/** The part of the phrase in its clause: who acts, who is acted on, or between whom something is. */
function roleOf(reading: Reading, token: number): string {
  const relation = relationOf(reading.tree, token)
  if (relation.startsWith('nsubj')) return 'subject'
  if (/^i?obj/.test(relation)) return 'object'
  if (relation === 'nmod:poss') return 'owner'
  return `${relation.slice(0, 4)} ${caseOf(reading.tree, token) ?? ''}`
}

/** How many people with an office a party has had in the sentences before. */
function peopleOf(scene: Scene, reading: Reading, code: string): number {
  return scene.drafts
    .present(reading.order)
    .filter((draft) => draft.kind === 'person' && !draft.plural && draft.role !== undefined && codeOf(draft) === code)
    .length
}

/** Parties of whom it was told that they mediate, host or watch. */
function mediatorsIn(scene: Scene, told: readonly Reading[]): Set<string> {
  const found = new Set<string>()
  for (const reading of told)
    reading.sentence.tokens.forEach(({ lemma, upos }, t) => {
      if (!mediating.test(lemma)) return
      const who =
        upos === 'VERB'
          ? dependents(reading.tree, t, 'nsubj')
          : [t, ...dependents(reading.tree, t, 'nmod:poss', 'amod', 'compound', 'appos')]
      for (const each of who) for (const code of codesOf(scene, reading, each)) found.add(code)
    })
  return found
}

/** A map, since to ask an object for a text that was just put together costs more. */
const weights: ReadonlyMap<string, number> = new Map(Object.entries(sideWeights))

/** Those the phrase most likely means, by code; `null` where the article has named too few. */
export function likeliestSides(scene: Scene, asked: SidesAsked): readonly string[] | null {
  const candidates = sidesFor(scene, asked)
  if (candidates.length === 0) return null
  scene.sided.push({ asked, candidates })
  let best: readonly string[] | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const { codes, signs } of candidates) {
    let weight = 0
    for (const sign of signs) weight += weights.get(sign) ?? 0
    if (weight > most) [most, best] = [weight, codes]
  }
  return best
}
