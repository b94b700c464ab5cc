import type { Record } from '../coding/index.ts'
import type { ArticleSummary } from '../ledger/index.ts'

/** A refusal of the server, in its one shape. */
export class ApiError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(path, init)
  } catch {
    throw new ApiError('web/offline', 'The server does not answer. Is `detente serve` still running?')
  }
  const body = (await answer.json()) as T & { error?: { code: string; message: string } }
  if (!answer.ok)
    throw new ApiError(
      body.error?.code ?? 'api/unknown',
      body.error?.message ?? `The server answered ${answer.status}.`,
    )
  return body
}

export const listArticles = (offset: number, limit: number) =>
  ask<{ total: number; articles: ArticleSummary[] }>(`/api/v1/articles?offset=${offset}&limit=${limit}`)

export const readRecord = (key: string) => ask<Record>(`/api/v1/articles/${key}`)

/** Codes a pasted text without filing it. */
export const codeText = (text: string, date: string | undefined) =>
  ask<Record>('/api/v1/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, date }),
  })
