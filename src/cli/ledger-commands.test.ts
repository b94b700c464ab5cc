import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runHere } from './run-here.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-ledger-'))
  expect((await detente(['read', resolve('samples/dispatches/1999-greece-turkey-thaw.txt'), '--quiet'])).code).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** On the ledger of the folder, unless the call names another. */
const detente = (args: string[]) =>
  runHere(folder, args.includes('--ledger') ? args : [...args, '--ledger', 'detente.sqlite'])
const json = async (args: string[]) => JSON.parse((await detente([...args, '--json'])).out)

it('finds, shows, corrects and takes back', { timeout: 120_000 }, async () => {
  const found = await json(['find', 'earthquakes', '--pair', 'grc', 'TUR', '--type', 'AID'])
  expect(found.total).toBeGreaterThan(0)
  const { id } = found.happenings[0]
  expect((await detente(['find', 'earthquakes', '--pair', 'GRC', 'TUR'])).out).toContain(id)

  const edited = await json([
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
  const shown = await json(['show', id])
  expect(shown).toMatchObject({
    decided: 'edited',
    date: { start: '1999-08-20' },
    history: [{ why: 'as the ministry says' }],
  })
  expect((await detente(['show', id])).out).toMatch(/Ana {2}edit .*“as the ministry says”/)

  expect((await detente(['correct', 'undo', edited.id, '--by', 'Ana'])).code).toBe(0)
  expect((await json(['show', id])).decided).toBeNull()
})

it('lists what asks to be looked at, the most doubtful and weighty first', { timeout: 60_000 }, async () => {
  const { out } = await detente(['review', '--limit', '3', '--json'])
  const items = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  expect(items).toHaveLength(3)
  const orders = items.map((item) => item.doubt * item.weight)
  expect(orders).toEqual([...orders].sort((a, b) => b - a))
})

it('copies the ledger, and never over a file that is there', { timeout: 60_000 }, async () => {
  expect((await detente(['backup', 'copy.sqlite'])).code).toBe(0)
  expect(existsSync(join(folder, 'copy.sqlite'))).toBe(true)
  expect((await json(['find', 'earthquakes', '--ledger', 'copy.sqlite'])).total).toBeGreaterThan(0)
  expect(await detente(['backup', 'copy.sqlite'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/exists already/),
  })
})

it('says what is wrong with a question or a correction that cannot be', { timeout: 60_000 }, async () => {
  for (const [args, code, message] of [
    [['find', '--pair', 'Greece', 'TUR'], 2, /no country code/],
    [['find', 'zeppelins'], 1, /nothing that answers/],
    [['correct', 'accept', 'nothing'], 1, /no happening, report or item/],
    [['correct', 'edit', 'x'], 2, /Say what to change/],
    [['correct', 'edit', 'x', '--set', 'colour=red'], 2, /no "colour"/],
    [['show', 'nothing'], 1, /no article, happening/],
  ] as const) {
    const run = await detente([...args])
    expect(run.code, args.join(' ')).toBe(code)
    expect(run.err, args.join(' ')).toMatch(message)
    expect(run.out).toBe('')
  }
})
