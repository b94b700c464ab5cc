import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { decodeBytes } from './decode.ts'
import { failed, type Input } from './raw-page.ts'
import { pageFromFields } from './rows.ts'

/** Which column of a table holds which field of a row. */
export type Columns = Partial<{ [field in ColumnField]: string }>
export type ColumnField = 'id' | 'text' | 'html' | 'title' | 'date' | 'url' | 'outlet' | 'byline'

/** Longest row, in bytes. The parser looks at an unfinished row again with each new part, so that this bounds its time, too. */
const longestRow = 2_000_000

/** Names that columns usually have, in the order they are tried; compared without case, spaces and marks. */
const usual: { [field in ColumnField]: string[] } = {
  id: ['id', 'docid', 'articleid', 'guid', 'key', 'documentid', 'uid'],
  text: [
    'text',
    'body',
    'content',
    'article',
    'articlebody',
    'articletext',
    'fulltext',
    'story',
    'maintext',
    'document',
  ],
  html: ['html', 'rawhtml', 'page'],
  title: ['title', 'headline', 'heading', 'head'],
  date: [
    'date',
    'published',
    'publicationdate',
    'publisheddate',
    'pubdate',
    'publishdate',
    'publishedat',
    'datetime',
    'day',
  ],
  url: ['url', 'link', 'address', 'webaddress', 'permalink', 'sourceurl'],
  outlet: ['outlet', 'source', 'publisher', 'publication', 'newspaper', 'journal', 'site', 'domain'],
  byline: ['byline', 'author', 'authors', 'creator', 'writer'],
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '')

/** Reads `text=Body,date=Published` as a mapping; throws an `Error` that says what is wrong. */
export function readColumns(written: string): Columns {
  const columns: Columns = {}
  for (const part of written.split(',')) {
    const [field, ...name] = part.split('=')
    if (!field || name.length === 0 || !Object.hasOwn(usual, field.trim()))
      throw new Error(
        `"${part}" is no column. Write text=Body,date=Published; fields are ${Object.keys(usual).join(', ')}.`,
      )
    columns[field.trim() as ColumnField] = name.join('=').trim()
  }
  return columns
}

/**
 * The rows of a CSV or TSV stream with a heading, one input each; the delimiter is found out. Columns are those given or else those of usual
 * names. Memory holds one row at most; a quote that is never closed ends the reading with an issue.
 */
export async function* rowsOfTable(
  id: string,
  stream: AsyncIterable<Uint8Array>,
  columns: Columns = {},
): AsyncGenerator<Input> {
  let sinceRow = 0
  let encoding = ''
  async function* text() {
    let decoder: { write(part: Buffer): string; end(): string | undefined } | undefined
    for await (const chunk of stream) {
      const part = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      if (!decoder) {
        encoding = decodeBytes(part.subarray(0, 65_536)).encoding
        decoder = iconv.getDecoder(encoding)
      }
      sinceRow += part.length
      if (sinceRow > longestRow) throw new Error('a row is longer than 2 MB; is a quotation mark left open?')
      yield decoder.write(part)
    }
    yield decoder?.end() ?? ''
  }
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { header: false, skipEmptyLines: 'greedy' })
  const source = Readable.from(text(), { objectMode: false, encoding: 'utf8' })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let places: Partial<{ [field in ColumnField]: number }> | undefined
  let number = 0
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      sinceRow = 0
      number++
      if (!places) {
        places = placesOf(
          row.map((name) => name.replace(/^\ufeff/, '')),
          columns,
        )
        const missing = Object.entries(columns).filter(([field]) => places![field as ColumnField] === undefined)
        if (missing.length || (places.text === undefined && places.html === undefined)) {
          yield failed(
            id,
            'intake/no-column',
            `${id} has no column ${missing.map(([, name]) => `"${name}"`).join(', ') || 'for the text'}; its columns are ${row.slice(0, 30).join(', ')}. Say which is which: --columns text=…,date=….`,
          )
          return
        }
        continue
      }
      const fields: { [field: string]: unknown } = {}
      for (const [field, place] of Object.entries(places)) fields[field] = row[place]?.trim()
      yield pageFromFields(fields, `${id}:${number}`)
    }
  } catch (error) {
    yield failed(
      id,
      'intake/bad-table',
      `${id} cannot be read as a table past row ${number} (${error instanceof Error ? error.message : 'damaged'}). What came before it was read.`,
    )
    return
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (number < 2) yield failed(id, 'intake/empty-table', `${id} is a table without rows: nothing to read.`)
}

function placesOf(names: string[], columns: Columns): Partial<{ [field in ColumnField]: number }> {
  const places: Partial<{ [field in ColumnField]: number }> = {}
  const there = names.map(plain)
  for (const field of Object.keys(usual) as ColumnField[]) {
    const given = columns[field]
    const exact = given === undefined ? -1 : names.indexOf(given)
    const at =
      given === undefined
        ? (usual[field].map((name) => there.indexOf(name)).find((place) => place >= 0) ?? -1)
        : exact >= 0
          ? exact
          : there.indexOf(plain(given))
    if (at >= 0) places[field] = at
  }
  return places
}
