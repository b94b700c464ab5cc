import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runHere } from './run-here.ts'

const bin = resolve('dist/cli/main.js')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detente-cli-'))
  cpSync('samples', join(folder, 'samples'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const detente = (args: string[], input = '') => runHere(folder, args, input)

/** The built program, in a process of its own. */
function built(args: string[], input = '') {
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 28 })
  return { code: run.status, out: run.stdout, err: run.stderr }
}
const jsonLines = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

it.each([
  'read',
  'publish',
  'work',
  'status',
  'dead-letters',
  'watch',
  'code',
  'relate',
  'parse',
  'show',
  'serve',
  'forget',
  'evaluate',
  'lexicon',
  'export',
  'import',
  'agreement',
  'find',
  'review',
  'correct',
  'sample',
  'backup',
  'pair',
  'brief',
])('shows help with an example: %s', async (command) => {
  const { code, out } = await detente([command, '--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/Example:\n {2}.*detente/)
})

it('runs as built: help, and a wrong call', () => {
  expect(built(['pair', '--help'])).toMatchObject({ code: 0, out: expect.stringMatching(/Example:\n {2}.*detente/) })
  expect(built(['read', '--colour'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--help') })
})

it('exits with 2 and says how to call it on an unknown flag, a bad date and no arguments', async () => {
  for (const args of [
    ['read', '--colour'],
    ['read', '--date', '6 May', 'x.txt'],
    ['read'],
    ['code', '--from', 'docx'],
    ['nonsense'],
    ['serve', '--port', 'http'],
  ]) {
    const { code, out, err } = await detente(args)
    expect(code, args.join(' ')).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/--help|Choose one|Write a day|port/)
  }
})

it('codes exactly one record a line, in order, and says why an empty row failed', () => {
  const rows = [
    { id: 'a', text: 'Peru recalled its ambassador from Chile on Monday.', date: '2011-03-04' },
    { id: 'b', text: '' },
    { id: 'a', text: 'Peru recalled its ambassador from Chile on Monday.', date: '2011-03-04' },
  ]
  const { code, out, err } = built(
    ['code', '--from', 'jsonl'],
    rows.map((row) => JSON.stringify(row)).join('\n') + '\nnot json\n',
  )
  const records = jsonLines(out)
  expect(records.map((record) => record.id)).toEqual(['a', 'b', 'a', 'line:4'])
  expect(records[0]).toEqual(records[2])
  expect(records[0].events).toHaveLength(1)
  expect(records[1]).toMatchObject({ text: '', issues: [{ code: 'intake/no-text' }] })
  expect(records[3]).toMatchObject({ text: '', issues: [{ code: 'intake/bad-json' }] })
  expect(code).toBe(1)
  expect(err).toContain('{"id": "a1"')
})

it('reads a file once: the second time adds nothing', async () => {
  const first = await detente(['read', 'samples/dispatches/1999-greece-turkey-thaw.txt', '--ledger', 'once.sqlite'])
  expect(first.code).toBe(0)
  expect(first.out).toMatch(/1 input: 1 new/)
  const second = await detente(['read', 'samples/dispatches/1999-greece-turkey-thaw.txt', '--ledger', 'once.sqlite'])
  expect(second.out).toMatch(/1 input: 1 known already/)
  expect(
    (await detente(['show', 'samples/dispatches/1999-greece-turkey-thaw.txt', '--ledger', 'once.sqlite', '--json']))
      .out,
  ).toContain('"title":"After the Earthquakes')
})

it('names every input it cannot read, reads the rest, and exits with 1', async () => {
  const odd = join(folder, 'odd')
  mkdirSync(odd)
  writeFileSync(join(odd, 'a-empty.txt'), '')
  writeFileSync(join(odd, 'b-binary.txt'), Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)))
  writeFileSync(join(odd, 'c-big.txt'), Buffer.alloc(50_000_000, 'a quiet line of words\n'))
  symlinkSync(join(odd, 'nowhere'), join(odd, 'd-dangling.txt'))
  writeFileSync(join(odd, 'e-good.txt'), 'LIMA, Peru -- Peru expelled the Libyan ambassador on Tuesday.\n')
  const { code, out, err } = await detente(['read', odd, 'missing.txt', '--ledger', 'odd.sqlite'])
  expect(code).toBe(1)
  expect(out).toMatch(/6 inputs: 1 new, 5 not read/)
  for (const words of [
    'The page is empty',
    'binary file',
    '50000000 bytes',
    'd-dangling.txt does not exist',
    'missing.txt does not exist',
  ])
    expect(err).toContain(words)
})

it('says what to do when the ledger cannot be opened', async () => {
  writeFileSync(join(folder, 'a-file'), 'x')
  const { code, err, out } = await detente([
    'read',
    'samples/dispatches/undated-saint-malo.txt',
    '--ledger',
    'a-file/below/x.sqlite',
  ])
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(/cannot be opened.*--ledger PATH/s)
})

it('makes a missing ledger folder', async () => {
  expect(
    (await detente(['read', 'samples/dispatches/undated-saint-malo.txt', '--quiet', '--ledger', 'new/folder/x.sqlite']))
      .code,
  ).toBe(0)
})

it('keeps every finished article when it is killed half-way, and goes on where it was', async () => {
  const rows = Array.from({ length: 200 }, (_, i) =>
    JSON.stringify({
      id: `k${i}`,
      text: `Peru thanked Chile for ${i + 2} lorries of wheat on Monday.`,
      date: '2011-03-04',
    }),
  )
  writeFileSync(join(folder, 'many.jsonl'), rows.join('\n'))
  const child = spawn(process.execPath, [bin, 'read', 'many.jsonl', '--json', '--ledger', 'killed.sqlite'], {
    cwd: folder,
  })
  let seen = 0
  await new Promise<void>((done) => {
    child.stdout.on('data', (part: Buffer) => {
      seen += part.toString().split('\n').length - 1
      if (seen > 20) child.kill('SIGKILL')
    })
    child.on('close', () => done())
  })
  expect(seen).toBeGreaterThan(20)
  const again = await detente(['read', 'many.jsonl', '--quiet', '--ledger', 'killed.sqlite'])
  const found = /200 inputs: (\d+) new, (\d+) known already/.exec(again.out)
  expect(again.code).toBe(0)
  expect(Number(found?.[2])).toBeGreaterThanOrEqual(seen)
  expect(Number(found?.[1]) + Number(found?.[2])).toBe(200)
})

it('lets two reads and a server work on one ledger at once', async () => {
  const rows = (from: number) =>
    Array.from({ length: 60 }, (_, i) =>
      JSON.stringify({
        id: `p${from + i}`,
        text: `Kenya sent ${from + i} tents to Somalia on Friday.`,
        date: '2010-02-05',
      }),
    ).join('\n')
  writeFileSync(join(folder, 'one.jsonl'), rows(100))
  writeFileSync(join(folder, 'two.jsonl'), rows(1000))
  const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--ledger', 'shared.sqlite'], { cwd: folder })
  try {
    const url = await firstMatch(server, /http:\S+/)
    const read = (file: string) =>
      finished(spawn(process.execPath, [bin, 'read', file, '--quiet', '--ledger', 'shared.sqlite'], { cwd: folder }))
    const here = detente(['read', 'two.jsonl', '--quiet', '--ledger', 'shared.sqlite'])
    expect(await Promise.all([read('one.jsonl'), here.then(({ code }) => code)])).toEqual([0, 0])
    const health = (await (await fetch(`${url}api/v1/health`)).json()) as { articles: number }
    expect(health.articles).toBe(120)
  } finally {
    server.kill('SIGTERM')
    await finished(server)
  }
})

it('forgets an article for good', async () => {
  const ledger = ['--ledger', 'forget.sqlite']
  await detente(['read', 'samples/dispatches/1984-beagle-mediation.txt', '--quiet', ...ledger])
  expect((await detente(['forget', 'samples/dispatches/1984-beagle-mediation.txt', ...ledger])).code).toBe(0)
  expect((await detente(['read', 'samples/dispatches/1984-beagle-mediation.txt', ...ledger])).out).toMatch(
    /1 erased before and left out/,
  )
  expect(readFileSync(join(folder, 'forget.sqlite')).includes('Beagle')).toBe(false)
  const unknown = await detente(['forget', 'nobody', ...ledger])
  expect(unknown.code).toBe(1)
  expect(unknown.err).toContain('full name')
})

it('parses to CoNLL-U and keeps given tokens and comments', async () => {
  const text = await detente(['parse'], 'Peru thanked Chile. It was Monday.')
  expect(text.out.split('\n').filter((line) => /^\d+\t/.test(line))).toHaveLength(8)
  const given = '# sent_id = x\n1\tPeru\t_\t_\t_\t_\t_\t_\t_\t_\n2\tslept\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
  const { out } = await detente(['parse', '--from', 'conllu'], given)
  expect(out).toMatch(/^# sent_id = x\n1\tPeru\tPeru\tPROPN\t/)
})

it('answers every row of relate with a type', async () => {
  const rows = [
    { id: 1, text: 'Peru thanked Chile.', source: [{ start: 0, end: 4 }], target: [{ start: 13, end: 18 }] },
    { id: 2, text: 'Nothing is said of either.', source: [{ start: 0, end: 7 }], target: [{ start: 19, end: 25 }] },
  ]
  const { code, out } = await detente(['relate'], rows.map((row) => JSON.stringify(row)).join('\n'))
  expect(code).toBe(0)
  expect(jsonLines(out)).toMatchObject([
    { id: 1, type: 'SUPPORT' },
    { id: 2, type: expect.stringMatching(/^[A-Z]+$/) },
  ])
})

it('evaluates a gold file with intervals and leaves a bad one with a clear message', async () => {
  writeFileSync(
    join(folder, 'gold.jsonl'),
    `${JSON.stringify({ id: '1', date: '2011-03-04', text: 'Peru recalled its ambassador from Chile on Monday.', events: [{ type: 'SANCTION', actors: ['PER'], recipients: ['CHL'] }] })}\n`,
  )
  const { code, out } = await detente(['evaluate', 'gold.jsonl'])
  expect(code).toBe(0)
  expect(out).toMatch(/SANCTION\s+1\s+1\s+1\s+100\.0/)
  writeFileSync(join(folder, 'bad.jsonl'), '{"id":"1"}\n')
  expect(await detente(['evaluate', 'bad.jsonl'])).toMatchObject({ code: 2, err: expect.stringContaining('line 1') })
})

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    child.stdout!.on('data', (part: Buffer) => {
      text += part.toString()
      const found = pattern.exec(text)
      if (found) done(found[0])
    })
    child.on('close', () => fail(new Error(`ended without ${pattern}: ${text}`)))
  })
}

function finished(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => child.on('close', done))
}

it('watches a feed, reads its pages once, and ends cleanly on Ctrl-C', async () => {
  const story =
    '<p>LIMA, Peru -- Peru expelled the Libyan ambassador on Tuesday, the foreign ministry said in a statement.</p>'
  const site = createServer((request, response) => {
    const base = `http://${request.headers.host}`
    if (request.url === '/feed')
      response.end(
        `<rss version="2.0"><channel><title>Post</title><item><title>Envoy expelled</title><link>${base}/1</link><pubDate>Thu, 06 Feb 2003 10:00:00 GMT</pubDate></item></channel></rss>`,
      )
    else if (request.url === '/1') response.writeHead(200, { 'content-type': 'text/html' }).end(story)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  const feed = `http://127.0.0.1:${(site.address() as AddressInfo).port}/feed`
  try {
    const watch = spawn(
      process.execPath,
      [bin, 'watch', feed, '--allow-private', '--every', '6h', '--ledger', 'watch.sqlite'],
      { cwd: folder },
    )
    let out = ''
    let err = ''
    watch.stdout.on('data', (part) => {
      out += part
    })
    watch.stderr.on('data', (part) => {
      err += part
      if (/next poll in/.test(String(part))) watch.kill('SIGINT')
    })
    const code = await new Promise((done) => watch.on('exit', done))
    expect(code, err).toBe(0)
    expect(out).toMatch(/^new +2003-02-06.*\/1\n$/)
    expect(err).toContain('1 articles filed, 0 known already, 0 not read')
  } finally {
    await new Promise((done) => site.close(done))
  }
}, 60_000)
