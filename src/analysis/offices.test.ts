import { expect, it } from 'vitest'
import { loadResources } from '../index.ts'
import { levelOf, officesOf } from './offices.ts'

it('takes "us" for no country, but "US" for the United States', () => {
  const offices = officesOf(loadResources().lexicon)
  expect(offices.names('USA', 'It was not easy for either of us.')).toBe(false)
  expect(offices.names('USA', 'The US envoy left.')).toBe(true)
})

it('counts foreign secretaries among officials, a foreign secretary among ministers', () => {
  expect(levelOf('The foreign secretaries of India and Pakistan')).toBe('official')
  expect(levelOf('foreign secretary')).toBe('foreign minister')
})
