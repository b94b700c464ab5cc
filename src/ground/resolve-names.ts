import type { Naming, Reading } from './candidates.ts'
import { chooseBody, isNamesake, longOf } from './choose-body.ts'
import { wordsOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import type { Body, State } from './lexicon/lexicon.ts'
import { stateOfMatch } from './owners.ts'
import { isKin } from './person-names.ts'
import { capitalPoint, inPlacePosition, isSpokenOn, placeAmong, standsForGround } from './places.ts'
import {
  besideName,
  describedBefore,
  isKnownBy,
  knownBySurname,
  resolvePerson,
  tradeBefore,
  unlistedPerson,
} from './resolve-persons.ts'
import { assumedCountry, bodyDraft, place, type Scene, stateDraft, textOf } from './scene.ts'
import { acts } from './topics.ts'
import { caseOf, headOfRange, relationOf } from './tree.ts'
import { isLanguage, isSeat, isStruck, isTrifle, isWithinFirm, isWithinSchool } from './trifling.ts'
import { acronymOf, bodyOfLetters, isApart, resolveUnlistedBody } from './unlisted-bodies.ts'
import { speechVerbs } from './words.ts'

/** Resolves one proper name to its entity, its place, or both. */
export function resolveName(scene: Scene, reading: Reading, name: Naming): void {
  if (isFiler(reading, name) || reading.titled[name.from]) return
  const refs = name.match?.refs ?? []
  const lettered = refs.every((ref) => ref.type === 'place') ? bodyOfLetters(scene, reading, name) : null
  if (lettered) {
    const head = headOfRange(reading.tree, name.from, name.to)
    place(scene, reading, lettered, name.from, name.to, head, isOwning(reading, head) ? 'modifier' : 'name')
    return
  }
  const firm =
    refs.length > 0 || name.titles.length > 0 || name.courtesy !== null
      ? undefined
      : scene.drafts.find(`name:${name.units.join(' ')}`)
  if (firm && firm.kind === 'organization' && name.seems !== 'organization') {
    resolveUnclear(scene, reading, name)
    return
  }
  const asPerson =
    name.seems === 'person' ||
    refs.some((ref) => ref.type === 'person') ||
    (name.units.length === 1 && knownBySurname(scene, name.units[0]!) !== null) ||
    (refs.length === 0 && name.units.length > 1 && isKnownBy(scene, name.units))
  if (asPerson && resolvePerson(scene, reading, name)) return
  const state = refs.find((ref) => ref.type === 'state')
  if (state?.type === 'state') {
    resolveState(scene, reading, name)
    return
  }
  const listed = refs.flatMap((ref) => (ref.type === 'body' ? [ref.body] : []))
  const bodies = listed.filter((body) => !isNamesake(scene, name, body))
  if (listed.length > 0 && bodies.length === 0) {
    if (name.units.length === 1) return
    resolveUnlistedBody(scene, reading, name)
    return
  }
  if (bodies.length > 0) {
    resolveBody(scene, reading, name, chooseBody(scene, bodies))
    return
  }
  if (refs.some((ref) => ref.type === 'place')) {
    resolvePlace(scene, reading, name)
    return
  }
  const long = refs.length === 0 && name.titles.length === 0 ? longOf(scene, name) : null
  if (long) {
    const head = headOfRange(reading.tree, name.from, name.to)
    place(scene, reading, long, name.from, name.to, head, isOwning(reading, head) ? 'modifier' : 'name')
    return
  }
  if (name.seems === 'organization') resolveUnlistedBody(scene, reading, name)
  else if (name.seems === 'unclear') resolveUnclear(scene, reading, name)
}

const isOwning = ({ tree }: Reading, head: number): boolean =>
  /^(?:compound|nmod:poss|nmod:desc)/.test(relationOf(tree, head))

/** "KABUL, May 5 (Reuters) - …": who files the story has no part in it. */
function isFiler(reading: Reading, name: Naming): boolean {
  const { tokens, in: part } = reading.sentence
  if (part || reading.order > 0 || name.to > 16) return false
  let open = name.from - 1
  while (open > 0 && /^[\p{L}/&-]+$/u.test(tokens[open]!.form)) open--
  let close = name.to
  while (close < tokens.length && /^[\p{L}/&-]+$/u.test(tokens[close]!.form)) close++
  const after = tokens[close + 1]?.form
  return tokens[open]?.form === '(' && tokens[close]?.form === ')' && (after === undefined || /^[-–—]+$/.test(after))
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
    if (isLanguage(reading, name, head)) return
    const people = states.find((each) => each.as === 'people' && each.state === ref.state)
    const nominal =
      token.upos !== 'ADJ' && !/^(?:amod|compound|nmod:desc|flat|advmod)/.test(relation) && relation !== 'compound'
    // "Eritrean President Isaias Afwerki": before the title of a name it tells whose the title is, whatever the parse makes of it.
    const before = reading.names.some((each) => each.titleFrom === name.to && each.to > name.to)
    const headless =
      token.upos === 'ADJ' &&
      /^(?:nsubj|obj|obl|nmod)/.test(relation) &&
      tokens[name.from - 1]?.form.toLowerCase() === 'the'
    if (!before && ((nominal && people) || headless)) {
      resolvePeople(scene, reading, name, ref.state, head)
      return
    }
    const apart =
      (reading.apart || reading.idle || reading.quiet) && (isWithinFirm(reading, name) || isApart(scene, reading, head))
    if (apart || isTrifle(scene, reading, head) || isEthnic(reading, name) || isSeat(reading, name)) return
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
  // "China's glaciers", in a text of little politics
  const idly =
    reading.slack && /^(?:nmod:poss|compound|amod|nmod:desc)/.test(relation) && !acts(reading, head, scene.lexicon)
  const apart = idly || isWithinFirm(reading, name) || isApart(scene, reading, head, capital)
  const there =
    inDateline ||
    standsForGround(reading, head, capital) ||
    isWithinSchool(reading, name) ||
    isSeat(reading, name) ||
    isStruck(scene, reading, head)
  const ground = there || apart || isTrifle(scene, reading, head) || isSpokenOn(reading, head)
  const modifier =
    !ground &&
    (relation === 'nmod:poss' || relation === 'amod' || relation.startsWith('compound') || relation === 'nmod:desc')
  const body = capital && !ground ? seatedBody(scene, name, ref.state) : null
  place(scene, reading, body ?? draft, name.from, name.to, head, ground ? 'place' : modifier ? 'modifier' : 'name')
  // A team, a market or a subject of talks is no place where anything happens.
  if (there || (ground && !apart && !isSpokenOn(reading, head))) {
    const point = ref.as === 'seat' ? null : ref.as === 'capital' ? capitalPoint(scene.lexicon, ref.state.code) : null
    scene.places.push({
      ...spanOf(reading, name.from, name.to),
      sentence: reading.sentence.index,
      name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
      country: ref.state.today,
      ...(point ?? {}),
      kind: ref.as === 'seat' ? 'building' : ref.as === 'capital' ? 'capital' : 'country',
    })
  }
}

/** Capitals where bodies between states sit, with the bodies' codes: the first of them that the article has named is meant where the state has not been. */
const SEATS: { readonly [unit: string]: readonly string[] } = { brussels: ['IGOEUR', 'IGOEEC', 'IGONAT'] }

/** "Brussels rejected the charge" after the European Union was named, and Belgium was not: the body acts, not the state. */
function seatedBody(scene: Scene, name: Naming, state: State): Draft | null {
  const codes = SEATS[name.units.join(' ')]
  if (!codes || (scene.drafts.find(`state:${state.code}`)?.mentions ?? []).some(({ form }) => form !== 'place'))
    return null
  const bodies = scene.drafts.living().filter(({ bodyCode, mentions }) => bodyCode && mentions.length > 0)
  for (const code of codes) {
    const body = bodies.find(({ bodyCode, kind }) => kind === 'organization' && bodyCode === code)
    if (body) return body
  }
  return null
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
  if (isApart(scene, reading, head)) return
  if (isEthnic(reading, name)) {
    const words = wordsOf(reading, textOf(scene, reading), name.from - 1, name.to)
    const key = `people:ethnic ${state.code}`
    const known = scene.drafts.find(key)
    const country = known ? null : assumedCountry(scene, { reading, token: head, sector: 'CVL', named: false })
    const people =
      known ??
      scene.drafts.add({
        key,
        name: words,
        kind: 'population',
        country,
        sectors: ['CVL'],
        plural: true,
        basis: 'assumed',
      })
    place(scene, reading, people, name.from - 1, name.to, head, 'nominal')
    return
  }
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
      name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
      kind: 'population',
      country: state.today,
      sectors: ['CVL'],
      plural: true,
      lexicon: `state:${state.code}`,
    })
  place(scene, reading, draft, name.from, name.to, head, 'name')
}

/** "Ethnic Albanians", "ethnic Albanian rebels": of that people, not of its state. */
function isEthnic(reading: Reading, name: Naming): boolean {
  return /^ethnic$/i.test(reading.sentence.tokens[name.from - 1]?.form ?? '')
}

function resolveBody(scene: Scene, reading: Reading, name: Naming, body: Body): void {
  const head = headOfRange(reading.tree, name.from, name.to)
  const relation = relationOf(reading.tree, head)
  // Of a central bank markets tell rates, not deeds.
  const bourse =
    body.country !== null && reading.subject.kind === 'markets' && /\b(?:bank|federal reserve)\b/i.test(body.name)
  const unofficial = body.kind !== 'IGO' && body.sectors.every((sector) => /^(?:BUS|MED|SOC|CVL|EDU|UNK)$/.test(sector))
  if ((bourse || unofficial) && isApart(scene, reading, head)) return
  if (body.kind === 'ethnic' && (isTrifle(scene, reading, head) || isLanguage(reading, name, head))) return
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
    name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
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
  if (isOwnedCompany(scene, reading, name, head)) return
  // "…,” recalled Emeka Obi": after the quotation the parse may take the speaker for an object.
  const inverted =
    relation === 'obj' && above === name.from - 1 && /^["”'’,]$/.test(tokens[above - 1]?.form ?? '') && above > 1
  const speaks = (relation === 'nsubj' || inverted) && above >= 0 && speechVerbs.has(tokens[above]!.lemma.toLowerCase())
  const apposed = reading.tree.children[head]!.some(
    (child) =>
      tokens[child]!.deprel === 'appos' &&
      reading.nounAt[child]?.agent.kind === 'person' &&
      !reading.nounAt[child]!.plural,
  )
  const shaped =
    name.units.length >= 2 && name.units.length <= 4 && /^(?:nsubj|appos|nmod:poss|obl:agent|iobj)/.test(relation)
  if (!speaks && !apposed && !shaped && !isKin(tokens, name.from)) return
  if (reading.apart && reading.subject.kind === 'sport' && !apposed) return
  const owners = besideName(scene, reading, name)
  const person = unlistedPerson(scene, reading, name, undefined, tradeBefore(scene, reading, name), owners)
  const described = describedBefore(scene, reading, name, head)
  if (described && described !== person) scene.drafts.merge(described, person)
  place(scene, reading, person, name.from, name.to, head, 'name')
}

const trading =
  /^(?:sue|buy|acquire|sell|win|bid|order|supply|invest|produce|build|launch|ship|deliver|sign|agree|merge|own|run|operate|export|import|offer|close|open)$/

/** "Spain's Solavena bought …": a lone unlisted name that a country has by "'s" and that trades is a company of that country. */
function isOwnedCompany(scene: Scene, reading: Reading, name: Naming, head: number): boolean {
  const { tokens } = reading.sentence
  const owner = name.from - 2
  if (owner < 0 || !/^['’]s?$/.test(tokens[name.from - 1]!.form) || isApart(scene, reading, head)) return false
  // "In eastern China's Suzhou"
  if (/^(?:in|at|near|to|from)$/.test(caseOf(reading.tree, head) ?? '')) return false
  const state = stateOfMatch(reading, owner, scene.lexicon)
  const above = tokens[head]!.head
  if (!state || above < 0 || !trading.test(tokens[above]!.lemma.toLowerCase())) return false
  const draft = scene.drafts.add({
    key: `name:${name.units.join(' ')}`,
    name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
    kind: 'organization',
    country: state.today,
    sectors: ['BUS'],
  })
  place(scene, reading, draft, name.from, name.to, head, 'name')
  return true
}

function spanOf(reading: Reading, from: number, to: number): { start: number; end: number; in?: 'title' } {
  const { tokens } = reading.sentence
  return {
    start: tokens[from]!.start,
    end: tokens[to - 1]!.end,
    ...(reading.sentence.in ? { in: 'title' as const } : {}),
  }
}
