import { createHash } from 'node:crypto'
import { inputsOfBytes } from './bytes.ts'
import { Fetcher, type FetchOptions } from './fetch-page.ts'
import type { Listed } from './follow.ts'
import { failed, type Input } from './raw-page.ts'
import { WatchState } from './watch-state.ts'

export interface WatchOptions extends FetchOptions {
  /** Time between two polls of one feed. A feed that fails is asked half as often each time, down to once a day. */
  everyMs: number
  /** Path of the file that remembers what was seen. */
  state: string
  /** Takes the feed's own words instead of fetching the pages it lists. */
  feedOnly?: boolean
  /** The clock; for tests. */
  now?: () => number
}

const longestWaitMs = 86_400_000

/**
 * Polls feeds (and sitemaps): asks only for what changed (ETag, Last-Modified, remembered over restarts), fetches the page of each entry that is
 * new or that its feed says has changed, politely and one after the other. An entry counts as seen only once whoever asked for it has come back
 * for the next one, so that a watcher stopped half-way misses nothing.
 */
export class Watcher {
  readonly #feeds: string[]
  readonly #options: WatchOptions
  readonly #state: WatchState
  readonly #fetcher: Fetcher
  readonly #now: () => number

  constructor(feeds: string[], options: WatchOptions) {
    this.#feeds = [...new Set(feeds)]
    this.#options = options
    this.#state = new WatchState(options.state)
    this.#fetcher = new Fetcher(options)
    this.#now = options.now ?? Date.now
  }

  close(): Promise<void> {
    return this.#fetcher.close()
  }

  /** Milliseconds until the next feed is due. */
  waitMs(): number {
    const due = this.#feeds.map((feed) => Date.parse(this.#state.feed(feed).due ?? '') || 0)
    return Math.max(0, Math.min(...due) - this.#now())
  }

  /** One round over the feeds that are due: their new and changed entries, and what could not be read. Ends early when `signal` is given up. */
  async *round(signal?: AbortSignal): AsyncGenerator<Input> {
    for (const feed of this.#feeds) {
      if (signal?.aborted) return
      if ((Date.parse(this.#state.feed(feed).due ?? '') || 0) > this.#now()) continue
      yield* this.#poll(feed, signal)
    }
  }

  /** One feed now, whether it is due or not: its new and changed entries, and what could not be read. */
  poll(feed: string, signal?: AbortSignal): AsyncGenerator<Input> {
    return this.#poll(feed, signal)
  }

  /** When a feed is asked next (ISO instant; null: it never was), and how often in a row it failed. */
  standing(feed: string): { due: string | null; failures: number } {
    const { due = null, failures = 0 } = this.#state.feed(feed)
    return { due, failures }
  }

  async *#poll(feed: string, signal: AbortSignal | undefined, depth = 0): AsyncGenerator<Input> {
    const known = this.#state.feed(feed)
    const answer = await this.#fetcher.get(feed, known, signal)
    if (signal?.aborted) return
    if (answer.issue) {
      const failures = (known.failures ?? 0) + 1
      this.#state.setFeed(feed, { ...known, failures, due: this.#after(failures, answer.issue.retryAfterS) })
      yield failed(feed, answer.issue.code, answer.issue.message)
      return this.#save()
    }
    if ('unchanged' in answer) {
      this.#state.setFeed(feed, { ...known, failures: 0, due: this.#after(0) })
      return this.#save()
    }
    const listed: Listed[] = []
    const others: Input[] = []
    const inputs = inputsOfBytes(feed, answer.bytes, {
      contentType: answer.contentType,
      url: answer.url,
      // biome-ignore lint/correctness/useYield: the list is only collected here
      follow: async function* (found) {
        listed.push(...found)
      },
    })
    for await (const input of inputs) others.push(input)
    if (listed.length === 0 && others[0]?.page) {
      this.#state.setFeed(feed, { ...known, failures: 0, due: this.#after(0) })
      yield failed(feed, 'intake/no-feed', `${feed} is a page, not a feed or a sitemap. Give the address of its feed.`)
      return this.#save()
    }
    yield* others
    for (const [index, item] of listed.slice(0, 1000).entries()) {
      if (!item.list) yield* this.#entry(item, signal)
      else if (depth < 2) yield* this.#poll(item.url, signal, depth + 1)
      if (signal?.aborted) return this.#save()
      if (index % 25 === 24) this.#save()
    }
    // Only now: a feed whose entries were not all taken is asked for in full again.
    this.#state.setFeed(feed, { ...answer.validators, failures: 0, due: this.#after(0) })
    this.#save()
  }

  async *#entry(item: Listed, signal: AbortSignal | undefined): AsyncGenerator<Input> {
    const mark = markOf(item)
    const seen = new Date(this.#now()).toISOString().slice(0, 10)
    const before = this.#state.entry(item.url)
    if (before?.mark === mark) return this.#state.setEntry(item.url, { ...before, seen })
    const own = item.own?.page
    if (this.#options.feedOnly || !/^https?:/i.test(item.url)) {
      if (item.own) yield item.own
      return this.#state.setEntry(item.url, { mark, seen })
    }
    const answer = await this.#fetcher.get(item.url, before, signal)
    if (signal?.aborted) return
    if (answer.issue) {
      yield own ? { id: item.url, page: own } : failed(item.url, answer.issue.code, answer.issue.message)
      // What may pass is tried again at the next poll; what the site forbids is not.
      if (answer.issue.code !== 'intake/unreachable') this.#state.setEntry(item.url, { mark, seen })
      return
    }
    if ('unchanged' in answer) return this.#state.setEntry(item.url, { ...before, mark, seen })
    for await (const input of inputsOfBytes(item.url, answer.bytes, {
      contentType: answer.contentType,
      url: answer.url,
    })) {
      if (input.page) {
        input.page.date ??= item.date
        input.page.outlet ??= item.outlet
      }
      yield input
    }
    this.#state.setEntry(item.url, { ...answer.validators, mark, seen })
  }

  #after(failures: number, retryAfterS = 0): string {
    const wait = Math.min(
      longestWaitMs,
      Math.max(this.#options.everyMs * 2 ** Math.min(failures, 10), 1000 * retryAfterS),
    )
    return new Date(this.#now() + wait).toISOString()
  }

  #save(): void {
    this.#state.save(new Date(this.#now()).toISOString().slice(0, 10))
  }
}

/** What the list says of an entry, short: it changes when the entry does. */
function markOf({ date, title, changed, own }: Listed): string {
  const said = JSON.stringify([date, title, changed, own?.page?.content ?? ''])
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}
