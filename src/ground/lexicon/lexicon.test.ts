import { describe, expect, it } from 'vitest'
import { checkLexicon, compileLexicon, lexiconHash, loadLexicon } from './index.ts'

const states = {
  name: 'states.tsv',
  text: [
    'code\tname\tofficial\taliases\tadjectives\tpeople\tcapital\tcapital_aliases\tseats\tfrom\tto\tsuccessor\tregion',
    '# a comment',
    "CIV\tIvory Coast\tRepublic of Côte d'Ivoire\tCôte d'Ivoire\tIvorian\tIvorian|Ivorians\tYamoussoukro\t\t\t1960\t\t\tWest Africa",
    'USA\tUnited States\tUnited States of America\tU.S.|US\tAmerican\tAmerican|Americans\tWashington\t\tWhite House\t\t\t\tNorth America',
  ].join('\n'),
}
const people = {
  name: 'people.tsv',
  text: 'name\tvariants\tcountry\toffice\tsector\tfrom\tto\nAda Stone\tA. Stone\tUSA\tpresident\tGOV\t2001-01\t2005-01',
}

describe('the compiled lexicon', () => {
  it('finds names whatever their accents and apostrophes', () => {
    const lexicon = loadLexicon(compileLexicon([states]))
    expect(lexicon.phrases.get('cote divoire')?.[0]?.refs[0]).toMatchObject({ type: 'state', as: 'name' })
    expect(lexicon.phrases.get('us')?.[0]?.units[0]?.casing).toBe('upper')
  })

  it('is the same bytes whatever the order of its files', () => {
    expect(compileLexicon([states, people])).toEqual(compileLexicon([people, states]))
  })

  it('lets a user table add people and override rows, and says so in its hash', () => {
    const bytes = compileLexicon([states, people])
    const plain = loadLexicon(bytes)
    const own = loadLexicon(bytes, [
      {
        name: 'my-actors.tsv',
        text: 'name\tvariants\tcountry\toffice\tsector\tfrom\tto\nAda Stone\t\tUSA\tpresident\tGOV\t2001-01\t2009-01\nBo Reed\t\tUSA\tforeign minister\tGOV\t2001\t',
      },
    ])
    expect(own.people.get('Ada Stone')?.terms).toEqual([expect.objectContaining({ to: '2009-01' })])
    expect(own.people.has('Bo Reed')).toBe(true)
    expect(plain.people.has('Bo Reed')).toBe(false)
    expect(lexiconHash(own)).not.toBe(lexiconHash(plain))
  })

  it('refuses bytes that are no lexicon', () => {
    expect(() => loadLexicon(new Uint8Array([1, 2, 3]))).toThrow(expect.objectContaining({ code: 'lexicon/format' }))
  })

  it('refuses a table whose columns it does not know', () => {
    expect(() => compileLexicon([{ name: 'odd.tsv', text: 'colour\tsize\nred\t3' }])).toThrow(
      expect.objectContaining({ code: 'lexicon/fault' }),
    )
  })
})

describe('checking a lexicon file', () => {
  it('finds nothing wrong in a good table', () => {
    expect(checkLexicon(people.text)).toEqual([])
  })

  it('names each fault with its line', () => {
    const faults = checkLexicon(
      'name\tvariants\tcountry\toffice\tsector\tfrom\tto\nAda Stone\t\tUSA\t\tKING\t2005-13\t\nBo Reed\t\tUnited States\tpresident\tGOV\t2005\t2001',
    )
    expect(faults.map(({ line }) => line)).toEqual([2, 2, 2, 3, 3])
    expect(faults.map(({ message }) => message).join(' ')).toMatch(
      /"office" is empty.*"KING".*"2005-13".*ends \(2001\) before.*"United States" is no country code/,
    )
  })

  it('looks country codes up where a lexicon is at hand', () => {
    const lexicon = loadLexicon(compileLexicon([states]))
    expect(checkLexicon('name\toffice\tcountry\nAda Stone\tpresident\tQQQ', lexicon)[0]?.message).toContain('"QQQ"')
  })

  it('allows a name again in other years, and only then', () => {
    const file = (second: string) =>
      `code\tname\tvariants\tkind\tcountry\tsectors\tfounded\tended\nKENRIV\tRiver Front\t\tarmed\tKEN\tREB\t1980\t1991\nKENRIV\tRiver Front\t\tparty\tKEN\tPTY\t${second}\t`
    expect(checkLexicon(file('1991'))).toEqual([])
    expect(checkLexicon(file('1985'))).toMatchObject([{ line: 3 }])
  })

  it('names an order, an ending and a country of names that are none', () => {
    const lexicon = loadLexicon(compileLexicon([states]))
    const file = 'area\tcountries\talso\torder\tgiven\tfamily\tendings\nivorian\tCIV QQQ\tUSA\tlast\tkofi\tkone\tgbo'
    expect(checkLexicon(file, lexicon).map(({ message }) => message.slice(0, 11))).toEqual([
      '"QQQ" is th',
      'Order "last',
      '"gbo" is no',
    ])
  })

  it('says which tables there are when the columns fit none', () => {
    expect(checkLexicon('colour\tsize\nred\t3')[0]).toMatchObject({
      line: 1,
      message: expect.stringContaining('people (name variants country'),
    })
  })
})
