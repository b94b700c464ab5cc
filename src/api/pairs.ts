import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type AnswersWanted,
  briefHtml,
  briefMarkdown,
  type Offices,
  type PairOptions,
  type PairReport,
  readReport,
  readReportInParts,
  readTold,
  writeBrief,
} from '../analysis/index.ts'
import type { Ledger, PairActivity } from '../ledger/index.ts'
import type { Resources } from '../pipeline/index.ts'
import { badRequest, country, day, failure, json, page, router, typed } from './answers.ts'
import { csv } from './csv.ts'
import type { Memory } from './memory.ts'
import { reportText, textStream } from './pair-text.ts'
import type { StandingBook } from './standing-book.ts'

/** A pair with the names of its countries. */
export type NamedPair = PairActivity & { names: [string, string] }

/** A report for the page: of events and contacts the newest come with it, `eventsTotal` and `contactsTotal` count all. */
export type PairAnswer = PairReport

const shownEvents = 1000
const shownContacts = 40
/** What downloads need of events and contacts; those that are not here need all. */
const asked: { [name: string]: Pick<PairOptions, 'events' | 'contacts'> } = {
  'brief.md': { events: 'brief' },
  'brief.html': { events: 'brief' },
}
const days = z.coerce.number().int().min(1).max(3650)

/** How a pair is looked at. `as-of` is the time of the papers: what could be read by that day. */
export const pairQuery = z.object({
  since: day.optional(),
  until: day.optional(),
  'as-of': day.optional(),
  scale: z.enum(['plover', 'goldstein']).default('plover'),
  fast: days.default(30),
  slow: days.default(365),
  normalise: z.enum(['yes', 'no']).default('yes'),
})

type PairQuery = z.infer<typeof pairQuery>

const pairParams = z.object({ a: country, b: country })

/** Pairs of countries and what is known about them. */
export function pairRoutes({
  ledger,
  resources,
  memory,
  book,
  offices,
}: {
  ledger: Ledger
  resources: Resources
  memory: Memory
  book: StandingBook
  offices: Offices
}) {
  const states = [...resources.lexicon.states.values()]
    .filter((state) => state.code === state.today)
    .map(({ code, name, region }) => ({ code, name, region }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

  // What a pair's other views, and its downloads, are made from again.
  const told = memory.beside(3)
  const wholeReports = memory.beside(3)
  const pageOn = (a: string, b: string, query: PairQuery): Promise<PairReport> =>
    memory.get(`pair ${a} ${b} ${JSON.stringify(query)}`, () =>
      partOf(a, b, { ...optionsOf(query), events: shownEvents, contacts: shownContacts }),
    )
  const partFor = (a: string, b: string, query: PairQuery, part: Pick<PairOptions, 'events' | 'contacts'> = {}) =>
    wholeReports.get(`${a} ${b} ${JSON.stringify([query, part])}`, () => partOf(a, b, { ...optionsOf(query), ...part }))
  const optionsOf = (query: PairQuery): PairOptions => ({
    offices,
    since: query.since,
    until: query.until,
    asOf: query['as-of'],
    scale: query.scale,
    halfLives: { fast: query.fast, slow: query.slow },
    normalise: query.normalise === 'yes',
  })

  /** What reports are counted from: the book where that stands. */
  async function sourceOf(pair: [string, string]) {
    const known = await told.get([...pair].sort().join(' '), () => readTold(ledger, pair))
    const table = await book.table(pair)
    return { told: known, table, answers: (wanted: AnswersWanted[]) => book.answers(wanted) }
  }
  const partOf = async (a: string, b: string, options: PairOptions): Promise<PairReport> =>
    readReport(ledger, [a, b], options, await sourceOf([a, b]))

  const wrongPair = (a: string, b: string) => {
    const unknown = [a, b].find((code) => !resources.lexicon.states.has(code))
    if (unknown) return failure('api/no-country', `${unknown} is no country that Détente knows. See /api/v1/countries.`)
    return a === b ? failure('api/no-pair', 'A pair needs two different countries.') : null
  }
  const download = (c: Context, name: string, type: string, body: string | ReadableStream) =>
    c.body(body, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` })

  const routes = (router() as OpenAPIHono)
    .openapi(
      createRoute({
        method: 'get',
        path: '/countries',
        responses: {
          200: json(
            z.array(z.object({ code: z.string(), name: z.string(), region: z.string() })),
            'The countries of today by name',
          ),
        },
      }),
      (c) => c.json(states, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/pairs',
        request: { query: z.object({ ...page, country: country.optional() }) },
        responses: {
          200: json(
            typed<{ total: number; pairs: NamedPair[] }>(
              z.object({ total: z.number().int(), pairs: z.array(z.object({ pair: z.array(z.string()) }).loose()) }),
            ),
            'Pairs of countries with something between them, the busiest first',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { limit, offset, country: one } = c.req.valid('query')
        const all = await memory.get(`pairs ${one}`, () => ledger.pairs(one ? { country: one } : {}))
        const pairs = all.slice(offset, offset + limit).map(
          (each): NamedPair => ({
            ...each,
            names: [offices.stateName(each.pair[0]), offices.stateName(each.pair[1])],
          }),
        )
        return c.json({ total: all.length, pairs }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/pairs/{a}/{b}',
        request: { params: pairParams, query: pairQuery },
        responses: {
          200: json(
            typed<PairAnswer>(z.object({ pair: z.array(z.string()), eventsTotal: z.number().int() }).loose()),
            'Everything known about two countries: what sources say, temperature, changes, commitments, contacts, positions, events',
          ),
          400: badRequest,
        },
      }),
      async (c) => {
        const { a, b } = c.req.valid('param')
        const wrong = wrongPair(a, b)
        if (wrong) return c.json(wrong, 400)
        return c.json(await pageOn(a, b, c.req.valid('query')), 200)
      },
    )

  for (const [name, type] of [
    ['brief.md', 'text/markdown; charset=utf-8'],
    ['brief.html', 'text/html; charset=utf-8'],
    ['data.json', 'application/json'],
    ['temperature.csv', 'text/csv; charset=utf-8'],
    ['events.csv', 'text/csv; charset=utf-8'],
  ] as const)
    routes.openapi(
      createRoute({
        method: 'get',
        path: `/pairs/{a}/{b}/${name}`,
        request: { params: pairParams, query: pairQuery },
        responses: {
          200: { description: `The pair's ${name} to keep`, content: { [type]: { schema: z.string() } } },
          400: badRequest,
        },
      }),
      async (c) => {
        const { a, b } = c.req.valid('param')
        const wrong = wrongPair(a, b)
        if (wrong) return c.json(wrong, 400)
        const query = c.req.valid('query')
        if (name === 'data.json') {
          const { report, events } = await readReportInParts(ledger, [a, b], optionsOf(query), await sourceOf([a, b]))
          return download(c, `${a}-${b}-${name}`, type, textStream(reportText(report, events))) as never
        }
        // The curve is the page's own.
        const report = await (name === 'temperature.csv' ? pageOn(a, b, query) : partFor(a, b, query, asked[name]))
        const body =
          name === 'brief.md' || name === 'brief.html'
            ? (name === 'brief.md' ? briefMarkdown : briefHtml)(
                await writeBrief(report, { offices }, async (article) => (await ledger.record(article))?.text ?? null),
              )
            : name === 'events.csv'
              ? eventRows(report)
              : temperatureRows(report)
        return download(c, `${a}-${b}-${name}`, type, body) as never
      },
    )
  return routes
}

function temperatureRows({ temperature }: PairReport): string {
  return csv(
    [
      'from',
      'to',
      'start',
      'end',
      'half_life',
      'line',
      'value',
      'band_low',
      'band_high',
      'n',
      'n_effective',
      'verdict',
    ],
    temperature.flatMap(({ from, to, points }) =>
      points.flatMap(({ period, fast, slow }) =>
        Object.entries({ fast, slow }).flatMap(([half, lines]) =>
          Object.entries(lines).map(([line, r]) => [
            from ?? 'both',
            to ?? 'both',
            period.start,
            period.end,
            half,
            line,
            r.value,
            r.band?.[0] ?? null,
            r.band?.[1] ?? null,
            r.n,
            r.nEff,
            r.verdict,
          ]),
        ),
      ),
    ),
  )
}

function eventRows({ events }: PairReport): string {
  return csv(
    [
      'id',
      'date',
      'date_end',
      'type',
      'mode',
      'actors',
      'recipients',
      'status',
      'score',
      'weight',
      'left_out',
      'independent_sources',
      'outlet',
      'published',
      'title',
      'words',
    ],
    events.map((e) => [
      e.id,
      e.date,
      e.dateEnd,
      e.type,
      e.mode.join('|'),
      e.from.join('|'),
      e.to.join('|'),
      e.status,
      e.score,
      e.weight,
      e.leftOut,
      e.independent,
      e.cite.outlet,
      e.cite.published,
      e.cite.title,
      e.cite.words,
    ]),
  )
}
