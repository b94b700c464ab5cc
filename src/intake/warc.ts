import { WARCParser } from 'warcio'
import { decodeBytes } from './decode.ts'
import { failed, type Input } from './raw-page.ts'

/** The HTML pages of a WARC file (plain or gzipped), one input a response record, as the stream goes by. Records of other kinds are passed over. */
export async function* pagesFromWarc(id: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Input> {
  let count = 0
  try {
    for await (const record of new WARCParser(stream)) {
      if (record.warcType !== 'response' && record.warcType !== 'resource') continue
      const url = record.warcTargetURI ?? `${id}#${count + 1}`
      const type = record.httpHeaders?.headers.get('content-type') ?? record.warcContentType ?? ''
      if (!/html|text\/plain/i.test(type)) continue
      count++
      const status = Number(record.httpHeaders?.statusCode ?? 200)
      if (status >= 400) {
        yield failed(url, 'intake/http-status', `${url} in ${id} was answered with status ${status}: no article.`)
        continue
      }
      const bytes = await record.readFully(true)
      const { text } = decodeBytes(bytes, /charset=["']?([\w-]+)/i.exec(type)?.[1])
      yield {
        id: url,
        page: {
          id: url,
          kind: /html/i.test(type) ? 'html' : 'text',
          content: text,
          url: record.warcTargetURI ?? undefined,
        },
      }
    }
  } catch (error) {
    yield failed(
      id,
      'intake/bad-warc',
      `${id} cannot be read as WARC past record ${count} (${error instanceof Error ? error.message : 'damaged'}). What came before it was read.`,
    )
    return
  }
  if (count === 0)
    yield failed(id, 'intake/empty-warc', `${id} holds no page: no response record of HTML or text. Is it a WARC file?`)
}
