import { EVENT_TYPES } from '../coding/index.ts'
import type { Happening } from '../ledger/index.ts'
import { actsOf, independentSources, weightOf } from './acts.ts'
import { dayNumber, orderOfDays } from './days.ts'
import type { TemperatureOptions } from './options.ts'

/** Lists up to so long are ordered as a whole; in longer ones a late line is moved in over so many others at most. */
const LONG = 200
const NEAR = 1000

const placeOfType = new Map(EVENT_TYPES.map((type, index) => [type, index]))

/** Which way a happening acts: first of the pair to second, back, or both at once. */
export const BOTH = 2

/** One happening between two states as the book keeps it. */
export interface Entered {
  id: string
  /** Days since 1970-01-01. */
  day: number
  type: Happening['type']
  weight: number
  score: number
}

/** What a happening weighed while only some of its sources were out: from a day on. */
interface Stage {
  from: number
  weight: number
}

/**
 * The happenings that count between two states, in the order of days and ids, a list a property: what a million of them cost in memory is what these
 * lists cost. What could be read on a day is those with `from` up to it.
 */
export class PairLines {
  /** Codes of the two, in order, and both joined: `PAK|RUS`. */
  readonly first: string
  readonly second: string
  readonly key: string
  readonly ids: string[] = []
  /** The day each is told of: the middle of its interval. */
  readonly days: number[] = []
  /** The first day on which it can be known: begun, and published somewhere. */
  readonly from: number[] = []
  readonly weights: number[] = []
  readonly scores: number[] = []
  /** Type in the lower four bits, way above them. */
  readonly kinds: number[] = []
  /** Of those that further sources took up later: the weights before, oldest first. */
  readonly #before = new Map<string, readonly Stage[]>()

  /** Where the last one was put, and whether all stand in order. */
  #entered = 0
  #ordered = true

  constructor(first: string, second: string) {
    this.first = first
    this.second = second
    this.key = `${first}|${second}`
  }

  get length(): number {
    return this.ids.length
  }

  /** Enters a happening into the lines of every pair of states it counts in; returns those. */
  static enter(
    happening: Happening,
    options: Pick<TemperatureOptions, 'sourceReliability' | 'scale'>,
    linesOf: (first: string, second: string) => PairLines,
  ): PairLines[] {
    const places: PairLines[] = []
    for (const act of actsOf(happening, options)) {
      if (!act.from.state || !act.to.state) continue
      const forward = act.from.key < act.to.key
      const lines = forward ? linesOf(act.from.key, act.to.key) : linesOf(act.to.key, act.from.key)
      const way = forward ? 0 : 1
      if (places.includes(lines)) {
        const at = lines.#entered
        if (lines.kinds[at]! >> 4 !== way) lines.kinds[at] = (lines.kinds[at]! & 15) | (BOTH << 4)
        continue
      }
      places.push(lines)
      const { from, before } = stagesOf(happening, options)
      lines.#insert(happening.id, act.day, from, act.weight, act.score, placeOfType.get(happening.type)! | (way << 4))
      if (before.length) lines.#before.set(happening.id, before)
    }
    return places
  }

  /** The weight of a line as known on a day; undefined where it was not known. */
  weightAt(index: number, known: number): number | undefined {
    if (this.from[index]! > known) return undefined
    if (this.#before.size === 0) return this.weights[index]
    const stages = this.#before.get(this.ids[index]!)
    if (!stages) return this.weights[index]
    let weight: number | undefined
    for (const stage of stages) if (stage.from <= known) weight = stage.weight
    return weight
  }

  remove(id: string): void {
    const at = this.ids.indexOf(id)
    if (at < 0) return
    for (const list of [this.ids, this.days, this.from, this.weights, this.scores, this.kinds]) list.splice(at, 1)
    this.#before.delete(id)
  }

  between(since: number, until: number): Entered[] {
    this.order()
    const found: Entered[] = []
    for (let i = this.length - 1; i >= 0 && this.days[i]! > since; i--) {
      const weight = this.days[i]! <= until ? this.weightAt(i, until) : undefined
      if (weight !== undefined)
        found.push({
          id: this.ids[i]!,
          day: this.days[i]!,
          type: EVENT_TYPES[this.kinds[i]! & 15]!,
          weight,
          score: this.scores[i]!,
        })
    }
    return found.reverse()
  }

  /** The first place whose line is not before a day and id. */
  #placeOf(day: number, id: string): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.days[middle]! < day || (this.days[middle] === day && this.ids[middle]! < id)) low = middle + 1
      else high = middle
    }
    return low
  }

  #insert(id: string, day: number, from: number, weight: number, score: number, kind: number): void {
    const last = this.length - 1
    const behind = last < 0 || this.days[last]! < day || (this.days[last] === day && this.ids[last]! < id)
    let at = this.length
    if (!behind) {
      // Near the end of a long list it is put where it belongs; else all are put in order once somebody asks.
      const place = this.#ordered && this.length > LONG ? this.#placeOf(day, id) : -1
      if (place >= 0 && place >= this.length - NEAR) at = place
      else this.#ordered = false
    }
    put(this.ids, at, id)
    put(this.days, at, day)
    put(this.from, at, from)
    put(this.weights, at, weight)
    put(this.scores, at, score)
    put(this.kinds, at, kind)
    this.#entered = at
  }

  /** Puts all in the order of days and ids. */
  order(): void {
    if (this.#ordered) return
    this.#ordered = true
    const { ids, days } = this
    const order = orderOfDays(days, (place) => ids[place]!)
    for (const list of [ids, days, this.from, this.weights, this.scores, this.kinds] as unknown[][]) {
      const old = list.slice()
      for (let i = 0; i < order.length; i++) list[i] = old[order[i]!]
    }
  }
}

function put<T>(list: T[], at: number, value: T): void {
  if (at === list.length) list.push(value)
  else list.splice(at, 0, value)
}

/**
 * From which day a happening can be known, and its weight for each day on which another source came out, where there is more than one. A source
 * without a day of publication counts from the day it tells of.
 */
function stagesOf(
  happening: Happening,
  options: Pick<TemperatureOptions, 'sourceReliability'>,
): { from: number; before: readonly Stage[] } {
  const { sources, date } = happening
  const begun = date ? dayNumber(date.start) : Number.MIN_SAFE_INTEGER
  const told = date?.end ?? null
  if (sources.length === 1) return { from: Math.max(begun, dayOut(sources[0]!.published ?? told)), before: none }
  if (sources.length === 0) return { from: Number.MAX_SAFE_INTEGER, before: none }
  const dayOf = (published: string | null) => dayOut(published ?? told)
  const days = [...new Set(sources.map(({ published }) => dayOf(published)))].sort((a, b) => a - b)
  const from = Math.max(begun, days[0]!)
  if (days.length === 1) return { from, before: none }
  const before = days.map((day): Stage => {
    const out = sources.filter(({ published }) => dayOf(published) <= day)
    const independent =
      out.length === sources.length ? happening.independent : Math.min(happening.independent, independentSources(out))
    return { from: day, weight: weightOf({ ...happening, independent }, options) }
  })
  return before.every(({ weight }) => weight === before[0]!.weight) ? { from, before: none } : { from, before }
}

const none: readonly Stage[] = []

const dayOut = (day: string | null) => (day ? dayNumber(day) : Number.MIN_SAFE_INTEGER)
