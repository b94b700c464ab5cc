import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Change, DEFAULTS, type Offices, PairTable, pairStanding, type Reading } from '../analysis/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { badRequest, day, json, router, typed } from './answers.ts'
import type { Memory } from './memory.ts'
import type { StandingBook } from './standing-book.ts'

/** How a pair stands: what a reader who comes back compares with what they saw. */
export interface PairStanding {
  pair: [string, string]
  names: [string, string]
  /** The slow temperature of both directions together. */
  reading: Reading
  /** Its confirmed changes, oldest first. */
  changes: Pick<Change, 'kind' | 'direction' | 'when' | 'before' | 'after'>[]
}

/** The pairs that anything was reported of in the year before a day, the busiest first. */
export interface NewsAnswer {
  asOf: string
  pairs: PairStanding[]
  /** How many such pairs there are; the busiest `pairs.length` are looked at. */
  pairsTotal: number
}

const lookedAt = 40
const yearBefore = (iso: string) => `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`

/** How the busiest pairs stand, worked out once and again only for pairs that changed. */
export class News {
  readonly #ledger: Ledger
  readonly #memory: Memory
  readonly #book: StandingBook
  readonly #offices: Offices
  readonly #standings = new Map<string, { turn: number; standing: PairStanding }>()
  /** One after the other: who asks while another's answer is made finds most of it done. */
  #last: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor({ ledger, memory, book, offices }: NewsSources) {
    this.#ledger = ledger
    this.#memory = memory
    this.#book = book
    this.#offices = offices
  }

  answer(day: string | undefined): Promise<NewsAnswer> {
    const answer = this.#last.then(() => this.#answer(day))
    this.#last = answer.catch(() => {})
    return answer
  }

  /** Looks at no further pair; resolves when none is being looked at. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#last
  }

  async #answer(day: string | undefined): Promise<NewsAnswer> {
    await this.#book.current()
    const all = await this.#memory.get('pairs undefined', () => this.#ledger.pairs())
    const latest = all.reduce((last, pair) => (pair.last && pair.last > last ? pair.last : last), '1970-01-01')
    const asOf = day ?? latest
    const recent = all.filter(({ last }) => last !== null && last >= yearBefore(asOf))
    const pairs: PairStanding[] = []
    for (const { pair } of recent.slice(0, lookedAt)) {
      if (this.#stopped) break
      const key = `${pair.join(' ')} ${asOf}`
      const turn = this.#book.turnOf(pair)
      let known = this.#standings.get(key)
      if (known?.turn !== turn) {
        known = { turn, standing: await this.#standingOf(pair, asOf) }
        // other requests are answered between two pairs
        await new Promise((resume) => setImmediate(resume))
      }
      this.#standings.delete(key)
      this.#standings.set(key, known)
      if (this.#standings.size > 4 * lookedAt) this.#standings.delete(this.#standings.keys().next().value!)
      pairs.push(known.standing)
    }
    return { asOf, pairs, pairsTotal: recent.length }
  }

  async #standingOf(pair: [string, string], asOf: string): Promise<PairStanding> {
    const coverage = await this.#ledger.coverage({ pair })
    const table = (await this.#book.table(pair)) ?? PairTable.of(pair, await this.#ledger.happenings({ pair }))
    const { reading, changes } = pairStanding({ table, coverage }, { asOf, ...DEFAULTS })
    return {
      pair,
      names: [this.#offices.stateName(pair[0]), this.#offices.stateName(pair[1])],
      reading,
      changes: changes.map(({ kind, direction, when, before, after }) => ({ kind, direction, when, before, after })),
    }
  }
}

interface NewsSources {
  ledger: Ledger
  memory: Memory
  book: StandingBook
  offices: Offices
}

/** What a page needs to tell a reader what is new since the last visit. */
export function newsRoutes(news: News) {
  return (router() as OpenAPIHono).openapi(
    createRoute({
      method: 'get',
      path: '/news',
      request: { query: z.object({ 'as-of': day.optional() }) },
      responses: {
        200: json(
          typed<NewsAnswer>(
            z.object({
              asOf: z.string(),
              pairsTotal: z.number().int(),
              pairs: z.array(z.object({ pair: z.array(z.string()) }).loose()),
            }),
          ),
          'How the busiest pairs of the last year stand: temperature with band, and confirmed changes',
        ),
        400: badRequest,
      },
    }),
    async (c) => c.json(await news.answer(c.req.valid('query')['as-of']), 200),
  )
}
