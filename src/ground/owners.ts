import type { Naming, Reading } from './candidates.ts'
import type { NameMatch } from './find-names.ts'
import type { Sector } from './grounded-text.ts'
import type { Body, Lexicon, State } from './lexicon/lexicon.ts'
import { ruling } from './offices.ts'
import { caseOf, dependents, leftEdge } from './tree.ts'
import { bodyWords } from './words.ts'

/** Whose somebody is, by the words around a noun: states, organisations, in the order they stand. */
export interface Owners {
  states: State[]
  bodies: Body[]
  /** Tokens of possessors that name nobody listed ("its", "the country's", "Putin's"). */
  possessors: number[]
  /** Where the owners stand. */
  tokens: number[]
  /** Set when the words only tell where a body of the world sits or where an envoy is sent: the country is not to be guessed from them. */
  worldly?: boolean
  /** The sector of the unlisted organisation whose they are, whose name tells the country: "the president of the Cabinda Forum" is not that of Angola. */
  organised?: Sector
  /** Set where a name has them by an "of" behind it. */
  behind?: boolean
  /** Set where that is a country's armed forces, whose head is its army chief. */
  armed?: boolean
}

/** After a state's name and a hyphen: words that say who stands behind, not whose it is. */
const behind =
  /^(?:backed|sponsored|supported|occupied|controlled|brokered|trained|funded|financed|made|armed|drafted|installed|allied|friendly|style|bound|administered|held|ruled|born|bred|built|supplied|assisted|mediated|imposed|declared|dominated|proposed|educated)$/i

/**
 * The state a match stands for when it tells whose something is: by name, adjective, capital or city. A city's own name counts for its country.
 */
export function stateOfMatch(reading: Reading, token: number, lexicon: Lexicon): State | null {
  const m = reading.matchAt[token]!
  if (m < 0) return null
  const { refs } = reading.matches[m]!
  const state = refs.find((ref) => ref.type === 'state')
  if (state?.type === 'state') return state.state
  // A body beats a town that happens to bear its letters.
  if (refs.some((ref) => ref.type === 'body')) return null
  const place = bestPlace(refs.flatMap((ref) => (ref.type === 'place' ? [ref.place] : [])))
  return place?.country ? (lexicon.states.get(place.country) ?? null) : null
}

/** Towns smaller than this are too often namesakes of common words to tell whose something is, standing before a noun. */
const smallestOwner = 50_000

/** True for a gazetteer name that is no sure owner before a noun: a small town, or a few capital letters. */
function isDoubtfulPlace(reading: Reading, match: NameMatch): boolean {
  if (!match.refs.every((ref) => ref.type === 'place')) return false
  if (match.to - match.from === 1 && /^[A-Z]{1,4}$/.test(reading.sentence.tokens[match.from]!.form)) return true
  return match.refs.every(
    (ref) => ref.type === 'place' && ref.place.population > 0 && ref.place.population < smallestOwner,
  )
}

/** The states that a noun's words say stand behind it, which are not where it is at home: "the U.S.-backed rebels". Linear in the few words before the noun. */
export function backersOf(reading: Reading, head: number, lexicon: Lexicon): ReadonlySet<string> {
  const found = new Set<string>()
  const { tokens } = reading.sentence
  for (let t = Math.max(0, head - 6); t < head; t++) {
    const match = reading.matches[reading.matchAt[t]!]
    if (match?.to !== t + 1) continue
    const tail = match.tail ?? (/^[-‐]$/.test(tokens[t + 1]?.form ?? '') ? tokens[t + 2]?.form : undefined)
    const state = tail !== undefined && behind.test(tail) ? stateOfMatch(reading, t, lexicon) : null
    if (state) found.add(state.today)
  }
  return found
}

/** Courts and bodies that sit for the world in one town, whose country is not theirs. */
const hosted = /^(?:tribunal|court|agency|organi[sz]ation|secretariat|commission|watchdog|body|council|bank)s?$/i
const seats = new Set([
  'the hague',
  'hague',
  'geneva',
  'vienna',
  'new york',
  'brussels',
  'arusha',
  'strasbourg',
  'addis ababa',
])

/** True when a town's name only tells where an international body sits ("the Geneva-based agency"). */
function isSeatOnly(reading: Reading, match: NameMatch, head: number): boolean {
  const { tokens } = reading.sentence
  const words = tokens
    .slice(match.from, match.to)
    .map((token) => token.form.toLowerCase().replace(/-based$/, ''))
    .join(' ')
  return seats.has(words) && hosted.test(tokens[head]!.form)
}

/** The place most likely meant among those of one name: listed by us, else the largest; `null` where several large ones vie. */
export function bestPlace<T extends { population: number; country: string | null }>(places: T[]): T | null {
  if (places.length === 0) return null
  const own = places.find((place) => place.population === 0)
  if (own) return own
  const sorted = [...places].sort((a, b) => b.population - a.population)
  return sorted[0]!
}

/** Reads the modifiers before a noun's head (from its left edge) and the phrases after it. */
export function ownersOf(reading: Reading, head: number, from: number, lexicon: Lexicon): Owners {
  const owners: Owners = { states: [], bodies: [], possessors: [], tokens: [] }
  const edge = Math.min(from, Math.max(leftEdge(reading.tree, head), head - 12))
  before(reading, edge, from, head, lexicon, owners)
  if (owners.states.length === 0 && owners.bodies.length === 0) after(reading, head, lexicon, owners, 0)
  return owners
}

function before(reading: Reading, edge: number, from: number, head: number, lexicon: Lexicon, owners: Owners): void {
  const { tokens } = reading.sentence
  let start = edge
  // Where the parser cut the phrase short, adjectives and possessives still stand next to it.
  while (
    start > 0 &&
    start > from - 4 &&
    (/^(?:ADJ|PROPN)$/.test(tokens[start - 1]!.upos) || /^['’]s?$/.test(tokens[start - 1]!.form)) &&
    tokens[start - 1]!.form !== ','
  )
    start--
  for (let t = head - 1; t >= start; t--) {
    if (reading.nounAt[t] === reading.nounAt[head] && reading.nounAt[t] && reading.matchAt[t]! < 0) continue
    const token = tokens[t]!
    if (token.upos === 'PRON' && (token.deprel === 'nmod:poss' || /^(?:his|her|its|their|our|my)$/i.test(token.form)))
      owners.possessors.push(t)
    // "The Clinton administration" is his.
    if (token.deprel.startsWith('compound') && rule.test(tokens[head]!.form) && isPerson(reading, t)) {
      owners.possessors.push(t)
      continue
    }
    const m = reading.matchAt[t]!
    if (m < 0) {
      const named =
        token.deprel.startsWith('compound') &&
        reading.names.some((name) => name.to === t + 1 && name.seems === 'organization')
      if ((token.deprel === 'nmod:poss' && token.upos !== 'PRON') || named) owners.possessors.push(t)
      continue
    }
    const match = reading.matches[m]!
    if (match.to - 1 !== t || match.to > head) continue
    if (match.tail && behind.test(match.tail)) continue
    if (/^[-‐]$/.test(tokens[t + 1]?.form ?? '') && behind.test(tokens[t + 2]?.form ?? '')) continue
    // Ethnic Albanians live in other states.
    if (/^ethnic$/i.test(tokens[match.from - 1]?.form ?? '')) continue
    if (/^(?:pro|anti)$/i.test(tokens[match.from - 2]?.form ?? '') && tokens[match.from - 1]?.form === '-') continue
    if (isSeatOnly(reading, match, head)) owners.worldly = true
    if (owners.worldly || isDoubtfulPlace(reading, match)) continue
    const body = match.refs.find((ref) => ref.type === 'body')
    const state = stateOfMatch(reading, t, lexicon)
    if (state) owners.states.unshift(state)
    else if (body?.type === 'body') owners.bodies.unshift(body.body)
    else continue
    owners.tokens.unshift(t)
    t = match.from
    // Beyond the nearest owner only its conjuncts count: "Russian and Pakistani", "U.S., British".
    if (match.from === start || !/^(?:and|or|,|-|&|\/)$/.test(tokens[match.from - 1]?.form ?? '')) break
  }
}

/** What an unlisted organisation is by the last telling word of its name. */
export function sectorOfName({ units, sector }: Naming): Sector {
  if (sector) return sector
  const word = units.findLast((each) => bodyWords[each] !== undefined)
  return (word ? bodyWords[word]! : 'UNK') as Sector
}

const rule = /^(?:administration|government|cabinet|regime|camp|team|family|era)$/i

function isPerson(reading: Reading, token: number): boolean {
  const name = reading.names.find(({ from, to }) => from <= token && token < to)
  return name?.match?.refs.some((ref) => ref.type === 'person') ?? name?.seems === 'person'
}

/** Those who stand for or against somebody: of whom they are such does not tell whose they are. */
const standing =
  /^(?:critic|opponent|foe|enemy|enemies|rival|adversary|adversaries|supporter|backer|sympathi[sz]er|detractor|admirer|ally|allies)s?$/i

const armedForces = /^(?:army|military|armed forces|defen[cs]e forces?|general staff|joint staff|army staff)$/

const telling = new Set(['of', 'in', 'from', 'at', 'for', 'within', 'inside'])
/** Nouns of people who are somebody's by a "to". */
const attached =
  /^(?:aide|adviser|advisor|envoy|ambassador|assistant|counsel|counsell?or|deputy|emissary|secretary|spokesman)s?$/i

/** Those who are sent to the place where they are. */
const missions = /^(?:embass(?:y|ies)|consulates?|legations?|ambassadors?|envoys?|consuls?|high commission(?:er)?s?)$/i

/** "Linden, New Jersey", "Blackburn, England": the state of the region or country that follows a town's name. */
function regionBehind(reading: Reading, token: number, lexicon: Lexicon): State | null {
  const match = reading.matches[reading.matchAt[token]!]
  if (!match?.refs.some((ref) => ref.type === 'place') || reading.sentence.tokens[match.to]?.form !== ',') return null
  const behind = reading.matches[reading.matchAt[match.to + 1] ?? -1]
  const larger = behind?.refs.some(
    (ref) => (ref.type === 'state' && ref.as === 'name') || (ref.type === 'place' && ref.place.kind === 'region'),
  )
  return larger ? stateOfMatch(reading, match.to + 1, lexicon) : null
}

function holdsPerson(name: Naming, token: number): boolean {
  return (
    token >= name.titleFrom &&
    token < name.to &&
    (name.seems === 'person' ||
      name.titles.length > 0 ||
      (name.match?.refs.some((ref) => ref.type === 'person') ?? false))
  )
}

/** Verbs of what rebels do where they are at home. */
const FIGHTS = /^(?:fight|battle|operate|resist|rise|rebel|wage)$/

/** "The guerrillas who fought the army in Peru", "rebels operating in the east of Chad": the places that their own clause says they fight in. */
function placesFoughtIn(reading: Reading, head: number): number[] {
  if (reading.nounAt[head]?.agent.sectors[0] !== 'REB') return []
  return dependents(reading.tree, head, 'acl')
    .filter((verb) => FIGHTS.test(reading.sentence.tokens[verb]!.lemma.toLowerCase()))
    .flatMap((verb) => dependents(reading.tree, verb, 'obl'))
    .filter((place) => caseOf(reading.tree, place) === 'in')
}

function after(reading: Reading, head: number, lexicon: Lexicon, owners: Owners, depth: number): void {
  if (depth > 3) return
  const { tokens } = reading.sentence
  const phrases = dependents(reading.tree, head, 'nmod', 'obl').filter((child) => child > head)
  // The parser may hang "of Russia" elsewhere; right behind the noun it belongs to it.
  if (/^(?:of|in)$/.test(tokens[head + 1]?.form ?? '')) {
    for (let t = head + 2; t < Math.min(tokens.length, head + 5); t++) {
      if (tokens[t]!.upos === 'PROPN' || tokens[t]!.upos === 'NOUN') {
        if (!phrases.includes(tokens[t]!.head) && !phrases.includes(t)) phrases.unshift(t)
        break
      }
    }
  }
  phrases.push(...placesFoughtIn(reading, head))
  for (const child of phrases) {
    const preposition = caseOf(reading.tree, child) ?? tokens[head + 1]!.form.toLowerCase()
    // An envoy to a country is somebody else's; an aide to a person is of that person's country.
    const master =
      reading.nounAt[child]?.agent.kind === 'person' || reading.names.some((name) => holdsPerson(name, child))
    const to = preposition === 'to' && master && attached.test(tokens[head]!.form)
    if (preposition === 'to' && !master && attached.test(tokens[head]!.form)) owners.worldly = true
    if (!telling.has(preposition) && !to) continue
    // "The embassy in Hanoi" is another country's; "a consulate in Bombay" concerns both.
    const isOpened = dependents(reading.tree, head, 'det').some((token) => /^an?$/i.test(tokens[token]!.form))
    if (/^(?:in|at)$/.test(preposition) && missions.test(tokens[head]!.form) && !isOpened) {
      owners.worldly = true
      continue
    }
    const m = reading.matchAt[child]!
    if (preposition === 'of' && m >= 0 && standing.test(tokens[head]!.form)) continue
    if (m >= 0 && isSeatOnly(reading, reading.matches[m]!, head)) {
      owners.worldly = true
      continue
    }
    const state = regionBehind(reading, child, lexicon) ?? stateOfMatch(reading, child, lexicon)
    const body = m < 0 ? undefined : reading.matches[m]!.refs.find((ref) => ref.type === 'body')
    if (state && preposition !== 'for') owners.states.push(state)
    else if (body?.type === 'body') owners.bodies.push(body.body)
    else {
      const inner: Owners = { states: [], bodies: [], possessors: [], tokens: [] }
      before(reading, leftEdge(reading.tree, child), child, child, lexicon, inner)
      if (inner.states.length === 0 && inner.bodies.length === 0) after(reading, child, lexicon, inner, depth + 1)
      const organisation = reading.names.find(
        ({ from, to, seems, match }) => from <= child && child < to && seems === 'organization' && !match,
      )
      const own = reading.nounAt[child]
      if (organisation) owners.organised = sectorOfName(organisation)
      // "The president of Egypt's electoral commission" is not that of Egypt.
      else if (
        own?.agent.kind === 'organization' &&
        (!own.plural || armedForces.test(own.agent.noun)) &&
        !ruling.test(own.agent.noun)
      ) {
        owners.organised = own.agent.sectors[0] ?? 'UNK'
        owners.armed = armedForces.test(own.agent.noun)
      }
      owners.states.push(...inner.states)
      owners.bodies.push(...inner.bodies)
      if (
        inner.states.length === 0 &&
        inner.bodies.length === 0 &&
        (to || preposition === 'of' || preposition === 'from' || preposition === 'for')
      )
        owners.possessors.push(child, ...inner.possessors)
      owners.tokens.push(...inner.tokens)
      if (inner.states.length === 0 && inner.bodies.length === 0) continue
    }
    owners.tokens.push(child)
    for (const conjunct of dependents(reading.tree, child, 'conj')) {
      const other = stateOfMatch(reading, conjunct, lexicon)
      if (other && preposition === 'of') owners.states.push(other)
    }
    return
  }
}
