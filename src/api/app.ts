import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import { type Offices, officesOf } from '../analysis/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { type Resources, version } from '../pipeline/index.ts'
import { failure, json, router } from './answers.ts'
import { articleRoutes } from './articles.ts'
import { codebookRoutes } from './codebook.ts'
import { findRoutes } from './find.ts'
import { type Rate, rateLimit, sameSiteOnly, tokenOnly, withSecurityHeaders } from './guards.ts'
import { Memory } from './memory.ts'
import { News, newsRoutes } from './news.ts'
import { pairRoutes } from './pairs.ts'
import { ReadingDesk } from './reading-desk.ts'
import { readingRoutes } from './readings.ts'
import { reviewRoutes } from './review.ts'
import { sampleRoutes } from './samples.ts'
import { StandingBook } from './standing-book.ts'
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
  book: StandingBook
  news: News
  offices: Offices
  desk: ReadingDesk
  watched: WatchedFeeds
  /** Lets the article at hand be filed and begins nothing new. */
  stop(): Promise<void>
}

/** From so many happenings on, the first pages are worked out before anybody asks. */
const large = 20_000

function worksOf({ ledger, resources, watch }: AppOptions): Works {
  const memory = new Memory()
  const desk = new ReadingDesk(ledger, resources, memory)
  const watched = new WatchedFeeds(desk, watch)
  const book = new StandingBook(ledger)
  const offices = officesOf(resources.lexicon)
  const news = new News({ ledger, memory, book, offices })
  return {
    memory,
    book,
    news,
    offices,
    desk,
    watched,
    async stop() {
      await desk.stop()
      await watched.stop()
      await news.stop()
      await book.stop()
    },
  }
}

/** Everything under `/api/v1`. */
function apiRoutes(options: AppOptions, { memory, book, news, offices, desk, watched }: Works) {
  const { ledger } = options
  const { allowPrivate } = options.watch
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
    .route('/', pairRoutes({ ...options, memory, book, offices }))
    .route('/', newsRoutes(news))
    .route('/', worldRoutes({ ledger, memory, book, offices }))
    .route('/', findRoutes({ ledger, memory }))
    .route('/', reviewRoutes({ ledger, memory }))
    .route('/', sampleRoutes({ ledger }))
}

/** The type of the API's routes, from which the web app's client is made. */
export type Api = ReturnType<typeof apiRoutes>

/**
 * The HTTP API (`/api/v1/…`, described by `/api/v1/openapi.json`) and the web app over one ledger. Every error has one shape:
 * `{error: {code, message}}`. `warm` makes ready what takes long over a large ledger, `stop` ends what runs beside the answers.
 */
export function createApp(options: AppOptions): {
  app: OpenAPIHono
  warm: () => Promise<void>
  stop: () => Promise<void>
} {
  const { assets, hosts, token, rate = { burst: 1000, perSecond: 200 } } = options
  const works = worksOf(options)
  const app = router()

  app.use(withSecurityHeaders)
  app.use(sameSiteOnly(hosts))
  app.use(rateLimit(rate))
  if (token) app.use(tokenOnly(token))
  // A tag is a hash of the whole answer: what is sent while it is made has none.
  const tagged = etag()
  app.use('/api/*', (c, next) => (/\/(?:stream|data\.json)$/.test(c.req.path) ? next() : tagged(c, next)))
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

  const api = apiRoutes(options, works)
  app.route('/api/v1', api)
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
  return {
    app,
    async warm() {
      await works.book.current()
      const pairs = await options.ledger.pairs()
      if (pairs.reduce((sum, { happenings }) => sum + happenings, 0) < large) return
      for (const path of ['/today', '/world', '/commitments', '/pairs', '/news']) await api.request(path)
    },
    stop: works.stop,
  }
}
