import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unitsOf } from './lexicon/fold.ts'
import { compileLexicon, loadLexicon } from './lexicon/index.ts'
import { type NameArea, NameOrigins } from './name-origins.ts'

const area = (row: Partial<NameArea>): NameArea => ({
  countries: '',
  also: '',
  order: '',
  given: '',
  family: '',
  endings: '',
  beginnings: '',
  ...row,
})

describe('how names fit countries', () => {
  const origins = new NameOrigins([
    area({ countries: 'NOR', also: 'SWE', given: 'tore maria', family: 'haugen', endings: '-stad' }),
    area({ countries: 'ESP', given: 'maria', family: 'haugen garcia' }),
    area({ countries: 'VNM', order: 'first', given: 'duc', family: 'nguyen' }),
    area({ countries: 'SOM', order: 'any', given: 'abdi' }),
    area({ countries: 'NLD', beginnings: 'van mc-' }),
  ])
  const fits = (name: string) => Object.fromEntries(origins.fit(name.split(' ')).by)

  it('counts a family name for more than a given one', () => {
    const { NOR, ESP } = fits('maria garcia')
    expect(ESP).toBeGreaterThan(3)
    expect(NOR).toBeLessThan(1)
  })

  it('counts half where such names are only met', () => {
    expect(fits('tore')).toEqual({ NOR: 1.2, SWE: 0.6 })
  })

  it('counts a name of several areas for less in each', () => {
    expect(fits('qq haugen')['NOR']).toBeLessThan(fits('qq garcia')['ESP']!)
  })

  it('counts an ending where the whole name is unknown', () => {
    expect(fits('qq halstad')).toEqual({ NOR: 1.5, SWE: 0.75 })
    expect(fits('qq stad')).toEqual({})
  })

  it('knows a beginning of a word and a word that begins a name', () => {
    expect(fits('qq mcfoo')).toEqual({ NLD: 1.5 })
    expect(fits('qq van foo')).toEqual({ NLD: 1 })
  })

  it('knows family names that stand first only where they do', () => {
    expect(fits('nguyen qq')).toEqual({ VNM: 3 })
    expect(fits('garcia qq')).toEqual({})
  })

  it("takes a father's name for a family name where there is none", () => {
    expect(fits('qq abdi')).toEqual({ SOM: 2 })
    expect(fits('qq tore')).toEqual({})
  })

  it('says nothing of what it does not know', () => {
    expect(origins.fit(['qwrt'])).toMatchObject({ best: 0 })
    expect(origins.fit([])).toMatchObject({ best: 0 })
    expect(new NameOrigins([]).fit(['tore'])).toMatchObject({ best: 0 })
  })
})

describe('the table of names', () => {
  const tables = ['states', 'name-origins'].map((name) => ({
    name: `${name}.tsv`,
    text: readFileSync(new URL(`../../lexicon/${name}.tsv`, import.meta.url), 'utf8'),
  }))
  const { origins } = loadLexicon(compileLexicon(tables))

  it.each([
    ['Tore Haugen', 'NOR', 'PRT'],
    ['Zsolt Hernadi', 'HUN', 'HRV'],
    ['Nguyen Duc Loi', 'VNM', 'CHN'],
    ['Salvador Namburete', 'MOZ', 'ZAF'],
    ['Giorgi Kvirikashvili', 'GEO', 'RUS'],
    ['Mykola Petrenko', 'UKR', 'RUS'],
    ['Aigars Kalnins', 'LVA', 'EST'],
    ['Kwame Mensah', 'GHA', 'NGA'],
    ['Chukwuemeka Okafor', 'NGA', 'GHA'],
    ['Park Sung-min', 'KOR', 'JPN'],
    ['Kenji Yamamoto', 'JPN', 'CHN'],
    ['Tesfaye Bekele', 'ETH', 'KEN'],
    ['Haris Halilovic', 'BIH', 'SRB'],
    ['Rakotomalala Andry', 'MDG', 'FRA'],
  ])('%s is a name rather of %s than of %s', (name, here, elsewhere) => {
    const { best, by } = origins.fit(unitsOf(name).map(({ key }) => key))
    expect(by.get(here)).toBeGreaterThanOrEqual(0.7 * best)
    expect(by.get(elsewhere) ?? 0).toBeLessThan(by.get(here)!)
  })
})
