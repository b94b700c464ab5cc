import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../article/index.ts'
import { loadLanguageModel, parseArticle } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import type { EventType } from '../record.ts'
import { isMishap, isOfMishap } from './mishap.ts'
import { isNoDeed } from './silence.ts'

const MODEL = 'models/en.bin'

describe.skipIf(!existsSync(MODEL))('words of an act that tell of none', () => {
  const model = loadLanguageModel(new Uint8Array(readFileSync(MODEL)))
  const silenced = (type: EventType, word: string, text: string, asked = isNoDeed) => {
    const { article } = readArticle({ id: 'example', kind: 'text', content: text, date: '2000-05-10' })
    const clauses = clausesOf(parseArticle(article!, model).body[0]!)
    return asked(type, clauses.find((each) => each.lemma === word)!, clauses)
  }

  test('who will not comment refuses nobody; who will not pay does', () => {
    expect(silenced('REJECT', 'decline', 'The Maltese envoy declined to comment on the Tunisian report.')).toBe(true)
    expect(silenced('REJECT', 'refuse', 'The Maltese envoy refused to give details of the talks.')).toBe(true)
    expect(silenced('REJECT', 'refuse', 'The Maltese envoy refused to give visas to the crew.')).toBe(false)
    expect(silenced('REJECT', 'refuse', 'The Maltese envoy refused to pay the Tunisian bank.')).toBe(false)
  })

  test('who neither confirms nor denies denies nothing; a wife is met in private', () => {
    expect(silenced('REJECT', 'deny', 'Malta neither confirmed nor denied the Tunisian report.')).toBe(true)
    expect(silenced('REJECT', 'deny', 'Malta denied the Tunisian report.')).toBe(false)
    expect(silenced('CONSULT', 'meet', 'The Maltese envoy met his wife in Tunis.')).toBe(true)
    expect(silenced('CONSULT', 'meet', 'The Maltese envoy met his counterpart in Tunis.')).toBe(false)
  })

  test('who goes abroad to be cured or to rest visits nobody', () => {
    expect(silenced('CONSULT', 'go', 'The Maltese president went to Tunis for medical treatment.')).toBe(true)
    expect(silenced('CONSULT', 'go', 'The Maltese president went to Tunis on holiday.')).toBe(true)
    expect(silenced('CONSULT', 'go', 'The Maltese president went to Tunis for talks on fishing.')).toBe(false)
  })

  test('an airline cancels its flights without a measure of a state', () => {
    expect(silenced('SANCTION', 'cancel', 'Two airlines cancelled flights to Malta.')).toBe(true)
    expect(silenced('SANCTION', 'cancel', 'Tunisia cancelled flights to Malta.')).toBe(false)
  })

  test('people targeted for help and vices put down are no victims', () => {
    expect(
      silenced('ASSAULT', 'target', 'The Maltese ministry has targeted three hundred families to receive new roofs.'),
    ).toBe(true)
    expect(silenced('ASSAULT', 'target', 'The rebels targeted three hundred families on the coast.')).toBe(false)
    expect(silenced('ASSAULT', 'crackdown', 'Police launched a crackdown on speeding in Malta.')).toBe(true)
    expect(silenced('ASSAULT', 'crackdown', 'Police launched a crackdown on the opposition in Malta.')).toBe(false)
  })

  test('an accident in which some are killed and others injured is that of both', () => {
    const both = 'Six Maltese were killed and nine injured in a traffic accident in Tunis.'
    expect(silenced('ASSAULT', 'kill', both, isMishap)).toBe(true)
    const fight = 'Six Maltese were killed and nine injured in a skirmish in Tunis.'
    expect(silenced('ASSAULT', 'kill', fight, isMishap)).toBe(false)
  })

  test('who dies when buses collide or is crushed to death is nobody’s victim', () => {
    const buses = 'Six Maltese were killed when two buses collided in Tunis.'
    expect(silenced('ASSAULT', 'kill', buses, isMishap)).toBe(true)
    const raid = 'Six Maltese were killed when soldiers raided a market in Tunis.'
    expect(silenced('ASSAULT', 'kill', raid, isMishap)).toBe(false)
    expect(silenced('ASSAULT', 'crush', 'Nine Maltese were crushed to death in a stadium in Tunis.', isMishap)).toBe(
      true,
    )
    expect(silenced('ASSAULT', 'crush', 'The rising was crushed by Maltese troops.', isMishap)).toBe(false)
  })

  test('to warn of a famine threatens nobody, to warn of reprisals does', () => {
    expect(silenced('THREATEN', 'warn', 'The agency warned of a famine in Malta.')).toBe(true)
    expect(silenced('THREATEN', 'warn', 'Malta warned of reprisals against Tunisia.')).toBe(false)
    expect(silenced('THREATEN', 'warn', 'Malta warned Tunisia that it would close the strait.')).toBe(false)
  })

  test('animals are nobody, and an article that opens with a mishap tells of its victims', () => {
    expect(silenced('ASSAULT', 'shoot', 'A bull was shot dead by Maltese police.', isMishap)).toBe(true)
    expect(silenced('ASSAULT', 'shoot', 'A baker was shot dead by Maltese police.', isMishap)).toBe(false)
    const opens = (text: string) => {
      const { article } = readArticle({ id: 'example', kind: 'text', content: text, date: '2000-05-10' })
      return isOfMishap(parseArticle(article!, model).body)
    }
    expect(
      opens('Nine were killed on Monday. A methane explosion tore through the mine. The blast shook the pit.'),
    ).toBe(true)
    expect(opens('Nine were killed on Monday. A bomb exploded in the mine. The blast shook the pit.')).toBe(false)
  })

  test('to be of one mind on what others ought to do promises nothing', () => {
    const told = (text: string) => silenced('AGREE', 'agree', text)
    expect(told('Malta and Tunisia agreed that the Libyans should choose their own government.')).toBe(true)
    expect(told('Malta and Tunisia agreed that they should meet again in May.')).toBe(false)
    expect(told('Malta agreed that its navy would patrol the strait.')).toBe(false)
  })
})
