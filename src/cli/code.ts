import { type Columns, type Input, type InputFormat, inputsOfBytes, readInputs, rowsOf } from '../intake/index.ts'
import { codeInput, explainInput } from '../pipeline/index.ts'
import { loadForCommand } from './load.ts'
import { note, Progress, print } from './output.ts'

interface Options {
  from?: InputFormat
  columns?: Columns
  date?: string
  lexicon?: string[]
  explain?: boolean
}

/** `detente code`: a pure filter, exactly one record a line for each input, in order. */
export async function runCode(files: string[], options: Options): Promise<void> {
  const resources = loadForCommand(options.lexicon)
  const progress = new Progress('coded')
  let count = 0
  for await (const input of inputsOf(files, options)) {
    if (input.page) input.page.date ??= options.date
    const record = codeInput(input, resources)
    if (options.explain) note(explainInput(input, resources))
    await print(`${JSON.stringify(record)}\n`)
    progress.step(++count, input.id)
    if (record.text === '') {
      note(`not coded: ${record.issues.map((issue) => issue.message).join(' ')}`)
      process.exitCode = 1
    }
  }
  progress.done()
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
