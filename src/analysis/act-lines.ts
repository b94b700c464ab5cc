import { EVENT_TYPES } from '../coding/index.ts'
import { type Act, independentSources, inOrder } from './acts.ts'
import { type Cite, citeHappening } from './citing.ts'

/** What curves are made of: acts in the order of days and ids, a list a property. */
export interface ActLines {
  length: number
  /** Days since 1970-01-01. */
  days: ArrayLike<number>
  weights: ArrayLike<number>
  scores: ArrayLike<number>
  /** Places in `EVENT_TYPES`. */
  types: ArrayLike<number>
  /** The id of the happening. */
  idOf(line: number): string
}

/** Acts with what changes ask of their sources. Each happening stands once. */
export interface ToldLines extends ActLines {
  /** A number for the only outlet that tells it; −1 where several do. */
  soleOf(line: number): number
  /** The outlet of such a number. */
  outletOf(sole: number): string
  /** Number of independent sources of the lines from one up to another, or of some of them. */
  independent(from: number, to: number, only?: (line: number) => boolean): number
  /** First and last ISO day of what is told. */
  spanOf(line: number): { start: string; end: string }
  citeOf(line: number): Cite
}

const placeOfType = new Map(EVENT_TYPES.map((type, index) => [type, index]))

/** Acts at hand as lines; every act of a happening is one. */
export function actLines(given: Act[]): ActLines {
  const acts = inOrder(given)
  return {
    length: acts.length,
    days: acts.map(({ day }) => day),
    weights: acts.map(({ weight }) => weight),
    scores: acts.map(({ score }) => score),
    types: acts.map(({ happening }) => placeOfType.get(happening.type)!),
    idOf: (line) => acts[line]!.happening.id,
  }
}

/** Each happening of some acts once, whatever number of directions it acts in, with its sources. */
export function toldLines(given: Act[]): ToldLines {
  // By day and id: acts of one happening stand together.
  const acts = inOrder(given).filter((act, i, all) => i === 0 || act.happening.id !== all[i - 1]!.happening.id)
  const outlets: string[] = []
  return {
    ...actLines(acts),
    soleOf(line) {
      const { sources } = acts[line]!.happening
      const name = sources[0] && (sources[0].outlet ?? sources[0].copyGroup)
      if (name === undefined || sources.some((source) => (source.outlet ?? source.copyGroup) !== name)) return -1
      const known = outlets.indexOf(name)
      return known < 0 ? outlets.push(name) - 1 : known
    },
    outletOf: (sole) => outlets[sole]!,
    independent: (from, to, only = () => true) =>
      independentSources(acts.slice(from, to).flatMap(({ happening }, i) => (only(from + i) ? happening.sources : []))),
    spanOf: (line) => acts[line]!.happening.date!,
    citeOf: (line) => citeHappening(acts[line]!.happening),
  }
}
