import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

function read(text: string, day = '2006-02-06'): GroundedText {
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

/** Names and countries of all who act, in order of first mention. */
const acting = (grounded: GroundedText) =>
  grounded.entities
    .filter(({ country, mentions }) => country && mentions.some(({ form }) => form !== 'place'))
    .map(({ name, country }) => `${name} ${country}`)

const match =
  'Brentwick Rovers beat Halden Town 2-1 in the second round of the cup on Saturday. Striker Tom Hale scored twice before half-time. Halden hit the post in injury time. '

describe('a story of sport', () => {
  it.each([
    [
      'the nationality of a player',
      `${match}The Danish defender Lars Holm was banned for three games. Holm admitted it.`,
    ],
    [
      'a spokesman of a league',
      `${match}A Premier League spokesman in London said: "We have heard nothing from Rovers."`,
    ],
    [
      'courts, benches, divisions and crowns',
      `${match}The winger came off the bench in Leeds. It is the best side of the second division in England, and the crown is theirs.`,
    ],
    [
      'what teams ask and refuse',
      `${match}In Montevideo Australia asked for a later start. England refused to play the second match there.`,
    ],
    [
      'a surname that a politician bears',
      `${match}Bolton go to Halden next, and Silva is fit again. Khalifa is on loan in Cardiff.`,
    ],
    ['a full name that is a politician’s', `${match}Off-spinner Yasir Arafat took four wickets in Hove for Sussex.`],
    ['who presides over a federation', `${match}“He stays,” said Greek Football Federation president Aris Melas.`],
    ['a country that is several', 'Denmark were on the beach in June. On Friday they ran Norway ragged.'],
    [
      'officials of the game',
      `${match}Officials in Rome decided to replay the match. The president of the club, Aldo Neri, agreed.`,
    ],
  ])('has nobody act in %s', (_, text) => {
    expect(acting(read(text))).toEqual([])
  })

  it('keeps those of state who act in it', () => {
    const grounded = read(
      `${match}The Greek government closed the ground on Sunday after police arrested twelve people. The Greek interior minister blamed hooligans.`,
    )
    expect(acting(grounded)).toContain('Greece GRC')
    expect(acting(grounded).some((each) => /minister GRC/.test(each))).toBe(true)
  })
})

describe('nobody is named', () => {
  it.each([
    [
      'by a day that a group is called after',
      'He will appear in Athens on 17 November and may be fined by the Greek court.',
      '17',
    ],
    ['by the title of a film', 'In America the studio kept "Saving Private Ryan" and two other films.', 'Private Ryan'],
    ['by folk customs', 'In China a scholar of folk-customs wrote about the lantern night.', 'folk-customs'],
    ['by the leader of a market', 'In Japan the bank was the day’s volume leader.', 'leader'],
    [
      'by the biggest of all nations',
      'Peru and Chile export copper. Stocks in the biggest consuming nations fell.',
      'nations',
    ],
  ])('%s', (_, text, words) => {
    const grounded = read(text)
    const found = grounded.mentions.filter(({ start, end }) => text.slice(start, end).includes(words))
    expect(found.map(({ entity }) => grounded.entities.find(({ id }) => id === entity)!.code)).toEqual([])
  })

  it('but by the group called after a day', () => {
    expect(acting(read('The November 17 group claimed the attack in Athens.'))).toContain('November 17 GRC')
  })
})

describe('a country is ground', () => {
  it.each([
    'A typhoon hit the Philippines on Sunday.',
    'Japan was battered by a storm on Friday.',
    'The hurricane that flattened Cuba has moved on.',
    'She played in the Orchestra of the Philippines.',
  ])('%s', (text) => {
    expect(acting(read(text))).toEqual([])
  })
})

it('leaves the day out of a name', () => {
  const grounded = read(
    '“It is over,” said Monday Carl Winters, the head of the union. President Hugo Chavez Tuesday agreed.',
    '2005-02-02',
  )
  expect(grounded.entities.map(({ name }) => name)).toEqual(expect.arrayContaining(['Carl Winters', 'Hugo Chavez']))
})

it('gives no country to people in general in a text of little politics', () => {
  const text =
    'Festivals are old in China. In autumn people eat cakes and look at the moon. Lanterns hang in every street. Famous singers come for the evening. The cakes are made of lotus seeds.'
  expect(acting(read(text))).toEqual([])
})

it('keeps a state that would do something a state', () => {
  expect(acting(read('If Iran were to test a bomb, Israel would attack.'))).toEqual(['Iran IRN', 'Israel ISR'])
})

it('gives nobody the country of the embassy’s town', () => {
  const grounded = read('Police guarded the embassy in Hanoi on Monday. The ambassador in Hanoi thanked them.')
  const countries = grounded.entities
    .filter(({ name }) => /embassy|ambassador/.test(name))
    .map(({ country }) => country)
  expect(countries).toEqual([null, null])
})

it('takes a country where somebody is based for ground', () => {
  expect(acting(read('UK-based Amnesty International accused Sudan of torture.'))).toEqual(['Sudan SDN'])
})

it.each([
  [
    'what a country has where nobody does a deed',
    'Snow lies deep this year. The glaciers are thick. China’s glaciers are mostly in the west. They feed long rivers.',
  ],
  ['what costs millions', 'The storm in Latvia cost millions. Roofs were lost.'],
])('gives nobody %s', (_, text) => {
  expect(acting(read(text))).toEqual([])
})

it('takes a town behind the name of its country for no firm', () => {
  const grounded = read('The carmaker will build vans in eastern China’s Suzhou next year.')
  expect(grounded.entities.map(({ name }) => name)).not.toContain('Suzhou')
})
