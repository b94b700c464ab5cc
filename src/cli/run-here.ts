// For tests: a command line within this process, where a start of Node for each call would take most of a test's time.
import { isAbsolute, join } from 'node:path'
import { Readable } from 'node:stream'
import { runCommand } from './run-command.ts'

/** What a command left: its exit code, and what it wrote. */
export interface Ran {
  code: number
  out: string
  err: string
}

/** Names of files in a test's folder; a worker thread cannot change its own. */
const isFile = /^(?![-{]|[a-z]+:).*\.(?:sqlite|jsonl|csv|gz|zip|txt|parquet|polecat)$/i

/** Runs `detente ARGS` here, as if in a folder of its own (arguments that name files are taken as there), with `input` as standard input. One at a time. */
export async function runHere(folder: string, args: readonly string[], input = ''): Promise<Ran> {
  let [out, err] = ['', '']
  const { stdout, stderr, exitCode } = process
  const [writeOut, writeErr] = [stdout.write, stderr.write]
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin')!
  process.exitCode = undefined
  stdout.write = ((piece: string) => {
    out += piece
    return true
  }) as typeof stdout.write
  stderr.write = ((piece: string) => {
    err += piece
    return true
  }) as typeof stderr.write
  Object.defineProperty(process, 'stdin', { ...valueOnly, value: Readable.from(input ? [Buffer.from(input)] : []) })
  try {
    await runCommand(args.map((arg) => (isFile.test(arg) && !isAbsolute(arg) ? join(folder, arg) : arg)))
    return { code: Number(process.exitCode ?? 0), out, err }
  } finally {
    process.exitCode = exitCode
    stdout.write = writeOut
    stderr.write = writeErr
    Object.defineProperty(process, 'stdin', stdin)
  }
}

const valueOnly = { configurable: true, enumerable: true }
