import type { Naming } from './candidates.ts'
import type { Draft } from './drafts.ts'
import { unitsOf } from './lexicon/fold.ts'
import type { Body, Ref } from './lexicon/lexicon.ts'
import { stateOfMatch } from './owners.ts'
import type { Scene } from './scene.ts'

/** Words of which many countries make the names of their parties. */
const commonInParties =
  /^(?:national|people|s|democratic|democrats?|social|socialists?|liberals?|labou?r|conservatives?|republicans?|communists?|workers|united|unity|progressive|christian|greens?|freedom|justice|congress|party|front|union|movement|alliance|coalition|league|independence|development|popular|patriotic|solidarity|renewal|hope|homeland|fatherland|and|for|of|the|new)$/i

/** Whose parties the world's news names without their country. */
const knownWorldwide = new Set(['USA', 'GBR'])

/** A party's name such as many countries have one, in an article that speaks of others and not of the country whose party is listed under it. */
export function isNamesake(scene: Scene, name: Naming, body: Body): boolean {
  // "The Democrats" of a country that is spoken of again and again are not those of America.
  const others = [...scene.context].some(([code, times]) => code.length === 3 && code !== body.country && times > 2)
  const short = name.units.length === 1 && (body.country !== 'USA' || others)
  if (body.country === null || (knownWorldwide.has(body.country) && !short) || !/^(?:party|movement)$/.test(body.kind))
    return false
  // "(PRD)" are the letters of parties in many tongues.
  const lettered = name.units.length === 1 && name.units[0]!.length < 5 && unitsOf(body.name).length > 1
  if (!lettered && !name.units.every((unit) => commonInParties.test(unit))) return false
  const home = scene.lexicon.states.get(body.country)?.today ?? body.country
  return !scene.context.has(home) && [...scene.context.keys()].some((code) => code.length === 3 && code !== home)
}

/**
 * Parties of one name that several countries have: that of the country named right before it ("Hong Kong's Democratic party") is meant, and none of those listed where that has another; else that of the
 * country which the article names most ("Labour") comes first.
 */
export function settleParties({ readings, context, lexicon }: Scene): void {
  const times = (ref: Ref) =>
    ref.type === 'body' && ref.body.country !== null ? (context.get(ref.body.country) ?? 0) : 0
  for (const reading of readings) {
    const { tokens } = reading.sentence
    for (const match of reading.matches) {
      if (match.refs.length === 0 || !match.refs.every((ref) => ref.type === 'body' && ref.body.country !== null))
        continue
      const before = /^['’]s?$/.test(tokens[match.from - 1]?.form ?? '') ? match.from - 2 : match.from - 1
      const owner = before < 0 ? null : stateOfMatch(reading, before, lexicon)?.today
      const isParty = match.refs.every((ref) => ref.type === 'body' && ref.body.kind === 'party')
      const ours = match.refs.filter((ref) => ref.type === 'body' && ref.body.country === owner)
      if (owner && isParty && match.length > 1 && ours.length === 0) {
        const name = reading.names.find((each) => each.match === match)
        if (name?.units.every((unit) => commonInParties.test(unit))) {
          match.refs = []
          name.match = null
          name.seems = 'organization'
        }
      } else if (ours.length > 0) match.refs = ours
      else if (match.refs.length > 1) match.refs = [...match.refs].sort((a, b) => times(b) - times(a))
    }
  }
}

/** Of listed bodies of one name the one meant: of a country that is spoken of, standing on the day. */
export function chooseBody(scene: Scene, bodies: Body[]): Body {
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

/** Last words of bodies' names that alone mean others as often. */
const commonEndings =
  /^(?:bank|party|states|nations|council|committee|agency|ministry|service|group|office|court|press)$/

/** "Jihad" after "Islamic Jihad": the listed body that the article has named by a name that ends so. */
export function longOf(scene: Scene, { units }: Naming): Draft | null {
  const [unit] = units
  if (units.length !== 1 || unit!.length < 4 || commonEndings.test(unit!)) return null
  const isLong = ({ kind, body, mentions }: Draft) =>
    body !== undefined &&
    mentions.length > 0 &&
    /^(?:organization|group)$/.test(kind) &&
    unitsOf(body.name).length > 1 &&
    unitsOf(body.name).at(-1)!.key === unit
  return scene.drafts.living().find(isLong) ?? null
}
