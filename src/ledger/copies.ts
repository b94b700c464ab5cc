import { type Kysely, sql } from 'kysely'
import { type Database, inRuns, insertMany } from './database.ts'
import { compare, dayNumber } from './days.ts'
import type { Tables } from './schema.ts'

/** Words of a shingle. */
const shingleLength = 5
/** One shingle in so many is kept in the sample; of short texts the smallest ones besides. */
const sampled = 8
const atLeast = 8
/** Sampled shingles two texts must share to be compared in full. */
const shared = 4
/** Part of the shorter text's shingles that must stand in the longer one: papers cut wire stories from the end and change the lead. */
const contained = 0.7
/** Days of publication a copy may lie from its original. */
const daysApart = 7

/** 32-bit hash of a string (FNV-1a over UTF-16 units, then mixed). Whole-number arithmetic: the same everywhere. */
function hash32(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Hashes of all runs of five words of a text, whatever stands between the words; of a shorter text the whole. */
export function shinglesOf(text: string): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{1,500}/gu) ?? []
  const found = new Set<number>()
  if (words.length === 0) return found
  for (let i = 0; i + shingleLength <= words.length; i++) found.add(hash32(words.slice(i, i + shingleLength).join(' ')))
  if (found.size === 0) found.add(hash32(words.join(' ')))
  return found
}

/** The sample of a text's shingles by which copies find each other (a min-wise sketch: what is sampled depends on the shingle alone). */
export function sampleOf(shingles: Set<number>): number[] {
  const sorted = [...shingles].sort((a, b) => a - b)
  const bottom = sorted.slice(0, atLeast)
  return [...new Set([...bottom, ...sorted.filter((shingle) => shingle % sampled === 0)])]
}

/** Whether one of two texts copies the other. */
export function areCopies(a: Set<number>, b: Set<number>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return false
  let both = 0
  for (const shingle of small) if (large.has(shingle)) both++
  // A few sentences are copied whole or not at all: shorter texts say too little to tell.
  return small.size < 12 ? both === small.size && small.size === large.size : both >= contained * small.size
}

/** Articles whose copies are looked for together. */
const together = 500
/** Shingles, each with an interval of days, that one statement asks for. */
const intervalsAtOnce = 2000
/** Texts held in shingles at once. */
const mostTexts = 3000

/**
 * Finds the copies of some articles among all, files them, and sets the copy groups anew where they changed.
 * Returns the articles whose group is another than before.
 */
export async function findCopies(db: Kysely<Tables>, database: Database, articles: string[]): Promise<string[]> {
  const touched = new Set<string>()
  const texts = new ShingledTexts(db)
  const edges = await edgesAmong(db, articles)
  for (const run of inRuns(articles, together)) {
    const own = await texts.of(run)
    const candidates = await sharing(db, database, own)
    // Most of them at once; what has no room is asked for when its turn comes.
    await texts.of([...new Set([...candidates.values()].flat())].slice(0, mostTexts - together))
    const fresh: [a: string, b: string][] = []
    const pair = (key: string, other: string): [a: string, b: string] => (key < other ? [key, other] : [other, key])
    for (const key of run) {
      const mine = own.get(key)
      const found = new Set<string>()
      if (mine)
        for (const [candidate, theirs] of await texts.of(candidates.get(key) ?? []))
          if (areCopies(mine.shingles, theirs.shingles)) found.add(candidate)
      const old = edges.get(key) ?? new Set()
      for (const other of old)
        if (!found.has(other)) {
          const [a, b] = pair(key, other)
          await db.deleteFrom('copy').where('a', '=', a).where('b', '=', b).execute()
          touched.add(key).add(other)
        }
      for (const other of found)
        if (!old.has(other)) {
          fresh.push(pair(key, other))
          touched.add(key).add(other)
        }
    }
    const columns = ['a', 'b'].map((name) => ({ name, cast: 'text' }))
    await insertMany(db, database, 'copy', columns, fresh, 'passed over')
  }
  return regroup(db, [...touched])
}

/** Articles that hold a shingle, by number, with their days; -1 where the day is not known. */
interface Holders {
  numbers: number[]
  days: number[]
}

/** For each of some articles those published near it that share enough of its sampled shingles to be compared with it in full. */
async function sharing(
  db: Kysely<Tables>,
  database: Database,
  articles: Map<string, Shingled>,
): Promise<Map<string, string[]>> {
  const samples = [...articles].map(([key, { day, shingles }]) => ({ key, day, sample: sampleOf(shingles) }))
  const numbers = new Map<string, number>()
  const keys: string[] = []
  const holders = await holdersOf(db, database, daysWanted(samples), (key) => {
    let number = numbers.get(key)
    if (number === undefined) {
      number = keys.push(key) - 1
      numbers.set(key, number)
    }
    return number
  })
  const shares = new Uint16Array(keys.length)
  const found = new Map<string, string[]>()
  for (const { key, day, sample } of samples) {
    const least = Math.min(shared, sample.length)
    const met: number[] = []
    const near: string[] = []
    for (const shingle of sample) {
      const held = holders.get(shingle)
      if (!held) continue
      for (const [i, other] of held.numbers.entries()) {
        const theirs = held.days[i]!
        // What has no day may copy anything, and anything may copy it.
        if (day >= 0 && theirs >= 0 && Math.abs(day - theirs) > daysApart) continue
        const count = ++shares[other]!
        if (count === 1) met.push(other)
        if (count === least && keys[other] !== key) near.push(keys[other]!)
      }
    }
    for (const other of met) shares[other] = 0
    if (near.length) found.set(key, near)
  }
  return found
}

/** The days on which others that hold a shingle of some articles are looked for, by shingle: intervals in order that do not meet. */
function daysWanted(samples: { day: number; sample: number[] }[]): Map<number, [low: number, high: number][]> {
  const wanted = new Map<number, [low: number, high: number][]>()
  const want = (shingle: number, low: number, high: number) => {
    const intervals = wanted.get(shingle)
    const last = intervals?.at(-1)
    if (!intervals) wanted.set(shingle, [[low, high]])
    else if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high)
    else intervals.push([low, high])
  }
  for (const { day, sample } of [...samples].sort((a, b) => a.day - b.day))
    for (const shingle of sample)
      if (day < 0) want(shingle, -1, 10_000_000)
      else {
        if (!wanted.has(shingle)) want(shingle, -1, -1)
        want(shingle, Math.max(0, day - daysApart), day + daysApart)
      }
  return wanted
}

/** Who holds some shingles on some days, each once: what many articles share is read once for all of them. */
async function holdersOf(
  db: Kysely<Tables>,
  database: Database,
  wanted: Map<number, [low: number, high: number][]>,
  numberOf: (key: string) => number,
): Promise<Map<number, Holders>> {
  const found = new Map<number, Holders>()
  const rows = [...wanted].flatMap(([shingle, intervals]) => intervals.map(([low, high]) => [shingle, low, high]))
  for (const some of inRuns(rows, intervalsAtOnce)) {
    const list = (at: number) => some.map((row) => row[at])
    const asked =
      database === 'postgres'
        ? sql`select * from unnest(${list(0)}::bigint[], ${list(1)}::integer[], ${list(2)}::integer[])`
        : sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(some)})`
    const held = await sql<{ shingle: number | string; day: number; article: string }>`
      with wanted (shingle, low, high) as (${asked})
      select s.shingle as shingle, s.day as day, s.article as article from wanted w
      join shingle s on s.shingle = w.shingle and s.day between w.low and w.high`.execute(db)
    for (const { shingle, day, article } of held.rows) {
      let of = found.get(Number(shingle))
      if (!of) found.set(Number(shingle), (of = { numbers: [], days: [] }))
      of.numbers.push(numberOf(article))
      of.days.push(day)
    }
  }
  return found
}

interface Shingled {
  day: number
  shingles: Set<number>
}

/** Texts taken apart into shingles, each once as long as there is room. */
class ShingledTexts {
  readonly #db: Kysely<Tables>
  readonly #known = new Map<string, Shingled | null>()

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Those of the articles that there are. */
  async of(keys: string[]): Promise<Map<string, Shingled>> {
    const found = new Map<string, Shingled>()
    const asked = keys.filter((key) => {
      const known = this.#known.get(key)
      if (known) found.set(key, known)
      return known === undefined
    })
    for (const some of inRuns(asked)) {
      const left = new Set(some)
      for (const { key, text, date_start } of await this.#db
        .selectFrom('article')
        .select(['key', 'text', 'date_start'])
        .where('key', 'in', some)
        .execute()) {
        const made = { day: date_start ? dayNumber(date_start) : -1, shingles: shinglesOf(text) }
        left.delete(key)
        found.set(key, made)
        this.#keep(key, made)
      }
      for (const key of left) this.#keep(key, null)
    }
    return found
  }

  #keep(key: string, made: Shingled | null): void {
    if (this.#known.size >= mostTexts) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(key, made)
  }
}

async function edgesAmong(db: Kysely<Tables>, keys: string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  const add = (key: string, other: string) => {
    const held = found.get(key)
    if (held) held.add(other)
    else found.set(key, new Set([other]))
  }
  for (const { a, b } of await edgesOf(db, keys)) {
    add(a, b)
    add(b, a)
  }
  return found
}

/** Sets the copy groups of some articles and all they are joined to anew; returns those whose group changed. */
export async function regroup(db: Kysely<Tables>, articles: string[]): Promise<string[]> {
  const changed: string[] = []
  const seen = new Set<string>()
  for (const start of [...articles].sort(compare)) {
    if (seen.has(start)) continue
    const group = [start]
    seen.add(start)
    for (let frontier = [start]; frontier.length; ) {
      const next: string[] = []
      for (const edge of await edgesOf(db, frontier))
        for (const key of [edge.a, edge.b])
          if (!seen.has(key)) {
            seen.add(key)
            group.push(key)
            next.push(key)
          }
      frontier = next
    }
    const name = group.sort(compare)[0]!
    for (let at = 0; at < group.length; at += 500) {
      const some = group.slice(at, at + 500)
      const stale = await db
        .selectFrom('article')
        .select('key')
        .where('key', 'in', some)
        .where('copy_group', '!=', name)
        .execute()
      if (stale.length === 0) continue
      const keys = stale.map((row) => row.key)
      await db.updateTable('article').set({ copy_group: name }).where('key', 'in', keys).execute()
      changed.push(...keys)
    }
  }
  return changed
}

async function edgesOf(db: Kysely<Tables>, keys: string[]): Promise<{ a: string; b: string }[]> {
  const edges: { a: string; b: string }[] = []
  for (let at = 0; at < keys.length; at += 400) {
    const some = keys.slice(at, at + 400)
    edges.push(
      ...(await db
        .selectFrom('copy')
        .selectAll()
        .where((w) => w.or([w('a', 'in', some), w('b', 'in', some)]))
        .execute()),
    )
  }
  return edges
}
