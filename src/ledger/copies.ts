import type { Kysely } from 'kysely'
import { compare } from './days.ts'
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
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
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
export async function findCopies(db: Kysely<Tables>, articles: string[]): Promise<string[]> {
  const touched = new Set<string>()
  for (const key of articles) {
    const article = await db
      .selectFrom('article')
      .select(['text', 'date_start'])
      .where('key', '=', key)
      .executeTakeFirst()
    const before = await edgesOf(db, [key])
    const found = new Set<string>()
    if (article) {
      const mine = shinglesOf(article.text)
      const sample = sampleOf(mine)
      const candidates = sample.length
        ? await db
            .selectFrom('shingle')
            .innerJoin('article', 'article.key', 'shingle.article')
            .select(['shingle.article', 'article.date_start', (w) => w.fn.countAll().as('n')])
            .where('shingle.shingle', 'in', sample)
            .where('shingle.article', '!=', key)
            .groupBy(['shingle.article', 'article.date_start'])
            .having((w) => w.fn.countAll(), '>=', Math.min(shared, sample.length))
            .execute()
        : []
      for (const candidate of candidates) {
        if (!near(article.date_start, candidate.date_start)) continue
        const other = await db
          .selectFrom('article')
          .select('text')
          .where('key', '=', candidate.article)
          .executeTakeFirst()
        if (other && areCopies(mine, shinglesOf(other.text))) found.add(candidate.article)
      }
    }
    const old = new Set(before.map((edge) => (edge.a === key ? edge.b : edge.a)))
    for (const other of old)
      if (!found.has(other)) {
        const [a, b] = [key, other].sort() as [string, string]
        await db.deleteFrom('copy').where('a', '=', a).where('b', '=', b).execute()
        touched.add(key).add(other)
      }
    for (const other of found)
      if (!old.has(other)) {
        const [a, b] = [key, other].sort() as [string, string]
        await db
          .insertInto('copy')
          .values({ a, b })
          .onConflict((c) => c.columns(['a', 'b']).doNothing())
          .execute()
        touched.add(key).add(other)
      }
  }
  return regroup(db, [...touched])
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

function near(a: string | null, b: string | null): boolean {
  return a === null || b === null || Math.abs(Date.parse(a) - Date.parse(b)) <= daysApart * 86_400_000
}
