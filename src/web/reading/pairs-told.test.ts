import { expect, it } from 'vitest'
import type { Record } from '../../coding/index.ts'
import { pairsOf } from './pairs-told.ts'

it('finds whom an article is about, the most told pair first', () => {
  const entities = ['GRC', 'TUR', 'USA', null].map((country, at) => ({ id: `e${at}`, country }))
  const event = (actors: string[], recipients: string[]) => ({ actors, recipients })
  const record = {
    entities,
    events: [event(['e1', 'e0'], []), event(['e0'], ['e1']), event(['e2'], ['e0']), event(['e3'], ['e0'])],
    ties: [{ between: ['e2', 'e1'] }],
  } as unknown as Record
  expect(pairsOf(record)).toEqual([
    ['GRC', 'TUR'],
    ['GRC', 'USA'],
    ['TUR', 'USA'],
  ])
})
