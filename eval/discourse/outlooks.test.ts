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
