import {
  type AlphaEstimate,
  estimateAlpha,
  interval,
  jaccard,
  masi,
  nominal,
  type Unit,
  wilson,
} from './krippendorff.ts'

/** What one coder says of one unit. A field left out was not coded; `type: null` says that there is no event. */
export interface Coding {
  type: string | null
  mode?: readonly string[]
  contexts?: readonly string[]
  score?: number | null
  actors?: readonly string[]
  recipients?: readonly string[]
}

/** A unit (a passage) with the codings of those who coded it; one coder counts once. */
export interface CodedUnit {
  id: string
  codings: readonly { by: string; coding: Coding }[]
}

/** How often a coder's class was the reference's too, with Wilson's 95 % interval. */
export interface ClassPrecision {
  right: number
  of: number
  precision: number
  interval: [number, number]
}

export interface Agreement {
  coders: string[]
  units: number
  /** Units that at least two coders coded. */
  shared: number
  alphas: { [variable in Variable]: AlphaEstimate & { metric: string } }
  /** Alpha of the type for each two coders: a machine is one more coder. */
  pairs: { coders: [string, string]; type: AlphaEstimate }[]
  /** First coder's type → second's → units, over all two coders in the order of their names; `none` is no event. */
  confusion: { [type: string]: { [type: string]: number } }
  /** Coder → type → precision against the reference; only where a reference is named. */
  precision: { [coder: string]: { [type: string]: ClassPrecision } }
  /** A paragraph for a methods section. */
  methods: string
}

export const NONE = 'none'
const VARIABLES = ['type', 'mode', 'contexts', 'contextsJaccard', 'score', 'actors', 'recipients'] as const
export type Variable = (typeof VARIABLES)[number]

/**
 * How far coders agree: Krippendorff's alpha of the type (nominal), the score (interval; units where both see an event), and of modes, contexts and parties
 * (set-valued, MASI; contexts by Jaccard's distance too), each with a bootstrap interval; confusion of types; precision by type against `reference`.
 * The order of units and codings changes nothing. `blind` says that no coder saw another's codes; the paragraph tells so.
 */
export function agreement(
  given: readonly CodedUnit[],
  {
    draws = 1000,
    random,
    reference,
    blind = false,
  }: { draws?: number; random: () => number; reference?: string; blind?: boolean },
): Agreement {
  const units = [...given]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ id, codings }) => ({ id, codings: [...codings].sort((a, b) => (a.by < b.by ? -1 : 1)) }))
  const coders = [...new Set(units.flatMap((unit) => unit.codings.map(({ by }) => by)))].sort()
  const values = <T>(of: (coding: Coding) => T | undefined | null): Unit<T>[] =>
    units.map((unit) => unit.codings.flatMap(({ coding }) => of(coding) ?? ([] as T[])) as T[])
  const sets = (of: (coding: Coding) => readonly string[] | undefined): Unit<readonly string[]>[] =>
    units.map((unit) =>
      unit.codings.flatMap(({ coding }) => {
        const set = coding.type === null ? undefined : of(coding)
        return set ? [set] : []
      }),
    )
  const estimate = <T>(metric: string, all: Unit<T>[], distance: (a: T, b: T) => number) => ({
    metric,
    ...estimateAlpha(all, distance, draws, random),
  })
  const typeOf = ({ type }: Coding) => type ?? NONE
  const alphas: Agreement['alphas'] = {
    type: estimate('nominal', values(typeOf), nominal),
    mode: estimate(
      'set-valued, MASI',
      sets((coding) => coding.mode),
      masi,
    ),
    contexts: estimate(
      'set-valued, MASI',
      sets((coding) => coding.contexts),
      masi,
    ),
    contextsJaccard: estimate(
      'set-valued, Jaccard',
      sets((coding) => coding.contexts),
      jaccard,
    ),
    score: estimate(
      'interval',
      values((coding) => (coding.type === null ? null : coding.score)),
      interval,
    ),
    actors: estimate(
      'set-valued, MASI',
      sets((coding) => coding.actors),
      masi,
    ),
    recipients: estimate(
      'set-valued, MASI',
      sets((coding) => coding.recipients),
      masi,
    ),
  }
  const pairs = coders.flatMap((first, at) =>
    coders.slice(at + 1).map((second) => ({
      coders: [first, second] as [string, string],
      type: estimateAlpha(
        units.map((unit) =>
          unit.codings.filter(({ by }) => by === first || by === second).map(({ coding }) => typeOf(coding)),
        ),
        nominal,
        draws,
        random,
      ),
    })),
  )
  const result: Agreement = {
    coders,
    units: units.length,
    shared: units.filter((unit) => unit.codings.length > 1).length,
    alphas,
    pairs,
    confusion: confusionOf(units),
    precision: reference === undefined ? {} : precisionOf(units, reference),
    methods: '',
  }
  result.methods = methodsOf(result, draws, reference, blind)
  return result
}

function confusionOf(units: readonly CodedUnit[]): Agreement['confusion'] {
  const confusion: Agreement['confusion'] = {}
  for (const { codings } of units)
    codings.forEach((first, at) => {
      for (const second of codings.slice(at + 1)) {
        confusion[first.coding.type ?? NONE] ??= {}
        const row = confusion[first.coding.type ?? NONE]!
        row[second.coding.type ?? NONE] = (row[second.coding.type ?? NONE] ?? 0) + 1
      }
    })
  return confusion
}

function precisionOf(units: readonly CodedUnit[], reference: string): Agreement['precision'] {
  const counts: Agreement['precision'] = {}
  for (const { codings } of units) {
    const wanted = codings.find(({ by }) => by === reference)
    if (!wanted) continue
    for (const { by, coding } of codings) {
      if (by === reference || coding.type === null) continue
      counts[by] ??= {}
      const entry = (counts[by][coding.type] ??= { right: 0, of: 0, precision: 0, interval: [0, 1] })
      entry.of++
      if (wanted.coding.type === coding.type) entry.right++
    }
  }
  for (const types of Object.values(counts))
    for (const entry of Object.values(types)) {
      entry.precision = entry.right / entry.of
      entry.interval = wilson(entry.right, entry.of)
    }
  return counts
}

const WORDS: { [variable in Variable]: string } = {
  type: 'event type',
  mode: 'mode',
  contexts: 'contexts',
  contextsJaccard: 'contexts by Jaccard distance',
  score: 'score',
  actors: 'actors',
  recipients: 'recipients',
}

/** The customary reading: 0.80 and more is firm, 0.667 to 0.80 allows tentative conclusions (Krippendorff 2019). */
export function firmness(alpha: number | null): 'firm' | 'tentative' | 'too low' | 'not defined' {
  if (alpha === null) return 'not defined'
  return alpha >= 0.8 ? 'firm' : alpha >= 0.667 ? 'tentative' : 'too low'
}

const two = (value: number) => value.toFixed(2)

function methodsOf(result: Agreement, draws: number, reference: string | undefined, blind: boolean): string {
  const { coders, shared, alphas } = result
  if (shared === 0)
    return `${coders.length} coder(s) coded ${result.units} unit(s); no unit was coded by two of them, so no agreement can be stated.`
  const parts = VARIABLES.filter((variable) => variable !== 'contextsJaccard').flatMap((variable) => {
    const { alpha, low, high, metric, units } = alphas[variable]
    if (alpha === null) return []
    const band = low === null ? '' : `, 95 % bootstrap interval ${two(low)} to ${two(high!)}`
    return [`${two(alpha)} for ${WORDS[variable]} (${metric}${band}, n = ${units}: ${firmness(alpha)})`]
  })
  const undefinedOnes = VARIABLES.filter(
    (variable) => variable !== 'contextsJaccard' && alphas[variable].alpha === null && alphas[variable].units > 0,
  )
  const sentences = [
    `${coders.length === 2 ? 'Two coders' : `${coders.length} coders`} (${coders.join(', ')}) coded ${shared} common unit(s)${blind ? " without seeing each other's codes" : ''}.`,
    parts.length ? `Krippendorff's alpha was ${parts.join('; ')}.` : '',
    undefinedOnes.length
      ? `Alpha is not defined for ${undefinedOnes.map((variable) => WORDS[variable]).join(', ')}, where every code was the same.`
      : '',
    `Set-valued variables use the MASI distance (Passonneau 2006); intervals come from ${draws} draws of units with replacement. Values of 0.80 and more are held to be firm, values from 0.667 tentative (Krippendorff 2019).`,
    ...Object.entries(result.precision).map(([coder, types]) => {
      const all = Object.values(types)
      const [right, of] = [all.reduce((sum, t) => sum + t.right, 0), all.reduce((sum, t) => sum + t.of, 0)]
      const [low, high] = wilson(right, of)
      return `Against ${reference}, ${right} of ${of} events of ${coder} had the right type: precision ${two(right / of)} (Wilson 95 % interval ${two(low)} to ${two(high)}).`
    }),
  ]
  return sentences.filter(Boolean).join(' ')
}
