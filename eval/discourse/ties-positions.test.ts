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
  ['Bolivian-backed rebels burned a bridge in Peru.', [['backs', 1, null]]],
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
  ['Malaysia and Brazil welcomed the accord, as did Spain.', [['for', 'the accord']]],
  ['Brazil and Spain underlined that the islands were nobody’s.', [['for', 'the islands were nobody’s']]],
  ['Brazil does not acknowledge the authority of the court.', [['against', 'the authority of the court']]],
  ['Brazil took a dim view of the pact.', [['against', 'the pact']]],
  ['Brazil would like to see Cuba readmitted.', [['for', 'Cuba readmitted']]],
  ['Brazil wanted nothing it did not pay for.', []],
  ['Brazil pronounced the treaty worthless.', [['against', 'the treaty worthless']]],
  ['Brazil described the ruling as unjust.', [['against', 'the ruling as unjust']]],
  ['Brazil greeted the bill with dismay.', [['against', 'the bill with dismay']]],
  ['Brazil said it was “an unfortunate step”.', [['against', 'it was “an unfortunate step']]],
  ['Brazil said that the dam was vital.', [['for', 'the dam was vital']]],
  ['Brazil poured scorn on the offer.', [['against', 'the offer']]],
  ['Brazil said that the talks had been useful.', []],
  ['Brazil, asked what it was for, laughed.', []],
  ['Brazil rejected the accusation.', []],
  ["Brazil's president urged the Senate to ratify it.", []],
  ['Spain praised Brazil.', []],
  ['Peru and Chile agreed to back each other against Spain.', []],
])('reads the view in "%s"', (text, expected) => {
  expect(read(text).positions.map(({ stance, issue }) => [stance, issue])).toEqual(expected)
})

it.each([
  ['The two neighbours have a prickly history.', ['strained', -1, null]],
  ['Peru and Chile have a history of bad blood.', ['strained', -1, null]],
  ['Once partners and now bitter rivals, Peru and Chile are competing for ports.', ['rival', -1, null]],
  ['Peru, estranged from Chile since 1979, sent no envoy.', ['strained', -1, null]],
  ['The affair has strained an old friendship.', ['strained', -1, 'cooling']],
  ['The arrest cast a shadow over relations.', ['strained', -1, 'cooling']],
  ['Peru broke with Chile in 1979.', ['strained', -1, 'cooling']],
  ['The two have drifted from friendship to enmity since 1990.', ['strained', -1, 'cooling']],
  ['There is no love lost between Lima and Santiago.', ['strained', -1, null]],
  ['Peru has long regarded Chile with suspicion.', ['strained', -1, null]],
  ['Lima is wary of Santiago.', ['strained', -1, null]],
  ['Peru has never forgiven Chile for the war.', ['strained', -1, null]],
  ['The old hatred has not died.', ['strained', -1, null]],
  ['A feud has kept the two apart since 1995.', ['strained', -1, null]],
  ['The row erupted in January last year.', ['strained', -1, null]],
  ['The two presidents get along well.', ['close', 1, null]],
  ['The presidents have been fond of each other since the summit.', ['close', 1, null]],
  ['The thaw began in 2001.', ['close', 1, 'warming']],
  ['A reconciliation in 2001 proved short-lived.', ['close', 1, 'warming']],
  ['The chill of last autumn has lifted.', ['close', 1, 'warming']],
  ['Peru and Chile are burying their past.', ['close', 1, 'warming']],
  ['Peru has warmed to Chile since 2001.', ['close', 1, 'warming']],
])('reads a tie told by idiom in "%s"', (text, expected) => {
  expect(read(text).ties.map(({ relation, sign, trend }) => [relation, sign, trend])).toContainEqual(expected)
})

it.each([
  'The relationship between price and demand is close.',
  'The thaw in the mountains began in March.',
  'The ice in the Andes is melting.',
  'The tide turned towards the shore.',
  'Peru has never forgiven a debt.',
  'The company broke with tradition.',
  'The minister of Peru told a friend in Chile that it was raining.',
  'Peru and Chile put an end to their quarrel over a bridge.',
])('sees no tie in "%s"', (text) => {
  expect(read(text).ties).toEqual([])
})

it('adds whoever did the same to the holders of a view', () => {
  const record = read('Malaysia and Brazil welcomed the accord, as did Spain.')
  const countries = record.positions[0]!.holders.map((id) => record.entities.find((each) => each.id === id)!.country)
  expect(countries).toEqual(['MYS', 'BRA', 'ESP'])
})

it.each([
  [
    'The accord was cold, Chile\'s president said, "and will be colder tomorrow."',
    'mixed',
    'The accord was cold, Chile\'s president said, "and will be colder tomorrow."',
  ],
  ["Peru's president said in Lima that Chile had lost its way.", 'indirect', 'Chile had lost its way'],
  ["Peru's president called the accord a mistake.", 'indirect', 'the accord a mistake'],
])('reads one statement in "%s"', (text, form, content) => {
  const record = read(text)
  expect(record.statements.map((each) => [each.form, record.text.slice(each.content.start, each.content.end)])).toEqual(
    [[form, content]],
  )
})

it.each([
  ['The visit repaired a friendship that had cooled.', [1, 'warming']],
  ['The two countries have relied on each other for years; they see eye to eye.', [1, null]],
])('reads what is done to a relation, or how two stand, in "%s"', (text, expected) => {
  expect(read(text).ties.map(({ sign, trend }) => [sign, trend])).toContainEqual(expected)
})

it.each(['The spill poisoned the river.', 'The plumber repaired the pipes.'])(
  'sees no relation harmed or mended in "%s"',
  (text) => {
    expect(read(text).ties).toEqual([])
  },
)
