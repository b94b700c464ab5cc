import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeText, loadResources } from '../index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { createApp } from './index.ts'

let folder: string
let ledger: Ledger
let app: ReturnType<typeof createApp>
let key: string
const hostile =
  'LIMA, Peru -- Peru expelled the Libyan ambassador on Tuesday, <script>alert(1)</script> officials said.'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-api-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
  const resources = loadResources()
  const record = codeText(hostile, resources, { date: '2011-02-23' })
  key = record.key
  await ledger.file(record)
  app = createApp({
    ledger,
    resources,
    assets: new Map([['/index.html', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' }]]),
    hosts: ['localhost'],
  })
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, init: RequestInit & { headers?: { [name: string]: string } } = {}) =>
  app.request(`http://localhost${path}`, { ...init, headers: { host: 'localhost', ...init.headers } })

it('lists articles with counts and gives each record whole', async () => {
  const list = (await (await ask('/api/v1/articles')).json()) as {
    total: number
    articles: { key: string; counts: { event: number } }[]
  }
  expect(list).toMatchObject({ total: 1, articles: [{ key, counts: { event: 1 } }] })
  const record = (await (await ask(`/api/v1/articles/${key}`)).json()) as { text: string; events: { type: string }[] }
  expect(record.text).toBe(hostile)
  expect(record.events[0]?.type).toBe('SANCTION')
})

it('codes a pasted text without filing it', async () => {
  const answer = await ask('/api/v1/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Peru thanked Chile.', date: '2011-03-04' }),
  })
  expect(((await answer.json()) as { events: unknown[] }).events).toHaveLength(1)
  expect((await ledger.articles()).total).toBe(1)
})

it.each([
  ['/api/v1/articles/nonsense', 400],
  [`/api/v1/articles/${'0'.repeat(32)}`, 404],
  ['/api/v1/articles?limit=0', 400],
  ['/api/v1/articles?offset=-3', 400],
  [`/api/v1/reports/${'f'.repeat(32)}`, 404],
  ['/api/v1/nothing', 404],
  ['/../../etc/passwd.txt', 404],
  ['/assets/%2e%2e/%2e%2e/package.json', 404],
])('answers %s with %d in the one error shape', async (path, status) => {
  const answer = await ask(path)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({
    error: { code: expect.stringMatching(/^api\//), message: expect.stringMatching(/\.$/) },
  })
})

it.each(['{', '[]', '{"text": ""}', '{"text": 7}', '{"text": "x", "date": "tomorrow"}'])(
  'refuses the body %s',
  async (body) => {
    const answer = await ask('/api/v1/code', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toHaveProperty('error.code')
  },
)

it('refuses a body of more than a megabyte', async () => {
  const answer = await ask('/api/v1/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '2000000' },
    body: JSON.stringify({ text: 'x'.repeat(1_999_000) }),
  })
  expect(answer.status).toBe(413)
})

it('answers only to its own host and takes no writes from other sites', async () => {
  expect((await ask('/api/v1/health', { headers: { host: 'evil.example' } })).status).toBe(403)
  const answer = await ask('/api/v1/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    body: '{"text":"Peru thanked Chile."}',
  })
  expect(answer.status).toBe(403)
})

it('sends a strict content security policy with pages and answers', async () => {
  for (const path of ['/', '/article/x', '/api/v1/health']) {
    const policy = (await ask(path)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  }
})

it('describes every route in OpenAPI 3.1', async () => {
  const doc = (await (await ask('/api/v1/openapi.json')).json()) as {
    openapi: string
    paths: { [path: string]: unknown }
  }
  expect(doc.openapi).toBe('3.1.0')
  expect(Object.keys(doc.paths).sort()).toEqual([
    '/api/v1/articles',
    '/api/v1/articles/{key}',
    '/api/v1/code',
    '/api/v1/health',
    '/api/v1/reports/{id}',
  ])
})
