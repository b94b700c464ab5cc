import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const score = (file: string) =>
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'eval/mentions/score.ts', file], {
    encoding: 'utf8',
  })

/** Measured November 2026: `gold.tsv` is read by whoever tunes, `untouched.tsv` is only measured. */
describe.each([
  ['eval/mentions/gold.tsv', { 'mentions found': 96.9, 'country right': 93.8, 'sector right': 95.1 }],
  ['eval/mentions/untouched.tsv', { 'mentions found': 93.6, 'country right': 91.3, 'sector right': 92.3 }],
])('%s', (file, floors) => {
  const out = score(file)

  it.each(Object.entries(floors))('%s is at or above %d %%', (figure, floor) => {
    expect(Number(new RegExp(`${figure}\\s+([\\d.]+) %`).exec(out)?.[1])).toBeGreaterThanOrEqual(floor)
  })
})

it('sees few countries in sentences of sport, markets, weather and culture', () => {
  const [, seen, of] = /false countries (\d+) in (\d+) sentences/.exec(score('eval/mentions/gold.tsv')) ?? []
  expect(Number(seen) / Number(of)).toBeLessThanOrEqual(3 / 46)
})
