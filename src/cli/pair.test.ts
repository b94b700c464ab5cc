import { expect, it } from 'vitest'
import { drawAt } from '../analysis/draws.ts'
import { commitment, happening, source, tie } from '../analysis/hand-made.ts'
import { pairReport } from '../analysis/index.ts'
import { columnsOf, sparkline } from './curve.ts'
import { pairWords } from './pair.ts'

const days = Array.from(
  { length: 24 },
  (_, i) => `${2001 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-10`,
)
const report = () =>
  pairReport(
    ['RUS', 'PAK'],
    {
      happenings: days.map((day, i) =>
        happening(`h${i}`, i < 12 ? 'ACCUSE' : 'SUPPORT', 'RUS+PAK', null, day, {
          sources: [source(`Paper ${i % 4}`, day)],
        }),
      ),
      items: [
        tie('t', 'PAK+RUS', 'warming', '2002-12-01', 'A slow thaw of 33 years of ice'),
        commitment('c', 'visit', 'agreed', 'RUS+PAK', '2002-01-05', 'The minister will visit', '2002-06-01'),
      ],
      coverage: days.map((day) => ({ day, outlet: 'Paper', articles: 2 })),
    },
    { asOf: '2002-12-31' },
  )

it('shows words, curves with bands, commitments and events of a pair', () => {
  const text = pairWords(report(), 100)
  expect(text).toContain('Warmer, by the word of one source (Gazette, 1 December 2002), looking back on 33 years.')
  expect(text).toMatch(/░/)
  expect(text).toMatch(/━/)
  expect(text).toContain('overdue by 213 days')
  expect(text).toContain('“RUS+PAK SUPPORT on 2002-12-10” Paper 3, 2002-12-10')
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(116)
})

it('draws sparklines within their columns', () => {
  expect(sparkline([0, 1, 8])).toBe(' ▁█')
  expect(columnsOf([1, 2, 3, 4, 5], 3)).toEqual([[1, 2], [3, 4], [5]])
})

it('tells who answers whom where that is measured, and is silent where it is not', () => {
  expect(pairWords(report(), 100)).not.toContain('Who answers whom')
  const acts = Array.from({ length: 80 }, (_, month) => {
    const kind = drawAt(7, month) < 0.5 ? 'SUPPORT' : 'ACCUSE'
    const day = (add: number) => new Date(Date.UTC(2001, month + add, 10)).toISOString().slice(0, 10)
    return [happening(`a${month}`, kind, 'RUS', 'PAK', day(0)), happening(`b${month}`, kind, 'PAK', 'RUS', day(1))]
  }).flat()
  const measured = pairReport(['RUS', 'PAK'], { happenings: acts, items: [], coverage: [] })
  expect(pairWords(measured, 100)).toMatch(
    /Who answers whom.*\n {4}(?:RUS moves first: PAK answers in kind|Each side answers)[\s\S]*\n {4}PAK → RUS +\+1\.00[\s\S]*no\s+cause/,
  )
})
