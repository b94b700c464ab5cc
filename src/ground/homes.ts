import type { Reading } from './candidates.ts'
import { homeWeights } from './home-weights.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { bestPlace } from './owners.ts'
import { caseOf, headOfRange, relationOf } from './tree.ts'

/** Whose home is asked for: where they stand, and of what kind they are. */
export interface Homeless {
  reading: Reading
  /** Index of the head token in its sentence. */
  token: number
  /** First sector ("MIL"); `UNK` where none is known. */
  sector: string
  /** True for somebody with a name, whose country nothing tells. */
  named: boolean
}

/** A country as a candidate, with the signs that speak for or against it. `country` null: nobody can tell. */
export interface HomeCandidate {
  country: string | null
  signs: string[]
}

/** A country's trace in the text: by its name, its people, a town, somebody of it. */
interface Trace {
  country: string
  order: number
  token: number
  /** How it is named, and as what it stands in its sentence. */
  how: 'name' | 'people' | 'capital' | 'place' | 'person' | 'body'
  part: 'subject' | 'object' | 'in' | 'owner' | 'other'
  /** Only acted on, or the owner of something abroad: it does not tell where the others of the sentence are at home. */
  aside: boolean
}

/** Things and people that a country has abroad, or that come from there: their owner does not tell where the others in the sentence are at home. */
const abroad =
  /^(?:policy|policies|proposal|suggestion|demand|offer|criticism|pressure|interference|influence|embassy|embassies|consulate|ambassador|envoy|diplomat|mission|flag|border|frontier|hostage|tourist|visitor|engineer|contractor|missionary|missionaries|pilgrim|volunteer|expatriate|national|goods|product|import|aid|loan|firm|company|companies|library|airliner|jet|aircraft|plane|ship|tanker|warship|drone|missile|film|book|cartoon|newspaper|broadcaster|invasion|occupation|intervention|presence|base)s?$/i

/** What `homesFor` needs to know of the article. */
export interface Grounds {
  readings: readonly Reading[]
  lexicon: Lexicon
  datelineCountry: string | null
}

const traces = new WeakMap<readonly Reading[], Trace[]>()

/** All traces of countries in the text, in reading order; the title's come last. Made once an article. */
function tracesOf({ readings, lexicon }: Grounds): Trace[] {
  const known = traces.get(readings)
  if (known) return known
  const found: Trace[] = []
  for (const reading of readings)
    for (const match of reading.matches) {
      const named = countryOf(match.refs, lexicon)
      if (!named) continue
      const head = headOfRange(reading.tree, match.from, match.to)
      const part = partOf(reading, head)
      const above = reading.sentence.tokens[head]!.head
      const aside =
        part === 'object'
          ? named.how === 'name' || named.how === 'capital'
          : part === 'owner' && above >= 0 && abroad.test(reading.sentence.tokens[above]!.form)
      found.push({ ...named, order: reading.order, token: head, part, aside })
    }
  traces.set(readings, found)
  return found
}

function countryOf(refs: Reading['matches'][number]['refs'], lexicon: Lexicon): Pick<Trace, 'country' | 'how'> | null {
  for (const ref of refs)
    if (ref.type === 'state') {
      const how = ref.as === 'capital' || ref.as === 'seat' ? 'capital' : ref.as === 'name' ? 'name' : 'people'
      return { country: ref.state.today, how }
    }
  for (const ref of refs)
    if (ref.type === 'person') {
      const country = ref.person.terms[0]?.country
      const state = country ? lexicon.states.get(country) : undefined
      if (state) return { country: state.today, how: 'person' }
    } else if (ref.type === 'body') {
      const state = ref.body.country ? lexicon.states.get(ref.body.country) : undefined
      return state ? { country: state.today, how: 'body' } : null
    }
  const place = bestPlace(refs.flatMap((ref) => (ref.type === 'place' ? [ref.place] : [])))
  if (!place?.country || (place.population > 0 && place.population < 20_000)) return null
  const state = lexicon.states.get(place.country)
  return state ? { country: state.today, how: 'place' } : null
}

function partOf(reading: Reading, head: number): Trace['part'] {
  const relation = relationOf(reading.tree, head)
  if (/^(?:nmod:poss|amod|compound|nmod:desc)/.test(relation)) return 'owner'
  if (/^(?:in|at|near|across|inside|throughout|outside|around)$/.test(caseOf(reading.tree, head) ?? '')) return 'in'
  if (relation.startsWith('nsubj')) return 'subject'
  if (relation === 'obj' || relation === 'iobj') return 'object'
  return 'other'
}

/**
 * The countries that somebody may be of whose words tell none, each with its signs: where it stands in the same sentence, in the one before, in the dateline and the
 * title, and how much the article speaks of it; last, that nobody can tell. Linear in the article's names of countries.
 */
export function homesFor(who: Homeless, grounds: Grounds): HomeCandidate[] {
  const { reading, token, sector, named } = who
  const { readings, datelineCountry } = grounds
  const all = tracesOf(grounds)
  const counts = new Map<string, number>()
  if (datelineCountry) counts.set(datelineCountry, 0)
  for (const { country } of all) counts.set(country, (counts.get(country) ?? 0) + 1)
  const total = all.length
  const kind = named ? `named ${sector}` : sector
  const near = new Map<string, Trace[]>()
  for (const trace of all) near.set(trace.country, [...(near.get(trace.country) ?? []), trace])
  const inTitle = (order: number) => readings[order]!.sentence.in === 'title'
  const first = all.find(({ order }) => !inTitle(order))
  const here = all.filter(({ order }) => order === reading.order)
  const before = here.filter((each) => each.token < token).at(-1)
  const after = here.find((each) => each.token > token)
  const earlier = inTitle(reading.order)
    ? undefined
    : all.filter(({ order }) => order < reading.order && !inTitle(order)).at(-1)
  const most = Math.max(0, ...counts.values())
  const role = partOf(reading, token)
  const candidates: HomeCandidate[] = []
  for (const [country, count] of counts) {
    const signs: string[] = []
    const add = (sign: string) => {
      signs.push(sign, `${sign} · ${kind}`)
    }
    const own = near.get(country) ?? []
    if (country !== datelineCountry && own.every(({ aside }) => aside)) continue
    if (country === datelineCountry) add('dateline')
    if (counts.size === 1) add('only one')
    if (count === most && most > 0) add(datelineCountry && datelineCountry !== country ? 'most, not dateline' : 'most')
    signs.push(`share ${total === 0 ? 0 : Math.min(4, Math.floor((count / total) * 5))}`)
    if (first?.country === country) add(`first ${first.part}`)
    if (own.some(({ order }) => inTitle(order))) add('title')
    for (const trace of new Set(own.filter(({ order }) => order === reading.order))) {
      const side = trace.token < token ? 'before' : 'after'
      add(`here ${trace.part} ${side}`)
      signs.push(`here ${trace.how} ${trace.part}`, `here ${trace.part} ${side} as ${role}`)
    }
    if (before?.country === country) add('nearest before')
    if (after?.country === country) add('nearest after')
    const last = own.filter(({ order }) => order < reading.order && !inTitle(order)).at(-1)
    if (last) {
      const far = Math.min(3, reading.order - last.order)
      const fresh = readings[last.order]!.sentence.paragraph === reading.sentence.paragraph
      add(`last ${far}`)
      signs.push(`last ${far} ${last.part}${fresh ? ' same paragraph' : ''}`, `last ${far} ${last.how}`)
      if (far === 1)
        for (const trace of own)
          if (trace.order === reading.order - 1) signs.push(`one before ${trace.part} as ${role}`)
    } else if (own.length > 0) signs.push('only later')
    if (earlier?.country === country) add('latest')
    candidates.push({ country, signs })
  }
  candidates.push({
    country: null,
    signs: [
      'nobody',
      `nobody · ${kind}`,
      `nobody · ${datelineCountry ? 'dateline' : 'no dateline'}`,
      `nobody · ${role}`,
    ],
  })
  return candidates
}

/** By how much a country must outweigh every other: about three to two. */
const LEAD = 0.4

/** The country somebody is most likely of; `null` where another, or that nobody can tell, is nearly as likely. */
export function likeliestHome(who: Homeless, grounds: Grounds): string | null {
  let best: HomeCandidate | null = null
  let top = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (const candidate of homesFor(who, grounds)) {
    const weight = candidate.signs.reduce((sum, sign) => sum + (homeWeights[sign] ?? 0), 0)
    if (weight > top) {
      second = top
      top = weight
      best = candidate
    } else if (weight > second) second = weight
  }
  return best && top - second >= LEAD ? best.country : null
}
