#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import '../languages.ts'
import { runCommand } from './run-command.ts'

// Each thread holds a hundred megabytes that last; without this the heap grows to four times that before old garbage is looked for.
setFlagsFromString('--heap-growing-percent=30')

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`| head`): nothing is left to say.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

await runCommand(process.argv.slice(2))
