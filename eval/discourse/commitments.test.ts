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

it.each([
  ['The truce ended a quarrel, and the border will reopen on June 3.', 'agreement agreed PER CHL'],
  ['Under the treaty each side will return the prisoners of the other.', 'agreement agreed PER CHL'],
  ['Peru and Chile formed a customs union in 1998.', 'agreement in-force PER CHL'],
  ['Chile will in turn lift its ban on Peruvian grapes.', 'pledge offered CHL PER'],
  ["Chile's president assured Peru that the railway would reopen by June.", 'pledge offered CHL PER'],
  ['Chile announced a loan of 30 million dollars to Peru.', 'pledge offered CHL PER'],
  ["Peru's president will pay a state visit to Chile in June.", 'visit agreed PER CHL'],
  ["Peru's president is expected in Santiago in June.", 'visit agreed PER CHL'],
  ["Peru's parliament ratified the treaty by 80 votes to 12.", 'agreement ratified PER CHL'],
  ['Peru and Chile agreed to a cease-fire on Monday.', 'ceasefire agreed PER CHL'],
])('reads a commitment in "%s"', (text, expected) => {
  expect(told(text).map((each) => each.split(' ').sort().join(' '))).toContain(expected.split(' ').sort().join(' '))
})

it.each([
  "Chile's army will reopen fire.",
  "Chile's troops are undertaking a mission in Peru.",
  'The agreement will take effect once both parliaments ratify it.',
  'Chile announced a victory over Peru.',
])('binds nobody by "%s"', (text) => {
  expect(told(text).filter((each) => !/^agreement signed/.test(each))).toEqual([])
})
