import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Fetcher, fetchInputs, type Input, Watcher } from './index.ts'

let server: Server
let base: string
let folder: string
let asked: { url: string; headers: IncomingMessage['headers']; at: number }[]
/** What the site of the test answers, by path. */
let site: {
  [path: string]: { status?: number; headers?: { [name: string]: string }; body?: string | Buffer; etag?: string }
}

beforeEach(async () => {
  asked = []
  site = {}
  folder = mkdtempSync(join(tmpdir(), 'detente-watch-'))
  server = createServer((request, response) => {
    asked.push({ url: request.url!, headers: request.headers, at: performance.now() })
    const page = site[request.url!]
    if (!page) response.writeHead(404).end()
    else if (page.etag && request.headers['if-none-match'] === page.etag) response.writeHead(304).end()
    else
      response
        .writeHead(page.status ?? 200, {
          'content-type': 'text/html',
          ...(page.etag ? { etag: page.etag } : {}),
          ...page.headers,
        })
        .end(page.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  rmSync(folder, { recursive: true, force: true })
})

const options = { allowPrivate: true, hostDelayMs: 0 }
const paths = () => asked.map(({ url }) => url).filter((url) => !/robots|well-known/.test(url))
async function all(inputs: AsyncIterable<Input>): Promise<Input[]> {
  const list: Input[] = []
  for await (const input of inputs) list.push(input)
  return list
}
const feedOf = (...entries: [path: string, title: string][]) =>
  `<rss version="2.0"><channel><title>Post</title>${entries.map(([path, title]) => `<item><title>${title}</title><link>${base}${path}</link><pubDate>Thu, 06 Feb 2003 10:00:00 GMT</pubDate><description>Short words of ${title}.</description></item>`).join('')}</channel></rss>`
const watcher = (change: object = {}) =>
  new Watcher([`${base}/feed`], { ...options, everyMs: 60_000, state: join(folder, 'state.json'), ...change })

it('reads the pages a feed lists once, over restarts, and asks for the feed only if it changed', async () => {
  site['/feed'] = { body: feedOf(['/1', 'One'], ['/2', 'Two']), etag: '"f1"' }
  site['/1'] = { body: '<p>First page.</p>' }
  site['/2'] = { status: 500 }
  let now = Date.parse('2003-02-06T12:00:00Z')
  const first = watcher({ now: () => now })
  const inputs = await all(first.round())
  expect(inputs.map(({ page }) => [page?.content, page?.date, page?.outlet])).toEqual([
    ['<p>First page.</p>', '2003-02-06', 'Post'],
    ['Short words of Two.', '2003-02-06', 'Post'],
  ])
  expect(await all(first.round())).toEqual([])
  expect(first.waitMs()).toBe(60_000)
  await first.close()
  now += 61_000
  asked = []
  const second = watcher({ now: () => now })
  expect(await all(second.round())).toEqual([])
  expect(paths()).toEqual(['/feed'])
  expect(asked.at(-1)!.headers['if-none-match']).toBe('"f1"')
  site['/feed'] = { body: feedOf(['/1', 'One, corrected'], ['/3', 'Three']), etag: '"f2"' }
  site['/1'] = { body: '<p>First page, corrected.</p>' }
  site['/3'] = { body: '<p>Third page.</p>' }
  now += 61_000
  expect((await all(second.round())).map(({ page }) => page?.content)).toEqual([
    '<p>First page, corrected.</p>',
    '<p>Third page.</p>',
  ])
  await second.close()
})

it('misses nothing when it is stopped half-way', async () => {
  site['/feed'] = { body: feedOf(['/1', 'One'], ['/2', 'Two'], ['/3', 'Three']) }
  for (const path of ['/1', '/2', '/3']) site[path] = { body: `<p>Page ${path}.</p>` }
  const stop = new AbortController()
  const first = watcher()
  const taken: string[] = []
  for await (const input of first.round(stop.signal)) {
    taken.push(input.id)
    stop.abort()
  }
  await first.close()
  expect(taken).toEqual([`${base}/1`])
  const second = watcher()
  expect((await all(second.round())).map(({ id }) => id)).toEqual([`${base}/2`, `${base}/3`])
  await second.close()
})

it('asks a failing feed less and less often, and not before it wants to be', async () => {
  site['/feed'] = { status: 503, headers: { 'retry-after': '7200' } }
  let now = 0
  const watching = watcher({ now: () => now })
  expect((await all(watching.round()))[0]?.issue?.code).toBe('intake/http-status')
  expect(watching.waitMs()).toBe(7_200_000)
  site['/feed'] = { status: 500 }
  now += 7_200_000
  await all(watching.round())
  expect(watching.waitMs()).toBe(240_000)
  await watching.close()
})

it('says that a page is no feed', async () => {
  site['/feed'] = { body: '<html><body><p>Words.</p></body></html>' }
  const watching = watcher()
  expect((await all(watching.round()))[0]?.issue?.code).toBe('intake/no-feed')
  await watching.close()
})

it('reads the pages of a sitemap index', async () => {
  site['/feed'] = { body: `<sitemapindex><sitemap><loc>${base}/map</loc></sitemap></sitemapindex>` }
  site['/map'] = { body: `<urlset><url><loc>${base}/1</loc><lastmod>2003-02-06</lastmod></url></urlset>` }
  site['/1'] = { body: '<p>First page.</p>' }
  const watching = watcher()
  expect((await all(watching.round())).map(({ page }) => page?.content)).toEqual(['<p>First page.</p>'])
  await watching.close()
})

it.each([
  ['robots.txt', { '/robots.txt': { body: 'User-agent: detente\nDisallow: /1' } }, 'intake/robots'],
  ['a robots.txt that cannot be had', { '/robots.txt': { status: 503 } }, 'intake/robots'],
  ['a reservation header', { '/1': { body: 'x', headers: { 'tdm-reservation': '1' } } }, 'intake/tdm-reserved'],
  [
    'a reservation in a meta tag',
    { '/1': { body: '<meta content="1" name="tdm-reservation"><p>x</p>' } },
    'intake/tdm-reserved',
  ],
  [
    'a robots meta tag',
    { '/1': { body: '<meta name="robots" content="index, noai"><p>x</p>' } },
    'intake/tdm-reserved',
  ],
  [
    'the site’s reservations',
    {
      '/1': { body: 'x' },
      '/.well-known/tdmrep.json': {
        body: '[{"location":"/","tdm-reservation":0},{"location":"/1*","tdm-reservation":1}]',
      },
    },
    'intake/tdm-reserved',
  ],
  [
    'its size',
    { '/1': { body: gzipSync(Buffer.alloc(30_000_000, 97)), headers: { 'content-encoding': 'gzip' } } },
    'intake/too-large',
  ],
])('leaves a page alone for %s', async (_why, answers, code) => {
  site = answers
  expect((await fetchInputs(`${base}/1`, options))[0]?.issue?.code).toBe(code)
})

it('follows robots.txt through redirects and reads what it does not forbid', async () => {
  site = {
    '/robots.txt': { status: 301, headers: { location: '/moved.txt' } },
    '/moved.txt': { body: 'User-agent: *\nDisallow: /2' },
    '/1': { body: '<p>x</p>' },
    '/2': { body: '<p>y</p>' },
  }
  expect((await fetchInputs(`${base}/1`, options))[0]?.page?.content).toBe('<p>x</p>')
  expect((await fetchInputs(`${base}/2`, options))[0]?.issue?.code).toBe('intake/robots')
})

it('names itself and waits between two requests to one host, as long as robots.txt asks', async () => {
  site = { '/robots.txt': { body: 'User-agent: *\nCrawl-delay: 0.3' }, '/1': { body: 'x' }, '/2': { body: 'y' } }
  const fetcher = new Fetcher(options)
  await fetcher.get(`${base}/1`)
  await fetcher.get(`${base}/2`)
  await fetcher.close()
  const [first, second] = asked.filter(({ url }) => /^\/\d/.test(url))
  expect(first!.headers['user-agent']).toMatch(/^Detente\//)
  expect(second!.at - first!.at).toBeGreaterThan(280)
})

it('keeps fetched bodies where a folder is given: fresh ones are not asked for, others by condition, changed ones anew', async () => {
  site['/1'] = { body: '<p>One.</p>', etag: '"1"' }
  site['/2'] = { body: '<p>Two.</p>', headers: { 'cache-control': 'max-age=600' } }
  site['/3'] = { body: '<p>Three.</p>', etag: '"3"', headers: { 'cache-control': 'no-store' } }
  site['/4'] = { status: 302, headers: { location: '/1' } }
  const read = async () => {
    asked = []
    const words: (string | undefined)[] = []
    for (const path of ['/1', '/2', '/3', '/4'])
      for (const input of await fetchInputs(`${base}${path}`, { ...options, cache: join(folder, 'kept') }))
        words.push(input.page?.content)
    return words
  }
  const all = ['<p>One.</p>', '<p>Two.</p>', '<p>Three.</p>', '<p>One.</p>']
  expect(await read()).toEqual(all)
  expect(paths()).toEqual(['/1', '/2', '/3', '/4', '/1'])
  expect(await read()).toEqual(all)
  expect(paths()).toEqual(['/1', '/3', '/4', '/1'])
  expect(asked.filter(({ url }) => url === '/1').map(({ headers }) => headers['if-none-match'])).toEqual(['"1"', '"1"'])
  expect(asked.find(({ url }) => url === '/3')?.headers['if-none-match']).toBeUndefined()
  site['/1'] = { body: '<p>One, corrected.</p>', etag: '"1b"' }
  expect(await read()).toEqual(['<p>One, corrected.</p>', '<p>Two.</p>', '<p>Three.</p>', '<p>One, corrected.</p>'])
})
