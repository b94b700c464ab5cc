import { inputsOfBytes } from './bytes.ts'
import type { Fetcher } from './fetch-page.ts'
import { failed, type Input } from './raw-page.ts'

/** A page that a feed or a sitemap lists, with what the list says of it. */
export interface Listed {
  url: string
  date?: string
  title?: string
  outlet?: string
  /** The last change as the list has it. */
  changed?: string
  /** True for a further list. */
  list?: boolean
  /** What the list itself carries of the page, used where the page cannot be fetched. */
  own?: Input
}

/** Most pages fetched from one list, the lists it leads to included. */
const mostListed = 1000

/** Fetches the pages of a list one after the other; what the list knows fills what a page does not say. Lists lead to lists at most twice. */
export async function* followList(
  id: string,
  listed: Listed[],
  fetcher: Fetcher,
  state: { left: number; depth: number } = { left: mostListed, depth: 0 },
): AsyncGenerator<Input> {
  for (const [index, item] of listed.entries()) {
    if (state.left <= 0) {
      yield failed(
        id,
        'intake/long-list',
        `${id} lists more than ${mostListed} pages; ${listed.length - index} of them were not fetched. Give their addresses themselves.`,
      )
      return
    }
    if (item.list && state.depth >= 2) continue
    state.left--
    const answer = await fetcher.get(item.url)
    if (answer.issue || 'unchanged' in answer) {
      if (item.own?.page) yield item.own
      else if (answer.issue) yield failed(item.url, answer.issue.code, answer.issue.message)
      continue
    }
    const deeper = { left: state.left, depth: state.depth + 1 }
    for await (const input of inputsOfBytes(item.url, answer.bytes, {
      contentType: answer.contentType,
      url: answer.url,
      ...(item.list ? { follow: (inner: Listed[]) => followList(id, inner, fetcher, deeper) } : {}),
    })) {
      if (input.page) {
        input.page.date ??= item.date
        input.page.outlet ??= item.outlet
      }
      yield input
    }
    if (item.list) state.left = deeper.left
  }
}
