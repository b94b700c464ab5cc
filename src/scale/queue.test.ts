// Articles go through a broker to workers of which one is killed: the ledger ends as if one machine had read them in peace.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, whyNoPostgres } from '../ledger/contract/postgres-server.ts'
import { type NatsCluster, startNats, whyNoNats } from './cluster/nats-cluster.ts'
import { generatedRows } from './generated-articles.ts'

const bin = resolve('dist/cli/main.js')
const missing = whyNoNats() ?? whyNoPostgres()

describe.skipIf(missing)(`a queue on NATS and a ledger on PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string
  let nats: NatsCluster
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  const running = new Set<ChildProcess>()
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'detente-queue-'))
    const letters = 'Bonjour à toutes et à tous, voici une longue lettre. '.repeat(20_000)
    const rows = [
      ...generatedRows(24),
      `${JSON.stringify({ id: 'large', text: letters, date: '2011-03-04' })}\n`,
      `${JSON.stringify({ id: 'menu', html: '<html><body><nav><a href="/">Home</a></nav></body></html>' })}\n`,
    ]
    writeFileSync(join(folder, 'rows.jsonl'), rows.join(''))
    ;[nats, postgres] = await Promise.all([startNats(1), startPostgres()])
  }, 120_000)
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    await nats?.stop()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function start(args: string[]) {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => (out += part))
    child.stderr.on('data', (part) => (err += part))
    const ended = new Promise<{ code: number | null; out: string; err: string }>((done) =>
      child.on('close', (code) => {
        running.delete(child)
        done({ code, out, err })
      }),
    )
    return { child, ended }
  }
  const detente = (...args: string[]) => start(args).ended

  it('files every article once though a worker is killed, large ones too, and lays aside what holds none', async () => {
    const at = ['--nats', nats.address]
    const quiet = detente('read', 'rows.jsonl', '--workers', '1', '--quiet', '--ledger', 'quiet.sqlite')
    const published = await detente('publish', 'rows.jsonl', ...at)
    expect(published.out, published.err).toMatch(/26 inputs: 26 published/)
    const work = ['work', ...at, '--ledger', postgres.address, '--workers', '1', '--until-empty', '--ack-wait', '4']
    const [victim, other] = [start(work), start(work)]
    for (;;) {
      const { depth } = JSON.parse((await detente('status', ...at, '--json')).out)
      if (depth < 24) break
    }
    victim.child.kill('SIGKILL')
    const { code, out } = await other.ended
    expect([0, 1], out).toContain(code)
    const status = JSON.parse((await detente('status', ...at, '--json', '--ledger', postgres.address)).out)
    expect(status).toMatchObject({ depth: 0, pending: 0, inHand: 0, dead: { 'article-no-story': 1 }, articles: 25 })
    await quiet
    const [here, there] = await Promise.all(
      ['quiet.sqlite', postgres.address].map((ledger) => detente('export', '--ledger', ledger)),
    )
    expect(here!.out.split('\n').length).toBeGreaterThan(20)
    expect(there!.out === here!.out).toBe(true)
    const replayed = await detente('dead-letters', '--replay', ...at)
    expect(replayed.out).toMatch(/menu {2}article\/no-story: No running text/)
    expect(JSON.parse((await detente('status', ...at, '--json')).out)).toMatchObject({ depth: 1, dead: {} })
  }, 240_000)
})
