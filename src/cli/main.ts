#!/usr/bin/env node
import { CommanderError } from 'commander'
import { note, UsageError } from './output.ts'
import { program } from './program.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`| head`): nothing is left to say.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync(process.argv)
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
