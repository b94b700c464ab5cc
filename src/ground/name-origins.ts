/** Where names of people are usual, as a row of `lexicon/name-origins.tsv` tells: lists are parted by spaces. */
export interface NameArea {
  countries: string
  /** Countries where such names are met too: they count half. */
  also: string
  /** `first`: the family's name stands first; `any`: a father's given name stands where others have a family's; else empty. */
  order: string
  given: string
  family: string
  /** "-enko". */
  endings: string
  /** "van" as a word of its own, "mc-" of a word. */
  beginnings: string
}

/** How well a name fits: `by` country, and `best` of all countries in the world; both 0 where nothing of the name is known. */
export interface NameFit {
  best: number
  by: ReadonlyMap<string, number>
}

/** How much a part of a name speaks for an area by what it is there; shared by those areas where it is usual. */
const FAMILY = 3
const FATHER = 2
const GIVEN = 1.2
const ENDING = 1.5
const PARTICLE = 1

const none: NameFit = { best: 0, by: new Map() }

/** By a word the areas (their places in the table) where it is usual. */
type Areas = Map<string, number[]>

/** Names and where they are usual. The table is taken apart when the first name is asked for: many articles name nobody whose country they do not tell. */
export class NameOrigins {
  readonly #rows: readonly NameArea[]
  #index: ReturnType<typeof indexOf> | null = null
  readonly #known = new Map<string, NameFit>()

  constructor(rows: readonly NameArea[]) {
    this.#rows = rows
  }

  /**
   * How well each country fits somebody of that name, given by its folded units ("tore haugen"). A family's name counts more than a given one, a whole name more than an ending, and each
   * the less the more areas share it. Linear in the name.
   */
  fit(units: readonly string[]): NameFit {
    const parts = units.filter((unit) => unit.length > 1 && !/^(?:jr|sr|junior|ii|iii|\d.*)$/.test(unit))
    if (parts.length === 0 || this.#rows.length === 0) return none
    const key = parts.join(' ')
    let fit = this.#known.get(key)
    if (!fit) {
      if (this.#known.size >= 4096) this.#known.clear()
      this.#known.set(key, (fit = this.#fitOf(parts)))
    }
    return fit
  }

  #fitOf(parts: readonly string[]): NameFit {
    this.#index ??= indexOf(this.#rows)
    const { areas } = this.#index
    const by = new Map<string, number>()
    parts.forEach((part, p) => {
      const values = this.#valuesOf(part, p, parts.length)
      const most = new Map<string, number>()
      for (const [a, value] of values) {
        const { countries, also } = areas[a]!
        for (const country of countries) most.set(country, Math.max(most.get(country) ?? 0, value))
        for (const country of also) most.set(country, Math.max(most.get(country) ?? 0, value / 2))
      }
      for (const [country, value] of most) by.set(country, (by.get(country) ?? 0) + value)
    })
    return { best: Math.max(0, ...by.values()), by }
  }

  /** By area what one part of a name says, from where it stands. */
  #valuesOf(part: string, p: number, length: number): Map<number, number> {
    const { areas, given, family, particles } = this.#index!
    const values = new Map<number, number>()
    const last = p === length - 1
    const add = (list: readonly number[], weight: number, fits: (order: string) => boolean) => {
      const fitting = list.filter((a) => fits(areas[a]!.order))
      for (const a of fitting) values.set(a, Math.max(values.get(a) ?? 0, weight / Math.sqrt(fitting.length)))
    }
    const families = family.get(part) ?? []
    const givens = given.get(part) ?? []
    if (last || p > 0) add(families, FAMILY, () => true)
    else add(families, FAMILY, (order) => order === 'first')
    if (last) add(givens, FATHER, (order) => order === 'any')
    if (!last || length === 1) add(givens, GIVEN, () => true)
    else add(givens, GIVEN, (order) => order === 'first')
    add(particles.get(part) ?? [], PARTICLE, () => true)
    if (last && families.length === 0 && values.size === 0) add(this.#shaped(part), ENDING, () => true)
    return values
  }

  /** The areas of the longest ending that a name has, or else of the longest beginning; two letters or more must be left. */
  #shaped(name: string): readonly number[] {
    const { endings, beginnings } = this.#index!
    for (let from = 2; from < name.length - 1; from++) {
      const found = endings.get(name.slice(from))
      if (found) return found
    }
    for (let to = name.length - 2; to > 0; to--) {
      const found = beginnings.get(name.slice(0, to))
      if (found) return found
    }
    return []
  }
}

const wordsOf = (cell: string) => cell.split(' ').filter(Boolean)

function indexOf(rows: readonly NameArea[]) {
  const [given, family, endings, beginnings, particles]: Areas[] = [0, 1, 2, 3, 4].map(() => new Map())
  const put = (to: Areas, word: string, a: number) => {
    const list = to.get(word)
    if (list) list.push(a)
    else to.set(word, [a])
  }
  rows.forEach((row, a) => {
    for (const word of wordsOf(row.given)) put(given!, word, a)
    for (const word of wordsOf(row.family)) put(family!, word, a)
    for (const word of wordsOf(row.endings)) put(endings!, word.slice(1), a)
    for (const word of wordsOf(row.beginnings))
      if (word.endsWith('-')) put(beginnings!, word.slice(0, -1), a)
      else put(particles!, word, a)
  })
  return {
    areas: rows.map(({ countries, also, order }) => ({ countries: wordsOf(countries), also: wordsOf(also), order })),
    given: given!,
    family: family!,
    endings: endings!,
    beginnings: beginnings!,
    particles: particles!,
  }
}
