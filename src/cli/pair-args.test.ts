import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { briefMarkdown, briefOf, keptTable, officesOf, readReport, readTold } from '../analysis/index.ts'
import { StandingBook } from '../api/standing-book.ts'
import { codeText, loadResources, readInputs, readIntoLedger } from '../index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { version } from '../pipeline/index.ts'
import { pairWords } from './pair.ts'
import { type PairFlags, reportFor } from './pair-args.ts'

let folder: string
let path: string
let ledger: Ledger
const resources = loadResources()
const offices = officesOf(resources.lexicon)
const pair: [string, string] = ['RUS', 'GBR']

const keep = async () => {
  const book = new StandingBook(ledger, 1)
  await book.current()
  await vi.waitUntil(() => keptTable(ledger, pair, version))
  await book.stop()
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-pair-args-'))
  path = join(folder, 'x.sqlite')
  ledger = await openLedger(path)
  for await (const _ of readIntoLedger(readInputs(['samples/dossiers/gbr-rus']), ledger, resources));
  await keep()
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

it('reports from what a server kept, brought up to date, what the happenings themselves give', async () => {
  const told = await readTold(ledger, pair)
  const asked: Partial<PairFlags>[] = [{}, { asOf: '2007-06-01' }, { scale: 'goldstein', since: '2006-01-01' }]
  for (const turn of ['kept', 'after an article and a decision']) {
    expect(await keptTable(ledger, pair, version), turn).not.toBeUndefined()
    for (const flags of asked) {
      const given: PairFlags = { ledger: path, scale: 'plover', halfLife: '30,365', ...flags }
      const options = { ...flags, offices } as Parameters<typeof readReport>[2]
      const known = turn === 'kept' ? told : await readTold(ledger, pair)
      const whole = await readReport(ledger, pair, options, { told: known, table: undefined })
      expect(await reportFor(pair, given, offices), turn).toEqual(whole)
      const page = (await reportFor(pair, given, offices, { events: 12, contacts: 8 }))!
      expect(page.events).toHaveLength(12)
      expect(pairWords(page, 100)).toBe(pairWords(whole, 100))
      const brief = (await reportFor(pair, given, offices, { events: 'brief' }))!
      expect(briefMarkdown(briefOf(brief, { offices }))).toBe(briefMarkdown(briefOf(whole, { offices })))
    }
    await ledger.file(codeText('Britain expelled four Russian diplomats on Monday.', resources, { date: '2011-03-05' }))
    await ledger.formHappenings()
    const [one] = await ledger.happenings({ pair, types: ['ACCUSE'] })
    await ledger.correct({ action: 'reject', target: one!.id }, 'Ada')
  }
})

it('reads the happenings themselves with a table of scores of one’s own, for another version, and after an erasure', async () => {
  const own = { scale: { CONSULT: 1, ACCUSE: -1 } as never, offices }
  const table = await keptTable(ledger, pair, version)
  const told = await readTold(ledger, pair)
  expect(await readReport(ledger, pair, own, { told, table })).toEqual(
    await readReport(ledger, pair, own, { told, table: undefined }),
  )
  expect(await keptTable(ledger, pair, 'another')).toBeUndefined()
  // Nothing happened between these two; that is known too.
  expect(await keptTable(ledger, ['AUS', 'ISL'], version)).toBeNull()
  await ledger.forget((await ledger.articles({ limit: 1 })).articles[0]!.key, 'asked for')
  expect(await keptTable(ledger, pair, version)).toBeUndefined()
})
