import type { Kysely } from 'kysely'
import type { Record } from '../coding/index.ts'
import { freePlace, freePlaces, inRuns, insertMany, lockShared, type Store } from './database.ts'
import { compare, placeOf } from './days.ts'
import { articleMark, personMark, withoutPersons } from './erase-names.ts'
import type { Tables } from './schema.ts'
import { dropWords } from './search.ts'
import { fileDerived, indexArticles, settleArticle, settleFresh } from './settle.ts'
import { isCurrentText, supersede, textHash } from './versions.ts'

/**
 * What came of filing a record: new, known already (nothing changed), coded anew by other versions, updated (the page now has another text, which
 * supersedes the old one; that is kept), or erased before and kept out.
 */
export type Filed = 'new' | 'known' | 'recoded' | 'updated' | 'erased'

/** The versions that made a coding, as one key. */
export const madeKey = (made: Record['made']) =>
  [made.record, made.detente, made.model, made.rules, made.lexicon].join(' ')

/** Files records in one transaction, in their order; articles never seen before go in together, by one statement a table. */
export async function fileRecords(store: Store, whole: Record[]): Promise<Filed[]> {
  const given = whole.map(withoutNul)
  return store.db.transaction().execute(async (tx) => {
    await lockShared(tx, store.database)
    const marks = new Set(
      given.flatMap(({ key, entities }) => [
        articleMark(key),
        ...entities.filter(({ kind }) => kind === 'person').map(({ name }) => personMark(name)),
      ]),
    )
    const buried = new Set<string>()
    for (const some of inRuns([...marks]))
      for (const { mark } of await tx.selectFrom('tombstone').select('mark').where('mark', 'in', some).execute())
        buried.add(mark)
    const seen = new Set<string>()
    for (const some of inRuns([...new Set(given.map(({ key }) => key))]))
      for (const { article } of await tx.selectFrom('coding').select('article').where('article', 'in', some).execute())
        seen.add(article)

    const filed: Filed[] = []
    const fresh: Fresh[] = []
    const others: { at: number; record: Record }[] = []
    for (const [at, record] of given.entries()) {
      filed.push('new')
      if (buried.has(articleMark(record.key))) filed[at] = 'erased'
      else if (seen.has(record.key)) others.push({ at, record: covered(record, buried) })
      else fresh.push({ record: covered(record, buried), text: record.text })
      seen.add(record.key)
    }
    // In one order for every writer, so that two of them never wait for each other.
    fresh.sort((a, b) => compare(a.record.key, b.record.key))
    await fileFresh(tx, store, fresh)
    for (const { at, record } of others) filed[at] = await fileAgain(tx, store, record, given[at]!.text)
    return filed
  })
}

const covered = (record: Record, buried: Set<string>) =>
  withoutPersons(
    record,
    record.entities.filter(({ kind, name }) => kind === 'person' && buried.has(personMark(name))),
  )

const codingOf = (record: Record) => JSON.stringify({ ...record, text: '' })

const columns = (...names: string[]) => names.map((name) => ({ name, cast: name === 'place' ? 'bigint' : 'text' }))

/** A record with the names of erased people covered, and the text as given, by which it is known again. */
interface Fresh {
  record: Record
  text: string
}

/** Files articles that the ledger has never held. */
async function fileFresh(tx: Kysely<Tables>, store: Store, fresh: Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const records = fresh.map(({ record }) => record)
  const { database } = store
  const at = store.now()
  const places = await freePlaces(
    tx,
    'article',
    records.map(({ date, key }) => placeOf(date?.start ?? null, key)),
  )
  await insertMany(
    tx,
    database,
    'article',
    columns(
      ...['key', 'id', 'url', 'outlet', 'byline', 'title', 'date_start', 'date_end', 'text'],
      ...['filed_at', 'changed_at', 'copy_group', 'place'],
    ),
    records.map((record, i) => {
      const { key, id, url, outlet, byline, title, date, text } = record
      return [
        key,
        id,
        url,
        outlet,
        byline,
        title,
        date?.start ?? null,
        date?.end ?? null,
        text,
        at,
        at,
        key,
        places[i]!,
      ]
    }),
  )
  await insertMany(
    tx,
    database,
    'article_version',
    columns('article', 'hash', 'since'),
    fresh.map(({ record, text }) => [record.key, textHash(text), at]),
  )
  const made = records.map((record) => madeKey(record.made))
  await insertMany(
    tx,
    database,
    'coding',
    [...columns('article', 'made', 'record'), { name: 'current', cast: 'integer' }],
    records.map((record, i) => [record.key, made[i]!, codingOf(record), 1]),
  )
  await insertMany(
    tx,
    database,
    'coding_turn',
    columns('article', 'since', 'made'),
    records.map(({ key }, i) => [key, at, made[i]!]),
  )
  await indexArticles(tx, database, records, places)
  await settleFresh(tx, database, records)
}

/** Files a record of an article that was filed before; `text` is the text as given, no name in it covered. */
async function fileAgain(tx: Kysely<Tables>, store: Store, record: Record, text: string): Promise<Filed> {
  const made = madeKey(record.made)
  const known = await tx.selectFrom('coding').select(['made', 'current']).where('article', '=', record.key).execute()
  const sameText = await isCurrentText(tx, record.key, text)
  if (sameText && known.some((row) => row.made === made && row.current === 1)) return 'known'
  const at = store.now()
  if (!sameText) await supersede(tx, record.key, text, at)
  await renewArticle(tx, store, record)
  if (sameText) await supersede(tx, record.key, text, at)
  await tx.updateTable('coding').set({ current: 0 }).where('article', '=', record.key).execute()
  const coding = codingOf(record)
  await tx
    .insertInto('coding')
    .values({ article: record.key, made, record: coding, current: 1 })
    .onConflict((c) => c.columns(['article', 'made']).doUpdateSet({ current: 1, record: coding }))
    .execute()
  await tx
    .insertInto('coding_turn')
    .values({ article: record.key, since: at, made })
    .onConflict((c) => c.columns(['article', 'since', 'made']).doNothing())
    .execute()
  await fileDerived(tx, store.database, record)
  await settleArticle(tx, store.database, record.key, at)
  return sameText ? 'recoded' : 'updated'
}

/** Brings an article's row to what is now known of it. */
async function renewArticle(tx: Kysely<Tables>, { database }: Store, record: Record): Promise<void> {
  const { title, text, date } = record
  const now = { title, text, date_start: date?.start ?? null, date_end: date?.end ?? null }
  const old = await tx
    .selectFrom('article')
    .select(['place', 'date_start'])
    .where('key', '=', record.key)
    .executeTakeFirstOrThrow()
  await dropWords(tx, database, 'article_words', [Number(old.place)])
  const place =
    old.date_start === now.date_start
      ? {}
      : { place: await freePlace(tx, 'article', placeOf(now.date_start, record.key)) }
  await tx
    .updateTable('article')
    .set({ ...now, ...place })
    .where('key', '=', record.key)
    .execute()
}

/** No database keeps the letter NUL in text; another letter that shows as nothing known stands in its place, so that every offset holds. */
function withoutNul(record: Record): Record {
  const without = (text: string) => text.replaceAll('\0', '\ufffd')
  return { ...record, text: without(record.text), title: record.title === null ? null : without(record.title) }
}
