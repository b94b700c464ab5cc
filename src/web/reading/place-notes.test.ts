import { expect, it } from 'vitest'
import { placeNotes } from './place-notes.ts'

const note = (id: string, anchor: number, height = 40) => ({ id, anchor, height })

it('puts a note beside its words and pushes the next one down only when it is in the way', () => {
  const tops = placeNotes([note('a', 0), note('b', 10), note('c', 300)], null)
  expect(Object.fromEntries(tops)).toEqual({ a: 0, b: 50, c: 300 })
})

it('keeps the chosen note beside its words and lets the others give way', () => {
  const tops = placeNotes([note('a', 100), note('b', 105), note('c', 110, 200), note('d', 120)], 'c')
  expect(Object.fromEntries(tops)).toEqual({ a: 10, b: 60, c: 110, d: 320 })
})

it('moves no note above the top of the margin', () => {
  const tops = placeNotes([note('a', 0), note('b', 0), note('c', 0)], 'c')
  expect(Object.fromEntries(tops)).toEqual({ a: 0, b: 50, c: 100 })
})
