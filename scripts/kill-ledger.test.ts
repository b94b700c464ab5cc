import { expect, it } from 'vitest'
import { killWriters } from './kill-ledger.ts'

// The long form is `npm run soak`: a hundred kills.
it('loses, halves and doubles nothing when a reading is killed', { timeout: 240_000 }, async () => {
  const { inTheMiddle, faults } = await killWriters('read', 2, 3, 80)
  expect(faults).toEqual([])
  expect(inTheMiddle).toBeGreaterThan(0)
})

it('loses, halves and doubles nothing when an import is killed', { timeout: 240_000 }, async () => {
  const { inTheMiddle, faults } = await killWriters('import', 2, 4, 10_000)
  expect(faults).toEqual([])
  expect(inTheMiddle).toBeGreaterThan(0)
})
