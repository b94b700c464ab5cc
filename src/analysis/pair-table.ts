import { type Happening, pairsOf } from '../ledger/index.ts'
import { isStateActor, type LeftOut, leftOut } from './acts.ts'
import { concernsPair } from './citing.ts'
import { orderOfDays } from './days.ts'
import {
  ACTORS,
  ACTUAL,
  ALWAYS,
  CONTACT,
  DISPUTED,
  happeningRow,
  type KeptSource,
  LISTED,
  NO_DAY,
  type OtherAct,
  reasonIn,
  SESSION,
  type TableSettings,
  UNNAMED,
  WAY,
} from './happening-row.ts'
import { Names, Numbers } from './names.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import type { Scale } from './scales.ts'
import { isOutletBefore, type WeightStage, weightStages } from './weight-stages.ts'

/** Tables up to so long are ordered as a whole; in longer ones a late row is moved in over so many others at most. */
const LONG = 200
const NEAR = 1000

/** Columns of whole numbers below 2^31, and of any numbers: what a table is packed as beside its ids (`packed-table.ts`). */
export const WHOLE_COLUMNS = [
  'days',
  'starts',
  'ends',
  'from',
  'kinds',
  'independents',
  'published',
  'outlets',
  'soles',
] as const
export const REAL_COLUMNS = ['weights', 'scores', 'goldsteins', 'confidences', 'groups', 'articles'] as const

/**
 * What reports count of the happenings between two countries, in the order of days and ids, a list a property: what a million of them cost in memory is what
 * these lists cost (about 150 bytes a happening). Their words stay in the ledger. Days are numbers (`dayNumber`).
 */
export class PairTable {
  /** Codes of the two, in order, and both joined: `PAK|RUS`. */
  readonly first: string
  readonly second: string
  readonly key: string
  ids: string[] = []
  /** The day each is told of: the middle of its interval; `NO_DAY` where it has none within a quarter. */
  days: number[] = []
  /** First and last day of what is told. */
  starts: number[] = []
  ends: number[] = []
  /** The first day on which it can be known: begun, and published somewhere. */
  from: number[] = []
  kinds: number[] = []
  /** By all its sources. */
  weights: number[] = []
  /** On the settings' own scale, and Goldstein's. */
  scores: number[] = []
  goldsteins: number[] = []
  confidences: number[] = []
  independents: number[] = []
  /** The source of a happening that has just one (`more` holds those of all others). */
  published: number[] = []
  outlets: number[] = []
  soles: number[] = []
  groups: number[] = []
  articles: number[] = []
  more = new Map<string, KeptSource[]>()
  others = new Map<string, OtherAct[]>()
  readonly settings: TableSettings
  readonly #stages = new Map<string, readonly WeightStage[]>()
  #ordered = true
  #groups: GroupNumbers | null = null

  constructor(first: string, second: string, settings: TableSettings) {
    this.first = first
    this.second = second
    this.key = `${first}|${second}`
    this.settings = settings
  }

  /** A table of the happenings that name both countries, whoever acts for them. */
  static of(pair: [string, string], happenings: Happening[], given: Partial<TemperatureOptions> = {}): PairTable {
    const settings = { options: { ...DEFAULTS, ...given }, names: new Names() }
    const [a, b] = pair
    const table = new PairTable(a < b ? a : b, a < b ? b : a, settings)
    for (const happening of happenings)
      if (concernsPair([...happening.actors, ...happening.recipients], pair)) table.#take(happening, true)
    table.order()
    return table
  }

  /** Enters a happening into the tables of every pair of countries that the ledger or the temperatures know it under; returns those. */
  static enter(happening: Happening, tableFor: (first: string, second: string) => PairTable): PairTable[] {
    const tables: PairTable[] = []
    for (const [first, second] of pairsOf(happening)) {
      const table = tableFor(first, second)
      table.#take(happening, true)
      tables.push(table)
    }
    // Several actors and nobody acted on: each acts on each other, though the ledger lists them under no pair.
    if (happening.recipients.length === 0 && !happening.reciprocal && !leftOut(happening)) {
      const states = [...new Set(happening.actors.filter(isStateActor).map(({ country }) => country!))].sort()
      for (const [i, first] of states.entries())
        for (const second of states.slice(i + 1)) {
          const table = tableFor(first, second)
          table.#take(happening, false)
          tables.push(table)
        }
    }
    return tables
  }

  get length(): number {
    return this.ids.length
  }

  /** `NO_WAY`, `FORWARD`, `BACK` or `BOTH`. */
  wayOf(row: number): number {
    return (this.kinds[row]! >> WAY) & 3
  }

  typeOf(row: number): number {
    return this.kinds[row]! & 15
  }

  reasonOf(row: number): LeftOut | null {
    return reasonIn(this.kinds[row]!)
  }

  /** Whether the ledger lists it under this pair. */
  isListed(row: number): boolean {
    return (this.kinds[row]! & LISTED) !== 0
  }

  /** Whether it may be a contact of the two states; a session of a joint body; something that happened. */
  isContact(row: number): boolean {
    return (this.kinds[row]! & CONTACT) !== 0
  }

  isSession(row: number): boolean {
    return (this.kinds[row]! & SESSION) !== 0
  }

  isActual(row: number): boolean {
    return (this.kinds[row]! & ACTUAL) !== 0
  }

  /** Whether its reports differ. */
  isDisputed(row: number): boolean {
    return (this.kinds[row]! & DISPUTED) !== 0
  }

  /** Whether one of the pair (0 the first, 1 the second) is a state among its actors, on whomever it acts. */
  isActor(row: number, side: 0 | 1): boolean {
    return (this.kinds[row]! & ACTORS[side]) !== 0
  }

  /** The scores on a scale; on one that is neither the settings' own nor Goldstein's there are none. */
  scoresOn(scale: Scale): number[] {
    if (scale === this.settings.options.scale) return this.scores
    if (scale === 'goldstein') return this.goldsteins
    throw new RangeError('A table has the scores of its own scale and those of Goldstein.')
  }

  /** The weight of a row as known on a day; undefined where it was not known. */
  weightAt(row: number, known: number): number | undefined {
    if (this.from[row]! > known) return undefined
    if (this.more.size === 0) return this.weights[row]
    return this.#stageAt(row, known)?.weight ?? this.weights[row]
  }

  /** How many independent sources told it by a day on which it was known. */
  independentAt(row: number, known: number): number {
    return (this.more.size > 0 ? this.#stageAt(row, known)?.independent : undefined) ?? this.independents[row]!
  }

  /** The day a source was out; one without a day of publication counts from the last day it tells of. */
  outOf(row: number, published: number): number {
    if (published !== NO_DAY) return published
    return this.ends[row] === NO_DAY ? ALWAYS : this.ends[row]!
  }

  #stageAt(row: number, known: number): WeightStage | undefined {
    const sources = this.more.get(this.ids[row]!)
    if (!sources || sources.length === 0) return undefined
    let stages = this.#stages.get(this.ids[row]!)
    if (!stages) this.#stages.set(this.ids[row]!, (stages = this.#stagesOf(row, sources)))
    let found: WeightStage | undefined
    for (const stage of stages) if (stage.from <= known) found = stage
    return found
  }

  #stagesOf(row: number, sources: KeptSource[]): WeightStage[] {
    const outs = sources.map(({ published }) => this.outOf(row, published))
    const whole = { confidence: this.confidences[row]!, independent: this.independents[row]! }
    const { options, names } = this.settings
    return weightStages(sources, outs, whole, options.sourceReliability, names.texts)
  }

  /** Whether an outlet comes before another by name. */
  isBefore(a: number, b: number): boolean {
    return isOutletBefore(a, b, this.settings.names.texts)
  }

  /** The copy groups of the table numbered from 0; `ofRow` has that of each row with just one source, −1 for others. Made once, and again after a change. */
  groupNumbers(): GroupNumbers {
    if (this.#groups) return this.#groups
    const numbers = new Numbers(this.length)
    const ofRow = new Int32Array(this.length)
    const several = this.more.size > 0
    for (let row = 0; row < ofRow.length; row++)
      ofRow[row] = several && this.more.has(this.ids[row]!) ? -1 : numbers.of(this.groups[row]!)
    for (const sources of this.more.values()) for (const { group } of sources) numbers.of(group)
    this.#groups = { count: numbers.count, of: (group) => numbers.of(group), ofRow }
    return this.#groups
  }

  remove(id: string): void {
    const row = this.ids.indexOf(id)
    if (row < 0) return
    this.#groups = null
    for (const list of this.#columns()) list.splice(row, 1)
    for (const map of [this.more, this.others, this.#stages]) map.delete(id)
  }

  /** Puts all in the order of days and ids. */
  order(): void {
    if (this.#ordered) return
    this.#ordered = true
    this.#groups = null
    const { ids } = this
    const order = orderOfDays(this.days, (place) => ids[place]!)
    for (const list of this.#columns()) {
      const old = list.slice()
      for (let i = 0; i < order.length; i++) list[i] = old[order[i]!]
    }
  }

  #columns(): unknown[][] {
    return [this.ids, ...WHOLE_COLUMNS.map((name) => this[name]), ...REAL_COLUMNS.map((name) => this[name])]
  }

  /** The first row that is not before a day and id. */
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

  #take(happening: Happening, isListed: boolean): void {
    this.#groups = null
    const { id } = happening
    const { sources, others, ...numbers } = happeningRow(happening, [this.first, this.second], isListed, this.settings)
    const row = this.#placeFor(numbers.days, id)
    const one = sources.length === 1 ? sources[0]! : nowhere
    put(this.ids, row, id)
    put(this.days, row, numbers.days)
    put(this.starts, row, numbers.starts)
    put(this.ends, row, numbers.ends)
    put(this.from, row, numbers.from)
    put(this.kinds, row, numbers.kinds)
    put(this.weights, row, numbers.weights)
    put(this.scores, row, numbers.scores)
    put(this.goldsteins, row, numbers.goldsteins)
    put(this.confidences, row, numbers.confidences)
    put(this.independents, row, numbers.independents)
    put(this.published, row, one.published)
    put(this.outlets, row, one.outlet)
    put(this.soles, row, one.sole)
    put(this.groups, row, one.group)
    put(this.articles, row, one.article)
    if (sources.length !== 1) this.more.set(id, sources)
    if (others.length) this.others.set(id, others)
  }

  /** Where a new row goes: near the end of a long table where it belongs; else at the end, and all are put in order once somebody asks. */
  #placeFor(day: number, id: string): number {
    const last = this.length - 1
    if (last < 0 || this.days[last]! < day || (this.days[last] === day && this.ids[last]! < id)) return this.length
    const place = this.#ordered && this.length > LONG ? this.#placeOf(day, id) : -1
    if (place >= 0 && place >= this.length - NEAR) return place
    this.#ordered = false
    return this.length
  }
}

interface GroupNumbers {
  count: number
  /** Of a group that the table has. */
  of(group: number): number
  ofRow: Int32Array
}

const nowhere: KeptSource = { published: NO_DAY, outlet: UNNAMED, sole: -1, group: 0, article: 0 }

function put<T>(list: T[], at: number, value: T): void {
  if (at === list.length) list.push(value)
  else list.splice(at, 0, value)
}
