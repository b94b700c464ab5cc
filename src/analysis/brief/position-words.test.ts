import { expect, it } from 'vitest'
import type { Held } from '../positions.ts'
import { heldWords } from './position-words.ts'

it('tells what somebody holds to be so from what he calls for', () => {
  const held = [{ country: 'USA', holders: [], stance: 'for', before: null } as unknown as Held]
  const say = (issue: string) => heldWords(held, issue, () => 'the United States', null)
  expect(say('Havana to begin a process of change')).toBe(
    'The United States, calling for Havana to begin a process of change.',
  )
  expect(say('Russia was likely to be responsible')).toBe(
    'The United States, holding that: Russia was likely to be responsible.',
  )
})
