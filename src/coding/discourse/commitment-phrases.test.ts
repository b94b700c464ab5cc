import { expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const forms = (text: string) =>
  codeText(text, resources, { date: '2011-03-04', title: 'Peru and Chile' })
    .commitments.filter(({ evidence }) => !evidence[0]!.in)
    .map(({ form }) => form)

it.each([
  ['Peru and Chile put their names to the accord on Monday.', 'agreement'],
  ['Peru and Chile came to an arrangement over the anchovy.', 'agreement'],
  ['Peru has bound itself to leave the islet.', 'pledge'],
  ['Brazil will foot the bill for the road.', 'pledge'],
])('reads a commitment off a set phrase: %s', (text, form) => {
  expect(forms(text)).toContain(form)
})

it.each(['Peru might foot the bill for the road.', 'Peru refused to come to an arrangement with Chile.'])(
  'takes none from what is possible or refused: %s',
  (text) => {
    expect(forms(text)).toEqual([])
  },
)
