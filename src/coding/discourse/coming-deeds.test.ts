import { expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const forms = (text: string) =>
  codeText(text, resources, { date: '2011-03-04', title: 'Peru and Chile' })
    .commitments.filter(({ evidence }) => !evidence[0]!.in)
    .map(({ form, rule }) => [form, rule])

const DEAL = 'Peru and Chile signed an accord in Lima on Monday. '

it.each([
  ['Chile must respect the fishing grounds of Tacna.', 'pledge'],
  ['Peru will settle the bills of the exporters.', 'pledge'],
  ['A pipeline will be laid along the coast.', 'agreement'],
])('takes what is to be done for a commitment where a deal has just been told of: %s', (text, form) => {
  expect(forms(DEAL + text).map(([found]) => found)).toContain(form)
})

it('takes it for none where nothing was agreed', () => {
  expect(forms('Chile must respect the fishing grounds of Tacna. A pipeline will be laid along the coast.')).toEqual([])
})

it('keeps a promise to nobody named as its giver’s own', () => {
  expect(forms('Italy pledged 40 helicopters.').map(([form]) => form)).toEqual(['pledge'])
})
