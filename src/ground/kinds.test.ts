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

describe('of what kind somebody is', () => {
  it('is business where it is told to do something', () => {
    expect(meant(read('Peru urged Chilean business to invest in the port.'), 'business')).toEqual(['CHLBUS'])
  })

  it('is told by the body that an office is held in, named or not', () => {
    const grounded = read(
      "In Italy the Refounded Communist party praised its leader Fausto Berti. He said CMEC vice president Zhou Li came. A union leader in Peru agreed. The airline's spokesman denied it.",
    )
    expect(meant(grounded, 'Fausto Berti')).toEqual(['ITAPTY'])
    expect(meant(grounded, 'Zhou Li')).toEqual(['UNK'])
    expect(meant(grounded, 'union leader')).toEqual(['PERLAB'])
    expect(meant(grounded, 'spokesman')).toEqual(['BUS'])
  })

  it('stays that of the office where a state or one of its bodies has it', () => {
    const grounded = read(
      'Vice President Ana Soto of Peru spoke. The official of the interior ministry in Chad agreed. A spokesman for Chechen president Adam Sulei denied it.',
    )
    expect(meant(grounded, 'Ana Soto')).toEqual(['PERGOV'])
    expect(meant(grounded, 'official')).toEqual(['TCDGOV'])
    expect(meant(grounded, 'spokesman')).toEqual(['RUSGOV'])
  })

  it('is a company for letters and a word, a person for a family name in capitals', () => {
    const grounded = read(
      'PKN Orlen signed a contract with Lithuania. KIM Jong-nam left Macau. CSKA Moscow hired a coach. The USS Cole sank.',
    )
    for (const name of ['CSKA Moscow', 'USS Cole'])
      expect(grounded.entities.find((each) => each.name === name)).toBeUndefined()
    expect(grounded.entities.find(({ name }) => name === 'PKN Orlen')?.kind).not.toBe('person')
    expect(grounded.entities.find(({ name }) => name.startsWith('KIM'))?.kind).toBe('person')
  })

  it('is the army for its helicopters and jets', () => {
    const grounded = read('Israeli helicopters fired missiles at a house. Russian jets bombed the town.')
    expect(meant(grounded, 'Israeli helicopters')).toEqual(['ISRMIL'])
    expect(meant(grounded, 'Russian jets')).toEqual(['RUSMIL'])
  })
})

describe('words of actors that mean none', () => {
  it('are a founding, a refusal, a verb', () => {
    const grounded = read(
      'The king of Jordan praised the establishment of a state despite opposition from Iran. Peru heads toward elections.',
    )
    for (const word of ['establishment', 'opposition', 'heads']) expect(meant(grounded, word)).toEqual([])
  })

  it('are actors elsewhere', () => {
    const grounded = read(
      'The opposition in Chad asked the opposition to march. The establishment in Pakistan disagreed. The head of the army in Niger left.',
    )
    expect(meant(grounded, 'opposition').every((code) => code === 'TCDOPP')).toBe(true)
    expect(meant(grounded, 'establishment')).toEqual(['PAKELI'])
    expect(meant(grounded, 'The head')).toEqual(['NERMIL'])
  })

  it('leave a part of the world and sums of money without a country', () => {
    const grounded = read(
      'Ships sailed along the South American coast. The 9-million-U.S.-dollar project was launched. American ships followed.',
    )
    expect(meant(grounded, 'American')).toEqual(['USA'])
    expect(meant(grounded, 'U.S.')).toEqual([])
  })
})

describe('whose somebody is', () => {
  it('is not told by the state they stand against', () => {
    const grounded = read('A bomb in Lebanon killed critics of Damascus. Police in Syria arrested critics of the law.')
    expect(meant(grounded, 'critics')[0]).toBe('LBNCVL')
  })

  it('is not told by a namesake who leads a country when the article names another in full', () => {
    const other = read('Kobe Bryant scored 42 points. "I went after it," Bryant said.', '2005-11-17')
    expect(meant(other, 'Bryant')).not.toContain('LBRGOV')
    const own = read('Gyude Bryant met donors. "I want peace," Bryant said.', '2005-11-17')
    expect(meant(own, 'Bryant')).toEqual(['LBRGOV', 'LBRGOV'])
  })

  it('is told by letters as the article spells them out', () => {
    const grounded = read(
      'The Seven-Party Alliance (SPA) of Nepal met the rebels. The SPA said so. The Saudi Press Agency reported it.',
    )
    expect(meant(grounded, 'SPA')).not.toContain('SAUMEDSPA')
    expect(meant(read('The Saudi king left for Cairo, SPA said on Monday.'), 'SPA')).toEqual(['SAUMEDSPA'])
  })

  it('is not told by a listed body whose letters another body bears in its own tongue', () => {
    const text = "The Islamic Defenders' Front (FPI) of Jakarta guards churches. The FPI raided bars in Indonesia."
    expect(meant(read(text), 'FPI')).not.toContain('CIVPTYFPI')
    expect(meant(read('The Ivorian Popular Front (FPI) met in Abidjan. The FPI left.'), 'FPI')).toContain('CIVPTYFPI')
  })

  it('is one for both offices that somebody holds', () => {
    const { entities } = read(
      'Chinese envoy Tang met Vietnamese Deputy Prime Minister and Foreign Minister Pham Gia Khiem.',
    )
    expect(entities.filter(({ code }) => code === 'VNMGOV').map(({ name }) => name)).toEqual(['Pham Gia Khiem'])
    const two = read('The Vietnamese Deputy Prime Minister and President Bush spoke.')
    expect(two.entities.filter(({ code }) => /GOV$/.test(code))).toHaveLength(2)
  })

  it('is not the president of the country for whoever presides over an organisation there', () => {
    const grounded = read(
      'The President of the Cabinda Forum for Dialogue (FCD), Antonio Bembe, called for peace in Angola.',
      '2006-11-29',
    )
    expect(grounded.entities.map(({ name }) => name)).not.toContain('Jose Eduardo dos Santos')
    expect(meant(grounded, 'Antonio Bembe')).toEqual(['AGO'])
    const state = read('The president of Angola called for peace.', '2006-11-29')
    expect(state.entities.map(({ name }) => name)).toContain('Jose Eduardo dos Santos')
  })

  it('is not told by the town that a family bears the name of', () => {
    const grounded = read('Gao Qinrong, 51, a Chinese journalist, was freed. Gao left Beijing.')
    expect(grounded.entities.map(({ country }) => country)).not.toContain('MLI')
    expect(meant(read('Rebels entered Gao, 51 people said.'), 'Gao')).toEqual(['MLI'])
  })

  it('who says what a sentence tells is not the one named last', () => {
    const grounded = read(
      'The U.S. invasion was to oust Saddam Hussein, the spokesman said. Igor Ivanov, the spokesman, left.',
    )
    const [saddam] = grounded.entities.filter(({ name }) => name === 'Saddam Hussein')
    expect(saddam?.mentions).toHaveLength(1)
  })
})

describe('what "it" is', () => {
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
})

/** Names of people, and the words of the text that mean each. */
function people(text: string): [name: string, ...words: string[]][] {
  const { entities, mentions } = read(text)
  return entities
    .filter(({ kind }) => kind === 'person')
    .map(({ id, name }) => [
      name,
      ...mentions.filter(({ entity }) => entity === id).map(({ start, end }) => text.slice(start, end)),
    ])
}

it.each([
  ['Chester R. Mulvane said that it works.', 'Chester R. Mulvane'],
  ['Assistant Secretary of State Chester R. Mulvane said that it works.', 'Chester R. Mulvane'],
  ['Foreign ministry spokesman Dina Mufti said that it works.', 'Dina Mufti'],
  ['Saudi Prince Ahmed Sultan said that it works.', 'Ahmed Sultan'],
  ["The colonel's son, Seif al-Islam, said that it works.", 'Seif al-Islam'],
])('keeps a name whole though part of it is a town, a title or a faith: %s', (text, name) => {
  expect(people(text).map(([each]) => each)).toContain(name)
})

it('takes no title for part of a name', () => {
  expect(people('Bishop Desmond Okoro and Grand Mufti Hamza Tahan met the king.').map(([name]) => name)).toEqual(
    expect.arrayContaining(['Desmond Okoro', 'Hamza Tahan']),
  )
})

it('knows a president who is called general by his rank', () => {
  const found = people('President Luis Barros met General Tomas Rivera of Panama. "It is good," the general said.')
  expect(found.find(([name]) => name === 'Tomas Rivera')?.at(-1)).toBe('the general')
})

it('takes aircraft for a military where they do violence, and for nobody elsewhere', () => {
  expect(meant(read('Chadian aircraft bombed a bridge near Faya.'), 'aircraft')).toEqual(['TCDMIL'])
  expect(meant(read('The bridge was hit by Chadian planes.'), 'planes')).toEqual(['TCDMIL'])
  expect(meant(read('A Chadian plane landed with medicine.'), 'plane')).toEqual([])
})

/** A text of the newswire's years. */
const readNews = (text: string, day = '2006-11-20') => read(text, day)

/** Whoever is named by words that end so, each once. */
function named(grounded: GroundedText, words: string): Entity[] {
  const { text } = grounded.parsed.article
  const ids = grounded.mentions
    .filter((mention) => text.slice(mention.start, mention.end).endsWith(words))
    .map((mention) => mention.entity)
  return grounded.entities.filter(({ id }) => ids.includes(id))
}

const codes = (grounded: GroundedText, words: string) => named(grounded, words).map(({ code }) => code)

describe('offices with "chief", "general" or "leader" in them', () => {
  it.each([
    ["Norway's police chief met reporters.", 'police chief', 'NORCOP'],
    ["Japan's attorney general resigned.", 'attorney general', 'JPNJUD'],
    ["Japan's consul general called on China to relent.", 'consul general', 'JPNGOV'],
    ["Kenya's army chief of staff spoke to the troops.", 'chief of staff', 'KENMIL'],
    ["The chief of Bulgaria's general staff met reporters.", 'The chief', 'BGRMIL'],
    ["The president of Egypt's electoral commission resigned.", 'The president', 'EGYGOV'],
  ])('are none at the head of a state: %s', (text, words, code) => {
    const [found] = named(readNews(text), words)
    expect(found).toMatchObject({ code })
    expect(found!.lexicon).toBeUndefined()
  })

  it('still are the army chief of the tables, and the leader of a state', () => {
    const grounded = readNews("Turkey's military chief spoke. The Norwegian leader left.")
    expect(named(grounded, 'military chief')).toMatchObject([{ name: 'Yasar Buyukanit' }])
    expect(named(grounded, 'Norwegian leader')).toMatchObject([{ name: 'Jens Stoltenberg' }])
  })
})

describe('the country of the unlisted', () => {
  it('is that of the "of" behind a name', () => {
    const grounded = readNews('Roy Bland of Missouri urged Congress to vote. Ann Berg of UNHCR met the minister.')
    expect(codes(grounded, 'Roy Bland')).toEqual(['USA'])
    expect(codes(grounded, 'Ann Berg')).toEqual(['IGOUNOHCR'])
  })

  it('is only likely for players, whose nation plays and does not act', () => {
    const grounded = readNews(
      "Bulgarian captain Plamen Kostov scored twice in the match. Uzbekistan's Anna Jurova won bronze.",
    )
    expect(named(grounded, 'Plamen Kostov')).toMatchObject([{ country: null, home: 'BGR', sectors: [] }])
    expect(named(grounded, 'Anna Jurova')).toMatchObject([{ country: null, home: 'UZB' }])
  })

  it('is told of a named person in an article that leaves hardly a doubt', () => {
    const grounded = readNews(
      'BRATISLAVA, May 3 - The Slovak government fell on Tuesday. Slovak ministers left the cabinet, and parliament met. The vote had been close, Jozef Hronsky told reporters in Bratislava.',
    )
    expect(named(grounded, 'Jozef Hronsky')).toMatchObject([{ country: 'SVK', basis: 'assumed' }])
  })

  it('passes from a name to its letters in brackets, and from a firm in full to its name', () => {
    const grounded = readNews(
      'The Bulgarian Chess Union (BCU) elected a chairman, the minister said. BCU said no. Police searched the Sam Dorn Company of Norway. Sam Dorn denied it.',
    )
    expect(codes(grounded, 'BCU')).toEqual(['BGRLAB'])
    expect(codes(grounded, 'Sam Dorn')).toEqual(['NORBUS'])
  })

  it('is none for a club, and a listed body has no title', () => {
    expect(named(readNews('Police in Leeds praised Hartley Rovers.'), 'Rovers')).toMatchObject([
      { kind: 'organization' },
    ])
    expect(codes(readNews('But the Islamist Hamas movement rejected the plan.'), 'movement')).toEqual(['PSEREBHAM'])
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
    expect(named(readNews(text), words)).toEqual([])
  })

  it('are one name where the last of them is an office too', () => {
    expect(named(readNews('Interim captain Ledley King had rejected the offer.'), 'King')).toMatchObject([
      { name: 'Ledley King' },
    ])
  })
})

describe('pronouns', () => {
  it('that say a quotation are nobody of whom it tells', () => {
    const grounded = readNews(
      'Minister Ali Salem and his aides left Damascus. "Like everything on the king\'s trip, it was planned," he said.',
    )
    expect(named(grounded, 'he')).toMatchObject([{ name: 'Ali Salem' }])
  })

  it.each([
    'The Danish ministers bought new trains. The trains are slow because they break down often.',
    'Olga Berg met the Danish minister. The pipes were laid in May and they leak.',
  ])('in the plural may stand for things: %s', (text) => {
    expect(named(readNews(text), 'they')).toEqual([])
  })

  it('in the plural stand for people who take part in the sentence of the things', () => {
    expect(codes(readNews('The Danish ministers said that prices rose and they would act.'), 'they')).toEqual([
      'DNKGOV',
    ])
  })
})
