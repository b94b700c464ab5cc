// `npm run soak` and a short form in the tests: hostile inputs through intake and the article room. Every one must give articles or issues, within
// two seconds of processor time and 300 MB above the start. `--inputs N` asks for more or fewer, `--seed N` for others.
import '../src/languages.ts'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { seededRandom } from '../src/analysis/index.ts'
import { readArticle } from '../src/article/index.ts'
import { inputsOfBytes } from '../src/intake/index.ts'

const mostMs = 2000
const mostBytes = 300_000_000

const folder = 'eval/pages'
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(`${folder}/${name}`))
const others: Buffer[] = [
  ...readdirSync('samples/dispatches').map((name) => readFileSync(`samples/dispatches/${name}`)),
  Buffer.from(
    '<rss version="2.0"><channel><title>P</title><item><title>T</title><link>https://a.example/1</link><description>Words.</description></item></channel></rss>',
  ),
  Buffer.from(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>T</title><content type="html">Words.</content></entry></feed>',
  ),
  Buffer.from(
    'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Peru said so.</p>\r\n\r\n',
  ),
  Buffer.from(
    'From: a@b.example\r\nMIME-Version: 1.0\r\nMessage-ID: <1@b>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Peru said so.</p>\r\n--b--\r\n',
  ),
  Buffer.from('id,text,date\n1,"Peru thanked Chile.",2003-02-06\n2,"Chile ""thanked"" Peru.",2003-02-07\n'),
  Buffer.from('<urlset><url><loc>https://a.example/1</loc></url></urlset>'),
  Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF'),
]
const names = ['a', 'a.html', 'a.txt', 'a.xml', 'a.warc', 'a.eml', 'a.csv', 'a.jsonl', 'a.pdf', 'a.html.gz', 'a.json']

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]) => list[Math.floor(random() * list.length)]!

const pieces = [
  '<div>',
  '</div>',
  '<table><tr><td>',
  '<p',
  ' class="',
  '"',
  "'",
  '>',
  '<!--',
  '-->',
  '<script>',
  '</script>',
  '&amp;',
  '&#x10FFFF;',
  '&#0;',
  '&',
  '<![CDATA[',
  ']]>',
  '\0',
  '\u202e',
  '\ud800',
  '<svg>',
  '<frameset>',
  '<noframes>',
  '<h1>',
  'By Ana Vidal',
  'May 4, 1999',
  'LIMA (AP) -- ',
  '“',
  '{"@type":"NewsArticle",',
  '<script type="application/ld+json">',
  '<meta charset="utf-16">',
  '<meta charset="base64">',
  '<base href="x">',
  '<template>',
  '<li>',
  '\n\n',
  ' ',
]

/** One input of a few kilobytes: a page or file damaged, cut, spliced, mislabelled, or markup thrown together. */
function damaged(random: Random): Buffer {
  const kind = random()
  let bytes: Buffer = Buffer.from(random() < 0.7 ? pick(random, pages) : pick(random, others))
  if (kind < 0.2) bytes = bytes.subarray(0, Math.floor(random() * bytes.length))
  else if (kind < 0.45)
    for (let i = 0, n = 1 + Math.floor(random() * 60); i < n; i++)
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  else if (kind < 0.6) {
    const other = random() < 0.5 ? pick(random, pages) : pick(random, others)
    bytes = Buffer.concat([
      bytes.subarray(0, Math.floor(random() * bytes.length)),
      other.subarray(Math.floor(random() * other.length)),
    ])
  } else if (kind < 0.7)
    bytes = Buffer.from(bytes.toString('latin1'), pick(random, ['utf8', 'utf16le', 'latin1'] as const))
  else if (kind < 0.85) {
    const at = Math.floor(random() * bytes.length)
    const piece = Buffer.from(pick(random, pieces).repeat(1 + Math.floor(random() * (random() < 0.05 ? 2000 : 20))))
    bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  } else if (kind < 0.97) {
    let text = ''
    for (let i = 0, n = Math.floor(random() * 200); i < n; i++) text += pick(random, pieces)
    bytes = Buffer.from(text)
  } else bytes = gzipSync(bytes).subarray(0, random() < 0.5 ? undefined : Math.floor(random() * 200))
  return bytes
}

const fill = (piece: string, bytes: number) => Buffer.alloc(bytes, piece)
/** The large ones: each is a way to make a reader hang, overflow or eat the memory. */
const large: [name: string, make: () => Buffer][] = [
  ...['a', ' ', '\n', '<', '>', '&', '"', '(', 'é', '\0', '.'].map((letter): [string, () => Buffer] => [
    `100 MB of ${JSON.stringify(letter)}`,
    () => fill(letter, 100_000_000),
  ]),
  ...[
    'a',
    ' ',
    '\n',
    '<',
    '>',
    '&',
    '"',
    '(',
    '.',
    '-',
    '“',
    'A ',
    'a\n\n',
    '<p>',
    '<b>',
    '<p>a',
    '<div>',
    '<a href=x>',
    '<td>',
    '<li>a',
    '&amp;',
    '&#',
    '<!--',
    '<![CDATA[',
    '<script>',
    "<a b='",
    '<a b="',
    '<meta name=x>',
    'By A ',
    'Jan 1, ',
    '=?utf-8?Q?',
    '{"a":',
    '[',
    '"a",',
    'WARC/1.0\r\n',
    '<item>',
    '<url><loc>',
    '</p>',
    '<table>',
    '<option>',
    '<svg>',
    '<frame>',
    'a@b.',
    'http://',
  ].flatMap((piece): [string, () => Buffer][] => [
    [`3 MB of ${JSON.stringify(piece)}`, () => fill(piece, 3_000_000)],
    [
      `a page of 3 MB of ${JSON.stringify(piece)}`,
      () =>
        Buffer.concat([
          Buffer.from('<html><body><p>Peru thanked Chile on Monday, and Chile thanked Peru.</p>'),
          fill(piece, 3_000_000),
        ]),
    ],
  ]),
  ['40 MB of words', () => fill('Peru thanked Chile. ', 39_000_000)],
  ['20 MB of paragraphs', () => fill('<p>Peru thanked Chile on Monday, he said.</p>\n', 20_000_000)],
  ['an attribute of 10 MB', () => Buffer.from(`<p class="${'x '.repeat(5_000_000)}">Peru thanked Chile.</p>`)],
  [
    'a million attributes',
    () => Buffer.from(`<p ${Array.from({ length: 300_000 }, (_, i) => `a${i}=1`).join(' ')}>Peru thanked Chile.</p>`),
  ],
  [
    'elements 100,000 deep',
    () => Buffer.from(`${'<div>'.repeat(100_000)}Peru thanked Chile.${'</div>'.repeat(100_000)}`),
  ],
  [
    'elements 700 deep',
    () => Buffer.from(`${'<div>'.repeat(700)}${'<p>Peru thanked Chile on Monday, it said.</p>'.repeat(300)}`),
  ],
  [
    '5,500 elements side by side',
    () => Buffer.from(`<html><body>${'<p>Peru thanked Chile on Monday, it said.</p>'.repeat(5500)}`),
  ],
  [
    '50,000 elements side by side',
    () => Buffer.from(`<html><body>${'<p>Peru thanked Chile on Monday, it said.</p>'.repeat(50_000)}`),
  ],
  [
    'an entity bomb',
    () =>
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&${i ? `b${i - 1}` : 'a'};`.repeat(10)}">`).join('')}]><rss><channel><title>&b19;</title></channel></rss>`,
      ),
  ],
  ['a gzip bomb', () => gzipSync(Buffer.alloc(300_000_000))],
  [
    'JSON-LD nested 10,000 deep',
    () =>
      Buffer.from(
        `<script type="application/ld+json">${'{"@graph":['.repeat(10_000)}</script><p>Peru thanked Chile.</p>`,
      ),
  ],
  ['JSON nested 1,000,000 deep', () => fill('[', 1_000_000)],
  [
    'a mail of 5,000 nested parts',
    () =>
      Buffer.from(
        `MIME-Version: 1.0\r\nFrom: a@b\r\nMessage-ID: <1>\r\n${Array.from({ length: 5000 }, (_, i) => `Content-Type: multipart/mixed; boundary="${i}"\r\n\r\n--${i}\r\n`).join('')}`,
      ),
  ],
]

/** The most that any input took. */
const most = { seconds: 0, megabytes: 0 }

interface Trouble {
  what: string
  name: string
  seconds: number
  megabytes: number
}

const status = '/proc/self/status'

/** The process's memory, after what can be thrown away is. */
function memoryNow(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}

/** Begins to watch memory; the answer says how high it went since, or where the system keeps no mark, how high it is at the end. */
function watchMemory(): () => number {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    const highest = () => 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))![1])
    highest()
    return highest
  } catch {
    return () => process.memoryUsage().rss
  }
}

/**
 * Gives one input to the readers; returns what is wrong with the outcome, or null. Its memory is what the process held at the highest beyond `resting`, or
 * beyond what it held before, and beyond the input itself.
 */
async function trouble(
  what: string,
  name: string,
  bytes: Buffer,
  timed: boolean,
  resting = memoryNow() - bytes.length,
): Promise<Trouble | null> {
  const highest = watchMemory()
  const before = process.cpuUsage()
  let wrong = ''
  let count = 0
  try {
    for await (const input of inputsOfBytes(name, bytes)) {
      count++
      const read = input.page ? readArticle(input.page) : null
      const issue = input.issue ?? read?.issue
      if (issue ? !issue.message : !read?.article?.text) wrong = 'neither article nor issue'
    }
  } catch (error) {
    wrong = `threw ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`
  }
  // A feed, a table or JSONL without a row gives nothing and says so; an empty file of rows is the one input with no outcome.
  if (count === 0 && !/jsonl/.test(name)) wrong ||= 'gave nothing'
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const grown = highest() - resting - bytes.length
  most.megabytes = Math.max(most.megabytes, grown / 1e6)
  most.seconds = Math.max(most.seconds, seconds / (1 + count / 1000))
  // A file of many rows gives many outcomes.
  if (timed && !wrong && seconds * 1000 > mostMs + 0.1 * count) wrong = 'too slow'
  if (!wrong && grown > mostBytes) wrong = 'too much memory'
  return wrong ? { what: `${what}: ${wrong}`, name, seconds, megabytes: grown / 1e6 } : null
}

/**
 * A share of the large inputs, every `of`th from `from`, and `count` damaged small ones. Returns those that went wrong; slowness counts where `timed`, which a
 * test on a machine it does not know leaves out.
 */
export async function soakInputs(count: number, seed: number, from = 0, of = 1, timed = true): Promise<Trouble[]> {
  const random = seededRandom(seed)
  const troubles: Trouble[] = []
  const note = (found: Trouble | null) => {
    if (!found) return
    troubles.push(found)
    if (process.env['SOAK_SAYS']) console.error(found)
  }
  // Where others work in the same process, it is never at rest.
  const resting = timed ? memoryNow() : undefined
  const only = new RegExp(process.env['SOAK_LARGE'] ?? '')
  for (const [index, [what, make]] of large.entries())
    if (index % of === from % of && only.test(what))
      for (const name of ['a', 'a.html', pick(random, names)]) {
        if (process.env['SOAK_SAYS']) console.error(`${what} as ${name}`)
        note(await trouble(what, name, make(), timed, resting))
        globalThis.gc?.()
      }
  for (let i = 0; i < count; i++) {
    const name = pick(random, names)
    const bytes = damaged(random)
    const found = await trouble(`damaged ${i} of seed ${seed}`, name, bytes, timed, resting)
    if (found)
      troubles.push({ ...found, what: `${found.what} ${JSON.stringify(bytes.subarray(0, 300).toString('latin1'))}` })
  }
  return troubles
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      inner: { type: 'boolean' },
    },
  })
  if (!values.inner) {
    const run = spawnSync(
      process.execPath,
      [
        '--expose-gc',
        '--max-old-space-size=1200',
        '--import',
        'tsx',
        process.argv[1],
        '--inner',
        '--inputs',
        values.inputs,
        '--seed',
        values.seed,
      ],
      { stdio: 'inherit' },
    )
    process.exitCode = run.status ?? 1
  } else {
    const count = Number(values.inputs)
    const troubles = await soakInputs(count, Number(values.seed))
    for (const { what, name, seconds, megabytes } of troubles)
      console.log(`${name}  ${what}  ${seconds.toFixed(1)} s  ${megabytes.toFixed(0)} MB`)
    console.log(
      `${large.length * 3} large inputs, ${count} damaged ones: ${troubles.length} went wrong; at most ${most.seconds.toFixed(1)} s and ${most.megabytes.toFixed(0)} MB`,
    )
    if (troubles.length) process.exitCode = 1
  }
}
