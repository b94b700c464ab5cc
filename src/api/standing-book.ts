import {
  type AnswersWanted,
  bookHead,
  bookMadeBy,
  openKeptBook,
  openTemperatureBook,
  type PairTable,
  type TemperatureBook,
} from '../analysis/index.ts'
import type { Happening, Ledger } from '../ledger/index.ts'
import { version } from '../pipeline/index.ts'

const MADE = bookMadeBy(version)
/** Books of so many happenings are kept: smaller ones are read in no time. */
const large = 20_000
/** From so many happenings on that changed since, what changed is kept. */
const many = 500

/**
 * The temperatures of all pairs and the happenings that answer promises, kept in memory beside the ledger and brought up to what changed there, whoever
 * changed it, before each use. Made on first use: about 20 µs a happening, other requests being answered meanwhile; that of a large ledger is kept in the
 * ledger, so that the next start takes 2 µs a happening.
 */
export class StandingBook {
  readonly #ledger: Ledger
  readonly #keptFrom: number
  #book: TemperatureBook | undefined
  #number = 0
  #at: Promise<TemperatureBook> | undefined
  #renewing = false
  #stopped = false
  /** When a pair changed last, by its key; those that are not here, when everything was read. */
  readonly #turns = new Map<string, number>()
  #turn = 0
  #turnOfAll = 0
  /** The change number of what is kept in the ledger, and what changed since; −1 where nothing is kept. */
  #kept = -1
  #changed = 0
  readonly #unkept = new Set<string>()
  /** One keeping after the other. */
  #keeping: Promise<unknown> = Promise.resolve()
  readonly #answers = new Map<string, { turn: number; happenings: Promise<Happening[]> }>()

  /** `keptFrom`: how many happenings a ledger must hold for its book to be kept there. */
  constructor(ledger: Ledger, keptFrom = large) {
    this.#ledger = ledger
    this.#keptFrom = keptFrom
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

  /** Reads no further; resolves when nothing is being read, and what changed is kept. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#at?.catch(() => {})
    if (this.#changed > 0) this.#keepChanged()
    await this.#keeping
  }

  async #read(): Promise<TemperatureBook> {
    if (await this.#restore()) return this.#follow()
    const { number } = await this.#ledger.changedSince(this.#number)
    const book = openTemperatureBook()
    let happenings = 0
    for await (const some of this.#ledger.happeningsByDay()) {
      if (this.#stopped) break
      book.update(some)
      happenings += some.length
      await new Promise((resume) => setImmediate(resume))
    }
    this.#stand(book, number)
    this.#kept = -1
    if (happenings >= this.#keptFrom && !this.#stopped) this.#keepAll()
    return book
  }

  /** Whether a book that was kept in the ledger stands now, as of when it was kept. */
  async #restore(): Promise<boolean> {
    const kept = await this.#ledger.kept.read(MADE)
    if (!kept) return false
    const book = openKeptBook(kept.head)
    for await (const parts of kept.parts) {
      if (this.#stopped) break
      for (const { body } of parts) book.adopt(body)
      await new Promise((resume) => setImmediate(resume))
    }
    this.#stand(book, kept.number)
    this.#kept = kept.number
    return true
  }

  #stand(book: TemperatureBook, number: number): void {
    this.#book = book
    this.#number = number
    this.#turnOfAll = ++this.#turn
    this.#turns.clear()
    this.#unkept.clear()
    this.#changed = 0
  }

  /** Keeps the whole book, other requests being answered meanwhile. What changes in the meantime is kept in part, and taken in again by whoever reads it. */
  #keepAll(): void {
    const [book, number] = [this.#book!, this.#number]
    const isStopped = () => this.#stopped
    const parts = function* () {
      for (const key of book.keys()) {
        if (isStopped()) throw new Error('The server ends.')
        const body = book.packed(key)
        if (body) yield { part: key, body }
      }
    }
    this.#keep(async () => {
      const isKept = await this.#ledger.kept.all({ made: MADE, number, head: () => bookHead(book), parts: parts() })
      if (isKept && this.#book === book) this.#kept = number
    })
  }

  #keepChanged(): void {
    this.#keep(async () => {
      const [book, before, number, keys] = [this.#book!, this.#kept, this.#number, [...this.#unkept]]
      if (before < 0) return
      this.#unkept.clear()
      this.#changed = 0
      const packed = keys.map((part) => ({ part, body: book.packed(part) }))
      const isKept = await this.#ledger.kept.changed({
        made: MADE,
        before,
        number,
        head: bookHead(book),
        parts: packed.flatMap(({ part, body }) => (body ? [{ part, body }] : [])),
        gone: packed.flatMap(({ part, body }) => (body ? [] : [part])),
      })
      if (this.#book === book) this.#kept = isKept ? number : -1
    })
  }

  /** What cannot be kept, on a full disk or in a ledger that may only be read, is made anew at the next start. */
  #keep(act: () => Promise<void>): void {
    this.#keeping = this.#keeping.then(act).catch(() => {})
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
    for (const key of touched) {
      this.#turns.set(key, this.#turn)
      this.#unkept.add(key)
    }
    this.#number = number
    this.#changed += happenings.length
    if (this.#changed >= many) this.#keepChanged()
    return book
  }
}
