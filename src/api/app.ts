import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { Ledger } from '../ledger/index.ts'
import { codeInput, type Resources, version } from '../pipeline/index.ts'
import { articleList, codeRequest, problem, recordBody, reportBody } from './shapes.ts'

/** A file of the web app, read at start: no path of a request ever reaches the file system. */
export interface Asset {
  body: Uint8Array<ArrayBuffer>
  type: string
}

export interface AppOptions {
  ledger: Ledger
  resources: Resources
  /** The built web app by path ("/index.html", "/assets/app.js"). */
  assets: Map<string, Asset>
  /** Host names this server answers to; any other Host header is refused (DNS rebinding). */
  hosts: string[]
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const error = (code: string, message: string) => ({ error: { code, message } })

/**
 * The HTTP API (`/api/v1/…`, described by `/api/v1/openapi.json`) and the web app over one ledger. Every error has one shape:
 * `{error: {code, message}}`.
 */
export function createApp({ ledger, resources, assets, hosts }: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return
      const first = result.error.issues[0]
      return c.json(
        error(
          'api/bad-request',
          `${first?.path.join('.') || 'The request'}: ${first?.message ?? 'is not as described'}. See /api/v1/openapi.json.`,
        ),
        400,
      )
    },
  })

  app.use(async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    if (!hosts.includes(host))
      return c.json(
        error('api/wrong-host', 'This server answers only to its own address on this machine.'),
        403,
        securityHeaders,
      )
    const origin = c.req.header('origin')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && origin !== undefined && !hosts.includes(hostOf(origin)))
      return c.json(error('api/wrong-origin', 'Requests from other sites are refused.'), 403, securityHeaders)
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
  })

  app.onError((failure, c) => {
    if ('status' in failure && typeof failure.status === 'number' && failure.status < 500)
      return c.json(
        error('api/bad-request', 'The request could not be read. See /api/v1/openapi.json.'),
        400,
        securityHeaders,
      )
    console.error(failure)
    return c.json(
      error('api/internal', 'Something went wrong here; the server log says what. The ledger is unharmed.'),
      500,
      securityHeaders,
    )
  })
  app.notFound((c) => c.json(error('api/not-found', 'Nothing is at this address. See /api/v1/openapi.json.'), 404))

  const json = <T extends z.ZodType>(schema: T, description: string) => ({
    description,
    content: { 'application/json': { schema } },
  })

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/health',
      responses: { 200: json(z.object({ version: z.string(), articles: z.number().int() }), 'The server is up') },
    }),
    async (c) => c.json({ version, articles: (await ledger.articles({ limit: 1 })).total }, 200),
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/articles',
      request: {
        query: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          offset: z.coerce.number().int().min(0).max(1e9).default(0),
        }),
      },
      responses: { 200: json(articleList, 'Articles, newest first'), 400: json(problem, 'Bad request') },
    }),
    async (c) => c.json(await ledger.articles(c.req.valid('query')), 200),
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/articles/{key}',
      request: { params: z.object({ key: z.string().regex(/^[0-9a-f]{32}$/) }) },
      responses: {
        200: json(recordBody, 'The current record of the article'),
        400: json(problem, 'Bad request'),
        404: json(problem, 'No such article'),
      },
    }),
    async (c) => {
      const record = await ledger.record(c.req.valid('param').key)
      return record
        ? c.json(record, 200)
        : c.json(error('api/no-article', 'The ledger holds no article with this key.'), 404)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/reports/{id}',
      request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }) },
      responses: {
        200: json(reportBody, 'One report with its parties and its happening'),
        400: json(problem, 'Bad request'),
        404: json(problem, 'No such report'),
      },
    }),
    async (c) => {
      const report = await ledger.report(c.req.valid('param').id)
      return report
        ? c.json(report, 200)
        : c.json(error('api/no-report', 'The ledger holds no report with this id.'), 404)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/code',
      middleware: [
        bodyLimit({
          maxSize: 1_000_000,
          onError: (c) =>
            c.json(error('api/too-large', 'At most 1 MB is coded at once. Use `detente read` for more.'), 413),
        }),
      ] as const,
      request: { body: { content: { 'application/json': { schema: codeRequest } }, required: true } },
      responses: {
        200: json(recordBody, 'The record of the given text; nothing is filed'),
        400: json(problem, 'Bad request'),
      },
    }),
    (c) => {
      const { text, date, title } = c.req.valid('json')
      return c.json(
        codeInput({ id: 'pasted', page: { id: 'pasted', kind: 'text', content: text, date, title } }, resources),
        200,
      )
    },
  )

  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Détente', version, description: 'The ledger of relations between countries.' },
  })

  app.get('*', (c) => {
    const path = c.req.path
    if (path.startsWith('/api/'))
      return c.json(error('api/not-found', 'Nothing is at this address. See /api/v1/openapi.json.'), 404)
    const asset = assets.get(path) ?? (/\.\w+$/.test(path) ? undefined : assets.get('/index.html'))
    if (!asset) return c.json(error('api/not-found', 'Nothing is at this address.'), 404)
    return c.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
  return app
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname.replace(/^\[|\]$/g, '')
  } catch {
    return ''
  }
}
