import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import {
  emptyReport,
  type FormatName,
  formatOf,
  type ImportReport,
  type Rejected,
  readMentions,
  readRows,
  recordsOf,
} from '../exchange/index.ts'
import { type ImportCounts, type Ledger, openLedger } from '../ledger/index.ts'
import { note, Progress, print, table, UsageError } from './output.ts'
import { cannotWrite, textOf } from './row-files.ts'

/** Rows that were not taken are shown up to this many; all of them are counted, and kept with `--rejected`. */
const SHOWN = 20

/** `detente import`: rows of other systems into the ledger; exit 1 when some could not be read. */
export async function runImport(
  paths: string[],
  options: { ledger: string; from?: FormatName | 'mentions'; rejected?: string; json?: boolean; dryRun?: boolean },
): Promise<void> {
  const ledger = options.dryRun ? null : await openLedger(options.ledger)
  const rejected = new RejectedRows(options.rejected)
  const results: { file: string; format: string; report: ImportReport; counts: ImportCounts | null }[] = []
  try {
    for (const path of paths) {
      const format = options.from ?? (await sniffed(path))
      if (!format) {
        note(
          `${path}: no known format is recognised in its first line. Name it with --from, or check that the file is not empty.`,
        )
        process.exitCode = 1
        continue
      }
      rejected.begin(path)
      const { report, counts } = await importFile(path, format, ledger, rejected)
      results.push({ file: path, format, report, counts })
      if (report.failed) process.exitCode = 1
    }
    rejected.keep()
  } finally {
    await ledger?.close()
  }
  if (options.json) for (const result of results) await print(`${JSON.stringify(plain(result))}\n`)
  else await print(summaryOf(results, rejected, options.rejected))
}

async function importFile(
  path: string,
  format: FormatName | 'mentions',
  ledger: Ledger | null,
  rejected: RejectedRows,
) {
  const report = emptyReport()
  const progress = new Progress(`imported ${path}`)
  let latin = 0
  const pieces = textOf(path, () => latin++)
  const reject = (row: Rejected) => rejected.add(row)
  async function* watched<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
    let seen = 0
    for await (const row of rows) {
      if (++seen % 1000 === 0) progress.step(seen, '')
      yield row
    }
  }
  const counts =
    format === 'mentions'
      ? await drained(watched(readMentions(pieces, reject, report)), ledger && ((rows) => ledger.importMentions(rows)))
      : await drained(
          watched(readRows(format, pieces, reject, report)),
          ledger && ((rows) => ledger.importEvents(rows)),
        )
  progress.done()
  if (latin) note(`${path}: ${latin} line(s) are no UTF-8 and were read as ISO-8859-1.`)
  return { report, counts }
}

async function drained<T>(
  rows: AsyncIterable<T>,
  take: ((rows: AsyncIterable<T>) => Promise<ImportCounts>) | null,
): Promise<ImportCounts | null> {
  if (take) return take(rows)
  for await (const _ of rows);
  return null
}

async function sniffed(path: string): Promise<FormatName | 'mentions' | null> {
  if (path === '-') throw new UsageError('Standard input needs --from, which names its format.')
  for await (const { text } of recordsOf(textOf(path))) if (text.trim()) return formatOf(text)
  return null
}

/** Rows that were not taken: the first ones are shown, all of them go to a file when there is one. */
class RejectedRows {
  readonly shown: { file: string; line: number; reason: string }[] = []
  readonly #path: string | undefined
  #waiting: string[] = []
  #file = ''
  total = 0

  constructor(path: string | undefined) {
    this.#path = path
    if (path) this.#write((unfinished) => writeFileSync(unfinished, ''))
  }

  begin(file: string): void {
    this.#file = file
  }

  add({ record, reason, issue }: Rejected): void {
    this.total++
    if (issue && this.shown.length < SHOWN) this.shown.push({ file: this.#file, line: record.line, reason })
    if (!this.#path) return
    const code = issue?.code ?? 'exchange/aside'
    this.#waiting.push(JSON.stringify({ file: this.#file, line: record.line, code, reason, row: record.text }))
    if (this.#waiting.length >= 1000) this.#flush()
  }

  /** Moves the file to its place; none is left when every row was taken. */
  keep(): void {
    const path = this.#path
    if (!path) return
    this.#flush()
    this.#write((unfinished) => (this.total ? renameSync(unfinished, path) : rmSync(unfinished)))
  }

  #flush(): void {
    const rows = this.#waiting.splice(0)
    if (rows.length) this.#write((unfinished) => appendFileSync(unfinished, `${rows.join('\n')}\n`))
  }

  #write(act: (unfinished: string) => void): void {
    try {
      act(`${this.#path}.unfinished`)
    } catch (error) {
      throw cannotWrite(this.#path!, error)
    }
  }
}

const plain = ({
  file,
  format,
  report,
  counts,
}: {
  file: string
  format: string
  report: ImportReport
  counts: ImportCounts | null
}) => ({
  file,
  format,
  rows: report.rows,
  taken: report.taken,
  ...counts,
  failed: report.failed,
  aside: Object.fromEntries(report.aside),
  repaired: Object.fromEntries(report.repaired),
  beside: Object.fromEntries(report.beside),
})

function summaryOf(
  results: { file: string; format: string; report: ImportReport; counts: ImportCounts | null }[],
  rejected: RejectedRows,
  kept: string | undefined,
): string {
  const lines: string[] = []
  if (results.length)
    lines.push(
      table(
        [
          ['file', 'format', 'rows', 'added', 'known', 'changed', 'erased', 'aside', 'failed'],
          ...results.map(({ file, format, report, counts }) => [
            file,
            format,
            String(report.rows),
            String(counts?.added ?? 0),
            String(counts?.known ?? 0),
            String(counts?.changed ?? 0),
            String(counts?.erased ?? 0),
            String([...report.aside.values()].reduce((sum, n) => sum + n, 0)),
            String(report.failed),
          ]),
        ],
        [false, false, true, true, true, true, true, true, true],
      ),
    )
  for (const { file, report } of results) {
    for (const [what, n] of report.repaired) lines.push(`${file}: ${n} row(s) mended: ${what}.`)
    for (const [reason, n] of sorted(report.aside)) lines.push(`${file}: ${n} row(s) set aside: ${reason}.`)
    if (report.beside.size)
      lines.push(
        `${file}: kept beside, for no field of the ledger gives them back: ${sorted(report.beside)
          .map(([column, n]) => `${column} ${n}`)
          .join(', ')}.`,
      )
  }
  for (const { file, line, reason } of rejected.shown) lines.push(`${file}, line ${line}: ${reason}`)
  if (rejected.total)
    lines.push(
      kept
        ? `${rejected.total} row(s) that were not taken are in ${kept}, as they stood, with the reason.`
        : `${rejected.total} row(s) were not taken; --rejected FILE keeps them as they stood, with the reason.`,
    )
  return `${lines.join('\n')}\n`
}

const sorted = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
