import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Record } from '../coding/index.ts'
import { type Ledger, LedgerError, openLedger } from './index.ts'

let folder: string
let path: string
let ledger: Ledger
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  path = join(folder, 'test.sqlite')
  ledger = await openLedger(path)
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const day = { start: '1994-05-04', end: '1994-05-04', precision: 'day' as const }

function sample(key: string, change: Partial<Record> = {}): Record {
  return {
    made: { record: 1, detente: '0.1.0', model: 'm', rules: 'r', lexicon: 'l' },
    id: `${key}.txt`,
    key,
    url: null,
    title: 'Ministers meet',
    outlet: null,
    byline: null,
    language: 'en',
    dateline: null,
    date: { ...day, basis: 'given', why: 'given with the article' },
    text: 'Aurelia Vantongeren visited Lima. Vantongeren praised Peru.',
    sourceMap: [[0, 0]],
    entities: [
      {
        id: 'e1',
        name: 'Aurelia Vantongeren',
        kind: 'person',
        country: 'BEL',
        sectors: ['GOV'],
        code: 'BELGOV',
        role: 'minister',
        mentions: [
          { start: 0, end: 19 },
          { start: 34, end: 45 },
        ],
      },
      {
        id: 'e2',
        name: 'Peru',
        kind: 'state',
        country: 'PER',
        sectors: ['GOV'],
        code: 'PERGOV',
        mentions: [{ start: 54, end: 58 }],
      },
    ],
    times: [],
    events: [
      {
        id: 'v1',
        type: 'CONSULT',
        mode: ['visit'],
        contexts: [],
        cameo: '042',
        goldstein: 1.9,
        score: 4,
        actors: ['e1'],
        recipients: ['e2'],
        reciprocal: false,
        date: day,
        place: null,
        status: 'actual',
        assertedBy: null,
        confidence: 0.9,
        rule: 'consult/visit',
        evidence: [{ start: 0, end: 33 }],
      },
    ],
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [],
    ...change,
  }
}

it('files a record once and gives it back whole', async () => {
  expect(await ledger.file(sample('a'))).toBe('new')
  expect(await ledger.file(sample('a'))).toBe('known')
  expect(await ledger.record('a')).toEqual(sample('a'))
  expect(await ledger.articles()).toMatchObject({ total: 1, articles: [{ key: 'a', counts: { event: 1 } }] })
})

it('replaces the reports of an article that newer rules coded, and keeps the article', async () => {
  await ledger.file(sample('a'))
  const newer = sample('a', { made: { ...sample('a').made, rules: 'r2' }, events: [] })
  expect(await ledger.file(newer)).toBe('recoded')
  expect((await ledger.articles()).articles[0]?.counts).toEqual({})
})

it('counts one meeting told by two articles as one happening', async () => {
  await ledger.file(sample('a'))
  await ledger.file(sample('b'))
  expect(await ledger.formHappenings()).toBe(1)
})

it('keeps two meetings a week apart as two happenings', async () => {
  const later = { start: '1994-05-11', end: '1994-05-11', precision: 'day' as const }
  await ledger.file(sample('a'))
  await ledger.file(sample('b', { events: [{ ...sample('b').events[0]!, date: later }] }))
  expect(await ledger.formHappenings()).toBe(2)
})

it('erases an article for good: no word of it stays in the file, and reading it again adds nothing', async () => {
  await ledger.file(sample('a'))
  expect(await ledger.forget('a', 'asked for')).toEqual({ articles: 1, persons: 0 })
  expect(await ledger.file(sample('a'))).toBe('erased')
  expect((await ledger.articles()).total).toBe(0)
  expect(bytesHold('Vantongeren')).toBe(false)
})

it('erases a person from text, title and entities, also from articles read later', async () => {
  await ledger.file(sample('a'))
  expect(bytesHold('Vantongeren')).toBe(true)
  expect(await ledger.forget('Aurelia Vantongeren', 'asked for')).toEqual({ articles: 0, persons: 1 })
  await ledger.file(sample('b'))
  for (const key of ['a', 'b']) {
    const record = (await ledger.record(key))!
    expect(record.text).toBe('███████ ███████████ visited Lima. ███████████ praised Peru.')
    expect(record.entities[0]?.name).toBe('minister (name erased)')
  }
  await ledger.close()
  expect(bytesHold('Vantongeren')).toBe(false)
  ledger = await openLedger(path)
})

it('lets two connections write at once', async () => {
  const other = await openLedger(path)
  const records = Array.from({ length: 40 }, (_, i) => sample(`k${i}`))
  await Promise.all(records.map((record, i) => (i % 2 ? other : ledger).file(record)))
  expect((await other.articles()).total).toBe(40)
  await other.close()
})

it('says what to do when the path cannot be a ledger', async () => {
  const file = join(folder, 'not-a-ledger')
  writeFileSync(file, 'x'.repeat(5000))
  await expect(openLedger(file)).rejects.toBeInstanceOf(LedgerError)
  await expect(openLedger(join(file, 'below', 'a.sqlite'))).rejects.toThrow(/--ledger PATH/)
})

function bytesHold(word: string): boolean {
  return ['', '-wal'].some((suffix) => {
    try {
      return readFileSync(path + suffix).includes(word)
    } catch {
      return false
    }
  })
}
