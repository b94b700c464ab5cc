import { readFileSync } from 'node:fs'
import { readResourceFiles } from '../intake/index.ts'
import { openResources, type Resources } from '../pipeline/index.ts'
import { UsageError } from './output.ts'

/** The shipped resources with the user's own lexicon tables on top. A table that cannot be read is a usage error. */
export function loadForCommand(lexiconFiles: string[] = []): Resources {
  const extra = lexiconFiles.map((path) => ({ name: path, text: readOwnFile(path) }))
  return openResources(readResourceFiles(), extra)
}

/** A file the user named in an option, as text. */
export function readOwnFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)}). Check the path.`,
    )
  }
}
