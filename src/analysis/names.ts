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
