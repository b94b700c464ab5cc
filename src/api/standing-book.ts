import { type AnswersWanted, openTemperatureBook, type PairTable, type TemperatureBook } from '../analysis/index.ts'
import type { Happening, Ledger } from '../ledger/index.ts'

/**
 * The temperatures of all pairs and the happenings that answer promises, kept in memory beside the ledger and brought up to what changed there, whoever
 * changed it, before each use. Made on first use: about 10 µs a happening, other requests being answered meanwhile.
 */
export class StandingBook {
  readonly #ledger: Ledger
  #book: TemperatureBook | undefined
  #number = 0
  #at: Promise<TemperatureBook> | undefined
  #renewing = false
  #stopped = false
  /** When a pair changed last, by its key; those that are not here, when everything was read. */
  readonly #turns = new Map<string, number>()
  #turn = 0
  #turnOfAll = 0
  readonly #answers = new Map<string, { turn: number; happenings: Promise<Happening[]> }>()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** The book as the ledger stands; after an import the one of before, while a new one is made. */
  current(): Promise<TemperatureBook> {
    const before = this.#at
    this.#at = before === undefined ? this.#read() : before.then(() => this.#follow())
    // What failed is tried again by whoever asks next.
    this.#at.catch(() => (this.#at = undefined))
    return this.#at
  }

  /**
   * What the book keeps of the happenings between two countries as the ledger stands; null where there are none, undefined while the book is being read or is
   * behind an import: then the ledger itself must be asked. It is for use at once, for the next change of the ledger changes it.
   */
  async table(pair: [string, string]): Promise<PairTable | null | undefined> {
    if (!this.#book) return undefined
    const book = await this.current()
    return this.#renewing ? undefined : book.table(...pair)
  }

  /** A number that is another one whenever what happened between two countries changed. */
  turnOf(pair: [string, string]): number {
    return this.#turns.get(pair.join('|')) ?? this.#turnOfAll
  }

  /** The happenings that were asked for, each stretch read once and again only when its pair changed. */
  async answers(wanted: AnswersWanted[]): Promise<Happening[]> {
    await this.current()
    const found = new Map<string, Happening>()
    for (const each of wanted) {
      const key = JSON.stringify(each)
      const turn = this.turnOf(each.pair)
      let known = this.#answers.get(key)
      if (known?.turn !== turn) {
        known = { turn, happenings: this.#ledger.happenings({ ...each, statuses: ['actual'] }) }
        known.happenings.catch(() => this.#answers.delete(key))
        this.#answers.set(key, known)
      }
      for (const happening of await known.happenings) found.set(happening.id, happening)
    }
    return [...found.values()]
  }

  /** Reads no further; resolves when nothing is being read. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#at?.catch(() => {})
  }

  async #read(): Promise<TemperatureBook> {
    const { number } = await this.#ledger.changedSince(this.#number)
    const book = openTemperatureBook()
    for await (const some of this.#ledger.happeningsByDay()) {
      if (this.#stopped) break
      book.update(some)
      await new Promise((resume) => setImmediate(resume))
    }
    this.#book = book
    this.#number = number
    this.#turnOfAll = ++this.#turn
    this.#turns.clear()
    return book
  }

  async #follow(): Promise<TemperatureBook> {
    const book = this.#book!
    const { number, everything, happenings } = await this.#ledger.changedSince(this.#number)
    if (everything) {
      if (!this.#renewing && !this.#stopped) {
        this.#renewing = true
        void this.#read()
          .catch(console.error)
          .finally(() => (this.#renewing = false))
      }
      return book
    }
    if (happenings.length === 0) return book
    const found: Happening[] = []
    const gone: string[] = []
    for (const id of happenings) {
      const happening = await this.#ledger.happening(id)
      if (happening?.id === id) found.push(happening)
      else gone.push(id)
    }
    const touched = book.update(found, gone)
    if (touched.length) this.#turn++
    for (const key of touched) this.#turns.set(key, this.#turn)
    this.#number = number
    return book
  }
}
