import type { PairEvent, PairReport } from '../analysis/index.ts'

/** A report as JSON of one space a level, line for line what `JSON.stringify` writes of the whole, while its events are still being read. */
export async function* reportText(report: PairReport, events: AsyncIterable<PairEvent[]>): AsyncGenerator<string> {
  const indented = (value: unknown, by: string) => JSON.stringify(value, null, 1).replaceAll('\n', `\n${by}`)
  let before = '{\n'
  for (const [name, value] of Object.entries(report)) {
    if (value === undefined) continue
    yield `${before} ${JSON.stringify(name)}: `
    before = ',\n'
    if (name !== 'events') {
      yield indented(value, ' ')
      continue
    }
    let isFirst = true
    for await (const some of events) {
      if (some.length === 0) continue
      yield `${isFirst ? '[' : ','}\n${some.map((event) => `  ${indented(event, '  ')}`).join(',\n')}`
      isFirst = false
    }
    yield isFirst ? '[]' : '\n ]'
  }
  yield '\n}\n'
}

/** Text as it is made, each piece once the reader takes it. An error breaks the answer off, so that no part passes for the whole. */
export function textStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await text.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await text.return(undefined)
    },
  })
}
