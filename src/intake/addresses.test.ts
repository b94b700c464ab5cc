import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isForbiddenAddress, type Resolve, refusal } from './addresses.ts'
import { Fetcher } from './fetch-page.ts'

/** Addresses of this machine, of private networks and of ranges that are not public, each spelled in a way that has fooled a program before. */
const spellings = [
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://localhost.localdomain/',
  'http://foo.localhost/',
  'http://foo.localhost:8080/',
  'http://127.0.0.1/',
  'http://127.0.0.1./',
  'http://127.1/',
  'http://127.0.1/',
  'http://127.255.255.254/',
  'http://2130706433/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0177.0.0.01/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0x7f.1/',
  'http://0X7F.0x0.0x0.0x1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://0x0/',
  'http://00000000000/',
  'http://%31%32%37.0.0.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  'http://１２７.０.０.１/',
  'http://10.0.0.1/',
  'http://10.255.255.255/',
  'http://012.0.0.1/',
  'http://167772161/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.0.1/',
  'http://192.168.257/',
  'http://0xc0a80001/',
  'http://3232235521/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9.0xfe.0xa9.0xfe/',
  'http://100.64.0.1/',
  'http://198.18.0.1/',
  'http://192.0.2.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[0000::0001]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:10.0.0.1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:c0a8:1::1]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd12:3456:789a::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://printer/',
  'http://intranet.local/',
  'http://db.internal/',
  'http://user@127.0.0.1/',
  'http://example.org@127.0.0.1/',
  'http://user:secret@example.org/',
  'http:127.0.0.1',
  'http:\\\\127.0.0.1\\',
  'ftp://example.org/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'data:text/html,x',
]

it(`refuses ${spellings.length} spellings of addresses that are not public`, () => {
  expect(spellings.length).toBeGreaterThanOrEqual(60)
  expect(spellings.filter((url) => refusal(url, false) === null)).toEqual([])
})

it.each([
  'https://example.org/a',
  'http://93.184.216.34/',
  'http://[2606:2800:220:1:248:1893:25c8:1946]/',
  'http://8.8.8.8:8080/x',
])('lets the public address %s pass', (url) => {
  expect(refusal(url, false)).toBeNull()
})

it('takes what is no address for forbidden', () => {
  for (const address of ['', 'x', '::1%lo', '999.1.1.1']) expect(isForbiddenAddress(address)).toBe(true)
})

let server: Server
let port: number
let asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    if (request.url === '/robots.txt' || request.url!.startsWith('/.well-known')) response.writeHead(404).end()
    else if (request.url!.startsWith('/to?')) {
      response.writeHead(302, { location: decodeURIComponent(request.url!.slice(4)) }).end()
    } else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end()
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('The envoys met in Lima on Monday.')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))

/** A name service of our own: `answers` one after the other for every name. No request leaves the machine: the server is on loopback. */
const resolveTo =
  (...answers: string[]): Resolve =>
  (_hostname, _options, callback) =>
    callback(null, [{ address: answers.length > 1 ? answers.shift()! : answers[0]!, family: 4 }])

it('refuses a name that leads to this machine, at the moment of connecting', async () => {
  asked = []
  const fetcher = new Fetcher({ hostDelayMs: 0, resolve: resolveTo('127.0.0.1') })
  const answer = await fetcher.get(`http://rebind.example:${port}/`)
  await fetcher.close()
  expect(answer.issue?.code).toBe('intake/forbidden-address')
  expect(answer.issue?.message).toContain('127.0.0.1')
  expect(asked).toEqual([])
})

it('refuses a name that was public when first looked up and changes its mind', async () => {
  asked = []
  let looks = 0
  const fetcher = new Fetcher({
    hostDelayMs: 0,
    timeoutMs: 1500,
    // TEST-NET would be refused; this public address is answered for robots.txt only and nothing is sent to it: the look-up fails.
    resolve: (_hostname, _options, callback) => {
      looks++
      if (looks <= 2) callback(Object.assign(new Error('try again'), { code: 'EAI_AGAIN' }), [])
      else callback(null, [{ address: '10.0.0.7', family: 4 }])
    },
  })
  const answer = await fetcher.get(`http://rebind.example:${port}/`)
  await fetcher.close()
  expect(looks).toBe(3)
  expect(answer.issue?.code).toBe('intake/forbidden-address')
  expect(asked).toEqual([])
})

it('refuses a name when one of several addresses is forbidden', async () => {
  const fetcher = new Fetcher({
    hostDelayMs: 0,
    resolve: (_hostname, _options, callback) =>
      callback(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '::1', family: 6 },
      ]),
  })
  expect((await fetcher.get('http://mixed.example/')).issue?.code).toBe('intake/forbidden-address')
  await fetcher.close()
})

it('follows at most five redirects, each checked as the first', async () => {
  const fetcher = new Fetcher({ hostDelayMs: 0, allowPrivate: true })
  expect((await fetcher.get(`http://127.0.0.1:${port}/round`)).issue?.code).toBe('intake/redirects')
  for (const target of ['file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://user:word@127.0.0.1/'])
    expect((await fetcher.get(`http://127.0.0.1:${port}/to?${encodeURIComponent(target)}`)).issue?.code, target).toBe(
      'intake/forbidden-address',
    )
  const there = await fetcher.get(`http://127.0.0.1:${port}/to?${encodeURIComponent('/story')}`)
  expect('bytes' in there && Buffer.from(there.bytes).toString()).toContain('Lima')
  await fetcher.close()
})

it('refuses every forbidden spelling as the target of a redirect', async () => {
  asked = []
  const fetcher = new Fetcher({ hostDelayMs: 0, allowPrivate: [`127.0.0.1:${port}`] })
  const passed: string[] = []
  for (const url of spellings) {
    const ascii = [...url].every((letter) => letter.charCodeAt(0) < 128)
    // A Location header cannot carry the first; the second is a path of the same host when it stands in one.
    if (!ascii || url === 'http:127.0.0.1') continue
    const answer = await fetcher.get(`http://127.0.0.1:${port}/to?${encodeURIComponent(url)}`)
    if (answer.issue?.code !== 'intake/forbidden-address') passed.push(url)
  }
  await fetcher.close()
  expect(passed).toEqual([])
  expect(asked.filter((path) => !/^\/(?:to\?|robots|\.well)/.test(path))).toEqual([])
})
