import { expect, test } from 'vitest'
import { type Choice, chancesOf, fitLogit } from './conditional-logit.ts'

const options = { least: 1, epochs: 30, rate: 0.2, decay: 1e-4 }

test('learns which sign an option is chosen for, and which says nothing', () => {
  const choices: Choice<string>[] = Array.from({ length: 40 }, (_, n) => ({
    options: [{ signs: ['near', n % 2 ? 'red' : 'blue'] }, { signs: ['far', n % 2 ? 'blue' : 'red'] }],
    right: [0],
  }))
  const weights = fitLogit(choices, options)
  expect(weights.get('near')!).toBeGreaterThan(1)
  expect(weights.get('far')!).toBeLessThan(-1)
  expect(Math.abs(weights.get('red')! - weights.get('blue')!)).toBeLessThan(0.5)
  const [near, far] = chancesOf([{ signs: ['near'] }, { signs: ['far'] }], weights)
  expect(near! + far!).toBeCloseTo(1)
  expect(near!).toBeGreaterThan(0.9)
})

test('where two options are right, neither is pushed down for the other', () => {
  const choices: Choice<number>[] = Array.from({ length: 40 }, () => ({
    options: [{ signs: [1] }, { signs: [2] }, { signs: [3] }],
    right: [0, 1],
  }))
  const [first, second, third] = chancesOf(choices[0]!.options, fitLogit(choices, options))
  expect(first!).toBeCloseTo(second!, 1)
  expect(third!).toBeLessThan(0.1)
})

test('leaves out signs seen in too few choices, and gives the same weights each time', () => {
  const choices: Choice<string>[] = [
    { options: [{ signs: ['once', 'always'] }, { signs: [] }], right: [0] },
    { options: [{ signs: ['always'] }, { signs: [] }], right: [0] },
  ]
  const weights = fitLogit(choices, { ...options, least: 2 })
  expect([...weights.keys()]).toEqual(['always'])
  expect(fitLogit(choices, { ...options, least: 2 })).toEqual(weights)
})
