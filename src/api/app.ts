import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import { officesOf } from '../analysis/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { type Resources, version } from '../pipeline/index.ts'
import { failure, json, router } from './answers.ts'
import { articleRoutes } from './articles.ts'
import { codebookRoutes } from './codebook.ts'
import { findRoutes } from './find.ts'
import { type Rate, rateLimit, sameSiteOnly, tokenOnly, withSecurityHeaders } from './guards.ts'
import { Memory } from './memory.ts'
import { newsRoutes } from './news.ts'
import { pairRoutes } from './pairs.ts'
import { ReadingDesk } from './reading-desk.ts'
import { readingRoutes } from './readings.ts'
import { reviewRoutes } from './review.ts'
import { sampleRoutes } from './samples.ts'
import { WatchedFeeds, type WatchSettings } from './watched-feeds.ts'
import { watchRoutes } from './watches.ts'
import { worldRoutes } from './world.ts'

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
  /** Asked of every request where given; needed to listen beyond this machine. */
  token?: string
  /** Of all requests of one client. */
  rate?: Rate
  /** Where and how feeds are watched. */
  watch: WatchSettings
}

/** What runs beside the answers: readings and polls. */
interface Works {
  memory: Memory
  desk: ReadingDesk
  watched: WatchedFeeds
  /** Lets the article at hand be filed and begins nothing new. */
  stop(): Promise<void>
}

function worksOf({ ledger, resources, watch }: AppOptions): Works {
  const memory = new Memory()
  const desk = new ReadingDesk(ledger, resources, memory)
  const watched = new WatchedFeeds(desk, watch)
  return {
    memory,
    desk,
    watched,
    async stop() {
      await desk.stop()
      await watched.stop()
    },
  }
}

/** Everything under `/api/v1`. */
function apiRoutes(options: AppOptions, { memory, desk, watched }: Works) {
  const { ledger } = options
  const { allowPrivate } = options.watch
  const offices = officesOf(options.resources.lexicon)
  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/health',
        responses: { 200: json(z.object({ version: z.string(), articles: z.number().int() }), 'The server is up') },
      }),
      async (c) => c.json({ version, articles: (await ledger.articles({ limit: 1 })).total }, 200),
    )
    .route('/', articleRoutes(options))
    .route('/', codebookRoutes(options))
    .route('/', readingRoutes({ desk, allowPrivate }))
    .route('/', watchRoutes({ watched, allowPrivate }))
    .route('/', pairRoutes({ ...options, memory, offices }))
    .route('/', newsRoutes({ ledger, memory, offices }))
    .route('/', worldRoutes({ ledger, memory, offices }))
    .route('/', findRoutes({ ledger, memory }))
    .route('/', reviewRoutes({ ledger, memory }))
    .route('/', sampleRoutes({ ledger }))
}

/** The type of the API's routes, from which the web app's client is made. */
export type Api = ReturnType<typeof apiRoutes>

/**
 * The HTTP API (`/api/v1/…`, described by `/api/v1/openapi.json`) and the web app over one ledger. Every error has one shape:
 * `{error: {code, message}}`. `stop` ends what runs beside the answers.
 */
export function createApp(options: AppOptions): { app: OpenAPIHono; stop: () => Promise<void> } {
  const { assets, hosts, token, rate = { burst: 1000, perSecond: 200 } } = options
  const works = worksOf(options)
  const app = router()

  app.use(withSecurityHeaders)
  app.use(sameSiteOnly(hosts))
  app.use(rateLimit(rate))
  if (token) app.use(tokenOnly(token))
  const tagged = etag()
  app.use('/api/*', (c, next) => (c.req.path.endsWith('/stream') ? next() : tagged(c, next)))
  app.use('/api/*', async (c, next) => {
    await next()
    c.res.headers.set('cache-control', 'no-cache')
  })

  app.onError((error, c) => {
    if ('status' in error && typeof error.status === 'number' && error.status < 500)
      return c.json(failure('api/bad-request', 'The request could not be read. See /api/v1/openapi.json.'), 400)
    console.error(error)
    return c.json(
      failure('api/internal', 'Something went wrong here; the server log says what. The ledger is unharmed.'),
      500,
    )
  })
  app.notFound((c) => c.json(failure('api/not-found', 'Nothing is at this address. See /api/v1/openapi.json.'), 404))

  app.route('/api/v1', apiRoutes(options, works))
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Détente', version, description: 'The ledger of relations between countries.' },
  })

  app.get('*', (c) => {
    const path = c.req.path
    if (path.startsWith('/api/'))
      return c.json(failure('api/not-found', 'Nothing is at this address. See /api/v1/openapi.json.'), 404)
    const asset = assets.get(path) ?? (/\.\w+$/.test(path) ? undefined : assets.get('/index.html'))
    if (!asset) return c.json(failure('api/not-found', 'Nothing is at this address.'), 404)
    return c.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
  return { app, stop: works.stop }
}
