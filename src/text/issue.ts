import type { Span } from './span.ts'

/** Something that could not be used or had to be assumed: bad news as a value. `code` is stable; `message` says what was seen and what to do. */
export interface Issue {
  code: string
  message: string
  place?: Span | null
}
