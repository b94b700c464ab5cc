import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeText, loadResources, readInputs, readIntoLedger } from '../index.ts'
import { type ImportedEvent, type Ledger, openLedger } from '../ledger/index.ts'
import { createApp, type PairAnswer } from './index.ts'
import type { NewsAnswer } from './news.ts'

let folder: string
let ledger: Ledger
const resources = loadResources()

const row = (n: number): ImportedEvent => {
  const day = new Date(Date.UTC(2001, 0, 1 + n)).toISOString().slice(0, 10)
  const side = (country: string, sector: string) => ({ name: country, code: country + sector, country, sector })
  const sides = [side('GBR', n % 7 ? 'GOV' : 'BUS'), side('RUS', n % 11 ? 'MIL' : 'REB')]
  return {
    origin: 'gdelt1',
    originId: String(n),
    type: n % 3 ? 'AID' : 'ACCUSE',
    mode: [],
    contexts: [],
    cameo: n % 3 ? '070' : '112',
    goldstein: n % 3 ? 7 : -2,
    score: n % 3 ? 7 : -2,
    status: 'actual',
    actors: [sides[n % 2]!],
    recipients: [sides[1 - (n % 2)]!],
    reciprocal: false,
    date: { start: day, end: day, precision: 'day' },
    place: null,
    assertedBy: null,
    conceded: true,
    rule: 'gdelt1',
    words: `row ${n}`,
    confidence: null,
    sources: [{ title: null, outlet: `site${n % 5}.example`, url: `https://example.org/${n}`, published: day }],
    extra: {},
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-kept-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
  for await (const _ of readIntoLedger(readInputs(['samples/dossiers/gbr-rus']), ledger, resources));
  await ledger.importEvents(Array.from({ length: 1500 }, (_, n) => row(n)))
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = () =>
  createApp({
    ledger,
    resources,
    watch: { base: join(folder, 'x'), everyMs: 3_600_000 },
    assets: new Map(),
    hosts: ['localhost'],
  })
const ask = async (app: ReturnType<typeof open>['app'], path: string) => {
  const response = await app.request(`http://localhost/api/v1/${path}`, { headers: { host: 'localhost' } })
  expect(response.status).toBe(200)
  return response.text()
}
const asked = [
  'pairs/GBR/RUS',
  'pairs/RUS/GBR?as-of=2004-06-01',
  'pairs/GBR/RUS?scale=goldstein&since=2002-01-01&until=2005-01-01',
  'pairs/GBR/RUS/brief.md',
  'pairs/GBR/RUS/brief.html?as-of=2004-06-01',
  'pairs/GBR/RUS/temperature.csv',
  'pairs/GBR/RUS/events.csv',
  'pairs/GBR/RUS/data.json',
  'pairs/AUS/ISL',
]

it('answers of a pair what the ledger itself gives, once the book stands, and again after the ledger changed', async () => {
  const warmed = open()
  await warmed.warm()
  for (const turn of ['before', 'after']) {
    const fresh = open()
    for (const path of asked) expect(await ask(warmed.app, path), `${path} ${turn}`).toBe(await ask(fresh.app, path))
    await fresh.stop()
    const news = JSON.parse(await ask(warmed.app, 'news')) as NewsAnswer
    const page = JSON.parse(await ask(warmed.app, `pairs/GBR/RUS?as-of=${news.asOf}`)) as PairAnswer
    expect(news.pairs.find(({ pair }) => pair.join() === 'GBR,RUS')!.reading).toEqual(page.temperature[2].now.slow)
    if (turn === 'after') break
    await ledger.file(codeText('Britain expelled four Russian diplomats on Monday.', resources, { date: '2011-03-05' }))
    await ledger.formHappenings()
    const [rejected] = await ledger.happenings({ pair: ['GBR', 'RUS'], types: ['AID'] })
    // A decision through the server: it forgets its answers, and the book takes in what changed.
    const decided = await warmed.app.request('http://localhost/api/v1/decisions', {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'reject', target: rejected!.id, by: 'Ada' }),
    })
    expect(decided.status).toBe(201)
  }
  await warmed.stop()
})
