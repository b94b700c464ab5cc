import { expect, it } from 'vitest'
import { figuresOf, isTuned, scorePages } from './score.ts'

const scores = await scorePages()

it('holds ninety-two pages, thirty-eight of them not to be tuned on', () => {
  expect(scores).toHaveLength(92)
  expect(scores.filter(isTuned)).toHaveLength(54)
})

it.each([
  ['tuned', scores.filter(isTuned)],
  ['untouched', scores.filter((score) => !isTuned(score))],
])('keeps the stories of the %s half and little else', (_half, part) => {
  const lines = part.filter(({ f1 }) => f1 < 0.97).map(({ name, f1 }) => `${name} ${f1.toFixed(3)}`)
  const figures = figuresOf(part)
  expect(figures['word F1'], lines.join('\n')).toBeGreaterThanOrEqual(0.99)
  expect(figures['four-word F1'], lines.join('\n')).toBeGreaterThanOrEqual(0.99)
  expect(figures['title, byline, date right']).toBeGreaterThanOrEqual(0.97)
})

it('loses no more than a tenth of any story', () => {
  expect(scores.filter(({ recall }) => recall < 0.9).map(({ name }) => name)).toEqual([])
})
