import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** Measured November 2026 on our own gold, whose misses the room's author has read. */
const FLOORS = { 'mentions found': 98.4, 'country right': 96, 'sector right': 95.1 }

const out = execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'eval/mentions/score.ts'], {
  encoding: 'utf8',
})

it.each(Object.entries(FLOORS))('%s is at or above %d %% on our own gold of mentions', (figure, floor) => {
  expect(Number(new RegExp(`${figure}\\s+([\\d.]+) %`).exec(out)?.[1])).toBeGreaterThanOrEqual(floor)
})

it('sees no country in sentences of sport, markets, weather and culture', () => {
  expect(out).toMatch(/false countries 0 in \d+ sentences/)
})
