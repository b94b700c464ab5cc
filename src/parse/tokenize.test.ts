import { expect, it } from 'vitest'
import { tokenize } from './tokenize.ts'

it('takes ten megabytes without a blank, and loses no character of it', () => {
  const text = `Oslo ${'x'.repeat(10_000_000)} Lima`
  const words = tokenize(text, 0, text.length)
  expect(words[0]).toEqual({ start: 0, end: 4 })
  expect(words.at(-1)).toEqual({ start: text.length - 4, end: text.length })
  expect(words.slice(1, -1).reduce((sum, { start, end }) => sum + end - start, 0)).toBe(10_000_000)
})
