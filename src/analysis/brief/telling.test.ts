import { expect, it } from 'vitest'
import { isNamesake, isOpen, isThere, tellingOf, wordsThatSay } from './telling.ts'

it('takes sentences that begin with somebody unnamed together with what goes before', () => {
  for (const words of [
    'He rejected the demand.',
    'Earlier, they met.',
    'Both leaders supported it.',
    'The foreign ministry thanked Washington.',
    'The two countries agreed on a bus.',
  ])
    expect(isOpen(words), words).toBe(true)
  for (const words of [
    'Both India and Pakistan agreed.',
    'The foreign ministers of India and Pakistan met.',
    'Havana promised it.',
  ])
    expect(isOpen(words), words).toBe(false)
  const telling = { words: 'He rejected it.', before: ['He spoke for an hour.', 'Musharraf came to India.'] }
  expect(wordsThatSay(telling, () => true)).toBe('Musharraf came to India. He spoke for an hour. He rejected it.')
})

it('does not hold somebody for present since whom nobody came', () => {
  expect(isThere('Tsars', 'the first state visit since the Tsars')).toBe(false)
  expect(isThere('Tsars', 'the Tsars received him')).toBe(true)
})

it('quotes a headline whole', () => {
  const cite = { article: 'a', title: 'Argentina and Chile Sign Treaty', words: 'Chile Sign Treaty' }
  expect(tellingOf(cite, () => ['Nothing else.'])?.words).toBe('Argentina and Chile Sign Treaty')
})

it('does not take a person for another of the same surname', () => {
  expect(isNamesake('Alexander Litvinenko', 'Marina Litvinenko thanked the government.')).toBe(true)
  for (const words of [
    'Litvinenko thanked the government.',
    'But Litvinenko thanked the government.',
    'President Litvinenko thanked the government.',
    'Marina Litvinenko spoke of Alexander Litvinenko.',
    'Marina spoke. Litvinenko thanked her.',
    'Nobody thanked the government.',
  ])
    expect(isNamesake('Alexander Litvinenko', words), words).toBe(false)
})
