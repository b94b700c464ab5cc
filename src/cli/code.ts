import { type Columns, type Input, type InputFormat, inputsOfBytes, readInputs, rowsOf } from '../intake/index.ts'
import { explainInput, type Resources } from '../pipeline/index.ts'
import { type CodedLine, codeHere, codeInParallel } from '../scale/index.ts'
import { loadWith, ownTables } from './load.ts'
import { note, Progress, print } from './output.ts'
import { stopping } from './stopping.ts'

interface Options {
  from?: InputFormat
  columns?: Columns
  date?: string
  lexicon?: string[]
  workers?: number
  explain?: boolean
}

/** `detente code`: a pure filter, exactly one record a line for each input, in order. */
export async function runCode(files: string[], options: Options): Promise<void> {
  const lexicon = ownTables(options.lexicon)
  const progress = new Progress('coded')
  const stop = stopping()
  let count = 0
  const coded = options.explain
    ? explained(dated(files, options), loadWith(lexicon))
    : codeInParallel(
        dated(files, options),
        { workers: options.workers, lexicon, load: () => loadWith(lexicon) },
        stop.signal,
      )
  let last = ''
  try {
    for await (const { id, line, why } of coded) {
      await print(`${line}\n`)
      progress.step(++count, id)
      last = id
      if (why !== null) {
        note(`not coded: ${why}`)
        process.exitCode = 1
      }
    }
  } finally {
    progress.done()
    stop.ended()
  }
  if (stop.signal.aborted)
    note(`stopped after ${count} input${count === 1 ? '' : 's'}${last ? `, the last of them ${last}` : ''}.`)
}

async function* dated(files: string[], options: Options): AsyncGenerator<Input> {
  for await (const input of inputsOf(files, options)) {
    if (input.page) input.page.date ??= options.date
    yield input
  }
}

/** One article after the other, why it was coded so on standard error before its record. */
async function* explained(inputs: AsyncIterable<Input>, resources: Resources): AsyncGenerator<CodedLine> {
  for await (const input of inputs) {
    const [coded] = await codeHere(resources).lines([input])
    note(explainInput(input, resources))
    yield coded!
  }
}

async function* inputsOf(files: string[], options: Options): AsyncGenerator<Input> {
  if (files.length) return yield* readInputs(files, { format: options.from, columns: options.columns })
  if (options.from === 'jsonl') return yield* rowsOf('line', process.stdin)
  yield* inputsOfBytes('-', await standardBytes(), { format: options.from ?? 'text', columns: options.columns })
}

async function standardBytes(): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** All of standard input as UTF-8 text. */
export async function standardInput(): Promise<string> {
  return (await standardBytes()).toString('utf8')
}
