import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Agreement, agreement, seededRandom } from '../analysis/index.ts'
import { type Judgement, type Ledger, LedgerError, type Sample, type SamplePassage } from '../ledger/index.ts'
import { badRequest, country, failure, hexId, json, notFound, problem, router, typed } from './answers.ts'
import { eventTypes } from './event-types.ts'
import { rateLimit } from './guards.ts'

/** The name under which the machine's own codes stand among the coders. */
const machine = 'the machine'

const name = z.string().trim().min(1).max(100)
const judgement = z.object({
  type: z.enum(eventTypes.map(({ type }) => type) as [string, ...string[]]).nullable(),
  mode: z.array(z.string().max(40)).max(8).optional(),
  actors: z.array(country).max(20).optional(),
  recipients: z.array(country).max(20).optional(),
  note: z.string().max(1000).optional(),
})
const sampleBody = z
  .object({ id: z.string(), name: z.string(), reports: z.array(z.string()) })
  .loose()
  .openapi('Sample')

/** What the ledger refuses, as an answer: what is not there 404, what must stay blind 409, all else 400. */
const refusal = (error: unknown) => {
  if (!(error instanceof LedgerError)) throw error
  const status = error.code === 'ledger/still-blind' ? 409 : error.code === 'ledger/no-sample' ? 404 : 400
  return { body: failure(error.code, error.message), status: status as 400 | 404 | 409 }
}

/** Samples that several people code without seeing each other's answers, and how far they agree. */
export function sampleRoutes({ ledger }: { ledger: Ledger }) {
  const params = z.object({ id: hexId })
  const writing = [rateLimit({ burst: 60, perSecond: 10 })]
  const blind = json(problem, 'Not everybody is done: the answers stay hidden')
  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/samples',
        responses: { 200: json(typed<Sample[]>(z.array(sampleBody)), 'The samples drawn so far') },
      }),
      async (c) => c.json(await ledger.samples(), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/samples',
        middleware: writing,
        request: {
          body: {
            content: { 'application/json': { schema: z.object({ name, size: z.number().int().min(1).max(500) }) } },
            required: true,
          },
        },
        responses: { 201: json(typed<Sample>(sampleBody), 'The sample, about as many of each type'), 400: badRequest },
      }),
      async (c) => {
        try {
          return c.json(await ledger.drawSample(c.req.valid('json')), 201)
        } catch (error) {
          return c.json(refusal(error).body, 400)
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/samples/{id}/passages',
        request: { params, query: z.object({ by: name }) },
        responses: {
          200: json(
            typed<SamplePassage[]>(z.array(z.object({ report: z.string() }).loose())),
            'The passages with nobody’s answers but those of the one who asks',
          ),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        try {
          return c.json(await ledger.samplePassages(c.req.valid('param').id, c.req.valid('query').by), 200)
        } catch (error) {
          return c.json(refusal(error).body, 404)
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/samples/{id}/judgements',
        middleware: writing,
        request: {
          params,
          body: {
            content: { 'application/json': { schema: z.object({ report: hexId, by: name, judgement }) } },
            required: true,
          },
        },
        responses: {
          201: json(z.object({ kept: z.literal(true) }), 'The answer is kept; said again, the later word stands'),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const { report, by, judgement: given } = c.req.valid('json')
        try {
          await ledger.judge(c.req.valid('param').id, report, by, given as Judgement)
          return c.json({ kept: true as const }, 201)
        } catch (error) {
          const { body, status } = refusal(error)
          return c.json(body, status === 404 ? 404 : 400)
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/samples/{id}/agreement',
        middleware: [rateLimit({ burst: 10, perSecond: 1 })],
        request: { params },
        responses: {
          200: json(
            typed<Agreement>(
              z.object({ coders: z.array(z.string()), units: z.number().int(), methods: z.string() }).loose(),
            ),
            'How far the coders, the machine among them, agree',
          ),
          404: notFound,
          409: blind,
        },
      }),
      async (c) => {
        try {
          const judged = await ledger.judgements(c.req.valid('param').id)
          const units = judged.map(({ report, machine: own, people }) => ({
            id: report,
            codings: [{ by: machine, coding: own }, ...people.map(({ by, judgement: said }) => ({ by, coding: said }))],
          }))
          return c.json(agreement(units, { draws: 500, random: seededRandom(1), blind: true }), 200)
        } catch (error) {
          const { body, status } = refusal(error)
          return c.json(body, status === 409 ? 409 : 404)
        }
      },
    )
}
