import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { EventType, Status } from '../coding/index.ts'
import type { Happening, Ledger, LedgerItem } from '../ledger/index.ts'
import { asOf, badRequest, country, day, json, page, router, typed } from './answers.ts'
import { eventTypes } from './event-types.ts'
import type { Memory } from './memory.ts'

/** One thing found, in the little that a list shows. */
export interface Found {
  id: string
  kind: 'event' | LedgerItem['kind']
  type: string
  mode: string[]
  status: string | null
  who: string[]
  whom: string[]
  date: { start: string; end: string } | null
  words: string
  article: string | null
  title: string | null
  outlet: string | null
  published: string | null
  independent: number
  imported: string | null
}

/** Facets count among the first `counted` that were found; `more` says that there are more than that. */
export interface FindAnswer {
  found: Found[]
  counted: number
  more: boolean
  facets: { name: 'type' | 'status' | 'year' | 'outlet' | 'country'; values: { value: string; n: number }[] }[]
}

const facetReach = 500
const kinds = ['event', 'statement', 'commitment', 'position', 'tie', 'outlook'] as const
const list = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .max(400)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).max(20))
    .optional()

/** Search over words, parties, types and dates, with facets. */
export function findRoutes({ ledger, memory }: { ledger: Ledger; memory: Memory }) {
  return (router() as OpenAPIHono).openapi(
    createRoute({
      method: 'get',
      path: '/find',
      request: {
        query: z.object({
          ...page,
          ...asOf,
          kind: z.enum(kinds).default('event'),
          words: z.string().max(300).optional(),
          country: country.optional(),
          with: country.optional(),
          types: list(eventTypes.map(({ type }) => type) as [EventType, ...EventType[]]),
          statuses: list(['actual', 'future', 'hypothetical', 'negated', 'historical'] as const),
          since: day.optional(),
          until: day.optional(),
          order: z.enum(['newest', 'oldest']).default('newest'),
        }),
      },
      responses: {
        200: json(
          typed<FindAnswer>(
            z
              .object({
                found: z.array(z.object({ id: z.string() }).loose()),
                counted: z.number().int(),
                more: z.boolean(),
              })
              .loose(),
          ),
          'What was found, with counts by type, status, year, outlet and country among the first five hundred',
        ),
        400: badRequest,
      },
    }),
    async (c) => {
      const {
        limit,
        offset,
        kind,
        words,
        country: one,
        with: other,
        types,
        statuses,
        since,
        until,
        order,
        'as-of': day,
      } = c.req.valid('query')
      const question = {
        words: words?.trim() || undefined,
        ...(one && other ? { pair: [one, other] as [string, string] } : { country: one ?? other }),
        since,
        until,
        order,
        asOf: day,
      }
      const ask = (limit: number, offset: number): Promise<Found[]> =>
        kind === 'event'
          ? ledger
              .happenings({
                ...question,
                types: types as EventType[] | undefined,
                statuses: statuses as Status[] | undefined,
                limit,
                offset,
              })
              .then((all) => all.map(ofHappening))
          : ledger.items({ ...question, kinds: [kind], limit, offset }).then((all) => all.map(ofItem))
      const first = await memory.get(`find ${JSON.stringify({ kind, types, statuses, ...question })}`, () =>
        ask(facetReach + 1, 0),
      )
      const more = first.length > facetReach
      const among = first.slice(0, facetReach)
      const found =
        offset + limit <= among.length || !more ? among.slice(offset, offset + limit) : await ask(limit, offset)
      return c.json({ found, counted: among.length, more, facets: facetsOf(among) }, 200)
    },
  )
}

const names = (parties: { name: string }[]) => [...new Set(parties.map(({ name }) => name))]

function ofHappening(h: Happening): Found & { countries: string[] } {
  const source = h.sources[0]
  return {
    id: h.id,
    kind: 'event',
    type: h.type,
    mode: h.mode,
    status: h.status,
    who: names(h.actors),
    whom: names(h.recipients),
    date: h.date && { start: h.date.start, end: h.date.end },
    words: h.words,
    article: source && !source.imported ? source.article : null,
    title: source?.title ?? null,
    outlet: source?.outlet ?? null,
    published: source?.published ?? null,
    independent: h.independent,
    imported: h.imported?.origin ?? null,
    countries: [...new Set([...h.actors, ...h.recipients].flatMap(({ country }) => country ?? []))],
  }
}

function ofItem(found: LedgerItem): Found & { countries: string[] } {
  const { item, kind, source } = found
  const type =
    kind === 'statement' || kind === 'commitment'
      ? item.form
      : kind === 'position'
        ? item.stance
        : kind === 'tie'
          ? item.relation
          : item.direction
  const speaking = (side: string) => side === 'speaker' || side === 'holder' || side === 'actor'
  const who = names(found.parties.filter(({ side }) => speaking(side)))
  const whom = names(found.parties.filter(({ side }) => !speaking(side)))
  return {
    id: found.id,
    kind,
    type,
    mode: [],
    status: kind === 'commitment' ? item.stage : kind === 'tie' ? item.trend : null,
    who: who.length ? who : whom,
    whom: who.length ? whom : [],
    date: found.date && { start: found.date.start, end: found.date.end },
    words: found.words,
    article: source.article,
    title: source.title,
    outlet: source.outlet,
    published: source.published,
    independent: 1,
    imported: source.imported,
    countries: [...new Set(found.parties.flatMap(({ country }) => country ?? []))],
  }
}

function facetsOf(found: (Found & { countries?: string[] })[]): FindAnswer['facets'] {
  const facet = (
    name: FindAnswer['facets'][number]['name'],
    pick: (one: Found & { countries?: string[] }) => (string | null | undefined)[],
  ) => {
    const counts = new Map<string, number>()
    for (const one of found) for (const value of pick(one)) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    const values = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 12)
    return { name, values: values.map(([value, n]) => ({ value, n })) }
  }
  return [
    facet('type', (one) => [one.type]),
    facet('status', (one) => [one.status]),
    facet('country', (one) => one.countries ?? []),
    facet('year', (one) => [one.date?.start.slice(0, 4)]),
    facet('outlet', (one) => [one.outlet]),
  ]
}
