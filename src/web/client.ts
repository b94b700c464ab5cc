import { type ClientResponse, hc } from 'hono/client'
import type { Api } from '../api/index.ts'

/** The API, typed by the server's own routes. */
export const api = hc<Api>(`${location.origin}/api/v1`)

/** A refusal of the server, in its one shape. */
export class ApiError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What a route answers when all is well. */
type Answer<R> = R extends ClientResponse<infer T, infer S, 'json'> ? (S extends 200 | 201 | 202 ? T : never) : never

/** The body of an answer. Throws `ApiError` with the server's code and message, or `web/offline` when it does not answer. */
export async function answer<R extends ClientResponse<unknown, number, string>>(asked: Promise<R>): Promise<Answer<R>> {
  let response: R
  try {
    response = await asked
  } catch {
    throw new ApiError('web/offline', 'The server does not answer. Is `detente serve` still running?')
  }
  const body = (await response.json().catch(() => null)) as Answer<R> & { error?: { code: string; message: string } }
  if (!response.ok || body === null)
    throw new ApiError(
      body?.error?.code ?? 'api/unknown',
      body?.error?.message ?? `The server answered ${response.status}.`,
    )
  return body
}
