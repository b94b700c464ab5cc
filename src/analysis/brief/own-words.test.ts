import { expect, it } from 'vitest'
import { butWords, isToBoth, ownWords, withBoth } from './own-words.ts'

const own = (type: string, words: string) =>
  ownWords({ type, words, sentences: words, actors: ['Ana Rojas'], by: null }, (some) =>
    /Peru|Peruvian|Lima/.test(some),
  )

it('tells an act from its verb on, without its day, up to where something else begins', () => {
  expect(own('REJECT', 'Chile put its talks with Peru on hold on Friday, a minister said')).toBe(
    'put its talks with Peru on hold',
  )
  expect(own('REJECT', 'Chile refused to promise that Peru would be invited.')).toBe(
    'refused to promise that Peru would be invited',
  )
  expect(own('SANCTION', 'Chile halted cooperation with Peru at sea and said more would follow')).toBe(
    'halted cooperation with Peru at sea',
  )
  expect(own('SANCTION', 'It closed its office in St. Clara, a suburb of Lima')).toBe('closed its office in St. Clara')
  expect(own('SUPPORT', 'He spoke with Ana Rojas, who expressed solidarity with Peru.')).toBe(
    'expressed solidarity with Peru',
  )
})

it('takes the verb that the rule stands on', () => {
  const sentences = 'Chile thanked the Pope, said that Lima had to act and blamed Peru for the flood.'
  const told = (type: string, words: string) =>
    ownWords({ type, words, sentences, actors: [], by: /\b(?:blam|thank)/ }, (some) => /Peru|Lima/.test(some))
  expect(told('ACCUSE', 'blamed Peru')).toBe('blamed Peru for the flood')
  expect(told('SUPPORT', 'Lima had to act')).toBeNull()
})

it('tells nothing that only points back, is not done, or names no other side', () => {
  expect(own('REJECT', 'Peru wants a promise, and Chile has rejected it.')).toBeNull()
  expect(own('REJECT', 'Chile will cancel a visit to Peru')).toBeNull()
  expect(own('SANCTION', 'Chile suspended new loans')).toBeNull()
  expect(own('ASSAULT', 'Chile attacked Peru')).toBeNull()
})

it('names those who are meant by "both", and adds what is said against thanks', () => {
  expect(isToBoth('Chile praised both leaders')).toBe(true)
  expect(isToBoth('Chile praised both Peru and Bolivia')).toBe(false)
  expect(withBoth('called on both sides to talk', 'Peru and Bolivia')).toBe(
    'called on both sides (Peru and Bolivia) to talk',
  )
  expect(butWords('He thanked Lima but said the ban must end.')).toBe(' but said the ban must end')
  expect(butWords('He thanked Lima.')).toBe('')
})
