// Each sentence of the briefs on the dossiers is held against the articles that its footnotes lead to.
import { expect, it } from 'vitest'
import { officesOf, pairReport, readTold, writeBrief } from '../src/analysis/index.ts'
import { loadResources, openLedger, readInputs, readIntoLedger } from '../src/index.ts'

const resources = loadResources()
const offices = officesOf(resources.lexicon)
const line = (text: string) => text.replace(/\s+/g, ' ')

it.each([
  ['usa-cub', 'USA', 'CUB'],
  ['gbr-rus', 'GBR', 'RUS'],
  ['ind-pak', 'IND', 'PAK'],
] as const)('the brief on %s: footnotes lead to words of the articles, which name both states or who speaks', async (folder, a, b) => {
  const ledger = await openLedger(':memory:')
  for await (const _ of readIntoLedger(readInputs([`samples/dossiers/${folder}`]), ledger, resources));
  const pair: [string, string] = [a, b]
  const happenings = await ledger.happenings({ pair })
  const report = pairReport(pair, { happenings, ...(await readTold(ledger, pair)) }, { offices })
  const textOf = async (article: string) => (await ledger.record(article))?.text ?? null
  const brief = await writeBrief(report, { offices }, textOf)
  expect(brief.sections.length).toBeGreaterThan(8)
  for (const { title, sentences } of brief.sections)
    for (const { text, quote, notes } of sentences) {
      const told = notes.map((number) => brief.notes[number - 1]!)
      expect(told.length, text).toBeGreaterThan(0)
      for (const note of told)
        if (note.kind !== 'lexicon') {
          const article = line(`${note.title} ${await textOf(note.article)}`)
          for (const part of note.words.split(' … ')) expect(article, text).toContain(line(part))
        }
      if (quote) {
        const shown = quote.replace(/ …$/, '')
        expect(told.some(({ words }) => line(words).includes(shown)), text).toBe(true)
      }
      if (/^(?:Visits|Last contacts)/.test(title))
        for (const country of pair)
          expect(
            told.some(({ words }) => offices.names(country, words)) || report.contacts.some(({ participants }) => participants.some((one) => one.country === country && told.some(({ words }) => words.includes(one.name.split(' ').at(-1)!)))),
            `${country}: ${text}`,
          ).toBe(true)
    }
  await ledger.close()
})
