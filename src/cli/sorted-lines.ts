import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Lines held in memory before they are sorted and laid aside in a temporary file. */
const HELD = 50_000

/**
 * Sorts rows by key and then by their bytes, however many there are: more than fit in memory go through temporary files. Rows may hold line breaks. Call
 * `add` for each, then read `sorted` once; `done` removes what was laid aside.
 */
export class SortedLines {
  readonly #held: string[] = []
  readonly #files: string[] = []
  readonly #most: number
  #folder: string | null = null

  constructor(most = HELD) {
    this.#most = most
  }

  async add(key: string, line: string): Promise<void> {
    // JSON keeps line breaks apart; a tab cannot stand in a key and sorts before anything that can.
    this.#held.push(`${key}\t${JSON.stringify(line)}`)
    if (this.#held.length >= this.#most) await this.#layAside()
  }

  async *sorted(): AsyncGenerator<string> {
    this.#held.sort(compareBytes)
    if (this.#files.length === 0) {
      for (const row of this.#held) yield lineOf(row)
      return
    }
    if (this.#held.length) await this.#layAside()
    const heads = await Promise.all(
      this.#files.map(async (path) => {
        const rows = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })[
          Symbol.asyncIterator
        ]()
        return { rows, next: await rows.next() }
      }),
    )
    for (;;) {
      let least: (typeof heads)[number] | null = null
      for (const head of heads)
        if (!head.next.done && (least === null || compareBytes(head.next.value, least.next.value) < 0)) least = head
      if (!least) return
      yield lineOf(least.next.value)
      least.next = await least.rows.next()
    }
  }

  async done(): Promise<void> {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
    this.#folder = null
  }

  async #layAside(): Promise<void> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'detente-export-'))
    const path = join(this.#folder, String(this.#files.length))
    const file = await open(path, 'w')
    try {
      const rows = this.#held.splice(0).sort(compareBytes)
      for (let at = 0; at < rows.length; at += 5000) await file.write(`${rows.slice(at, at + 5000).join('\n')}\n`)
    } finally {
      await file.close()
    }
    this.#files.push(path)
  }
}

const lineOf = (row: string): string => JSON.parse(row.slice(row.indexOf('\t') + 1)) as string

/** The order of UTF-8 bytes, which is that of code points: characters beyond U+FFFF come after all others. */
export function compareBytes(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  for (let i = 0; i < most; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const [high, low] = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000]
    return high === low ? x - y : high ? 1 : -1
  }
  return a.length - b.length
}
