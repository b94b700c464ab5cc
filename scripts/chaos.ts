import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { seededRandom } from '../src/analysis/index.ts'
import { startPostgres, whyNoPostgres } from '../src/ledger/contract/postgres-server.ts'
import { startNats, whyNoNats } from '../src/scale/cluster/nats-cluster.ts'
import { generatedRows } from '../src/scale/generated-articles.ts'
import { openQueue, type statusOf } from '../src/scale/index.ts'

/** Why the servers cannot be started here; null where they can. */
export const whyNoChaos = () => whyNoNats() ?? whyNoPostgres()

/** What came of it. `faults` is empty where every article was filed once and the export is that of a quiet machine. */
export interface ChaosReport {
  articles: number
  kills: { node: number; worker: number; database: number }
  seconds: number
  exportBytes: number
  faults: string[]
}

/** What can be ended. */
type Victim = keyof ChaosReport['kills']

/** What is killed in turn: of eight, four workers, three nodes, one database. */
const eight: Victim[] = ['worker', 'node', 'worker', 'database', 'node', 'worker', 'node', 'worker']

const bin = resolve('dist/cli/main.js')

/**
 * Publishes generated articles to a cluster of three NATS servers and has workers file them in PostgreSQL, while `kills` times a worker, a server or the
 * database is ended without warning and started again, at moments of the work chosen by `seed`; then compares with one machine that read them in peace.
 */
export async function chaos({
  articles,
  kills,
  seed = 1,
  workers = 4,
  ackWaitS = 5,
  victims = eight,
  tell = () => {},
}: {
  articles: number
  kills: number
  seed?: number
  workers?: number
  /** Seconds after which the articles of a worker that was killed go to another. */
  ackWaitS?: number
  /** What is killed, in turn. */
  victims?: Victim[]
  tell?: (words: string) => void
}): Promise<ChaosReport> {
  const began = performance.now()
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'detente-chaos-'))
  const running = new Set<ChildProcess>()
  const start = (args: string[]) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        said = (said + part).slice(-4000)
      })
    const ended = new Promise<{ code: number | null; signal: string | null; said: string }>((done) =>
      child.on('close', (code, signal) => {
        running.delete(child)
        done({ code, signal, said })
      }),
    )
    return { child, ended }
  }
  /** The hash and length of what a ledger exports. */
  const exported = async (ledger: string) => {
    const child = spawn(process.execPath, [bin, 'export', '--ledger', ledger], { cwd: folder })
    running.add(child)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of child.stdout) {
      hash.update(part)
      bytes += part.length
    }
    running.delete(child)
    return { hash: hash.digest('hex'), bytes }
  }
  writeFileSync(join(folder, 'rows.jsonl'), [...generatedRows(articles, true)].join(''))
  const quiet = start(['read', 'rows.jsonl', '--workers', '1', '--quiet', '--ledger', 'quiet.sqlite'])
  const [nats, postgres] = await Promise.all([startNats(3), startPostgres()])
  const kept = { node: 0, worker: 0, database: 0 }
  const faults: string[] = []
  let down: Promise<unknown> = Promise.resolve()
  try {
    const at = ['--nats', nats.address]
    const work = [
      'work',
      ...at,
      '--replicas',
      '3',
      '--ledger',
      postgres.address,
      '--workers',
      '1',
      '--ack-wait',
      String(ackWaitS),
    ]
    const team = Array.from({ length: workers }, () => start(work))
    const publishing = start(['publish', 'rows.jsonl', ...at, '--replicas', '3'])
    const queue = await openQueue({ nats: nats.address, queue: 'detente', replicas: 3, ackWaitS })

    const end: { [victim in Victim]: () => Promise<void> } = {
      async worker() {
        const which = Math.floor(random() * workers)
        team[which]!.child.kill('SIGKILL')
        await team[which]!.ended
        await sleep(500 * random())
        team[which] = start(work)
      },
      async node() {
        const which = Math.floor(random() * nats.size)
        await nats.kill(which)
        await sleep(500 + 1500 * random())
        await nats.start(which)
      },
      async database() {
        await postgres.kill()
        await sleep(200 + 1000 * random())
        await postgres.start()
      },
    }
    const moments = Array.from({ length: kills }, () => 0.02 + 0.9 * random()).sort()
    let published: { code: number | null; said: string } | null = null
    void publishing.ended.then((how) => {
      published = how
    })
    let filed = 0
    for (let rested = 0; rested < 3; ) {
      await sleep(100)
      filed = (await filedIn(postgres.address)) ?? filed
      const next = moments[kept.node + kept.worker + kept.database]
      if (next !== undefined && filed >= next * articles) {
        const victim = victims[(kept.node + kept.worker + kept.database) % victims.length]!
        kept[victim]++
        tell(`${filed} of ${articles} filed: ${victim} killed`)
        // The one before is up again first, so that the cluster keeps its majority.
        await down
        down = end[victim]()
        continue
      }
      if (!published) continue
      const left = await queue.jsm.streams.info(queue.stream).catch(() => null)
      rested = left?.state.messages === 0 ? rested + 1 : 0
    }
    await down
    const how = published as unknown as { code: number | null; said: string }
    if (how.code !== 0) faults.push(`publishing ended with ${how.code}: ${how.said}`)
    await queue.close()
    for (const { child } of team) child.kill('SIGTERM')
    // One that had only just been started again may not listen yet: then the signal itself ends it.
    for (const { code, signal, said } of await Promise.all(team.map(({ ended }) => ended)))
      if (code !== 130 && signal !== 'SIGTERM') faults.push(`a worker ended with ${code}: ${said}`)
    const read = await quiet.ended
    if (read.code !== 0) faults.push(`the quiet reading ended with ${read.code}: ${read.said}`)
    const [there, here, status] = await Promise.all([
      exported(postgres.address),
      exported('quiet.sqlite'),
      start(['status', ...at, '--json']).ended,
    ])
    const { depth, dead } = JSON.parse(status.said) as Awaited<ReturnType<typeof statusOf>>
    if (depth !== 0 || Object.keys(dead).length)
      faults.push(`left in the queue: ${depth}, dead ${JSON.stringify(dead)}`)
    faults.push(...(await notOnce(postgres.address, articles)))
    if (there.hash !== here.hash)
      faults.push(`the exports differ: ${there.bytes} bytes, on the quiet machine ${here.bytes}`)
    const seconds = Math.round((performance.now() - began) / 1000)
    return { articles, kills: kept, seconds, exportBytes: here.bytes, faults }
  } finally {
    for (const child of running) child.kill('SIGKILL')
    await down.catch(() => {})
    await Promise.all([nats.stop(), postgres.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks the database a question; null while it is down. */
async function ask<T extends object>(address: string, question: string): Promise<T[] | null> {
  const client = new pg.Client(address)
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<T>(question)).rows
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

const filedIn = async (address: string) =>
  Number((await ask<{ n: string }>(address, 'select count(*) as n from article'))?.[0]?.n ?? Number.NaN) || null

/** Whatever was not filed exactly once. */
async function notOnce(address: string, articles: number): Promise<string[]> {
  const faults: string[] = []
  for (const [what, table] of [
    ['articles', 'article'],
    ['codings', 'coding'],
    ['turns of coding', 'coding_turn'],
    ['texts', 'article_version'],
  ]) {
    const n = Number((await ask<{ n: string }>(address, `select count(*) as n from ${table}`))?.[0]?.n)
    if (n !== articles) faults.push(`${n} ${what} of ${articles} articles`)
  }
  return faults
}
