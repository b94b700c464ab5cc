import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Article } from '../article/index.ts'
import { loadLanguageModel, parseArticle } from '../parse/index.ts'
import { compileLexicon, type GroundedText, ground, loadLexicon } from './index.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'lexicon')
const lexicon = loadLexicon(
  compileLexicon(
    readdirSync(folder)
      .filter((name) => name.endsWith('.tsv'))
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  ),
)
const model = loadLanguageModel(new Uint8Array(readFileSync(join(root, 'models/en.bin'))))

function read(text: string, day = '2003-02-06'): GroundedText {
  const article: Article = {
    id: 'own',
    key: 'own',
    language: 'en',
    date: { start: day, end: day, precision: 'day', basis: 'given', why: 'given by the test' },
    text,
    paragraphs: [{ start: 0, end: text.length }],
    sourceMap: [[0, 0]],
    issues: [],
  }
  return ground(parseArticle(article, model), lexicon)
}

/** Codes of whoever is named by words that end so, in order. */
function meant(grounded: GroundedText, words: string): string[] {
  const { text } = grounded.parsed.article
  return grounded.mentions
    .filter((mention) => text.slice(mention.start, mention.end).endsWith(words))
    .map((mention) => grounded.entities.find((entity) => entity.id === mention.entity)!.code)
}

it.each([
  ['Peru recalled its ambassador from Chile. It also closed the border.', 'It', ['PER']],
  ['Norway cut ties with Qatar on Monday, accusing it of fraud.', 'it', ['QAT']],
  ['Peru denied that it had broken the treaty with Chile.', 'it', ['PER']],
  ['Peru accuses Ecuador of arming smugglers, a charge it denies.', 'it', ['ECU']],
])('an "it" that acts or is accused is somebody: %s', (text, pronoun, codes) => {
  expect(meant(read(text), pronoun)).toEqual(codes)
})

it.each([
  'The plan for the border was published in Lima on Monday. It would cost Peru a billion dollars.',
  'It is clear that Peru will sign.',
])('an "it" that is a thing or nothing is nobody: %s', (text) => {
  expect(meant(read(text), 'It')).toEqual([])
})

it('illnesses, gas and a deputy are what they are', () => {
  expect(
    read('AIDS kills thousands in Zambia. Egypt exports LNG to Spain.').entities.map(({ kind }) => kind),
  ).not.toContain('organization')
  expect(meant(read('The deputy commander of the Turkish army left.'), 'deputy commander')).toEqual(['TURMIL'])
})
