/** How fine a date is known. */
export type Precision = 'day' | 'week' | 'month' | 'quarter' | 'season' | 'year' | 'decade' | 'century'

/** An interval of whole days, both ends included, as ISO days (`2002-12-01`). An unknown date is `null`, never a guess. */
export interface DateInterval {
  start: string
  end: string
  precision: Precision
}

/** An interval as words: the day, month, year or decade it is exactly, otherwise both ends ("2015-04-01 to 2018-12-31"). */
export function dateWords(date: DateInterval): string {
  const { start, end } = date
  if (start === end) return start
  if (start.slice(0, 7) === end.slice(0, 7) && start.endsWith('-01') && Number(end.slice(8)) >= 28)
    return start.slice(0, 7)
  if (start.endsWith('-01-01') && end.endsWith('-12-31')) {
    if (start.slice(0, 4) === end.slice(0, 4)) return start.slice(0, 4)
    if (start[3] === '0' && end.slice(0, 4) === `${start.slice(0, 3)}9`) return `${start.slice(0, 4)}s`
  }
  return `${start} to ${end}`
}
