// `npm run bench:scale`: what an article costs (processor time, memory, bytes stored), what a second core brings, what the queue costs beside the local
// threads, and whether memory stays flat. `--articles N` sets the length of each run, `--flat N` that of the last one (0 leaves it out), `--rounds N` how
// often one core is set against two, `--only cost,cores,memory,queue,flat` picks. Timings are true on a quiet machine only; processor time nearly so.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres, whyNoPostgres } from '../src/ledger/contract/postgres-server.ts'
import { startNats, whyNoNats } from '../src/scale/cluster/nats-cluster.ts'
import { generatedRows } from '../src/scale/generated-articles.ts'
import { type Cost, canPin, cost, cpuOf, memoryOf, type Running } from './measured.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    flat: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string', default: 'cost,cores,memory,queue,flat' },
  },
})
const articles = Number(values.articles)
const wanted = new Set(values.only.split(','))
const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
const run = (args: string[], running: Running = {}) => cost(args, { cwd: folder, ...running })
const n = (value: number, digits = 1) => value.toFixed(digits)

/** Reads into a new ledger and says what that cost and how large the ledger is. */
async function read(file: string, workers: number, { ledger, ...running }: Running & { ledger?: string } = {}) {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `bench.sqlite${end}`), { force: true })
  const args = ['read', file, '--workers', String(workers), '--quiet', '--ledger', ledger ?? 'bench.sqlite']
  const spent = await run(args, running)
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
    await run(['code', few.file, '--from', 'jsonl', '--workers', '1'], { onCores: '0' }),
    await run(['code', many.file, '--from', 'jsonl', '--workers', '1'], { onCores: '0' }),
  ]
  const each = (1000 * (often.cpuS - once.cpuS)) / (many.count - few.count)
  console.log(`\ncoding: ${many.count} articles of ${n(many.letters, 0)} letters, one thread on one core`)
  console.log(`  ${n(each)} ms an article once warm, ${n((1000 * often.cpuS) / many.count)} ms with the start`)
  console.log(`  ${n(often.peakMb, 0)} MB at most`)
}

/** What is read first, to take the start of program, threads and compiler off. */
const firstRead = 200

/**
 * One core against two, in turn, so that both meet the same machine: the whole command, and what comes after the first articles, which is the whole less
 * what reading them alone takes in the same way. Forming happenings is in both.
 */
async function cores(file: string) {
  console.log(
    `\none core against two: ${articles} generated articles${canPin ? '' : ' (cannot hold a process to a core)'}`,
  )
  writeFileSync(join(folder, 'first.jsonl'), [...generatedRows(firstRead)].join(''))
  const sums = { one: 0, two: 0, oneAfter: 0, twoAfter: 0 }
  for (let round = 0; round < Number(values.rounds); round++) {
    console.log(`  round ${round + 1}, load of the machine before it ${n(loadavg()[0]!, 2)}`)
    const [one, two] = [await read(file, 1, { onCores: '0' }), await read(file, 2, { onCores: '0,1' })]
    const firstOne = await read('first.jsonl', 1, { onCores: '0' })
    const firstTwo = await read('first.jsonl', 2, { onCores: '0,1' })
    const [oneAfter, twoAfter] = [one.seconds - firstOne.seconds, two.seconds - firstTwo.seconds]
    sums.one += one.seconds
    sums.two += two.seconds
    sums.oneAfter += oneAfter
    sums.twoAfter += twoAfter
    console.log(
      `    the whole command ${n(one.seconds)} s and ${n(two.seconds)} s: ${n(one.seconds / two.seconds, 2)} times as fast; after the first ${firstRead} articles ${n(oneAfter)} s and ${n(twoAfter)} s: ${n(oneAfter / twoAfter, 2)} times`,
    )
    console.log(`    one: ${sharesOf(one)}`)
    console.log(`    two: ${sharesOf(two)}`)
    const bound = (2 * (one.cpuS - firstOne.cpuS)) / (two.cpuS - firstTwo.cpuS)
    console.log(
      `    by processor time alone two cores could be ${n((2 * one.cpuS) / two.cpuS, 2)} times as fast, after the first ${firstRead} articles ${n(bound, 2)} times`,
    )
    if (round === 0) {
      console.log(`    ${n((1000 * one.cpuS) / articles)} ms of one core an article, read, coded and filed`)
      console.log(
        `    ${n(one.bytes / articles / 1000)} kB an article in a file (the text itself ${n(lettersIn(file))} kB)`,
      )
    }
  }
  console.log(
    `  all rounds: ${n(sums.one / sums.two, 2)} times as fast, after the first ${firstRead} articles ${n(sums.oneAfter / sums.twoAfter, 2)} times`,
  )
}

/** Who took the processor time of a run. */
function sharesOf({ cpuS, threads, peakMb }: Cost): string {
  const all = `processor ${n(cpuS)} s, memory ${peakMb} MB at most`
  if (!threads) return all
  const { mainS, codersS, helpersS, restedPart } = threads
  const part = (seconds: number) => `${n(seconds)} s (${n((100 * seconds) / cpuS, 0)} %)`
  const rested =
    restedPart === null ? '' : `; threads that code had nothing to do for ${n(100 * restedPart, 0)} % of their time`
  return `${all}; main thread ${part(mainS)}, compiler and garbage collector ${part(helpersS)}, the rest ${part(codersS)}${rested}`
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

/** One long reading: what it holds in memory, told on the way at least every half a minute, and at the end over its whole time. */
async function flat(count: number) {
  writeFileSync(join(folder, 'flat.jsonl'), [...generatedRows(count, true)].join(''))
  console.log(`\n${count} articles of one sentence in one run, two threads`)
  let told = 0
  const heard = (text: string, pid: number) => {
    const done = /reading (\d+)/.exec(text)?.[1]
    const memory = memoryOf(pid)
    // The last is told when the threads have ended.
    if (!done || memory === null || Number(done) === count || performance.now() - told < 30_000) return
    told = performance.now()
    console.log(
      `  ${done.padStart(7)} articles: ${memory} MB; ledger ${n(statSync(join(folder, 'bench.sqlite')).size / 1e6, 0)} MB`,
    )
  }
  const { memoryMb, peakMb, seconds, cpuS, bytes } = await read('flat.jsonl', 2, { heard })
  const at = [0.1, 0.25, 0.5, 0.75, 0.98].map((part) => memoryMb[Math.floor(part * memoryMb.length)])
  console.log(
    `  ${n(seconds, 0)} s, processor ${n(cpuS, 0)} s; memory after 10, 25, 50, 75 and 98 % of the time: ${at.join(', ')} MB, ${peakMb} at most; ledger ${n(bytes / 1e6, 0)} MB`,
  )
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
