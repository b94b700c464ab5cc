// What is right in the pages of this folder: words of the story, title, byline, date. `npx tsx eval/pages/score.ts` prints a line a page;
// with --misses N the words missed and kept too much of page N.
import '../../src/languages.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Article, readArticle } from '../../src/article/index.ts'
import { readInputs } from '../../src/intake/index.ts'

const folder = 'eval/pages'

export interface PageScore {
  name: string
  /** Share of the words kept that are wanted, and of the words wanted that are kept; repeated words count as often as they stand. */
  precision: number
  recall: number
  f1: number
  /** The same over runs of four words, as public benchmarks of page extraction count. */
  runsF1: number
  title: boolean
  byline: boolean
  date: boolean
  missed: string[]
  surplus: string[]
}

interface Gold {
  title: string
  byline: string
  date: string
  text: string
}

function goldOf(name: string): Gold {
  const file = readFileSync(`${folder}/${name}.gold.txt`, 'utf8')
  const end = file.indexOf('\n\n')
  const fields = Object.fromEntries(
    file
      .slice(0, end)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return {
    title: fields['title'] ?? '',
    byline: fields['byline'] ?? '',
    date: fields['date'] ?? '',
    text: file.slice(end + 2),
  }
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}_]+/gu) ?? []

function runs(words: string[], length: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + Math.min(length, words.length) <= words.length && words.length; i++) {
    const run = words.slice(i, i + length).join(' ')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

function compare(found: Map<string, number>, wanted: Map<string, number>) {
  let both = 0
  const missed: string[] = []
  const surplus: string[] = []
  for (const [run, count] of wanted) {
    const had = found.get(run) ?? 0
    both += Math.min(count, had)
    if (had < count) missed.push(run)
  }
  for (const [run, count] of found) if (count > (wanted.get(run) ?? 0)) surplus.push(run)
  const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0)
  const precision = both / Math.max(1, total(found))
  const recall = both / Math.max(1, total(wanted))
  return { precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / (precision + recall), missed, surplus }
}

const plain = (words: string | undefined) =>
  (words ?? '').toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
const names = (byline: string | undefined) =>
  plain(byline)
    .split(/,| and /)
    .map((name) => name.trim())
    .filter(Boolean)
    .sort()
    .join(', ')

function scoreOf(name: string, article: Article | undefined): PageScore {
  const gold = goldOf(name)
  const found = wordsOf(article?.text ?? '')
  const wanted = wordsOf(gold.text)
  const { precision, recall, f1, missed, surplus } = compare(runs(found, 1), runs(wanted, 1))
  return {
    name,
    precision,
    recall,
    f1,
    runsF1: compare(runs(found, 4), runs(wanted, 4)).f1,
    title: plain(article?.title) === plain(gold.title),
    byline: names(article?.byline) === names(gold.byline),
    date: (article?.date?.start ?? '') === gold.date,
    missed,
    surplus,
  }
}

/** Scores of the pages in name order, read from their files as a user's would be. Pages with an odd number and those from 77 on may be tuned on, the others not. */
export async function scorePages(): Promise<PageScore[]> {
  const scores: PageScore[] = []
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .sort())
    for await (const input of readInputs([`${folder}/${file}`]))
      scores.push(scoreOf(file.slice(0, -5), input.page ? readArticle(input.page).article : undefined))
  return scores
}

export const isTuned = ({ name }: PageScore) => {
  const number = Number(name.slice(0, 2))
  return number % 2 === 1 || number > 76
}

/** Shares from 0 to 1 over one half of the pages. */
export function figuresOf(scores: PageScore[]): { [figure: string]: number } {
  const mean = (of: (score: PageScore) => number) => scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  return {
    'word F1': mean((score) => score.f1),
    'four-word F1': mean((score) => score.runsF1),
    'title, byline, date right': mean((score) => (Number(score.title) + Number(score.byline) + Number(score.date)) / 3),
  }
}

if (process.argv[1]?.endsWith('score.ts')) {
  const { values } = parseArgs({ options: { misses: { type: 'string' } } })
  const scores = await scorePages()
  if (values.misses) {
    for (const score of scores.filter(({ name }) => name.startsWith(values.misses!)))
      console.log(`${score.name}\nmissed: ${score.missed.join(' ')}\nsurplus: ${score.surplus.join(' ')}`)
  } else {
    for (const { name, precision, recall, f1, runsF1, title, byline, date } of scores)
      console.log(
        `${name.padEnd(36)} P ${(100 * precision).toFixed(1).padStart(5)}  R ${(100 * recall).toFixed(1).padStart(5)}  F1 ${(100 * f1).toFixed(1).padStart(5)}  runs ${(100 * runsF1).toFixed(1).padStart(5)}  ${[title ? '' : 'TITLE', byline ? '' : 'BYLINE', date ? '' : 'DATE'].join(' ')}`,
      )
    for (const [half, part] of [
      ['all', scores],
      ['tuned', scores.filter(isTuned)],
      ['untouched', scores.filter((score) => !isTuned(score))],
    ] as const)
      console.log(
        `${half.padEnd(10)} ${Object.entries(figuresOf(part))
          .map(([figure, value]) => `${figure} ${(100 * value).toFixed(1)}`)
          .join(' · ')}`,
      )
  }
}
