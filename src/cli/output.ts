import { once } from 'node:events'
import pc from 'picocolors'
import stringWidth from 'string-width'

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

/** Progress on standard error: a bar that redraws itself on a terminal, a plain line now and then otherwise. */
export class Progress {
  readonly #label: string
  readonly #terminal = process.stderr.isTTY === true
  readonly #began = performance.now()
  #shown = 0
  #count = 0

  constructor(label: string) {
    this.#label = label
  }

  /** Says that `count` items are done, the last of them being `name`. */
  step(count: number, name: string): void {
    this.#count = count
    const now = performance.now()
    if (now - this.#shown < (this.#terminal ? 80 : 5000)) return
    this.#shown = now
    const rate = count / Math.max(0.001, (now - this.#began) / 1000)
    if (this.#terminal) {
      const room = Math.max(20, (process.stderr.columns ?? 80) - 44)
      const marks = '▏▎▍▌▋▊▉█'
      const beat = marks[Math.floor(now / 80) % marks.length]!
      process.stderr.write(
        `\r\x1b[2K${pc.cyan(beat)} ${this.#label} ${count}  ${pc.dim(`${rate.toFixed(1)}/s`)}  ${pc.dim(name.length > room ? `…${name.slice(-room + 1)}` : name)}`,
      )
    } else note(`${this.#label} ${count} (${rate.toFixed(1)}/s)`)
  }

  done(): void {
    if (this.#terminal && this.#shown) process.stderr.write('\r\x1b[2K')
    else if (this.#shown && this.#count) note(`${this.#label} ${this.#count}, done`)
  }
}
