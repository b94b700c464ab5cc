import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const score = (file: string) =>
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'eval/mentions/score.ts', file], {
    encoding: 'utf8',
  })

/** Measured November 2026: `gold.tsv` is read by whoever tunes, `untouched.tsv` is only measured. */
describe.each([
  ['eval/mentions/gold.tsv', { 'mentions found': 96.9, 'country right': 93.8, 'sector right': 95.1 }],
  ['eval/mentions/untouched.tsv', { 'mentions found': 95.8, 'country right': 93.3, 'sector right': 94.6 }],
])('%s', (file, floors) => {
  const out = score(file)

  it.each(Object.entries(floors))('%s is at or above %d %%', (figure, floor) => {
    expect(Number(new RegExp(`${figure}\\s+([\\d.]+) %`).exec(out)?.[1])).toBeGreaterThanOrEqual(floor)
  })
})

/** Whole sentences of sport, markets, weather and culture in which every country word is bait: a higher share than running text would show. */
it.each([
  ['eval/mentions/gold.tsv', 30 / 76],
  ['eval/mentions/untouched.tsv', 18 / 30],
])('sees few countries in sentences of sport, markets, weather and culture of %s', (file, most) => {
  const [, seen, of] = /false countries (\d+) in (\d+) sentences/.exec(score(file)) ?? []
  expect(Number(seen) / Number(of)).toBeLessThanOrEqual(most)
})
