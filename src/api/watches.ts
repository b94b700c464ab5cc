import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { refusal } from '../intake/index.ts'
import { badRequest, failure, hexId, json, notFound, problem, router, typed } from './answers.ts'
import { rateLimit } from './guards.ts'
import type { ReadingState } from './reading-desk.ts'
import { readingBody } from './shapes.ts'
import { mostFeeds, type WatchedFeed, type WatchedFeeds } from './watched-feeds.ts'

/** The watched feeds, and how often each is asked. */
export interface WatchesAnswer {
  everyMinutes: number
  feeds: WatchedFeed[]
}

const feedBody = z.object({ id: z.string(), address: z.string() }).loose().openapi('WatchedFeed')
const noFeed = failure('api/no-feed', 'This feed is not watched.')

/** Watching feeds from the page: what `detente watch` does, for as long as the server runs. */
export function watchRoutes({ watched, allowPrivate }: { watched: WatchedFeeds; allowPrivate?: boolean }) {
  const params = z.object({ id: hexId })
  const writing = [rateLimit({ burst: 20, perSecond: 1 })]
  return (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/watches',
        responses: {
          200: json(
            typed<WatchesAnswer>(z.object({ everyMinutes: z.number(), feeds: z.array(feedBody) })),
            'The feeds that are watched, in the order in which they were added',
          ),
        },
      }),
      (c) => c.json({ everyMinutes: watched.everyMs / 60_000, feeds: watched.list() }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/watches',
        middleware: writing,
        request: {
          body: {
            content: { 'application/json': { schema: z.object({ address: z.string().trim().min(1).max(2000) }) } },
            required: true,
          },
        },
        responses: {
          201: json(typed<WatchedFeed>(feedBody), 'The feed is watched and being polled for the first time'),
          400: badRequest,
          409: json(problem, 'There are too many feeds'),
        },
      }),
      (c) => {
        const { address } = c.req.valid('json')
        const refused = refusal(address, allowPrivate)
        if (refused) return c.json(failure('api/bad-address', refused), 400)
        const feed = watched.add(new URL(address).href)
        return feed
          ? c.json(feed, 201)
          : c.json(failure('api/too-many-feeds', `At most ${mostFeeds} feeds are watched. Take one away first.`), 409)
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/watches/{id}',
        middleware: writing,
        request: { params },
        responses: {
          200: json(z.object({ removed: z.literal(true) }), 'It is watched no more; what it brought stays'),
          400: badRequest,
          404: notFound,
        },
      }),
      (c) => (watched.remove(c.req.valid('param').id) ? c.json({ removed: true as const }, 200) : c.json(noFeed, 404)),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/watches/{id}/poll',
        middleware: writing,
        request: { params },
        responses: {
          202: json(typed<ReadingState>(readingBody), 'The feed is asked now; follow it at /readings/{id}/stream'),
          400: badRequest,
          404: notFound,
        },
      }),
      (c) => {
        const state = watched.poll(c.req.valid('param').id)
        return state ? c.json(state, 202) : c.json(noFeed, 404)
      },
    )
}
