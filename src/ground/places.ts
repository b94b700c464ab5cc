import type { Reading } from './candidates.ts'
import type { Lexicon, Place, Ref } from './lexicon/lexicon.ts'
import { bestPlace } from './owners.ts'
import { caseOf, firstConjunct, governor, relationOf } from './tree.ts'
import { dealingVerbs, locativePrepositions, motionVerbs, policyNouns } from './words.ts'

const journeys =
  /^(?:visit|trip|return|flight|journey|withdrawal|pullout|border|road|route|way|departure|arrival|deportation|refugee|migrant|kilometre|kilometer|km|mile|train|bus|plane|export|import|exile|reporter|correspondent|exodus)$/

/** Parts of the ground: "north of Jamaica", "the coast of Somalia". */
const parts =
  /^(?:(?:north|south)?-?(?:east|west)(?:ern)?|north|south|coast|coastline|shore|interior|tip|countryside|mainland)$/

/**
 * Whether a name of a state or capital stands for the ground ("met in Islamabad", "left Moscow") or for those who rule there ("Islamabad rejected").
 */
export function standsForGround(reading: Reading, head: number, capital: boolean): boolean {
  const { tokens } = reading.sentence
  const relation = relationOf(reading.tree, head)
  const above = governorOfName(reading, head)
  const verb = above >= 0 ? tokens[above]!.lemma.toLowerCase() : ''
  const own = caseOf(reading.tree, head)
  // "Miliband, in Kiev, warns Moscow": joined to the subject by a slip of the parse.
  if (
    own === 'in' &&
    tokens[head]!.deprel === 'conj' &&
    caseOf(reading.tree, firstConjunct(reading.tree, head)) === null
  )
    return true
  const preposition = own ?? caseOf(reading.tree, firstConjunct(reading.tree, head))
  if (relation.startsWith('nsubj')) return capital && relation === 'nsubj:pass' && motionVerbs.has(verb)
  if (relation === 'nmod:poss') return capital && above >= 0 && !policyNouns.has(verb)
  if (relation.startsWith('compound') || relation === 'nmod:desc' || relation === 'amod')
    return capital && above >= 0 && !policyNouns.has(verb)
  if (preposition !== null && preposition !== "'s" && preposition !== '’s') {
    const first = preposition.split(' ')[0]!
    if (locativePrepositions.has(preposition)) return true
    if (preposition === 'to' || preposition === 'from') {
      if (dealingVerbs.has(verb)) return false
      if (preposition === 'from' && above >= 0 && tokens[above]!.upos === 'NOUN') return journeys.test(verb)
      return motionVerbs.has(verb) || capital || journeys.test(verb)
    }
    if (
      first === 'on' ||
      first === 'against' ||
      first === 'with' ||
      first === 'between' ||
      first === 'by' ||
      first === 'for'
    )
      return false
    if (first === 'of') return parts.test(verb) || (capital && !policyNouns.has(verb))
    return false
  }
  if (relation === 'obj') return motionVerbs.has(verb)
  if (relation === 'obl' || relation.startsWith('obl:')) return capital
  return false
}

/** The token a name depends on; of "Moscow-Beijing ties" for both capitals the noun. */
function governorOfName(reading: Reading, head: number): number {
  const { tokens } = reading.sentence
  const above = governor(reading.tree, head)
  const joined = above === head + 2 && /^[-–/]$/.test(tokens[head + 1]!.form) && reading.matchAt[above]! >= 0
  return joined ? governor(reading.tree, above) : above
}

/** True for a state that is the subject of a conversation ("talks on Syria", "a meeting about Iraq"): no party to it. */
export function isSpokenOn(reading: Reading, head: number): boolean {
  const { tokens } = reading.sentence
  const first = firstConjunct(reading.tree, head)
  if (!/^(?:on|about|over|regarding|concerning)$/.test(caseOf(reading.tree, head) ?? caseOf(reading.tree, first) ?? ''))
    return false
  const above = governor(reading.tree, head)
  return above >= 0 && tokens[above]!.upos === 'NOUN' && conversations.test(tokens[above]!.lemma)
}

const conversations =
  /^(?:talks?|discussion|negotiation|consultation|conversation|dialogue|meeting|conference|session|debate|briefing|summit|report)$/i

/** True when words around say that a city's name is used as a place: a preposition of place, a dateline, "City, Country", "the city of X". */
export function inPlacePosition(reading: Reading, from: number, to: number, head: number): boolean {
  const { tokens } = reading.sentence
  const preposition =
    caseOf(reading.tree, head) ??
    (from > 0 && tokens[from - 1]!.upos === 'ADP' ? tokens[from - 1]!.form.toLowerCase() : null)
  if (
    preposition !== null &&
    (locativePrepositions.has(preposition) || /^(?:from|to|of|on|for|between)$/.test(preposition))
  )
    return true
  if (
    /^(?:city|town|village|province|region|capital|suburb|district|port|resort|area|camp|airport|border|valley|outskirts|mayor|governor|residents?|police|hospital)$/i.test(
      tokens[to]?.form ?? '',
    )
  )
    return true
  if (/^(?:city|town|village|province|region|suburb|district|port|resort|camp)$/i.test(tokens[from - 1]?.form ?? ''))
    return true
  const relation = relationOf(reading.tree, head)
  const above = governor(reading.tree, head)
  if (relation === 'obj' || relation === 'nsubj:pass') return true
  if (relation === 'conj' || relation === 'appos') return true
  return above >= 0 && relation === 'obl'
}

/** The place that a match's references name here; `null` where the name is none or its country cannot be told. `context` are countries the article speaks of. */
export function placeAmong(refs: Ref[], context: ReadonlySet<string>, following: string | null): Place | null {
  const places = refs.flatMap((ref) => (ref.type === 'place' ? [ref.place] : []))
  if (places.length === 0) return null
  if (following) {
    const there = places.filter((place) => place.country === following)
    if (there.length > 0) return bestPlace(there)
  }
  const near = places.filter((place) => place.country !== null && context.has(place.country))
  const best = bestPlace(places)!
  if (near.length === 0) return best.population === 0 || best.population >= 100000 ? best : null
  const nearest = bestPlace(near)!
  // A small namesake at home does not outweigh a metropolis abroad, nor a place that the lexicon itself lists.
  return nearest.population > 0 && (best.population === 0 || best.population > 20 * nearest.population) ? best : nearest
}

/** A town of a country that an article does not name is as large as this, and so many times as large as any other of its name. */
const SELF_EVIDENT = { population: 100_000, times: 8 }

/** Those of the places of one name that an article may mean, by the countries that it names. Empty: none of them. */
export function townsMeant(places: readonly Place[], isNamed: (country: string | null) => boolean): Place[] {
  const near = places.filter((place) => isNamed(place.country))
  const [best, second] = [...places].sort((a, b) => b.population - a.population)
  const listed = places.filter((place) => place.population === 0)
  if (near.length > 0) {
    const largest = Math.max(...near.map((place) => place.population))
    const isOutweighed =
      !near.some((place) => listed.includes(place)) && (listed.length > 0 || best!.population > 20 * largest)
    return isOutweighed ? [...places] : near
  }
  if (listed.length > 0 || places.some((place) => place.country === null)) return [...places]
  const isEvident =
    best!.population >= SELF_EVIDENT.population &&
    (!second || second.country === best!.country || best!.population >= SELF_EVIDENT.times * second.population)
  return isEvident ? [best!] : []
}

/** Point of a state's capital, from the gazetteer, where it lists it. */
export function capitalPoint(lexicon: Lexicon, code: string): { lat: number; lon: number } | null {
  const state = lexicon.states.get(code)
  if (!state) return null
  for (const phrase of lexicon.phrases.get(state.capital.toLowerCase()) ?? []) {
    for (const ref of phrase.refs) {
      if (
        ref.type === 'place' &&
        ref.place.country === code &&
        ref.place.lat !== undefined &&
        ref.place.lon !== undefined
      )
        return { lat: ref.place.lat, lon: ref.place.lon }
    }
  }
  return null
}
