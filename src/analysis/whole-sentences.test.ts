import { expect, it } from 'vitest'
import { briefOf } from './brief.ts'
import { happening, source } from './hand-made.ts'
import { pairReport } from './pair-report.ts'
import { withWholeSentences } from './whole-sentences.ts'

const text = `LAHORE. India and Pakistan opened a border gate.

Foreign Minister Khurshid Kasuri met his host for an hour on the margins of a summit, his office said. Nobody else was told.`

const briefWith = (words: string) => {
  const told = happening('h1', 'CONSULT', 'PAKGOV', 'INDGOV', '2005-04-18', {
    words,
    sources: [source('Courier', '2005-04-19', 'a1')],
  })
  const inputs = { happenings: [told], items: [], coverage: [] }
  return briefOf(pairReport(['IND', 'PAK'], inputs, { asOf: '2005-04-30' }), { offices: null })
}

it('quotes the whole sentence in which the words of a happening stand', async () => {
  const brief = await withWholeSentences(briefWith('met his host for an hour on the margins'), async () => text)
  const whole = 'Foreign Minister Khurshid Kasuri met his host for an hour on the margins of a summit, his office said.'
  expect(brief.notes.map((note) => note.words)).toContain(whole)
  const quotes = brief.sections.flatMap((section) => section.sentences.flatMap(({ quote }) => quote ?? []))
  expect(quotes.length).toBeGreaterThan(0)
  expect(new Set(quotes)).toEqual(new Set([whole]))
})

it('leaves words alone that stand in no sentence of the article', async () => {
  const words = 'Neighbours Meet'
  for (const textOf of [async () => text, async () => null]) {
    const brief = await withWholeSentences(briefWith(words), textOf)
    expect(brief).toEqual(briefWith(words))
  }
})
