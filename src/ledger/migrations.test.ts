import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLedger } from './index.ts'
import { importedSample, sampleRecord } from './sample-record.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  path = join(folder, 'old.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A ledger as version 1 wrote it, with its tables as they were. */
function versionOne(records: ReturnType<typeof sampleRecord>[]): void {
  const db = new DatabaseSync(path)
  db.exec(`
    pragma journal_mode = wal;
    create table schema_version (id integer primary key, version integer not null);
    insert into schema_version values (1, 1);
    create table "article" ("key" text primary key, "id" text not null, "url" text, "title" text, "outlet" text, "byline" text, "date_start" text, "date_end" text, "text" text not null, "filed_at" text not null);
    create table "coding" ("article" text not null references "article" ("key") on delete cascade, "made" text not null, "record" text not null, "current" integer not null, constraint "coding_pk" primary key ("article", "made"));
    create table "report" ("id" text primary key, "article" text not null references "article" ("key") on delete cascade, "kind" text not null, "type" text not null, "status" text, "date_start" text, "date_end" text, "confidence" real, "rule" text not null, "words" text not null, "words_hash" text not null, "item" text not null, "happening" text);
    create table "party" ("report" text not null references "report" ("id") on delete cascade, "side" text not null, "ordinal" integer not null, "name" text not null, "code" text not null, "country" text, "sector" text, constraint "party_pk" primary key ("report", "side", "ordinal"));
    create table "tombstone" ("mark" text primary key, "reason" text not null, "erased_at" text not null);
    create index "report_article" on "report" ("article");
    create index "report_kind_date" on "report" ("kind", "type", "date_start");
    create index "report_happening" on "report" ("happening");
    create index "party_country" on "party" ("country", "report");`)
  for (const record of records) {
    const made = [
      record.made.record,
      record.made.detente,
      record.made.model,
      record.made.rules,
      record.made.lexicon,
    ].join(' ')
    db.prepare('insert into article values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      record.key,
      record.id,
      record.url,
      record.title,
      record.outlet,
      record.byline,
      record.date!.start,
      record.date!.end,
      record.text,
      '2019-03-01T10:00:00.000Z',
    )
    db.prepare('insert into coding values (?, ?, ?, 1)').run(record.key, made, JSON.stringify({ ...record, text: '' }))
    db.prepare(
      `insert into report values (?, ?, 'event', 'CONSULT', 'actual', ?, ?, 0.9, 'consult/visit', 'x', 'x', '{}', null)`,
    ).run(`old-${record.key}`, record.key, record.date!.start, record.date!.end)
  }
  db.prepare(`insert into tombstone values ('article:gone', 'asked for', '2019-03-01T10:00:00.000Z')`).run()
  db.close()
}

it('brings a ledger of the first version here with everything in it, and keeps a copy of it as it was', async () => {
  const records = [
    sampleRecord('a1', { text: 'Belgium visited Peru in spring.' }),
    sampleRecord('b2', { countries: ['CHL', 'PER'], published: '1994-05-05' }),
  ]
  versionOne(records)
  const ledger = await openLedger(path)
  await ledger.formHappenings()
  expect(await ledger.record('a1')).toEqual(records[0])
  expect((await ledger.happenings()).map((h) => h.actors[0]!.country).sort()).toEqual(['BEL', 'CHL'])
  expect((await ledger.find({ words: 'spring' })).articles.map(({ key }) => key)).toEqual(['a1'])
  expect(await ledger.coverage({ country: 'PER' })).toHaveLength(2)
  expect(await ledger.happenings({ asOf: '2019-02-28' })).toEqual([])
  expect(await ledger.happenings({ asOf: '2019-03-01' })).toHaveLength(2)
  expect(await ledger.file(sampleRecord('gone'))).toBe('erased')
  expect(await ledger.file(records[0]!)).toBe('known')
  await ledger.close()

  const copy = new DatabaseSync(`${path}.before-v6`, { readOnly: true })
  expect(copy.prepare('select version from schema_version').all()).toEqual([{ version: 1 }])
  expect(copy.prepare('select count(*) as n from report').get()).toEqual({ n: 2 })
  copy.close()
})

it('forms from an old ledger what it forms from a new one', async () => {
  const records = [
    sampleRecord('a1', { text: 'Belgium visited Peru in spring.' }),
    sampleRecord('b2', { text: 'Belgium came to Peru.' }),
  ]
  versionOne(records)
  const [old, fresh] = [await openLedger(path), await openLedger(':memory:')]
  for (const record of records) await fresh.file(record)
  for (const ledger of [old, fresh]) await ledger.formHappenings()
  expect(await old.happenings()).toEqual(await fresh.happenings())
  await old.close()
  await fresh.close()
})

it('erases from the copy too what is to be forgotten', async () => {
  versionOne([sampleRecord('a1', { text: 'Belgium visited Peru with Zebedeus.' })])
  const ledger = await openLedger(path)
  expect(existsSync(`${path}.before-v6`)).toBe(true)
  await ledger.forget('a1', 'asked for')
  await ledger.close()
  expect(existsSync(`${path}.before-v6`)).toBe(false)
  expect(readFileSync(path).includes('Zebedeus')).toBe(false)
})

it('finds rows imported under version 4 by words and countries together', async () => {
  const before = await openLedger(path)
  await before.importEvents([
    importedSample('1'),
    { ...importedSample('2'), recipients: [{ name: 'CHILE', code: 'CHL', country: 'CHL', sector: null }] },
  ])
  const [row] = await before.happenings()
  const { words } = row!
  const pairs = (await before.pairs()).map(({ pair }) => pair)
  await before.close()
  const db = new DatabaseSync(path)
  db.exec(`update schema_version set version = 4; drop table change; delete from imported_words where rowid >= 0;`)
  db.close()
  const after = await openLedger(path)
  expect(pairs).toHaveLength(2)
  for (const pair of pairs) expect(await after.find({ words, pair })).toMatchObject({ total: 1 })
  expect(await after.find({ words })).toMatchObject({ total: 2 })
  expect(await after.changedSince(0)).toMatchObject({ everything: false })
  await after.close()
})

it('leaves a ledger alone that a newer version wrote, and says so', async () => {
  versionOne([])
  const db = new DatabaseSync(path)
  db.exec('update schema_version set version = 99')
  db.close()
  await expect(openLedger(path)).rejects.toMatchObject({ code: 'ledger/too-new' })
  expect(existsSync(`${path}.before-v6`)).toBe(false)
})
