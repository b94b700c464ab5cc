import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../index.ts'

const resources = await loadResources()

const dateOf = (text: string) => {
  const page = { id: 'a', kind: 'text', content: text, date: '2006-12-30' } as const
  const [event] = codeInput({ id: 'a', page }, resources).events
  return event?.date ? `${event.date.start} ${event.date.end}` : null
}

it.each([
  ['Iraq and Iran fought a war from 1980 to 1988.', '1980-01-01 1988-12-31'],
  ['Serbian troops attacked Bosnia between March and May 1994.', '1994-03-01 1994-05-31'],
  ['Turkish police have arrested 40 Kurdish rebels in the past three weeks.', '2006-12-09 2006-12-30'],
  ['Turkish protesters have clashed with police in recent months.', '2006-09-30 2006-12-30'],
  ['Maoist rebels have killed 700 Nepalese soldiers since August 2005.', '2005-08-01 2006-12-30'],
  ['Rebels have killed 700 Nepalese soldiers since the rising began in February 1996.', '1996-02-01 2006-12-30'],
  ['Turkish soldiers have killed 900 Kurdish rebels in the past twenty days.', '2006-12-10 2006-12-30'],
  ['Israel has arrested 300 Palestinians so far this year.', '2006-01-01 2006-12-30'],
  [
    'The strikes went on from April 1994 until July 1994, when Serbian troops seized Srebrenica.',
    '1994-07-01 1994-07-31',
  ],
  ['In 1988, Chile expelled the Peruvian ambassador in March.', '1988-03-01 1988-03-31'],
  ['Thousands of Chileans were tortured and killed following the 1973 coup against Allende.', '1973-01-01 1973-12-31'],
])('dates what goes on from its beginning: %s', (text, expected) => {
  expect(dateOf(text)).toBe(expected)
})

it.each([
  ['Turkish police arrested 40 Kurdish rebels in three weeks.', '2006-12-30 2006-12-30'],
  ['Serbian troops attacked Bosnia in March 1994 and Croatia.', '1994-03-01 1994-03-31'],
  ['India thanked Kyrgyzstan for its help during last year’s unrest.', '2006-12-30 2006-12-30'],
])('a length alone is no stretch, and what is spoken of has its own time: %s', (text, expected) => {
  expect(dateOf(text)).toBe(expected)
})

it('what is done when something dated happens is of its day, and what one goes on to do of the day before told', () => {
  expect(dateOf('Three Timorese nuns were killed by militiamen when gangs stormed a church on December 6.')).toBe(
    '2006-12-06 2006-12-06',
  )
  const text =
    'Lebanese Prime Minister Fuad Siniora flew to Cairo on December 12. He asked Egypt to send doctors. Syria has not commented.'
  const page = { id: 'a', kind: 'text', content: text, date: '2006-12-30' } as const
  const request = codeInput({ id: 'a', page }, resources).events.find(({ type }) => type === 'REQUEST')
  expect(request?.date?.start).toBe('2006-12-12')
})

it('what is done along with a dated deed is of its day', () => {
  const text = 'North Korea walked out of the talks in May 2006, demanding that Japan lift its sanctions.'
  const page = { id: 'a', kind: 'text', content: text, date: '2006-12-30' } as const
  const request = codeInput({ id: 'a', page }, resources).events.find(({ type }) => type === 'REQUEST')
  expect(request?.date).toMatchObject({ start: '2006-05-01', end: '2006-05-31' })
})
