import { readFileSync } from 'node:fs'
import type { CodedEvent } from '../../src/coding/index.ts'
import { codeInput, type Resources } from '../../src/pipeline/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { isOneIn, isReadable, markOf, mirrorRows, type WireRow } from '../measure.ts'

/** When the events of a mirror story happened, in the order of its row: first and last day, or null where the story does not tell. Three readers wrote them by the brief in `README.md`. */
interface DatedRow {
  id: string
  dates: ([string, string] | null)[]
}

/** Dated events found, and how many of them have the right days; `misses` in words, of rows that may be read. */
export interface EventDates {
  right: number
  of: number
  misses: string[]
}

/** Events whose own words are those of a dated one, and whether their days are within one of the reader's. `unread`: those of rows that nobody tunes on, else of every third that may be read. */
export function scoreEventDates(resources: Resources, { unread }: { unread: boolean }): EventDates {
  const file = new URL('event-dates.jsonl', import.meta.url)
  const dated = new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as DatedRow)
      .map(({ id, dates }) => [id, dates]),
  )
  const score: EventDates = { right: 0, of: 0, misses: [] }
  for (const row of mirrorRows()) {
    const dates = dated.get(row.id)
    if (!dates || isReadable(row) === unread || (!unread && !isOneIn(3, row))) continue
    const page = { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined } as const
    for (const event of codeInput({ id: row.id, page }, resources).events) {
      const at = row.events.findIndex((gold) => isTold(event, gold, row.text))
      if (at < 0) continue
      const gold = dates[at]!
      const { date } = event
      score.of++
      if (gold === null ? date === null : date && isNear(date.start, gold[0]) && isNear(date.end, gold[1]))
        score.right++
      else if (!unread)
        score.misses.push(
          `${row.id} ${row.date} ${event.type} ${date ? `${date.start}..${date.end}` : 'open'} for ${gold?.join('..') ?? 'open'}: ${row.events[at]!.trigger}`,
        )
    }
  }
  return score
}

const isNear = (day: string, other: string) => Math.abs(Date.parse(day) - Date.parse(other)) <= 86_400_000

function isTold({ type, evidence }: CodedEvent, gold: WireRow['events'][number], text: string): boolean {
  if (type !== gold.type && !gold.types?.includes(type)) return false
  const words = markOf(text, gold)
  return words !== null && evidence.some((span) => !span.in && overlaps(span, words))
}
