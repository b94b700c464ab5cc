import type { Happening, Ledger } from '../ledger/index.ts'
import { Names } from './names.ts'
import { DEFAULTS } from './options.ts'
import { unpackTable } from './packed-table.ts'
import type { PairTable } from './pair-table.ts'
import { openTemperatureBook, type TemperatureBook } from './temperature-book.ts'

/** Of so many happenings that changed since a book was kept, a pair's own are read quicker. */
const many = 2000

/** Under which a version of the program keeps its book in a ledger. The first number rises whenever a book of the same happenings would be another one. */
export const bookMadeBy = (version: string): string => `pairs 3, Détente ${version}`

/** What is to be kept beside packed pairs. */
export const bookHead = (book: TemperatureBook): Uint8Array => new TextEncoder().encode(JSON.stringify(book.names()))

/** A book with nothing in it that adopts the pairs kept beside a head. */
export const openKeptBook = (head: Uint8Array): TemperatureBook =>
  openTemperatureBook([], {}, JSON.parse(new TextDecoder().decode(head)) as string[])

/**
 * What a server of this version kept in the ledger of the happenings between two countries, brought up to what changed since; null where there are none,
 * undefined where nothing is kept or too much changed: then the happenings themselves are to be read. About 2 µs a happening of the pair.
 */
export async function keptTable(
  ledger: Pick<Ledger, 'kept' | 'changedSince' | 'happeningsById'>,
  pair: [string, string],
  version: string,
): Promise<PairTable | null | undefined> {
  const kept = await ledger.kept.part(bookMadeBy(version), [...pair].sort().join('|'))
  if (!kept) return undefined
  const { everything, happenings } = await ledger.changedSince(kept.number)
  if (everything || happenings.length > many) return undefined
  if (happenings.length === 0) {
    const names = new Names(JSON.parse(new TextDecoder().decode(kept.head)) as string[])
    return kept.body ? unpackTable(kept.body, { options: DEFAULTS, names }) : null
  }
  const book = openKeptBook(kept.head)
  if (kept.body) book.adopt(kept.body)
  const changed: Happening[] = await ledger.happeningsById(happenings)
  const found = new Set(changed.map(({ id }) => id))
  book.update(
    changed,
    happenings.filter((id) => !found.has(id)),
  )
  return book.table(...pair)
}
