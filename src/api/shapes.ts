import { z } from '@hono/zod-openapi'
import { day } from './answers.ts'

const date = z.object({ start: z.string(), end: z.string(), precision: z.string() })
const span = z.object({ start: z.number().int(), end: z.number().int(), in: z.literal('title').optional() })

export const articleList = z
  .object({
    total: z.number().int(),
    articles: z.array(
      z.object({
        key: z.string(),
        id: z.string(),
        url: z.string().nullable(),
        title: z.string().nullable(),
        outlet: z.string().nullable(),
        byline: z.string().nullable(),
        date_start: z.string().nullable(),
        date_end: z.string().nullable(),
        counts: z.record(z.string(), z.number().int()),
      }),
    ),
  })
  .openapi('ArticleList')

const item = z.object({ id: z.string(), rule: z.string(), evidence: z.array(span) }).loose()

/** A record as `detente code` writes it; the items' further fields are those of docs/record. */
export const recordBody = z
  .object({
    id: z.string(),
    key: z.string(),
    title: z.string().nullable(),
    outlet: z.string().nullable(),
    byline: z.string().nullable(),
    date: date.extend({ basis: z.string(), why: z.string() }).nullable(),
    text: z.string(),
    entities: z.array(
      z
        .object({
          id: z.string(),
          name: z.string(),
          kind: z.string(),
          country: z.string().nullable(),
          code: z.string(),
          mentions: z.array(span),
        })
        .loose(),
    ),
    events: z.array(item),
    statements: z.array(item),
    commitments: z.array(item),
    positions: z.array(item),
    ties: z.array(item),
    outlooks: z.array(item),
  })
  .loose()
  .openapi('Record')

export const reportBody = z
  .object({
    id: z.string(),
    article: z.string(),
    kind: z.string(),
    type: z.string(),
    status: z.string().nullable(),
    rule: z.string(),
    words: z.string(),
    item: z.string(),
    alike: z.array(z.string()),
    parties: z.array(
      z.object({ side: z.string(), name: z.string(), code: z.string(), country: z.string().nullable() }).loose(),
    ),
  })
  .loose()
  .openapi('Report')

export const codeRequest = z
  .object({
    text: z.string().min(1),
    date: day.optional(),
    title: z.string().max(500).optional(),
  })
  .openapi('CodeRequest')

export const explanation = z
  .array(
    z
      .object({
        text: z.string(),
        span,
        clauses: z.array(z.string()),
        events: z.array(z.object({ type: z.string(), rule: z.string(), why: z.string() }).loose()),
        silent: z.string().nullable(),
      })
      .loose(),
  )
  .openapi('Explanation')

/** How far a reading of articles is. */
export const readingBody = z
  .object({ id: z.number().int(), state: z.string(), total: z.number().int().nullable(), done: z.number().int() })
  .loose()
  .openapi('Reading')
