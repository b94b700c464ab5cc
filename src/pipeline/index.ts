export { codeInput, codeRead } from './code-page.ts'
export { type Outcome, readIntoLedger } from './read-into-ledger.ts'
export { openResources, type ResourceBytes, type Resources } from './resources.ts'
export { version } from './version.ts'
