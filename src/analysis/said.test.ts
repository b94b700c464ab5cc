import { expect, it } from 'vitest'
import type { LedgerItem } from '../ledger/index.ts'
import { party, source } from './hand-made.ts'
import { reachOf, saidAbout } from './said.ts'

const outlook = (words: string): LedgerItem =>
  ({
    id: words,
    kind: 'outlook',
    source: source('Gazette', '2003-02-06'),
    date: null,
    parties: ['PAK', 'RUS'].map((code) => ({ ...party(code), side: 'about' as const })),
    words,
    rule: 'test',
    item: { id: words, holder: null, about: [], direction: 'optimistic', rule: 'test', evidence: [] },
  }) as unknown as LedgerItem

it('calls a forecast of both kinds mixed, whatever its first half is', () => {
  const directionOf = (words: string) => saidAbout([outlook(words)], ['RUS', 'PAK']).outlooks[0]?.direction
  expect(directionOf('expects the embassies to stay open and the warmth to go out of the rooms')).toBe('mixed')
  expect(directionOf('expects a better relationship, with a quarrel every month')).toBe('mixed')
  expect(directionOf('expects better relations and no new crisis')).toBe('optimistic')
  expect(directionOf('expects the two to come closer')).toBe('optimistic')
})

it('takes the years that a mediation took for no state of relations', () => {
  expect(reachOf('brings six years of papal mediation to a close', '1984-11-30')).toBeNull()
  expect(reachOf('ends six years of enmity', '1984-11-30')?.words).toBe('six years')
})

it('calls an outlook that is only cautious mixed, not skeptical', () => {
  const directionOf = (words: string) => {
    const one = outlook(words) as unknown as { item: object }
    const skeptical = { ...one, item: { ...one.item, direction: 'skeptical' } } as unknown as LedgerItem
    return saidAbout([skeptical], ['RUS', 'PAK']).outlooks[0]?.direction
  }
  expect(directionOf('Analysts are cautious about what will follow the vote')).toBe('mixed')
  expect(directionOf('Analysts are cautious and doubt that it will last')).toBe('skeptical')
  expect(directionOf('Analysts are pessimistic')).toBe('skeptical')
})
