import type { Kysely } from 'kysely'
import { type Database, inRuns, isOneOf } from './database.ts'
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

/**
 * Finds the copies of some articles among all, files them, and sets the copy groups anew where they changed.
 * Returns the articles whose group is another than before.
 */
export async function findCopies(db: Kysely<Tables>, database: Database, articles: string[]): Promise<string[]> {
  const touched = new Set<string>()
  const texts = new ShingledTexts(db)
  const edges = await edgesAmong(db, articles)
  for (const key of articles) {
    const mine = await texts.of(key)
    const found = new Set<string>()
    if (mine)
      for (const candidate of await sharing(db, database, key, mine))
        if (areCopies(mine.shingles, (await texts.of(candidate))!.shingles)) found.add(candidate)
    const old = edges.get(key) ?? new Set()
    for (const other of old)
      if (!found.has(other)) {
        const [a, b] = [key, other].sort() as [string, string]
        await db.deleteFrom('copy').where('a', '=', a).where('b', '=', b).execute()
        touched.add(key).add(other)
      }
    const fresh = [...found].filter((other) => !old.has(other))
    for (const some of inRuns(fresh))
      await db
        .insertInto('copy')
        .values(
          some.map((other) => {
            const [a, b] = [key, other].sort() as [string, string]
            return { a, b }
          }),
        )
        .onConflict((c) => c.columns(['a', 'b']).doNothing())
        .execute()
    for (const other of fresh) touched.add(key).add(other)
  }
  return regroup(db, [...touched])
}

/** Articles published near that share enough of a text's sampled shingles to be compared with it in full. */
async function sharing(db: Kysely<Tables>, database: Database, key: string, mine: Shingled): Promise<string[]> {
  const sample = sampleOf(mine.shingles)
  if (sample.length === 0) return []
  const near = (from: number, to: number) =>
    db
      .selectFrom('shingle')
      .select(['article', (w) => w.fn.countAll().as('n')])
      .where(isOneOf(database, 'shingle', sample))
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('article', '!=', key)
      .groupBy('article')
      .having((w) => w.fn.countAll(), '>=', Math.min(shared, sample.length))
      .execute()
  // What has no day may copy anything, and anything may copy it.
  const rows =
    mine.day < 0
      ? await near(-1, 10_000_000)
      : [...(await near(mine.day - daysApart, mine.day + daysApart)), ...(await near(-1, -1))]
  return rows.map(({ article }) => article)
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

  async of(key: string): Promise<Shingled | null> {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const row = await this.#db
      .selectFrom('article')
      .select(['text', 'date_start'])
      .where('key', '=', key)
      .executeTakeFirst()
    const made = row ? { day: row.date_start ? dayNumber(row.date_start) : -1, shingles: shinglesOf(row.text) } : null
    if (this.#known.size >= 3000) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(key, made)
    return made
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
