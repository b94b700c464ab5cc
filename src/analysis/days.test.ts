import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDay, orderOfDays, periodStart } from './days.ts'

const day = fc.integer({ min: -200_000, max: 200_000 })

describe('days', () => {
  it('gives back the number of every day it writes', () => {
    fc.assert(fc.property(day, (number) => dayNumber(isoDay(number)) === number))
    expect([dayNumber('1970-01-01'), dayNumber('2000-03-01'), dayNumber('1994-05-04T10:00')]).toEqual([0, 11_017, 8889])
    expect(dayNumber('May 4, 1994')).toBeNaN()
  })

  it('begins months, quarters and years on their first day', () => {
    fc.assert(
      fc.property(day, (number) => {
        const iso = isoDay(number)
        expect(isoDay(periodStart(number, 'month'))).toBe(`${iso.slice(0, 7)}-01`)
        expect(isoDay(periodStart(number, 'year'))).toBe(`${iso.slice(0, 4)}-01-01`)
        expect(isoDay(periodStart(number, 'quarter'))).toMatch(/-(?:01|04|07|10)-01$/)
      }),
    )
  })

  it('orders places by day, then by id, as sorting them two by two does', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom('a', 'b', 'c', 'd')))
    fc.assert(
      fc.property(rows, (list) => {
        const places = orderOfDays(
          list.map(([number]) => number),
          (place) => list[place]![1],
        )
        const wanted = list
          .map((_, place) => place)
          .sort(
            (x, y) => list[x]![0] - list[y]![0] || (list[x]![1] < list[y]![1] ? -1 : list[x]![1] > list[y]![1] ? 1 : 0),
          )
        expect(places).toEqual(wanted)
      }),
    )
  })
})
