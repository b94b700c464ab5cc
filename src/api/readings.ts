import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import type { Input } from '../intake/index.ts'
import { fetchInputs } from '../intake/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { type Resources, readIntoLedger } from '../pipeline/index.ts'
import { badRequest, day, failure, json, notFound, problem, router, typed } from './answers.ts'
import { rateLimit } from './guards.ts'
import type { Memory } from './memory.ts'

/** What came of one article of a reading. */
export interface ReadOutcome {
  name: string
  /** Null when it could not be read; `problem` then says why. */
  key: string | null
  title: string | null
  filed: 'new' | 'known' | 'recoded' | 'updated' | 'erased' | 'failed'
  events: number
  problem: string | null
}

/** The state of one reading: articles handed over together, read one after the other. */
export interface ReadingState {
  id: number
  state: 'waiting' | 'reading' | 'done'
  /** Null while it cannot be known (feeds). */
  total: number | null
  done: number
  outcomes: ReadOutcome[]
}

/** Readings asked for over HTTP: a queue with one reader. The newest fifty are remembered. */
class Readings {
  readonly #all: { state: ReadingState; watchers: Set<() => void> }[] = []
  readonly #ledger: Ledger
  readonly #resources: Resources
  readonly #memory: Memory
  #last: Promise<void> = Promise.resolve()
  #next = 1

  constructor(ledger: Ledger, resources: Resources, memory: Memory) {
    this.#ledger = ledger
    this.#resources = resources
    this.#memory = memory
  }

  get states(): ReadingState[] {
    return this.#all.map(({ state }) => state)
  }

  find(id: number) {
    return this.#all.find(({ state }) => state.id === id)
  }

  add(inputs: AsyncIterable<Input>, total: number | null): ReadingState {
    const state: ReadingState = { id: this.#next++, state: 'waiting', total, done: 0, outcomes: [] }
    const reading = { state, watchers: new Set<() => void>() }
    this.#all.unshift(reading)
    this.#all.length = Math.min(this.#all.length, 50)
    const tell = () => {
      for (const watcher of reading.watchers) watcher()
    }
    this.#last = this.#last.then(async () => {
      state.state = 'reading'
      tell()
      try {
        for await (const outcome of readIntoLedger(inputs, this.#ledger, this.#resources)) {
          state.done++
          if (state.outcomes.length < 200)
            state.outcomes.push(
              outcome.issue
                ? {
                    name: outcome.id,
                    key: null,
                    title: null,
                    filed: 'failed',
                    events: 0,
                    problem: outcome.issue.message,
                  }
                : {
                    name: outcome.id,
                    key: outcome.record?.key ?? null,
                    title: outcome.record?.title ?? null,
                    filed: outcome.filed,
                    events: outcome.record?.events.length ?? 0,
                    problem: null,
                  },
            )
          tell()
          await new Promise((resume) => setImmediate(resume))
        }
      } catch (error) {
        console.error(error)
        state.outcomes.push({
          name: 'the reading',
          key: null,
          title: null,
          filed: 'failed',
          events: 0,
          problem: 'It stopped half-way; the server log says why. What was read before is filed.',
        })
      }
      this.#memory.forget()
      state.state = 'done'
      state.total = state.done
      tell()
    })
    return state
  }
}

const readingBody = z
  .object({ id: z.number().int(), state: z.string(), total: z.number().int().nullable(), done: z.number().int() })
  .loose()
  .openapi('Reading')

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

async function* inputsOf({ articles, addresses }: z.infer<typeof readRequest>): AsyncGenerator<Input> {
  for (const { name, content, ...given } of articles) yield { id: name, page: { id: name, content, ...given } }
  for (const address of addresses) yield* await fetchInputs(address, {})
}

/** Reading handed-over articles and addresses into the ledger, with progress as server-sent events. */
export function readingRoutes({ ledger, resources, memory }: { ledger: Ledger; resources: Resources; memory: Memory }) {
  const readings = new Readings(ledger, resources, memory)
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
        return c.json(readings.add(inputsOf(request), request.addresses.length ? null : request.articles.length), 202)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readings',
        responses: { 200: json(typed<ReadingState[]>(z.array(readingBody)), 'The newest readings') },
      }),
      (c) => c.json(readings.states, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readings/{id}',
        request: { params: idParam },
        responses: { 200: json(typed<ReadingState>(readingBody), 'One reading'), 400: badRequest, 404: notFound },
      }),
      (c) => {
        const found = readings.find(c.req.valid('param').id)
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
    const found = readings.find(Number(c.req.param('id')))
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
