import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeText, loadResources, type Resources } from '../index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { createApp, startServer } from './index.ts'

let folder: string
let ledger: Ledger
let app: ReturnType<typeof createApp>['app']
let stop: () => Promise<void>
let resources: Resources
let key: string
const hostile =
  'LIMA, Peru -- Peru expelled the Libyan ambassador on Tuesday, <script>alert(1)</script> officials said.'

const watchIn = (name: string) => ({ base: join(folder, name), everyMs: 3_600_000 })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-api-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
  resources = loadResources()
  const record = codeText(hostile, resources, { date: '2011-02-23' })
  key = record.key
  await ledger.file(record)
  ;({ app, stop } = createApp({
    ledger,
    resources,
    watch: watchIn('x'),
    assets: new Map([['/index.html', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' }]]),
    hosts: ['localhost'],
  }))
})
afterAll(async () => {
  await stop()
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
  const totalOf = async (query: string) =>
    ((await (await ask(`/api/v1/articles?${query}`)).json()) as { total: number }).total
  const today = new Date().toISOString().slice(0, 10)
  expect(await totalOf('until=2011-02-22')).toBe(0)
  expect(await totalOf('until=2011-02-23')).toBe(1)
  expect(await totalOf('as-of=2011-02-23')).toBe(0)
  expect(await totalOf(`as-of=${today}`)).toBe(1)
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
  const routes = app.routes
    .filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL' && !path.endsWith('openapi.json'))
    .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'))
  expect(routes.length).toBeGreaterThan(8)
  expect(Object.keys(doc.paths).sort()).toEqual([...new Set(routes)].sort())
})

it('answers a question asked again with its ETag by 304 and no body', async () => {
  const first = await ask('/api/v1/articles')
  const again = await ask('/api/v1/articles', { headers: { 'if-none-match': first.headers.get('etag')! } })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
})

it('explains the coding of a filed article and of a pasted text', async () => {
  const filed = (await (await ask(`/api/v1/articles/${key}/why`)).json()) as { events: { rule: string }[] }[]
  expect(filed.flatMap((each) => each.events)[0]?.rule).toMatch(/^sanction\//)
  const pasted = await ask('/api/v1/explain', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Peru thanked Chile.' }),
  })
  const [sentence] = (await pasted.json()) as { events: { paths: string[]; spans: { trigger: unknown[] } }[] }[]
  expect(sentence?.events[0]).toMatchObject({
    paths: ['thanked ←nsubj Peru', 'thanked ←obj Chile'],
    spans: { trigger: [{ start: 5, end: 12 }] },
  })
})

it('shows the rules with their examples as the codebook', async () => {
  const types = (await (await ask('/api/v1/codebook')).json()) as { type: string; rules: number }[]
  expect(types).toHaveLength(16)
  const accuse = (await (await ask('/api/v1/codebook/ACCUSE')).json()) as {
    rules: { codes: unknown[]; ignores: unknown[] }[]
  }
  expect(accuse.rules).toHaveLength(types.find(({ type }) => type === 'ACCUSE')!.rules)
  expect(accuse.rules.every((rule) => rule.codes.length > 0 && rule.ignores.length > 0)).toBe(true)
  expect((await ask('/api/v1/codebook/NOTHING')).status).toBe(404)
})

it('reads handed-over articles into the ledger and tells of it as it goes on', async () => {
  const answer = await ask('/api/v1/readings', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      articles: [
        { name: 'one.txt', content: 'LIMA -- Peru thanked Chile on Monday for its help.', date: '2011-03-04' },
        { name: 'two.txt', content: ' ' },
      ],
    }),
  })
  expect(answer.status).toBe(202)
  const { id } = (await answer.json()) as { id: number }
  const stream = await (await ask(`/api/v1/readings/${id}/stream`)).text()
  expect(stream).toMatch(/event: done\ndata: .*"filed":"new".*"filed":"failed"/)
  expect((await ledger.articles()).total).toBe(2)
})

it('reports on two countries and says what is wrong with a pair that is none', async () => {
  const report = (await (await ask('/api/v1/pairs/per/LBY?scale=goldstein&as-of=2012-01-01')).json()) as {
    pair: string[]
    names: string[]
    asOf: string
    settings: { scale: string }
    eventsTotal: number
  }
  expect(report).toMatchObject({
    pair: ['PER', 'LBY'],
    names: ['Peru', 'Libya'],
    asOf: '2012-01-01',
    settings: { scale: 'goldstein' },
  })
  expect(report.eventsTotal).toBeGreaterThan(0)
  for (const path of ['PER/PER', 'PER/QQQ', 'PER/LBY?scale=warm', 'PER/LBY?since=2011-02-30', 'P/LBY'])
    expect((await ask(`/api/v1/pairs/${path}`)).status, path).toBe(400)
  const list = (await (await ask('/api/v1/pairs?country=LBY')).json()) as { pairs: { names: string[] }[] }
  expect(list.pairs[0]?.names).toEqual(['Libya', 'Peru'])
})

it('shows the world on a day, what moved up to it, and the register of commitments', async () => {
  const world = (await (await ask('/api/v1/world')).json()) as {
    asOf: string
    latest: string
    edges: { pair: string[]; n: number }[]
  }
  expect(world.asOf).toBe(world.latest)
  expect(world.edges).toContainEqual(
    expect.objectContaining({ pair: ['LBY', 'PER'], verdict: 'not enough evidence', value: null }),
  )
  const before = (await (await ask('/api/v1/world?as-of=1999-01-01')).json()) as { edges: unknown[] }
  expect(before.edges).toEqual([])
  const today = (await (await ask('/api/v1/today?days=60')).json()) as { asOf: string; movers: unknown[] }
  expect(today.asOf).toBe(world.latest)
  const register = (await (await ask('/api/v1/commitments?status=overdue')).json()) as {
    total: number
    entries: unknown[]
  }
  expect(register.entries).toHaveLength(register.total)
  expect((await ask('/api/v1/commitments?status=late')).status).toBe(400)
})

it('keeps corrections under the name of whoever makes them, and undoes them', async () => {
  const post = (body: unknown) =>
    ask('/api/v1/decisions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const reports = (await (await ask(`/api/v1/articles/${key}/reports`)).json()) as {
    id: string
    kind: string
    item: string
    decided: string | null
  }[]
  const report = reports.find(({ kind }) => kind === 'event')!
  expect(report).toMatchObject({ item: 'v1', decided: null })
  const edited = await post({
    action: 'edit',
    target: report.id,
    change: { type: 'ACCUSE' },
    by: 'Ada',
    why: 'a summons',
  })
  expect(edited.status).toBe(201)
  const { id } = (await edited.json()) as { id: string }
  const happening = (await (await ask(`/api/v1/happenings/${report.id}`)).json()) as {
    type: string
    decided: string
    history: unknown[]
  }
  expect(happening).toMatchObject({ type: 'ACCUSE', decided: 'edited', history: [{ by: 'Ada', why: 'a summons' }] })
  expect((await post({ action: 'undo', decision: id, by: 'Ada' })).status).toBe(201)
  expect(await (await ask(`/api/v1/happenings/${report.id}`)).json()).toMatchObject({ type: 'SANCTION', decided: null })
  for (const [body, status] of [
    [{ action: 'accept', target: report.id }, 400],
    [{ action: 'accept', target: report.id, by: '  ' }, 400],
    [{ action: 'accept', target: 'f'.repeat(32), by: 'Ada' }, 404],
    [{ action: 'edit', target: report.id, change: {}, by: 'Ada' }, 400],
    [{ action: 'edit', target: report.id, change: { type: 'WAR' }, by: 'Ada' }, 400],
    [{ action: 'undo', decision: id, by: 'Ada' }, 400],
    [{ action: 'merge', targets: [report.id], by: 'Ada' }, 400],
  ] as const)
    expect((await post(body)).status, JSON.stringify(body)).toBe(status)
})

it('has a sample coded blind and tells how far coders agree once all are done', async () => {
  const post = (path: string, body: unknown) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { id, reports } = (await (await post('/api/v1/samples', { name: 'spring', size: 1 })).json()) as {
    id: string
    reports: string[]
  }
  expect(reports).toHaveLength(1)
  const say = (by: string, report: string, type: string | null) =>
    post(`/api/v1/samples/${id}/judgements`, { report, by, judgement: { type, ...(type ? { actors: ['PER'] } : {}) } })
  expect((await say('Ada', reports[0]!, 'SANCTION')).status).toBe(201)
  expect((await ask(`/api/v1/samples/${id}/agreement`)).status).toBe(409)
  const seen = (await (await ask(`/api/v1/samples/${id}/passages?by=Bo`)).json()) as { judgement: unknown }[]
  expect(seen.map(({ judgement }) => judgement)).toEqual([null])
  expect((await say('Bo', reports[0]!, null)).status).toBe(201)
  const found = (await (await ask(`/api/v1/samples/${id}/agreement`)).json()) as { coders: string[]; methods: string }
  expect(found.coders).toEqual(['Ada', 'Bo', 'the machine'])
  expect((await ask(`/api/v1/samples/${'0'.repeat(32)}/agreement`)).status).toBe(404)
  expect((await say('Ada', 'f'.repeat(32), 'AID')).status).toBe(400)
})

it('finds by words, country and type, with counts to narrow by', async () => {
  const found = (await (await ask('/api/v1/find?words=ambassador%20expelled&country=per&types=SANCTION')).json()) as {
    found: { words: string }[]
    counted: number
    facets: { name: string; values: { value: string; n: number }[] }[]
  }
  expect(found.counted).toBe(1)
  expect(found.found[0]?.words).toContain('expelled')
  expect(found.facets.find(({ name }) => name === 'country')?.values.map(({ value }) => value)).toEqual(['LBY', 'PER'])
  expect(((await (await ask('/api/v1/find?words=submarine')).json()) as { counted: number }).counted).toBe(0)
  for (const query of ['types=WAR', 'kind=rumour', 'since=soon', 'limit=1000', 'country=Peru'])
    expect((await ask(`/api/v1/find?${query}`)).status, query).toBe(400)
})

it('takes no address but of the web to read from', async () => {
  for (const address of ['file:///etc/passwd', '/etc/passwd', 'ftp://example.org/x'])
    expect(
      (
        await ask('/api/v1/readings', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ addresses: [address] }),
        })
      ).status,
    ).toBe(400)
})

it('asks for its token where it has one, and takes it once in the address, then as a cookie', async () => {
  const { app: closed } = createApp({
    ledger,
    resources,
    watch: watchIn('closed'),
    assets: new Map(),
    hosts: ['box.example'],
    token: 'a secret',
  })
  const get = (path: string, headers: { [name: string]: string } = {}) =>
    closed.request(`http://box.example${path}`, { headers: { host: 'box.example', ...headers } })
  expect((await get('/api/v1/health')).status).toBe(401)
  expect((await get('/api/v1/health', { authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await get('/api/v1/health', { authorization: 'Bearer a secret' })).status).toBe(200)
  const entry = await get('/pair/RUS/PAK?token=a+secret&scale=plover')
  expect([entry.status, entry.headers.get('location')]).toEqual([303, '/pair/RUS/PAK?scale=plover'])
  const cookie = entry.headers.get('set-cookie')!
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  expect((await get('/api/v1/health', { cookie: cookie.split(';')[0]! })).status).toBe(200)
})

it('listens beyond this machine only with a token', async () => {
  await expect(
    startServer({ ledger, resources, port: 0, host: '0.0.0.0', watch: watchIn('open') }),
  ).rejects.toMatchObject({
    code: 'serve/token-needed',
  })
})

it('hands out the brief of two countries to keep', async () => {
  const brief = await ask('/api/v1/pairs/PER/LBY/brief.md')
  expect(brief.headers.get('content-disposition')).toBe('attachment; filename="PER-LBY-brief.md"')
  expect(await brief.text()).toMatch(/^# .*Peru[\s\S]*expelled the Libyan ambassador/)
})

it('slows a client that asks too fast', async () => {
  const { app: slow } = createApp({
    ledger,
    resources,
    watch: watchIn('slow'),
    assets: new Map(),
    hosts: ['localhost'],
    rate: { burst: 3, perSecond: 0.001 },
  })
  const codes: number[] = []
  for (let i = 0; i < 5; i++)
    codes.push((await slow.request('http://localhost/api/v1/health', { headers: { host: 'localhost' } })).status)
  expect(codes).toEqual([200, 200, 200, 429, 429])
})
