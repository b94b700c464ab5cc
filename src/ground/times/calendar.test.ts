import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  centuryInterval,
  civil,
  dayNumber,
  daysBetween,
  decadeInterval,
  easter,
  fromDayNumber,
  intersection,
  intervalOf,
  isoWeek,
  monthInterval,
  nthWeekday,
  precisionOf,
  quarterInterval,
  seasonInterval,
  toDayNumber,
  weekday,
  weekInterval,
} from './calendar.ts'

const days = fc.integer({ min: -300000, max: 300000 })

describe('calendar', () => {
  it('turns day numbers into days and back', () => {
    fc.assert(
      fc.property(days, (number) => {
        const { year, month, day } = civil(number)
        expect(dayNumber(year, month, day)).toBe(number)
        expect(toDayNumber(fromDayNumber(number))).toBe(number)
      }),
    )
  })

  it('agrees with the calendar of the language', () => {
    fc.assert(
      fc.property(days, (number) => {
        const date = new Date(number * 86400000)
        expect(fromDayNumber(number)).toBe(date.toISOString().slice(0, 10))
        expect(weekday(fromDayNumber(number))).toBe(date.getUTCDay() || 7)
      }),
    )
  })

  it('crosses months, leap days and years', () => {
    expect(addDays('2004-02-28', 1)).toBe('2004-02-29')
    expect(addDays('1900-02-28', 1)).toBe('1900-03-01')
    expect(addDays('2003-01-01', -1)).toBe('2002-12-31')
    expect(daysBetween('2003-02-05', '2003-03-05')).toBe(28)
  })

  it('refuses what is not a day', () => {
    for (const wrong of ['2003-02-30', '2003-2-5', '2003-13-01', 'Wednesday']) {
      expect(() => toDayNumber(wrong)).toThrow(expect.objectContaining({ code: 'calendar/not-a-day' }))
    }
  })

  it('knows the ISO week of a day', () => {
    expect(isoWeek('2003-02-05')).toEqual({ year: 2003, week: 6 })
    expect(isoWeek('2005-01-01')).toEqual({ year: 2004, week: 53 })
    expect(weekInterval(toDayNumber('2003-02-05'))).toEqual({
      start: '2003-02-03',
      end: '2003-02-09',
      precision: 'week',
    })
  })

  it('gives whole units', () => {
    expect(monthInterval(2003, 0)).toEqual({ start: '2002-12-01', end: '2002-12-31', precision: 'month' })
    expect(quarterInterval(1999, 3)).toEqual({ start: '1999-07-01', end: '1999-09-30', precision: 'quarter' })
    expect(seasonInterval(2003, 'winter')).toEqual({ start: '2003-12-01', end: '2004-02-29', precision: 'season' })
    expect(decadeInterval(1987)).toEqual({ start: '1980-01-01', end: '1989-12-31', precision: 'decade' })
    expect(centuryInterval(20)).toEqual({ start: '1901-01-01', end: '2000-12-31', precision: 'century' })
    expect(intervalOf('2004-02')).toEqual({ start: '2004-02-01', end: '2004-02-29', precision: 'month' })
    expect(intervalOf('2004-02-30')).toBeNull()
    expect(intervalOf('soon')).toBeNull()
  })

  it('finds movable days', () => {
    expect([1998, 2000, 2011, 2038].map((year) => fromDayNumber(easter(year)))).toEqual([
      '1998-04-12',
      '2000-04-23',
      '2011-04-24',
      '2038-04-25',
    ])
    expect(fromDayNumber(nthWeekday(2002, 11, 4, 4))).toBe('2002-11-28')
    expect(fromDayNumber(nthWeekday(2003, 5, 1, -1))).toBe('2003-05-26')
  })

  it('names the precision of a span by its length and intersects spans', () => {
    expect(precisionOf('2003-01-01', '2003-03-31')).toBe('quarter')
    expect(precisionOf('2003-01-01', '2004-05-31')).toBe('decade')
    const a = { start: '2002-11-01', end: '2003-02-10', precision: 'quarter' } as const
    expect(intersection(a, { start: '2003-02-01', end: '2003-03-31', precision: 'quarter' })).toEqual({
      start: '2003-02-01',
      end: '2003-02-10',
      precision: 'month',
    })
    expect(intersection(a, { start: '2003-03-01', end: '2003-03-31', precision: 'month' })).toBeNull()
  })
})
