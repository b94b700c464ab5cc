import { availableParallelism } from 'node:os'
import type { Input } from '../intake/index.ts'
import type { Resources } from '../pipeline/index.ts'
import { codeInThreads } from './coder-pool.ts'
import { type Coders, codeHere } from './coders.ts'

/**
 * Letters coded in this thread before others are started: about two seconds of work. Starting a thread costs half a second of a core, and it runs
 * slowly while it warms up; a handful of articles is done before that pays.
 */
const lettersAlone = 150_000

/** The number of threads that are worth having on this machine. */
export const cores = () => availableParallelism()

/** Where the coders for an input come from. */
export interface CoderSource {
  /** Threads, or undefined to start with this one and take all cores once there is enough to do. */
  workers?: number
  lexicon?: { name: string; text: string }[]
  /** The resources for this thread, loaded when first needed. */
  load(): Resources
}

/** Coders that grow with the work: for a little this thread, for much all cores. */
export class GrowingCoders {
  readonly #source: CoderSource
  #coders: Promise<Coders> | null = null
  #letters = 0
  #grown = false

  constructor(source: CoderSource) {
    this.#source = source
  }

  /** The coders for what comes next. */
  for(inputs: Input[]): Promise<Coders> {
    const { workers, lexicon, load } = this.#source
    if (!this.#coders) {
      this.#grown = workers !== undefined && workers > 1
      // A table with a fault is named here; an error loses its code on the way out of a thread.
      if (this.#grown && lexicon?.length) load()
      this.#coders = this.#grown ? codeInThreads(workers!, lexicon) : Promise.resolve(codeHere(load()))
    } else if (!this.#grown && workers === undefined && cores() > 1 && this.#letters > lettersAlone) {
      this.#grown = true
      this.#coders = codeInThreads(cores(), lexicon)
    }
    for (const input of inputs) this.#letters += lettersOf(input)
    return this.#coders
  }

  async close(): Promise<void> {
    await (await this.#coders?.catch(() => null))?.close()
  }
}

/** How long an input's content is. */
export const lettersOf = (input: Input) => input.page?.content.length ?? 0
