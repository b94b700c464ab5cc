import { type Cite, daysOf } from '../citing.ts'
import { whenWords } from '../phrases.ts'
import { tellsTime } from './telling.ts'

/**
 * When something was, if its words tell a time; else the day it was reported, for the day of a happening may only be assumed. `words` are null where the
 * article is not at hand.
 */
export function toldWhen(date: { start: string; end: string } | null, cite: Cite, words: string | null): string {
  const reported = daysOf(cite)
  // A day of publication is what is assumed where nothing tells the day.
  const isAssumed = words !== null && reported !== null && (date?.start === reported.start || !tellsTime(words))
  if (date && !isAssumed) return ` ${whenWords(date)}`
  return reported ? `, reported ${whenWords(reported)}` : ` ${whenWords(null)}`
}
