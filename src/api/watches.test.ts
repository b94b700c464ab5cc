import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadResources, type Resources } from '../index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { createApp, type ReadingState, type WatchedFeed } from './index.ts'

let folder: string
let ledger: Ledger
let resources: Resources
let site: Server
let feed: string
let asked: string[] = []
const base = () => ({ base: join(folder, 'x.sqlite'), everyMs: 3_600_000, allowPrivate: true })
const entries = ['one']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-watches-'))
  ledger = await openLedger(join(folder, 'x.sqlite'))
  resources = loadResources()
  site = createServer((request, response) => {
    const path = request.url!
    asked.push(path)
    const root = `http://${request.headers.host}`
    if (path === '/feed')
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          `<rss version="2.0"><channel><title>Post</title>${entries.map((name) => `<item><title>${name}</title><link>${root}/${name}</link><pubDate>Thu, 06 Feb 2003 10:00:00 GMT</pubDate></item>`).join('')}</channel></rss>`,
        )
    else if (entries.includes(path.slice(1)))
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<title>Story ${path}</title><article><p>LIMA, Peru -- Peru thanked Chile on Monday for its help, the ministry said in a note about ${path}.</p></article>`,
        )
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  feed = `http://127.0.0.1:${(site.address() as AddressInfo).port}/feed`
})
afterAll(async () => {
  site.closeAllConnections()
  await new Promise((done) => site.close(done))
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

function serve(watch: Parameters<typeof createApp>[0]['watch'] = base()) {
  const { app, stop } = createApp({ ledger, resources, assets: new Map(), hosts: ['localhost'], watch })
  const ask = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await app.request(`http://localhost/api/v1${path}`, {
      method,
      headers: { host: 'localhost', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const stream = async (id: number) =>
    (await app.request(`http://localhost/api/v1/readings/${id}/stream`, { headers: { host: 'localhost' } })).text()
  const feeds = async () => (await ask<{ feeds: WatchedFeed[] }>('GET', '/watches')).body.feeds
  return { ask, stream, feeds, stop }
}
const pages = () => asked.filter((path) => path === '/feed' || entries.includes(path.slice(1)))

it('watches a feed from the page, over restarts, polls it when told, and forgets it when told', async () => {
  const first = serve()
  const added = await first.ask<WatchedFeed>('POST', '/watches', { address: feed })
  expect([added.status, added.body.address]).toEqual([201, feed])
  expect(await first.stream(added.body.reading!)).toMatch(/event: done\ndata: .*"filed":"new"/)
  const id = added.body.id
  expect(await first.feeds()).toMatchObject([{ id, fresh: 1, problem: null, failures: 0, reading: null }])
  expect((await first.feeds())[0]!.next! > new Date().toISOString()).toBe(true)
  expect((await first.ask('POST', '/watches', { address: feed })).status).toBe(201)
  expect(await first.feeds()).toHaveLength(1)
  await first.stop()

  asked = []
  entries.push('two')
  const second = serve()
  expect(await second.feeds()).toMatchObject([{ id, address: feed, fresh: 1 }])
  const poll = await second.ask<ReadingState>('POST', `/watches/${id}/poll`)
  expect(poll.status).toBe(202)
  await second.stream(poll.body.id)
  expect(pages()).toEqual(['/feed', '/two'])
  expect((await ledger.articles()).total).toBe(2)
  expect((await second.ask('DELETE', `/watches/${id}`)).status).toBe(200)
  expect(await second.feeds()).toEqual([])
  expect((await second.ask('DELETE', `/watches/${id}`)).status).toBe(404)
  expect((await second.ask('POST', `/watches/${id}/poll`)).status).toBe(404)
  await second.stop()
})

it('says what is wrong with a feed and refuses addresses that are not public', async () => {
  const open = serve()
  const { body } = await open.ask<WatchedFeed>('POST', '/watches', { address: feed.replace('feed', 'one') })
  await open.stream(body.reading!)
  expect((await open.feeds())[0]?.problem).toMatch(/is a page, not a feed/)
  await open.ask('DELETE', `/watches/${body.id}`)
  await open.stop()
  const guarded = serve({ ...base(), allowPrivate: false })
  for (const address of [feed, 'http://10.0.0.1/feed', 'file:///etc/passwd', 'http://me:pw@example.org/', 'feed'])
    expect((await guarded.ask('POST', '/watches', { address })).status, address).toBe(400)
  expect(await guarded.feeds()).toEqual([])
  await guarded.stop()
})

it('files the article at hand and reads no more when the server stops', async () => {
  const server = serve()
  const { body } = await server.ask<ReadingState>('POST', '/readings', {
    articles: ['Peru', 'Chile', 'Brazil'].map((name) => ({
      name,
      content: `LIMA -- ${name} thanked Bolivia on Monday for its help.`,
      date: '2011-03-04',
    })),
  })
  await server.stop()
  const { body: after } = await server.ask<ReadingState>('GET', `/readings/${body.id}`)
  expect(after).toMatchObject({ state: 'done', done: 1, outcomes: [{ filed: 'new' }] })
})
