// A disk that is full, a folder that may not be written: a clear error, and a ledger as whole as before.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ledger, openLedger } from './index.ts'
import { importedSample, sampleRecord } from './sample-record.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const articles = Array.from({ length: 100 }, (_, i) =>
  sampleRecord(`${i}`.padStart(8, '0'), {
    text: `Belgium visited Peru for the ${i}th time. ${`Nobody counted sheep number ${i}. `.repeat(60)}`,
    date: `1994-05-${String(1 + (i % 28)).padStart(2, '0')}`,
  }),
)
const rows = Array.from({ length: 2000 }, (_, i) => importedSample(`${i}`, { words: `row ${i} of many` }))

/** Files articles, or imports rows a few at a time, until all is there or the ledger refuses; returns how much it acknowledged. */
async function fill(ledger: Ledger, kind: 'reading' | 'importing'): Promise<{ filed: number; error: unknown }> {
  let filed = 0
  try {
    if (kind === 'reading')
      for (const record of articles) {
        await ledger.file(record)
        filed++
      }
    else
      for (let at = 0; at < rows.length; at += 250) {
        await ledger.importEvents(rows.slice(at, at + 250))
        filed += 250
      }
    await ledger.formHappenings()
    return { filed, error: null }
  } catch (error) {
    return { filed, error }
  }
}

async function bytesOf(ledger: Ledger): Promise<string[]> {
  const lines: string[] = []
  for await (const happening of ledger.allHappenings()) lines.push(JSON.stringify(happening))
  return lines
}

/** What is in a ledger's file, which must be whole. */
function look(path: string): { articles: number; rows: number } {
  const db = new DatabaseSync(path)
  const one = (sql: string) => Object.values(db.prepare(sql).get() as object)[0] as number | string
  try {
    expect(one('pragma integrity_check')).toBe('ok')
    expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
    expect(one('select count(*) from article where key not in (select article from coding where current = 1)')).toBe(0)
    expect(one('select count(*) from article where key not in (select article from report)')).toBe(0)
    expect(one('select count(*) from article where place not in (select rowid from article_words)')).toBe(0)
    expect(one('select count(*) from imported where place not in (select rowid from imported_words)')).toBe(0)
    return { articles: Number(one('select count(*) from article')), rows: Number(one('select count(*) from imported')) }
  } finally {
    db.close()
  }
}

for (const kind of ['reading', 'importing'] as const)
  it(`says that the disk is full while ${kind}, keeps all it acknowledged, and goes on once there is room`, async () => {
    const path = join(folder, 'small.sqlite')
    const small = await openLedger(path, { mostBytes: 900_000 })
    const { filed, error } = await fill(small, kind)
    expect(error).toMatchObject({ code: 'ledger/disk-full', message: expect.stringContaining('Make room') })
    expect(filed).toBeGreaterThan(0)
    // It still answers.
    if (kind === 'reading') expect((await small.articles()).total).toBe(filed)
    else expect(await small.happenings()).toHaveLength(filed)
    await small.close()
    expect(look(path)[kind === 'reading' ? 'articles' : 'rows']).toBe(filed)

    const roomy = await openLedger(path)
    expect((await fill(roomy, kind)).error).toBeNull()
    const quiet = await openLedger(':memory:')
    await fill(quiet, kind)
    expect(await bytesOf(roomy)).toEqual(await bytesOf(quiet))
    await roomy.close()
    await quiet.close()
  })

/** Why no small disk can be mounted for the test; null where it can. */
function whyNoMount(): string | null {
  if (process.platform !== 'linux') return 'only Linux mounts a small disk in memory'
  if (process.getuid?.() !== 0) return 'only root may mount a small disk'
  const point = mkdtempSync(join(tmpdir(), 'mount-'))
  try {
    const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', point])
    if (made.status !== 0) return 'this machine lets nobody mount a small disk'
    execFileSync('umount', [point])
    return null
  } finally {
    rmSync(point, { recursive: true, force: true })
  }
}

const noMount = whyNoMount()
describe.skipIf(noMount)(`a real disk${noMount ? ` (skipped: ${noMount})` : ''}`, () => {
  let disk: string
  beforeEach(() => {
    disk = join(folder, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
  })
  // Closed files of SQLite are let go when their statements are collected, some time after.
  afterEach(() => execFileSync('umount', ['-l', disk]))

  for (const kind of ['reading', 'importing'] as const)
    it(`that is full while ${kind} harms no ledger`, async () => {
      const path = join(disk, 'ledger.sqlite')
      const ledger = await openLedger(path)
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 600_000))
      const { filed, error } = await fill(ledger, kind)
      expect(error).toMatchObject({ code: 'ledger/disk-full' })
      expect(kind === 'reading' ? (await ledger.articles()).total : (await ledger.happenings()).length).toBe(filed)
      await ledger.close().catch(() => {})
      // No room is needed to look at it elsewhere; with room it goes on where it stood.
      execFileSync('cp', ['-a', ...['', '-wal', '-shm'].map((end) => `${path}${end}`).filter(isThere), folder])
      expect(look(join(folder, 'ledger.sqlite'))[kind === 'reading' ? 'articles' : 'rows']).toBe(filed)
      execFileSync('mount', ['-o', 'remount,size=64m', disk])
      const again = await openLedger(path)
      expect((await fill(again, kind)).error).toBeNull()
      await again.close()
    })

  it('that may only be read says so, and the ledger stays as it was', async () => {
    const made = join(folder, 'ledger.sqlite')
    const ledger = await openLedger(made)
    await ledger.file(articles[0]!)
    await ledger.backUp(join(disk, 'ledger.sqlite'))
    await ledger.close()
    const path = join(disk, 'ledger.sqlite')
    const before = readFileSync(path)
    execFileSync('mount', ['-o', 'remount,ro', disk])
    await expect(openLedger(path)).rejects.toMatchObject({
      code: expect.stringMatching(/^ledger\/(?:cannot-open|read-only)$/),
      message: expect.stringMatching(/may be written|who may write/),
    })
    await expect(openLedger(join(disk, 'new', 'ledger.sqlite'))).rejects.toMatchObject({ code: 'ledger/cannot-open' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

const isThere = (path: string) => {
  try {
    return readFileSync(path) && true
  } catch {
    return false
  }
}

it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'says what to check where its folder may not be written, and leaves the ledger as it was',
  async () => {
    const path = join(folder, 'ledger.sqlite')
    const ledger = await openLedger(path)
    await ledger.file(articles[0]!)
    await ledger.close()
    const before = readFileSync(path)
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    try {
      await expect(openLedger(path)).rejects.toMatchObject({
        code: expect.stringMatching(/^ledger\/(?:cannot-open|read-only)$/),
      })
      expect(readFileSync(path).equals(before)).toBe(true)
    } finally {
      chmodSync(folder, 0o755)
    }
  },
)
