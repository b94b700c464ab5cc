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
