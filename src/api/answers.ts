import { OpenAPIHono, z } from '@hono/zod-openapi'

/** The one shape of every error. */
export const problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi('Error')

/** The body of an error: a stable code and a message that says what was seen and what to do. */
export const failure = (code: string, message: string) => ({ error: { code, message } })

/** A schema for the description of an answer whose TypeScript type is known better than the schema tells. */
export const typed = <T>(schema: z.ZodType) => schema as unknown as z.ZodType<T>

/** The description of a JSON answer. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const badRequest = json(problem, 'The request is not as described')
export const notFound = json(problem, 'There is no such thing in the ledger')

/** A key or id of the ledger: 32 hexadecimal digits. */
export const hexId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')

/** An ISO day that exists in the calendar. */
export const day = z
  .string()
  .regex(/^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'must be a day like 2003-02-06')
  .refine((iso) => {
    const date = new Date(`${iso}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  }, 'is no day of the calendar')

/** An ISO 3166 alpha-3 code, in any case. */
export const country = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'must be a country code of three letters, such as RUS')
  .transform((code) => code.toUpperCase())

/** Every list takes `limit` and `offset` and answers with `total`. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
}

/** Every question to the ledger takes `as-of`: answers as the ledger stood at the end of that day. */
export const asOf = { 'as-of': day.optional() }

/** A router whose refusals have the one error shape. */
export function router(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return
      const first = result.error.issues[0]
      return c.json(
        failure(
          'api/bad-request',
          `${first?.path.join('.').slice(0, 80) || 'The request'}: ${first?.message ?? 'is not as described'}. See /api/v1/openapi.json.`,
        ),
        400,
      )
    },
  })
}
