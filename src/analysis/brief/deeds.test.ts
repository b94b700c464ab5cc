import { expect, it } from 'vitest'
import type { PairEvent } from '../pair-events.ts'
import { deedOf, paperSigned } from './deeds.ts'

const directed = (type: string, words: string, mode: string[] = []) =>
  deedOf({ type, mode, cite: { words } } as unknown as PairEvent)[1]

it('calls an act by the verb of its words, where this is the act', () => {
  expect(directed('ACCUSE', 'Moscow summoned the ambassador')).toBe('summoned an envoy of')
  expect(directed('ACCUSE', 'a move that Blair called in 2005 unlawful')).toBe('criticised, accused or called in')
  expect(directed('AGREE', "India accepted Pakistan's offer")).toBe('agreed to something with')
  expect(directed('REJECT', 'Pakistan denied it')).toBe('contradicted')
  expect(directed('REJECT', 'Pakistan denied the envoys visas')).toBe('refused, put off or contradicted')
  expect(directed('SANCTION', 'London broke off diplomatic relations')).toBe('broke off relations with')
  expect(directed('SANCTION', 'London cut back several ties')).toBe('cut back relations with')
  expect(directed('SANCTION', 'Riyadh broke off relations and gave diplomats 48 hours', ['expel'])).toBe(
    'expelled people of',
  )
})

it('says what was signed by what follows the signing', () => {
  expect(paperSigned('In a statement they said that they signed a treaty.')).toBe('a treaty')
  expect(paperSigned('They signed statements.')).toBe('statements')
  expect(paperSigned('They signed it.')).toBe('an agreement')
})
