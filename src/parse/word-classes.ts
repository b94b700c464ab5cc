import type { ByteReader, ByteWriter } from './bytes.ts'

/** What is known of a frequent word beforehand: the set of tags it was seen with, and its cluster among word vectors; 0 is unknown. */
export interface WordClassEntry {
  key: number
  tags: number
  cluster: number
}

/** Look-up from the hash of a lower-cased form to its classes. */
export class WordClasses {
  private readonly keys: Int32Array
  private readonly codes: Uint16Array
  private readonly mask: number

  constructor(readonly entries: readonly WordClassEntry[]) {
    let size = 16
    while (size < entries.length * 2) size *= 2
    this.keys = new Int32Array(size)
    this.codes = new Uint16Array(size)
    this.mask = size - 1
    for (const { key, tags, cluster } of entries) {
      let slot = key & this.mask
      while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & this.mask
      this.keys[slot] = key
      this.codes[slot] = (tags << 8) | cluster
    }
  }

  /** `tags << 8 | cluster`. */
  of(key: number): number {
    let slot = key & this.mask
    while (this.keys[slot] !== 0) {
      if (this.keys[slot] === key) return this.codes[slot]!
      slot = (slot + 1) & this.mask
    }
    return 0
  }
}

/** Files the classes: keys ascending as varint differences, then tag sets, then clusters. */
export function writeWordClasses(classes: WordClasses, out: ByteWriter): void {
  const entries = [...classes.entries].sort((a, b) => (a.key >>> 0) - (b.key >>> 0))
  out.varint(entries.length)
  let previous = 0
  for (const { key } of entries) {
    out.varint((key >>> 0) - previous)
    previous = key >>> 0
  }
  for (const { tags } of entries) out.byte(tags)
  for (const { cluster } of entries) out.byte(cluster)
}

/** Reads what `writeWordClasses` filed. */
export function readWordClasses(input: ByteReader): WordClasses {
  const count = input.varint()
  const keys = new Int32Array(count)
  let previous = 0
  for (let i = 0; i < count; i++) {
    previous += input.varint()
    keys[i] = previous | 0
  }
  const tags = input.take(count)
  const clusters = input.take(count)
  const entries: WordClassEntry[] = []
  for (let i = 0; i < count; i++) entries.push({ key: keys[i]!, tags: tags[i]!, cluster: clusters[i]! })
  return new WordClasses(entries)
}
