/**
 * Answers that cost much and change little, kept for some seconds. Everything is forgotten at once when this server writes to the ledger; what another
 * process writes is seen when the time is over.
 */
export class Memory {
  readonly #kept = new Map<string, { value: Promise<unknown>; until: number }>()
  readonly #seconds: number
  readonly #most: number

  constructor(seconds = 20, most = 200) {
    this.#seconds = seconds
    this.#most = most
  }

  /** The kept answer of a key, or a new one. A failed computation is not kept. */
  get<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const now = performance.now()
    const known = this.#kept.get(key)
    if (known && known.until > now) return known.value as Promise<T>
    const value = compute()
    this.#kept.delete(key)
    this.#kept.set(key, { value, until: now + this.#seconds * 1000 })
    value.catch(() => this.#kept.delete(key))
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!)
    return value
  }

  forget(): void {
    this.#kept.clear()
  }
}
