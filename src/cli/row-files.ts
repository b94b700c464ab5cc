import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Unzip, UnzipInflate } from 'fflate'
import { UsageError } from './output.ts'

/**
 * The text of a file of rows, in pieces; `-` is standard input. Files ending in .gz and .zip (the first file inside) are unpacked. Lines that are no
 * UTF-8 are read as ISO-8859-1, in which older files of the field are; `onLatin` hears of each such piece. Memory does not grow with the file.
 */
export async function* textOf(path: string, onLatin: () => void = () => {}): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of bytesOf(path)) {
    const joined = rest.length
      ? Buffer.concat([rest, bytes])
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = joined.lastIndexOf(10) + 1
    if (end) yield decode(joined.subarray(0, end), onLatin)
    rest = joined.subarray(end)
  }
  if (rest.length) yield decode(rest, onLatin)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Buffer, onLatin: () => void): string {
  try {
    return utf8.decode(bytes)
  } catch {
    // Line by line: one bad line must not turn its neighbours.
  }
  const lines: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const feed = bytes.indexOf(10, from)
    const end = feed < 0 ? bytes.length : feed + 1
    const line = bytes.subarray(from, end)
    try {
      lines.push(utf8.decode(line))
    } catch {
      onLatin()
      lines.push(line.toString('latin1'))
    }
    from = end
  }
  return lines.join('')
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  if (path === '-') return yield* process.stdin as AsyncIterable<Uint8Array>
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  try {
    if (path.endsWith('.zip')) yield* unzipped(file)
    else if (path.endsWith('.gz')) yield* file.pipe(createGunzip()) as AsyncIterable<Uint8Array>
    else yield* file as AsyncIterable<Uint8Array>
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)}). Check the path and that the file is whole.`,
    )
  } finally {
    file.destroy()
  }
}

async function* unzipped(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const waiting: Uint8Array[] = []
  let failed: unknown = null
  let taken = false
  const unzip = new Unzip((entry) => {
    if (taken || entry.name.endsWith('/')) return
    taken = true
    entry.ondata = (error, bytes) => {
      if (error) failed = error
      else if (bytes.length) waiting.push(bytes.slice())
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  for await (const bytes of file) {
    unzip.push(bytes)
    if (failed) throw failed
    yield* waiting.splice(0)
  }
  unzip.push(new Uint8Array(0), true)
  if (failed) throw failed
  yield* waiting.splice(0)
  if (!taken) throw new Error('the archive holds no file')
}

/** Writes pieces to a file beside its place and moves it there when it is whole: a stop half-way leaves the old file as it was. */
export async function writeWhole(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const unfinished = `${path}.unfinished`
  try {
    const file = await open(unfinished, 'w')
    try {
      for await (const piece of pieces) await file.write(piece as string)
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw cannotWrite(path, error)
  }
}

/** What to tell someone whose file cannot be written; errors of another kind stay as they are. */
export function cannotWrite(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (!['ENOSPC', 'EACCES', 'EROFS', 'ENOENT', 'EISDIR', 'EPERM', 'ENOTDIR'].includes(code)) return error
  const advice =
    code === 'ENOSPC' ? 'Make room on the disk' : 'Check that the folder is there and that the file may be written to'
  return new UsageError(
    `${path} cannot be written (${error instanceof Error ? error.message : String(error)}). ${advice}; nothing was left half-written.`,
  )
}
