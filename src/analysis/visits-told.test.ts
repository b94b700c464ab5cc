import { expect, it } from 'vitest'
import { isVisitTold } from './visits-told.ts'

const names = (country: string, words: string) => words.includes({ USA: 'Washington', CUB: 'Cuba' }[country]!)
const told = (words: string) => isVisitTold({ visitor: 'USA', host: 'CUB', participants: [] }, words, names)

it('takes for a visit only what words tell as one, to the host', () => {
  expect(told('Kerry visited Cuba on Friday')).toBe(true)
  expect(told('held a second round of talks in Havana')).toBe(false)
  expect(told('ended two days of talks, the first visit by an envoy to Washington')).toBe(false)
})
