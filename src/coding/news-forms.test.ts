import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../article/index.ts'
import { compileLexicon, ground, loadLexicon } from '../ground/index.ts'
import { loadLanguageModel, parseArticle } from '../parse/index.ts'
import { clausesOf } from './clauses/clauses-of.ts'
import { repairedText } from './clauses/repair.ts'
import { codeEvents } from './events/code-events.ts'
import { loadRelateModel } from './relate/index.ts'
import { compileRules, loadRules } from './rules/compile.ts'

const MODEL = 'models/en.bin'
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

describe.skipIf(!existsSync(MODEL))('forms of newswire sentences, live through the pipeline', () => {
  const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))
  const model = loadLanguageModel(new Uint8Array(readFileSync(MODEL)))
  const lexicon = loadLexicon(compileLexicon(files('lexicon', '.tsv')), [])
  const relate = loadRelateModel(new Uint8Array(readFileSync('models/relate.bin')))

  /** Each event as "TYPE actors > recipients" by country. */
  const coded = (text: string) => {
    const read = readArticle({ id: 'form', kind: 'text', content: text, date: '2012-05-05' })
    const grounded = ground(repairedText(parseArticle(read.article!, model)), lexicon)
    const sentences = [...grounded.parsed.title, ...grounded.parsed.body]
    const clauses = new Map(sentences.map((sentence) => [sentence, clausesOf(sentence)]))
    const name = (id: string) => {
      const entity = grounded.entities.find((each) => each.id === id)!
      return entity.country ?? entity.code
    }
    return codeEvents(grounded, clauses, book, relate).map((event) =>
      `${event.type} ${event.actors.map(name).join(',')} > ${event.recipients.map(name).join(',')}`.trim(),
    )
  }

  test.each([
    [
      'Prime Minister Abiy Ahmed and Eritrean President Isaias Afwerki signed a declaration in Asmara on Monday.',
      'SUPPORT ETH,ERI >',
    ],
    ['Lima has refused to give food aid to Quito.', 'REJECT PER > ECU'],
    ['A ceasefire between Armenia and Azerbaijan went into effect on Monday.', 'RETREAT ARM,AZE >'],
    ['Spain, China sign agreement on fisheries', 'SUPPORT ESP,CHN >'],
    ['Fisheries were a key topic at a meeting here on Friday between Brazil and Norway.', 'CONSULT BRA,NOR >'],
    ['A deal brokered by Egypt was signed by Chad and Sudan.', 'SUPPORT TCD,SDN >'],
    ['An American official ruled out any change in American policy.', 'REJECT USA >'],
    ['Indonesia accepted the conditions set by Norway for a loan.', 'AGREE IDN > NOR'],
    ['Norway suggested that President Lukashenko step down.', 'REQUEST NOR > BLR'],
    ['Germany has been asked to send planes to Angola.', 'REQUEST  > DEU'],
    ['Qatar brokered a ceasefire between Chad and Sudan.', 'CONSULT QAT > TCD,SDN'],
    ['President Kagame said at the start of a three-day visit to Luanda that trade would grow.', 'CONSULT RWA > AGO'],
    ['Three Dutch journalists jailed in Iran', 'COERCE  > NLD'],
    ["Bolivia and Peru recalled each other's ambassadors.", 'SANCTION BOL,PER >'],
    ['Kenya shelled a village in Somalia, and Ethiopia condemned the attack.', 'ACCUSE ETH > KEN'],
    ['Jim Bolger became the first prime minister of New Zealand to visit Hanoi.', 'CONSULT NZL > VNM'],
  ])('%s', (text, wanted) => {
    expect(coded(text)).toContain(wanted)
  })

  test.each([
    'Hurricane Ivo pummelled Cuba on Monday, killing nine people.',
    'A coal mine explosion killed thirty miners in China.',
    'The nine nurses were held by rioting prisoners in Peru.',
    'A Danish bank is being advised by a Dutch bank.',
  ])('nobody did it: %s', (text) => {
    expect(coded(text)).toEqual([])
  })
})
