import { expect, it } from 'vitest'
import { loadResources } from '../src/index.ts'
import { floors, measure } from './measure.ts'

const kept = Object.entries(floors())
const found = measure(loadResources())

it('keeps a floor for every figure that is measured', () => {
  expect(kept.map(([figure]) => figure).sort()).toEqual(Object.keys(found).sort())
})

it.each(kept)('%s is at or above its floor of %d', (figure, floor) => {
  expect(found[figure]).toBeGreaterThanOrEqual(floor)
})
