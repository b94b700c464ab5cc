import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Article } from '../article/index.ts'
import { loadLanguageModel, parseArticle } from '../parse/index.ts'
import { compileLexicon, type Entity, type GroundedText, ground, loadLexicon } from './index.ts'

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

function read(text: string, day = '2006-11-20'): GroundedText {
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

/** Whoever is named by words that end so, each once. */
function meant(grounded: GroundedText, words: string): Entity[] {
  const { text } = grounded.parsed.article
  const ids = grounded.mentions
    .filter((mention) => text.slice(mention.start, mention.end).endsWith(words))
    .map((mention) => mention.entity)
  return grounded.entities.filter(({ id }) => ids.includes(id))
}

const codes = (grounded: GroundedText, words: string) => meant(grounded, words).map(({ code }) => code)

describe('offices with "chief", "general" or "leader" in them', () => {
  it.each([
    ["Norway's police chief met reporters.", 'police chief', 'NORCOP'],
    ["Japan's attorney general resigned.", 'attorney general', 'JPNJUD'],
    ["Japan's consul general called on China to relent.", 'consul general', 'JPNGOV'],
    ["Kenya's army chief of staff spoke to the troops.", 'chief of staff', 'KENMIL'],
    ["The chief of Bulgaria's general staff met reporters.", 'The chief', 'BGRMIL'],
    ["The president of Egypt's electoral commission resigned.", 'The president', 'EGYGOV'],
  ])('are none at the head of a state: %s', (text, words, code) => {
    const [found] = meant(read(text), words)
    expect(found).toMatchObject({ code })
    expect(found!.lexicon).toBeUndefined()
  })

  it('still are the army chief of the tables, and the leader of a state', () => {
    const grounded = read("Turkey's military chief spoke. The Norwegian leader left.")
    expect(meant(grounded, 'military chief')).toMatchObject([{ name: 'Yasar Buyukanit' }])
    expect(meant(grounded, 'Norwegian leader')).toMatchObject([{ name: 'Jens Stoltenberg' }])
  })
})

describe('the country of the unlisted', () => {
  it('is that of the "of" behind a name', () => {
    const grounded = read('Roy Bland of Missouri urged Congress to vote. Ann Berg of UNHCR met the minister.')
    expect(codes(grounded, 'Roy Bland')).toEqual(['USA'])
    expect(codes(grounded, 'Ann Berg')).toEqual(['IGOUNOHCR'])
  })

  it('is only likely for players, whose nation plays and does not act', () => {
    const grounded = read(
      "Bulgarian captain Plamen Kostov scored twice in the match. Uzbekistan's Anna Jurova won bronze.",
    )
    expect(meant(grounded, 'Plamen Kostov')).toMatchObject([{ country: null, home: 'BGR', sectors: [] }])
    expect(meant(grounded, 'Anna Jurova')).toMatchObject([{ country: null, home: 'UZB' }])
  })

  it('is told of a named person in an article that leaves hardly a doubt', () => {
    const grounded = read(
      'BRATISLAVA, May 3 - The Slovak government fell on Tuesday. Slovak ministers left the cabinet, and parliament met. The vote had been close, Jozef Hronsky told reporters in Bratislava.',
    )
    expect(meant(grounded, 'Jozef Hronsky')).toMatchObject([{ country: 'SVK', basis: 'assumed' }])
  })

  it('passes from a name to its letters in brackets, and from a firm in full to its name', () => {
    const grounded = read(
      'The Bulgarian Chess Union (BCU) elected a chairman, the minister said. BCU said no. Police searched the Sam Dorn Company of Norway. Sam Dorn denied it.',
    )
    expect(codes(grounded, 'BCU')).toEqual(['BGRLAB'])
    expect(codes(grounded, 'Sam Dorn')).toEqual(['NORBUS'])
  })

  it('is none for a club, and a listed body has no title', () => {
    expect(meant(read('Police in Leeds praised Hartley Rovers.'), 'Rovers')).toMatchObject([{ kind: 'organization' }])
    expect(codes(read('But the Islamist Hamas movement rejected the plan.'), 'movement')).toEqual(['PSEREBHAM'])
  })
})

describe('words that look like somebody', () => {
  it.each([
    ['Police recommended the prosecution of Mr Olsen in Norway.', 'prosecution'],
    ["Police recommended Mr Olsen's prosecution in Norway.", 'prosecution'],
    ['One of the driving forces of the trade met the president of Vietnam.', 'forces'],
    ['A trader was shot in the head by police in Norway.', 'head'],
    ['The minister went home for the Muslim Eid al-Adha feast.', 'Eid al-Adha'],
    ['The letter was translated from Russian to English before the talks in Moscow.', 'English'],
  ])('are nobody: %s', (text, words) => {
    expect(meant(read(text), words)).toEqual([])
  })

  it('are one name where the last of them is an office too', () => {
    expect(meant(read('Interim captain Ledley King had rejected the offer.'), 'King')).toMatchObject([
      { name: 'Ledley King' },
    ])
  })
})

describe('pronouns', () => {
  it('that say a quotation are nobody of whom it tells', () => {
    const grounded = read(
      'Minister Ali Salem and his aides left Damascus. "Like everything on the king\'s trip, it was planned," he said.',
    )
    expect(meant(grounded, 'he')).toMatchObject([{ name: 'Ali Salem' }])
  })

  it.each([
    'The Danish ministers bought new trains. The trains are slow because they break down often.',
    'Olga Berg met the Danish minister. The pipes were laid in May and they leak.',
  ])('in the plural may stand for things: %s', (text) => {
    expect(meant(read(text), 'they')).toEqual([])
  })

  it('in the plural stand for people who take part in the sentence of the things', () => {
    expect(codes(read('The Danish ministers said that prices rose and they would act.'), 'they')).toEqual(['DNKGOV'])
  })
})
