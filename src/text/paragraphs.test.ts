import { expect, it } from 'vitest'
import { paragraphsOf } from './index.ts'

it('parts a text at blank lines, and nowhere else', () => {
  const text = '\nLIMA -- One\nline more.\n \n\nTwo.\n\t\nThree.\n'
  expect(paragraphsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'LIMA -- One\nline more.',
    'Two.',
    'Three.\n',
  ])
  expect(paragraphsOf('')).toEqual([])
})

it('takes a single line of ten megabytes', () => {
  expect(paragraphsOf('x'.repeat(10_000_000))).toEqual([{ start: 0, end: 10_000_000 }])
})
