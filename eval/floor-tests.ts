import { expect, it } from 'vitest'
import { loadResources } from '../src/index.ts'
import { floors, measure, type Part } from './measure.ts'

/** Tests that each figure of some parts of the gold has its floor in `eval/floors.json` and is no lower. */
export function testFloors(parts: Part[]): void {
  const ofParts = new RegExp(`^events (?:${parts.map(({ name }) => name).join('|')}): `)
  const kept = Object.entries(floors()).filter(([figure]) => ofParts.test(figure))
  const found = measure(loadResources(), parts)

  it('keeps a floor for every figure that is measured', () => {
    expect(kept.map(([figure]) => figure).sort()).toEqual(Object.keys(found).sort())
  })

  it.each(kept)('%s is at or above its floor of %d', (figure, floor) => {
    expect(found[figure]).toBeGreaterThanOrEqual(floor)
  })
}
