import { type Happening, pairsOf } from '../ledger/index.ts'
import { isStateActor, type LeftOut, leftOut } from './acts.ts'
import { concernsPair } from './citing.ts'
import { orderOfDays } from './days.ts'
import {
  ACTORS,
  ACTUAL,
  CONTACT,
  DISPUTED,
  type KeptSource,
  LISTED,
  type OtherAct,
  outOn,
  putRow,
  reasonIn,
  SESSION,
  SEVERAL,
  type TableSettings,
  WAY,
} from './happening-row.ts'
import { Names, Numbers } from './names.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import { Columns, Rows, woven } from './rows.ts'
import type { Scale } from './scales.ts'
import { isOutletBefore, type WeightStage, weightStages } from './weight-stages.ts'

/**
 * What reports count of the happenings between two countries, in the order of days and ids, a list a property: what a million of them cost in memory is what
 * these lists cost (about 150 bytes a happening). Their words stay in the ledger. Days are numbers (`dayNumber`).
 */
export class PairTable extends Columns {
  /** Codes of the two, in order, and both joined: `PAK|RUS`. */
  readonly first: string
  readonly second: string
  readonly key: string
  /** Its place in the book that holds it. */
  place = 0
  /** Its rows in the columns, which may be shared with other tables: from one up to another. */
  start = 0
  end = 0
  /** All sources of the happenings that have not just one, and what others than states do. */
  more = new Map<string, KeptSource[]>()
  others = new Map<string, OtherAct[]>()
  readonly settings: TableSettings
  readonly #stages = new Map<string, readonly WeightStage[]>()
  #groups: GroupNumbers | null = null

  constructor(first: string, second: string, settings: TableSettings) {
    super()
    this.first = first
    this.second = second
    this.key = `${first}|${second}`
    this.settings = settings
  }

  /** A table of the happenings that name both countries, whoever acts for them. */
  static of(pair: [string, string], happenings: Happening[], given: Partial<TemperatureOptions> = {}): PairTable {
    const settings = { options: { ...DEFAULTS, ...given }, names: new Names() }
    const [a, b] = pair
    const [first, second] = a < b ? [a, b] : [b, a]
    const table = new PairTable(first, second, settings)
    const rows = new Rows()
    for (const happening of happenings)
      if (concernsPair([...happening.actors, ...happening.recipients], pair))
        putRow(rows, 0, happening, first, second, true, settings)
    const places = Int32Array.from({ length: rows.length }, (_, place) => place)
    putInOrder(rows, places)
    table.stand(rows.columnsOf(places), 0, rows.length)
    for (const [place, sources] of rows.more) table.more.set(rows.ids[place]!, sources)
    for (const [place, others] of rows.others) table.others.set(rows.ids[place]!, others)
    return table
  }

  get length(): number {
    return this.end - this.start
  }

  /** Its rows are these of some columns from now on. */
  stand(columns: Columns, start: number, end: number): void {
    this.take(columns)
    this.start = start
    this.end = end
    this.#groups = null
    this.#stages.clear()
  }

  /** Leaves out what stood under some ids, each by its day, and takes in the rows of `fresh`, in order, from one up to another. Cost: the rows of the table. */
  change(fresh: Columns, from: number, to: number, gone: ReadonlyMap<string, number> = NOBODY): void {
    for (const id of gone.keys()) {
      this.more.delete(id)
      this.others.delete(id)
    }
    if (to - from + gone.size > FEW) {
      const made = this.#placesWith(fresh, from, to, gone)
      this.stand(woven(made, fresh, this), 0, made.length)
      return
    }
    // Of a long table far the most is left as it is.
    if (this.ids.length !== this.length) this.cut(this.start, this.end)
    this.stand(this, 0, this.ids.length)
    for (const [id, day] of gone) {
      this.erase(this.#placeOf(day, id))
      this.end--
    }
    for (let row = from; row < to; row++) {
      this.insert(this.#placeOf(fresh.days[row]!, fresh.ids[row]!), fresh, row)
      this.end++
    }
  }

  /** The first row that is not before a day and id. */
  #placeOf(day: number, id: string): number {
    let low = this.start
    let high = this.end
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(this, middle, day, id)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Where each row comes from once others are taken in: a row of `fresh`, or ~row of the table. */
  #placesWith(fresh: Columns, from: number, to: number, gone: ReadonlyMap<string, number>): Int32Array {
    const made = new Int32Array(this.length + to - from)
    let [n, next] = [0, from]
    for (let row = this.start; row < this.end; row++) {
      const [day, id] = [this.days[row]!, this.ids[row]!]
      if (gone.size > 0 && gone.has(id)) continue
      while (next < to && isBefore(fresh, next, day, id)) made[n++] = next++
      made[n++] = ~row
    }
    while (next < to) made[n++] = next++
    return made.subarray(0, n)
  }

  /** Whether a row stands under an id and day. */
  has(id: string, day: number): boolean {
    const row = this.#placeOf(day, id)
    return row < this.end && this.days[row] === day && this.ids[row] === id
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
    return this.whole[row]! <= known ? this.weights[row] : (this.#stageAt(row, known)?.weight ?? this.weights[row])
  }

  /** How many independent sources told it by a day on which it was known. */
  independentAt(row: number, known: number): number {
    return (this.whole[row]! > known ? this.#stageAt(row, known)?.independent : undefined) ?? this.independents[row]!
  }

  /** Whether not just one source tells it. */
  isSeveral(row: number): boolean {
    return (this.kinds[row]! & SEVERAL) !== 0
  }

  /** The day a source of a row was out. */
  outOf(row: number, published: number): number {
    return outOn(published, this.ends[row]!)
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

  /** The copy groups of the table numbered from 0. Made once, and again after a change. */
  groupNumbers(): GroupNumbers {
    if (this.#groups) return this.#groups
    const numbers = new Numbers(this.length)
    const ofRow = new Int32Array(this.length)
    for (let row = this.start; row < this.end; row++)
      ofRow[row - this.start] = this.isSeveral(row) ? -1 : numbers.of(this.groups[row]!)
    for (const sources of this.more.values()) for (const { group } of sources) numbers.of(group)
    const { start } = this
    this.#groups = { count: numbers.count, of: (group) => numbers.of(group), ofRow: (row) => ofRow[row - start]! }
    return this.#groups
  }
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** The copy groups of a table by small numbers. */
interface GroupNumbers {
  count: number
  /** Of a group that the table has. */
  of(group: number): number
  /** Of a row with just one source; −1 of others. */
  ofRow(row: number): number
}

/** Rows of which days and ids are known. */
type Dated = Pick<Columns, 'days' | 'ids'>

/** Whether a row comes before a day and id. */
const isBefore = ({ days, ids }: Dated, row: number, day: number, id: string) =>
  days[row]! < day || (days[row] === day && ids[row]! < id)

/** Up to so many are moved to their places one by one. */
const FEW = 40

/** Sorts places of rows by days and ids. */
export function putInOrder(rows: Dated, places: Int32Array): void {
  const { days, ids } = rows
  const isSorted = (i: number) => isBefore(rows, places[i - 1]!, days[places[i]!]!, ids[places[i]!]!)
  if (places.length > FEW) {
    let sorted = 1
    while (sorted < places.length && isSorted(sorted)) sorted++
    if (sorted === places.length) return
    const old = places.slice()
    const own = old.map((place) => days[place]!)
    orderOfDays(own, (i) => ids[old[i]!]!).forEach((from, i) => {
      places[i] = old[from]!
    })
    return
  }
  for (let i = 1; i < places.length; i++) {
    const place = places[i]!
    let to = i
    while (to > 0 && isBefore(rows, place, days[places[to - 1]!]!, ids[places[to - 1]!]!)) {
      places[to] = places[to - 1]!
      to--
    }
    places[to] = place
  }
}

/**
 * Calls `see` with every pair of countries, codes in order, that the ledger knows a happening under (`isListed`), and with those that the temperatures know it
 * under beside these.
 */
export function eachPair(
  happening: Happening,
  see: (happening: Happening, first: string, second: string, isListed: boolean) => void,
): void {
  const { actors, recipients, reciprocal } = happening
  if (actors.length === 1 && recipients.length === 1) {
    const a = actors[0]!.country
    const b = recipients[0]!.country
    if (a !== null && b !== null && a !== b) see(happening, a < b ? a : b, a < b ? b : a, true)
    return
  }
  for (const [first, second] of pairsOf(happening)) see(happening, first, second, true)
  // Several actors and nobody acted on: each acts on each other, though the ledger lists them under no pair.
  if (recipients.length > 0 || reciprocal || leftOut(happening)) return
  const states = [...new Set(actors.filter(isStateActor).map(({ country }) => country!))].sort()
  for (const [i, first] of states.entries())
    for (const second of states.slice(i + 1)) see(happening, first, second, false)
}
