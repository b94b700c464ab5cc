import { expect, it } from 'vitest'
import type { Cite } from '../citing.ts'
import { toldWhen } from './day-words.ts'

const cite = { published: '2008-08-28' } as Cite
const when = (day: string, words: string) => toldWhen({ start: day, end: day }, cite, words)

it('tells the day of an act, not that of a thing it is about', () => {
  expect(when('2008-08-08', 'He accused Georgia of starting the war of August 8.')).toBe(', reported on 28 August 2008')
  expect(when('2008-08-08', 'Georgia attacked on the night of August 8.')).toBe(' on 8 August 2008')
  expect(when('2008-08-08', 'Georgia attacked on August 8.')).toBe(' on 8 August 2008')
})

it('tells no day of what was done before it was told', () => {
  expect(when('2008-08-27', 'Cuba has promised to free them, the Church said on Wednesday.')).toBe(
    ', reported on 28 August 2008',
  )
  expect(when('2008-08-27', 'Cuba promised on Wednesday to free them, the Church said.')).toBe(' on 27 August 2008')
})

it('leaves open which week "last week" was, and says of an article without a date that its contents tell it', () => {
  const week = { start: '2008-08-18', end: '2008-08-24' }
  expect(toldWhen(week, cite, 'Peru refused last week to sign.')).toBe(
    ' in the week before it was reported on 28 August 2008',
  )
  const undated = { published: '1998-10-01', publishedEnd: '2001-01-31' } as Cite
  expect(toldWhen(null, undated, 'Peru signed it.')).toBe(
    ', in an undated report that by its contents is from between 1 October 1998 and 31 January 2001',
  )
})
