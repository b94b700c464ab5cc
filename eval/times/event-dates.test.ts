import { expect, it } from 'vitest'
import { loadResources } from '../../src/index.ts'
import { scoreEventDates } from './event-dates.ts'

const resources = await loadResources()

it('dates at least 81 of 100 events of stories that may be tuned on within a day, by the readers of the stories', () => {
  const { right, of, misses } = scoreEventDates(resources, { unread: false })
  expect(of).toBeGreaterThan(180)
  expect(right / of, misses.join('\n')).toBeGreaterThanOrEqual(0.81)
})

it('dates at least 73 of 100 events of stories that nobody tunes on', () => {
  const { right, of } = scoreEventDates(resources, { unread: true })
  expect(of).toBeGreaterThan(180)
  expect(right / of).toBeGreaterThanOrEqual(0.73)
})
