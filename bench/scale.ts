// `npm run bench:scale`: what an article costs (processor time, memory, bytes stored), what a second core brings, what the queue costs beside the local
// threads, and whether memory stays flat. `--articles N` sets the length of each run, `--flat N` that of the last one (0 leaves it out), `--only
// cost,cores,memory,queue,flat` picks. Timings are true on a quiet machine only; processor time nearly so.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres, whyNoPostgres } from '../src/ledger/contract/postgres-server.ts'
import { startNats, whyNoNats } from '../src/scale/cluster/nats-cluster.ts'
import { generatedRows } from '../src/scale/generated-articles.ts'
import { type Cost, canPin, cost, cpuOf } from './measured.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    flat: { type: 'string', default: '100000' },
    only: { type: 'string', default: 'cost,cores,memory,queue,flat' },
  },
})
const articles = Number(values.articles)
const wanted = new Set(values.only.split(','))
const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
const run = (args: string[], onCore?: number) => cost(args, { cwd: folder, onCore })
const n = (value: number, digits = 1) => value.toFixed(digits)

/** Reads into a new ledger and says what that cost and how large the ledger is. */
async function read(file: string, workers: number, { ledger, onCore }: { ledger?: string; onCore?: number } = {}) {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `bench.sqlite${end}`), { force: true })
  const args = ['read', file, '--workers', String(workers), '--quiet', '--ledger', ledger ?? 'bench.sqlite']
  const spent = await run(args, onCore)
  return { ...spent, bytes: ledger ? 0 : statSync(join(folder, 'bench.sqlite')).size }
}

/** Our own dispatches and dossiers, each some times under another address: articles of the length of short news. */
function samples(times: number): { file: string; count: number; letters: number } {
  const texts = readdirSync('samples', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join('samples', name), 'utf8'))
  const rows = Array.from({ length: times }, (_, i) => texts.map((text, j) => ({ id: `${i}-${j}`, text }))).flat()
  const file = join(folder, `samples-${times}.jsonl`)
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return { file, count: rows.length, letters: rows.reduce((sum, { text }) => sum + text.length, 0) / rows.length }
}

async function costs() {
  const [few, many] = [samples(1), samples(4)]
  const [once, often] = [
    await run(['code', few.file, '--from', 'jsonl', '--workers', '1'], 0),
    await run(['code', many.file, '--from', 'jsonl', '--workers', '1'], 0),
  ]
  const each = (1000 * (often.cpuS - once.cpuS)) / (many.count - few.count)
  console.log(`\ncoding: ${many.count} articles of ${n(many.letters, 0)} letters, one thread on one core`)
  console.log(`  ${n(each)} ms an article once warm, ${n((1000 * often.cpuS) / many.count)} ms with the start`)
  console.log(`  ${n(often.peakMb, 0)} MB at most`)
}

/** One core against two, in turn, so that both meet the same machine. */
async function cores(file: string) {
  console.log(
    `\none core against two: ${articles} generated articles${canPin ? '' : ' (cannot hold a process to a core)'}`,
  )
  const ratios: number[] = []
  for (let round = 0; round < 2; round++) {
    const one = await read(file, 1, { onCore: 0 })
    const two = await read(file, 2)
    ratios.push(one.seconds / two.seconds)
    console.log(
      `  read: ${n(one.seconds)} s and ${n(two.seconds)} s, ${n(ratios.at(-1)!, 2)} times as fast; processor time ${n(one.cpuS)} s and ${n(two.cpuS)} s`,
    )
    if (round === 0) {
      console.log(`  ${n((1000 * one.cpuS) / articles)} ms of one core an article, read, coded and filed`)
      console.log(
        `  ${n(one.bytes / articles / 1000)} kB an article in a file (the text itself ${n(lettersIn(file))} kB)`,
      )
    }
  }
}

const lettersIn = (file: string) => statSync(join(folder, file)).size / articles / 1000

async function memory(file: string) {
  console.log('\nmemory of `detente code` at most')
  const peaks: number[] = []
  for (const workers of [1, 2, 4]) {
    const { peakMb } = await run(['code', file, '--workers', String(workers)])
    peaks.push(peakMb)
    console.log(`  ${workers} workers: ${peakMb} MB, ${n(peakMb / workers, 0)} MB a worker`)
  }
  console.log(`  each further thread: ${n((peaks[2]! - peaks[1]!) / 2, 0)} MB`)
}

async function queue(file: string) {
  const missing = whyNoNats() ?? whyNoPostgres()
  console.log(
    `\nthe queue against local threads: ${articles} articles, two threads${missing ? `: left out, ${missing}` : ''}`,
  )
  if (missing) return
  const postgres = await startPostgres({ durable: true })
  const nats = await startNats(3)
  const servers = () => [postgres.pid, ...nats.pids()].reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), 0)
  const line = (name: string, spent: Cost[], ofServers: number) => {
    const total = spent.reduce((sum, one) => sum + one.cpuS, ofServers)
    const seconds = spent.reduce((sum, one) => sum + one.seconds, 0)
    console.log(
      `  ${name.padEnd(34)} ${n(seconds).padStart(6)} s  processor ${n(total).padStart(6)} s, of it servers ${n(ofServers)} s`,
    )
    return { total, seconds }
  }
  try {
    const client = new pg.Client(postgres.address)
    await client.connect()
    const ask = async (sql: string) => Number(Object.values((await client.query(sql)).rows[0])[0])
    const empty = await ask('select pg_database_size(current_database())')
    const local = line('local, into a file', [await read(file, 2)], 0)
    let before = servers()
    const middle = line(
      'local, into PostgreSQL',
      [await read(file, 2, { ledger: postgres.address })],
      servers() - before,
    )
    const bytes = (await ask('select pg_database_size(current_database())')) - empty
    console.log(`  ${n(bytes / articles / 1000)} kB an article in PostgreSQL`)
    await client.query('drop schema public cascade')
    await client.query('create schema public')
    const at = ['--nats', nats.address, '--replicas', '3']
    before = servers()
    const published = await run(['publish', file, ...at])
    const worked = await run(['work', ...at, '--ledger', postgres.address, '--workers', '2', '--until-empty'])
    const far = line('published and worked, PostgreSQL', [published, worked], servers() - before)
    await client.end()
    for (const [name, { total, seconds }] of [
      ['a file', local],
      ['PostgreSQL', middle],
    ] as const)
      console.log(
        `  more than local into ${name}: ${n(100 * (far.total / total - 1), 0)} % processor time, ${n(100 * (far.seconds / seconds - 1), 0)} % of the clock`,
      )
  } finally {
    await nats.stop()
    await postgres.stop()
  }
}

async function flat(count: number) {
  writeFileSync(join(folder, 'flat.jsonl'), [...generatedRows(count, true)].join(''))
  const { memoryMb, seconds, cpuS, bytes } = await read('flat.jsonl', 2)
  const at = [0.1, 0.25, 0.5, 0.75, 0.98].map((part) => memoryMb[Math.floor(part * memoryMb.length)])
  console.log(
    `\n${count} articles of one sentence in one run, two threads: ${n(seconds, 0)} s, processor ${n(cpuS, 0)} s`,
  )
  console.log(`  memory after 10, 25, 50, 75 and 98 % of the time: ${at.join(', ')} MB; ledger ${n(bytes / 1e6, 0)} MB`)
}

try {
  writeFileSync(join(folder, 'rows.jsonl'), [...generatedRows(articles)].join(''))
  if (wanted.has('cost')) await costs()
  if (wanted.has('cores')) await cores('rows.jsonl')
  if (wanted.has('memory')) await memory('rows.jsonl')
  if (wanted.has('queue')) await queue('rows.jsonl')
  if (wanted.has('flat') && Number(values.flat)) await flat(Number(values.flat))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
