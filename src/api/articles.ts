import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ExplainedSentence, Record } from '../coding/index.ts'
import type { ArticleSummary, Ledger, ReportView } from '../ledger/index.ts'
import { codeInput, explainRecord, type Resources } from '../pipeline/index.ts'
import { asOf, badRequest, day, failure, hexId, json, notFound, page, problem, router, typed } from './answers.ts'
import { rateLimit } from './guards.ts'
import { articleList, codeRequest, explanation, recordBody, reportBody } from './shapes.ts'

const noArticle = failure('api/no-article', 'The ledger holds no article with this key.')

/** The largest text that is coded for one request, in UTF-16 units; a longer one belongs to `detente read`. */
const longestPaste = 1_000_000

/** Articles and their records, single reports, and coding of pasted text. */
export function articleRoutes({ ledger, resources }: { ledger: Ledger; resources: Resources }) {
  const pasteLimits: MiddlewareHandler[] = [
    rateLimit({ burst: 40, perSecond: 5 }),
    bodyLimit({
      maxSize: longestPaste,
      onError: (c) =>
        c.json(failure('api/too-large', 'At most 1 MB is coded at once. Use `detente read` for more.'), 413),
    }),
  ]
  const pasted = ({ text, date, title }: { text: string; date?: string; title?: string }) =>
    codeInput({ id: 'pasted', page: { id: 'pasted', kind: 'text', content: text, date, title } }, resources)

  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/articles',
        request: { query: z.object({ ...page, ...asOf, until: day.optional() }) },
        responses: {
          200: json(
            typed<{ total: number; articles: ArticleSummary[] }>(articleList),
            'Articles, newest first; `until` leaves out what was published later, `as-of` what was filed later',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { 'as-of': asOf, ...query } = c.req.valid('query')
        return c.json(await ledger.articles({ ...query, asOf }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/articles/{key}',
        request: { params: z.object({ key: hexId }) },
        responses: {
          200: json(typed<Record>(recordBody), 'The current record of the article'),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const record = await ledger.record(c.req.valid('param').key)
        return record ? c.json(record, 200) : c.json(noArticle, 404)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/articles/{key}/why',
        middleware: [rateLimit({ burst: 40, perSecond: 10 })] as const,
        request: { params: z.object({ key: hexId }) },
        responses: {
          200: json(typed<ExplainedSentence[]>(explanation), 'Why each sentence was coded as it was'),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const record = await ledger.record(c.req.valid('param').key)
        return record ? c.json(explainRecord(record, resources), 200) : c.json(noArticle, 404)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/{id}',
        request: { params: z.object({ id: hexId }) },
        responses: {
          200: json(typed<ReportView>(reportBody), 'One report with its parties and its happening'),
          400: badRequest,
          404: notFound,
        },
      }),
      async (c) => {
        const report = await ledger.report(c.req.valid('param').id)
        return report
          ? c.json(report, 200)
          : c.json(failure('api/no-report', 'The ledger holds no report with this id.'), 404)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/code',
        middleware: pasteLimits,
        request: { body: { content: { 'application/json': { schema: codeRequest } }, required: true } },
        responses: {
          200: json(typed<Record>(recordBody), 'The record of the given text; nothing is filed'),
          400: badRequest,
          413: json(problem, 'Too much text'),
        },
      }),
      (c) => c.json(pasted(c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/explain',
        middleware: pasteLimits,
        request: { body: { content: { 'application/json': { schema: codeRequest } }, required: true } },
        responses: {
          200: json(typed<ExplainedSentence[]>(explanation), 'Why each sentence of the given text is coded as it is'),
          400: badRequest,
          413: json(problem, 'Too much text'),
        },
      }),
      (c) => c.json(explainRecord(pasted(c.req.valid('json')), resources), 200),
    )
}
