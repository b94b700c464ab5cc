import { once } from 'node:events'
import stringWidth from 'string-width'
import { pc } from './colours.ts'

/** A mistake in how the command was called: printed without a stack, exit code 2. */
export class UsageError extends Error {
  readonly code = 'cli/usage'
}

/** Writes results to standard output, waiting when the reader is slow. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Writes a note for the person at the terminal to standard error; never a result. */
export function note(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Breaks words to `width` columns with a hanging indent. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push(line)
  return lines.join(`\n${indent}`)
}

/** A table with columns as wide as their widest cell; cells may hold colours and wide letters. */
export function table(rows: string[][], right: boolean[] = []): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))))
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const pad = ' '.repeat(widths[column]! - stringWidth(cell))
          return right[column] ? pad + cell : cell + pad
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/**
 * Progress on standard error. On a terminal it redraws itself: a bar with the time left where the total is known, a count with the rate where it is
 * not. Elsewhere a plain line comes now and then.
 */
export class Progress {
  readonly #label: string
  readonly #total: number | null
  readonly #terminal = process.stderr.isTTY === true
  readonly #began = performance.now()
  #shown = 0
  #count = 0

  constructor(label: string, total: number | null = null) {
    this.#label = label
    this.#total = total
  }

  /** Says that `count` items are done, the last of them being `name`. */
  step(count: number, name: string): void {
    this.#count = count
    const now = performance.now()
    if (now - this.#shown < (this.#terminal ? 80 : 5000)) return
    this.#shown = now
    const rate = count / Math.max(0.001, (now - this.#began) / 1000)
    if (!this.#terminal) {
      note(`${this.#label} ${count}${this.#total ? ` of ${this.#total}` : ''} (${rate.toFixed(1)}/s)`)
      return
    }
    const done = this.#total ? Math.min(1, count / this.#total) : 0
    const head = this.#total
      ? `${pc.cyan('█'.repeat(Math.round(done * 24)))}${pc.dim('░'.repeat(24 - Math.round(done * 24)))} ${count}/${this.#total}  ${timeLeft((this.#total - count) / rate)}`
      : `${pc.cyan('·'.repeat(1 + (Math.floor(now / 240) % 3)).padEnd(3))} ${count}`
    const room = Math.max(12, (process.stderr.columns ?? 80) - this.#label.length - (this.#total ? 58 : 24))
    const shortName = name.length > room ? `…${name.slice(-room + 1)}` : name
    process.stderr.write(`\r\x1b[2K${this.#label} ${head}  ${pc.dim(`${rate.toFixed(1)}/s  ${shortName}`)}`)
  }

  /** Says what else takes time now that the items are done. */
  say(what: string): void {
    if (this.#terminal) process.stderr.write(`\r\x1b[2K${what} …`)
    else if (this.#shown) note(`${what} …`)
    this.#shown ||= 1
  }

  done(): void {
    if (this.#terminal && this.#shown) process.stderr.write('\r\x1b[2K')
    else if (this.#shown && this.#count) note(`${this.#label} ${this.#count}, done`)
  }
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s left`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min left` : `${(seconds / 3600).toFixed(1)} h left`
}
