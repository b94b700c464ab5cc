import type { EventType, Status } from '../coding/index.ts'
import {
  type ExportReport,
  emptyExport,
  exportHappening,
  exportMention,
  type FormatName,
  headerLine,
  mentionLines,
  parquetOf,
} from '../exchange/index.ts'
import { type Ledger, type LedgerQuery, openLedger } from '../ledger/index.ts'
import { note, Progress, print, UsageError } from './output.ts'
import { writeWhole } from './row-files.ts'
import { SortedLines } from './sorted-lines.ts'

export interface ExportOptions {
  ledger: string
  format: FormatName | 'parquet' | 'mentions'
  out?: string
  since?: string
  until?: string
  asOf?: string
  country?: string
  pair?: string[]
  type?: string[]
  status?: string[]
  all?: boolean
  json?: boolean
}

/** `detente export`: happenings in the rows of another system; what does not survive is named on standard error. */
export async function runExport(options: ExportOptions): Promise<void> {
  if (options.format === 'parquet' && !options.out) throw new UsageError('Parquet is no text: give --out FILE.')
  const ledger = await openLedger(options.ledger)
  const report = emptyExport()
  const lines = new SortedLines()
  try {
    await collect(ledger, options, lines, report)
    const text = rowsOf(options.format, lines)
    if (options.out) await writeWhole(options.out, options.format === 'parquet' ? parquetOf(lines.sorted()) : text)
    else for await (const piece of text) await print(piece)
  } finally {
    await lines.done()
    await ledger.close()
  }
  note(options.json ? JSON.stringify(plainReport(report)) : reportWords(options.format, report))
}

/** Gathers the rows of every happening that answers the query. */
async function collect(
  ledger: Ledger,
  options: Omit<ExportOptions, 'ledger'>,
  lines: SortedLines,
  report: ExportReport,
): Promise<void> {
  // A reading that was stopped may have left reports that no happening holds yet.
  await ledger.formHappenings()
  const progress = new Progress('exported')
  for await (const happening of ledger.allHappenings(queryOf(options))) {
    if (options.format === 'mentions') {
      report.happenings++
      for (const line of mentionLines(happening)) {
        report.rows++
        await lines.add('', line)
      }
    } else {
      const format = options.format === 'parquet' ? 'csv' : options.format
      for (const { day, line } of exportHappening(happening, format, report, options.all)) await lines.add(day, line)
    }
    if (report.happenings % 500 === 0) progress.step(report.happenings, '')
  }
  if (options.format === 'mentions')
    for await (const mention of ledger.allMentions()) {
      report.rows++
      await lines.add('', exportMention(mention))
    }
  progress.done()
}

/** The lines of a file, its header first. */
export async function* rowsOf(format: ExportOptions['format'], lines: SortedLines): AsyncGenerator<string> {
  const header = format === 'mentions' || format === 'parquet' ? null : headerLine(format)
  if (header) yield `${header}\n`
  let piece = ''
  for await (const line of lines.sorted()) {
    piece += `${line}\n`
    if (piece.length > 1 << 16) {
      yield piece
      piece = ''
    }
  }
  if (piece) yield piece
}

function queryOf(options: Omit<ExportOptions, 'ledger'>): LedgerQuery {
  if (options.pair && options.pair.length !== 2)
    throw new UsageError('--pair takes two countries, as in --pair RUS USA.')
  return {
    since: options.since,
    until: options.until,
    asOf: options.asOf,
    country: options.country?.toUpperCase(),
    pair: options.pair ? [options.pair[0]!.toUpperCase(), options.pair[1]!.toUpperCase()] : undefined,
    types: options.type?.map((type) => type.toUpperCase() as EventType),
    statuses: options.status as Status[] | undefined,
  }
}

const byCount = <T>(entries: Map<string, T>, of: (value: T) => number) =>
  [...entries].sort((a, b) => of(b[1]) - of(a[1]) || (a[0] < b[0] ? -1 : 1))

const plainReport = (report: ExportReport) => ({
  happenings: report.happenings,
  rows: report.rows,
  left: Object.fromEntries(byCount(report.left, (n) => n)),
  losses: Object.fromEntries(byCount(report.losses, (loss) => loss.lost + loss.changed)),
})

/** The loss report in words. */
export function reportWords(format: string, report: ExportReport): string {
  const lines = [`${report.happenings} happening(s), ${report.rows} row(s) of ${format}.`]
  for (const [reason, n] of byCount(report.left, (count) => count)) lines.push(`left out ${n}: ${reason}.`)
  if (report.losses.size) {
    lines.push('What does not come back when the rows are read again (happenings):')
    for (const [field, { lost, changed }] of byCount(report.losses, (loss) => loss.lost + loss.changed))
      lines.push(
        `  ${field}: ${[lost ? `${lost} lost` : '', changed ? `${changed} changed` : ''].filter(Boolean).join(', ')}`,
      )
  } else if (report.rows && format !== 'mentions')
    lines.push('Nothing is lost: read again, the rows give the same happenings.')
  return lines.join('\n')
}
