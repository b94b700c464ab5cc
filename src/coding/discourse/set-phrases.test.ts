import { expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const code = (text: string) => codeText(text, resources, { date: '2011-03-04', title: 'Peru and Chile' })
const countries = (record: ReturnType<typeof code>, ids: readonly string[]) =>
  ids.map((id) => record.entities.find((each) => each.id === id)!.country).sort()

it.each([
  ['Peru and Chile have been at loggerheads over the treaty since 1995.', -1, null],
  ['Relations between Peru and Chile have been in tatters for years.', -1, null],
  ['Ties between Peru and Chile have gone from bad to worse.', -1, 'cooling'],
  ['Peru and Chile signed a treaty that ends a century of quarrels over the channel.', 1, 'warming'],
  ['Peru, embroiled in a feud with Chile, sent no envoy.', -1, null],
  ['Peru has cosied up to Chile.', 1, 'warming'],
])('reads a tie off a set phrase: %s', (text, sign, trend) => {
  const record = code(text)
  expect(record.ties.map((each) => [countries(record, each.between), each.sign, each.trend])).toContainEqual([
    ['CHL', 'PER'],
    sign,
    trend,
  ])
})

it.each(['Peru and Chile may yet be at loggerheads.', 'If Peru and Chile part company, trade will suffer.'])(
  'takes no tie from what is only possible: %s',
  (text) => {
    expect(code(text).ties.filter(({ evidence }) => !evidence[0]!.in)).toEqual([])
  },
)

it.each([
  ['Diplomats cast doubt on the treaty between Peru and Chile.', 'skeptical'],
  ['Villagers see little prospect of a settlement.', 'skeptical'],
  ['The traders of Tacna are full of hope.', 'optimistic'],
  ['Economists voiced confidence that the pact would hold.', 'optimistic'],
  ['Most diplomats have no faith in the accord.', 'skeptical'],
])('reads an outlook off a set phrase: %s', (text, direction) => {
  expect(code(text).outlooks.map((each) => each.direction)).toEqual([direction])
})

it('reads an answer by the question before it, and a contrary by the half before it', () => {
  const asked = code('Will the truce between Peru and Chile last? Jose Silva, a historian, thinks so.')
  expect(asked.outlooks.map(({ direction }) => direction)).toContain('optimistic')
  const halves = code('Jose Silva, a historian, is hopeful; the economist Ana Ruiz is not.')
  expect(halves.outlooks.map(({ direction }) => direction).sort()).toEqual(['optimistic', 'skeptical'])
})

it.each([
  ['Brazil looks askance at the treaty.', 'against'],
  ['Brazil has reservations about the plan for a canal.', 'against'],
  ['Brazil has no objection to the canal.', 'for'],
  ['Brazil gave its blessing to the canal.', 'for'],
])('reads a view off a set phrase: %s', (text, stance) => {
  expect(code(text).positions.map((each) => each.stance)).toEqual([stance])
})
