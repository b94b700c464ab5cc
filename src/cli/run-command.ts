import { CommanderError } from 'commander'
import { note, UsageError } from './output.ts'
import { program } from './program.ts'

/** Runs one command line; what goes wrong is said on standard error and in `process.exitCode` (2 wrong usage, 1 else). Throws only on a bug. */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else if (error instanceof UsageError) {
      note(`detente: ${error.message}`)
      process.exitCode = 2
    } else if (
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'string' &&
      /^[a-z]+\//.test(error.code)
    ) {
      note(`detente: ${error.message}`)
      process.exitCode = 1
    } else throw error
  }
}
