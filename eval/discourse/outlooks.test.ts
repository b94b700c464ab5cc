import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../src/index.ts'

const resources = loadResources()

/** The outlooks of one sentence in an article on Peru and Chile: direction and holder. */
function read(text: string): (readonly [string, string | null])[] {
  const record = codeInput(
    {
      id: 'told',
      page: { id: 'told', kind: 'text', content: text, date: '2024-05-01', title: 'Peru, Chile hold talks' },
    },
    resources,
  )
  return record.outlooks.map(
    ({ direction, holder }) => [direction, record.entities.find(({ id }) => id === holder)?.name ?? null] as const,
  )
}

it.each([
  ['Maria Rojas, a historian, is hopeful but keeps an umbrella handy.', 'mixed', 'Maria Rojas'],
  ['There is little hope of a settlement before the summer.', 'skeptical', null],
  ['Hopes for a treaty have faded.', 'skeptical', null],
  ['Prospects look brighter than they did a year ago.', 'optimistic', null],
  ['A breakthrough is unlikely.', 'skeptical', null],
  ['The accord is likely to last.', 'optimistic', null],
  ['Relations are expected to worsen before the election.', 'skeptical', null],
  ['The truce may not survive an election.', 'skeptical', null],
  ['The future of the accord is uncertain.', 'mixed', null],
  ['The mood in Lima is one of cautious optimism.', 'optimistic', null],
  ['It remains to be seen whether the two countries will keep their word.', 'skeptical', null],
  ['My guess is that the pact will hold.', 'optimistic', null],
  ['I do not believe that the treaty will last.', 'skeptical', null],
  ['Nobody expects the border to open soon.', 'skeptical', null],
  ['Experts see the summit as a turning point.', 'optimistic', null],
  ['Maria Rojas, a historian, was less hopeful.', 'skeptical', 'Maria Rojas'],
  ['Maria Rojas, a baker in Lima, was gloomier still.', 'skeptical', 'Maria Rojas'],
  ['Maria Rojas, a historian, believes that the friendship will last.', 'optimistic', 'Maria Rojas'],
  ['Maria Rojas, an analyst, said the talks were doomed.', 'skeptical', 'Maria Rojas'],
  ['"It will not last," said Maria Rojas, a historian in Lima.', 'skeptical', 'Maria Rojas'],
  ['"I am optimistic," said Maria Rojas, a historian in Lima.', 'optimistic', 'Maria Rojas'],
])('reads the expectation in "%s"', (text, direction, holder) => {
  const found = read(text)
  expect(found.map(([each]) => each)).toEqual([direction])
  if (holder) expect(found[0]![1]).toBe(holder)
})

it.each([
  'The minister hopes to visit Lima.',
  'The presidents are likely to meet in Lima.',
  'There is no hope for the missing miners.',
  'The committee will hold its first session in June.',
  '"The river is cold in May," said Maria Rojas, a historian in Lima.',
  '"We will see," said Maria Rojas, a historian in Lima.',
])('expects nothing by "%s"', (text) => {
  expect(read(text)).toEqual([])
})

it.each([
  ['Maria Rojas, a historian, saw trouble ahead.', 'skeptical', 'Maria Rojas'],
  ['Maria Rojas, an analyst, put the odds of a treaty at even.', 'mixed', 'Maria Rojas'],
  ['Maria Rojas, a columnist, gives the reconciliation six months.', 'skeptical', 'Maria Rojas'],
  ['Fishermen thought little of the arrangement.', 'skeptical', null],
  ['Oil companies are bullish.', 'optimistic', null],
  ['Church leaders were hopeful. Maria Rojas, a lawyer, was not.', 'skeptical', 'Maria Rojas'],
  ['In five years, a diplomat predicted, people would wonder what the noise had been about.', 'optimistic', null],
  [
    'Maria Rojas, the mediator, said a small light could be seen at the end of the tunnel.',
    'optimistic',
    'Maria Rojas',
  ],
  ['This reconciliation looks likelier to endure than its predecessors.', 'optimistic', null],
  ['The chances of a treaty have never been better.', 'optimistic', null],
  ['Maria Rojas, a historian in Lima, is encouraged.', 'optimistic', 'Maria Rojas'],
])('reads an expectation told by idiom in "%s"', (text, direction, holder) => {
  const found = read(text)
  expect(found.map(([each]) => each)).toContain(direction)
  if (holder) expect(found.find(([each]) => each === direction)![1]).toBe(holder)
})

it.each([
  ['A settlement is within reach.', 'optimistic', null],
  ['Critics say the agreement is doomed.', 'skeptical', null],
  ['Maria Rojas, a historian, said the handshake would change nothing.', 'skeptical', 'Maria Rojas'],
  ['Maria Rojas, an economist, believes that the quarrel will soon be over.', 'optimistic', 'Maria Rojas'],
  ['Both governments expect relations to improve.', 'optimistic', null],
])('weighs what words hold out in "%s"', (text, direction, holder) => {
  const found = read(text)
  expect(found.map(([each]) => each)).toContain(direction)
  if (holder) expect(found[0]![1]).toBe(holder)
})

it.each([
  '"The river will rise in May," said Maria Rojas, a historian in Lima.',
  'Maria Rojas, a historian, said that her book would be printed in Lima.',
  'The minister opened the way to the platform with a smile.',
])('weighs nothing in "%s"', (text) => {
  expect(read(text)).toEqual([])
})
