import { markOf, type WireRow } from '../../eval/measure.ts'
import type { Span } from '../../src/text/index.ts'
import type { Mark, MarkedSentence } from './triggers.ts'

/** Wire rows as marked sentences: every event's word is marked, every other predicate is none. Rows with a word that cannot be found are left out. */
export function wireSentences(rows: readonly WireRow[]): MarkedSentence[] {
  return rows.flatMap((row) => {
    const marks: Mark[] = []
    for (const event of row.events) {
      const mark = markOf(row.text, event)
      if (!mark) return []
      marks.push({
        ...mark,
        types: [event.type, ...(event.types ?? [])],
        mode: event.types ? null : (event.mode ?? null),
        ...(event.optional && { optional: true }),
      })
    }
    return [{ text: row.text, marks, group: row.id, ...(row.date && { date: row.date }) }]
  })
}

/** Where words stand in a text, nearest to a place; null where they are not there or not given. */
export function wordsNear(text: string, words: string | undefined, place: number): Span | null {
  if (!words) return null
  let best: Span | null = null
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1))
    if (!best || Math.abs(start - place) < Math.abs(best.start - place)) best = { start, end: start + words.length }
  return best
}
