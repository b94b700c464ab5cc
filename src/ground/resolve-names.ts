import type { Naming, Reading } from './candidates.ts'
import { sectorsOf, wordsOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import { genderOf } from './given-names.ts'
import type { Sector } from './grounded-text.ts'
import type { Body, Person, State } from './lexicon/lexicon.ts'
import { isHeadOffice, mayBeCalled, officeFamily, tenureAt, termAt } from './offices.ts'
import { type Owners, ownersOf, stateOfMatch } from './owners.ts'
import { capitalPoint, inPlacePosition, placeAmong, standsForGround } from './places.ts'
import { choosePerson, surnameOf } from './resolve-people.ts'
import { assumedCountry, bodyDraft, place, type Scene, stateDraft } from './scene.ts'
import { headOfRange, relationOf } from './tree.ts'
import { bodyWords, speechVerbs } from './words.ts'

/** Resolves one proper name to its entity, its place, or both. */
export function resolveName(scene: Scene, reading: Reading, name: Naming): void {
  const refs = name.match?.refs ?? []
  const asPerson =
    name.seems === 'person' ||
    refs.some((ref) => ref.type === 'person') ||
    (name.units.length === 1 && knownBySurname(scene, name.units[0]!) !== null)
  if (asPerson && resolvePerson(scene, reading, name)) return
  const state = refs.find((ref) => ref.type === 'state')
  if (state?.type === 'state') {
    resolveState(scene, reading, name)
    return
  }
  const bodies = refs.flatMap((ref) => (ref.type === 'body' && !isYetToCome(scene, ref.body) ? [ref.body] : []))
  if (bodies.length > 0) {
    resolveBody(scene, reading, name, chooseBody(scene, bodies))
    return
  }
  if (refs.some((ref) => ref.type === 'place')) {
    resolvePlace(scene, reading, name)
    return
  }
  if (name.seems === 'organization') resolveUnlistedBody(scene, reading, name)
  else if (name.seems === 'unclear') resolveUnclear(scene, reading, name)
}

function resolveState(scene: Scene, reading: Reading, name: Naming): void {
  const { tokens } = reading.sentence
  const head = headOfRange(reading.tree, name.from, name.to)
  const states = name.match!.refs.flatMap((ref) => (ref.type === 'state' ? [ref] : []))
  const ref = chooseState(scene, states, tokens[head]!.upos)
  const token = tokens[head]!
  const relation = relationOf(reading.tree, head)
  const draft = stateDraft(scene, ref.state)
  if (ref.as === 'adjective' || ref.as === 'people') {
    const people = states.find((each) => each.as === 'people' && each.state === ref.state)
    const nominal =
      token.upos !== 'ADJ' && !/^(?:amod|compound|nmod:desc|flat|advmod)/.test(relation) && relation !== 'compound'
    const headless =
      token.upos === 'ADJ' &&
      /^(?:nsubj|obj|obl|nmod)/.test(relation) &&
      tokens[name.from - 1]?.form.toLowerCase() === 'the'
    if ((nominal && people) || headless) {
      resolvePeople(scene, reading, name, ref.state, head)
      return
    }
    if (sporting(scene, reading)) return
    place(scene, reading, draft, name.from, name.to, head, 'modifier')
    return
  }
  const capital = ref.as === 'capital' || ref.as === 'seat'
  // "Paris, Texas": a capital's name followed by a place elsewhere is a town there.
  const following = followingState(scene, reading, name.to)
  if (capital && following && following.today !== ref.state.today) {
    resolvePlace(scene, reading, name, following.today)
    return
  }
  const home = homeOfRegion(scene, reading, name, ref.state)
  if (home) {
    resolvePlace(scene, reading, name, home)
    return
  }
  const inDateline = isDateline(scene, reading, name)
  const ground = inDateline || sporting(scene, reading) || standsForGround(reading, head, capital)
  const modifier =
    !ground &&
    (relation === 'nmod:poss' || relation === 'amod' || relation.startsWith('compound') || relation === 'nmod:desc')
  place(scene, reading, draft, name.from, name.to, head, ground ? 'place' : modifier ? 'modifier' : 'name')
  if (ground || capital) {
    if (!ground) return
    const point = ref.as === 'seat' ? null : ref.as === 'capital' ? capitalPoint(scene.lexicon, ref.state.code) : null
    scene.places.push({
      ...spanOf(reading, name.from, name.to),
      sentence: reading.sentence.index,
      name: wordsOf(reading, text(scene, reading), name.from, name.to),
      country: ref.state.today,
      ...(point ?? {}),
      kind: ref.as === 'seat' ? 'building' : ref.as === 'capital' ? 'capital' : 'country',
    })
  }
}

/** The country of the region that a state's name means here ("Atlanta, Georgia", "the governor of Georgia"); `null` where it means the state. */
function homeOfRegion(scene: Scene, reading: Reading, name: Naming, state: State): string | null {
  const { tokens } = reading.sentence
  const region = name.match!.refs.find(
    (each) => each.type === 'place' && each.place.kind === 'region' && each.place.country !== state.today,
  )
  // The one state whose name a large part of another bears.
  const country = region?.type === 'place' ? region.place.country : state.code === 'GEO' ? 'USA' : null
  if (country === null) return null
  const before = tokens[name.from - 1]?.form.toLowerCase()
  const m = before === ',' ? reading.matchAt[name.from - 2]! : -1
  if (m >= 0) {
    const towns = reading.matches[m]!.refs.flatMap((each) => (each.type === 'place' ? [each.place.country] : []))
    if (towns.includes(country) && !towns.includes(state.today)) return country
  }
  const office = before === 'of' || before === 'in' ? tokens[name.from - 2]?.form.toLowerCase() : before
  if (
    /^(?:governor|gov\.|senator|sen\.|university|state)$/.test(office ?? '') &&
    (scene.context.get(state.today) ?? 0) < 4
  )
    return country
  return null
}

/** Of states with one name ("Congo", "Guinea", "Korea", capitals shared) the one spoken of; a state's own name before a capital. */
function chooseState<T extends { state: State; as: string }>(scene: Scene, refs: T[], upos: string): T {
  let best = refs[0]!
  let bestScore = -1
  for (const ref of refs) {
    let score = Math.min(scene.context.get(ref.state.today) ?? 0, 20) / 10
    if (ref.as === 'name') score += 1.5
    if (upos === 'ADJ' && ref.as === 'adjective') score += 1
    if (ref.state.to) score -= scene.date && scene.date.start.slice(0, ref.state.to.length) > ref.state.to ? 0.8 : 0
    if (ref.state.from && scene.date && scene.date.end.slice(0, ref.state.from.length) < ref.state.from) score -= 0.8
    if (ref.state.today === scene.datelineCountry) score += 0.5
    if (score > bestScore) {
      best = ref
      bestScore = score
    }
  }
  return best
}

/** "Russians", "the French": the nation's people, or its state where they act as one. */
function resolvePeople(scene: Scene, reading: Reading, name: Naming, state: State, head: number): void {
  const { tokens } = reading.sentence
  if (sporting(scene, reading)) return
  const relation = relationOf(reading.tree, head)
  const governing = tokens[head]!.head
  const article = tokens[name.from - 1]?.form.toLowerCase()
  const plural =
    tokens[head]!.xpos.endsWith('S') || tokens[head]!.upos === 'ADJ' || /(?:s|ese|sh|ch)$/i.test(tokens[head]!.form)
  if (
    plural &&
    article === 'the' &&
    relation === 'nsubj' &&
    governing >= 0 &&
    speechVerbs.has(tokens[governing]!.lemma)
  ) {
    place(scene, reading, stateDraft(scene, state), name.from, name.to, head, 'name')
    return
  }
  if (!plural && article !== 'the') {
    const person = scene.drafts.add({
      key: '',
      name: tokens[head]!.form,
      kind: 'person',
      country: state.today,
      sectors: ['CVL'],
      noun: tokens[head]!.lemma.toLowerCase(),
    })
    place(scene, reading, person, name.from, name.to, head, 'nominal')
    return
  }
  const key = `people:${state.code}`
  const draft =
    scene.drafts.find(key) ??
    scene.drafts.add({
      key,
      name: wordsOf(reading, text(scene, reading), name.from, name.to),
      kind: 'population',
      country: state.today,
      sectors: ['CVL'],
      plural: true,
      lexicon: `state:${state.code}`,
    })
  place(scene, reading, draft, name.from, name.to, head, 'name')
}

/** True when a body was founded after the article's year. */
function isYetToCome(scene: Scene, body: Body): boolean {
  return body.from !== '' && scene.date !== null && body.from.slice(0, 4) > scene.date.end.slice(0, 4)
}

function chooseBody(scene: Scene, bodies: Body[]): Body {
  let best = bodies[0]!
  let bestScore = -10
  for (const body of bodies) {
    let score = 0
    if (body.country && scene.context.has(body.country))
      score += 2 + Math.min(scene.context.get(body.country)!, 10) / 10
    if (!body.country) score += 1
    if (scene.drafts.find(body.id)) score += 1
    if (body.to && scene.date && scene.date.start.slice(0, body.to.length) > body.to) score -= 1.5
    if (body.from && scene.date && scene.date.end.slice(0, body.from.length) < body.from) score -= 2
    if (score > bestScore) {
      best = body
      bestScore = score
    }
  }
  return best
}

function resolveBody(scene: Scene, reading: Reading, name: Naming, body: Body): void {
  const head = headOfRange(reading.tree, name.from, name.to)
  const relation = relationOf(reading.tree, head)
  const modifier =
    relation === 'nmod:poss' || relation.startsWith('compound') || relation === 'amod' || relation === 'nmod:desc'
  const ground = !modifier && standsForGround(reading, head, false)
  place(
    scene,
    reading,
    bodyDraft(scene, body),
    name.from,
    name.to,
    head,
    ground ? 'place' : modifier ? 'modifier' : 'name',
  )
}

function resolvePlace(scene: Scene, reading: Reading, name: Naming, country?: string): void {
  const head = headOfRange(reading.tree, name.from, name.to)
  const following = country ?? followingState(scene, reading, name.to)?.today ?? null
  const found = placeAmong(name.match!.refs, new Set(scene.context.keys()), following)
  const dateline = isDateline(scene, reading, name)
  if (!found && !country && !dateline) return
  const own = found?.population === 0
  if (!own && !dateline && !following && !inPlacePosition(reading, name.from, name.to, head)) return
  const of = found?.country ?? country ?? null
  const state = of ? scene.lexicon.states.get(of) : undefined
  scene.places.push({
    ...spanOf(reading, name.from, name.to),
    sentence: reading.sentence.index,
    name: wordsOf(reading, text(scene, reading), name.from, name.to),
    country: state?.today ?? null,
    ...(found?.lat !== undefined && found.lon !== undefined ? { lat: found.lat, lon: found.lon } : {}),
    kind: found?.kind ?? 'city',
  })
  if (state) place(scene, reading, stateDraft(scene, state), name.from, name.to, head, 'place')
}

/** The state named right after a place: "Springfield, Illinois" (through the gazetteer's regions) or "Paris, France". */
function followingState(scene: Scene, reading: Reading, to: number): State | null {
  const { tokens } = reading.sentence
  if (tokens[to]?.form !== ',' || to + 1 >= tokens.length) return null
  const m = reading.matchAt[to + 1]!
  if (m < 0) return null
  const match = reading.matches[m]!
  const direct = match.refs.some(
    (ref) => (ref.type === 'state' && ref.as === 'name') || (ref.type === 'place' && ref.place.kind === 'region'),
  )
  const closed = /^[,.;:)–—-]$/.test(tokens[match.to]?.form ?? '.') || tokens[match.to]?.upos !== 'CCONJ'
  return direct && closed ? stateOfMatch(reading, to + 1, scene.lexicon) : null
}

function isDateline(scene: Scene, reading: Reading, name: Naming): boolean {
  const span = scene.parsed.article.dateline?.span
  return (
    span !== undefined &&
    !reading.sentence.in &&
    reading.sentence.tokens[name.from]!.start >= span.start &&
    reading.sentence.tokens[name.to - 1]!.end <= span.end
  )
}

/** The person of this article known by that surname, most recently named. */
function knownBySurname(scene: Scene, unit: string): Draft | null {
  let best: Draft | null = null
  let latest = -1
  for (const draft of scene.drafts.living()) {
    if (draft.kind !== 'person' || draft.names.size === 0 || !draft.names.has(unit)) continue
    const order = (draft.mentions.at(-1)?.order ?? -1) + (draft.surname === unit ? 1000 : 0)
    if (order > latest) {
      best = draft
      latest = order
    }
  }
  return best
}

function resolvePerson(scene: Scene, reading: Reading, name: Naming): boolean {
  const titleNoun = name.titles.find((noun) => noun.agent.sectors[0] !== 'UNK') ?? name.titles[0]
  const title = titleNoun ? titleNoun.agent.noun.toLowerCase() : undefined
  const owners = titleNoun
    ? ownersOf(reading, titleNoun.head, titleNoun.from, scene.lexicon)
    : besideName(scene, reading, name)
  const head = headOfRange(reading.tree, Math.min(name.titleFrom, name.from), name.to)
  const from = Math.min(name.titleFrom, name.from)
  const known = earlier(scene, name, owners, title)
  if (known) {
    enrich(scene, known, name, title, owners)
    place(scene, reading, known, from, name.to, head, modifierForm(reading, head))
    return true
  }
  const candidates = (name.match?.refs ?? []).flatMap((ref) => (ref.type === 'person' ? [ref.person] : []))
  const chosen = choosePerson(name, candidates, {
    title,
    states: owners.states,
    context: new Set(scene.context.keys()),
    date: scene.date,
    former: name.former === 'former',
  })
  const elsewise = (name.match?.refs ?? []).some(
    (ref) => ref.type === 'state' || ref.type === 'body' || ref.type === 'place',
  )
  if (!chosen && elsewise && name.titles.length === 0 && name.courtesy === null) return false
  if (
    !chosen &&
    name.units.length === 1 &&
    name.titles.length === 0 &&
    name.courtesy === null &&
    name.seems === 'person' &&
    candidates.length > 0
  ) {
    name.seems = 'unclear'
    return false
  }
  if (
    !chosen &&
    name.titles.length === 0 &&
    name.courtesy === null &&
    genderOf(name.units[0]!) === undefined &&
    name.units.length < 2
  )
    return false
  const draft = chosen
    ? listedPerson(scene, chosen, name, title)
    : unlistedPerson(scene, reading, name, title, titleNoun?.agent.sectors ?? [], owners)
  const described = describedBefore(scene, reading, name, head)
  if (
    described &&
    described !== draft &&
    (described.country === null || draft.country === null || described.country === draft.country)
  )
    scene.drafts.merge(described, draft)
  // A title that no term of his covers tells what he is now.
  if (
    chosen &&
    titleNoun &&
    title !== undefined &&
    !name.former &&
    draft.tenure !== 'current' &&
    !chosen.terms.some((term) => mayBeCalled(term.office, title))
  ) {
    draft.role = title
    draft.sectors = sectorsOf(titleNoun.agent.sectors)
    draft.tenure = 'current'
  }
  place(scene, reading, draft, from, name.to, head, modifierForm(reading, head))
  return true
}

/** "The head of the federation, Ada Stone": the nominal that the name explains; `null` where there is none. */
function describedBefore(scene: Scene, reading: Reading, name: Naming, head: number): Draft | null {
  const { tokens } = reading.sentence
  if (tokens[name.titleFrom - 1]?.form !== ',') return null
  let at = head
  for (let i = 0; i < 4; i++) {
    const { deprel, head: above } = tokens[at]!
    if (above < 0 || above > at || !(i === 0 ? deprel === 'appos' : /^(?:appos|nmod)/.test(deprel))) return null
    at = above
    const noun = reading.nounAt[at]
    if (noun && !noun.plural && noun.head === at && noun.agent.kind === 'person') {
      const draft = scene.at.get(`${reading.order} ${at}`)
      const current = draft ? scene.drafts.current(draft) : null
      return current && current.kind === 'person' && !current.person && current.names.size === 0 ? current : null
    }
  }
  return null
}

function modifierForm(reading: Reading, head: number): 'name' | 'modifier' {
  const relation = relationOf(reading.tree, head)
  return relation.startsWith('compound') ? 'modifier' : 'name'
}

/** Owners of a name without a title: "Russia's Putin", "American Lance Armstrong". */
function besideName(scene: Scene, reading: Reading, name: Naming): Owners {
  const owners: Owners = { states: [], bodies: [], possessors: [], tokens: [] }
  const { tokens } = reading.sentence
  let t = name.from - 1
  if (t >= 0 && /^['’]s?$/.test(tokens[t]!.form)) t--
  else if (t >= 0 && tokens[t]!.upos !== 'ADJ') return owners
  const state = t >= 0 ? stateOfMatch(reading, t, scene.lexicon) : null
  if (state) owners.states.push(state)
  return owners
}

/** Someone this article has named before, by the same name or a part of it. */
function earlier(scene: Scene, name: Naming, owners: Owners, title: string | undefined): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of scene.drafts.living()) {
    if (draft.kind !== 'person' || draft.names.size === 0) continue
    const last = name.units.at(-1)!
    const shared = name.units.filter((unit) => draft.names.has(unit)).length
    if (shared === 0) continue
    const single = name.units.length === 1
    if (
      single
        ? !(draft.surname === last || draft.names.has(last))
        : shared < name.units.length &&
          !(draft.names.size === 1 && draft.surname === last) &&
          !initialsFit(name.units, draft)
    )
      continue
    if (owners.states.length > 0 && draft.country && !owners.states.some((state) => state.today === draft.country))
      continue
    if (name.courtesy && draft.gender && name.courtesy !== draft.gender) continue
    let score = 1 + (draft.surname === last ? 1 : 0) + (draft.mentions.at(-1)?.order ?? 0) / 1000
    if (title !== undefined && draft.role === title) score += 1
    if (single && draft.surname !== last && title === undefined && genderOf(last) === undefined) score -= 0.3
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}

function initialsFit(units: string[], draft: Draft): boolean {
  return (
    units.at(-1) === draft.surname &&
    units.slice(0, -1).every((unit) => draft.names.has(unit) || unit.length === 1) &&
    units.some((unit) => unit.length > 1 && unit !== draft.surname)
  )
}

function enrich(scene: Scene, draft: Draft, name: Naming, title: string | undefined, owners: Owners): void {
  for (const unit of name.units) if (unit.length > 1) draft.names.add(unit)
  if (name.courtesy) draft.gender ||= name.courtesy
  if (title !== undefined) draft.role ??= title
  if ((draft.country === null || draft.basis === 'assumed') && owners.states[0] && !draft.person) {
    draft.country = owners.states[0].today
    draft.basis = 'stated'
  }
  if (!draft.person && name.titles[0] && (draft.sectors.length === 0 || draft.sectors[0] === 'UNK'))
    draft.sectors = sectorsOf(name.titles.flatMap((noun) => noun.agent.sectors))
  scene.drafts.current(draft)
}

/** The entity of a listed person as of the article's day. */
export function listedPerson(scene: Scene, person: Person, name: Naming | null, title: string | undefined): Draft {
  const known = scene.drafts.find(person.id)
  if (known) return known
  const { term, tenure } = termAt(person, scene.date, title)
  const state = scene.lexicon.states.get(term.country)
  const body = state ? undefined : scene.lexicon.codes.get(term.country)?.[0]
  const over =
    name?.former === 'former' ||
    (tenure === 'former' && (title === undefined || tenureAt(term, scene.date) === 'former'))
  const units = person.names
    .flatMap((each) =>
      each
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\u0300-\u036f'.]/g, '')
        .split(/[\s-]+/),
    )
    .filter((unit) => unit.length > 1)
  const draft = scene.drafts.add({
    key: person.id,
    name: person.name,
    kind: 'person',
    country: state ? state.today : (body?.country ?? null),
    sectors: over && term.sectors[0] === 'GOV' ? ['ELI'] : sectorsOf(term.sectors),
    role: name?.former && title ? title : term.office || title,
    tenure: over ? 'former' : (name?.former ?? tenure ?? 'current'),
    lexicon: person.id,
    person,
    names: new Set([...units, ...(name?.units.filter((unit) => unit.length > 1) ?? [])]),
    surname:
      name && name.units.length === 1
        ? name.units[0]!
        : surnameOf(
            person.name
              .toLowerCase()
              .normalize('NFD')
              .replace(/[\u0300-\u036f'.]/g, '')
              .split(/[\s-]+/),
            term.country,
          ),
    gender: name?.courtesy || genderOf(units[0] ?? '') || (name?.courtesy ?? ''),
    ...(body ? { bodyCode: body.code, of: body.name } : {}),
  })
  bindOffice(scene, draft, term.country, term.office)
  return draft
}

/** Lets "the Russian president" find the person who is it, and joins a nominal already standing for it. */
export function bindOffice(scene: Scene, draft: Draft, country: string, office: string): void {
  if (draft.tenure === 'former' || draft.tenure === 'future') return
  const family = officeFamily(office)
  const keys = [`office:${country} ${family}`]
  if (isHeadOffice(family)) keys.push(`office:${country} leader`)
  for (const key of keys) {
    const nominal = scene.drafts.find(key)
    if (nominal && nominal !== draft && !nominal.person && nominal.names.size === 0) scene.drafts.merge(nominal, draft)
    if (!nominal?.person) scene.drafts.alias(key, draft)
  }
}

function unlistedPerson(
  scene: Scene,
  reading: Reading,
  name: Naming,
  title: string | undefined,
  sectors: Sector[],
  owners: Owners,
): Draft {
  const own = owners.states[0]
  const body = owners.bodies[0]
  const possessor = owners.possessors
    .map((token) => scene.at.get(`${reading.order} ${token}`))
    .find((draft) => draft !== undefined)
  const stranger = sporting(scene, reading)
  let country = stranger ? null : (own?.today ?? body?.country ?? possessor?.country ?? null)
  let basis: 'stated' | 'assumed' = 'stated'
  const official = sectors.some((sector) => /^(?:GOV|MIL|COP|JUD|LEG|SPY|OPP|PTY)$/.test(sector))
  if (country === null && official && !(body && body.country === null)) {
    country = assumedCountry(scene, reading, 'named')
    basis = 'assumed'
  }
  const units = name.units.filter((unit) => unit.length > 1)
  const former = name.former === 'former'
  const draft = scene.drafts.add({
    key: `name:${name.units.join(' ')}`,
    name: wordsOf(reading, text(scene, reading), name.from, name.to),
    kind: 'person',
    country,
    sectors: stranger ? [] : former && sectors[0] === 'GOV' ? ['ELI'] : sectorsOf(sectors),
    role: title,
    ...(former ? { tenure: 'former' as const } : {}),
    names: new Set(units),
    ...(units.length > 0 ? { surname: surnameOf(units, country) } : {}),
    gender: name.courtesy || genderOf(units[0] ?? '') || '',
    basis,
    ...(body ? { of: body.name, bodyCode: body.code } : {}),
  })
  if (title !== undefined && country && basis === 'stated' && official) bindOffice(scene, draft, country, title)
  return draft
}

/** An organisation the lexicon does not list: sector by its last telling word, country by what stands around. */
function resolveUnlistedBody(scene: Scene, reading: Reading, name: Naming): void {
  const head = headOfRange(reading.tree, name.from, name.to)
  const owners = ownersOf(reading, name.to - 1, name.from, scene.lexicon)
  const own = owners.states[0]?.today ?? null
  let key = `name:${name.units.join(' ')}`
  let draft = scene.drafts.find(key) ?? acronymOf(scene, name)
  // Two countries may each have a body of that name.
  if (draft && own && draft.country !== own) {
    key += ` ${own}`
    draft = scene.drafts.find(key)
  }
  if (!draft) {
    const words = reading.sentence.tokens.slice(name.from, name.to).map((token) => token.form.toLowerCase())
    const word = [...words].reverse().find((each) => bodyWords[each] !== undefined)
    const sector = (word ? bodyWords[word]! : 'UNK') as Sector
    const official = /^(?:GOV|MIL|COP|JUD|LEG)$/.test(sector)
    const country = own ?? (official ? assumedCountry(scene, reading) : null)
    draft = scene.drafts.add({
      key,
      name: wordsOf(reading, text(scene, reading), name.from, name.to),
      kind: 'organization',
      country,
      sectors: [sector],
      basis: own ? 'stated' : country ? 'assumed' : 'stated',
    })
  }
  const relation = relationOf(reading.tree, head)
  place(
    scene,
    reading,
    draft,
    name.from,
    name.to,
    head,
    relation.startsWith('compound') || relation === 'nmod:poss' ? 'modifier' : 'name',
  )
}

/** Of an unlisted organisation its letters; of the article's own long name. */
function acronymOf(scene: Scene, name: Naming): Draft | undefined {
  const only = name.units[0]!
  if (name.units.length !== 1 || only.length < 2) return undefined
  return scene.drafts.living().find((draft) => {
    if (draft.kind !== 'organization' || !draft.key.startsWith('name:')) return false
    const letters = draft.key
      .slice(5)
      .split(' ')
      .filter((word) => !/^(?:of|the|for|and|in)$/.test(word))
      .map((word) => word[0])
      .join('')
    return letters === only
  })
}

/** A capitalised name of unknown kind: a person when it speaks or is built like one; otherwise it stays out. */
function resolveUnclear(scene: Scene, reading: Reading, name: Naming): void {
  const { tokens } = reading.sentence
  const key = `name:${name.units.join(' ')}`
  const head = headOfRange(reading.tree, name.from, name.to)
  const known = scene.drafts.find(key) ?? acronymOf(scene, name)
  if (known) {
    place(scene, reading, known, name.from, name.to, head, 'name')
    return
  }
  const relation = relationOf(reading.tree, head)
  const above = tokens[head]!.head
  const speaks = relation === 'nsubj' && above >= 0 && speechVerbs.has(tokens[above]!.lemma.toLowerCase())
  const apposed = reading.tree.children[head]!.some(
    (child) =>
      tokens[child]!.deprel === 'appos' &&
      reading.nounAt[child]?.agent.kind === 'person' &&
      !reading.nounAt[child]!.plural,
  )
  const shaped =
    name.units.length >= 2 && name.units.length <= 4 && /^(?:nsubj|appos|nmod:poss|obl:agent|iobj)/.test(relation)
  if (!speaks && !apposed && !shaped) return
  if (scene.sporty && !apposed) return
  const owners = besideName(scene, reading, name)
  place(scene, reading, unlistedPerson(scene, reading, name, undefined, [], owners), name.from, name.to, head, 'name')
}

function sporting(scene: Scene, reading: Reading): boolean {
  return scene.sporty || reading.sporty
}

function spanOf(reading: Reading, from: number, to: number): { start: number; end: number; in?: 'title' } {
  const { tokens } = reading.sentence
  return {
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
    ...(reading.sentence.in ? { in: 'title' as const } : {}),
  }
}

function text(scene: Scene, reading: Reading): string {
  return reading.sentence.in ? (scene.parsed.article.title ?? '') : scene.parsed.article.text
}
