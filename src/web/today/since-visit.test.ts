import { expect, it } from 'vitest'
import type { PairStanding } from '../../api/index.ts'
import { newsSince, snapshot, visited } from './since-visit.ts'

const level = { level: 1, band: [0, 2] as [number, number], n: 9, independent: 5 }
const thaw = (start: string, end: string): PairStanding['changes'][number] => ({
  kind: 'thaw',
  direction: 'warmer',
  when: { start, end },
  before: level,
  after: level,
})
const standing = (value: number | null, changes: PairStanding['changes'] = []): PairStanding => ({
  pair: ['PER', 'CHL'],
  names: ['Peru', 'Chile'],
  reading:
    value === null
      ? { verdict: 'not enough evidence', value: null, band: null, n: 1, nEff: 0.5 }
      : { verdict: 'measured', value, band: [value - 1, value + 1], n: 12, nEff: 6 },
  changes,
})

it('tells of a change that was confirmed since the visit, once, though its days shift', () => {
  const visit = snapshot([standing(1)], '2011-03-01T08:00:00Z')
  const now = standing(1.5, [thaw('2011-02-01', '2011-02-20')])
  expect(newsSince(visit, [now])).toMatchObject([{ kind: 'change', change: { kind: 'thaw' } }])
  const later = standing(1.5, [thaw('2011-02-04', '2011-02-22')])
  expect(newsSince(snapshot([now], '2011-03-02T08:00:00Z'), [later])).toEqual([])
})

it('tells of a temperature that left the band it had, and of none inside it or without evidence', () => {
  const visit = snapshot([standing(1)], '2011-03-01T08:00:00Z')
  expect(newsSince(visit, [standing(2.5)])).toMatchObject([{ kind: 'left its band', was: { value: 1 } }])
  expect(newsSince(visit, [standing(1.9)])).toEqual([])
  expect(newsSince(visit, [standing(null)])).toEqual([])
  expect(newsSince(snapshot([standing(null)], '2011-03-01T08:00:00Z'), [standing(2.5)])).toEqual([])
})

it('keeps comparing with the last visit while a reader stays, and with this one after a pause', () => {
  const first = visited({ before: null, now: null }, [standing(1)], '2011-03-01T08:00:00Z')
  expect(first.before).toBeNull()
  const again = visited(first, [standing(1)], '2011-03-01T08:20:00Z')
  expect(again.before).toBeNull()
  const nextDay = visited(again, [standing(3)], '2011-03-02T08:00:00Z')
  expect(nextDay.before?.at).toBe('2011-03-01T08:20:00Z')
  expect(visited(nextDay, [standing(3)], '2011-03-02T08:10:00Z').before?.at).toBe('2011-03-01T08:20:00Z')
})
