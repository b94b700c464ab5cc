import type { Sector } from '../grounded-text.ts'
import { type NameArea, NameOrigins } from '../name-origins.ts'
import { foldName, type Unit, unitsOf } from './fold.ts'
import { alternatives, cityKeyed, type Row, readTable, type TableName } from './tables.ts'

/** A state, dependency or former state. */
export interface State {
  code: string
  name: string
  capital: string
  region: string
  /** Months (`YYYY` or `YYYY-MM`) between which it existed; empty where it did before 1945 or still does. */
  from: string
  to: string
  /** ISO code of today's state; its own code for a state of today. */
  today: string
}

/** One term of an office. */
export interface Term {
  /** A state's code, or that of an organisation or group. */
  country: string
  office: string
  sectors: Sector[]
  from: string
  to: string
}

export interface Person {
  id: string
  name: string
  names: string[]
  terms: Term[]
}

/** An organisation or a group that has a name of its own. */
export interface Body {
  id: string
  code: string
  name: string
  /** IGO, NGO, MNC, IMG, national; armed, party, movement, ethnic, religious. */
  kind: string
  /** True for rows of the table of groups. */
  group: boolean
  country: string | null
  sectors: Sector[]
  from: string
  to: string
}

/** What somebody is called by what he does: "soldier", "foreign minister", "central bank". */
export interface Agent {
  noun: string
  sectors: Sector[]
  kind: 'person' | 'group' | 'population' | 'organization'
}

export interface Place {
  name: string
  country: string | null
  kind: 'city' | 'region' | 'building' | 'water' | 'country' | 'capital'
  lat?: number
  lon?: number
  population: number
}

/** What a word says of its sentence's subject matter: `deeds` are verbs by which countries act in whatever surroundings. */
export interface TopicWord {
  topic: 'sport' | 'markets' | 'weather' | 'culture' | 'politics' | 'deeds'
  weight: number
  /** True for words that count as nouns only ("shares", not "shares the view"). */
  noun: boolean
}

/** What a phrase may stand for. */
export type Ref =
  | { type: 'state'; state: State; as: 'name' | 'adjective' | 'people' | 'capital' | 'seat' }
  | { type: 'person'; person: Person }
  | { type: 'body'; body: Body }
  | { type: 'place'; place: Place }
  | { type: 'none' }

/** One way of writing a name, with what it may stand for. */
export interface Phrase {
  units: readonly Unit[]
  refs: Ref[]
}

/**
 * Ways of writing by folded key ("united states"). The cities, most of all keys, wait as lines of their table and become phrases when somebody asks for
 * them, behind what else is written so: an article names few of them, and making all of them took half of the time of loading.
 */
export class Phrases {
  readonly #made = new Map<string, Phrase[]>()
  readonly #waiting = new Map<string, string[]>()

  get(key: string): readonly Phrase[] | undefined {
    const lines = this.#waiting.get(key)
    if (lines) {
      this.#waiting.delete(key)
      for (const line of lines) {
        const [, name, country, lat, lon, population] = line.split('\t')
        this.add(
          name!,
          placeRef({ name: name!, country: country!, kind: 'city', lat: lat!, lon: lon!, population: population! }),
        )
      }
    }
    return this.#made.get(key)
  }

  /** Enters one way of writing; comes back with its units, none for bare punctuation. */
  add(surface: string, ref: Ref): readonly Unit[] {
    const units = unitsOf(surface)
    if (units.length === 0) return units
    const key = units.length === 1 ? units[0]!.key : units.map((unit) => unit.key).join(' ')
    const list = this.#made.get(key)
    const same = list?.find((phrase) => phrase.units.every((unit, i) => unit.casing === units[i]!.casing))
    if (same) same.refs.push(ref)
    else if (list) list.push({ units, refs: [ref] })
    else this.#made.set(key, [{ units, refs: [ref] }])
    return units
  }

  /** Keeps a line of the table of cities until its key is asked for. */
  keep(key: string, line: string): void {
    const lines = this.#waiting.get(key)
    if (lines) lines.push(line)
    else this.#waiting.set(key, [line])
  }

  /** All of them; the cities are made for it. */
  *[Symbol.iterator](): IterableIterator<[string, readonly Phrase[]]> {
    for (const key of [...this.#waiting.keys()]) this.get(key)
    yield* this.#made
  }
}

/** The actors, places and nouns that grounding knows. Loaded once; not changed afterwards. */
export interface Lexicon {
  /** `sha256:` of the tables it was made from, user tables included. */
  hash: string
  states: Map<string, State>
  people: Map<string, Person>
  /** Organisations and groups by code; several bodies may share one. */
  codes: Map<string, Body[]>
  phrases: Phrases
  /** For the first unit of a phrase, the most units any phrase beginning so has. */
  reach: Map<string, number>
  /** Agent nouns by folded key, singular and plural. */
  agents: Map<string, { agent: Agent; plural: boolean }>
  /** For the last unit of an agent noun, the most units. */
  agentReach: Map<string, number>
  /** Words that tell a topic by folded key. */
  topics: Map<string, TopicWord[]>
  /** For the first unit of a topic's phrase, the most units. */
  topicReach: Map<string, number>
  /** People by the last (and, where names begin with the family, the first) unit of their names. */
  surnames: Map<string, Person[]>
  /** Office holders by country code. */
  holders: Map<string, { person: Person; term: Term }[]>
  /** Where names of people are usual. */
  origins: NameOrigins
}

/** Builds the look-up structures from tables; later files override earlier ones row by row (same code, same name, same noun). */
export function buildLexicon(files: { name: string; text: string }[], hash: string): Lexicon {
  const tables = new Map<TableName, Map<string, Row>>()
  files.forEach((file, fileIndex) => {
    if (file.text.startsWith(cityKeyed)) return
    const { table, rows } = readTable(file.text)
    if (!table) return
    const merged = tables.get(table) ?? new Map<string, Row>()
    tables.set(table, merged)
    for (const row of rows) merged.set(identity(table, row, fileIndex), row)
  })
  const rows = (table: TableName) => [...(tables.get(table)?.values() ?? [])].map((row) => row.cells)
  const lexicon: Lexicon = {
    hash,
    states: new Map(),
    people: new Map(),
    codes: new Map(),
    phrases: new Phrases(),
    reach: new Map(),
    agents: new Map(),
    agentReach: new Map(),
    topics: new Map(),
    topicReach: new Map(),
    surnames: new Map(),
    holders: new Map(),
    origins: new NameOrigins(rows('name-origins').map(areaOf)),
  }
  for (const cells of rows('not-actors')) addPhrase(lexicon, cells['phrase']!, { type: 'none' })
  for (const cells of rows('states')) addState(lexicon, cells)
  for (const [i, cells] of rows('organizations').entries()) addBody(lexicon, cells, `organization:${i}`, false)
  for (const [i, cells] of rows('groups').entries()) addBody(lexicon, cells, `group:${i}`, true)
  for (const cells of rows('people')) addTerm(lexicon, cells)
  for (const person of lexicon.people.values()) indexPerson(lexicon, person)
  for (const cells of rows('agents')) addAgent(lexicon, cells)
  for (const cells of rows('topics')) addTopic(lexicon, cells)
  for (const cells of rows('places')) addPlace(lexicon, cells)
  for (const file of files) if (file.text.startsWith(cityKeyed)) keepCities(lexicon, file.text)
  for (const cells of rows('cities')) addPlace(lexicon, { ...cells, kind: 'city' })
  return lexicon
}

function identity(table: TableName, row: Row, file: number): string {
  const c = row.cells
  if (table === 'people') return `${c['name']}|${c['country']}|${c['office']}|${c['from']}`
  if (table === 'agents') return c['noun']!.toLowerCase()
  if (table === 'not-actors') return c['phrase']!
  if (table === 'name-origins') return c['area']!
  if (table === 'topics') return `${file}.${row.line}`
  if (table === 'places' || table === 'cities')
    return `${c['name']}|${c['country']}|${table === 'cities' ? `${file}.${row.line}` : ''}`
  if (table === 'states') return c['code']!
  return `${c['code']}|${c['name']}`
}

const areaOf = (c: Record<string, string>): NameArea => ({
  countries: c['countries'] ?? '',
  also: c['also'] ?? '',
  order: c['order'] ?? '',
  given: c['given'] ?? '',
  family: c['family'] ?? '',
  endings: c['endings'] ?? '',
  beginnings: c['beginnings'] ?? '',
})

function addPhrase(lexicon: Lexicon, surface: string, ref: Ref): void {
  const units = lexicon.phrases.add(surface, ref)
  if (units.length > 0) stretch(lexicon, units[0]!.key, units.length)
}

function stretch(lexicon: Lexicon, first: string, length: number): void {
  if ((lexicon.reach.get(first) ?? 0) < length) lexicon.reach.set(first, length)
}

/** The compiled table of cities: each line begins with the folded key of its name. */
function keepCities(lexicon: Lexicon, text: string): void {
  for (let from = text.indexOf('\n') + 1; from > 0 && from < text.length; ) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end)
    from = end < 0 ? text.length : end + 1
    const key = line.slice(0, line.indexOf('\t'))
    if (!key) continue
    lexicon.phrases.keep(key, line)
    const space = key.indexOf(' ')
    if (space < 0) stretch(lexicon, key, 1)
    else stretch(lexicon, key.slice(0, space), key.split(' ').length)
  }
}

function addState(lexicon: Lexicon, c: Record<string, string>): void {
  const code = c['code']!
  const state: State = {
    code,
    name: c['name']!,
    capital: c['capital'] ?? '',
    region: c['region'] ?? '',
    from: c['from'] ?? '',
    to: c['to'] ?? '',
    today: c['successor'] || code,
  }
  lexicon.states.set(code, state)
  const add = (as: 'name' | 'adjective' | 'people' | 'capital' | 'seat', surfaces: string[]) => {
    for (const surface of new Set(surfaces)) if (surface) addPhrase(lexicon, surface, { type: 'state', state, as })
  }
  add('name', [state.name, c['official'] ?? '', ...alternatives(c['aliases'])])
  add('adjective', alternatives(c['adjectives']))
  add('people', alternatives(c['people']))
  if (!state.to) add('capital', [state.capital, ...alternatives(c['capital_aliases'])])
  add('seat', alternatives(c['seats']))
}

function addBody(lexicon: Lexicon, c: Record<string, string>, id: string, group: boolean): void {
  const sectors = alternatives(c['sectors'] || c['sector']) as Sector[]
  const body: Body = {
    id,
    code: c['code']!,
    name: c['name']!,
    kind: c['kind'] ?? '',
    group,
    country: alternatives(c['country'])[0] ?? null,
    sectors,
    from: c['founded'] ?? '',
    to: c['ended'] ?? '',
  }
  const sharing = lexicon.codes.get(body.code)
  if (sharing) sharing.push(body)
  else lexicon.codes.set(body.code, [body])
  for (const surface of new Set([body.name, ...alternatives(c['variants'])]))
    addPhrase(lexicon, surface, { type: 'body', body })
}

function addTerm(lexicon: Lexicon, c: Record<string, string>): void {
  const name = c['name']!
  let person = lexicon.people.get(name)
  if (!person) {
    person = { id: `person:${name}`, name, names: [name], terms: [] }
    lexicon.people.set(name, person)
  }
  for (const variant of alternatives(c['variants'])) if (!person.names.includes(variant)) person.names.push(variant)
  const sectors = alternatives(c['sector']) as Sector[]
  person.terms.push({
    country: c['country'] ?? '',
    office: (c['office'] ?? '').toLowerCase(),
    sectors: sectors.length > 0 ? sectors : ['GOV'],
    from: c['from'] ?? '',
    to: c['to'] ?? '',
  })
}

/** Countries whose people are known by the first of their names, the family's. */
const familyFirst = new Set(['CHN', 'TWN', 'HKG', 'MAC', 'KOR', 'PRK', 'VNM', 'KHM'])

/** True where the country's names begin with the family's: "Hu Jintao". */
export function namesFamilyFirst(country: string | null): boolean {
  return country !== null && familyFirst.has(country)
}

const umlauts: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ø: 'oe',
  ü: 'ue',
  å: 'aa',
  Ä: 'Ae',
  Ö: 'Oe',
  Ø: 'Oe',
  Ü: 'Ue',
  Å: 'Aa',
}

/** "Per Stig Moeller": a name as wires without such letters write it. */
const spelledOut = (name: string): string =>
  name.normalize('NFC').replace(/[äöøüåÄÖØÜÅ]/g, (letter) => umlauts[letter]!)

function indexPerson(lexicon: Lexicon, person: Person): void {
  const keys = new Set<string>()
  for (const name of person.names) {
    const spelled = spelledOut(name)
    if (spelled !== name && !person.names.includes(spelled)) person.names.push(spelled)
  }
  for (const name of person.names) {
    addPhrase(lexicon, name, { type: 'person', person })
    const units = foldName(name).split(' ')
    if (units.length < 2) {
      keys.add(units[0]!)
      continue
    }
    const last = units.at(-1)!
    if (last.length > 1 && !/^(?:jr|sr|ii|iii|iv|vi|xvi)$/.test(last)) keys.add(last)
    if (person.terms.some((term) => namesFamilyFirst(term.country))) keys.add(units[0]!)
  }
  for (const key of keys) {
    const list = lexicon.surnames.get(key)
    if (list) list.push(person)
    else lexicon.surnames.set(key, [person])
  }
  for (const term of person.terms) {
    const list = lexicon.holders.get(term.country)
    if (list) list.push({ person, term })
    else lexicon.holders.set(term.country, [{ person, term }])
  }
}

function addAgent(lexicon: Lexicon, c: Record<string, string>): void {
  const noun = c['noun']!
  const kind = (c['kind'] || 'person') as Agent['kind']
  const agent: Agent = { noun, sectors: alternatives(c['sectors']) as Sector[], kind }
  const enter = (surface: string, plural: boolean) => {
    const key = foldName(surface)
    if (!key || (plural && lexicon.agents.has(key) && lexicon.agents.get(key)!.agent.noun === noun)) return
    lexicon.agents.set(key, { agent, plural })
    const last = key.slice(key.lastIndexOf(' ') + 1)
    const length = key.split(' ').length
    if ((lexicon.agentReach.get(last) ?? 0) < length) lexicon.agentReach.set(last, length)
  }
  enter(noun, kind === 'population' || (!c['plural'] && /s$|people$|men$/.test(noun) && kind !== 'organization'))
  for (const plural of alternatives(c['plural'])) enter(plural, true)
}

function addTopic(lexicon: Lexicon, c: Record<string, string>): void {
  for (const entry of alternatives(c['words'])) {
    const noun = entry.endsWith('/n')
    const units = unitsOf(noun ? entry.slice(0, -2) : entry).map((unit) => unit.key)
    const key = units.join(' ')
    const word: TopicWord = { topic: c['topic'] as TopicWord['topic'], weight: Number(c['weight']), noun }
    const known = lexicon.topics.get(key)
    if (known) known.push(word)
    else lexicon.topics.set(key, [word])
    if ((lexicon.topicReach.get(units[0]!) ?? 0) < units.length) lexicon.topicReach.set(units[0]!, units.length)
  }
}

function placeRef(c: Record<string, string>): Ref {
  const place: Place = {
    name: c['name']!,
    country: c['country'] || null,
    kind: (c['kind'] || 'city') as Place['kind'],
    population: Number(c['population'] || 0),
  }
  if (c['lat'] && c['lon']) {
    place.lat = Number(c['lat'])
    place.lon = Number(c['lon'])
  }
  return { type: 'place', place }
}

function addPlace(lexicon: Lexicon, c: Record<string, string>): void {
  const ref = placeRef(c)
  for (const surface of new Set([c['name']!, ...alternatives(c['aliases'])])) addPhrase(lexicon, surface, ref)
}
