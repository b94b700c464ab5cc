import { checkLexicon } from '../ground/index.ts'
import { readOwnFile } from './load.ts'
import { print } from './output.ts'

/** `detente lexicon check FILE`: every fault of a user's table with its line; exit 1 when there is one. */
export async function runLexiconCheck(path: string): Promise<void> {
  const faults = checkLexicon(readOwnFile(path))
  for (const fault of faults) await print(`${path}:${fault.line}: ${fault.message}\n`)
  if (faults.length) process.exitCode = 1
  else await print(`${path}: nothing wrong\n`)
}
