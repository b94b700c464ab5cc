import { type Kysely, sql } from 'kysely'
import { changedSince } from './change-log.ts'
import { inRuns, type Store } from './database.ts'
import type { Tables } from './schema.ts'

/** One part of what a program keeps in the ledger of its happenings, so as not to make it anew at every start. */
export interface KeptPart {
  part: string
  body: Uint8Array
}

/** What was kept, made of the ledger as it stood after a change number. */
export interface Kept {
  number: number
  head: Uint8Array
  parts: AsyncIterable<KeptPart[]>
}

// The row of the head, which stands once everything is kept, and the one of a keeping that is going on. Parts have other names.
const [HEAD, GOING_ON] = ['', ' ']
/** Parts in one transaction, so that answers are given between. */
const atOnce = 100

/** What was kept by a program that calls itself `made`; null where nothing was, or so much has changed since that all is best made anew. */
export async function keptParts({ db }: Pick<Store, 'db'>, made: string): Promise<Kept | null> {
  const head = await db.selectFrom('kept').selectAll().where('part', '=', HEAD).executeTakeFirst()
  if (head?.made !== made || (await changedSince(db, Number(head.number))).everything) return null
  return { number: Number(head.number), head: head.body, parts: partsAfter(db) }
}

/** One part of what a program that calls itself `made` kept, its body null where there is none of that name; null where `keptParts` gives null. */
export async function keptPart(
  store: Pick<Store, 'db'>,
  made: string,
  part: string,
): Promise<(Pick<Kept, 'number' | 'head'> & { body: Uint8Array | null }) | null> {
  const kept = await keptParts(store, made)
  if (!kept) return null
  const row = await store.db.selectFrom('kept').select('body').where('part', '=', part).executeTakeFirst()
  return { number: kept.number, head: kept.head, body: row?.body ?? null }
}

async function* partsAfter(db: Kysely<Tables>): AsyncGenerator<KeptPart[]> {
  for (let last = GOING_ON; ; ) {
    const rows = await db
      .selectFrom('kept')
      .select(['part', 'body'])
      .where('part', '>', last)
      .orderBy('part')
      .limit(atOnce)
      .execute()
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)!.part
  }
}

/**
 * Keeps all parts in place of what was kept before; they were made of the ledger as it stood after `number`, or later. The head is asked for last. Gives up where an erasure or an import comes
 * between: true where all is kept.
 */
export async function keepAll(
  { db }: Pick<Store, 'db'>,
  { made, number, head, parts }: { made: string; number: number; head: () => Uint8Array; parts: Iterable<KeptPart> },
): Promise<boolean> {
  const began = await db.transaction().execute(async (tx) => {
    if ((await changedSince(tx, number)).everything) return false
    await tx.deleteFrom('kept').execute()
    await tx.insertInto('kept').values({ part: GOING_ON, made, number, body: new Uint8Array() }).execute()
    return true
  })
  if (!began) return false
  const write = (some: KeptPart[], isLast: boolean) =>
    db.transaction().execute(async (tx) => {
      const mark = await tx
        .deleteFrom('kept')
        .where('part', '=', GOING_ON)
        .where('number', '=', number)
        .executeTakeFirst()
      if (Number(mark.numDeletedRows) === 0) return false
      for (const { part, body } of some) await tx.insertInto('kept').values({ part, made, number, body }).execute()
      await tx
        .insertInto('kept')
        .values(
          isLast
            ? { part: HEAD, made, number, body: head() }
            : { part: GOING_ON, made, number, body: new Uint8Array() },
        )
        .execute()
      return true
    })
  let some: KeptPart[] = []
  for (const part of parts) {
    some.push(part)
    if (some.length === atOnce) {
      if (!(await write(some, false))) return false
      some = []
    }
  }
  return write(some, true)
}

/** Keeps the parts that changed since `before`, and takes out those that are gone; false where something else was kept meanwhile. */
export async function keepChanged(
  { db }: Pick<Store, 'db'>,
  changed: { made: string; before: number; number: number; head: Uint8Array; parts: KeptPart[]; gone: string[] },
): Promise<boolean> {
  const { made, before, number, head, parts, gone } = changed
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('kept')
      .set({ number, body: head })
      .where('part', '=', HEAD)
      .where('made', '=', made)
      .where('number', '=', before)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) return false
    for (const some of inRuns(gone)) await tx.deleteFrom('kept').where('part', 'in', some).execute()
    for (const { part, body } of parts)
      await tx
        .insertInto('kept')
        .values({ part, made, number, body })
        .onConflict((c) => c.column('part').doUpdateSet({ number, body }))
        .execute()
    return true
  })
}

/** Takes out everything that was kept: after an erasure it may hold what is to be forgotten. */
export async function dropKept(tx: Kysely<Tables>): Promise<void> {
  await sql`delete from kept`.execute(tx)
}
