import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatNames as known } from '../exchange/index.ts'
import { inputFormats as knownInputs } from '../intake/index.ts'
import { openLedger } from '../ledger/index.ts'
import { runExport } from './export.ts'
import { runImport } from './import.ts'
import { formatNames, inputFormats } from './program.ts'
import { runRelease } from './release.ts'
import { runHere } from './run-here.ts'
import { compareBytes, SortedLines } from './sorted-lines.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'detente-exchange-'))
  expect((await detente(['read', resolve('samples/dispatches'), '--ledger', 'read.sqlite', '--quiet'])).code).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const detente = (args: string[]) => runHere(folder, args)
const text = (name: string) => readFileSync(join(folder, name), 'utf8')

it('offers the formats there are', () => {
  expect(formatNames).toEqual(known)
  expect([...inputFormats]).toEqual(knownInputs)
})

it('takes its own rows back into a ledger and writes the same bytes again, in every format', async () => {
  for (const format of formatNames) {
    const at = (name: string) => join(folder, name)
    await runExport({ ledger: at('read.sqlite'), format, out: at(`1.${format}`) })
    await runImport([at(`1.${format}`)], { ledger: at(`${format}.sqlite`), json: true })
    await runImport([at(`1.${format}`)], { ledger: at(`${format}.sqlite`), json: true })
    await runExport({ ledger: at(`${format}.sqlite`), format, out: at(`2.${format}`) })
    expect(text(`1.${format}`).length).toBeGreaterThan(1000)
    expect(text(`2.${format}`)).toBe(text(`1.${format}`))
  }
})

it('says how many rows are new, and that none is when a file comes twice', async () => {
  const rows = text('1.polecat').trim().split('\n').length - 1
  const run = async () => JSON.parse((await detente(['import', '1.polecat', '--ledger', 'twice.sqlite', '--json'])).out)
  expect(await run()).toMatchObject({ format: 'polecat', rows, taken: rows, added: rows, known: 0, failed: 0 })
  expect(await run()).toMatchObject({ added: 0, known: rows, changed: 0 })
  expect((await detente(['export', '--ledger', 'twice.sqlite', '--format', 'polecat'])).err).toContain(
    'Nothing is lost',
  )
})

it('names on standard error what a format does not carry, and nothing else goes to standard output', async () => {
  const { out, err } = await detente([
    'export',
    '--ledger',
    'read.sqlite',
    '--format',
    'gdelt1',
    '--since',
    '1998-01-01',
  ])
  expect(
    out
      .split('\n')
      .filter(Boolean)
      .every((line) => line.split('\t').length === 58),
  ).toBe(true)
  expect(err).toMatch(/words: \d+ lost/)
  expect(err).toMatch(/which the format cannot say|known only to the month/)
})

it('writes Parquet that readers of it can read, the same each time', async () => {
  for (const name of ['a', 'b'])
    expect(
      (await detente(['export', '--ledger', 'read.sqlite', '--format', 'parquet', '--out', `${name}.parquet`])).code,
    ).toBe(0)
  const bytes = readFileSync(join(folder, 'a.parquet'))
  expect(bytes.equals(readFileSync(join(folder, 'b.parquet')))).toBe(true)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  const lines = (await detente(['export', '--ledger', 'read.sqlite', '--format', 'jsonl'])).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map((row) => [row.id, row.goldstein, row.reciprocal, row.type])).toEqual(
    lines
      .toSorted((a, b) => rows.findIndex((row) => row.id === a.id) - rows.findIndex((row) => row.id === b.id))
      .map((line) => [line.id, line.goldstein, line.reciprocal, line.type]),
  )
  expect((await detente(['export', '--ledger', 'read.sqlite', '--format', 'parquet'])).code).toBe(2)
})

it('takes packed files, keeps what it could not take with line and reason, and exits with 1', async () => {
  const line = (await detente(['export', '--ledger', 'read.sqlite', '--format', 'gdelt2'])).out.split('\n')[0]!
  const broken = line.replace(/\t\d{8}\t/, '\tyesterday\t')
  writeFileSync(join(folder, 'x.CSV.gz'), gzipSync(`${line}\n`))
  writeFileSync(join(folder, 'x.CSV.zip'), zipSync({ 'x.CSV': Buffer.from(`${line}\n${broken}\n`) }))
  const run = await detente([
    'import',
    'x.CSV.gz',
    'x.CSV.zip',
    '--ledger',
    'packed.sqlite',
    '--rejected',
    'rejected.jsonl',
  ])
  expect(run.code).toBe(1)
  expect(run.out).toContain('x.CSV.zip, line 2: SQLDATE is "yesterday"')
  expect(
    text('rejected.jsonl')
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row)),
  ).toMatchObject([{ file: join(folder, 'x.CSV.zip'), line: 2, code: 'exchange/bad-date', row: broken }])
  const good = await detente(['import', 'x.CSV.gz', '--ledger', 'packed.sqlite', '--rejected', 'rejected2.jsonl'])
  expect(good.code).toBe(0)
  expect(existsSync(join(folder, 'rejected2.jsonl'))).toBe(false)
})

it('says what to do about a missing file, an unknown one, a bad pair and a folder that is not there', async () => {
  writeFileSync(join(folder, 'letter.txt'), 'Dear reader,\n')
  writeFileSync(join(folder, 'broken.gz'), 'no gzip')
  for (const [args, code, words] of [
    [['import', 'nowhere.csv'], 2, 'Check the path'],
    [['import', 'letter.txt'], 1, '--from'],
    [['import', 'broken.gz'], 2, 'that the file is whole'],
    [['import', '-'], 2, '--from'],
    [['export', '--pair', 'RUS', '--ledger', 'read.sqlite'], 2, 'two countries'],
    [['export', '--out', 'no/such/folder.csv', '--ledger', 'read.sqlite'], 2, 'cannot be written'],
    [['export', '--format', 'xml'], 2, 'Allowed choices'],
  ] as const) {
    const run = await detente([...args])
    expect(run.code, args.join(' ')).toBe(code)
    expect(run.err, args.join(' ')).toContain(words)
    expect(run.err).not.toContain('    at ')
  }
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
})

it('releases a data set that can be cited: whole, hashed, the same each time, without the articles', async () => {
  const at = (name: string) => join(folder, name)
  const options = {
    ledger: at('read.sqlite'),
    author: ['Ada "A." Example'],
    license: 'CC-BY-4.0',
    released: '2026-11-01',
  }
  await runRelease({ ...options, release: at('release-1/') })
  await runRelease({ ...options, release: at('release-2') })
  const sums = text('release-1/SHA256SUMS')
  expect(text('release-2/SHA256SUMS')).toBe(sums)
  const names = readdirSync(at('release-1')).sort()
  expect(
    sums
      .trim()
      .split('\n')
      .map((line) => line.slice(66)),
  ).toEqual(names.filter((name) => name !== 'SHA256SUMS'))
  for (const line of sums.trim().split('\n'))
    expect(
      createHash('sha256')
        .update(readFileSync(at(`release-1/${line.slice(66)}`)))
        .digest('hex'),
    ).toBe(line.slice(0, 64))
  const cited = parse(text('release-1/CITATION.cff'))
  expect(cited).toMatchObject({
    type: 'dataset',
    authors: [{ name: 'Ada "A." Example' }],
    license: 'CC-BY-4.0',
    'date-released': '2026-11-01',
  })
  expect(JSON.parse(text('release-1/VERSIONS.json')).coded_with[0]).toMatchObject({
    articles: 9,
    detente: cited.abstract.match(/Détente (\S+)\.$/)[1],
  })
  expect(text('release-1/codebook.md')).toContain('### consult/meet')
  const events = text('release-1/events.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(text('release-1/README.md')).toContain(`${events.length} events`)
  // Of every article, the sentences that no item quotes are nowhere in the data.
  const items = text('release-1/items.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const quoted = [...events, ...items].map((row) => row.words).join('\n')
  const data = names
    .filter((name) => name !== 'codebook.md')
    .map((name) => text(`release-1/${name}`))
    .join('\n')
  const ledger = await openLedger(at('read.sqlite'))
  let unquoted = 0
  for (const { key } of (await ledger.articles({ limit: 100 })).articles)
    for (const sentence of (await ledger.record(key))!.text.match(/[A-Z][^.!?"“”]{50,}[.!?]/g) ?? [])
      if (!quoted.includes(sentence.slice(0, 50))) {
        unquoted++
        expect(data).not.toContain(sentence.slice(0, 50))
      }
  await ledger.close()
  expect(unquoted).toBeGreaterThan(20)
  await expect(runRelease({ ...options, release: at('release-1') })).rejects.toThrow('not empty')
})

it('sorts any number of lines by their bytes', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `${(i * 7919) % 500}\n${i % 3 ? '\u{1F600}' : '\uFFFD'}é`)
  const sorter = new SortedLines(60)
  for (const line of lines) await sorter.add('2003-01-01', line)
  const sorted: string[] = []
  for await (const line of sorter.sorted()) sorted.push(line)
  await sorter.done()
  const wanted = lines
    .map((line) => Buffer.from(JSON.stringify(line)))
    .sort(Buffer.compare)
    .map((bytes) => JSON.parse(bytes.toString()))
  expect(sorted).toEqual(wanted)
  expect(['\u{1F600}', '\uFFFD', 'z', 'a'].sort(compareBytes)).toEqual(['a', 'z', '\uFFFD', '\u{1F600}'])
})

it('says how far two coders agree, names rows it cannot read, and needs two coders', async () => {
  writeFileSync(
    join(folder, 'ada.jsonl'),
    '{"id":1,"type":"AID","actors":["PER"],"recipients":["CHL"]}\n{"id":2,"type":null}\n{"id":3,"events":[{"type":"REJECT","actors":["PER"],"recipients":[]},{"type":"ACCUSE","actors":["PER"],"recipients":["CHL"]}]}\n',
  )
  writeFileSync(
    join(folder, 'ben.jsonl'),
    '{"id":1,"type":"aid","actors":["PER"],"recipients":["CHL"]}\n{"id":2,"type":"CONSULT"}\nnonsense\n{"id":3,"type":"ACCUSE+REJECT"}\n',
  )
  const run = await detente(['agreement', 'ada.jsonl', 'ben.jsonl', '--json', '--reference', 'ada'])
  expect(run.code).toBe(1)
  expect(run.err).toContain('ben.jsonl, line 3 is no JSON')
  const result = JSON.parse(run.out)
  expect(result.coders).toEqual(['ada', 'ben'])
  expect(result.confusion).toEqual({ AID: { AID: 1 }, none: { CONSULT: 1 }, 'ACCUSE+REJECT': { 'ACCUSE+REJECT': 1 } })
  expect(result.precision.ben.CONSULT).toMatchObject({ right: 0, of: 1 })
  expect((await detente(['agreement', 'ada.jsonl'])).code).toBe(2)
})

it('compares those who coded a sample of the ledger with each other and with the machine, once all are done', async () => {
  const ledger = ['--ledger', 'read.sqlite']
  const drawn = await detente(['sample', 'draw', 'pilot', '--size', '20', ...ledger])
  expect(drawn.code, drawn.err).toBe(0)
  const rows = jsonRows((await detente(['sample', 'passages', 'pilot', '--by', 'ada', ...ledger])).out)
  expect(rows).toHaveLength(20)
  const answers = rows.map(({ report }, i) => ({ report, type: i % 4 ? 'CONSULT' : null, actors: ['GRC'] }))
  const judge = async (by: string, list: object[]) => {
    writeFileSync(join(folder, 'answers.jsonl'), list.map((row) => JSON.stringify(row)).join('\n'))
    expect((await detente(['sample', 'judge', 'pilot', '--by', by, '--from', 'answers.jsonl', ...ledger])).code).toBe(0)
  }
  await judge('ada', answers)
  await judge('ben', answers.slice(1))
  const early = await detente(['agreement', '--sample', 'pilot', ...ledger])
  expect([early.code, early.out]).toEqual([1, ''])
  expect(early.err).toContain('still coding')
  await judge('ben', answers)
  const run = await detente([
    'agreement',
    '--sample',
    'pilot',
    '--reference',
    'ada',
    '--json',
    '--draws',
    '50',
    ...ledger,
  ])
  const result = JSON.parse(run.out)
  expect(result.coders).toEqual(['ada', 'ben', 'machine'])
  expect(result.pairs[0]).toMatchObject({ coders: ['ada', 'ben'], type: { alpha: 1, units: 20 } })
  expect(result.methods).toContain("without seeing each other's codes")
})

const jsonRows = (out: string): { [key: string]: unknown }[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
