import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { seededRandom } from '../analysis/index.ts'
import { codeText, loadResources } from '../index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { createApp } from './index.ts'

let folder: string
let ledger: Ledger
let app: ReturnType<typeof createApp>['app']
let stop: () => Promise<void>
let ids: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-fuzz-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
  const resources = loadResources()
  const record = codeText('LIMA -- Peru expelled the Libyan ambassador on Tuesday.', resources, { date: '2011-02-23' })
  await ledger.file(record)
  await ledger.formHappenings()
  ids = [record.key, ...(await ledger.reports(record.key)).map(({ id }) => id)]
  const rate = { burst: 1e9, perSecond: 1e9 }
  ;({ app, stop } = createApp({
    ledger,
    resources,
    watch: { base: join(folder, 'x'), everyMs: 3_600_000 },
    assets: new Map(),
    hosts: ['localhost'],
    rate,
  }))
})
afterAll(async () => {
  await stop()
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Requests made of what routes expect and of what nobody should send. `DETENTE_SOAK=1` makes ten thousand. */
const requests = process.env.DETENTE_SOAK ? 10_000 : 1_000

it(`answers ${requests} malformed requests with nothing but 2xx and 4xx in the error shape, and leaks no path`, async () => {
  const random = seededRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const junk = [
    '',
    '0',
    '-1',
    '1e309',
    'NaN',
    'null',
    '%00',
    '%FF%FE',
    '%',
    '%zz',
    '..%2f..%2fetc%2fpasswd',
    "' OR 1=1 --",
    '"',
    '<script>',
    '\u202e',
    '💥',
    'a'.repeat(3000),
    '2011-02-30',
    '9999-99-99',
    '0000-00-00',
    'RUS',
    'rus',
    'XXX',
    '{}',
    '[]',
    '$where',
    '__proto__',
    'constructor',
    '../',
    '\\',
    ';',
    '*',
    'NEAR(',
    'AND',
    '"unclosed',
  ]
  const doc = (await (
    await app.request('http://localhost/api/v1/openapi.json', { headers: { host: 'localhost' } })
  ).json()) as {
    paths: { [path: string]: object }
  }
  const paths = [...Object.keys(doc.paths), '/api/v1/../v1/health', '/api/v2/x', '/api/', '/api/v1/openapi.json/x']
  const names = [
    'limit',
    'offset',
    'as-of',
    'since',
    'until',
    'country',
    'with',
    'words',
    'types',
    'statuses',
    'kind',
    'order',
    'scale',
    'fast',
    'slow',
    'days',
    'target',
    'status',
    'form',
    'region',
    '__proto__',
  ]
  const bodies = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '1',
    '{"text":1}',
    '{"text":""}',
    '{"action":"accept"}',
    `{"action":"edit","target":"${ids[1]}","by":"x","change":{"type":"WAR"}}`,
    '{"action":"undo","decision":"x","by":"y"}',
    '{"articles":[{}]}',
    '{"addresses":["file:///etc/passwd"]}',
    '{"addresses":["javascript:1"]}',
    '{"__proto__":{"x":1}}',
    `{"text":${'['.repeat(2000)}`,
    '{"text":"x","date":"x"}',
    `{"action":"merge","targets":["${ids[0]}","${ids[0]}"],"by":"x"}`,
    '\u0000',
    '{"action":"split","reports":[],"by":"x"}',
    '{"by":{}}',
    '{"address":"http://127.0.0.1/feed"}',
    '{"address":"file:///etc/passwd"}',
    '{"address":{}}',
  ]
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {})
  const seen = new Map<number, number>()
  for (let i = 0; i < requests; i++) {
    const method = pick(['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])
    const path = pick(paths).replace(/\{\w+\}/g, () =>
      pick([...junk, ...ids, ...ids])
        .replaceAll('?', '')
        .replaceAll('#', ''),
    )
    const query =
      random() < 0.7
        ? `?${Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${pick(names)}=${pick(junk)}`).join('&')}`
        : ''
    const writes = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
    const address = `http://localhost${path.startsWith('/') ? '' : '/'}${path}${query}`
    let request: Request
    try {
      request = new Request(address, {
        method,
        headers: {
          host: pick(['localhost', 'localhost', 'localhost', 'evil.example', '']),
          ...(writes ? { 'content-type': pick(['application/json', 'application/json', 'text/plain', 'x']) } : {}),
          ...(random() < 0.1 ? { origin: pick(['https://evil.example', 'null', 'x']) } : {}),
        },
        ...(writes && method !== 'DELETE' ? { body: pick(bodies) } : {}),
      })
    } catch {
      continue
    }
    const answer = await app.request(request)
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    const what = `${method} ${address.slice(0, 200)} → ${answer.status}`
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel()
      continue
    }
    const text = await answer.text()
    expect(answer.status, `${what} ${text.slice(0, 300)}`).toBeLessThan(500)
    expect(
      text.includes(process.cwd()) || text.includes(folder) || text.includes('node_modules'),
      `${what} leaks a path`,
    ).toBe(false)
    if (answer.status >= 400 && method !== 'HEAD')
      expect(JSON.parse(text), what).toEqual({
        error: { code: expect.stringMatching(/^(?:api|ledger)\//), message: expect.stringMatching(/\S/) },
      })
  }
  expect(noise).not.toHaveBeenCalled()
  noise.mockRestore()
  expect([...seen.keys()].some((status) => status === 400) && seen.has(404)).toBe(true)
  expect((await ledger.articles()).total).toBe(1)
}, 120_000)
