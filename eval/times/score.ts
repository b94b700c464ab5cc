import { readFileSync } from 'node:fs'
import type { TimeExpression } from '../../src/ground/grounded-text.ts'
import { findTimes, intervalOf } from '../../src/ground/times/index.ts'
import { type Sentence, splitSentences } from '../../src/parse/index.ts'

/** One sentence of the gold: the publication day, the text, and its time expressions in order. */
export interface GoldRow {
  date: string
  text: string
  /**
   * `date`: an ISO year, month or day, `1980s`, or `start..end`; a list where two readings are right; `null` for what has no calendar date; `any` where
   * this gold does not judge. A dated expression the gold does not name is false.
   */
  times: { words: string; date: string | string[] | null; mod?: string }[]
}

export interface TimeScore {
  wanted: number
  right: number
  /** Dated expressions found, and those of them that are right or unjudged. */
  said: number
  saidRight: number
  modsWanted: number
  modsRight: number
  misses: string[]
}

export function readGold(): GoldRow[] {
  return readFileSync(new URL('./gold.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldRow)
}

function bounds(value: string): [string, string] {
  if (value.endsWith('0s')) return [`${value.slice(0, 4)}-01-01`, `${value.slice(0, 3)}9-12-31`]
  const [from, to] = value.split('..') as [string, string | undefined]
  return [intervalOf(from)?.start ?? from, intervalOf(to ?? from)?.end ?? to ?? from]
}

/** A text cut into sentences whose words carry no tags and no tree: the finder alone is measured. */
function untagged(text: string): Sentence[] {
  return splitSentences(text).map(({ start, end, paragraph, tokens }, index) => ({
    start,
    end,
    paragraph,
    index,
    tokens: tokens.map((token) => ({
      ...token,
      lemma: token.form.toLowerCase(),
      upos: '',
      xpos: '',
      head: -1,
      deprel: '',
    })),
  }))
}

/** Finds the times of every gold sentence and compares them: an expression is right when its words overlap and its interval is the gold's. */
export function scoreTimes(gold: readonly GoldRow[], parse: (text: string) => Sentence[] = untagged): TimeScore {
  const score: TimeScore = { wanted: 0, right: 0, said: 0, saidRight: 0, modsWanted: 0, modsRight: 0, misses: [] }
  for (const { date, text, times } of gold) {
    const article = {
      id: '',
      key: '',
      language: 'en',
      date: null,
      text,
      paragraphs: [{ start: 0, end: text.length }],
      sourceMap: [[0, 0]] as [number, number][],
      issues: [],
    }
    const free = new Set<TimeExpression>(findTimes({ article, body: parse(text), title: [] }, intervalOf(date)))
    for (const time of free) if (time.date) score.said++
    let from = 0
    for (const { words, date: value, mod } of times) {
      const start = text.indexOf(words, from)
      const end = start + words.length
      from = end
      const hit = [...free].find((time) => time.start < end && start < time.end && time.date)
      if (hit) free.delete(hit)
      if (value === 'any') {
        if (hit) score.saidRight++
        continue
      }
      score.wanted++
      const allowed = value === null ? [] : [value].flat().map(bounds)
      const right = value === null ? !hit : allowed.some(([a, b]) => hit?.date?.start === a && hit.date.end === b)
      if (right) score.right++
      else
        score.misses.push(
          `${date} ${text} [${words}] = ${value}; said ${hit?.date ? `${hit.date.start}..${hit.date.end}` : 'nothing'}`,
        )
      if (right && hit) score.saidRight++
      if (mod) {
        score.modsWanted++
        if (hit?.mod === mod) score.modsRight++
        else if (right) score.misses.push(`${date} ${text} [${words}] mod ${mod}; said ${hit?.mod}`)
      }
    }
    for (const time of free)
      if (time.date)
        score.misses.push(
          `${date} ${text} false: [${text.slice(time.start, time.end)}] ${time.date.start}..${time.date.end}`,
        )
  }
  return score
}
