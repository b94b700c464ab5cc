import { expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const trends = (title: string) =>
  codeText('The foreign ministers of Peru and Chile met in Lima on Monday.', resources, { date: '2011-03-04', title })
    .ties.filter(({ evidence }) => evidence[0]?.in === 'title')
    .map(({ trend }) => trend)

it.each([
  ['Chile and Peru Find Kinder Words', 'warming'],
  ['Chile and Peru Mend Fences', 'warming'],
  ['Ice Melts Between Chile and Peru', 'warming'],
  ['Peru Warms to Chile', 'warming'],
  ['Tensions Ease Between Chile and Peru', 'warming'],
  ['Chile and Peru End Long Feud', 'warming'],
  ['Peru and Chile Thaw Ties', 'warming'],
  ['Peru and Chile Drift Apart', 'cooling'],
  ['Harsher Words From Chile to Peru', 'cooling'],
  ['Tensions Rise Between Chile and Peru', 'cooling'],
  ['Relations Worsen Between Chile and Peru', 'cooling'],
])('reads the way of relations off a headline: %s', (title, trend) => {
  expect(trends(title)).toEqual([trend])
})

it.each([
  'Chile and Peru Fail to Mend Fences',
  'Will Ice Melt Between Chile and Peru?',
  'Chile and Peru Find Better Routes to Market',
  'Chile and Peru Report Warmer Weather',
  'Chile and Peru Restore Old Church',
  'Tensions Rise in Chile',
  'Peru Seeks Softer Tone With Chile',
  'Chile and Peru Make Up Half of Copper Trade',
])('reads none off a headline of wishes, doubts or other things: %s', (title) => {
  expect(trends(title)).toEqual([])
})

it.each([
  ['Ties between Chile and Peru have soured since the border was closed in March.', ['cooling']],
  ['Chile and Peru have moved closer since the vote.', ['warming']],
  ['The thaw between Chile and Peru is losing momentum.', ['cooling']],
  ['Relations between Chile and Peru are at their worst since the war of 1879.', ['cooling']],
  ['Relations between Chile and Peru were at their worst in 1978.', [null]],
  ['Chile and Peru ended two days of talks after coming closer to deep cuts in tariffs.', []],
])('tells a change of relations from a state and from other nearness: %s', (text, expected) => {
  const { ties } = codeText(text, resources, { date: '2011-03-04' })
  expect(ties.map(({ trend }) => trend)).toEqual(expected)
})
