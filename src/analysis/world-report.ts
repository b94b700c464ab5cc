import { balancedShare, type SignedEdge, type Triad, triadsOf, walkBalance } from './balance.ts'
import { drawAt, quantiles, seedOf } from './draws.ts'
import { round2 } from './exact-math.ts'
import type { Offices } from './offices.ts'
import type { Reading } from './temperature.ts'
import type { TemperatureBook } from './temperature-book.ts'

/** What part of the world to report on; everything has a default. */
export interface WorldOptions {
  asOf: string
  /** Only pairs with this country. */
  country?: string
  /** Only pairs within this region, as `lexicon/states.tsv` names it. */
  region?: string
  offices?: Offices | null
}

/** Two states as an edge of the network. */
export interface WorldEdge {
  pair: [string, string]
  names: [string, string]
  verdict: Reading['verdict']
  /** Slow temperature of both directions together. */
  value: number | null
  band: [number, number] | null
  /** 0 where the band covers 0, null without evidence. */
  sign: -1 | 0 | 1 | null
  fast: Reading
  /** First to second and second to first, slow. */
  directions: [Reading, Reading]
  happenings: number
  n: number
  nEff: number
  last: string
}

/** The signed network of states and its balance: a description, not a prediction (docs/temperature.md says why). */
export interface WorldReport {
  asOf: string
  states: { country: string; name: string; region: string; pairs: number; mean: number | null }[]
  edges: WorldEdge[]
  balance: {
    triads: number
    balanced: number
    /** Triads by number of negative edges, none to three. */
    byNegatives: [number, number, number, number]
    /** Share of balanced triads with the 90 % band that the edges' bands give; null without triads. */
    share: number | null
    shareBand: [number, number] | null
    /** −1 to 1, by the products of the edges. */
    weighted: number | null
    /** tr(e^A) / tr(e^|A|); null for fewer than three states. */
    walks: number | null
    /** The unbalanced triads with the strongest weakest edge, at most twenty. */
    tense: Triad[]
  }
}

const DRAWS = 200

/** The network of all pairs on a day, from what could be read by that day. */
export function worldReport(book: TemperatureBook, options: WorldOptions): WorldReport {
  const { asOf, country, region, offices = null } = options
  const name = (code: string) => offices?.stateName(code) ?? code
  const regionOf = (code: string) => offices?.region(code) ?? ''
  const edges = book
    .pairs(asOf, country)
    .filter(({ pair }) => !region || pair.every((code) => regionOf(code) === region))
    .map(({ pair, forward, back, both: all, happenings, last }): WorldEdge => {
      const both = all.slow
      return {
        pair,
        names: [name(pair[0]), name(pair[1])],
        verdict: both.verdict,
        value: both.value,
        band: both.band,
        sign: both.band === null ? null : both.band[0] > 0 ? 1 : both.band[1] < 0 ? -1 : 0,
        fast: all.fast,
        directions: [forward.slow, back.slow],
        happenings,
        n: both.n,
        nEff: both.nEff,
        last,
      }
    })
  const byState = new Map<string, number[]>()
  const pairsOf = new Map<string, number>()
  for (const edge of edges)
    for (const code of edge.pair) {
      pairsOf.set(code, (pairsOf.get(code) ?? 0) + 1)
      if (edge.value !== null) byState.set(code, [...(byState.get(code) ?? []), edge.value])
    }
  const states = [...pairsOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, pairs]) => {
      const values = byState.get(code) ?? []
      return {
        country: code,
        name: name(code),
        region: regionOf(code),
        pairs,
        mean: values.length ? round2(values.reduce((sum, value) => sum + value, 0) / values.length) : null,
      }
    })
  return { asOf, states, edges, balance: balanceOf(edges) }
}

function balanceOf(edges: WorldEdge[]): WorldReport['balance'] {
  const measured = edges.filter((edge) => edge.value !== null)
  const signed = measured.map(
    (edge): SignedEdge => ({ a: edge.pair[0], b: edge.pair[1], value: edge.value!, sign: edge.sign! }),
  )
  const triads = triadsOf(signed)
  const share = balancedShare(triads)
  const byNegatives: [number, number, number, number] = [0, 0, 0, 0]
  for (const { signs } of triads) byNegatives[signs.filter((sign) => sign < 0).length as 0 | 1 | 2 | 3]++
  let shareBand: [number, number] | null = null
  if (share && triads.length <= 20_000) {
    const sample = new Float64Array(DRAWS)
    const seeds = measured.map((edge) => seedOf(edge.pair.join('|')))
    const place = new Map(measured.map((edge, index) => [edge.pair.join('|'), index]))
    for (let draw = 0; draw < DRAWS; draw++) {
      const signs = measured.map((edge, index) => {
        const reach = (edge.band![1] - edge.band![0]) / 2 / 1.645
        return Math.sign(edge.value! + reach * normalAt(seeds[index]!, draw))
      })
      const sign = (a: string, b: string) => signs[place.get(a < b ? `${a}|${b}` : `${b}|${a}`)!]!
      let balanced = 0
      for (const {
        states: [a, b, c],
      } of triads)
        if (sign(a, b) * sign(b, c) * sign(a, c) > 0) balanced++
      sample[draw] = balanced / triads.length
    }
    const [low, high] = quantiles(sample, 0.05, 0.95)
    shareBand = [round2(Math.min(low, share.counted)), round2(Math.max(high, share.counted))]
  }
  const walks = walkBalance(signed)
  return {
    triads: triads.length,
    balanced: triads.filter((triad) => triad.balanced).length,
    byNegatives,
    share: share ? round2(share.counted) : null,
    shareBand,
    weighted: share ? round2(share.weighted) : null,
    walks: walks === null ? null : round2(walks),
    tense: triads
      .filter((triad) => !triad.balanced)
      .map((triad) => ({ triad, least: Math.min(...triad.values.map(Math.abs)) }))
      .sort((a, b) => b.least - a.least || (a.triad.states.join() < b.triad.states.join() ? -1 : 1))
      .slice(0, 20)
      .map(({ triad }) => triad),
  }
}

/** A standard normal number, near enough: twelve uniform ones summed. */
function normalAt(seed: number, draw: number): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += drawAt(seed, draw * 12 + i)
  return sum
}
