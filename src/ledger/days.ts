/** Days since 1 January of the year 1 in the calendar of ISO 8601, of an ISO day. */
export function dayNumber(iso: string): number {
  const at = new Date(0)
  at.setUTCFullYear(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)))
  return at.getTime() / 86_400_000 + yearOne
}

const yearOne = 719_162

/** The ISO day of a day number. */
export function dayOf(number: number): string {
  return new Date((number - yearOne) * 86_400_000).toISOString().slice(0, 10)
}

/** The last instant of an ISO day, as instants are kept. */
export const endOf = (day: string) => `${day}T23:59:59.999Z`

/** What has no day stands behind every day. */
const noDay = 4_000_000
const perDay = 2 ** 31

/**
 * The place of a row in the order by day and then id, as one whole number below 2^53: the day and the first 31 bits of the id (32 hexadecimal
 * digits). Tables are kept in this order, so the newest rows of an answer are found without sorting. Two rows of one day may share a place; the second
 * filed takes the next free one, and answers are sorted by day and id at the end.
 */
export function placeOf(day: string | null, id: string): number {
  return (day === null ? noDay : dayNumber(day)) * perDay + Math.floor((Number.parseInt(id.slice(0, 8), 16) || 0) / 2)
}

/** The first place of a day: every row of an earlier day is below it. */
export const firstPlaceOf = (day: string) => dayNumber(day) * perDay

/** The first place of what has no day. */
export const undatedPlace = noDay * perDay

/** The day of a place; null for what has none. */
export const dayOfPlace = (place: number) => (place >= undatedPlace ? null : dayOf(Math.floor(place / perDay)))

/** Bytewise order of strings of our own making (ids, days, codes). */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
