import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const scores = new Map<string, string>()
const score = (file: string) => {
  const known = scores.get(file)
  if (known !== undefined) return known
  const out = execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'eval/mentions/score.ts', file], {
    encoding: 'utf8',
  })
  scores.set(file, out)
  return out
}

/** Measured November 2026: `gold.tsv` is read by whoever tunes, `untouched.tsv` is only measured. */
describe.each([
  ['eval/mentions/gold.tsv', { 'mentions found': 99.1, 'country right': 97.3, 'sector right': 97 }],
  ['eval/mentions/untouched.tsv', { 'mentions found': 97.1, 'country right': 94, 'sector right': 96.2 }],
])('%s', (file, floors) => {
  const out = score(file)

  it.each(Object.entries(floors))('%s is at or above %d %%', (figure, floor) => {
    expect(Number(new RegExp(`${figure}\\s+([\\d.]+) %`).exec(out)?.[1])).toBeGreaterThanOrEqual(floor)
  })
})

/** False countries allowed: in sentences in which every country word is bait (`gold`, `untouched`), and in such as papers print (`ordinary`). */
it.each([
  ['eval/mentions/gold.tsv', 0],
  ['eval/mentions/untouched.tsv', 1 / 30],
  ['eval/mentions/ordinary.tsv', 0],
  ['eval/mentions/ordinary-untouched.tsv', 2 / 120],
  ['eval/mentions/ordinary-wire.tsv', 5 / 75],
  ['eval/mentions/ordinary-wire-untouched.tsv', 14 / 75],
  ['eval/mentions/ordinary-plain.tsv', 43 / 115],
])('sees few countries in sentences of sport, markets, weather and culture of %s', (file, most) => {
  const [, seen, of] = /false countries (\d+) in (\d+) sentences/.exec(score(file)) ?? []
  expect(Number(seen) / Number(of)).toBeLessThanOrEqual(most)
})

/** Politics told in the words of sport, markets, weather and culture. */
it.each([
  ['eval/mentions/ordinary.tsv', 92],
  ['eval/mentions/ordinary-untouched.tsv', 100],
  ['eval/mentions/ordinary-wire.tsv', 95],
  ['eval/mentions/ordinary-wire-untouched.tsv', 95],
  ['eval/mentions/ordinary-plain.tsv', 70],
])('keeps the actors of politics in %s', (file, least) => {
  expect(Number(/seen as acting ([\d.]+) %/.exec(score(file))?.[1])).toBeGreaterThanOrEqual(least)
})
