import { expect, it } from 'vitest'
import type { LedgerItem } from '../ledger/index.ts'
import { itemWithPublicNames, withPublicNames } from './public-names.ts'
import { asHappening } from './row-format.ts'

const party = (name: string, country: string | null, sector: string | null) => ({ name, code: 'X', country, sector })
const happening = {
  ...asHappening({
    origin: 'detente',
    originId: 'a',
    type: 'COERCE',
    mode: ['arrest'],
    contexts: [],
    cameo: '173',
    goldstein: -5,
    score: -7,
    status: 'actual',
    actors: [party('Kenya', 'KEN', null)],
    recipients: [party('Tesfaye Hailu', 'KEN', 'EDU')],
    reciprocal: false,
    date: null,
    place: null,
    confidence: 0.9,
    assertedBy: null,
    conceded: true,
    sources: [{ title: 'Lecturer Hailu held', outlet: 'Courier', url: null, published: null }],
    rule: 'r',
    words: 'Kenya arrested Tesfaye Hailu. Hailu, a lecturer, lives in Hailuville',
    extra: {},
  }),
  imported: null,
}

it('names people without a public office by country and sector, in quotations and headlines too', () => {
  const { happening: masked, hidden } = withPublicNames(happening, ({ name }) => name === 'Kenya')
  expect(hidden).toBe(1)
  expect(masked.recipients[0]).toMatchObject({ name: 'Kenya (Education)', country: 'KEN', sector: 'EDU' })
  expect(masked.words).toBe('Kenya arrested [name]. [name], a lecturer, lives in Hailuville')
  expect(masked.sources[0]!.title).toBe('Lecturer [name] held')
  expect(JSON.stringify(masked)).not.toMatch(/Tesfaye|Hailu(?!ville)/)
  expect(withPublicNames(happening, () => true)).toEqual({ happening, hidden: 0 })
})

it('does the same for items that are no events', () => {
  const item = {
    id: 'i',
    kind: 'statement',
    source: { ...happening.sources[0]!, title: 'Hailu speaks' },
    date: null,
    parties: [{ ...party('Tesfaye Hailu', null, null), side: 'speaker' }],
    words: 'the harvest will be good, Hailu hopes',
    rule: 'r',
    item: {},
  } as unknown as LedgerItem
  const { item: masked, hidden } = itemWithPublicNames(item, () => false)
  expect(hidden).toBe(1)
  expect(masked.parties[0]!.name).toBe('a person')
  expect([masked.words, masked.source.title]).toEqual(['the harvest will be good, [name] hopes', '[name] speaks'])
})
