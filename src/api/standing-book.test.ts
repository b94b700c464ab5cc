import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTemperatureBook, type PairTable } from '../analysis/index.ts'
import { codeText, loadResources } from '../index.ts'
import { type ImportedEvent, type Ledger, openLedger } from '../ledger/index.ts'
import { StandingBook } from './standing-book.ts'

let folder: string
let ledger: Ledger
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-book-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const resources = loadResources()
const file = async (text: string, date: string) => {
  const record = codeText(text, resources, { date })
  await ledger.file(record)
  await ledger.formHappenings()
  return record.key
}
const row = (n: number): ImportedEvent => ({
  origin: 'gdelt1',
  originId: String(n),
  type: 'AID',
  mode: [],
  contexts: [],
  cameo: '070',
  goldstein: 7,
  score: 7,
  status: 'actual',
  actors: [{ name: 'PERU', code: 'PERGOV', country: 'PER', sector: 'GOV' }],
  recipients: [{ name: 'CHILE', code: 'CHLGOV', country: 'CHL', sector: 'GOV' }],
  reciprocal: false,
  date: { start: `2011-02-${10 + n}`, end: `2011-02-${10 + n}`, precision: 'day' },
  place: null,
  assertedBy: null,
  conceded: true,
  rule: 'gdelt1 070',
  words: '',
  confidence: null,
  sources: [{ title: null, outlet: 'example.org', url: `https://example.org/${n}`, published: `2011-02-${10 + n}` }],
  extra: {},
})

/** What a book opened over the ledger of now says. */
const fresh = async (asOf: string) => openTemperatureBook(await ledger.happenings()).pairs(asOf)

it('stands as the ledger stands after filing, deciding, importing and erasing, by whoever', async () => {
  const book = new StandingBook(ledger)
  const asOf = '2011-03-31'
  expect((await book.current()).pairs(asOf)).toEqual([])
  await file('Peru thanked Chile on Tuesday. Peru accused Bolivia of spying on Monday.', '2011-02-23')
  expect((await book.current()).pairs(asOf).map(({ pair }) => pair.join())).toEqual(['BOL,PER', 'CHL,PER'])
  const [before, other] = [book.turnOf(['CHL', 'PER']), book.turnOf(['BOL', 'PER'])]

  const key = await file('Chile threatened Peru with sanctions on Friday.', '2011-03-05')
  expect((await book.current()).pairs(asOf)).toEqual(await fresh(asOf))
  expect(book.turnOf(['CHL', 'PER'])).not.toBe(before)
  expect(book.turnOf(['BOL', 'PER'])).toBe(other)

  const [thanks] = await ledger.happenings({ types: ['SUPPORT'] })
  await ledger.correct({ action: 'reject', target: thanks!.id }, 'Ada')
  expect((await book.current()).pairs(asOf)).toEqual(await fresh(asOf))

  // What changed as a whole is read again beside the answers; the old one stands until then.
  await ledger.importEvents([1, 2, 3, 4].map(row))
  await expect.poll(async () => (await book.current()).pairs(asOf)).toEqual(await fresh(asOf))
  expect((await book.current()).pair('PER', 'CHL', asOf)!.happenings).toBe(5)
  await ledger.forget(key, 'asked for')
  await expect.poll(async () => (await book.current()).pairs(asOf)).toEqual(await fresh(asOf))
  await book.stop()
})

it('is kept in the ledger for the next start, with what changed, until something is erased', async () => {
  const asOf = '2011-03-31'
  await ledger.importEvents([1, 2, 3, 4].map(row))
  await file('Peru thanked Chile on Tuesday. Peru accused Bolivia of spying on Monday.', '2011-02-23')
  const reads = { whole: 0 }
  const counting: Ledger = {
    ...ledger,
    happeningsByDay() {
      reads.whole++
      return ledger.happeningsByDay()
    },
  }
  const start = async () => {
    const book = new StandingBook(counting, 1)
    expect((await book.current()).pairs(asOf)).toEqual(await fresh(asOf))
    return book
  }
  const first = await start()
  await file('Chile threatened Peru with sanctions on Friday.', '2011-03-05')
  expect((await first.current()).pairs(asOf)).toEqual(await fresh(asOf))
  await first.stop()
  expect(reads.whole).toBe(1)

  // What changes while no book is open is taken in at the start.
  const key = await file('Chile praised Bolivia on Sunday.', '2011-03-07')
  const second = await start()
  const pair: [string, string] = ['CHL', 'PER']
  const [table, whole] = [(await second.table(pair))!, openTemperatureBook(await ledger.happenings()).table(...pair)!]
  const own = <T>({ start, end }: PairTable, column: T[]) => column.slice(start, end)
  for (const name of ['ids', 'days', 'from', 'whole', 'kinds', 'weights', 'scores', 'groups', 'articles'] as const)
    expect(own<unknown>(table, table[name])).toEqual(own<unknown>(whole, whole[name]))
  expect(table.more).toEqual(whole.more)
  const outlets = (each: PairTable) => own(each, each.outlets).map((outlet) => each.settings.names.texts[outlet])
  expect(outlets(table)).toEqual(outlets(whole))
  await second.stop()
  expect(reads.whole).toBe(1)

  await ledger.forget(key, 'asked for')
  await (await start()).stop()
  expect(reads.whole).toBe(2)
  await (await start()).stop()
  expect(reads.whole).toBe(2)
  await ledger.importEvents([row(5)])
  await (await start()).stop()
  expect(reads.whole).toBe(3)
})

it('gives the happenings that may answer a promise, anew once their pair changed', async () => {
  const book = new StandingBook(ledger)
  const wanted = [
    { pair: ['CHL', 'PER'] as [string, string], types: ['AID' as const], since: '2011-01-01', until: '2011-12-31' },
  ]
  expect(await book.answers(wanted)).toEqual([])
  await ledger.importEvents([row(1)])
  await expect.poll(async () => (await book.answers(wanted)).length).toBe(1)
  await book.stop()
})
