/** Grows as it is written; little endian, varints of seven bits a byte. */
export class ByteWriter {
  private buffer = new Uint8Array(1 << 16)
  private length = 0

  private need(more: number): void {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more))
    larger.set(this.buffer.subarray(0, this.length))
    this.buffer = larger
  }

  byte(value: number): void {
    this.need(1)
    this.buffer[this.length++] = value
  }

  /** A whole number from 0 to 2^53. */
  varint(value: number): void {
    while (value >= 128) {
      this.byte((value % 128) | 128)
      value = Math.floor(value / 128)
    }
    this.byte(value)
  }

  /** Zeros up to the next multiple of 8, where number arrays may begin. */
  align(): void {
    while (this.length % 8 !== 0) this.byte(0)
  }

  bytes(bytes: Uint8Array): void {
    this.need(bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  /** UTF-8 with its length before it. */
  text(text: string): void {
    const bytes = new TextEncoder().encode(text)
    this.varint(bytes.length)
    this.bytes(bytes)
  }

  done(): Uint8Array {
    return this.buffer.slice(0, this.length)
  }
}

/** Reads what `ByteWriter` wrote. Throws an error with `code` "bytes-short" past the end. */
export class ByteReader {
  private at = 0

  constructor(private readonly buffer: Uint8Array) {}

  byte(): number {
    if (this.at >= this.buffer.length) throw this.short(1)
    return this.buffer[this.at++]!
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  /** Skips to the next multiple of 8. */
  align(): void {
    this.take((8 - (this.at % 8)) % 8)
  }

  /** A window of `count` bytes onto the buffer, not a copy. */
  take(count: number): Uint8Array {
    if (this.at + count > this.buffer.length) throw this.short(count)
    this.at += count
    return this.buffer.subarray(this.at - count, this.at)
  }

  /** Everything not yet read. */
  rest(): Uint8Array {
    return this.take(this.buffer.length - this.at)
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.varint()))
  }

  private short(count: number): Error {
    return Object.assign(
      new Error(
        `the file ends at byte ${this.buffer.length}, ${count} more were expected at ${this.at}; it is cut off or of another format`,
      ),
      { code: 'bytes-short' },
    )
  }
}
