import type { Reading } from './candidates.ts'
import { determinerOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import { itWeights } from './it-weights.ts'
import { doersOf, fitness, isEmptyIt, isExpletive, isOneOf, type PronounKind } from './pronouns.ts'
import { quotedTokens } from './quoted.ts'
import type { Scene } from './scene.ts'
import { dependents, firstConjunct, relationOf } from './tree.ts'
import { speechVerbs } from './words.ts'

/** What an "it" may stand for: somebody (`draft`), a thing by its noun, or nothing that a noun tells (`draft` and `thing` null); with the signs that speak for it. */
export interface ItCandidate {
  draft: Draft | null
  thing: string | null
  /** The sentence and the token at which it was last told; -1 for nothing. */
  order: number
  token: number
  /** Where else it was told of late. */
  told: readonly Told[]
  signs: string[]
}

/** How many sentences back somebody or something may be meant. */
const REACH = 3

interface Told {
  order: number
  token: number
  role: string
}

interface Option {
  draft: Draft | null
  thing: string | null
  sort: string
  told: Told[]
}

const roles: readonly (readonly [RegExp, string])[] = [
  [/^nsubj:pass/, 'pass'],
  [/^nsubj/, 'subj'],
  [/^i?obj/, 'obj'],
  [/^obl:agent/, 'agent'],
  [/^obl/, 'obl'],
  [/^nmod:poss/, 'poss'],
  [/^nmod/, 'nmod'],
  [/^appos/, 'appos'],
  [/^(?:root|parataxis|ccomp|xcomp|advcl|acl|list|dep)/, 'pred'],
]

const heads = /^(?:nsubj|i?obj|obl$|obl:agent|nmod$|nmod:poss|appos|root|parataxis|ccomp|xcomp|advcl|acl|list|conj|dep)/

/** The part of a noun in its clause; that of the first of its list for a conjunct. */
function roleOf(reading: Reading, token: number): string {
  const relation = relationOf(reading.tree, token)
  return roles.find(([pattern]) => pattern.test(relation))?.[1] ?? 'other'
}

const times =
  /^(?:day|week|month|year|hour|minute|second|morning|evening|night|noon|afternoon|weekend|decade|century|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|percent|time|%)$/

/** The noun of a thing, singular and head of its phrase; `null` for any other token. */
function thingAt(reading: Reading, token: number): string | null {
  const { upos, xpos, deprel, lemma, form } = reading.sentence.tokens[token]!
  if ((upos !== 'NOUN' && upos !== 'PROPN') || /S$/.test(xpos) || !heads.test(deprel)) return null
  const noun = lemma.toLowerCase()
  return times.test(noun) || !/^\p{L}{2,}/u.test(form) ? null : noun
}

const itSort = (draft: Draft): string => (draft.kind === 'state' ? 'state' : draft.kind === 'group' ? 'group' : 'body')

/** Everybody and everything told so far that the pronoun may take up, in order of first telling. */
function optionsFor(scene: Scene, reading: Reading, token: number, kind: PronounKind): Option[] {
  // Who accuses *it* is another.
  const relation = relationOf(reading.tree, token)
  const doers =
    !kind.possessive && !/self$/i.test(reading.sentence.tokens[token]!.form) && /^i?obj/.test(relation)
      ? doersOf(reading, reading.sentence.tokens[firstConjunct(reading.tree, token)]!.head)
      : []
  const options: Option[] = []
  const drafts = new Map<number, Map<number, Draft>>()
  for (const draft of scene.drafts.present(reading.order)) {
    const fits =
      fitness(draft, kind) > 0 &&
      !draft.recent.some(
        (mention) => mention.order === reading.order && mention.from < token && isOneOf(reading, doers, mention),
      )
    const told: Told[] = []
    for (const { order, head, from, to, form } of draft.recent) {
      const distance = reading.order - order
      if (distance < 0 || distance > REACH || (distance === 0 && from >= token)) continue
      const at = drafts.get(order) ?? new Map<number, Draft>()
      drafts.set(order, at)
      for (let t = from; t < to; t++) at.set(t, draft)
      const there = scene.readings[order]!
      told.push({ order, token: head, role: form === 'place' || form === 'modifier' ? form : roleOf(there, head) })
    }
    if (fits && told.length > 0) options.push({ draft, thing: null, sort: itSort(draft), told })
  }
  const things = new Map<string, Option>()
  for (let order = Math.max(0, reading.order - REACH); order <= reading.order; order++) {
    const there = scene.readings[order]!
    if (there.sentence.in !== reading.sentence.in) continue
    const { tokens } = there.sentence
    for (let t = 0; t < (order === reading.order ? token : tokens.length); t++) {
      if (drafts.get(order)?.has(t)) continue
      const taken = scene.things.get(order)?.get(t)
      const noun = taken ?? thingAt(there, t)
      if (noun === null) continue
      let option = things.get(noun)
      if (!option) {
        option = { draft: null, thing: noun, sort: tokens[t]!.upos === 'PROPN' ? 'name' : 'thing', told: [] }
        things.set(noun, option)
        options.push(option)
      }
      option.told.push({ order, token: t, role: roleOf(there, t) })
    }
  }
  return options
}

/** The clauses above a token, the nearest first: the verb or predicate, and how the one below hangs from it. */
function clausesAbove({ sentence: { tokens } }: Reading, token: number): { verb: number; link: string }[] {
  const found: { verb: number; link: string }[] = []
  let link = 'own'
  for (let at = tokens[token]!.head, below = token; at >= 0 && found.length < 4; below = at, at = tokens[at]!.head) {
    const relation = tokens[below]!.deprel
    if (/^(?:ccomp|advcl|xcomp|acl|conj|parataxis|csubj)/.test(relation)) link = relation
    if (tokens[at]!.upos === 'VERB' || dependentsOfClause(tokens, at)) found.push({ verb: at, link })
  }
  return found
}

const dependentsOfClause = (tokens: Reading['sentence']['tokens'], at: number): boolean =>
  tokens.some(({ head, deprel }) => head === at && (deprel === 'cop' || deprel.startsWith('nsubj')))

/** Everything the "it", "its" or "itself" at a token may stand for, with its signs. Linear in the last sentences. */
export function itCandidates(scene: Scene, reading: Reading, token: number, kind: PronounKind): ItCandidate[] {
  const { tokens } = reading.sentence
  const { order, tree } = reading
  const relation = relationOf(tree, token)
  const self = /self$/i.test(tokens[token]!.form)
  const part = kind.possessive ? 'its' : self ? 'itself' : relation.startsWith('nsubj') ? 'subject' : 'object'
  const above = tokens[firstConjunct(tree, token)]!.head
  const ruler = above >= 0 ? tokens[above]!.lemma.toLowerCase() : ''
  const clauses = clausesAbove(reading, token)
  const quoted = quotedTokens(reading.sentence)
  const options = optionsFor(scene, reading, token, kind)
  const lasts = options.map(({ told }) =>
    told.reduce((a, b) => (b.order > a.order || (b.order === a.order && b.token > a.token) ? b : a)),
  )
  const nearness = lasts
    .map((last, i) => ({ i, at: last.order * 1000 + last.token }))
    .sort((a, b) => b.at - a.at)
    .map(({ i }) => i)
  const owned = kind.possessive && above >= 0
  const about = owned && reading.nounAt[above] ? 'agent' : ''
  const said = part === 'subject' && clauses[1] && /ccomp|parataxis/.test(clauses[1].link) ? clauses[1].verb : -1
  const saying = said >= 0 && speechVerbs.has(tokens[said]!.lemma)
  const candidates = options.map((option, i): ItCandidate => {
    const last = lasts[i]!
    const { sort } = option
    const actor = option.draft ? 'actor' : 'no actor'
    const distance = order - last.order
    const signs: string[] = []
    const add = (sign: string) => signs.push(`${actor} ${sign}`, `${part} ${actor} ${sign}`)
    signs.push(`is ${sort}`, `${part} is ${sort}`)
    add(`last ${distance} ${last.role}`)
    signs.push(`last ${distance}`, `${part} last ${distance} ${last.role} ${sort}`)
    const rank = Math.min(nearness.indexOf(i), 5)
    add(`rank ${rank}`)
    add(`times ${Math.min(option.told.length, 4)}`)
    const here = option.told.filter((told) => told.order === order)
    const before = option.told.filter((told) => told.order === order - 1)
    if (before.some(({ role }) => role === 'subj' || role === 'pass'))
      add(`subject before${here.length > 0 ? ' and here' : ''}`)
    for (const [level, { verb, link }] of clauses.entries()) {
      const subjects = dependents(tree, verb, 'nsubj').flatMap((subject) => [
        subject,
        ...dependents(tree, subject, 'conj'),
      ])
      if (here.some((told) => subjects.includes(told.token))) {
        add(`subject up ${level} ${link}`)
        add(`subject up ${level}`)
        if (saying && verb === said) add('says')
        break
      }
    }
    for (const { token: at } of here) {
      if (tokens[above]?.deprel === 'conj' && tokens[above]!.head === at) add('joined')
      let up = above
      for (let steps = 0; up >= 0 && up !== at && steps < 8; steps++) up = tokens[up]!.head
      if (up === at) add('above')
      if (!kind.possessive && !self && tokens[firstConjunct(tree, at)]!.head === above) add('same clause')
      if (quoted[token] !== quoted[at]) add(quoted[token] ? 'outside the quotation' : 'inside a quotation')
    }
    if (here.length === 0 && quoted[token]) add('quoted before')
    if (last.role === part.replace('subject', 'subj').replace('object', 'obj')) add('alike')
    add(`${owned ? 'of' : part} ${ruler}`)
    if (about) add(about)
    if (part === 'subject' && speechVerbs.has(ruler)) add('speaks')
    if (saying) add('said')
    if (option.draft) {
      add(`basis ${option.draft.basis}`)
      if (option.draft.country) {
        const count = scene.context.get(option.draft.country) ?? 0
        add(`country named ${Math.min(count, 6)}`)
      } else add('no country')
      signs.push(`sector ${option.draft.sectors[0] ?? 'state'}`)
      if (option.draft.noun) signs.push(`noun ${option.draft.noun}`)
      signs.push(option.draft.lexicon || option.draft.kind === 'state' ? 'listed' : 'unlisted')
    } else {
      const noun = option.thing!
      signs.push(`thing ${noun}`, `${part} thing ${noun}`, `ending ${noun.slice(-3)}`)
      const there = scene.readings[last.order]!
      if (there.sentence.tokens[last.token]!.upos === 'PRON') add('taken up before')
      else add(`determiner ${determinerOf(there, last.token, last.token) ?? 'none'}`)
    }
    return { draft: option.draft, thing: option.thing, order: last.order, token: last.token, told: option.told, signs }
  })
  candidates.push({
    draft: null,
    thing: null,
    order: -1,
    token: -1,
    told: [],
    signs: emptySigns(reading, token, part, ruler, options),
  })
  return candidates
}

/** What speaks for an "it" that stands for no noun: weather, "it is clear that", a whole clause told before. */
function emptySigns(
  reading: Reading,
  token: number,
  part: string,
  ruler: string,
  options: readonly Option[],
): string[] {
  const { tokens } = reading.sentence
  const above = tokens[token]!.head
  const signs = ['nothing', `nothing ${part}`, `nothing ${part} ${ruler}`]
  if (part === 'its') signs.push('nothing of any')
  else if (isEmptyIt(reading, token)) signs.push('nothing empty')
  if (tokens[token]!.deprel === 'expl') signs.push('nothing expletive')
  if (part === 'subject' && above >= 0) {
    const predicate = tokens[above]!
    const below = reading.tree.children[above]!.filter((child) => child !== token).map((child) => tokens[child]!.deprel)
    for (const each of new Set(below.map((deprel) => deprel.split(':')[0]!)))
      if (/^(?:cop|csubj|ccomp|xcomp|advcl|obj|iobj|aux)$/.test(each))
        signs.push(`nothing with ${each}`, `nothing ${predicate.upos} with ${each}`)
    if (below.includes('cop')) signs.push(`nothing is ${predicate.upos}`)
  }
  if (
    part === 'object' &&
    above >= 0 &&
    reading.tree.children[above]!.some((child) => child > token && /^(?:xcomp|ccomp|csubj)/.test(tokens[child]!.deprel))
  )
    signs.push('nothing object before a clause')
  if (quotedTokens(reading.sentence)[token]) signs.push('nothing quoted')
  if (token === 0) signs.push('nothing first')
  const here = options.filter(({ told }) => told.some(({ order }) => order === reading.order)).length
  signs.push(`nothing beside ${Math.min(options.length, 6)}`, `nothing here ${Math.min(here, 3)}`)
  return signs
}

const weights: ReadonlyMap<string, number> = new Map(Object.entries(itWeights))

/** "The union expressed its support": whoever does the deed of which the owned is the object. */
function doerAround(reading: Reading, token: number, candidates: readonly ItCandidate[]): Draft | null {
  const { tokens } = reading.sentence
  const owned = tokens[token]!.head
  if (owned < 0 || !/^(?:obj|obl)$/.test(tokens[owned]!.deprel) || tokens[owned]!.head < 0) return null
  const subjects = dependents(reading.tree, tokens[owned]!.head, 'nsubj')
  const own = ({ draft, told }: ItCandidate) =>
    draft !== null && told.some((each) => each.order === reading.order && subjects.includes(each.token))
  const acting = candidates.find((candidate) => own(candidate) && !(reading.apart || reading.quiet || reading.idle))
  return acting?.draft ?? null
}

/** "Peru denied that it had broken the treaty": who says it. */
function speakerAbove(reading: Reading, token: number, candidates: readonly ItCandidate[]): Draft | null {
  if (!relationOf(reading.tree, token).startsWith('nsubj')) return null
  const [, over] = clausesAbove(reading, token)
  if (over?.link !== 'ccomp' || !speechVerbs.has(reading.sentence.tokens[over.verb]!.lemma)) return null
  const subjects = dependents(reading.tree, over.verb, 'nsubj')
  const speaker = candidates.find(
    ({ draft, told }) =>
      draft !== null && told.some((each) => each.order === reading.order && subjects.includes(each.token)),
  )
  return speaker?.draft ?? null
}

/** "Peru recalled its ambassador. It also closed the border.": who alone did what the sentence before told goes on doing. */
function subjectBefore(
  { sentence: { tokens }, tree, order }: Reading,
  token: number,
  candidates: readonly ItCandidate[],
): Draft | null {
  const above = tokens[token]!.head
  if (relationOf(tree, token) !== 'nsubj' || above < 0 || tokens[above]!.upos !== 'VERB') return null
  if (tokens[above]!.deprel !== 'root' || token > 1) return null
  const subjects = candidates.filter(({ told }) =>
    told.some((each) => each.order === order - 1 && (each.role === 'subj' || each.role === 'pass')),
  )
  return subjects.length === 1 ? subjects[0]!.draft : null
}

/** "Accusing it of fraud", "it denies the charge", "it vowed to": things are neither told off nor do they promise. */
function isSomebody({ sentence: { tokens }, tree }: Reading, token: number): boolean {
  const above = tokens[firstConjunct(tree, token)]!.head
  if (above < 0 || tokens[above]!.upos !== 'VERB') return false
  const verb = tokens[above]!.lemma.toLowerCase()
  const relation = relationOf(tree, token)
  if (/^i?obj/.test(relation))
    return /^(?:accuse|urge|ask|warn|invite|thank|persuade|pressure|congratulate|forbid|remind|blame)$/.test(verb)
  return relation === 'nsubj' && /^(?:deny|accuse|vow|pledge|insist|urge|condemn|promise|apologi[sz]e)$/.test(verb)
}

const isGround = (draft: Draft, order: number): boolean =>
  draft.recent.every(
    (mention) => mention.form === 'place' || mention.form === 'modifier' || order - mention.order > REACH,
  )

/** Whom an "it" stands for; `null` where a thing or nothing is likelier, which is noted (`Scene.things`). */
export function actorOfIt(scene: Scene, reading: Reading, token: number, kind: PronounKind): Draft | null {
  if (!kind.possessive && isExpletive(reading, token)) return null
  const candidates = itCandidates(scene, reading, token, kind)
  const chosen = chosenOf(scene, reading, token, kind, candidates)
  scene.its.push({ reading, token, candidates, chosen })
  return chosen
}

function chosenOf(
  scene: Scene,
  reading: Reading,
  token: number,
  kind: PronounKind,
  candidates: readonly ItCandidate[],
): Draft | null {
  const owner = kind.possessive ? doerAround(reading, token, candidates) : null
  if (owner) return owner
  const same = speakerAbove(reading, token, candidates) ?? subjectBefore(reading, token, candidates)
  if (same) return same
  const somebody = isSomebody(reading, token) ? candidates.filter(({ draft }) => draft !== null) : []
  const asked = somebody.length > 0 ? somebody : candidates
  const sums = asked.map(({ signs }) => signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0))
  const best = asked[sums.indexOf(Math.max(...sums))]!
  if (best.draft) {
    // Where countries do nothing, what is theirs makes no actor of one told only as a place.
    return (reading.apart || reading.quiet || reading.idle) && isGround(best.draft, reading.order) ? null : best.draft
  }
  if (best.thing !== null) {
    const known = scene.things.get(reading.order) ?? new Map<number, string>()
    scene.things.set(reading.order, known.set(token, best.thing))
  }
  return null
}
