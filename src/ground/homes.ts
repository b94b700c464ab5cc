import type { Reading } from './candidates.ts'
import { homeWeights } from './home-weights.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import type { NameFit } from './name-origins.ts'
import { backersOf, bestPlace } from './owners.ts'
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
  /** A person's name, folded, unit by unit. */
  units?: readonly string[] | undefined
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

/** What the text's traces come to, so that one question costs no more than the countries named. */
interface Index {
  /** By country, in the order of first mention; the dateline's stands first. `traces` in reading order, the title's apart. */
  countries: Map<string, { traces: Trace[]; count: number; aside: boolean; inTitle: boolean }>
  /** By sentence. */
  here: Map<number, Trace[]>
  /** In reading order, without the title's. */
  body: Trace[]
  most: number
  total: number
}

const indexes = new WeakMap<readonly Reading[], Index>()

/** The index of an article's traces, made once; linear in its names. */
function indexOf({ readings, lexicon, datelineCountry }: Grounds): Index {
  const known = indexes.get(readings)
  if (known) return known
  const index: Index = { countries: new Map(), here: new Map(), body: [], most: 0, total: 0 }
  const countryAt = (country: string) => {
    let found = index.countries.get(country)
    if (!found) index.countries.set(country, (found = { traces: [], count: 0, aside: true, inTitle: false }))
    return found
  }
  if (datelineCountry) countryAt(datelineCountry)
  for (const reading of readings) {
    const title = reading.sentence.in === 'title'
    for (const match of reading.matches) {
      const named = countryOf(match.refs, lexicon)
      if (!named) continue
      const trace = traceOf(reading, headOfRange(reading.tree, match.from, match.to), named)
      const country = countryAt(trace.country)
      country.count++
      country.aside &&= trace.aside
      if (title) country.inTitle = true
      else {
        country.traces.push(trace)
        index.body.push(trace)
      }
      const here = index.here.get(reading.order)
      if (here) here.push(trace)
      else index.here.set(reading.order, [trace])
      index.total++
      index.most = Math.max(index.most, country.count)
    }
  }
  indexes.set(readings, index)
  return index
}

function traceOf(reading: Reading, token: number, named: Pick<Trace, 'country' | 'how'>): Trace {
  const { tokens } = reading.sentence
  const part = partOf(reading, token)
  const above = tokens[token]!.head
  const aside =
    part === 'object'
      ? named.how === 'name' || named.how === 'capital'
      : part === 'owner' && above >= 0 && abroad.test(tokens[above]!.form)
  return { ...named, order: reading.order, token, part, aside }
}

/** The last of some traces before a sentence, by halving. */
function lastBefore(traces: readonly Trace[], order: number): Trace | undefined {
  let [from, to] = [0, traces.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (traces[middle]!.order < order) from = middle + 1
    else to = middle
  }
  return traces[from - 1]
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
 * title, how much the article speaks of it, and whether a person's name is usual there; last, that nobody can tell. Cost: linear in the countries that the article names, once it is indexed.
 */
export function homesFor(who: Homeless, grounds: Grounds): HomeCandidate[] {
  const { reading, token, sector, named } = who
  const { order } = reading
  const { readings, lexicon, datelineCountry } = grounds
  const { countries, here: bySentence, body, most, total } = indexOf(grounds)
  const kind = named ? `named ${sector}` : sector
  const here = bySentence.get(order) ?? []
  const before = here.filter((each) => each.token < token).at(-1)
  const after = here.find((each) => each.token > token)
  const earlier = reading.sentence.in === 'title' ? undefined : lastBefore(body, order)
  const oneBefore = readings[order - 1]?.sentence.in === 'title' ? [] : (bySentence.get(order - 1) ?? [])
  const role = partOf(reading, token)
  const candidates: HomeCandidate[] = []
  const name = who.units ? lexicon.origins.fit(who.units) : null
  const backers = named ? null : backersOf(reading, token, lexicon)
  for (const [country, { traces, count, aside, inTitle }] of countries) {
    if ((country !== datelineCountry && aside) || backers?.has(country)) continue
    const signs: string[] = []
    const add = (sign: string) => {
      signs.push(sign, `${sign} · ${kind}`)
    }
    if (country === datelineCountry) add('dateline')
    if (countries.size === 1) add('only one')
    if (count === most && most > 0) add(datelineCountry && datelineCountry !== country ? 'most, not dateline' : 'most')
    signs.push(`share ${total === 0 ? 0 : Math.min(4, Math.floor((count / total) * 5))}`)
    if (body[0]?.country === country) add(`first ${body[0].part}`)
    if (inTitle) add('title')
    for (const trace of here) {
      if (trace.country !== country) continue
      const side = trace.token < token ? 'before' : 'after'
      add(`here ${trace.part} ${side}`)
      signs.push(`here ${trace.how} ${trace.part}`, `here ${trace.part} ${side} as ${role}`)
    }
    if (before?.country === country) add('nearest before')
    if (after?.country === country) add('nearest after')
    const last = lastBefore(traces, order)
    if (last) {
      const far = Math.min(3, order - last.order)
      const fresh = readings[last.order]!.sentence.paragraph === reading.sentence.paragraph
      add(`last ${far}`)
      signs.push(`last ${far} ${last.part}${fresh ? ' same paragraph' : ''}`, `last ${far} ${last.how}`)
      if (far === 1)
        for (const trace of oneBefore) if (trace.country === country) signs.push(`one before ${trace.part} as ${role}`)
    } else if (count > 0) signs.push('only later')
    if (earlier?.country === country) add('latest')
    const sign = name && nameSign(name, country)
    if (sign) signs.push(sign)
    candidates.push({ country, signs })
  }
  // whom another state arms or backs is at home in the land that the text is about
  if (backers?.size && candidates.length > 0 && /^(?:REB|UAF|PRM)$/.test(sector)) return candidates
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

/** How surely a name tells where it is usual: 1 (a given name of many areas) to 3 (a family's name of few). */
const strengthOf = ({ best }: NameFit) => (best < 1.3 ? 1 : best < 2.6 ? 2 : 3)

/** What a name says of a country: that it is of there, met there, or of elsewhere; nothing where it is unknown. */
function nameSign(name: NameFit, country: string): string | null {
  if (name.best === 0) return null
  const share = (name.by.get(country) ?? 0) / name.best
  return `name ${strengthOf(name)} ${share >= 0.7 ? 'of here' : share >= 0.3 ? 'met here' : 'of elsewhere'}`
}

/** A map, since to ask an object for a text that was just put together costs more. */
const weights: ReadonlyMap<string, number> = new Map(Object.entries(homeWeights))

/** By how much a country must outweigh every other: about three to two. */
const LEAD = 0.4

/** The country somebody is most likely of; `null` where it does not outweigh every other, and that nobody can tell, by `lead`. */
export function likeliestHome(who: Homeless, grounds: Grounds, lead = LEAD): string | null {
  const { best, by } = weighHomes(who, grounds)
  return by >= lead ? best : null
}

/** By how much a country outweighs every other as the home of somebody, as log-odds; 0 where it is not the likeliest. */
export function leadOf(country: string, who: Homeless, grounds: Grounds): number {
  const { best, by } = weighHomes(who, grounds)
  return best === country ? by : 0
}

function weighHomes(who: Homeless, grounds: Grounds): { best: string | null; by: number } {
  let best: HomeCandidate | null = null
  let top = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (const candidate of homesFor(who, grounds)) {
    let weight = 0
    for (const sign of candidate.signs) weight += weights.get(sign) ?? 0
    if (weight > top) {
      second = top
      top = weight
      best = candidate
    } else if (weight > second) second = weight
  }
  return { best: best?.country ?? null, by: top - second }
}
