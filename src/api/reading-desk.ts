import type { Input } from '../intake/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { type Outcome, type Resources, readIntoLedger } from '../pipeline/index.ts'
import type { Memory } from './memory.ts'

/** What came of one article of a reading. */
export interface ReadOutcome {
  name: string
  /** Null when it could not be read; `problem` then says why. */
  key: string | null
  title: string | null
  filed: 'new' | 'known' | 'recoded' | 'updated' | 'erased' | 'failed'
  events: number
  problem: string | null
}

/** The state of one reading: articles that came together, read one after the other. */
export interface ReadingState {
  id: number
  state: 'waiting' | 'reading' | 'done'
  /** Null while it cannot be known (feeds). */
  total: number | null
  done: number
  outcomes: ReadOutcome[]
}

interface Reading {
  state: ReadingState
  watchers: Set<() => void>
  /** Resolves once it is done. */
  done: Promise<void>
}

/**
 * Readings of this server. What people hand over is read in one line, what feeds bring in another, so that nobody waits for a slow site. The newest
 * fifty are remembered.
 */
export class ReadingDesk {
  readonly #all: Reading[] = []
  readonly #ledger: Ledger
  readonly #resources: Resources
  readonly #memory: Memory
  readonly #stop = new AbortController()
  readonly #last = { people: Promise.resolve(), feeds: Promise.resolve() }
  #next = 1

  constructor(ledger: Ledger, resources: Resources, memory: Memory) {
    this.#ledger = ledger
    this.#resources = resources
    this.#memory = memory
  }

  /** Given up when the server stops. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get states(): ReadingState[] {
    return this.#all.map(({ state }) => state)
  }

  find(id: number): Reading | undefined {
    return this.#all.find(({ state }) => state.id === id)
  }

  /** Puts a reading into its line. */
  add(inputs: AsyncIterable<Input>, total: number | null, from: 'people' | 'feeds' = 'people'): Reading {
    const state: ReadingState = { id: this.#next++, state: 'waiting', total, done: 0, outcomes: [] }
    const watchers = new Set<() => void>()
    const tell = () => {
      for (const watcher of watchers) watcher()
    }
    const done = this.#last[from].then(() => this.#read(inputs, state, tell))
    this.#last[from] = done
    const reading = { state, watchers, done }
    this.#all.unshift(reading)
    this.#all.length = Math.min(this.#all.length, 50)
    return reading
  }

  /** Lets the article at hand be filed and reads no more; resolves when nothing is being read. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.all(Object.values(this.#last))
  }

  async #read(inputs: AsyncIterable<Input>, state: ReadingState, tell: () => void): Promise<void> {
    if (this.signal.aborted) return
    state.state = 'reading'
    tell()
    try {
      for await (const outcome of readIntoLedger(inputs, this.#ledger, this.#resources)) {
        state.done++
        if (state.outcomes.length < 200) state.outcomes.push(told(outcome))
        tell()
        if (this.signal.aborted) break
        await new Promise((resume) => setImmediate(resume))
      }
    } catch (error) {
      console.error(error)
      state.outcomes.push({
        name: 'the reading',
        key: null,
        title: null,
        filed: 'failed',
        events: 0,
        problem: 'It stopped half-way; the server log says why. What was read before is filed.',
      })
    }
    this.#memory.forget()
    state.state = 'done'
    state.total = state.done
    tell()
  }
}

function told(outcome: Outcome): ReadOutcome {
  const name = outcome.id
  if (outcome.issue) return { name, key: null, title: null, filed: 'failed', events: 0, problem: outcome.issue.message }
  const { record, filed } = outcome
  return {
    name,
    key: record?.key ?? null,
    title: record?.title ?? null,
    filed,
    events: record?.events.length ?? 0,
    problem: null,
  }
}
