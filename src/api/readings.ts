import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { fetchInputs, type Input } from '../intake/index.ts'
import { badRequest, day, failure, json, notFound, problem, router, typed } from './answers.ts'
import { rateLimit } from './guards.ts'
import type { ReadingDesk, ReadingState } from './reading-desk.ts'
import { readingBody } from './shapes.ts'

const readRequest = z
  .object({
    articles: z
      .array(
        z.object({
          name: z.string().min(1).max(300),
          content: z.string().min(1),
          kind: z.enum(['text', 'html']).default('text'),
          date: day.optional(),
          title: z.string().max(500).optional(),
          outlet: z.string().max(200).optional(),
        }),
      )
      .max(200)
      .default([]),
    addresses: z
      .array(z.url({ protocol: /^https?$/ }).max(2000))
      .max(50)
      .default([]),
  })
  .refine(({ articles, addresses }) => articles.length + addresses.length > 0, 'names nothing to read')
  .openapi('ReadRequest')

async function* inputsOf(
  { articles, addresses }: z.infer<typeof readRequest>,
  allowPrivate: boolean | undefined,
): AsyncGenerator<Input> {
  for (const { name, content, ...given } of articles) yield { id: name, page: { id: name, content, ...given } }
  for (const address of addresses) yield* await fetchInputs(address, { allowPrivate })
}

/** Reading handed-over articles and addresses into the ledger, with progress as server-sent events. */
export function readingRoutes({ desk, allowPrivate }: { desk: ReadingDesk; allowPrivate?: boolean }) {
  const idParam = z.object({ id: z.coerce.number().int().min(1).max(1e9) })
  const noReading = failure('api/no-reading', 'There is no reading with this number; the newest fifty are remembered.')
  const routes = (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'post',
        path: '/readings',
        middleware: [
          rateLimit({ burst: 20, perSecond: 1 }),
          bodyLimit({
            maxSize: 20_000_000,
            onError: (c) =>
              c.json(failure('api/too-large', 'At most 20 MB are taken at once. Use `detente read` for more.'), 413),
          }),
        ] as const,
        request: { body: { content: { 'application/json': { schema: readRequest } }, required: true } },
        responses: {
          202: json(typed<ReadingState>(readingBody), 'The reading waits its turn; follow it at /readings/{id}/stream'),
          400: badRequest,
          413: json(problem, 'Too much at once'),
        },
      }),
      (c) => {
        const request = c.req.valid('json')
        const total = request.addresses.length ? null : request.articles.length
        return c.json(desk.add(inputsOf(request, allowPrivate), total).state, 202)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readings',
        responses: { 200: json(typed<ReadingState[]>(z.array(readingBody)), 'The newest readings') },
      }),
      (c) => c.json(desk.states, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readings/{id}',
        request: { params: idParam },
        responses: { 200: json(typed<ReadingState>(readingBody), 'One reading'), 400: badRequest, 404: notFound },
      }),
      (c) => {
        const found = desk.find(c.req.valid('param').id)
        return found ? c.json(found.state, 200) : c.json(noReading, 404)
      },
    )

  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: '/readings/{id}/stream',
    request: { params: idParam },
    responses: {
      200: {
        description: 'The reading as it goes on: a server-sent event `reading` for each step, the last one `done`',
        content: { 'text/event-stream': { schema: z.string() } },
      },
      400: badRequest,
      404: notFound,
    },
  })
  return routes.get('/readings/:id/stream', (c) => {
    const found = desk.find(Number(c.req.param('id')))
    if (!found) return c.json(noReading, 404)
    return streamSSE(c, async (stream) => {
      let wake = () => {}
      const watcher = () => wake()
      found.watchers.add(watcher)
      stream.onAbort(() => {
        found.watchers.delete(watcher)
        wake()
      })
      while (!stream.aborted) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve
        })
        const done = found.state.state === 'done'
        await stream.writeSSE({ event: done ? 'done' : 'reading', data: JSON.stringify(found.state) })
        if (done) break
        await changed
      }
      found.watchers.delete(watcher)
    })
  })
}
