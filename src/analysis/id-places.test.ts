import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdPlaces } from './id-places.ts'

it('finds and forgets ids as a map of lists does', () => {
  const step = fc.record({ id: fc.nat({ max: 40 }), table: fc.nat({ max: 5 }), takes: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const places = new IdPlaces()
      const known = new Map<number, [number, number][]>()
      for (const { id, table, takes } of steps)
        if (takes) {
          expect(
            places
              .take(`id ${id}`)
              .map(({ table, day }) => [table, day])
              .sort(),
          ).toEqual((known.get(id) ?? []).sort())
          known.delete(id)
        } else {
          places.add(`id ${id}`, table, 3 * table - id)
          known.set(id, [...(known.get(id) ?? []), [table, 3 * table - id]])
        }
    }),
    { numRuns: 60 },
  )
})
