interface Kept {
  value: Promise<unknown>
  /** Until when it is given out as it is, and until when it is still given out while a new one is made. */
  fresh: number
  usable: number
  renewing: boolean
}

/**
 * Answers that cost much and change little. One is kept for some seconds, or for ten times what it took to make where that is longer; for ten minutes
 * more it is still given out while a new one is made. Everything is forgotten at once when this server writes to the ledger; what another process
 * writes is seen later.
 */
export class Memory {
  readonly #kept = new Map<string, Kept>()
  readonly #seconds: number
  readonly #most: number
  readonly #beside: Memory[] = []

  constructor(seconds = 20, most = 200) {
    this.#seconds = seconds
    this.#most = most
  }

  /** The kept answer of a key, or a new one. A failed computation is not kept. */
  get<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const now = performance.now()
    const known = this.#kept.get(key)
    if (known && now < known.fresh) return known.value as Promise<T>
    if (known && now < known.usable) {
      if (!known.renewing) {
        known.renewing = true
        // Once whoever asked has the answer of before: making a new one may keep the processor for a while.
        setTimeout(() => this.#make(key, compute, known), 50).unref()
      }
      return known.value as Promise<T>
    }
    return this.#make(key, compute)
  }

  forget(): void {
    this.#kept.clear()
    for (const one of this.#beside) one.forget()
  }

  /** A memory of its own for few large things, which forgets along with this one. */
  beside(most: number): Memory {
    const one = new Memory(this.#seconds, most)
    this.#beside.push(one)
    return one
  }

  #make<T>(key: string, compute: () => Promise<T>, old?: Kept): Promise<T> {
    const began = performance.now()
    const value = compute()
    const kept: Kept = { value, fresh: Number.POSITIVE_INFINITY, usable: Number.POSITIVE_INFINITY, renewing: false }
    const put = () => {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!)
    }
    if (!old) put()
    value.then(
      () => {
        const now = performance.now()
        kept.fresh = now + Math.max(this.#seconds * 1000, 10 * (now - began))
        kept.usable = kept.fresh + 600_000
        // what was forgotten meanwhile stays forgotten
        if (old && this.#kept.get(key) === old) put()
      },
      () => {
        if (this.#kept.get(key) === (old ?? kept)) this.#kept.delete(key)
      },
    )
    return value
  }
}
