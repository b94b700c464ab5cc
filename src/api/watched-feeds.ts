import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type Input, Watcher } from '../intake/index.ts'
import type { ReadingDesk, ReadingState } from './reading-desk.ts'

/** A feed that this server polls, with what came of the last poll. */
export interface WatchedFeed {
  /** Made of the address: equal addresses have equal ids. */
  id: string
  address: string
  /** ISO instants; null where there was none yet. */
  added: string
  polled: string | null
  next: string | null
  /** Articles that the last poll brought or changed. */
  fresh: number
  /** Why the last poll failed, or null; `failures` counts how often in a row. */
  problem: string | null
  failures: number
  /** Number of the reading in which it is being polled. */
  reading: number | null
}

/** What `detente watch` is told on the command line. */
export interface WatchSettings {
  /** Path before `.feeds.json` (which feeds there are) and `.watch.json` (what was seen; `detente watch` keeps the same). */
  base: string
  everyMs: number
  allowPrivate?: boolean
}

type Kept = Pick<WatchedFeed, 'address' | 'added' | 'polled' | 'fresh' | 'problem'>

export const mostFeeds = 100

/**
 * The feeds that are watched from the page: polled on their schedule for as long as the server runs, kept in a file over restarts, read through the
 * desk. Nothing is asked for while there is no feed.
 */
export class WatchedFeeds {
  readonly everyMs: number
  readonly #path: string
  readonly #watcher: Watcher
  readonly #desk: ReadingDesk
  readonly #feeds: Map<string, Kept>
  readonly #polls = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(desk: ReadingDesk, { base, everyMs, allowPrivate }: WatchSettings) {
    this.everyMs = everyMs
    this.#desk = desk
    this.#path = `${base}.feeds.json`
    this.#watcher = new Watcher([], { everyMs, allowPrivate, state: `${base}.watch.json` })
    this.#feeds = new Map(load(this.#path).map((feed) => [idOf(feed.address), feed]))
    this.#schedule()
  }

  list(): WatchedFeed[] {
    return [...this.#feeds].map(([id, feed]) => {
      const { due, failures } = this.#watcher.standing(feed.address)
      return { id, ...feed, next: feed.polled && due, failures, reading: this.#polls.get(id) ?? null }
    })
  }

  /** Adds a feed, or finds it where it is watched already; null when there are `mostFeeds`. A new one is polled at once. */
  add(address: string): WatchedFeed | null {
    const id = idOf(address)
    if (!this.#feeds.has(id)) {
      if (this.#feeds.size >= mostFeeds) return null
      this.#feeds.set(id, { address, added: new Date().toISOString(), polled: null, fresh: 0, problem: null })
      this.#save()
      this.poll(id)
    }
    return this.list().find((feed) => feed.id === id)!
  }

  /** False when there is no such feed. What it brought stays in the ledger. */
  remove(id: string): boolean {
    const known = this.#feeds.delete(id)
    if (known) this.#save()
    this.#schedule()
    return known
  }

  /** Polls a feed now, due or not; the reading under way where there is one, null when there is no such feed. */
  poll(id: string): ReadingState | null {
    const feed = this.#feeds.get(id)
    if (!feed) return null
    const under = this.#desk.find(this.#polls.get(id) ?? 0)
    if (under) return under.state
    const { state, done } = this.#desk.add(this.#inputs(id, feed), null, 'feeds')
    this.#polls.set(id, state.id)
    void done.then(() => {
      this.#polls.delete(id)
      if (this.#desk.signal.aborted || this.#feeds.get(id) !== feed) return
      feed.polled = new Date().toISOString()
      feed.fresh = state.outcomes.filter(({ filed }) => filed === 'new' || filed === 'updated').length
      feed.problem = state.outcomes.find(({ name, problem }) => name === feed.address && problem)?.problem ?? null
      try {
        this.#save()
      } catch (error) {
        console.error(error)
      }
      this.#schedule()
    })
    return state
  }

  /** Ends polling; the desk has been stopped before. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#watcher.close()
  }

  /** A feed taken away while it waits or is read brings nothing more. */
  async *#inputs(id: string, feed: Kept): AsyncGenerator<Input> {
    for await (const input of this.#watcher.poll(feed.address, this.#desk.signal)) {
      if (this.#feeds.get(id) !== feed) return
      yield input
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    const waits = [...this.#feeds]
      .filter(([id]) => !this.#polls.has(id))
      .map(([, { address }]) => Date.parse(this.#watcher.standing(address).due ?? '') || 0)
    if (waits.length === 0 || this.#desk.signal.aborted) return
    const wait = Math.min(Math.max(1000, Math.min(...waits) - Date.now()), 2 ** 31 - 1)
    this.#timer = setTimeout(() => {
      for (const [id, { address }] of this.#feeds)
        if ((Date.parse(this.#watcher.standing(address).due ?? '') || 0) <= Date.now()) this.poll(id)
      this.#schedule()
    }, wait)
    this.#timer.unref()
  }

  #save(): void {
    const draft = `${this.#path}.${process.pid}.tmp`
    writeFileSync(draft, `${JSON.stringify({ version: 1, feeds: [...this.#feeds.values()] }, null, 1)}\n`)
    renameSync(draft, this.#path)
  }
}

const idOf = (address: string) => createHash('sha256').update(address).digest('hex').slice(0, 32)

/** What the file holds; a file that cannot be read counts as empty. */
function load(path: string): Kept[] {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as { version: number; feeds: Kept[] }
    return found.version === 1 && Array.isArray(found.feeds) ? found.feeds : []
  } catch {
    return []
  }
}
