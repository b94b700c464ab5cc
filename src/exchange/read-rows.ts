import type { ImportedEvent, ImportedMention } from '../ledger/index.ts'
import type { Issue } from '../text/index.ts'
import { isoDay, numberOf, usDay } from './cells.ts'
import { formats } from './formats.ts'
import { mentionColumns, readMention } from './gdelt-mentions.ts'
import { cellsOfObject, isObject } from './json-values.ts'
import { isQuadWords, typeOf } from './plover-words.ts'
import { cellsOfCsv, type RawRecord, recordsOf } from './records.ts'
import {
  bad,
  type Cells,
  COUNT,
  type FormatName,
  type NotTaken,
  type Reading,
  type RowFormat,
  read,
  WHOLE,
} from './row-format.ts'

/** What became of the rows of a file. */
export interface ImportReport {
  rows: number
  taken: number
  /** Reason → rows that are whole and have no place in the ledger. */
  aside: Map<string, number>
  failed: number
  /** What was mended → rows. */
  repaired: Map<string, number>
  /** Column → rows where it is kept as it stood because no field of the ledger gives it back. Nothing of it is lost; only the same system reads it. */
  beside: Map<string, number>
}

/** A row that was not taken: the record as it stood, its line and why. */
export interface Rejected {
  record: RawRecord
  reason: string
  issue: Issue | null
}

/** The events of a file's text, in their order; the report and the rejected rows come beside them. Memory does not grow with the file. */
export async function* readRows(
  name: FormatName,
  pieces: AsyncIterable<string> | Iterable<string>,
  reject: (rejected: Rejected) => void = () => {},
  report: ImportReport = emptyReport(),
): AsyncGenerator<ImportedEvent, ImportReport> {
  const format = formats[name]
  const reader = rowReader(format)
  for await (const record of recordsOf(pieces, format.shape === ',')) {
    const reading = reader(record)
    if ('blank' in reading) continue
    report.rows++
    if ('event' in reading) {
      report.taken++
      if (reading.repaired) count(report.repaired, reading.repaired)
      for (const column of reading.beside) count(report.beside, column)
      yield reading.event
    } else rejectRow(report, reject, record, reading)
  }
  return report
}

/** The mentions of a file's text (GDELT 2.0 mentions), like `readRows`. */
export async function* readMentions(
  pieces: AsyncIterable<string> | Iterable<string>,
  reject: (rejected: Rejected) => void = () => {},
  report: ImportReport = emptyReport(),
): AsyncGenerator<ImportedMention, ImportReport> {
  for await (const record of recordsOf(pieces)) {
    if (record.text.trim() === '') continue
    report.rows++
    const parts = record.text.split('\t')
    if (parts.length !== mentionColumns.length) {
      rejectRow(report, reject, record, wrongCount(parts.length, mentionColumns.length, 'GDELT 2.0 mentions'))
      continue
    }
    const reading = readMention(Object.fromEntries(mentionColumns.map((column, i) => [column, parts[i]!])))
    if ('mention' in reading) {
      report.taken++
      for (const column of Object.keys(reading.mention.extra)) count(report.beside, column)
      yield reading.mention
    } else rejectRow(report, reject, record, reading)
  }
  return report
}

export const emptyReport = (): ImportReport => ({
  rows: 0,
  taken: 0,
  aside: new Map(),
  failed: 0,
  repaired: new Map(),
  beside: new Map(),
})

export function count(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function rejectRow(report: ImportReport, reject: (rejected: Rejected) => void, record: RawRecord, why: NotTaken): void {
  if ('aside' in why) {
    count(report.aside, why.aside)
    reject({ record, reason: why.aside, issue: null })
  } else {
    report.failed++
    reject({ record, reason: why.issue.message, issue: why.issue })
  }
}

/** Reads the records of one file; remembers the columns its header names. */
export function rowReader(format: RowFormat): (record: RawRecord) => Reading {
  if (format.shape === 'json') return (record) => readJson(format, record)
  const split = format.shape === ',' ? cellsOfCsv : (text: string) => text.split('\t')
  let columns: readonly string[] = format.columns
  return (record) => {
    if (record.text.trim() === '') return { blank: true }
    if (record.unclosed)
      return bad(
        'unclosed-quote',
        'A quotation mark opens and none closes it. Double the marks inside a cell, or close it.',
      )
    const parts = split(record.text)
    const header = headerOf(format, parts)
    if (header) {
      if (!('columns' in header)) return header
      columns = header.columns.join('\t') === format.columns.join('\t') ? format.columns : header.columns
      return { blank: true }
    }
    return readParts(format, columns, parts, record.text)
  }
}

/** Names that some files give a column instead of the usual one. */
const ALIASES: { [column: string]: string } = { 'event intensity': 'Intensity' }

function headerOf(format: RowFormat, parts: string[]): { columns: string[] } | NotTaken | null {
  if (!format.header) return null
  const known = new Map(format.columns.map((column) => [column.toLowerCase(), column]))
  const names = parts.map((part) => {
    const name = part.trim().replace(/^"(.*)"$/, '$1')
    return known.get(name.toLowerCase()) ?? ALIASES[name.toLowerCase()] ?? name
  })
  if (!names.includes(format.columns[0]!) || names.filter((name) => known.has(name.toLowerCase())).length < 3)
    return null
  const missing =
    format.shape === ','
      ? REQUIRED_CSV.filter((column) => !names.includes(column))
      : format.columns.filter((column) => !names.includes(column))
  if (missing.length)
    return bad(
      'missing-columns',
      `The header lacks ${missing.map((name) => `"${name}"`).join(', ')}; is this a ${format.title} file?`,
    )
  return { columns: names }
}

/** Columns that a CSV of one's own must have. */
const REQUIRED_CSV = ['id', 'type']

function wrongCount(seen: number, wanted: number, title: string): NotTaken {
  return bad(
    'wrong-columns',
    `The row has ${seen} columns and ${title} has ${wanted}. ${seen < wanted ? 'A line break inside a cell cuts a row in two: join it with the next line.' : 'A cell holds a tab: put a space in its place.'}`,
  )
}

function readParts(format: RowFormat, columns: readonly string[], parts: string[], whole: string): Reading {
  if (parts.length === columns.length) {
    const standard = format.shape === '\t' && columns === format.columns
    return read(format, cellsOf(columns, parts), standard ? { whole } : {})
  }
  // Files of GDELT 1.0 before April 2013 have no SOURCEURL.
  if (format.name === 'gdelt1' && parts.length === 57) {
    const cells = cellsOf(columns, [...parts, ''])
    return read(format, cells, { pseudo: { [COUNT]: '57' }, whole })
  }
  if (format.name === 'polecat' && parts.length > columns.length) {
    const mended = mend(columns, parts)
    if (mended) {
      const reading = read(format, cellsOf(columns, mended), { pseudo: { [WHOLE]: whole } })
      return 'event' in reading ? { ...reading, repaired: 'a stray tab inside a cell' } : reading
    }
  }
  return wrongCount(parts.length, columns.length, format.title)
}

function cellsOf(columns: readonly string[], parts: readonly string[]): Cells {
  const cells: Cells = {}
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!
    if (column === '__proto__') Object.defineProperty(cells, column, { value: parts[i], enumerable: true })
    else cells[column] = parts[i]!
  }
  return cells
}

/** Most tabs too many that are looked for in one row. */
const MOST_TABS = 3

/**
 * A POLECAT row with tabs too many: cells are joined where that puts every date, number, type and class of the row into its column. Null when no place
 * or several different ones do.
 */
function mend(columns: readonly string[], parts: string[]): string[] | null {
  const excess = parts.length - columns.length
  if (excess > MOST_TABS) return null
  let rows = [parts]
  for (let step = 0; step < excess; step++)
    rows = rows.flatMap((row) =>
      row.slice(1).map((_, at) => {
        const [left, right] = [row[at]!, row[at + 1]!]
        return [...row.slice(0, at), [left, right].filter(Boolean).join(' '), ...row.slice(at + 2)]
      }),
    )
  const fits = new Map(rows.filter((row) => fitting(columns, row)).map((row) => [row.join('\t'), row]))
  return fits.size === 1 ? [...fits.values()][0]! : null
}

const NONE = /^(?:None)?$/

function fitting(columns: readonly string[], row: string[]): boolean {
  const cell = (column: string) => row[columns.indexOf(column)] ?? ''
  const isDay = (text: string) => (isoDay(text) ?? usDay(text)) !== null
  const isNumber = (text: string) => NONE.test(text) || typeof numberOf(text) === 'number'
  return (
    isDay(cell('Event Date')) &&
    typeOf(cell('Event Type')) !== null &&
    isNumber(cell('Intensity')) &&
    isQuadWords(cell('Quad Code')) &&
    isNumber(cell('Latitude')) &&
    isNumber(cell('Longitude')) &&
    isNumber(cell('GeoNames ID')) &&
    /^(?:[A-Z][A-Z0-9]{0,5}|None)?$/.test(cell('Feature Type')) &&
    (NONE.test(cell('Publication Date')) || isDay(cell('Publication Date'))) &&
    /^(?:[A-Za-z-]{0,12})$/.test(cell('Language')) &&
    cell('Actor COW')
      .split(/; ?/)
      .every((number) => /^\d*$|^None$/.test(number)) &&
    cell('Recipient COW')
      .split(/; ?/)
      .every((number) => /^\d*$|^None$/.test(number))
  )
}

function readJson(format: RowFormat, record: RawRecord): Reading {
  if (record.text.trim() === '') return { blank: true }
  let value: unknown
  try {
    value = JSON.parse(record.text)
  } catch (error) {
    return bad(
      'bad-json',
      `The line is no JSON: ${error instanceof Error ? error.message : String(error)}. Write one object a line.`,
    )
  }
  if (!isObject(value)) return bad('bad-json', 'The line is JSON but no object. Write one object a line.')
  return read(format, cellsOfObject(value), { value })
}
