import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../index.ts'

const resources = await loadResources()

const typesIn = (text: string) => {
  const page = { id: 'a', kind: 'text', content: text, date: '2006-12-30' } as const
  return codeInput({ id: 'a', page }, resources).events.map(({ type }) => type)
}

it('what others are feared to do and what things bring near is no threat', () => {
  expect(
    typesIn('Turkish Defence Minister Vecdi Gonul warned that Syria could try to smuggle arms across the border.'),
  ).not.toContain('THREATEN')
  expect(typesIn("Fujimori's trial threatened to worsen the tensions in Peru.")).not.toContain('THREATEN')
  expect(typesIn('Turkish Defence Minister Vecdi Gonul warned that Syria could face air strikes.')).toContain(
    'THREATEN',
  )
  expect(typesIn('Turkey threatened to invade Syria.')).toContain('THREATEN')
})

it('who faces charges accuses nobody', () => {
  const text = 'Former Peruvian president Alberto Fujimori faces charges of killing 25 students.'
  const page = { id: 'a', kind: 'text', content: text, date: '2006-12-30' } as const
  const { events, entities } = codeInput({ id: 'a', page }, resources)
  const charged = events.find(({ type }) => type === 'ACCUSE')!
  expect(charged.recipients.map((id) => entities.find((each) => each.id === id)!.name)).toEqual(['Alberto Fujimori'])
  expect(charged.actors).not.toContain(charged.recipients[0])
})
