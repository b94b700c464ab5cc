import { readFileSync } from 'node:fs'
import { type Lexicon, loadLexicon } from '../ground/index.ts'
import { readResourceFile, readResourceFiles } from '../intake/index.ts'
import { openResources, type Resources } from '../pipeline/index.ts'
import { UsageError } from './output.ts'

/** A lexicon table of the user's own: its path and its text. */
export type OwnTable = { name: string; text: string }

/** The tables the user named, read. One that cannot be read is a usage error. */
export const ownTables = (paths: string[] = []): OwnTable[] =>
  paths.map((path) => ({ name: path, text: readOwnFile(path) }))

/** The shipped resources with tables of the user's own on top. */
export const loadWith = (tables: OwnTable[]): Resources => openResources(readResourceFiles(), tables)

/** The same with the tables at these paths. */
export const loadForCommand = (paths: string[] = []): Resources => loadWith(ownTables(paths))

/** The lexicon alone, for commands that code nothing: a third of the time of all resources. */
export const lexiconForCommand = (paths: string[] = []): Lexicon =>
  loadLexicon(readResourceFile('lexicon'), ownTables(paths))

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
