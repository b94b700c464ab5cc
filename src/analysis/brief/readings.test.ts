import { expect, it } from 'vitest'
import type { Happening } from '../../ledger/index.ts'
import { happening, source } from '../hand-made.ts'
import type { Offices } from '../offices.ts'
import { pairReport } from '../pair-report.ts'
import { briefOf } from './brief.ts'

const offices = {
  of: () => null,
  in: () => [],
  stateName: (code) => ({ RUS: 'Russia', PAK: 'Pakistan' })[code] ?? code,
  region: () => '',
  country: () => null,
  names: (country, words) => words.includes({ RUS: 'Russia', PAK: 'Pakistan' }[country]!),
} satisfies Offices
/** The brief on some happenings: sentences that start so, each with the words of its footnotes. */
function told(happenings: Happening[], asOf: string, start: RegExp) {
  const report = pairReport(['RUS', 'PAK'], { happenings, items: [], coverage: [] }, { offices, asOf })
  const sentencesOf = (article: string) =>
    happenings.filter(({ sources }) => sources[0]!.article === article).map(({ words }) => words)
  const brief = briefOf(report, { offices, sentencesOf })
  const sentences = brief.sections.flatMap((section) => section.sentences).filter(({ text }) => start.test(text))
  return sentences.map(({ text, notes }) => ({ text, words: notes.map((n) => brief.notes[n - 1]!.words) }))
}

it('rests a figure on the happenings that weigh most in it, less sure ones too, and says so', () => {
  const old = happening('a', 'SANCTION', 'RUS', 'PAK', '2001-02-03', { words: 'Russia expelled men of Pakistan' })
  const late = { words: 'Four of the men were sent home to Russia', confidence: 0.5 }
  const both = [old, happening('b', 'SANCTION', 'PAK', 'RUS', '2003-02-03', late)]
  expect(told(both, '2003-03-01', /^Both ways/)).toEqual([
    {
      text: expect.stringMatching(/not enough evidence.*\), resting in part on what was coded with less certainty\.$/),
      words: expect.arrayContaining([late.words, old.words]),
    },
  ])
  // Words that name neither of the two are no footnote, and the old act alone carries too little.
  const unnamed = { ...late, words: 'Four of the men were sent home' }
  expect(told([old, happening('b', 'SANCTION', 'PAK', 'RUS', '2003-02-03', unnamed)], '2003-03-01', /^Both/)).toEqual(
    [],
  )
})

it('says of a figure whose evidence is older than a year of when the latest is', () => {
  const acts = [1, 2].map((day) =>
    happening(`a${day}`, 'SANCTION', 'RUS', 'PAK', `2001-02-0${day}`, { words: `Russia expelled ${day} of Pakistan` }),
  )
  expect(told(acts, '2001-12-01', /^Both ways/)[0]!.text).not.toMatch(/the latest/)
  expect(told(acts, '2003-03-01', /^Both ways/)[0]!.text).toMatch(
    /; of what weighs most in it the latest is of February 2001\.$/,
  )
})

it('cites the happenings between which a change lies, gives no days without them, and tells it once', () => {
  const acts = (type: 'THREATEN' | 'SUPPORT', year: number, last = 'Pakistan') =>
    Array.from({ length: 12 }, (_, i) => {
      const day = `${year}-${String(i + 1).padStart(2, '0')}-05`
      const whom = type === 'SUPPORT' && i === 0 ? last : 'Pakistan'
      const words = `Russia ${type === 'SUPPORT' ? 'thanked' : 'threatened'} ${whom} for number ${i}`
      return happening(`${type}${i}`, type, 'RUS', 'PAK', day, { words, sources: [source(`Star ${i % 4}`, day)] })
    })
  const [thaw, ...more] = told([...acts('THREATEN', 2001), ...acts('SUPPORT', 2002)], '2003-01-01', /^A thaw/)
  expect(more).toEqual([])
  expect(thaw!.text).toMatch(
    /it lies between 5 December 2001 \(last happening before it\) and 5 January 2002 \(first after it\); the mean before it −\d\.\d, after it \+\d\.\d/,
  )
  expect(thaw!.words).toEqual(
    expect.arrayContaining(['Russia threatened Pakistan for number 11', 'Russia thanked Pakistan for number 0']),
  )
  const [bare] = told([...acts('THREATEN', 2001), ...acts('SUPPORT', 2002, 'it')], '2003-01-01', /^A thaw/)
  expect(bare!.text).toMatch(/^A thaw is confirmed: the mean before it/)
})
