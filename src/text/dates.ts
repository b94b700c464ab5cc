/** How fine a date is known. */
export type Precision = 'day' | 'week' | 'month' | 'quarter' | 'season' | 'year' | 'decade' | 'century'

/** An interval of whole days, both ends included, as ISO days (`2002-12-01`). An unknown date is `null`, never a guess. */
export interface DateInterval {
  start: string
  end: string
  precision: Precision
}
