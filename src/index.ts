/**
 * Détente as a library: the pipeline that the command line runs, for programs.
 *
 * ```ts
 * import { codeText, loadResources } from 'detente'
 * const record = codeText('Chile recalled its ambassador from Lima on Monday.', loadResources(), { date: '2011-03-04' })
 * ```
 * In a browser use `detente/pure` and hand `openResources` the bytes of the files in `dist/resources`.
 */
import { readResourceFiles } from './intake/index.ts'
import { openResources, type Resources } from './pipeline/index.ts'

export { type InputFormat, type ReadOptions, readInputs } from './intake/index.ts'
export { type Filed, type Ledger, LedgerError, openLedger } from './ledger/index.ts'
export { type Outcome, readIntoLedger } from './pipeline/index.ts'
export * from './pure.ts'

/** Loads the resources that ship with the package, with extra lexicon tables where given. About a second; load once. */
export function loadResources(extraLexicon: { name: string; text: string }[] = []): Resources {
  return openResources(readResourceFiles(), extraLexicon)
}
