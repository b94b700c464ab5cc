// `npm run bench`, intake: a generated WARC file of 250 MB streamed (speed and memory as it goes), and time for hostile text of n against 4 n
// characters through the article room and the readers of formats: about 4 where everything is linear.
import '../src/languages.ts'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { readArticle } from '../src/article/index.ts'
import { inputsOfBytes, readInputs } from '../src/intake/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
const pages = readdirSync('eval/pages')
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(`eval/pages/${name}`))

/** Writes a WARC file of about `megabytes` without holding it. */
async function writeWarc(path: string, megabytes: number): Promise<void> {
  const file = createWriteStream(path)
  let written = 0
  for (let i = 0; written < megabytes * 1e6; i++) {
    const http = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'),
      pages[i % pages.length]!,
    ])
    const record = Buffer.concat([
      Buffer.from(
        `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/${i}\r\nContent-Type: application/http\r\nContent-Length: ${http.length}\r\n\r\n`,
      ),
      http,
      Buffer.from('\r\n\r\n'),
    ])
    written += record.length
    if (!file.write(record)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
}

try {
  const path = join(folder, 'bench.warc')
  const megabytes = 250
  await writeWarc(path, megabytes)
  globalThis.gc?.()
  const marks: string[] = []
  const began = process.cpuUsage()
  let bytes = 0
  let records = 0
  let next = 0.25
  for await (const input of readInputs([path])) {
    records++
    bytes += input.page?.content.length ?? 0
    if (bytes > next * 0.9 * megabytes * 1e6) {
      marks.push(`${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
      next += 0.25
    }
  }
  const { user, system } = process.cpuUsage(began)
  console.log(
    `WARC: ${records} records, ${((megabytes * 1e6) / (user + system)).toFixed(0)} MB/s by processor time; resident at each quarter: ${marks.join(', ')}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const pieces = [
  'a',
  ' ',
  '\n',
  '.',
  '-',
  '(',
  '"',
  '<',
  '&',
  '<p>',
  '<p>a',
  '<b>',
  '</p>',
  '<!--',
  '<a b="',
  '&amp;',
  'By A ',
  'A ',
  'Jan 1, ',
  '1 ',
  '12:30 ',
  'photo: ',
  'read more ',
  'LIMA, ',
  'LIMA (',
  'Gashi, ',
  '“',
  '<li>a',
  '<td>',
  '<meta name=robots ',
  '<script>',
  'http://',
  '#a ',
  'a/',
  '=?',
  'contributed ',
  'reprint ',
]
const time = async (content: string, kind: 'text' | 'html') => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 2; round++) {
    const began = process.cpuUsage()
    for await (const { page } of inputsOfBytes(kind === 'html' ? 'a.html' : 'a.txt', Buffer.from(content)))
      if (page) readArticle({ ...page, kind })
    const { user, system } = process.cpuUsage(began)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
console.log(
  '\nhostile text, ms for n = 400,000 characters and for 4 n (ratio); paragraphs of 300 characters, and one long one',
)
const wrapped = (piece: string, length: number, breaks: boolean) => {
  const line = piece.repeat(Math.ceil((breaks ? 300 : length) / piece.length))
  const text = breaks ? `${line}\n\n`.repeat(Math.ceil(length / (line.length + 2))) : line
  return `Peru thanked Chile on Monday.\n\n${text}\n\nChile thanked Peru.`
}
let worst = 0
for (const kind of ['text', 'html'] as const)
  for (const breaks of [true, false])
    for (const piece of pieces) {
      const [one, four] = [
        await time(wrapped(piece, 400_000, breaks), kind),
        await time(wrapped(piece, 1_600_000, breaks), kind),
      ]
      const ratio = four / Math.max(one, 5)
      worst = Math.max(worst, ratio)
      if (ratio > 6 || four > 1600)
        console.log(
          `${kind} ${breaks ? 'paragraphs' : 'one'} of ${JSON.stringify(piece)}  ${one.toFixed(0)}  ${four.toFixed(0)}  (${ratio.toFixed(1)})`,
        )
    }
console.log(`${pieces.length * 4} kinds of hostile text; largest ratio ${worst.toFixed(1)}`)
