import { sectorsInBody } from './attributes.ts'
import { bindOffice } from './bind-office.ts'
import type { Naming, Noun, Reading } from './candidates.ts'
import { sectorsOf, wordsOf } from './describe.ts'
import type { Draft } from './drafts.ts'
import { genderOf } from './given-names.ts'
import type { Sector } from './grounded-text.ts'
import { STATED } from './guess-homes.ts'
import { foldName } from './lexicon/fold.ts'
import type { Person } from './lexicon/lexicon.ts'
import { mayBeCalled, tenureAt, termAt } from './offices.ts'
import { type Owners, ownersOf, stateOfMatch } from './owners.ts'
import { choosePerson, surnameOf } from './resolve-people.ts'
import { assumedCountry, place, type Scene, textOf } from './scene.ts'
import { acts, isOfClub, isPolitical } from './topics.ts'
import { headOfRange, relationOf } from './tree.ts'

/** The person of this article known by that surname, most recently named. */
export function knownBySurname(scene: Scene, unit: string): Draft | null {
  let best: Draft | null = null
  let latest = -1
  for (const draft of scene.drafts.called([unit])) {
    if (draft.kind !== 'person') continue
    const order = (draft.mentions.at(-1)?.order ?? -1) + (draft.surname === unit ? 1000 : 0)
    if (order > latest) {
      best = draft
      latest = order
    }
  }
  return best
}

/** "Johnson Sirleaf" after "Ellen Johnson Sirleaf": true where somebody of this article bears all these names, the last of them as surname. */
export function isKnownBy(scene: Scene, units: readonly string[]): boolean {
  return scene.drafts
    .called([units.at(-1)!])
    .some(
      ({ kind, surname, names }) =>
        kind === 'person' && surname === units.at(-1) && units.every((unit) => names.has(unit)),
    )
}

export function resolvePerson(scene: Scene, reading: Reading, name: Naming): boolean {
  const titleNoun = name.titles.find((noun) => noun.agent.sectors[0] !== 'UNK') ?? name.titles[0]
  const title = titleNoun ? titleNoun.agent.noun.toLowerCase() : undefined
  const owners = titleNoun
    ? ownersOf(reading, titleNoun.head, titleNoun.from, scene.lexicon)
    : besideName(scene, reading, name)
  if (owners.states.length === 0 && owners.bodies.length === 0 && owners.possessors.length === 0)
    behindName(scene, reading, name, owners)
  const head = headOfRange(reading.tree, Math.min(name.titleFrom, name.from), name.to)
  const from = Math.min(name.titleFrom, name.from)
  const known = earlier(scene, name, owners, title)
  if (known) {
    enrich(scene, reading, known, name, title, owners)
    noteTitles(known, name)
    place(scene, reading, known, from, name.to, head, modifierForm(reading, head))
    return true
  }
  const candidates = (name.match?.refs ?? []).flatMap((ref) => (ref.type === 'person' ? [ref.person] : []))
  const chosen = choosePerson(
    name,
    candidates.filter(
      (person) => title !== undefined || !(isOfOther(scene, name, person) || isOfGame(scene, reading, name, person)),
    ),
    {
      title,
      states: owners.states,
      context: new Set(scene.context.keys()),
      date: scene.date,
      former: name.former === 'former',
    },
  )
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
    : unlistedPerson(
        scene,
        reading,
        name,
        title,
        titleNoun ? sectorsOfTitle(scene, reading, titleNoun, owners) : tradeBefore(scene, reading, name),
        owners,
      )
  noteTitles(draft, name)
  const described = describedBefore(scene, reading, name, head)
  if (
    described &&
    described !== draft &&
    (described.country === null ||
      described.basis === 'assumed' ||
      draft.country === null ||
      described.country === draft.country)
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

/** The titles that stand before a name: whoever bears it may be called by each of them later on. */
function noteTitles(draft: Draft, { titles, former }: Naming): void {
  if (former) return
  for (const { agent } of titles) (draft.titles ??= new Set()).add(agent.noun.toLowerCase())
}

/** Those of a title; a captain in a sentence on sport leads a team. */
const sectorsOfTitle = (scene: Scene, reading: Reading, title: Noun, owners: Owners): readonly Sector[] =>
  title.agent.noun === 'captain' && reading.subject.kind === 'sport' ? [] : sectorsInBody(scene, reading, title, owners)

/** "Bolton scored": in a story of sport a surname without a title is a player's or a club's, and a name in full a namesake's where the article has no word of his country. */
const isOfGame = (scene: Scene, reading: Reading, name: Naming, { terms }: Person): boolean =>
  (reading.game || (reading.apart && reading.subject.kind === 'sport')) &&
  (name.units.length === 1 || !terms.some(({ country }) => scene.context.has(country)))

/** True where the article names somebody else by that surname in full, and this person never: "Kobe Bryant … Bryant" is no president. */
function isOfOther(scene: Scene, name: Naming, person: Person): boolean {
  if (name.units.length > 1) return false
  const bearers = scene.bearers.get(name.units[0]!)
  if (!bearers) return false
  const own = new Set(person.names.flatMap((each) => foldName(each).split(' ')))
  return ![...bearers].some((bearer) => bearer.split(' ').every((unit) => unit.length < 2 || own.has(unit)))
}

/** "The head of the federation, Ada Stone": the nominal that the name explains; `null` where there is none. */
export function describedBefore(scene: Scene, reading: Reading, name: Naming, head: number): Draft | null {
  const { tokens } = reading.sentence
  if (tokens[name.titleFrom - 1]?.form !== ',') return null
  let at = head
  for (let i = 0; i < 4; i++) {
    const { deprel, head: above } = tokens[at]!
    if (above < 0 || above > at || !(i === 0 ? deprel === 'appos' : /^(?:appos|nmod)/.test(deprel))) return null
    at = above
    const noun = reading.nounAt[at]
    if (noun && !noun.plural && noun.head === at && noun.agent.kind === 'person') {
      const draft = scene.at[reading.order]?.[at]
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

/** Sectors of the agent noun that the parser took for an adjective before a name ("academic Samir Haddad"). */
export function tradeBefore(scene: Scene, reading: Reading, name: Naming): Sector[] {
  const before = reading.sentence.tokens[name.from - 1]
  if (!before || !/^(?:NOUN|ADJ)$/.test(before.upos)) return []
  const found = scene.lexicon.agents.get(before.form.toLowerCase())
  return found && !found.plural && found.agent.kind === 'person' ? found.agent.sectors : []
}

/** Owners of a name without a title: "Russia's Putin", "American Lance Armstrong". */
export function besideName(scene: Scene, reading: Reading, name: Naming): Owners {
  const owners: Owners = { states: [], bodies: [], possessors: [], tokens: [] }
  const { tokens } = reading.sentence
  let t = name.from - 1
  if (t >= 0 && /^['’]s?$/.test(tokens[t]!.form)) t--
  else {
    // "Algerian academic Samir Haddad": a noun may stand between.
    for (let i = 0; i < 2 && t > 0 && /^(?:NOUN|ADJ)$/.test(tokens[t]!.upos) && reading.matchAt[t]! < 0; i++) t--
    const people = reading.matches[reading.matchAt[t] ?? -1]?.refs.some(
      (ref) => ref.type === 'state' && (ref.as === 'adjective' || ref.as === 'people'),
    )
    if (t < 0 || (tokens[t]!.upos !== 'ADJ' && !people)) t = -1
  }
  const state = t >= 0 ? stateOfMatch(reading, t, scene.lexicon) : null
  if (state) owners.states.push(state)
  return owners
}

/** "Li Qian of China", "Roy Blunt of Missouri", "Ada Stone of Oxfam": the place or body that an "of" right behind a person's name gives. */
function behindName(scene: Scene, reading: Reading, name: Naming, owners: Owners): void {
  const { tokens } = reading.sentence
  if (tokens[name.to]?.form !== 'of' || name.units.length < 2) return
  const at = /^the$/i.test(tokens[name.to + 1]?.form ?? '') ? name.to + 2 : name.to + 1
  const match = reading.matches[reading.matchAt[at] ?? -1]
  // "Ada Stone of Britain Stronger" is of no country.
  if (!match || /^(?:NOUN|PROPN)$/.test(tokens[match.to]?.upos ?? '')) return
  const state = stateOfMatch(reading, at, scene.lexicon)
  const body = match.refs.find((ref) => ref.type === 'body')
  owners.behind = true
  if (state) owners.states.push(state)
  else if (body?.type === 'body') owners.bodies.push(body.body)
}

/** Someone this article has named before, by the same name or a part of it. */
function earlier(scene: Scene, name: Naming, owners: Owners, title: string | undefined): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of scene.drafts.called(name.units)) {
    if (draft.kind !== 'person') continue
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

function enrich(
  scene: Scene,
  reading: Reading,
  draft: Draft,
  name: Naming,
  title: string | undefined,
  owners: Owners,
): void {
  for (const unit of name.units) if (unit.length > 1) scene.drafts.call(draft, unit)
  if (name.courtesy) draft.gender ||= name.courtesy
  if (title !== undefined) draft.role ??= title
  const own = owners.states[0]
  if ((draft.country === null || draft.basis === 'assumed') && own && !draft.person) {
    if (isStranger(scene, reading, name, owners)) {
      if (draft.country === null) {
        draft.home ??= own.today
        draft.lead ??= STATED
      }
      return
    }
    draft.country = own.today
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

/** True for somebody of sport, markets or arts, who acts for no country though words tell his: "the Ghanaian striker Kofi Mensah". */
function isStranger(scene: Scene, reading: Reading, name: Naming, owners: Owners): boolean {
  const apart = reading.apart || reading.idle || (reading.quiet && owners.behind === true)
  // "Greek Football Federation president Nikos Stavrou"
  const isOfBody = (noun: Noun) => /^(?:SOC|BUS|UNK|CVL)$/.test(sectorsInBody(scene, reading, noun, owners)[0] ?? 'UNK')
  const isOfficial = (noun: Noun) =>
    isPolitical(noun) && !(isOfClub(reading, noun) && (owners.states.length === 0 || isOfBody(noun)))
  return (
    apart &&
    !name.titles.some(isOfficial) &&
    !acts(reading, headOfRange(reading.tree, name.from, name.to), scene.lexicon)
  )
}

export function unlistedPerson(
  scene: Scene,
  reading: Reading,
  name: Naming,
  title: string | undefined,
  sectors: readonly Sector[],
  owners: Owners,
): Draft {
  const own = owners.states[0]
  const body = owners.bodies[0]
  const possessor = owners.possessors
    .map((token) => scene.at[reading.order]?.[token])
    .find((draft) => draft !== undefined)
  const stranger = isStranger(scene, reading, name, owners)
  let country = stranger ? null : (own?.today ?? body?.country ?? possessor?.country ?? null)
  let basis: 'stated' | 'assumed' = 'stated'
  const official = sectors.some((sector) => /^(?:GOV|MIL|COP|JUD|LEG|SPY|OPP|PTY)$/.test(sector))
  if (country === null && official && !stranger && !(body && body.country === null)) {
    const token = headOfRange(reading.tree, name.from, name.to)
    country = assumedCountry(scene, { reading, token, sector: sectors[0] ?? 'UNK', named: true, units: name.units })
    basis = 'assumed'
  }
  const units = name.units.filter((unit) => unit.length > 1)
  const former = name.former === 'former'
  const draft = scene.drafts.add({
    key: `name:${name.units.join(' ')}`,
    name: wordsOf(reading, textOf(scene, reading), name.from, name.to),
    kind: 'person',
    country,
    sectors: stranger ? [] : former && sectors[0] === 'GOV' ? ['ELI'] : sectorsOf(sectors),
    role: title,
    ...(former ? { tenure: 'former' as const } : {}),
    names: new Set(units),
    ...(units.length > 0 ? { surname: surnameOf(units, country) } : {}),
    gender: name.courtesy || genderOf(units[0] ?? '') || '',
    basis,
    ...(stranger && own ? { home: own.today, lead: STATED } : {}),
    ...(body ? { of: body.name, bodyCode: body.code } : {}),
  })
  if (title !== undefined && country && basis === 'stated' && official) bindOffice(scene, draft, country, title)
  return draft
}
