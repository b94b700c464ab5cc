import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findQuotations } from './quotations.ts'

function paragraphsOf(text: string) {
  const spans: { start: number; end: number }[] = []
  let at = 0
  for (const part of text.split('\n\n')) {
    spans.push({ start: at, end: at + part.length })
    at += part.length + 2
  }
  return spans
}

const quoted = (text: string) =>
  findQuotations(text, paragraphsOf(text)).map(({ start, end }) => text.slice(start, end))

it.each([
  ['curly marks', '“We sail,” he said. “At dawn.”', ['We sail,', 'At dawn.']],
  ['straight marks', '"We sail," he said. "At dawn."', ['We sail,', 'At dawn.']],
  [
    'single marks beside possessives',
    "'The brothers' boats sail,' he said, and the sailors' wives left.",
    ["The brothers' boats sail,"],
  ],
  ['apostrophes as no marks', "The ship's crew didn't sail in the '90s, nor did the sailors' wives.", []],
  ['doubled single marks', "``We sail,'' he said.", ['We sail,']],
  ['an inch sign as no mark', 'The 12" gun was silent.', []],
])('reads %s', (_, text, expected) => {
  expect(quoted(text)).toEqual(expected)
})

it('keeps a quotation within a quotation inside it', () => {
  const text = '“My father said, ‘Never sign,’ and died,” she said.'
  const [only, ...more] = findQuotations(text, paragraphsOf(text))
  expect(more).toEqual([])
  expect(only!.nested.map(({ start, end }) => text.slice(start, end))).toEqual(['Never sign,'])
})

it('goes on with a speech left open at the end of a paragraph', () => {
  const text = '“We waited.\n\n“Then we sailed,” he said.'
  expect(findQuotations(text, paragraphsOf(text)).map(({ continues, paragraph }) => [paragraph, continues])).toEqual([
    [0, false],
    [1, true],
  ])
})

it('ends a mark that is never closed with its paragraph', () => {
  expect(quoted('He said: "We sail at dawn.\n\nNobody came.')).toEqual(['We sail at dawn.'])
})

it('gives spans inside the text, in order and apart, for any marks', () => {
  const piece = fc.constantFrom(
    '"',
    '“',
    '”',
    "'",
    '’',
    '‘',
    '``',
    "''",
    '«',
    '»',
    'word',
    ' ',
    ', ',
    '. ',
    '\n\n',
    "s'",
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      const found = findQuotations(text, paragraphsOf(text))
      let last = 0
      for (const { start, end, outer } of found) {
        expect(outer.start).toBeLessThanOrEqual(start)
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(outer.end)
        expect(outer.start).toBeGreaterThanOrEqual(last)
        last = outer.end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    }),
  )
})
