import { expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const ties = (text: string) => {
  const record = codeText(text, resources, { date: '1999-06-10' })
  const country = (id: string) => record.entities.find((each) => each.id === id)?.country
  return record.ties.map(({ between, sign }) => `${between.map(country).sort().join(' ')} ${sign}`)
}

it('finds the other side of a phrase within it', () => {
  expect(ties("Cuba has thrown itself into Venezuela's arms.")).toContain('CUB VEN 1')
})

it('finds the other side before the phrase, where a relative clause is of it', () => {
  expect(ties('The minister spoke of China, to which Peru has been cozying up.')).toContain('CHN PER 1')
})

it('takes not to trust for distrust', () => {
  expect(ties('Peru does not trust Chile.')).toContain('CHL PER -1')
})

it('takes nobody for a friend of his own', () => {
  expect(ties('India helped Bangladesh in 1971 and has been its closest friend.')).toContain('BGD IND 1')
})

it('finds nothing where a refugee camp lies in a country', () => {
  expect(ties('The minister of Peru visited a camp in Chile on Monday.')).toEqual([])
})
