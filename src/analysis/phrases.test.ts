import { expect, it } from 'vitest'
import { intervalWords, listed, monthWords, possessive, someone, whenWords, withThe } from './phrases.ts'

const span = (start: string, end = start) => ({ start, end })

it.each([
  [span('2003-02-05'), '5 February 2003', 'on 5 February 2003'],
  [span('2003-02-01', '2003-02-28'), 'February 2003', 'in February 2003'],
  [span('2003-01-01', '2003-12-31'), '2003', 'in 2003'],
  [span('2003-02-05', '2003-02-09'), '5 to 9 February 2003', 'between 5 and 9 February 2003'],
  [span('2003-02-05', '2003-03-09'), '5 February to 9 March 2003', 'between 5 February and 9 March 2003'],
  [span('2002-12-05', '2003-03-09'), '5 December 2002 to 9 March 2003', 'between 5 December 2002 and 9 March 2003'],
])('writes an interval in as few words as tell it', (date, words, sentence) => {
  expect([intervalWords(date), whenWords(date)]).toEqual([words, sentence])
})

it('names countries, people without a name, and lists as English does', () => {
  expect(withThe('United States')).toBe('the United States')
  expect(withThe('Russia')).toBe('Russia')
  expect(possessive(withThe('United States'))).toBe("the United States'")
  expect(['official', 'spokesman', 'officials', 'Putin'].map(someone)).toEqual([
    'an official',
    'a spokesman',
    'officials',
    'Putin',
  ])
  expect(listed(['A', 'B', 'C'])).toBe('A, B and C')
  expect(monthWords('1999-12')).toBe('December 1999')
  expect(monthWords('1999')).toBe('1999')
})
