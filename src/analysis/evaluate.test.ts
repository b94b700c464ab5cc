import { expect, it } from 'vitest'
import type { CodedEvent, Record, RecordEntity } from '../coding/index.ts'
import { covers, evaluate, type GoldEvent, seededRandom } from './index.ts'

const entity = (id: string, country: string | null, code: string): RecordEntity => ({
  id,
  name: code,
  kind: country ? 'state' : 'organization',
  country,
  sectors: [],
  code,
  mentions: [],
})
const entities = [
  entity('e1', 'PER', 'PER'),
  entity('e2', 'CHL', 'CHL'),
  entity('e3', null, 'IGOUNO'),
  entity('e4', 'BOL', 'BOLGOV'),
]
const event = (type: CodedEvent['type'], actors: string[], recipients: string[], rest: Partial<CodedEvent> = {}) =>
  ({
    type,
    mode: [],
    actors,
    recipients,
    reciprocal: false,
    status: 'actual',
    assertedBy: null,
    ...rest,
  }) as unknown as CodedEvent
const score = (gold: GoldEvent[], coded: CodedEvent[]) =>
  evaluate(
    [{ id: '1', text: 'x', events: gold }],
    [{ entities, events: coded } as unknown as Record],
    20,
    seededRandom(1),
  )

it('counts an event right when type, parties and reality agree', () => {
  const gold: GoldEvent[] = [{ type: 'SANCTION', actors: ['PER'], recipients: ['CHL'], status: 'actual' }]
  expect(score(gold, [event('SANCTION', ['e1'], ['e2'])]).overall).toMatchObject({
    right: 1,
    coded: 1,
    wanted: 1,
    f1: 1,
    interval: [1, 1],
  })
  expect(score(gold, [event('SANCTION', ['e2'], ['e1'])]).overall).toMatchObject({ right: 0, coded: 1, wanted: 1 })
  expect(score(gold, [event('SANCTION', ['e1'], ['e2'], { status: 'negated' })]).overall).toMatchObject({
    right: 0,
    coded: 0,
    wanted: 1,
  })
  expect(score(gold, [event('SANCTION', ['e1', 'e4'], ['e2'])]).overall.right).toBe(0)
})

it('takes the union of the sides for meetings, short names for organisations, and further types that are as good', () => {
  expect(
    score([{ type: 'CONSULT', actors: ['CHL'], recipients: ['PER'] }], [event('CONSULT', ['e1', 'e2'], [])]).overall
      .right,
  ).toBe(1)
  expect(
    score([{ type: 'AID', types: ['AGREE'], actors: ['UN'], recipients: ['PER'] }], [event('AGREE', ['e3'], ['e1'])])
      .overall.right,
  ).toBe(1)
})

it('lets optional events help precision without costing recall, and leaves claims aside', () => {
  const optional: GoldEvent[] = [{ type: 'ACCUSE', actors: ['PER'], recipients: ['CHL'], optional: true }]
  expect(score(optional, []).overall).toMatchObject({ wanted: 0, coded: 0 })
  expect(score(optional, [event('ACCUSE', ['e1'], ['e2'])]).overall.coded).toBe(0)
  expect(score([], [event('ASSAULT', ['e1'], ['e2'], { assertedBy: 'e2' })]).quiet).toEqual({ right: 1, of: 1 })
  expect(score([], [event('ASSAULT', ['e1'], ['e2'])]).quiet).toEqual({ right: 0, of: 1 })
})

it('says what was coded in place of a missed event with the same parties', () => {
  expect(
    score([{ type: 'REJECT', actors: ['PER'], recipients: ['CHL'] }], [event('ACCUSE', ['e1'], ['e2'])]).confusion,
  ).toEqual({ REJECT: { ACCUSE: 1 } })
})

it('takes a party of unknown country named without one or not named, but not one given a country', () => {
  const gold: GoldEvent[] = [{ type: 'ASSAULT', actors: ['?'], recipients: ['PER'] }]
  const nobody = entity('e5', null, 'UAF')
  const scored = (actors: string[]) =>
    evaluate(
      [{ id: '1', text: 'x', events: gold }],
      [{ entities: [...entities, nobody], events: [event('ASSAULT', actors, ['e1'])] } as unknown as Record],
      20,
      seededRandom(1),
    ).overall.right
  expect([scored([]), scored(['e5']), scored(['e2'])]).toEqual([1, 1, 0])
})

it('knows the short names that gold has for bodies of states', () => {
  const osce = { ...entity('e9', null, 'IGOSCE'), name: 'Organization for Security and Co-operation in Europe' }
  expect(covers([osce], ['OSCE'])).toBe(true)
  expect(covers([osce], ['ECOWAS'])).toBe(false)
  expect(covers([entities[2]!], ['UNO'])).toBe(true)
})
