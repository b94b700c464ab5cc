import { expect, test } from 'vitest'
import { expandTriggers } from './triggers.ts'

const fillers = new Map(
  Object.entries({ country: ['Peru'], prefix: ['Now ,'], suffix: ['again'], leader: ['She'], name: ['He'] }),
)
const one = (text: string) => expandTriggers(text, fillers, 1, { least: 1, most: 1 })[0]!
const marked = ({ text, marks }: ReturnType<typeof one>) =>
  marks.map(({ start, end, types, mode }) => [text.slice(start, end), types.join(), mode])

test('a mark covers the word before it, or the whole list of alternatives', () => {
  expect(marked(one('[AID]\n{c} lent# boats'))).toEqual([['lent', 'AID', null]])
  expect(marked(one('[AID]\n{c} (threw a party for)# boats'))).toEqual([['threw a party for', 'AID', null]])
})

test('a mark names its own type, mode or that it is not to be judged', () => {
  expect(marked(one('[AID]\n{c} wept#ACCUSE/allege and slept#? and rang#CONSULT'))).toEqual([
    ['wept', 'ACCUSE', 'allege'],
    ['slept', '', null],
    ['rang', 'CONSULT', null],
  ])
})

test('an unknown section or filler is refused', () => {
  expect(() => one('[HUG]\n{c} lent# boats')).toThrowError(expect.objectContaining({ code: 'trigger-section' }))
  expect(() => one('[AID]\n{zebra} lent# boats')).toThrowError(expect.objectContaining({ code: 'filler-kind' }))
})
