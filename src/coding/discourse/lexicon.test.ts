import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileDiscourse, loadDiscourse } from './lexicon.ts'
import { amountIn, subjectsOf } from './subjects.ts'

const folder = 'lexicon/discourse'
const files = readdirSync(folder).map((name) => ({
  path: `${folder}/${name}`,
  text: readFileSync(`${folder}/${name}`, 'utf8'),
}))
const lexicon = loadDiscourse(compileDiscourse(files))

it('compiles to the same bytes in any order of files', () => {
  expect(compileDiscourse([...files].reverse())).toEqual(compileDiscourse(files))
})

it('refuses a missing table, an unknown table, a wrong head line and foreign bytes', () => {
  const broken = (change: (all: typeof files) => typeof files) => () => compileDiscourse(change(files))
  const fault = expect.objectContaining({ code: 'discourse-table' })
  expect(broken((all) => all.slice(1))).toThrow(fault)
  expect(broken((all) => [...all, { path: `${folder}/moods.tsv`, text: 'a\n' }])).toThrow(fault)
  expect(broken((all) => all.map((file) => ({ ...file, text: file.text.replace('lemma', 'word') })))).toThrow(fault)
  expect(() => loadDiscourse(new TextEncoder().encode('nothing'))).toThrow(
    expect.objectContaining({ code: 'discourse-file' }),
  )
})

it('parts an enumeration into its subjects', () => {
  expect(subjectsOf(lexicon, 'to cooperate in fighting terrorism, expand trade and improve cultural ties')).toEqual([
    'diplomatic',
    'economic',
    'terrorism',
  ])
})

it.each([
  ['a loan of $120 million', { value: 120_000_000, unit: 'USD' }],
  ['1.5 billion euros for roads', { value: 1_500_000_000, unit: 'EUR' }],
  ['14 million Swiss francs', { value: 14_000_000, unit: 'CHF' }],
  ['300 monitors', { value: 300, unit: 'observers' }],
  ['900 goods', null],
])('reads the amount in "%s"', (words, expected) => {
  expect(amountIn(lexicon, words)).toEqual(expected)
})
