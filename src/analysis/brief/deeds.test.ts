import { expect, it } from 'vitest'
import type { PairEvent } from '../pair-events.ts'
import { deedOf, paperSigned, peopleDoneTo } from './deeds.ts'

const directed = (type: string, words: string, mode: string[] = []) =>
  deedOf({ type, mode, cite: { words } } as unknown as PairEvent)?.directed ?? null

it('calls an act by the verb of its words, where this is the act', () => {
  expect(directed('ACCUSE', 'Moscow summoned the ambassador')).toBe('summoned an envoy of')
  expect(directed('ACCUSE', 'a move that Blair called in 2005 unlawful')).toBeNull()
  expect(directed('AGREE', "India accepted Pakistan's offer")).toBe('agreed to something with')
  expect(directed('REJECT', 'Pakistan denied it')).toBe('contradicted')
  expect(directed('REJECT', 'Pakistan refused an Indian offer')).toBe('said no to')
  expect(directed('REJECT', 'the two refused to promise that India would be invited')).toBeNull()
  expect(directed('REJECT', 'China had refused last week to take its side')).toBeNull()
  expect(directed('REJECT', 'Pakistan denied the envoys visas')).toBeNull()
  expect(directed('SANCTION', 'London broke off diplomatic relations')).toBe('broke off relations with')
  expect(directed('SANCTION', 'London cut back several ties')).toBeNull()
  expect(directed('SANCTION', 'Riyadh broke off relations and gave diplomats 48 hours', ['expel'])).toBe(
    'expelled people of',
  )
})

it('names the people to whom something was done as the words after the verb do', () => {
  const people = (words: string) =>
    peopleDoneTo(words, /\b(?:expel|order)/, (word) => /^(?:Russian|Pakistan's)$/.test(word))
  expect(people('Britain expelled 23 Russian diplomats on Wednesday')).toBe('23 Russian diplomats')
  expect(people("India expelled Pakistan's high commissioner, Ashraf Qazi")).toBe("Pakistan's high commissioner")
  expect(people('It ordered Russian envoys to leave')).toBe('Russian envoys')
  expect(people('Britain expelled the Russian government')).toBeNull()
  expect(people('Britain expelled diplomats')).toBeNull()
})

it('says what was signed by what follows the signing', () => {
  expect(paperSigned('In a statement they said that they signed a treaty.')).toBe('a treaty')
  expect(paperSigned('They signed statements.')).toBe('statements')
  expect(paperSigned('They signed it.')).toBe('an agreement')
})

it('takes no time for people', () => {
  const people = (words: string) => peopleDoneTo(words, /\b(?:expel|order)/, (word) => word === 'Iranian')
  expect(people('Sudan expelled the Iranian ambassador the same day')).toBe('the Iranian ambassador')
})
