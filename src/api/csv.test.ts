import { expect, it } from 'vitest'
import { csv } from './csv.ts'

it('quotes what needs quotes and keeps numbers as they are', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x, "y"', -1.5],
        ['line\nbreak', null],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""",-1.5\r\n"line\nbreak",\r\n')
})

it('keeps words of an article from running as a formula', () => {
  expect(csv(['words'], [['=HYPERLINK("x")'], ['@cmd'], ['-1+1']])).toBe(
    'words\r\n"\'=HYPERLINK(""x"")"\r\n\'@cmd\r\n\'-1+1\r\n',
  )
})
