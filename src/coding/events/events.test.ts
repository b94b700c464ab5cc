import { expect, test } from 'vitest'
import type { Entity, Sector } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { CodedEvent } from '../record.ts'
import { composed } from './compose.ts'
import { contextsFrom } from './contexts.ts'
import { daysBetween, isHistorical } from './dating.ts'
import { homesOf } from './homes.ts'
import { mergeTellings, type Telling } from './merge.ts'
import { goldsteinOf, scoreOf } from './scales.ts'
import { isWithoutEvents } from './silence.ts'
import { waysTold } from './weapons.ts'

const day = (iso: string) => ({ start: iso, end: iso, precision: 'day' as const })
const entity = (id: string, country: string): Entity => ({
  id,
  name: id,
  kind: 'state',
  country,
  sectors: [],
  code: country,
  basis: 'stated',
  mentions: [],
})
const entities = new Map([entity('e1', 'NOR'), entity('e2', 'ISR'), entity('e3', 'SYR')].map((each) => [each.id, each]))
const telling = (order: number, fields: Partial<CodedEvent>, dated = false): Telling => ({
  order,
  sight: { block: new Int8Array(0), signs: new Int32Array(0) },
  dated,
  goesOn: false,
  event: {
    id: '',
    type: 'CONSULT',
    mode: [],
    contexts: [],
    cameo: '040',
    goldstein: 1,
    score: 2.5,
    actors: ['e1'],
    recipients: ['e2'],
    reciprocal: false,
    date: day('2000-05-10'),
    place: null,
    status: 'actual',
    assertedBy: null,
    confidence: 0.8,
    rule: 'consult/meet',
    evidence: [{ start: order * 10, end: order * 10 + 5 }],
    ...fields,
  },
})

test('a meeting told three times, by either side, is one event with three spans and the fullest telling', () => {
  const events = mergeTellings(
    [
      telling(0, {}),
      telling(1, { actors: ['e1', 'e2'], recipients: [], reciprocal: true }),
      telling(2, { mode: ['visit'], cameo: '042', date: day('2000-05-09') }, true),
    ],
    entities,
  )
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ id: 'v1', mode: ['visit'], date: day('2000-05-09') })
  expect(events[0]!.evidence).toHaveLength(3)
})

test('other parties, another day or another act make another event', () => {
  expect(mergeTellings([telling(0, {}), telling(1, { recipients: ['e3'] })], entities)).toHaveLength(2)
  expect(mergeTellings([telling(0, {}, true), telling(1, { date: day('2000-05-09') }, true)], entities)).toHaveLength(2)
  expect(mergeTellings([telling(0, {}), telling(1, { type: 'ACCUSE', cameo: '111' })], entities)).toHaveLength(2)
  expect(mergeTellings([telling(0, {}), telling(1, { status: 'negated' })], entities)).toHaveLength(2)
})

test('asking, refusing, promising and threatening take code and mode from the act', () => {
  const food = { type: 'AID' as const, cameo: '073', mode: [] }
  expect(composed('REQUEST', food)).toEqual({ cameo: '1033', mode: ['assist'] })
  expect(composed('REJECT', food)).toEqual({ cameo: '1223', mode: ['assist'] })
  expect(composed('AGREE', food).cameo).toBe('0333')
  expect(composed('THREATEN', { type: 'SANCTION', cameo: '163', mode: ['discontinue'] })).toEqual({
    cameo: '1312',
    mode: ['restrict'],
  })
  expect(composed('REQUEST', { type: 'RETREAT', cameo: '0841', mode: ['release'] })).toEqual({
    cameo: '1053',
    mode: ['yield'],
  })
})

test('more than twelve months before the article is history; the past year is not', () => {
  expect(isHistorical(day('2002-02-05'), day('2003-02-06'))).toBe(true)
  expect(isHistorical({ start: '2002-01-01', end: '2002-12-31', precision: 'year' }, day('2003-02-06'))).toBe(false)
  expect(daysBetween('2000-02-28', '2000-03-01')).toBe(2)
})

test('a code without a Goldstein value takes that of the code above it; ACCUSE is -3', () => {
  expect(goldsteinOf('0871')).toBe(9)
  expect(goldsteinOf('1384')).toBe(-7)
  expect(scoreOf('ACCUSE', [])).toBe(-3)
  expect(scoreOf('CONSULT', ['visit'])).toBe(4)
})

test('what two people say they say each for himself; a meeting with two of one side is with both', () => {
  const called = (id: string, country: string): Entity => ({
    ...entity(id, country),
    kind: 'person',
    mentions: [{ start: 0, end: 1, entity: id, sentence: 0, from: 0, to: 1, head: 0, form: 'name' }],
  })
  const people = new Map([called('p1', 'DEU'), called('p2', 'DEU'), entity('e2', 'TUR')].map((each) => [each.id, each]))

  const said = (order: number, by: string) =>
    telling(order, { type: 'ACCUSE', cameo: '111', mode: [], actors: [by], recipients: ['e2'] })
  expect(mergeTellings([said(0, 'p1'), said(1, 'p2')], people)).toHaveLength(2)
  expect(mergeTellings([said(0, 'p1'), said(1, 'p1')], people)).toHaveLength(1)
  const met = (order: number, host: string) =>
    telling(order, { type: 'CONSULT', cameo: '042', mode: ['visit'], actors: ['e2'], recipients: [host] })
  const [meeting, ...others] = mergeTellings([met(0, 'p1'), met(1, 'p2')], people)
  expect(others).toEqual([])
  expect(meeting!.recipients.sort()).toEqual(['p1', 'p2'])
})

test('within a country the opposition and a minister ask each for himself, police and police are one', () => {
  const of = (id: string, sector: Sector): Entity => ({ ...entity(id, 'LBN'), kind: 'group', sectors: [sector] })
  const people = new Map(
    [of('o1', 'OPP'), of('g1', 'GOV'), of('c1', 'COP'), of('c2', 'COP')].map((each) => [each.id, each]),
  )
  const asked = (order: number, by: string) =>
    telling(order, { type: 'REQUEST', cameo: '102', mode: [], actors: [by], recipients: ['g1'] })
  expect(mergeTellings([asked(0, 'o1'), asked(1, 'g1')], people)).toHaveLength(2)
  expect(mergeTellings([asked(0, 'c1'), asked(1, 'c2')], people)).toHaveLength(1)
})

test('contexts of the sentence come before those of the paragraph', () => {
  expect(contextsFrom(new Map([['economic', 1]]), new Map([['military', 5]]), new Map(), [])).toEqual(['economic'])
  expect(
    contextsFrom(
      new Map(),
      new Map([
        ['military', 2],
        ['health', 1],
      ]),
      new Map(),
      [],
    ),
  ).toEqual(['military'])
})

test('a sentence of sport holds no events; one sporting word among politics does not silence it', () => {
  expect(isWithoutEvents(new Map([['-sport', 2]]), new Map([['-sport', 2]]), 10)).toBe(true)
  expect(isWithoutEvents(new Map([['-sport', 1]]), new Map([['-sport', 1]]), 10)).toBe(false)
})

test('an unnamed detainee of a state belongs to it, a named one does not', () => {
  const mention = (form: 'nominal' | 'name') => ({
    start: 0,
    end: 1,
    entity: 'e9',
    sentence: 0,
    from: 0,
    to: 1,
    head: 0,
    form,
  })
  const person = (form: 'nominal' | 'name'): Entity => ({
    ...entity('e9', ''),
    country: null,
    kind: 'person',
    code: 'JRN',
    mentions: [mention(form)],
  })
  const arrest = telling(0, { type: 'COERCE', mode: ['arrest'], recipients: ['e9'] }).event
  expect(homesOf([entity('e1', 'NOR'), person('nominal')], [arrest]).get('e9')).toBe('NOR')
  expect(homesOf([entity('e1', 'NOR'), person('name')], [arrest]).size).toBe(0)
})

test('nameless victims of unknown makers belong to where it happened', () => {
  const blast = telling(0, { type: 'ASSAULT', actors: [], recipients: ['e9'] }).event
  const victim: Entity = { ...entity('e9', ''), country: null, kind: 'group', code: 'CVL', mentions: [] }
  expect(homesOf([victim], [{ ...blast, place: { name: 'Mosul', country: 'IRQ' } }]).get('e9')).toBe('IRQ')
  expect(homesOf([victim], [{ ...blast, place: null }]).size).toBe(0)
})

test('ways of violence: the nearest word first, none where no word tells', () => {
  const sentence = (text: string): Sentence =>
    ({ tokens: text.split(' ').map((form) => ({ form })) }) as unknown as Sentence
  expect(waysTold(sentence('a bomb went off and gunmen shot at the guards'), 6)).toEqual(['firearms', 'explosives'])
  expect(waysTold(sentence('three guards were killed'), 3)).toEqual([])
})

test('a minister and the legislators of his country speak each for themselves; talks add no state to its own minister', () => {
  const of = (id: string, country: string, sectors: Sector[], kind: Entity['kind'] = 'person'): Entity => ({
    ...entity(id, country),
    kind,
    sectors,
    mentions: [{ start: 0, end: 1, sentence: 0, from: 0, to: 1, head: 0, form: 'name', entity: id }],
  })
  const known = new Map(
    [
      of('minister', 'DEU', ['GOV']),
      of('house', 'DEU', ['LEG'], 'organization'),
      of('turkey', 'TUR', [], 'state'),
      of('envoy', 'TUR', ['GOV']),
      of('germany', 'DEU', [], 'state'),
    ].map((each) => [each.id, each]),
  )
  const blame = { type: 'ACCUSE', cameo: '111', recipients: ['turkey'] } satisfies Partial<CodedEvent>
  expect(
    mergeTellings([telling(0, { ...blame, actors: ['minister'] }), telling(1, { ...blame, actors: ['house'] })], known),
  ).toHaveLength(2)
  const talks = { reciprocal: true, recipients: [] }
  const [met, ...more] = mergeTellings(
    [
      telling(0, { ...talks, actors: ['minister', 'envoy'], mode: ['visit'] }),
      telling(1, { ...talks, actors: ['germany', 'turkey'] }),
    ],
    known,
  )
  expect([met!.actors, more]).toEqual([['minister', 'envoy'], []])
})
