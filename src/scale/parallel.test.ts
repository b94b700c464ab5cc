import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generatedRows } from './generated-articles.ts'

const bin = resolve('dist/cli/main.js')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detente-scale-'))
  const rows = [...generatedRows(70)]
  // A row told twice under one address, one without words, and one that is no JSON.
  rows.splice(60, 0, rows[3]!, '{"id":"empty","text":""}\n', 'not json\n')
  writeFileSync(join(folder, 'rows.jsonl'), rows.join(''))
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function detente(args: string[], killWhen?: string) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    let killed = false
    child.stdout.on('data', (part) => {
      out += part
      if (!killed && killWhen && out.includes(killWhen)) {
        killed = true
        child.kill('SIGINT')
      }
    })
    child.stderr.on('data', (part) => (err += part))
    child.on('close', (code) => done({ code, out, err }))
  })
}

it.concurrent('codes the same bytes, one line an input, with one thread and with three', async () => {
  const one = await detente(['code', 'rows.jsonl', '--workers', '1'])
  const three = await detente(['code', 'rows.jsonl', '--workers', '3'])
  expect(one.out.split('\n')).toHaveLength(74)
  expect(three.out === one.out).toBe(true)
  expect(three.code).toBe(1)
  expect(three.err).toContain('is no JSON')
}, 240_000)

it.concurrent('files the same ledger with two threads as with one, though it is stopped half-way and goes on', async () => {
  const one = await detente(['read', 'rows.jsonl', '--workers', '1', '--quiet', '--ledger', 'one.sqlite'])
  expect(one.out).toMatch(/73 inputs: 70 new, 1 known already, 2 not read/)
  const stopped = await detente(
    ['read', 'rows.jsonl', '--workers', '2', '--json', '--ledger', 'two.sqlite'],
    'article-20',
  )
  expect(stopped.code).toBe(130)
  const done = Number(/stopped after (\d+) inputs, the last of them \S+\. All of them are filed/.exec(stopped.err)?.[1])
  expect(done).toBeGreaterThan(20)
  const rest = await detente(['read', 'rows.jsonl', '--workers', '2', '--quiet', '--ledger', 'two.sqlite'])
  // On a quick machine the stop comes when all is filed: then nothing is new.
  const [told, fresh = 0, known = 0] =
    /73 inputs: (?:(\d+) new, )?(?:(\d+) known already, )?2 not read/.exec(rest.out) ?? []
  expect(told).toBeDefined()
  expect(Number(fresh) + Number(known)).toBe(71)
  expect(Number(known)).toBeGreaterThanOrEqual(done - 2)
  const exports = await Promise.all(
    ['one.sqlite', 'two.sqlite'].map((ledger) => detente(['export', '--ledger', ledger])),
  )
  expect(exports[0]!.out.split('\n').length).toBeGreaterThan(40)
  expect(exports[1]!.out === exports[0]!.out).toBe(true)
}, 240_000)

it.concurrent('knows again what it holds after long having met only what was new, and files updates in the order they came', async () => {
  const rows = [...generatedRows(300, true)]
  const changed = rows.slice(30, 33).map((row) => JSON.stringify({ ...JSON.parse(row), text: 'Chile thanked Peru.' }))
  writeFileSync(
    join(folder, 'again.jsonl'),
    [...rows, ...rows.slice(0, 20), ...changed.map((row) => `${row}\n`), ...rows.slice(30, 32)].join(''),
  )
  const ledgers = ['1', '2'].map((workers) => `again-${workers}.sqlite`)
  for (const [i, ledger] of ledgers.entries()) {
    const read = await detente(['read', 'again.jsonl', '--workers', `${i + 1}`, '--quiet', '--ledger', ledger])
    expect(read.out).toMatch(/325 inputs: 300 new, 5 updated since they were last read, 20 known already\./)
  }
  const [one, two] = await Promise.all(ledgers.map((ledger) => detente(['export', '--ledger', ledger])))
  expect(two!.out === one!.out).toBe(true)
  const shown = await detente(['show', 'article-32', '--ledger', ledgers[1]!])
  expect(shown.out).toContain('Chile thanked Peru')
  const last = await detente(['show', 'article-30', '--ledger', ledgers[1]!])
  expect(last.out).not.toContain('Chile thanked Peru')
}, 240_000)

it.concurrent('stops on Ctrl-C though standard input stays open, after the lines of all it was given', async () => {
  const child = spawn(process.execPath, [bin, 'code', '--from', 'jsonl', '--workers', '2'])
  let out = ''
  let told = false
  child.stdin.write([...generatedRows(12)].join(''))
  child.stdout.on('data', (part) => {
    out += part
    if (!told && out.includes('article-11')) told = child.kill('SIGINT')
  })
  const code = await new Promise((done) => child.on('close', done))
  expect(code).toBe(130)
  expect(out.trimEnd().split('\n')).toHaveLength(12)
}, 240_000)
