/** One record of a WARC file. */
export interface WarcRecord {
  /** Headers by lower-case name; of repeated ones the first. */
  headers: Map<string, string>
  /** The block, or `null` where it is larger than `limit`. */
  block: Buffer | null
  /** What is wrong with the record, in words: cut off, longer than announced. */
  damage?: string
}

/** Thrown by `warcRecords` for what is no WARC file at all. */
export class NoWarcError extends Error {}

/**
 * The records of an unpacked WARC stream. The version line, the announced length and the blank lines behind each record are checked; after a
 * damaged record the reading goes on at the next line that begins one. Memory holds one block of at most `limit` bytes.
 */
export async function* warcRecords(stream: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<WarcRecord> {
  const bytes = new ByteReader(stream)
  let first = true
  for (;;) {
    const version = await nextVersion(bytes, first)
    if (version === null) return
    first = false
    const headers = new Map<string, string>()
    let whole = true
    let name = ''
    for (;;) {
      const line = await bytes.line(1_000_000)
      if (line === null) {
        whole = false
        break
      }
      if (line === '') break
      const colon = line.indexOf(':')
      if (/^[ \t]/.test(line) && name) headers.set(name, `${headers.get(name)} ${line.trim()}`)
      else if (colon > 0) {
        name = line.slice(0, colon).trim().toLowerCase()
        if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
      }
    }
    const length = /^\d{1,15}$/.test(headers.get('content-length') ?? '') ? Number(headers.get('content-length')) : -1
    if (!whole || length < 0) {
      yield {
        headers,
        block: null,
        damage: whole ? 'it does not say how long it is' : 'the file ends within its headers',
      }
      continue
    }
    const { block, got } = await bytes.take(length, limit)
    if (got < length) {
      yield { headers, block: null, damage: `it has ${got} bytes where ${length} are announced` }
      return
    }
    const damage = (await bytes.atRecordEnd()) ? undefined : `it does not end after the ${length} bytes announced`
    yield { headers, block, damage }
  }
}

/** Moves to the next version line; `null` at the end of the stream. Throws `NoWarcError` when the stream does not begin with one. */
async function nextVersion(bytes: ByteReader, first: boolean): Promise<string | null> {
  for (;;) {
    const line = await bytes.line(65_536)
    if (line === null) return null
    if (/^WARC\/\d\.\d+\s*$/.test(line)) return line
    if (first && line.trim() !== '') throw new NoWarcError(line.slice(0, 40))
  }
}

class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)
  #ended = false

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#source = stream[Symbol.asyncIterator]()
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false
    const { value, done } = await this.#source.next()
    if (done) {
      this.#ended = true
      return false
    }
    const part = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    this.#held = this.#held.length ? Buffer.concat([this.#held, part]) : part
    return true
  }

  /** The next line as Latin-1 without its end; of a line longer than `limit` the first part. `null` at the end of the stream. */
  async line(limit: number): Promise<string | null> {
    let from = 0
    for (;;) {
      const end = this.#held.indexOf(10, from)
      if (end >= 0 || this.#held.length > limit || !(await this.#more())) {
        const at = end >= 0 ? end : this.#held.length
        if (end < 0 && this.#held.length === 0) return null
        const line = this.#held.subarray(0, at).toString('latin1').replace(/\r$/, '')
        this.#held = this.#held.subarray(Math.min(this.#held.length, at + (end >= 0 ? 1 : 0)))
        return line
      }
      from = Math.max(0, this.#held.length - 65_536 * 2)
    }
  }

  /** The next `length` bytes; when they are more than `limit` they are counted and let go. */
  async take(length: number, limit: number): Promise<{ block: Buffer | null; got: number }> {
    const keep = length <= limit
    const parts: Buffer[] = []
    let got = 0
    while (got < length) {
      if (this.#held.length === 0 && !(await this.#more())) break
      const part = this.#held.subarray(0, length - got)
      if (keep) parts.push(part)
      got += part.length
      this.#held = this.#held.subarray(part.length)
    }
    return { block: keep ? Buffer.concat(parts) : null, got }
  }

  /** True where the record is followed by its blank lines or by the end of the stream. */
  async atRecordEnd(): Promise<boolean> {
    while (this.#held.length < 4 && (await this.#more()));
    return this.#held.length === 0 || /^(?:\r?\n){1,2}/.test(this.#held.subarray(0, 4).toString('latin1'))
  }
}
