/**
 * Scores grounding on our own gold of mentions: country and sector of each, and the countries found in sentences (sport, markets, weather, culture) that
 * hold no actor at all.
 *
 *   npx tsx eval/mentions/score.ts [FILE.tsv] [--misses]
 *
 * `gold.tsv` is read by whoever tunes; `untouched.tsv` is only measured, and its last 164 rows are by a writer who never read the lexicon.
 * `ordinary.tsv` (read) and `ordinary-untouched.tsv` (only measured) hold 120 sentences each as papers print them on sport, markets, weather and culture,
 * thirty of each, and twenty of politics in the same vocabulary, whose actors must stay actors; `ordinary-wire.tsv` (read) and `ordinary-wire-untouched.tsv`
 * (only measured) 75 each, half of them sport, with as few telling words as wire copy can do with, and fifteen of politics; `ordinary-plain.tsv` (read) 115
 * texts of one or three sentences with next to none, and twenty of politics that sound like them.
 */
import '../../src/languages.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article } from '../../src/article/index.ts'
import { compileLexicon, type Entity, ground, loadLexicon, type Mention } from '../../src/ground/index.ts'
import { loadLanguageModel, parseArticle } from '../../src/parse/index.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'lexicon')
const tables = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const lexicon = loadLexicon(compileLexicon(tables))
const model = loadLanguageModel(new Uint8Array(readFileSync(join(root, 'models/en.bin'))))
const misses = process.argv.includes('--misses')
const file =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(import.meta.dirname, 'gold.tsv')

let mentions = 0
let found = 0
let countries = 0
let sectored = 0
let sectors = 0
let empty = 0
let falseCountries = 0
let acting = 0
const byTopic = new Map<string, [countries: number, sentences: number]>()
for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
  if (!line) continue
  const [day, text, cells, topic] = line.split('\t') as [string, string, string | undefined, string | undefined]
  const article: Article = {
    id: 'gold',
    key: 'gold',
    language: 'en',
    date: { start: day, end: day, precision: 'day', basis: 'given', why: 'gold' },
    text,
    paragraphs: [{ start: 0, end: text.length }],
    sourceMap: [[0, 0]],
    issues: [],
  }
  const grounded = ground(parseArticle(article, model), lexicon)
  if (!cells) {
    empty++
    const wrong = grounded.entities.filter(
      (entity) => entity.country && entity.mentions.some((mention) => mention.form !== 'place'),
    )
    falseCountries += wrong.length
    if (topic) {
      const tally = byTopic.get(topic) ?? [0, 0]
      byTopic.set(topic, [tally[0] + wrong.length, tally[1] + 1])
    }
    if (misses && wrong.length > 0)
      console.log(`FALSE ${wrong.map((entity) => `${entity.name} ${entity.code}`).join(', ')} :: ${text}`)
    continue
  }
  for (const cell of cells.split('|')) {
    const [words, code] = cell.split('=') as [string, string]
    const [country, sector] = code.split('/') as [string, string]
    mentions++
    const mention = mentionOf(text, words)
    const entity = mention ? grounded.entities.find(({ id }) => id === mention.entity)! : null
    if (entity) found++
    if (mention && mention.form !== 'place') acting++
    const countryRight = (entity?.country ?? '-') === country && (entity !== null || country !== '-')
    if (countryRight) countries++
    if (sector !== '-') {
      sectored++
      if (entity?.sectors.includes(sector as Entity['sectors'][number])) sectors++
    }
    if (misses && (!countryRight || (sector !== '-' && !entity?.sectors.includes(sector as Entity['sectors'][number]))))
      console.log(
        `${words}: wanted ${code}, got ${entity ? `${entity.country}/${entity.sectors}` : 'nothing'} :: ${text}`,
      )
  }

  /** The longest mention that ends where the words end. */
  function mentionOf(body: string, words: string): Mention | undefined {
    const place = new RegExp(`(?<![\\p{L}])${words.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?![\\p{L}])`, 'u').exec(body)
    if (!place) throw new Error(`The gold names "${words}", which is not in "${body}".`)
    const end = place.index + words.length
    return grounded.mentions
      .filter((mention) => mention.end === end && mention.start >= place.index - 20)
      .sort((a, b) => b.end - b.start - (a.end - a.start))[0]
  }
}
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`
console.log(`mentions found ${percent(found, mentions)}`)
console.log(`seen as acting ${percent(acting, mentions)}`)
console.log(`country right  ${percent(countries, mentions)}`)
console.log(`sector right   ${percent(sectors, sectored)}`)
console.log(`false countries ${falseCountries} in ${empty} sentences without actors`)
for (const [topic, [wrong, sentences]] of byTopic) console.log(`  ${topic}: ${wrong} in ${sentences}`)
