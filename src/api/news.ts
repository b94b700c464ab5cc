import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Change, DEFAULTS, type Offices, pairReport, type Reading, readPair } from '../analysis/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { badRequest, day, json, router, typed } from './answers.ts'
import type { Memory } from './memory.ts'

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

/** What a page needs to tell a reader what is new since the last visit. */
export function newsRoutes({ ledger, memory, offices }: { ledger: Ledger; memory: Memory; offices: Offices }) {
  const standingOf = async (pair: [string, string], asOf: string): Promise<PairStanding> => {
    const report = pairReport(pair, await readPair(ledger, pair), {
      offices,
      asOf,
      scale: 'plover',
      halfLives: DEFAULTS.halfLives,
      normalise: true,
    })
    return {
      pair,
      names: report.names,
      reading: report.temperature[2].now.slow,
      changes: report.changes
        .filter(({ confirmed }) => confirmed)
        .map(({ kind, direction, when, before, after }) => ({ kind, direction, when, before, after })),
    }
  }
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
    async (c) => {
      const all = await memory.get('pairs undefined', () => ledger.pairs())
      const latest = all.reduce((last, pair) => (pair.last && pair.last > last ? pair.last : last), '1970-01-01')
      const asOf = c.req.valid('query')['as-of'] ?? latest
      const recent = all.filter(({ last }) => last !== null && last >= yearBefore(asOf))
      const pairs = await memory.get(`news ${asOf}`, async () => {
        const found: PairStanding[] = []
        for (const { pair } of recent.slice(0, lookedAt)) {
          found.push(await standingOf(pair, asOf))
          // other requests are answered between two pairs
          await new Promise((resume) => setImmediate(resume))
        }
        return found
      })
      return c.json({ asOf, pairs, pairsTotal: recent.length }, 200)
    },
  )
}
