import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../article/index.ts'
import { compileLexicon, ground, loadLexicon } from '../../ground/index.ts'
import { loadLanguageModel, parseArticle } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import { repairedText } from '../clauses/repair.ts'
import { loadRelateModel } from '../relate/index.ts'
import { compileRules, loadRules } from '../rules/compile.ts'
import type { Addressee, Unaddressed } from './addressees.ts'
import { tellingsOf } from './code-events.ts'

const MODEL = 'models/en.bin'
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

describe.skipIf(!existsSync(MODEL))('whom an act is done to when its words do not say', () => {
  const book = loadRules(compileRules(files('rules', '.yaml'), files('lexicon/verb-classes', '.tsv')))
  const model = loadLanguageModel(new Uint8Array(readFileSync(MODEL)))
  const lexicon = loadLexicon(compileLexicon(files('lexicon', '.tsv')), [])
  const relate = loadRelateModel(new Uint8Array(readFileSync('dist/resources/relate.bin')))

  const read = (text: string) => {
    const { article } = readArticle({ id: 'story', kind: 'text', content: text, date: '2012-05-05' })
    const grounded = ground(repairedText(parseArticle(article!, model)), lexicon)
    const sentences = [...grounded.parsed.title, ...grounded.parsed.body]
    const clauses = new Map(sentences.map((sentence) => [sentence, clausesOf(sentence)]))
    const asked: { act: Unaddressed; candidates: Addressee[] }[] = []
    const tellings = tellingsOf(grounded, clauses, book, relate, (act, candidates) => asked.push({ act, candidates }))
    const country = (id: string) => grounded.entities.find((each) => each.id === id)!.country
    return {
      asked,
      events: tellings.map(
        ({ event }) => `${event.type} ${event.actors.map(country).join()} > ${event.recipients.map(country).join()}`,
      ),
    }
  }

  test.each([
    [
      'the country that the story is about',
      'PORT VILA, May 3 - A cyclone destroyed thousands of homes in Vanuatu on Thursday. Australia pledged aid on Friday.',
      'AGREE AUS > VUT',
    ],
    [
      'their own',
      'NAIROBI, May 3 - Hundreds of students marched through Nairobi on Thursday. Police arrested thirty.',
      'COERCE KEN > KEN',
    ],
    [
      'who accused them',
      'KHARTOUM, May 3 - Sudan accused Chad on Thursday of arming rebels in Darfur. Chad rejected the charge.',
      'REJECT TCD > SDN',
    ],
  ])('%s', (_, text, wanted) => {
    expect(read(text).events).toContain(wanted)
  })

  test('nobody, where the story names no other', () => {
    expect(read('LIMA, May 3 - Peru welcomed the decision.').events).toEqual(['SUPPORT PER > '])
  })

  test('every country named is a candidate once, the press of the dateline never, nobody last', () => {
    const { asked } = read(
      'KHARTOUM, May 3 (AFP) - Sudan accused Chad on Thursday of arming rebels, and Sudan closed its border with Libya. Chad rejected the charge.',
    )
    expect(asked.length).toBeGreaterThan(0)
    for (const { candidates } of asked) {
      const keys = candidates.map(({ key }) => key)
      expect(keys.at(-1)).toBeNull()
      expect([...keys].sort()).toEqual(['LBY', 'SDN', 'TCD', null].sort())
    }
  })

  test('whose police it was that nobody names, where the story tells of them', () => {
    const { events } = read(
      'YANGON, May 3 - The military government of Myanmar has ordered arrests in the monasteries. Two monks were jailed on Thursday.',
    )
    expect(events).toContain('COERCE MMR > MMR')
  })

  test('no attacker is named whom no words name, nor one who only stands by', () => {
    const { events } = read(
      'LIMA, May 3 - Peru mourned on Thursday after a former envoy was poisoned in Lima. President Ollanta Humala asked about the airliner that was shot down over Ukraine.',
    )
    const attacks = events.filter((each) => each.startsWith('ASSAULT'))
    expect(attacks.length).toBeGreaterThan(0)
    for (const attack of attacks) expect(attack).toMatch(/^ASSAULT {2}>/)
  })

  test('talks that go on are those of the two who began them', () => {
    const { events } = read(
      'ACCRA, May 3 - Ghana and Togo opened negotiations on their border on Tuesday. The negotiations resumed on Thursday.',
    )
    expect(events.filter((each) => each === 'CONSULT GHA,TGO > ')).toHaveLength(2)
  })
})
