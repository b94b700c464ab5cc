/** Texts by number, each once: what many rows name is kept once, and compared as a number. */
export class Names {
  readonly #numbers = new Map<string, number>()
  /** The texts by their numbers, in the order in which they came. */
  readonly texts: string[] = []

  constructor(texts: Iterable<string> = []) {
    for (const text of texts) this.of(text)
  }

  /** The number of a text, from 0; a new one where it was never named. */
  of(text: string): number {
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.texts.length
      this.#numbers.set(text, number)
      this.texts.push(text)
    }
    return number
  }
}

/**
 * A whole number below 2^53 that stands for a text where only sameness is asked. Two texts of a hundred thousand share one by a chance of about one in a million.
 */
export function identityOf(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

/** Whole numbers from 0 below 2^53 by their own small numbers, from 0 in the order in which they come: what a Map does, in a tenth of its time while the program is new. */
export class Numbers {
  count = 0
  #keys: Float64Array
  #places: Int32Array

  /** `expected`: about how many there will be. */
  constructor(expected: number) {
    let size = 16
    while (size < 2 * expected) size *= 2
    this.#keys = new Float64Array(size).fill(-1)
    this.#places = new Int32Array(size)
  }

  /** The number of a key; a new one where it was never named. */
  of(key: number): number {
    if (2 * this.count >= this.#keys.length) this.#grow()
    const at = this.#find(key)
    if (this.#keys[at] !== key) {
      this.#keys[at] = key
      this.#places[at] = this.count++
    }
    return this.#places[at]!
  }

  /** Where a key stands, or may stand. */
  #find(key: number): number {
    const last = this.#keys.length - 1
    let at = (key % 4_294_967_291) & last
    while (this.#keys[at] !== -1 && this.#keys[at] !== key) at = (at + 1) & last
    return at
  }

  #grow(): void {
    const [keys, places] = [this.#keys, this.#places]
    this.#keys = new Float64Array(2 * keys.length).fill(-1)
    this.#places = new Int32Array(2 * keys.length)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === -1) continue
      const at = this.#find(keys[i]!)
      this.#keys[at] = keys[i]!
      this.#places[at] = places[i]!
    }
  }
}
