import { expect, it } from 'vitest'
import { bandCoverage, falseAlarms, power } from './measure.ts'

it('holds the expected index in about nine bands of ten', () => {
  let held = 0
  let of = 0
  for (const [friendly, seed] of [
    [0.3, 100],
    [0.5, 200],
    [0.8, 300],
  ] as const) {
    const { fast, slow } = bandCoverage({ months: 48, perMonth: 4, friendly: () => friendly }, 16, seed)
    held += fast.held + slow.held
    of += fast.of + slow.of
  }
  expect(of).toBeGreaterThan(300)
  expect(held / of).toBeGreaterThan(0.84)
  expect(held / of).toBeLessThan(0.97)
})

it('confirms next to nothing where nothing changes, and most great changes', () => {
  const { alarms, years } = falseAlarms(4, 0.5, 12, 400, 60)
  expect(alarms / years).toBeLessThanOrEqual(0.05)
  const { found, of } = power(10, 0.2, 0.8, 6, 500)
  expect(found / of).toBeGreaterThan(0.6)
})
