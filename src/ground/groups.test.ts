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

function read(text: string): GroundedText {
  const article: Article = {
    id: 'own',
    key: 'own',
    language: 'en',
    date: { start: '2003-02-06', end: '2003-02-06', precision: 'day', basis: 'given', why: 'given by the test' },
    text,
    paragraphs: [{ start: 0, end: text.length }],
    sourceMap: [[0, 0]],
    issues: [],
  }
  return ground(parseArticle(article, model), lexicon)
}

/** Name or, of a group formed in the text, countries of whoever is named by words that end so. */
function meant(grounded: GroundedText, words: string): (string | null)[] {
  const { text } = grounded.parsed.article
  return grounded.mentions
    .filter((mention) => text.slice(mention.start, mention.end).endsWith(words))
    .map((mention) => grounded.entities.find((entity) => entity.id === mention.entity)!)
    .map((entity) =>
      entity.members
        ? [...new Set(entity.members.map((id) => grounded.entities.find((each) => each.id === id)!.country))]
            .sort()
            .join('+')
        : entity.name,
    )
}

describe('a bare noun for a body', () => {
  it('takes up the armed group, the agency, the council named before', () => {
    expect(
      meant(read('Farmers in Colombia fear the FARC. The group kidnapped a mayor on Monday.'), 'The group'),
    ).toEqual(['Revolutionary Armed Forces of Colombia'])
    expect(
      meant(
        read('Iran asked the International Atomic Energy Agency for time. The agency refused on Monday.'),
        'The agency',
      ),
    ).toEqual(['International Atomic Energy Agency'])
    expect(
      meant(
        read(
          'The UN Security Council discussed Sudan on Monday. Russia spoke against a motion. The council voted for sanctions.',
        ),
        'The council',
      ),
    ).toEqual(['UN Security Council'])
  })

  it('takes up what a longer noun told', () => {
    const grounded = read(
      'Zambia has a new electoral commission. The opposition accused the electoral commission of fraud. The commission rejected the charge.',
    )
    const [first] = meant(grounded, 'electoral commission')
    expect(meant(grounded, 'The commission')).toEqual([first])
  })

  it('is nobody where it only counts, has no article or means a thing', () => {
    const grounded = read(
      'Peru sent a group of engineers. It acted by force. The body of a miner was found. The force of the wind broke trees.',
    )
    for (const word of ['group', 'force', 'body']) expect(meant(grounded, word)).toEqual([])
  })
})

describe('a phrase that gathers parties', () => {
  it('means those who were told to act together, not who speaks to them', () => {
    const grounded = read(
      'Eritrea and Ethiopia fought along their border. Turkey, which trades with Eritrea, offered its help. Ankara urged both sides to stop.',
    )
    expect(meant(grounded, 'both sides')).toEqual(['ERI+ETH'])
  })

  it('means a government and its rebels where a third only mediates', () => {
    const grounded = read(
      'The Sri Lankan government and the Tamil Tigers signed a truce. Norway, which mediated, praised both sides.',
    )
    expect(meant(grounded, 'both sides')).toEqual(['LKA'])
  })

  it('finds who leads each of two countries though the article names neither', () => {
    const grounded = read('Kenya and Uganda quarrelled over fish. The two presidents will meet on Monday.')
    expect(meant(grounded, 'The two presidents')).toEqual(['KEN+UGA'])
  })

  it('leaves two parties of one parliament and camps of refugees alone', () => {
    const grounded = read('Peru and Chile signed a treaty. Two opposition parties rejected it. Aid reached two camps.')
    expect(meant(grounded, 'parties')).not.toEqual(['CHL+PER'])
    expect(meant(grounded, 'camps')).toEqual([])
  })
})

describe('"the country"', () => {
  it('is the one just named as ground, not the one most spoken of', () => {
    const grounded = read(
      "Norway's envoy met reporters on Monday. Nobody sees an end to violence in Mali, and aid workers have left the country.",
    )
    expect(meant(grounded, 'the country')).toEqual(['Mali'])
  })

  it('may be the doer where something is its own', () => {
    const grounded = read(
      "Chile sent aid on Friday. Cambodia still buries children who step on the mines of the country's long war.",
    )
    expect(meant(grounded, 'the country')).toEqual(['Cambodia'])
  })
})
