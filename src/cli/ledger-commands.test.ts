import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const bin = resolve('dist/cli/main.js')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detente-ledger-'))
  expect(detente(['read', resolve('samples/dispatches/1999-greece-turkey-thaw.txt'), '--quiet']).code).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function detente(args: string[], input = '') {
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 26 })
  return { code: run.status, out: run.stdout, err: run.stderr }
}
const json = (args: string[]) => JSON.parse(detente([...args, '--json']).out)

it('finds, shows, corrects and takes back', { timeout: 120_000 }, () => {
  const found = json(['find', 'earthquakes', '--pair', 'grc', 'TUR', '--type', 'AID'])
  expect(found.total).toBeGreaterThan(0)
  const { id } = found.happenings[0]
  expect(detente(['find', 'earthquakes', '--pair', 'GRC', 'TUR']).out).toContain(id)

  const edited = json([
    'correct',
    'edit',
    id,
    '--set',
    'date=1999-08-20',
    '--set',
    'recipients=GRC:GOV:Greece',
    '--by',
    'Ana',
    '--why',
    'as the ministry says',
  ])
  expect(edited).toMatchObject({
    by: 'Ana',
    action: 'edit',
    change: { date: { start: '1999-08-20' }, recipients: [{ code: 'GRCGOV' }] },
  })
  const shown = json(['show', id])
  expect(shown).toMatchObject({
    decided: 'edited',
    date: { start: '1999-08-20' },
    history: [{ why: 'as the ministry says' }],
  })
  expect(detente(['show', id]).out).toMatch(/Ana {2}edit .*“as the ministry says”/)

  expect(detente(['correct', 'undo', edited.id, '--by', 'Ana']).code).toBe(0)
  expect(json(['show', id]).decided).toBeNull()
})

it('lists what asks to be looked at, the most doubtful and weighty first', { timeout: 60_000 }, () => {
  const { out } = detente(['review', '--limit', '3', '--json'])
  const items = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  expect(items).toHaveLength(3)
  const orders = items.map((item) => item.doubt * item.weight)
  expect(orders).toEqual([...orders].sort((a, b) => b - a))
})

it('copies the ledger, and never over a file that is there', { timeout: 60_000 }, () => {
  expect(detente(['backup', 'copy.sqlite']).code).toBe(0)
  expect(existsSync(join(folder, 'copy.sqlite'))).toBe(true)
  expect(json(['find', 'earthquakes', '--ledger', 'copy.sqlite']).total).toBeGreaterThan(0)
  expect(detente(['backup', 'copy.sqlite'])).toMatchObject({ code: 1, err: expect.stringMatching(/exists already/) })
})

it('says what is wrong with a question or a correction that cannot be', { timeout: 60_000 }, () => {
  for (const [args, code, message] of [
    [['find', '--pair', 'Greece', 'TUR'], 2, /no country code/],
    [['find', 'zeppelins'], 1, /nothing that answers/],
    [['correct', 'accept', 'nothing'], 1, /no happening, report or item/],
    [['correct', 'edit', 'x'], 2, /Say what to change/],
    [['correct', 'edit', 'x', '--set', 'colour=red'], 2, /no "colour"/],
    [['show', 'nothing'], 1, /no article, happening/],
  ] as const) {
    const run = detente([...args])
    expect(run.code, args.join(' ')).toBe(code)
    expect(run.err, args.join(' ')).toMatch(message)
    expect(run.out).toBe('')
  }
})
