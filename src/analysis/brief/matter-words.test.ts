import { expect, it } from 'vitest'
import { invitedWords, matterWords } from './matter-words.ts'

it('says what was agreed, promised, offered or signed in the words of the source, without the day', () => {
  expect(
    matterWords(
      'agreement',
      'Peru and Chile agreed on Monday to open three ports, to resume talks and to free 5 men, an aide said',
    ),
  ).toBe('to open three ports, to resume talks and to free 5 men')
  expect(matterWords('agreement', 'They agreed late on Friday on a list of issues, among them fish.')).toBe(
    'on a list of issues',
  )
  expect(
    matterWords('signed', 'They signed a pact on Friday on fishing in the straits and agreed to train pilots.'),
  ).toBe('on fishing in the straits')
  expect(matterWords('pledge', 'Lima promised in May to free two sailors.')).toBe('to free two sailors')
  expect(matterWords('offer', 'Chile refused an offer of 5 million dollars on Monday')).toBe('of 5 million dollars')
})

it('says it too where it is told in other words', () => {
  expect(matterWords('pledge', 'Peru will release two sailors who have served their terms.')).toBe(
    'to release two sailors who have served their terms',
  )
  expect(matterWords('offer', 'The minister called his colleague and offered further help.')).toBe('of further help')
})

it('says nothing where the words have it not behind the verb', () => {
  expect(matterWords('agreement', 'The accord on which the two agreed came into force.')).toBeNull()
  expect(matterWords('pledge', 'Peru promised to do so')).toBeNull()
  expect(matterWords('agreement', null)).toBeNull()
})

it('says to whom an invitation went', () => {
  expect(invitedWords('She withdrew an invitation to Foreign Minister Juan Rojas.')).toBe(
    'to Foreign Minister Juan Rojas',
  )
  expect(invitedWords('She withdrew the invitation.')).toBeNull()
})
