import type { KeptSource, OtherAct } from './happening-row.ts'

/** Columns of whole numbers between −2^31 and 2^31, and of any numbers: what is kept of a happening beside its id. */
export const WHOLE_COLUMNS = [
  'days',
  'starts',
  'ends',
  'from',
  'whole',
  'kinds',
  'independents',
  'published',
  'outlets',
  'soles',
] as const
export const REAL_COLUMNS = ['weights', 'scores', 'goldsteins', 'confidences', 'groups', 'articles'] as const
const ALL_COLUMNS = [...WHOLE_COLUMNS, ...REAL_COLUMNS] as const

/**
 * What is kept of happenings between countries, a list a property; days are numbers (`dayNumber`). Plain lists, which the engine counts as its own memory: with
 * as much in typed arrays it would look for garbage again and again.
 */
export class Columns {
  ids: string[]
  /** The day each is told of: the middle of its interval; `NO_DAY` where it has none within a quarter. */
  days: number[]
  /** First and last day of what is told. */
  starts: number[]
  ends: number[]
  /** The first day on which it can be known (begun, and published somewhere), and the first on which all its sources are out. */
  from: number[]
  whole: number[]
  kinds: number[]
  independents: number[]
  /** The source of a happening that has just one. */
  published: number[]
  outlets: number[]
  soles: number[]
  groups: number[]
  articles: number[]
  /** By all its sources. */
  weights: number[]
  /** On the settings' own scale, and Goldstein's. */
  scores: number[]
  goldsteins: number[]
  confidences: number[]

  /** With room for so many rows, where that is known. */
  constructor(length = 0) {
    this.ids = new Array(length)
    this.days = new Array(length)
    this.starts = new Array(length)
    this.ends = new Array(length)
    this.from = new Array(length)
    this.whole = new Array(length)
    this.kinds = new Array(length)
    this.independents = new Array(length)
    this.published = new Array(length)
    this.outlets = new Array(length)
    this.soles = new Array(length)
    this.groups = new Array(length)
    this.articles = new Array(length)
    this.weights = new Array(length)
    this.scores = new Array(length)
    this.goldsteins = new Array(length)
    this.confidences = new Array(length)
  }

  /** Other columns in place of these. */
  protected take(columns: Columns): void {
    this.ids = columns.ids
    for (const name of ALL_COLUMNS) this[name] = columns[name]
  }

  /** Some rows of these alone, as lists of their own. */
  protected cut(start: number, end: number): void {
    this.ids = this.ids.slice(start, end)
    for (const name of ALL_COLUMNS) this[name] = this[name].slice(start, end)
  }

  protected insert(at: number, rows: Columns, place: number): void {
    this.ids.splice(at, 0, rows.ids[place]!)
    for (const name of ALL_COLUMNS) this[name].splice(at, 0, rows[name][place]!)
  }

  protected erase(at: number): void {
    this.ids.splice(at, 1)
    for (const name of ALL_COLUMNS) this[name].splice(at, 1)
  }
}

/** Rows in one stretch of memory. */
const STRETCH = 4096
const WIDTH = ALL_COLUMNS.length

/**
 * Happenings on their way into the tables of pairs, in the order in which they came, the numbers of one beside each other: so they are put into another order
 * in a fraction of the time that columns would take.
 */
export class Rows {
  readonly ids: string[] = []
  /** The table each belongs to, by its number. */
  readonly tables: number[] = []
  readonly days: number[] = []
  /** All sources of a row that has not just one, and what others than states do. */
  readonly more = new Map<number, KeptSource[]>()
  readonly others = new Map<number, OtherAct[]>()
  readonly #stretches: number[][] = []

  get length(): number {
    return this.ids.length
  }

  /** Where the numbers of the next row are to be added, in the order of `WHOLE_COLUMNS` and `REAL_COLUMNS`. */
  next(id: string, table: number, day: number): number[] {
    if (this.ids.length % STRETCH === 0) this.#stretches.push([])
    this.ids.push(id)
    this.tables.push(table)
    this.days.push(day)
    return this.#stretches[this.#stretches.length - 1]!
  }

  /** Columns of the rows in some places, in that order. */
  columnsOf(places: Int32Array): Columns {
    const made = new Columns(places.length)
    const { ids, days, starts, ends, from, whole, kinds, independents, published, outlets, soles } = made
    const { weights, scores, goldsteins, confidences, groups, articles } = made
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!
      ids[i] = this.ids[place]!
      const row = this.#stretches[Math.floor(place / STRETCH)]!
      const at = (place % STRETCH) * WIDTH
      // Whole numbers as such, so that the engine keeps them so.
      days[i] = row[at]! | 0
      starts[i] = row[at + 1]! | 0
      ends[i] = row[at + 2]! | 0
      from[i] = row[at + 3]! | 0
      whole[i] = row[at + 4]! | 0
      kinds[i] = row[at + 5]! | 0
      independents[i] = row[at + 6]! | 0
      published[i] = row[at + 7]! | 0
      outlets[i] = row[at + 8]! | 0
      soles[i] = row[at + 9]! | 0
      weights[i] = row[at + 10]!
      scores[i] = row[at + 11]!
      goldsteins[i] = row[at + 12]!
      confidences[i] = row[at + 13]!
      groups[i] = row[at + 14]!
      articles[i] = row[at + 15]!
    }
    return made
  }
}

/** Columns of some rows of one and of the other, in the order of `places`: a place of `fresh`, or ~place of `old`. */
export function woven(places: Int32Array, fresh: Columns, old: Columns): Columns {
  const made = new Columns()
  for (const place of places) made.ids.push(place >= 0 ? fresh.ids[place]! : old.ids[~place]!)
  for (const name of ALL_COLUMNS) {
    const [to, one, other] = [made[name], fresh[name], old[name]]
    for (let i = 0; i < places.length; i++) to.push(places[i]! >= 0 ? one[places[i]!]! : other[~places[i]!]!)
  }
  return made
}
