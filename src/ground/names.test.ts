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

function read(text: string, day = '2006-11-16'): GroundedText {
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

describe('names that many bear', () => {
  it('are not those of an official where the article names another in full, the family first', () => {
    const sport = read('Liu Yun of China won the slalom. Her coach said on Monday that Liu had trained in secret.')
    expect(meant(sport, 'Liu')).not.toContain('CHNGOV')
    expect(meant(read('A Chinese spokesman, Liu Jianchao, met reporters. The talks go on, Liu said.'), 'Liu')).toEqual([
      'CHNGOV',
    ])
  })

  it('are those of the party of the country that is spoken of', () => {
    expect(meant(read('The polls in Britain put Labour far ahead. Labour rejected them.'), 'Labour')).toEqual([
      'GBRPTYLAB',
      'GBRPTYLAB',
    ])
    expect(meant(read('In Israel the Labor party left the coalition.'), 'Labor party')).toContain('ISRPTYLAB')
    expect(meant(read('The Ministry of Labour in London said Labour Day was a holiday.'), 'Labour')).toEqual([])
    expect(meant(read('The Christian Democrats in Chile opposed the bill.'), 'Democrats')).not.toContain('USAPTYDEM')
    expect(meant(read("Hong Kong's Democratic party condemned the arrest."), 'Democratic party')[0]).toMatch(/^HKG/)
  })

  it('are those of the people next door where the article speaks of their country', () => {
    const bosnia = read(
      'In Zvornik in Bosnia the trial began. Bosnian judges and Serb police quarrelled. Serbs shelled Tuzla.',
    )
    expect(meant(bosnia, 'Serb police')).toEqual(['BIHCOP'])
    expect(meant(bosnia, 'Serbs')).toEqual(['BIHCVLSRB'])
    expect(meant(read('In Belgrade, Serbia, Serb police arrested two men.'), 'Serb police')).toEqual(['SRBCOP'])
  })

  it('are shorter after the long one', () => {
    const short = read('Islamic Jihad fired rockets from Gaza. Israel said on Monday that Jihad would pay for it.')
    expect(meant(short, 'Jihad')).toEqual(['PSEREBPIJ', 'PSEREBPIJ'])
  })

  it('are written out where a wire has no such letters', () => {
    expect(meant(read('Danish minister Per Stig Moeller condemned the blast.'), 'Per Stig Moeller')).toEqual(['DNKGOV'])
  })
})

it('a given name and a family name that towns bear are a person', () => {
  const grounded = read('The first US ambassador to Hanoi, Douglas Peterson, arrived on Monday.')
  expect(meant(grounded, 'Douglas Peterson')).toEqual(['USAGOV'])
})

describe('names of no person', () => {
  it('have an article of their own', () => {
    const grounded = read(
      'The Blue Ribbon will stay in Chile until May. The Morning Pioneer quoted an aide. The Ada Stone of today is milder.',
    )
    const people = grounded.entities.filter(({ kind }) => kind === 'person').map(({ name }) => name)
    expect(people).not.toContain('Blue Ribbon')
    expect(people).not.toContain('Morning Pioneer')
  })

  it('are those of firms, where the article tells it anywhere', () => {
    const grounded = read(
      'Talos Verian is a Greek company that sells watches. On Tuesday Talos Verian announced a deal in China.',
    )
    const [firm] = grounded.entities.filter(({ name }) => name === 'Talos Verian')
    expect(firm).toMatchObject({ kind: 'organization', country: 'GRC', sectors: ['BUS'] })
  })
})

it('the secretary of a company is no firm', () => {
  const grounded = read('The secretary of the company Lovemore Sievu said that revenue rose in Zambia.')
  expect(grounded.entities.filter(({ name, kind }) => name === 'Lovemore Sievu' && kind === 'organization')).toEqual([])
})

describe('letters in brackets', () => {
  it('are those of the ministry before them, whatever town bears them', () => {
    const grounded = read(
      'The Chinese Ministry of Agriculture (MOA) found the virus on Tuesday. The MOA ordered farmers to cull birds.',
    )
    expect(meant(grounded, 'MOA')).toEqual(['CHNGOV', 'CHNGOV'])
  })

  it('are those of a body listed under them', () => {
    const grounded = read('The International Security Assistance Force (ISAF) came to Kabul. ISAF attacked the rebels.')
    expect(meant(grounded, 'ISAF')).toEqual(['IGONATISA', 'IGONATISA'])
  })
})

describe('places and those who rule there', () => {
  it('does not take bases in "the country" to be in that whose bases they are', () => {
    const grounded = read('Japan protested on Monday. Washington will close three US bases in the country.')
    expect(meant(grounded, 'the country')).toEqual(['JPN'])
  })

  it('knows those to whom something is done in "the country" to be of another', () => {
    const grounded = read('Iraq is at war. More than 2,850 U.S. soldiers have been killed in the country.')
    expect(meant(grounded, 'the country')).toEqual(['IRQ'])
  })

  it('gives nobody in particular a country', () => {
    const grounded = read(
      'In Chile a priest said that each person has a value and the next person too. Leaflets in Chinese and Tibetan came.',
    )
    expect(meant(grounded, 'person').filter((code) => code.startsWith('CHL'))).toEqual([])
    expect(meant(grounded, 'Tibetan')).toEqual([])
    expect(
      meant(read("A Turkish court freed the leaders of the pro-Kurdish People's Democracy Party."), 'People'),
    ).toEqual([])
  })

  it('does not take letters of a party for one of a country that nobody names', () => {
    expect(meant(read('In Indonesia the PRD rejected the ban. Jakarta arrested leaders of the PRD.'), 'PRD')).toEqual(
      [],
    )
  })

  it('does business with nobody', () => {
    expect(meant(read('Peru is good at doing business. Tibetan antelopes are rare.'), 'business')).toEqual([])
    expect(meant(read('Tibetan antelopes are rare.'), 'Tibetan')).toEqual([])
  })

  it('knows China in Sino-Japanese talks', () => {
    expect(meant(read('Tokyo praised the Sino-Japanese talks.'), 'Sino')).toEqual(['CHN'])
  })
})

describe('names of unlisted people', () => {
  const people = (text: string) =>
    read(text)
      .entities.filter(({ kind }) => kind === 'person')
      .map(({ name }) => name)

  it.each([
    ['"It is good," said Park Yong-sup of the trade office.', 'Park Yong-sup'],
    ['"It is good," said Han Yong-sup, an engineer.', 'Han Yong-sup'],
    ['The spokesman, Joaquin Navarro-Valls, said that it was good.', 'Joaquin Navarro-Valls'],
    ['Teresa Obando, who guts fish, was hopeful.', 'Teresa Obando'],
    ['Douglas Pike, who has studied the war, expects peace.', 'Douglas Pike'],
    ['"I mend pots," the tinsmith said.', 'tinsmith'],
    ['"It is good," said Israel Cohen.', 'Israel Cohen'],
    ['"It is good," Ilse von Bergen said in Lima.', 'Ilse von Bergen'],
    ['"It is good," said Santos Diaz, a farmer.', 'Santos Diaz'],
  ])('are kept whole and known for people: %s', (text, name) => {
    expect(people(text)).toContain(name)
  })

  it('are no places and parties where no person is told', () => {
    expect(
      people(
        'Park Lane is closed. The U.S.-led force left. "It is over," the banner said. "It is so," Kuwait Times said. "No." If Russia says so, it is.',
      ),
    ).toEqual([])
  })
})

describe('whom he means', () => {
  const of = (text: string, word: string) => {
    const grounded = read(text)
    const found = grounded.mentions.find(({ start, end }) => text.slice(start, end) === word)
    return grounded.entities.find(({ id }) => id === found?.entity)?.name
  }

  it.each([
    ['Carlos Rojas sacked Luis Gama. Gama told the radio so. He was dismissive of Rojas.', 'He', 'Luis Gama'],
    [
      'Carlos Rojas has been at pains to explain. Receiving an editor on Tuesday, he brushed that aside.',
      'he',
      'Carlos Rojas',
    ],
    [
      'Carlos Rojas spoke in Lima. General Luis Gama has reported to the king that ships were seen, he said.',
      'he',
      'Carlos Rojas',
    ],
    [
      'President Luis Barros met General Tomas Rivera. Rivera thanked him. The general was tired.',
      'The general',
      'Tomas Rivera',
    ],
  ])('is not somebody whom his own clause names or tells of: %s', (text, word, name) => {
    expect(of(text, word)).toBe(name)
  })
})

it('takes no leader of fishermen for the president', () => {
  const grounded = read('President Luis Barros of Peru smiled. "It is good," a leader of the fishermen said.')
  const found = grounded.mentions.find(({ start, end }) =>
    /leader$/.test(grounded.parsed.article.text.slice(start, end)),
  )
  expect(grounded.entities.find(({ id }) => id === found?.entity)?.name).not.toBe('Luis Barros')
})
