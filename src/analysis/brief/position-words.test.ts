import { expect, it } from 'vitest'
import type { Held } from '../positions.ts'
import { heldWords, issueWords } from './position-words.ts'

it('tells what somebody holds to be so from what he calls for', () => {
  const held = [{ country: 'USA', holders: [], stance: 'for', before: null, cites: [] } as unknown as Held]
  const say = (issue: string) => heldWords(held, issue, () => 'the United States', null)
  expect(say('Havana to begin a process of change')).toBe(
    'The United States, calling for Havana to begin a process of change.',
  )
  expect(say('Russia was likely to be responsible')).toBe(
    'The United States, holding that: Russia was likely to be responsible.',
  )
})

it('tells when a position was last reported', () => {
  const held = ['2011-09-13', '2009-04-02'].map((published, at) => ({
    country: at === 0 ? 'RUS' : 'CHN',
    holders: [],
    stance: 'against',
    before: null,
    published,
    cites: [{ published, publishedEnd: at === 0 ? '2011-09-20' : undefined }],
  })) as unknown as Held[]
  expect(heldWords(held, 'sanctions against Syria', (code) => (code === 'RUS' ? 'Russia' : 'China'), null)).toBe(
    'Russia and China, against: sanctions against Syria, reported between 13 and 20 September 2011.',
  )
})

it('leaves out of an issue what its speaker did or said beside it', () => {
  expect(issueWords('a new start and invited President Dmitry Medvedev to London')).toBe('a new start')
  expect(issueWords("friendship with Pakistan's people and that much would depend on its government")).toBe(
    "friendship with Pakistan's people",
  )
  for (const whole of [
    'a fair and balanced deal',
    'a ban on arms and the return of refugees',
    'a force that can act and protected the city',
    'divided and occupied Kashmir',
  ])
    expect(issueWords(whole)).toBe(whole)
})
