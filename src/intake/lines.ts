/** Longest line taken, in bytes; a longer one is passed over and said to be. */
export const longestLine = 16_000_000

/** The lines of a stream as bytes, without their line ends; `null` for a line that is too long. Memory holds one line at most. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = []
  let size = 0
  let tooLong = false
  const take = (part: Buffer) => {
    if (tooLong) return
    size += part.length
    if (size > longestLine) {
      tooLong = true
      parts = []
    } else parts.push(part)
  }
  const line = () => {
    const whole = tooLong ? null : Buffer.concat(parts)
    parts = []
    size = 0
    tooLong = false
    return whole?.at(-1) === 13 ? whole.subarray(0, -1) : whole
  }
  for await (const chunk of stream) {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      take(bytes.subarray(from, end))
      yield line()
      from = end + 1
    }
    if (from < bytes.length) take(Buffer.from(bytes.subarray(from)))
  }
  if (size > 0) yield line()
}
