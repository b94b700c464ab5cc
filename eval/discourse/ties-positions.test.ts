import { expect, it } from 'vitest'
import type { Record } from '../../src/coding/index.ts'
import { codeInput, loadResources } from '../../src/index.ts'

const resources = loadResources()

function read(text: string): Record {
  return codeInput(
    {
      id: 'told',
      page: { id: 'told', kind: 'text', content: text, date: '2024-05-01', title: 'Peru, Chile hold talks' },
    },
    resources,
  )
}

it.each([
  ['Lima and Santiago, long at odds over fish, signed a pact.', [['strained', -1, null]]],
  ['Peru and Chile have quarreled over fish since 1998.', [['strained', -1, null]]],
  ['Peru and Chile have grown close since 2019.', [['close', 1, 'warming']]],
  ['The two countries are on friendly terms.', [['close', 1, null]]],
  ['The two countries are barely on speaking terms.', [['strained', -1, null]]],
  ['The two presidents distrust each other.', [['strained', -1, null]]],
  ['The two governments do not trust each other.', [['strained', -1, null]]],
  ['Peru mended fences with Chile in 2010.', [['close', 1, 'warming']]],
  ['The feud between Peru and Chile is over.', [['close', 1, 'warming']]],
  ['Tensions between Peru and Chile are rising.', [['strained', -1, 'cooling']]],
  ['Bolivia stands by Peru.', [['backs', 1, null]]],
  ['Peru trusts a Chilean bank.', []],
  ['The two countries were hardly enemies.', []],
  ['Peru quarreled with a mining company.', []],
])('reads how the two stand in "%s"', (text, expected) => {
  expect(read(text).ties.map(({ relation, sign, trend }) => [relation, sign, trend])).toEqual(expected)
})

it.each([
  ['Brazil regards the rapprochement as a threat.', [['against', 'the rapprochement']]],
  ['Spain and Brazil praised the accord.', [['for', 'the accord']]],
  ['Brazil holds that the islands have no army.', [['for', 'the islands have no army']]],
  ['Brazil and Spain are against the treaty.', [['against', 'the treaty']]],
  ['Brazil and Spain spoke out against the blockade of Cuba.', [['against', 'the blockade of Cuba']]],
  ['Both governments stressed the need for a two-state solution.', [['for', 'a two-state solution']]],
  ['Brazil gave its blessing to the plan.', [['for', 'the plan']]],
  ['Brazil disagrees with the ruling.', [['against', 'the ruling']]],
  ['Brazil does not recognise the border.', [['against', 'the border']]],
  ['The joint statement condemned the coup in Niger.', [['against', 'the coup in Niger']]],
  ['Brazil rejected the accusation.', []],
  ["Brazil's president urged the Senate to ratify it.", []],
  ['Spain praised Brazil.', []],
  ['Peru and Chile agreed to back each other against Spain.', []],
])('reads the view in "%s"', (text, expected) => {
  expect(read(text).positions.map(({ stance, issue }) => [stance, issue])).toEqual(expected)
})
