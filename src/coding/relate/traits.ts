const PRIME = 0x01000193
const BASIS = 0x811c9dc5
const BAR = '|'.charCodeAt(0)

/**
 * A set of traits as the models read them: whole numbers, each the `hashTrait` of a name. A name is given in pieces and hashed as it is read, so that no
 * text is put together for it; `named` keeps the names beside the numbers, for tests and explanations.
 */
export class Traits {
  /** The names in order, where they are kept. */
  readonly names: string[] | null
  #hashes = new Int32Array(128)
  #count = 0
  /** An open hash of places in `#hashes`, from 1; 0 is free. */
  #places = new Uint16Array(512)

  constructor({ named = false }: { named?: boolean } = {}) {
    this.names = named ? [] : null
  }

  get size(): number {
    return this.#count
  }

  /** Adds the trait whose name is these pieces in a row; one that is there already stays where it is. */
  add(a: string, b = '', c = '', d = '', e = '', f = ''): void {
    let hash = BASIS | 0
    for (let i = 0; i < a.length; i++) hash = Math.imul(hash ^ a.charCodeAt(i), PRIME)
    for (let i = 0; i < b.length; i++) hash = Math.imul(hash ^ b.charCodeAt(i), PRIME)
    for (let i = 0; i < c.length; i++) hash = Math.imul(hash ^ c.charCodeAt(i), PRIME)
    for (let i = 0; i < d.length; i++) hash = Math.imul(hash ^ d.charCodeAt(i), PRIME)
    for (let i = 0; i < e.length; i++) hash = Math.imul(hash ^ e.charCodeAt(i), PRIME)
    for (let i = 0; i < f.length; i++) hash = Math.imul(hash ^ f.charCodeAt(i), PRIME)
    if (this.#enter(hash) && this.names) this.names.push(a + b + c + d + e + f)
  }

  /** Adds the trait whose name is these pieces, and the same with another piece after a bar: "S:a" and "S:a|AID". */
  addBoth(end: string, a: string, b = '', c = '', d = ''): void {
    let hash = BASIS | 0
    for (let i = 0; i < a.length; i++) hash = Math.imul(hash ^ a.charCodeAt(i), PRIME)
    for (let i = 0; i < b.length; i++) hash = Math.imul(hash ^ b.charCodeAt(i), PRIME)
    for (let i = 0; i < c.length; i++) hash = Math.imul(hash ^ c.charCodeAt(i), PRIME)
    for (let i = 0; i < d.length; i++) hash = Math.imul(hash ^ d.charCodeAt(i), PRIME)
    if (this.#enter(hash) && this.names) this.names.push(a + b + c + d)
    hash = Math.imul(hash ^ BAR, PRIME)
    for (let i = 0; i < end.length; i++) hash = Math.imul(hash ^ end.charCodeAt(i), PRIME)
    if (this.#enter(hash) && this.names) this.names.push(`${a + b + c + d}|${end}`)
  }

  /** The hashes in order, `size` of them, in an array that is written over when the set changes. */
  get lent(): Int32Array {
    return this.#hashes
  }

  /** The hashes in order. */
  hashes(): Int32Array {
    return this.#hashes.slice(0, this.#count)
  }

  /** Empties the set, to be filled anew. */
  clear(): void {
    this.#count = 0
    this.#places.fill(0)
    if (this.names) this.names.length = 0
  }

  #enter(hash: number): boolean {
    const mask = this.#places.length - 1
    let at = (hash ^ (hash >>> 15)) & mask
    for (let place = this.#places[at]!; place > 0; place = this.#places[at]!) {
      if (this.#hashes[place - 1] === hash) return false
      at = (at + 1) & mask
    }
    if (this.#count === this.#hashes.length) this.#grow()
    this.#hashes[this.#count++] = hash
    this.#places[at] = this.#count
    if (this.#count * 2 > this.#places.length) this.#spread()
    return true
  }

  #grow(): void {
    const more = new Int32Array(this.#hashes.length * 2)
    more.set(this.#hashes)
    this.#hashes = more
  }

  #spread(): void {
    this.#places = new Uint16Array(this.#places.length * 2)
    const mask = this.#places.length - 1
    for (let i = 0; i < this.#count; i++) {
      const hash = this.#hashes[i]!
      let at = (hash ^ (hash >>> 15)) & mask
      while (this.#places[at]! > 0) at = (at + 1) & mask
      this.#places[at] = i + 1
    }
  }
}
