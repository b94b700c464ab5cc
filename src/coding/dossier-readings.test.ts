// What reading the briefs on the dossiers against their footnotes showed to be wrong, in sentences of its kind.
import { expect, it } from 'vitest'
import { codeText, loadResources } from '../index.ts'

const resources = loadResources()
const read = (text: string) => {
  const record = codeText(text, resources, { date: '2008-12-17' })
  const name = (id: string) => record.entities.find((each) => each.id === id)?.name
  return {
    events: record.events.map(({ type, actors, recipients }) => [type, ...[...actors, ...recipients].map(name)]),
    commitments: record.commitments.map(({ form, stage, date }) => [form, stage, date?.start.slice(0, 4)]),
    record,
    name,
  }
}

it('takes talks put on hold for a refusal to meet, not for a meeting', () => {
  expect(read('India has put its peace talks with Pakistan on hold.').events).toEqual([['REJECT', 'India', 'Pakistan']])
  const trade = read('Norway has put its trade talks with Peru on hold.').events
  expect(trade.map(([type]) => type)).not.toContain('CONSULT')
})

it('holds nobody guilty of the murder that they raised with somebody', () => {
  const { events } = read('Brown raised the murder of Alexander Litvinenko with Medvedev, a British official said.')
  expect(events.map(([type]) => type)).not.toContain('ASSAULT')
})

it('finds the minister, not the deputy, as the counterpart of a minister', () => {
  expect(
    read('British Foreign Secretary David Miliband met his Russian counterpart in Moscow on Monday.').events,
  ).toEqual([['CONSULT', 'David Miliband', 'Sergei Lavrov']])
})

it('dates an accord by its own words, not by those of an aside', () => {
  const { commitments } = read(
    'Chile and Peru agreed on Tuesday to restore diplomatic relations, which were broken in 1961.',
  )
  expect(commitments).toEqual([['agreement', 'agreed', '2008']])
})

it('makes no accord of agreeing to differ, and no invitation of one that nobody is said to have made', () => {
  expect(read('Chile and Peru agreed to disagree over the fisheries.').commitments).toEqual([])
  expect(
    read('Obama and Castro met at the summit, to which Cuba had been invited for the first time.').commitments,
  ).toEqual([])
})

it('tells a promise as kept where the words say that it was', () => {
  const { commitments } = read('Chile completed the release of 53 prisoners that it had promised Peru in 2007.')
  expect(commitments.map(([form, stage]) => [form, stage])).toEqual([['pledge', 'fulfilled']])
})

it('dates a body that two agreed on Saturday to set up on that Saturday', () => {
  const { record } = read(
    'The presidents of Chile and Peru agreed on Saturday to resume their talks and to set up a joint commission on fishing.',
  )
  const body = record.commitments.find(({ form }) => form === 'working-group')
  expect(body?.date?.start).toBe('2008-12-13')
})

it('dates what was agreed by the day of agreeing, not by when it is to be done', () => {
  const { record } = read(
    'The ministers met on Monday. Chile and Peru agreed to reopen consulates in Bombay and Karachi by the end of the year.',
  )
  const agreed = record.events.filter(({ type }) => type === 'AGREE')
  expect(agreed.map(({ date, place }) => [date?.start, place])).toEqual([['2008-12-15', null]])
})

it('holds a promise withdrawn for no open one, and what is done with help for no promise of whoever is helped', () => {
  expect(read('Peru withdrew an earlier promise to send its envoy to Chile.').commitments).toEqual([
    // the day of the withdrawal, which is an event of its own
    ['pledge', 'withdrawn', '2008'],
  ])
  const { record, name } = read('In Lima, Peru promised to help Chile join the trade organisation next year.')
  expect(record.commitments.map(({ parties }) => name(parties[0]!))).toEqual(['Peru'])
})

it('takes an embargo that is to stay for no pledge', () => {
  expect(
    read('The United States said it would keep its embargo on Cuba until political prisoners were free.').commitments,
  ).toEqual([])
})

it('makes nobody a party to a paper that is about him', () => {
  const { record, name } = read('The ministers of Chile and Peru signed statements on Bolivia and on fishing.')
  const signed = record.events.find(({ cameo }) => cameo === '057')
  expect([...signed!.actors, ...signed!.recipients].map(name)).not.toContain('Bolivia')
})

it('takes a candidate for no voice of the government', () => {
  const record = codeText('Donald Trump, the Republican candidate, has threatened Cuba with sanctions.', resources, {
    date: '2016-10-27',
  })
  expect(record.entities.find(({ name }) => name === 'Donald Trump')?.code).toBe('USAELI')
})

it('takes what somebody does not seek, or refused to hold, for nothing he is against', () => {
  const positions = (text: string) => read(text).record.positions
  expect(positions('Russia said Russian officials would not seek British visas.')).toEqual([])
  expect(
    positions('The British government announced an inquiry into the killing, which it had refused to hold a year ago.'),
  ).toEqual([])
})

it('counts "a day after" from the day it was said', () => {
  const { record } = read(
    'Peru will not extradite anybody to Chile, Prosecutor General Jorge Ramos said on Tuesday, a day after detectives from Chile arrived in Lima.',
  )
  expect(record.events.find(({ type }) => type === 'CONSULT')?.date?.start).toBe('2008-12-15')
})

it('dates a body by the story where a headline tells of it too', () => {
  const record = codeText(
    'Chile and Peru Set Up a Hotline\n\nLIMA -- The presidents of Chile and Peru agreed on Monday to set up a telephone hotline and working groups.',
    resources,
    { date: '2008-12-17' },
  )
  expect(record.commitments.find(({ form }) => form === 'working-group')?.date?.start).toBe('2008-12-15')
})

const both = (about: string, more: string) =>
  read(`The presidents of Chile and Peru met in Lima on Monday. ${about} ${more}`)

it.each([
  'The name of the ship means accord, and it was sunk in 1879.',
  'Peruvian officials expect an accord on the border within weeks.',
  'Peruvian companies signed contracts worth 215 million pounds.',
  'The prisoner works for a Chilean company that has a contract to build schools in Peru.',
  'The president called the affair a quarrel that the two countries will overcome.',
  'Bolivia thanked both for the conference that they had proposed on Tuesday.',
])('makes no agreement of the two of "%s"', (words) => {
  expect(both('', words).commitments.filter(([form]) => form === 'agreement')).toEqual([])
})

it('makes no agreement of two of what one of them signed, told in passing, with whom nobody says', () => {
  const { commitments } = read(
    'Peru suspended all military cooperation with Chile on Tuesday, hours after President Michelle Bachelet signed a treaty that makes the island a part of her country.',
  )
  expect(commitments.filter(([form]) => form === 'agreement')).toEqual([])
})

it('reads when a body will meet beside where it was agreed on', () => {
  const { record } = both(
    '',
    'The joint commission on fishing, on which the two leaders agreed in Quito, will hold its first meeting in Lima on March 6.',
  )
  expect(record.commitments.find(({ form }) => form === 'working-group')?.due?.start).toBe('2009-03-06')
})

it('dates an accusation by its telling, not by what somebody is accused of', () => {
  const { record } = read('Peru accused Chile of starting the war of August 8.')
  const [accused] = record.events.filter(({ type }) => type === 'ACCUSE')
  expect(accused?.date?.start).toBe('2008-12-17')
})

it('ends what is held before whoever tells of it, and makes a disagreement about a matter no view against it', () => {
  const issues = (words: string) => both('', words).record.positions.map(({ issue }) => issue)
  expect(
    issues('The two leaders agreed that the election in Bolivia had been unfair, a Peruvian diplomat said.'),
  ).toEqual(['the election in Bolivia had been unfair'])
  expect(issues('Peru disagreed with Chile about fishing.')).toEqual([])
})

it('takes how relations stand for no outlook', () => {
  expect(
    read('Relations between Chile and Peru are colder than at any time since the war, diplomats said.').record.outlooks,
  ).toEqual([])
  expect(
    read('Relations between Chile and Peru will be cold for years, analysts said.').record.outlooks.map(
      ({ direction }) => direction,
    ),
  ).toEqual(['skeptical'])
})

it('has the ministers of two presidents for those of their countries, wherever they met', () => {
  const { events } = read(
    'QUITO -- President Alan Garcia of Peru and President Michelle Bachelet of Chile met on Saturday. They talked for an hour in the Ecuadorean capital. Their foreign ministers will meet soon.',
  )
  expect(events.at(-1)).toEqual(['AGREE', 'Jose Antonio Garcia Belaunde', 'Alejandro Foxley'])
})

it('dates the first visit since 1958 when it was, not from 1958 on', () => {
  const { record } = read(
    'Chilean Foreign Minister Heraldo Munoz met President Alan Garcia in Lima on Tuesday, the first visit of a Chilean foreign minister to Peru since the quarrel of 1958.',
  )
  expect(
    record.events.filter(({ type }) => type === 'CONSULT').map(({ date, status }) => [date?.start, status]),
  ).toEqual([['2008-12-16', 'actual']])
  // What stands after "since" was then.
  const landing = read('It was the first protest since Chilean soldiers attacked Peruvian villagers in December 2005.')
  expect(landing.record.events.find(({ type }) => type === 'ASSAULT')?.date?.start).toBe('2005-12-01')
})

it('has those who ended two days of talks talk with each other', () => {
  const { record, events } = read('Norway and Peru ended two days of talks on fish on Monday.')
  expect(events).toEqual([['CONSULT', 'Norway', 'Peru']])
  expect(record.events[0]!.date?.start).toBe('2008-12-15')
})

it('takes what one of two promised for no accord of both', () => {
  const { commitments } = read(
    'Chile and Peru signed an agreement on fishing on Monday. The Chilean president promised that the culprits would be caught.',
  )
  expect(commitments.filter(([form]) => form === 'agreement')).toEqual([['agreement', 'signed', '2008']])
})
