import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Database, inRuns, insertMany, madeFrom } from './database.ts'
import type { Tables } from './schema.ts'
import { searchWords } from './search-words.ts'

/** What words are looked up in: the texts of articles, and names and words of imported rows. Both are keyed by the row's place. */
export type Indexed = 'article_words' | 'imported_words'

/** Makes a word index: FTS5 without content on SQLite, a `tsvector` with GIN on PostgreSQL. Both are handed our own words (`searchWords`). */
export async function createWords(db: Kysely<Tables>, database: Database, table: Indexed): Promise<void> {
  if (database === 'sqlite') {
    await sql`create virtual table ${sql.table(table)} using fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')`.execute(
      db,
    )
    return
  }
  await sql`create table ${sql.table(table)} (place bigint primary key, words tsvector not null)`.execute(db)
  await sql`create index ${sql.ref(`${table}_gin`)} on ${sql.table(table)} using gin (words)`.execute(db)
}

/** What a row is found by, on its way into an index: words as `indexedWords` gives them. */
export interface IndexedRow {
  place: number
  words: string
}

/** The words a text is found by, each once, between spaces; `marks` are words beside it that no text holds (`markOf`). */
export function indexedWords(text: string, marks: readonly string[] = []): string {
  const words = searchWords(text)
  const once = words.length > 16 ? [...new Set(words)] : words.filter((word, i) => words.indexOf(word) === i)
  return [...once, ...marks].join(' ')
}

/** The word under which a row is found by a country, or by a pair of them in bytewise order. */
export function markOf(...countries: string[]): string {
  let mark = 'zzq'
  for (const code of countries) mark += signOf(code)
  return mark
}

/** Codes as they stand in marks, worked out before. */
const signs = new Map<string, string>()

function signOf(code: string): string {
  const known = signs.get(code)
  if (known !== undefined) return known
  const sign = code.toLowerCase().replace(/[^a-z0-9]/g, (c) => `x${c.codePointAt(0)!.toString(16)}`)
  if (signs.size >= 10_000) signs.clear()
  signs.set(code, sign)
  return sign
}

/** Puts words under the places of their rows, in place of what stood there. */
export async function indexWords(
  db: Kysely<Tables>,
  database: Database,
  table: Indexed,
  given: IndexedRow[],
  fresh = false,
): Promise<void> {
  if (given.length === 0) return
  if (!fresh)
    await dropWords(
      db,
      database,
      table,
      given.map(({ place }) => place),
    )
  // In the order of places: FTS5 starts a new piece of its index wherever a row stands before the last one.
  const rows = [...given].sort((a, b) => a.place - b.place)
  if (database === 'sqlite')
    await insertMany(
      db,
      database,
      table,
      [
        { name: 'rowid', cast: 'bigint' },
        { name: 'words', cast: 'text' },
      ],
      madeFrom(rows, ({ place, words }) => [place, words]),
    )
  else
    for (const some of inRuns(rows, 5000))
      await sql`insert into ${sql.table(table)} (place, words) select p, to_tsvector('simple', w) from unnest(${some.map(({ place }) => place)}::bigint[], ${some.map(({ words }) => words)}::text[]) as given (p, w)`.execute(
        db,
      )
}

export async function dropWords(
  db: Kysely<Tables>,
  database: Database,
  table: Indexed,
  places: number[],
): Promise<void> {
  if (places.length === 0) return
  const key = database === 'sqlite' ? sql.ref('rowid') : sql.ref('place')
  await sql`delete from ${sql.table(table)} where ${key} in (${sql.join(places)})`.execute(db)
}

/** A run of places, in order, of which only the first `limit` that hold the words are wanted. */
export interface Reach {
  from: number
  to: number
  newest: boolean
  limit: number
}

/**
 * The condition that `place` holds all words of a question; null when the question holds no word. With a `reach` SQLite stops reading the word lists, which
 * are kept in the order of places, once enough is found. `marks` must stand beside the words.
 */
export function holdsWords(
  database: Database,
  table: Indexed,
  question: string,
  place: RawBuilder<unknown>,
  reach?: Reach,
  marks: string[] = [],
): RawBuilder<boolean> | null {
  const asked = [...new Set(searchWords(question))]
  if (asked.length === 0) return null
  const words = [...asked, ...marks]
  if (database === 'postgres')
    return sql<boolean>`${place} in (select place from ${sql.table(table)} where words @@ to_tsquery('simple', ${words.map((word) => `'${word}'`).join(' & ')}))`
  const holds = sql`select rowid from ${sql.table(table)} where ${sql.table(table)} match ${words.map((word) => `"${word}"`).join(' ')}`
  return reach
    ? sql<boolean>`${place} in (${holds} and rowid >= ${reach.from} and rowid < ${reach.to} order by rowid ${sql.raw(reach.newest ? 'desc' : 'asc')} limit ${reach.limit})`
    : sql<boolean>`${place} in (${holds})`
}
