// Floors of what nobody reads. `tuned-gate.test.ts` has those of what may be read, so that two workers share the gold.
import { expect, it } from 'vitest'
import { testFloors } from './floor-tests.ts'
import { floors, tunedParts, untouchedParts } from './measure.ts'

it('keeps no floor of a part that is not measured', () => {
  const names = new Set([...tunedParts(), ...untouchedParts()].map(({ name }) => name))
  const partOf = (figure: string) => /^events (.*): /.exec(figure)?.[1] ?? figure
  expect(Object.keys(floors()).filter((figure) => !names.has(partOf(figure)))).toEqual([])
})

testFloors(untouchedParts())
