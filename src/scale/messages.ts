import { articleKey, sha256Hex } from '../article/index.ts'
import type { RawPage } from '../intake/index.ts'
import type { Queue } from './queue.ts'

/** The most bytes an article may have to travel in a message; a server takes 1 MB unless told otherwise. Larger ones lie in the store and travel by name. */
export const largestMessage = 900_000

/** What a message says: the page, or under which name it lies in the store. */
type Body = { page: RawPage } | { id: string; large: string }

/**
 * The mark by which the broker knows a second copy of a page: its article's key by address (or by the words as given) and a hash of its content, so that
 * a page that changed is no copy. It only saves work: workers file by the key of the cleaned article.
 */
export const markOf = (page: RawPage): string =>
  `${articleKey(page.url, page.content)}-${sha256Hex(page.content).slice(0, 16)}`

/** A page as message. A large one is put into the store first, under the hash of its content. */
export async function bodyOf(page: RawPage, queue: Queue): Promise<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify({ page } satisfies Body))
  if (bytes.length <= largestMessage) return bytes
  const name = sha256Hex(bytes.toString('utf8')).slice(0, 32)
  await queue.large.putBlob({ name }, bytes)
  return Buffer.from(JSON.stringify({ id: page.id, large: name } satisfies Body))
}

/** The page of a message, and where in the store it lies. Throws on what is no message of ours. */
export async function pageOf(data: Uint8Array, queue: Queue): Promise<{ page: RawPage; large: string | null }> {
  const body = readBody(data)
  if ('page' in body) return { page: body.page, large: null }
  const bytes = await queue.large.getBlob(body.large)
  if (!bytes) throw new Error(`the article ${body.id} is not in the store under ${body.large}`)
  const stored = readBody(bytes)
  if (!('page' in stored)) throw new Error(`what is stored under ${body.large} is no article`)
  return { page: stored.page, large: body.large }
}

function readBody(data: Uint8Array): Body {
  const body = JSON.parse(Buffer.from(data).toString('utf8')) as Body
  const page = 'page' in body ? body.page : null
  if (page ? typeof page.content !== 'string' || typeof page.id !== 'string' : !('large' in body))
    throw new Error('the message holds no article')
  return body
}

/** The name of a message's article, whatever else is wrong with it. */
export function nameOf(data: Uint8Array): string {
  try {
    const body = readBody(data)
    return 'page' in body ? body.page.id : body.id
  } catch {
    return 'a message that cannot be read'
  }
}
