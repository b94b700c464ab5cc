import { expect, test } from 'vitest'
import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { sentenceFrom } from '../clauses/hand-parse.ts'
import type { Act } from './compose.ts'
import { withToldWay } from './ways.ts'

const clause = (words: string): Clause =>
  ({ sentence: sentenceFrom(words.replace(/(\S+)/g, '$1|NOUN|NN|0|root')), head: 0 }) as unknown as Clause
const of = (country: string, sector: string): Entity =>
  ({ id: country + sector, kind: 'group', country, sectors: [sector], code: country + sector }) as unknown as Entity
const met = (mode: string): Act => ({ type: 'CONSULT', cameo: '040', mode: [mode] })

test('a way of meeting stands only where words or the number of sides show it', () => {
  const two = [of('GHA', 'GOV'), of('TGO', 'GOV')]
  const mode = (way: string, words: string, sides = two, own: string[] = []) =>
    withToldWay(met(way), own, clause(words), sides, []).mode
  expect(mode('phone', 'met his guest at lunch')).toEqual([])
  expect(mode('phone', 'spoke by telephone')).toEqual(['phone'])
  expect(mode('third-party', 'ended months of talks')).toEqual([])
  expect(mode('third-party', 'mediated in talks')).toEqual(['third-party'])
  expect(mode('multilateral', 'had an informal meeting')).toEqual([])
  expect(mode('multilateral', 'had an informal meeting', [...two, of('MLI', 'GOV')])).toEqual(['multilateral'])
  expect(mode('visit', 'went there')).toEqual(['visit'])
  expect(mode('phone', 'met his guest at lunch', two, ['phone'])).toEqual(['phone'])
})

test('only police, soldiers and governments hold a crowd back', () => {
  const fired: Act = { type: 'ASSAULT', cameo: '175', mode: ['crowd-control'] }
  const words = clause('overwhelmed riot police')
  expect(withToldWay(fired, ['crowd-control'], words, [of('LBN', 'COP')], []).mode).toEqual(['crowd-control'])
  expect(withToldWay(fired, ['crowd-control'], words, [of('LBN', 'CVL')], []).mode).toEqual([])
})
