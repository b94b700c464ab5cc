import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../src/index.ts'

const resources = loadResources()

/** The commitments of one sentence in an article on Peru and Chile: form, stage, countries. */
function told(text: string): string[] {
  const record = codeInput(
    {
      id: 'told',
      page: { id: 'told', kind: 'text', content: text, date: '2024-05-01', title: 'Peru, Chile hold talks' },
    },
    resources,
  )
  const country = (id: string) => record.entities.find((each) => each.id === id)!.country
  return record.commitments.map(({ form, stage, parties }) => [form, stage, ...parties.map(country)].join(' '))
}

it.each([
  ["Peru's president turned down an invitation to Santiago.", 'invitation withdrawn PER CHL'],
  ["Chile's president called off a visit to Lima.", 'visit withdrawn CHL PER'],
  ['Peru withdrew from the treaty with Chile.', 'agreement withdrawn PER CHL'],
  ['The truce between Peru and Chile collapsed on Monday.', 'ceasefire withdrawn PER CHL'],
  ['Chile has fulfilled its promise to reopen the railway.', 'pledge fulfilled CHL'],
  ['Peru and Chile have not yet ratified the treaty.', 'agreement signed PER CHL'],
  ['The document commits Chile to clear the mines.', 'agreement agreed CHL PER'],
])('reads what became of a commitment in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toEqual([expected.split(' ').sort().join(' ')])
})

it.each([
  'Chile could call off a visit to Lima.',
  'Peru turned down an offer from a mining company.',
  'Chile did not withdraw from the treaty with Peru.',
  'Peru will keep its embassy.',
])('takes "%s" for no commitment that ended', (text) => {
  expect(told(text).filter((each) => /withdrawn|fulfilled/.test(each))).toEqual([])
})
