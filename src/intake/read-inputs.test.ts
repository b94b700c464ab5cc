import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, expect, it } from 'vitest'
import { decodeBytes } from './decode.ts'
import { givenDay } from './given-day.ts'
import { type Input, inputsOfBytes, type ReadOptions, readColumns, readInputs } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'detente-intake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function all(inputs: AsyncIterable<Input>): Promise<Input[]> {
  const list: Input[] = []
  for await (const input of inputs) list.push(input)
  return list
}
const bytes = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content)
const read = (name: string, content: string | Uint8Array) => all(inputsOfBytes(name, bytes(content)))
async function readFile(name: string, content: string | Uint8Array, options: ReadOptions = {}): Promise<Input[]> {
  const path = join(folder, name)
  writeFileSync(path, bytes(content))
  return all(readInputs([path], options))
}

const page = '<html><head><title>Ferry</title></head><body><p>Norway and Denmark reopened the ferry.</p></body></html>'

it.each([
  ['story.html', page, 'html'],
  ['story', `<!-- saved -->\n<!DOCTYPE html>${page}`, 'html'],
  ['fragment', '<div class="a"><p>Norway thanked Denmark.</p></div>', 'html'],
  ['story.txt', '<p>quoted markup</p></p> in a text', 'text'],
  ['story', 'Norway thanked Denmark.', 'text'],
  ['story.html.gz', gzipSync(page), 'html'],
  ['story.gz', gzipSync(page), 'html'],
])('tells what %s holds', async (name, content, kind) => {
  const [input] = await read(name, content)
  expect(input?.page?.kind).toBe(kind)
})

it('reads a gzipped file of several members whole, and refuses one that grows without end', async () => {
  const [two] = await read('a.txt.gz', Buffer.concat([gzipSync('Norway thanked '), gzipSync('Denmark.')]))
  expect(two?.page?.content).toBe('Norway thanked Denmark.')
  const [bomb] = await read('bomb.txt.gz', gzipSync(Buffer.alloc(60_000_000, 97)))
  expect(bomb?.issue?.code).toBe('intake/bad-gzip')
  const [cut] = await read('cut.txt.gz', gzipSync('Norway thanked Denmark.').subarray(0, 20))
  expect(cut?.issue?.code).toBe('intake/bad-gzip')
})

it.each([
  ['PK\x03\x04....', 'ZIP'],
  ['\x89PNG\r\n', 'picture'],
  ['SQLite format 3\0', 'database'],
])('says what a file is that is no article', async (content, name) => {
  const [input] = await read('x', Buffer.from(content, 'latin1'))
  expect(input?.issue).toMatchObject({ code: 'intake/not-text', message: expect.stringContaining(name) })
})

it.each([
  ['utf8', 'Zoë met “Łukasz” – it’s 5 €', undefined, undefined],
  ['utf8', 'Zoë met “Łukasz” – it’s 5 €', undefined, 'iso-8859-1'],
  ['utf-16le', 'Norway thanked Denmark twice.', undefined, undefined],
  ['utf-16be', 'Norway thanked Denmark twice.', undefined, undefined],
  ['windows-1252', '“It’s 5 €” – he said', 'iso-8859-1', undefined],
  ['windows-1252', '“It’s 5 €” – he said', 'x-user-defined', undefined],
  ['windows-1252', '“It’s 5 €” – he said', undefined, 'latin1'],
  ['windows-1251', 'Министр прибыл в Москву на переговоры', undefined, 'windows-1251'],
  ['windows-1254', 'Türkiye ile Yunanistan arasında görüşme', 'iso-8859-9', undefined],
  ['shift_jis', '外務大臣が訪問した', 'shift_jis', undefined],
  ['gb18030', '外交部长访问', 'gb2312', undefined],
])('reads %s', (encoding, words, declared, transport) => {
  const html = `<html><head>${declared ? `<meta charset="${declared}">` : ''}</head><body>${words}</body></html>`
  expect(decodeBytes(iconv.encode(html, encoding), transport).text).toBe(html)
})

it('believes no label that is a transport or hides markup', () => {
  for (const label of ['base64', 'hex', 'utf-7', 'nonsense'])
    expect(decodeBytes(Buffer.from('aGVsbG8='), label).text).toBe('aGVsbG8=')
})

it('keeps UTF-8 that is cut off within a character', () => {
  const whole = Buffer.from(`${'Zoë naïve façade '.repeat(20)}é`)
  expect(decodeBytes(whole.subarray(0, -1))).toMatchObject({
    encoding: 'utf8',
    text: expect.stringContaining('façade'),
  })
})

it.each([
  ['2003-02-06T10:00:00Z', '2003-02-06'],
  ['Thu, 06 Feb 2003 23:30:00 -0500', '2003-02-06'],
  ['6 February 2003', '2003-02-06'],
  ['February 6th, 2003', '2003-02-06'],
  ['20030206', '2003-02-06'],
  ['17.03.2009', '2009-03-17'],
  ['25/12/2009', '2009-12-25'],
  ['02/03/2009', undefined],
  ['2003-02-30', undefined],
  ['yesterday', undefined],
])('reads the date %j as %j', (written, day) => {
  expect(givenDay(written)).toBe(day)
})

it('reads a table by the usual names of columns, any delimiter and any encoding', async () => {
  const table =
    'Headline;Published;Body;Source\r\n"Ferry ""runs""";6 Feb 2003;"Norway thanked Denmark.\nTwice – “again”.";Post\r\n;;;\r\n'
  const [row, ...rest] = await readFile('t.csv', iconv.encode(table, 'windows-1252'))
  expect(row?.page).toMatchObject({
    title: 'Ferry "runs"',
    date: '2003-02-06',
    content: 'Norway thanked Denmark.\nTwice – “again”.',
    outlet: 'Post',
  })
  expect(rest).toEqual([])
})

it('takes the columns it is told, and says which are there when one is not', async () => {
  const table = 'nr\twords\twhen\n7\tNorway thanked Denmark.\t2003-02-06\n'
  const [row] = await readFile('u.tsv', table, { columns: readColumns('id=nr,text=words,date=when') })
  expect(row).toMatchObject({ id: '7', page: { content: 'Norway thanked Denmark.', date: '2003-02-06' } })
  const [none] = await readFile('v.tsv', table)
  expect(none?.issue).toMatchObject({ code: 'intake/no-column', message: expect.stringContaining('nr, words, when') })
  expect(() => readColumns('colour=red')).toThrow(/fields are/)
})

it('reads a gzipped JSONL file line by line and passes over a line that is far too long', async () => {
  const long = `{"id":"b","text":"${'x'.repeat(17_000_000)}"}`
  const inputs = await readFile(
    'rows.jsonl.gz',
    gzipSync(`{"id":"a","text":"Norway thanked Denmark."}\n${long}\n{"id":"c","text":"Denmark thanked Norway."}`),
  )
  expect(inputs.map(({ issue }) => issue?.code)).toEqual([undefined, 'intake/too-large', undefined])
})

it('reads a mail: its HTML or else its text, its subject, sender and day in the sender’s zone', async () => {
  const mail = [
    'From: "Sahel Letter" <letter@example.org>',
    'Subject: =?utf-8?Q?Fwd:_A_truce_=E2=80=93_again?=',
    'Date: Fri, 8 Apr 2022 23:10:00 -0500',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Plain words.',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<p>Mali thanked Algeria.</p>').toString('base64'),
    '--b--',
    '',
  ].join('\r\n')
  for (const name of ['letter.eml', 'letter'])
    expect((await read(name, mail))[0]?.page).toMatchObject({
      kind: 'html',
      title: 'A truce – again',
      outlet: 'Sahel Letter',
      date: '2022-04-08',
      content: expect.stringContaining('Mali thanked Algeria.'),
    })
})

/** A PDF of one page, written by hand. */
function pdfOf(lines: string[]): Buffer {
  const drawn = lines.map((line, i) => `1 0 0 1 72 ${720 - 14 * i} Tm (${line}) Tj`).join('\n')
  const stream = `BT /F1 12 Tf\n${drawn}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let out = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const at = out.length
  out += `xref\n0 6\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF`
  return Buffer.from(out, 'latin1')
}

it('reads the text of a PDF, and says so when there is none', async () => {
  const [input] = await read('a.pdf', pdfOf(['Norway and Denmark reopened', 'the ferry on Sunday.']))
  expect(input?.page?.content.split(/\s+/).join(' ')).toBe('Norway and Denmark reopened the ferry on Sunday.')
  expect((await read('b.pdf', pdfOf([])))[0]?.issue?.code).toBe('intake/no-text')
  expect((await read('c.pdf', '%PDF-1.4 broken'))[0]?.issue?.code).toBe('intake/bad-pdf')
})

it('says that a sitemap is a list, and how many pages it lists', async () => {
  const map =
    '<?xml version="1.0"?><urlset xmlns="http://x"><url><loc>https://a.example/1?a=1&amp;b=2</loc></url><url><loc>https://a.example/2</loc></url></urlset>'
  expect((await read('sitemap.xml', map))[0]?.issue).toMatchObject({
    code: 'intake/sitemap',
    message: expect.stringContaining('2 addresses'),
  })
})

const feeds = {
  rss: '<rss version="2.0"><channel><title>Post</title><item><title>Ferry &amp;amp; more</title><link>https://a.example/1</link><pubDate>Thu, 06 Feb 2003 10:00:00 GMT</pubDate><description>Norway thanked Denmark.</description></item></channel></rss>',
  atom: '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Ferry &amp;amp; more</title><link href="https://a.example/1"/><published>2003-02-06T10:00:00Z</published><content type="html">Norway thanked Denmark.</content></entry></feed>',
  rdf: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Post</title></channel><item rdf:about="https://a.example/1"><title>Ferry &amp;amp; more</title><link>https://a.example/1</link><description>Norway thanked Denmark.</description><dc:date>2003-02-06</dc:date></item></rdf:RDF>',
  json: '{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","url":"https://a.example/1","title":"Ferry &amp; more","date_published":"2003-02-06T10:00:00Z","content_html":"Norway thanked Denmark."}]}',
}

it.each(Object.entries(feeds))('reads the entries of an %s feed', async (_name, feed) => {
  const [input] = await read('feed', feed)
  expect(input).toMatchObject({
    id: 'https://a.example/1',
    page: { title: 'Ferry & more', outlet: 'Post', date: '2003-02-06', content: 'Norway thanked Denmark.' },
  })
})

function warcRecord(payload: Buffer, headers: { [name: string]: string } = {}, length = payload.length): Buffer {
  const head = {
    'WARC-Type': 'response',
    'WARC-Target-URI': 'https://a.example/1',
    'Content-Type': 'application/http; msgtype=response',
    ...headers,
    'Content-Length': String(length),
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${lines.join('\r\n')}\r\n\r\n`), payload, Buffer.from('\r\n\r\n')])
}
const http = (body: string | Buffer, headers = '') =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${headers}\r\n`), bytes(body)])
const good = warcRecord(http(page))

it.each([
  ['plain', Buffer.concat([good, good])],
  ['gzipped record by record', Buffer.concat([gzipSync(good), gzipSync(good)])],
  ['gzipped as a whole', gzipSync(Buffer.concat([good, good]))],
  [
    'with chunked bodies',
    Buffer.concat(
      [0, 1].map(() =>
        warcRecord(http(`${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked\r\n')),
      ),
    ),
  ],
  [
    'with gzipped bodies',
    Buffer.concat([0, 1].map(() => warcRecord(http(gzipSync(page), 'Content-Encoding: gzip\r\n')))),
  ],
  [
    'with deflated bodies',
    Buffer.concat([0, 1].map(() => warcRecord(http(deflateSync(page), 'Content-Encoding: deflate\r\n')))),
  ],
])('reads a WARC file %s', async (_form, file) => {
  const inputs = await readFile('a.warc.gz', file)
  expect(inputs.map((input) => input.page?.content)).toEqual([page, page])
})

it('checks digests of blocks and payloads', async () => {
  const sum = (content: string | Buffer) => `sha-256:${createHash('sha256').update(content).digest('hex')}`
  const fine = warcRecord(http(page), { 'WARC-Block-Digest': sum(http(page)), 'WARC-Payload-Digest': sum(page) })
  const changed = warcRecord(http(page.replace('Norway', 'Sweden')), { 'WARC-Payload-Digest': sum(page) })
  const inputs = await readFile('b.warc', Buffer.concat([fine, changed]))
  expect(inputs.map(({ issue }) => issue?.code)).toEqual([undefined, 'intake/bad-digest'])
})

it('says where a WARC file is damaged and keeps what came before', async () => {
  const cut = await readFile('c.warc', Buffer.concat([good, good.subarray(0, good.length - 60)]))
  expect(cut.map(({ issue }) => issue?.code)).toEqual([undefined, 'intake/bad-warc'])
  const short = await readFile('d.warc', Buffer.concat([good, warcRecord(http(page), {}, 50), good]))
  expect(short.map(({ issue }) => issue?.code)).toEqual([undefined, 'intake/bad-warc', undefined])
  const none = await readFile('e.warc', 'not a warc at all')
  expect(none.map(({ issue }) => issue?.code)).toEqual(['intake/bad-warc'])
})
