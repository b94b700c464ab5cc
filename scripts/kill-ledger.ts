import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { build } from 'vite'
import { generateArticles } from '../bench/generate.ts'
import { seededRandom } from '../src/analysis/index.ts'
import { type Ledger, openLedger } from '../src/ledger/index.ts'
import { importedSample } from '../src/ledger/sample-record.ts'

/** What came of killing a writer again and again. `faults` is empty where nothing was half-written, lost or doubled. */
export interface KillReport {
  kills: number
  /** Kills that fell before the writer was done. */
  inTheMiddle: number
  faults: string[]
}

/**
 * Kills (SIGKILL) a process that reads articles into a ledger, or imports rows, at random moments; after each looks whether the ledger is whole and has all
 * that was acknowledged; at the end lets it finish and compares every byte with a ledger nobody disturbed.
 */
export async function killWriters(
  kind: 'read' | 'import',
  kills: number,
  seed = 1,
  count = kind === 'read' ? 120 : 20_000,
): Promise<KillReport> {
  const random = seededRandom(seed)
  const report: KillReport = { kills: 0, inTheMiddle: 0, faults: [] }
  const quick = await bundledWriter()
  const { program } = quick
  try {
    for (let round = 0; report.kills < kills; round++) {
      const folder = mkdtempSync(join(tmpdir(), 'detente-kill-'))
      const path = join(folder, 'ledger.sqlite')
      try {
        // A ledger is killed a few times, then finished; the next round has another.
        for (let i = 0; i < 4 && report.kills < kills; i++) {
          const { acknowledged, done } = await writeAndKill(program, kind, path, round + seed, count, random())
          report.kills++
          if (!done) report.inTheMiddle++
          report.faults.push(...(await look(kind, path, acknowledged)).map((fault) => `kill ${report.kills}: ${fault}`))
          if (done) break
        }
        const [disturbed, quiet] = [await openLedger(path), await openLedger(':memory:')]
        for (const ledger of [disturbed, quiet]) await fill(ledger, kind, round + seed, count)
        const [a, b] = [await bytesOf(disturbed), await bytesOf(quiet)]
        if (a !== b) report.faults.push(`round ${round}: the finished ledger differs from one nobody disturbed`)
        if (kind === 'read' && (await disturbed.articles()).total !== (await quiet.articles()).total)
          report.faults.push(`round ${round}: articles are lost or doubled`)
        await disturbed.close()
        await quiet.close()
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
  } finally {
    quick.remove()
  }
  return report
}

/** The writer as one file of plain JavaScript, which starts in a fraction of the time that its sources take. */
async function bundledWriter(): Promise<{ program: string; remove(): void }> {
  // Inside the package, so that what it imports is found.
  mkdirSync('node_modules/.cache', { recursive: true })
  const outDir = mkdtempSync(join('node_modules', '.cache', 'writer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'scripts/ledger-writer.ts',
      outDir,
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'writer.mjs' } },
    },
  })
  return { program: join(outDir, 'writer.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}

/**
 * Runs the writer and kills it at a moment of its life (0 to 1: that share of its work acknowledged, and up to 30 ms more, so that fast and slow machines
 * are killed alike in the middle).
 */
function writeAndKill(
  program: string,
  kind: string,
  path: string,
  seed: number,
  count: number,
  moment: number,
): Promise<{ acknowledged: number; done: boolean }> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [program, kind, path, String(seed), String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    let armed = false
    writer.stdout.setEncoding('utf8')
    writer.stdout.on('data', (chunk: string) => {
      said += chunk
      if (armed || !said.includes('ready')) return
      if (acknowledgedIn(said) < moment * 0.8 * count) return
      armed = true
      setTimeout(() => writer.kill('SIGKILL'), (moment * 1000) % 30)
    })
    writer.on('error', reject)
    writer.on('close', (code, signal) => {
      const done = said.includes('done\n')
      if (signal !== 'SIGKILL' && (code !== 0 || !done)) reject(new Error(`The writer failed (${code}).`))
      resolve({ acknowledged: acknowledgedIn(said), done })
    })
  })
}

/** The last number on a whole line: how much the writer has said is safely filed. */
function acknowledgedIn(said: string): number {
  const lines = said
    .slice(0, Math.max(0, said.lastIndexOf('\n')))
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
  return Number(lines.at(-1) ?? 0)
}

/** Faults of a ledger whose writer was killed: damage, half an article, anything acknowledged that is not there. */
async function look(kind: string, path: string, acknowledged: number): Promise<string[]> {
  const faults: string[] = []
  const ledger = await openLedger(path)
  await ledger.close()
  const db = new DatabaseSync(path)
  const one = (sql: string) => Object.values(db.prepare(sql).get() as object)[0] as number | string
  if (one('pragma integrity_check') !== 'ok') faults.push('the file is damaged')
  if ((db.prepare('pragma foreign_key_check').all() as unknown[]).length) faults.push('rows point to nothing')
  if (kind === 'read') {
    if (Number(one('select count(*) from article')) < acknowledged) faults.push('an acknowledged article is lost')
    for (const [what, sql] of [
      [
        'without a coding',
        'select count(*) from article where key not in (select article from coding where current = 1)',
      ],
      ['without its report', 'select count(*) from article where key not in (select article from report)'],
      ['without its countries', 'select count(*) from article where key not in (select article from article_country)'],
      ['without its shingles', 'select count(*) from article where key not in (select article from shingle)'],
      [
        'that cannot be found by words',
        'select count(*) from article where place not in (select rowid from article_words)',
      ],
    ] as const)
      if (Number(one(sql)) > 0) faults.push(`an article ${what}`)
    if (Number(one('select count(*) from report where id not in (select report from party)')) > 0)
      faults.push('a report without its parties')
  } else {
    const rows = Number(one('select count(*) from imported'))
    if (rows < acknowledged) faults.push('an acknowledged row is lost')
    if (rows % 500 !== 0) faults.push('half a batch was written')
    if (Number(one('select count(*) from imported where place not in (select rowid from imported_words)')) > 0)
      faults.push('a row that cannot be found by words')
  }
  db.close()
  return faults
}

async function fill(ledger: Ledger, kind: string, seed: number, count: number): Promise<void> {
  if (kind === 'read') for (const { record } of generateArticles(count, seed)) await ledger.file(record)
  else
    await ledger.importEvents(
      Array.from({ length: count }, (_, i) =>
        importedSample(`${seed}-${i}`, { words: `row ${i} of many`, extra: { row: String(i) } }),
      ),
    )
  await ledger.formHappenings()
}

async function bytesOf(ledger: Ledger): Promise<string> {
  const lines: string[] = []
  for await (const happening of ledger.allHappenings()) lines.push(JSON.stringify(happening))
  return lines.join('\n')
}
