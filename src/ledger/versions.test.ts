import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Ledger, openLedger } from './index.ts'
import { sampleRecord } from './sample-record.ts'

let folder: string
let ledger: Ledger
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'versions-'))
  ledger = await openLedger(join(folder, 'test.sqlite'))
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const before = 'Belgium visited Peru, and Peru thanked Belgium for its visit.'
const after = 'Belgium visited Peru, and Peru thanked Belgium for its second visit.'

it('lets a new text of one page supersede the old one, which stays', async () => {
  const first = sampleRecord('a', { text: before })
  const second = sampleRecord('a', { text: after, title: 'Ministers meet again' })
  expect(await ledger.file(first)).toBe('new')
  expect(await ledger.standing([{ key: 'a', text: before }], first.made)).toEqual(new Map([['a', 'known']]))
  expect(await ledger.standing([{ key: 'a', text: after }], first.made)).toEqual(new Map())
  expect(await ledger.file(second)).toBe('updated')
  expect((await ledger.record('a'))?.text).toBe(after)
  expect(await ledger.versions('a')).toMatchObject([
    { title: first.title, text: before, current: false },
    { title: 'Ministers meet again', text: after, current: true },
  ])
  expect(await ledger.file(second)).toBe('known')
})

it('knows a text that comes back', async () => {
  await ledger.file(sampleRecord('a', { text: before }))
  await ledger.file(sampleRecord('a', { text: after }))
  expect(await ledger.file(sampleRecord('a', { text: before }))).toBe('updated')
  expect((await ledger.versions('a')).map(({ text, current }) => [text, current])).toEqual([
    [after, false],
    [before, true],
  ])
})

it('counts coding anew by other rules as no update', async () => {
  await ledger.file(sampleRecord('a', { text: before }))
  expect(await ledger.file(sampleRecord('a', { text: before, made: 'r2' }))).toBe('recoded')
  expect(await ledger.versions('a')).toHaveLength(1)
})

it('erases old texts with the article, and names in them with the person', async () => {
  const person = {
    id: 'e3',
    name: 'Aurelia Vantongeren',
    kind: 'person' as const,
    country: 'BEL',
    sectors: ['GOV'],
    code: 'BELGOV',
    mentions: [{ start: 0, end: 19 }],
  }
  const named = (text: string) => {
    const record = sampleRecord('a', { text })
    return { ...record, entities: [...record.entities, person] } as typeof record
  }
  await ledger.file(named('Aurelia Vantongeren visited Peru on Monday, and stayed.'))
  await ledger.file(named('Aurelia Vantongeren visited Peru on Tuesday, and stayed.'))
  await ledger.forget('Aurelia Vantongeren', 'asked for')
  expect((await ledger.versions('a')).map(({ text }) => text).join(' ')).not.toContain('Vantongeren')
  await ledger.forget('a', 'asked for')
  expect(await ledger.versions('a')).toEqual([])
  await ledger.close()
  expect(readFileSync(join(folder, 'test.sqlite')).includes('on Monday')).toBe(false)
  ledger = await openLedger(join(folder, 'test.sqlite'))
})
