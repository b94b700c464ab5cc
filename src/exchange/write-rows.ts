import type { Happening, ImportedMention } from '../ledger/index.ts'
import { flat } from './cells.ts'
import { columnsOf, formats } from './formats.ts'
import { mentionColumns, tellImportedMention, tellMentions } from './gdelt-mentions.ts'
import { lineOfCells } from './json-values.ts'
import { addLosses, type Losses } from './losses.ts'
import { count, rowReader } from './read-rows.ts'
import { csvOfCells } from './records.ts'
import { type Cells, COUNT, type FormatName, pairsOf, type RowFormat, tell, WHOLE } from './row-format.ts'

/** What became of the happenings. */
export interface ExportReport {
  happenings: number
  rows: number
  /** Reason → happenings that the format cannot hold. */
  left: Map<string, number>
  /** Field → happenings in which it did not survive, measured by reading each row again. */
  losses: Losses
}

export const emptyExport = (): ExportReport => ({ happenings: 0, rows: 0, left: new Map(), losses: new Map() })

/** A row of an export and what it is sorted by: the first day it tells of ('' where none is known), then the bytes of the line. */
export interface ExportedLine {
  day: string
  line: string
}

/** The first line of a file of the format; null where it has none. */
export function headerLine(name: FormatName): string | null {
  const format = formats[name]
  return format.header ? lineOf(Object.fromEntries(format.columns.map((column) => [column, column])), format) : null
}

/** The rows of one happening; what the format cannot hold is counted in the report. `all` writes also what a format cannot tell from what happened. */
export function exportHappening(
  happening: Happening,
  name: FormatName,
  report: ExportReport,
  all = false,
): ExportedLine[] {
  const format = formats[name]
  report.happenings++
  const telling = tell(happening, format, columnsOf, all)
  if ('left' in telling) {
    count(report.left, telling.left)
    return []
  }
  const lines = telling.rows.map((cells) => lineOf(cells, format))
  report.rows += lines.length
  const reader = rowReader(format)
  const back = lines.map((text) => {
    const reading = reader({ text, line: 1 })
    return 'event' in reading ? reading.event : null
  })
  const told = pairsOf(happening, format).map((pair) =>
    pair.actors === happening.actors && pair.recipients === happening.recipients
      ? happening
      : { ...happening, actors: pair.actors, recipients: pair.recipients },
  )
  addLosses(report.losses, happening, told, back, name)
  return lines.map((line) => ({ day: happening.date?.start ?? '', line }))
}

/** The lines of GDELT's mentions table that tell where a happening was told. */
export function mentionLines(happening: Happening): string[] {
  const own = happening.imported?.origin
  if (own === 'gdelt1' || own === 'gdelt2' || 'left' in tell(happening, formats.gdelt2, columnsOf)) return []
  return tellMentions(happening).map(mentionLine)
}

/** The line of an imported mention, as it came. */
export const exportMention = (mention: ImportedMention): string => mentionLine(tellImportedMention(mention))

const mentionLine = (cells: Cells) => mentionColumns.map((column) => flat(cells[column] ?? '')).join('\t')

function lineOf(cells: Cells, format: RowFormat): string {
  if (format.shape === 'json') return lineOfCells(cells, format.columns)
  if (cells[WHOLE] !== undefined && !/[\n\r]/.test(cells[WHOLE])) return cells[WHOLE]
  const columns =
    cells[COUNT] === undefined || format.name !== 'gdelt1'
      ? format.columns
      : format.columns.slice(0, Number(cells[COUNT]))
  const parts = columns.map((column) => cells[column] ?? '')
  return format.shape === ',' ? csvOfCells(parts) : parts.map(flat).join('\t')
}
