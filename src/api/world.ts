import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  answersWanted,
  happeningsAsKnown,
  itemsAsKnown,
  type Movers,
  moversOf,
  type Offices,
  type RegisterEntry,
  registerOf,
  type WorldReport,
  worldReport,
} from '../analysis/index.ts'
import type { Ledger, LedgerItem } from '../ledger/index.ts'
import { badRequest, country, day, json, page, router, typed } from './answers.ts'
import type { Memory } from './memory.ts'
import type { StandingBook } from './standing-book.ts'

/** The world on a day, with the days between which the ledger tells of something. Of the edges the busiest come with it; `edgesTotal` counts all. */
export type WorldAnswer = WorldReport & { first: string; latest: string; edgesTotal: number }

/**
 * What moved, with the day that counts as today: the last one the ledger tells of, unless another is asked for. Commitments that fall due within as many days as are
 * looked back on, and those that are overdue.
 */
export type TodayAnswer = Movers & { latest: string; dueSoon: RegisterEntry[]; overdue: RegisterEntry[] }

export type CommitmentsAnswer = {
  asOf: string
  total: number
  /** How many entries of each status and form there are among those that answer the other conditions. */
  byStatus: { [status: string]: number }
  byForm: { [form: string]: number }
  entries: RegisterEntry[]
  names: { [country: string]: string }
}

const shownEdges = 400
const epoch = '1970-01-01'

/** What is asked of many countries at once: the world, what moved, the register of commitments. */
export function worldRoutes({
  ledger,
  memory,
  book,
  offices,
}: {
  ledger: Ledger
  memory: Memory
  book: StandingBook
  offices: Offices
}) {
  const edgeOf = (order: 'oldest' | 'newest') =>
    memory.get(`edge ${order}`, async () => {
      const [found] = await ledger.happenings({ order, limit: 1, statuses: ['actual'] })
      return (order === 'oldest' ? found?.date?.start : found?.date?.end) ?? epoch
    })
  const commitments = (of: string | undefined): Promise<LedgerItem[]> =>
    memory.get(`commitments ${of ?? ''}`, () => ledger.items({ country: of, kinds: ['commitment'] }))
  const register = async (asOf: string, of: string | undefined): Promise<RegisterEntry[]> =>
    memory.get(`register ${asOf} ${of ?? ''}`, async () => {
      const items = await commitments(of)
      return registerOf(items, await book.answers(answersWanted(items)), asOf)
    })
  /** The same as could be read on a day. */
  const registerThen = (asOf: string): Promise<RegisterEntry[]> =>
    memory.get(`register then ${asOf}`, async () => {
      const items = await commitments(undefined)
      const happenings = await book.answers(answersWanted(items))
      return registerOf(itemsAsKnown(items, asOf), happeningsAsKnown(happenings, asOf), asOf)
    })

  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/world',
        request: {
          query: z.object({
            'as-of': day.optional(),
            country: country.optional(),
            region: z.string().max(60).optional(),
          }),
        },
        responses: {
          200: json(
            typed<WorldAnswer>(z.object({ asOf: z.string(), edges: z.array(z.object({}).loose()) }).loose()),
            'The signed network of states on a day, with its balance',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const query = c.req.valid('query')
        const [first, latest] = await Promise.all([edgeOf('oldest'), edgeOf('newest')])
        const asOf = query['as-of'] ?? latest
        const report = await memory.get(`world ${asOf} ${query.country} ${query.region}`, async () =>
          worldReport(await book.current(), { asOf, country: query.country, region: query.region, offices }),
        )
        const edges = [...report.edges].sort((a, b) => b.n - a.n || (a.pair.join() < b.pair.join() ? -1 : 1))
        return c.json({ ...report, edges: edges.slice(0, shownEdges), edgesTotal: edges.length, first, latest }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/today',
        request: {
          query: z.object({ 'as-of': day.optional(), days: z.coerce.number().int().min(1).max(3650).default(30) }),
        },
        responses: {
          200: json(
            typed<TodayAnswer>(z.object({ asOf: z.string(), movers: z.array(z.object({}).loose()) }).loose()),
            'What moved in the days up to a day, and which commitments are due or overdue',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { days, 'as-of': wanted } = c.req.valid('query')
        const latest = await edgeOf('newest')
        const asOf = wanted ?? latest
        const moved = await memory.get(`today ${asOf} ${days}`, async () =>
          moversOf(await book.current(), (id) => ledger.happening(id), { asOf, days, offices, limit: 12 }),
        )
        const known = await registerThen(asOf)
        const horizon = dayAfter(asOf, days)
        const dueSoon = known.filter(
          ({ status, due }) => status === 'open' && due && due.end >= asOf && due.start <= horizon,
        )
        const overdue = known.filter(({ status }) => status === 'overdue')
        return c.json({ ...moved, dueSoon: dueSoon.slice(0, 20), overdue: overdue.slice(0, 20), latest }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/commitments',
        request: {
          query: z.object({
            ...page,
            'as-of': day.optional(),
            country: country.optional(),
            with: country.optional(),
            status: z.enum(['open', 'overdue', 'fulfilled', 'withdrawn', 'broken', 'lapsed', 'in force']).optional(),
            form: z
              .enum([
                'agreement',
                'working-group',
                'invitation',
                'visit',
                'offer',
                'pledge',
                'ceasefire',
                'recognition',
              ])
              .optional(),
          }),
        },
        responses: {
          200: json(
            typed<CommitmentsAnswer>(
              z.object({ total: z.number().int(), entries: z.array(z.object({}).loose()) }).loose(),
            ),
            'The register of commitments: the overdue first, then by due day, then the newest',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { limit, offset, country: one, with: other, status, form, 'as-of': wanted } = c.req.valid('query')
        const asOf = wanted ?? (await edgeOf('newest'))
        const all = (await register(asOf, one)).filter((entry) => !other || entry.between.includes(other))
        const count = (pick: (entry: RegisterEntry) => string, of: RegisterEntry[]) => {
          const counts: { [name: string]: number } = {}
          for (const entry of of) counts[pick(entry)] = (counts[pick(entry)] ?? 0) + 1
          return counts
        }
        const ofForm = all.filter((entry) => !form || entry.form === form)
        const ofStatus = all.filter((entry) => !status || entry.status === status)
        const found = ofForm.filter((entry) => !status || entry.status === status).sort(byUrgency)
        const entries = found.slice(offset, offset + limit)
        const names = Object.fromEntries(
          entries
            .flatMap(({ between }) => between)
            .flatMap((code) => {
              const state = code.slice(0, 3)
              return [[state, offices.stateName(state)]]
            }),
        )
        return c.json(
          {
            asOf,
            total: found.length,
            byStatus: count((entry) => entry.status, ofForm),
            byForm: count((entry) => entry.form, ofStatus),
            entries,
            names,
          },
          200,
        )
      },
    )
}

const dayAfter = (iso: string, days: number) =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function byUrgency(a: RegisterEntry, b: RegisterEntry): number {
  const rank = (entry: RegisterEntry) => (entry.status === 'overdue' ? 0 : entry.due && entry.status === 'open' ? 1 : 2)
  const lastDay = (entry: RegisterEntry) =>
    entry.steps.reduce((last, step) => (step.day && step.day > last ? step.day : last), '')
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  const [x, y] = rank(a) === 2 ? [lastDay(b), lastDay(a)] : [a.due!.start, b.due!.start]
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1
}
