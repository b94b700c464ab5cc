import { describe, expect, it } from 'vitest'
import type { CodedEvent, EventType, Record } from '../../src/index.ts'
import { figures, wilson } from './figures.ts'
import { articlesOf } from './inputs.ts'
import { codingHash, sampleEvents } from './sample.ts'
import { showItem } from './show.ts'
import { readVerdicts, type Verdict, VerdictError, verdictFrom } from './verdict.ts'

function event(id: string, type: EventType): CodedEvent {
  return {
    id,
    type,
    mode: [],
    contexts: [],
    cameo: '042',
    goldstein: 1.9,
    score: 4,
    actors: ['e1'],
    recipients: ['e2'],
    reciprocal: false,
    date: { start: '2003-02-05', end: '2003-02-05', precision: 'day' },
    place: null,
    status: 'actual',
    assertedBy: null,
    confidence: 0.9,
    rule: 'consult/visit',
    evidence: [{ start: 0, end: 11 }],
  }
}

function record(id: string, events: CodedEvent[]): Record {
  return {
    made: { record: 1, detente: '0', model: 'm', rules: 'r', lexicon: 'l' },
    id,
    key: id,
    url: null,
    title: null,
    outlet: null,
    byline: null,
    language: 'en',
    dateline: null,
    date: null,
    text: 'Lima visited Quito. Rain fell.\n\nNobody came.',
    sourceMap: [],
    entities: [
      { id: 'e1', name: 'Peru', kind: 'state', country: 'PER', sectors: [], code: 'PER', mentions: [] },
      { id: 'e2', name: 'Ecuador', kind: 'state', country: 'ECU', sectors: [], code: 'ECU', mentions: [] },
    ],
    times: [],
    events,
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [],
  }
}

const many = Array.from({ length: 40 }, (_, n) =>
  record(`a${n}`, [event('v1', 'CONSULT'), event('v2', 'CONSULT'), ...(n < 5 ? [event('v3', 'AID')] : [])]),
)

describe('the sample', () => {
  it('is the same for the same seed and another for another seed', () => {
    const names = (seed: number) => sampleEvents(many, 20, seed).items.map((item) => item.event)
    expect(names(1)).toEqual(names(1))
    expect(names(1)).not.toEqual(names(2))
    expect(new Set(names(1)).size).toBe(20)
  })
  it('draws a rare type at least four times', () => {
    expect(sampleEvents(many, 20, 3).strata).toEqual([
      { type: 'AID', coded: 5, drawn: 4 },
      { type: 'CONSULT', coded: 80, drawn: 16 },
    ])
  })
  it('ends where the events end', () => {
    expect(sampleEvents(many, 1000, 1).items).toHaveLength(85)
  })
  it('draws articles of a corpus by seed', async () => {
    const corpus = Array.from({ length: 9 }, (_, n) => JSON.stringify({ id: `n${n}`, text: 'Rain fell.' })).join('\n')
    const ids = async (seed: number) => (await articlesOf(corpus, 5, seed)).map((input) => input.id)
    expect(await ids(1)).toEqual(await ids(1))
    expect(await ids(1)).toHaveLength(5)
  })
})

describe('a verdict', () => {
  it('is tied to the coding: another type or party needs another verdict', () => {
    const whole = many[0] as Record
    const [first] = whole.events as [CodedEvent]
    expect(codingHash(whole, first)).toBe(codingHash(whole, { ...first, confidence: 0.1 }))
    expect(codingHash(whole, first)).not.toBe(codingHash(whole, { ...first, type: 'AID' }))
    expect(codingHash(whole, first)).not.toBe(codingHash(whole, { ...first, recipients: [] }))
  })
  it('is typed as the initials of the wrong fields', () => {
    expect(verdictFrom('', 'a#v1', 'h')).toMatchObject({ type: true, parties: true, date: true })
    expect(verdictFrom('pw far name', 'a#v1', 'h')).toMatchObject({
      type: true,
      parties: false,
      date: false,
      cause: 'far name',
    })
    expect(verdictFrom('x', 'a#v1', 'h')).toMatchObject({ type: false, status: false })
    expect(verdictFrom('yes', 'a#v1', 'h')).toBeUndefined()
  })
  it('survives its file, and a damaged line is named', () => {
    const verdict = verdictFrom('p', 'a#v1', 'h') as Verdict
    expect([...readVerdicts(`${JSON.stringify(verdict)}\n\n`).values()]).toEqual([verdict])
    expect(() => readVerdicts(`${JSON.stringify(verdict)}\nnot json`)).toThrow(VerdictError)
    expect(() => readVerdicts(JSON.stringify({ ...verdict, status: 'maybe' }))).toThrow(/"maybe" in "status"/)
  })
})

describe('the figures', () => {
  it('give the Wilson interval', () => {
    expect(wilson(8, 10)).toEqual({ right: 8, of: 10, share: 0.8, low: 0.49, high: 0.943 })
    expect(wilson(0, 0)).toEqual({ right: 0, of: 0, share: 0, low: 0, high: 1 })
  })
  it('count a record right without its date, weigh types by how often they are coded, and leave stale verdicts out', () => {
    const { items, strata } = sampleEvents(many, 20, 1)
    const verdicts = new Map<string, Verdict>()
    for (const item of items) {
      const verdict = verdictFrom(item.coded.type === 'AID' ? 'p' : 'w', item.event, item.coding) as Verdict
      verdicts.set(`${item.event} ${item.coding}`, verdict)
    }
    const found = figures(items, strata, verdicts)
    expect(found.record).toMatchObject({ right: 16, of: 20 })
    expect(found.recordWeighted).toBe(0.941)
    expect(found.fields['date']).toMatchObject({ right: 4, of: 20 })
    expect(found.types['AID']).toMatchObject({ right: 0, of: 4, coded: 5 })
    const stale = new Map([...verdicts].map(([key, verdict]) => [`${key}x`, verdict]))
    expect(figures(items, strata, stale).judged).toBe(0)
  })
})

it('shows an event with its evidence in brackets and its paragraph', () => {
  const { items } = sampleEvents([record('a', [event('v1', 'CONSULT')])], 1, 1)
  const shown = showItem(items[0] as never)
  expect(shown).toContain('PER "Peru" -> ECU "Ecuador"')
  expect(shown).toContain('[Lima visite]d Quito. Rain fell.')
  expect(shown).not.toContain('Nobody came')
})
