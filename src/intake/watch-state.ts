import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Validators } from './fetch-page.ts'

/** What is remembered of a feed between polls. */
export interface FeedMemory extends Validators {
  /** ISO instant before which it is not asked again. */
  due?: string
  /** Failures in a row. */
  failures?: number
}

/** What is remembered of an entry: what the feed said of it, and what its page answered. */
export interface EntryMemory extends Validators {
  mark: string
  /** ISO day on which a feed last listed it. */
  seen: string
}

interface Contents {
  version: 1
  feeds: { [address: string]: FeedMemory }
  entries: { [address: string]: EntryMemory }
}

/** Days after which an entry that no feed lists any more is forgotten. */
const daysKept = 120

/**
 * The memory of `detente watch`: a small JSON file beside the ledger. It is written whole under another name and then put in place, so that a
 * killed watcher leaves the old one. A file that cannot be read counts as empty: then pages are read again, and the ledger knows them.
 */
export class WatchState {
  readonly #path: string
  readonly #contents: Contents

  constructor(path: string) {
    this.#path = path
    this.#contents = load(path)
  }

  feed(address: string): FeedMemory {
    return this.#contents.feeds[address] ?? {}
  }

  setFeed(address: string, memory: FeedMemory): void {
    this.#contents.feeds[address] = memory
  }

  entry(address: string): EntryMemory | undefined {
    return Object.hasOwn(this.#contents.entries, address) ? this.#contents.entries[address] : undefined
  }

  setEntry(address: string, memory: EntryMemory): void {
    this.#contents.entries[address] = memory
  }

  /** Writes the file. Throws what the file system throws when it may not be written. */
  save(today: string): void {
    const oldest = new Date(Date.parse(today) - daysKept * 86_400_000).toISOString().slice(0, 10)
    for (const [address, { seen }] of Object.entries(this.#contents.entries))
      if (seen < oldest) delete this.#contents.entries[address]
    const draft = `${this.#path}.${process.pid}.tmp`
    writeFileSync(draft, `${JSON.stringify(this.#contents)}\n`)
    renameSync(draft, this.#path)
  }
}

function load(path: string): Contents {
  const empty: Contents = { version: 1, feeds: {}, entries: {} }
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Contents
    return found.version === 1 && typeof found.feeds === 'object' && typeof found.entries === 'object' ? found : empty
  } catch {
    return empty
  }
}
