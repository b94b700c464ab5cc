import { expect, it } from 'vitest'
import type { Reading } from '../../analysis/index.ts'
import { dayNumber, isoDay, linear, timeTicks } from './scale.ts'
import { temperaturePaths } from './temperature-paths.ts'

const measured = (value: number): Reading => ({
  verdict: 'measured',
  value,
  band: [value - 1, value + 1],
  n: 9,
  nEff: 5,
})
const none: Reading = { verdict: 'not enough evidence', value: null, band: null, n: 1, nEff: 0.5 }

it('draws no line and no band where there is not enough evidence', () => {
  const readings = [measured(1), measured(2), none, none, measured(-1), measured(-2)]
  const { line, band, gaps } = temperaturePaths(
    readings.map((reading, i) => ({ x: i * 10, reading })),
    (value) => -value,
    [0, 60],
  )
  expect(line).toBe('M0,-1L10,-2M40,1L50,2')
  expect(band.match(/Z/g)).toHaveLength(2)
  expect(gaps).toEqual([{ from: 15, to: 35 }])
})

it('calls a chart without readings one gap', () => {
  expect(temperaturePaths([], (v) => v, [5, 95])).toEqual({ line: '', band: '', gaps: [{ from: 5, to: 95 }] })
})

it('marks years on long axes and months on short ones, never more than there is room for', () => {
  const long = timeTicks(dayNumber('2003-06-24'), dayNumber('2018-03-26'), 8)
  expect(long.map(({ label }) => label)).toEqual(['2004', '2006', '2008', '2010', '2012', '2014', '2016', '2018'])
  const short = timeTicks(dayNumber('1999-02-14'), dayNumber('1999-09-10'), 6)
  expect(short.map(({ label }) => label)).toEqual(['Mar 1999', 'May', 'Jul', 'Sep'])
})

it('turns days into numbers and back', () => {
  expect(isoDay(dayNumber('2000-02-29'))).toBe('2000-02-29')
  expect(linear([0, 10], [100, 0])(2.5)).toBe(75)
  expect(linear([3, 3], [0, 10])(3)).toBe(5)
})
