import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  type Correction,
  type Decision,
  type Disagreement,
  type Happening,
  type Ledger,
  LedgerError,
  type ReportRow,
  type ReviewItem,
} from '../ledger/index.ts'
import { asOf, badRequest, country, day, failure, hexId, json, notFound, page, router, typed } from './answers.ts'
import { eventTypes } from './event-types.ts'
import { rateLimit } from './guards.ts'
import type { Memory } from './memory.ts'

/** A report of an article as it stands, with the id of the item in the article's record that it was coded as. */
export type StandingReport = Pick<
  ReportRow,
  'id' | 'kind' | 'type' | 'status' | 'words' | 'rule' | 'happening' | 'decided'
> & { item: string }

export type HappeningAnswer = Happening & { history: Decision[] }

/** What a person needs to put happenings together or take one apart: its reports, and what is near it in time between the same countries. */
export interface Neighbours {
  happening: Happening
  reports: (Pick<ReportRow, 'id' | 'type' | 'words'> & {
    title: string | null
    outlet: string | null
    published: string | null
  })[]
  near: Happening[]
}

const nearDays = 14
const mostReports = 60
const daysFrom = (iso: string, days: number) =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

async function neighboursOf(ledger: Ledger, happening: Happening): Promise<Neighbours> {
  const rows = await Promise.all(happening.reports.slice(0, mostReports).map((id) => ledger.report(id)))
  const reports = rows
    .filter((row) => row !== null)
    .map(({ id, type, words, article }) => {
      const source = happening.sources.find((each) => each.article === article)
      return {
        id,
        type,
        words,
        title: source?.title ?? null,
        outlet: source?.outlet ?? null,
        published: source?.published ?? null,
      }
    })
  const countries = [...new Set([...happening.actors, ...happening.recipients].flatMap((each) => each.country ?? []))]
  if (!happening.date || countries.length === 0) return { happening, reports, near: [] }
  const found = await ledger.happenings({
    ...(countries.length > 1 ? { pair: [countries[0]!, countries[1]!] } : { country: countries[0] }),
    since: daysFrom(happening.date.start, -nearDays),
    until: daysFrom(happening.date.end, nearDays),
    limit: 200,
  })
  const start = Date.parse(happening.date.start)
  const far = (other: Happening) =>
    (other.type === happening.type ? 0 : 1000) + Math.abs(Date.parse(other.date!.start) - start) / 86_400_000
  const near = found.filter((other) => other.id !== happening.id && other.date !== null)
  near.sort((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1))
  return { happening, reports, near: near.slice(0, 20) }
}

const statuses = ['actual', 'future', 'hypothetical', 'negated', 'historical'] as const
const party = z.object({
  name: z.string().min(1).max(300),
  code: z.string().max(40),
  country: country.nullable(),
  sector: z.string().max(10).nullable(),
})
const change = z
  .object({
    type: z.enum(eventTypes.map(({ type }) => type) as [string, ...string[]]),
    mode: z.array(z.string().max(40)).max(8),
    status: z.enum(statuses),
    date: z
      .object({
        start: day,
        end: day,
        precision: z.enum(['day', 'week', 'month', 'quarter', 'season', 'year', 'decade', 'century']),
      })
      .nullable(),
    actors: z.array(party).max(40),
    recipients: z.array(party).max(40),
    reciprocal: z.boolean(),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'changes nothing')
const signature = { by: z.string().trim().min(1).max(100), why: z.string().max(2000).optional() }
const correction = z
  .discriminatedUnion('action', [
    z.object({ action: z.enum(['accept', 'reject', 'comment']), target: hexId, ...signature }),
    z.object({ action: z.literal('edit'), target: hexId, change, ...signature }),
    z.object({ action: z.literal('merge'), targets: z.array(hexId).min(2).max(100), ...signature }),
    z.object({ action: z.literal('split'), reports: z.array(hexId).min(1).max(100), ...signature }),
    z.object({ action: z.literal('undo'), decision: hexId, ...signature }),
  ])
  .openapi('Correction')

const decisionBody = z
  .object({ id: z.string(), at: z.string(), by: z.string(), action: z.string() })
  .loose()
  .openapi('Decision')

/** The review queue, decisions and what they are about. */
export function reviewRoutes({ ledger, memory }: { ledger: Ledger; memory: Memory }) {
  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/review',
        request: { query: z.object({ ...page, limit: page.limit.default(20), country: country.optional() }) },
        responses: {
          200: json(
            typed<ReviewItem[]>(z.array(z.object({ doubt: z.number(), weight: z.number() }).loose())),
            'Happenings that nobody has decided on, the most doubtful and weighty first',
          ),
          400: badRequest,
        },
      }),
      async (c) => c.json(await ledger.reviewQueue(c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/review/disagreements',
        responses: {
          200: json(
            typed<Disagreement[]>(z.array(z.object({ report: z.string() }).loose())),
            'Where the coder now says something else than people decided',
          ),
        },
      }),
      async (c) => c.json((await memory.get('disagreements', () => ledger.disagreements())).slice(0, 200), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/decisions',
        request: { query: z.object({ ...page, target: hexId.optional() }) },
        responses: {
          200: json(
            typed<{ total: number; decisions: Decision[] }>(
              z.object({ total: z.number().int(), decisions: z.array(decisionBody) }),
            ),
            'What people decided on a happening, report or item, or on anything; the newest first',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { target, limit, offset } = c.req.valid('query')
        const all = (await ledger.history(target)).reverse()
        return c.json({ total: all.length, decisions: all.slice(offset, offset + limit) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/decisions',
        middleware: [rateLimit({ burst: 60, perSecond: 10 })],
        request: { body: { content: { 'application/json': { schema: correction } }, required: true } },
        responses: {
          201: json(typed<Decision>(decisionBody), 'The decision as it was kept'),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const { by, why, ...rest } = c.req.valid('json')
        try {
          const decision = await ledger.correct(rest as Correction, by, why)
          memory.forget()
          return c.json(decision, 201)
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error
          const missing = error.code === 'ledger/no-target' || error.code === 'ledger/no-decision'
          return c.json(failure(error.code, error.message), missing ? 404 : 400)
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/articles/{key}/reports',
        request: { params: z.object({ key: hexId }) },
        responses: {
          200: json(
            typed<StandingReport[]>(z.array(z.object({ id: z.string(), item: z.string() }).loose())),
            "The article's reports as they stand after what people decided",
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const rows = await ledger.reports(c.req.valid('param').key)
        return c.json(
          rows.map(
            ({ id, kind, type, status, words, rule, happening, decided, item }): StandingReport => ({
              id,
              kind,
              type,
              status,
              words,
              rule,
              happening,
              decided,
              item: (JSON.parse(item) as { id: string }).id,
            }),
          ),
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/happenings/{id}',
        request: { params: z.object({ id: hexId }), query: z.object(asOf) },
        responses: {
          200: json(
            typed<HappeningAnswer>(z.object({ id: z.string(), type: z.string() }).loose()),
            'One happening with its sources, the details on which they differ, and what people decided',
          ),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const happening = await ledger.happening(id, c.req.valid('query')['as-of'])
        if (!happening) return c.json(failure('api/no-happening', 'The ledger holds no happening with this id.'), 404)
        return c.json({ ...happening, history: await ledger.history(happening.id) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/happenings/{id}/neighbours',
        request: { params: z.object({ id: hexId }) },
        responses: {
          200: json(
            typed<Neighbours>(
              z
                .object({ reports: z.array(z.object({ id: z.string() }).loose()), near: z.array(z.object({}).loose()) })
                .loose(),
            ),
            'The reports of a happening and the happenings near it, the likeliest to be the same first',
          ),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const happening = await ledger.happening(c.req.valid('param').id)
        return happening
          ? c.json(await neighboursOf(ledger, happening), 200)
          : c.json(failure('api/no-happening', 'The ledger holds no happening with this id.'), 404)
      },
    )
}
