export { codeInput, codeRead, emptyRecord } from './code-page.ts'
export { explainInput, explainRecord } from './explain.ts'
export {
  type Cleaned,
  type Coded,
  changes,
  cleanInput,
  fileCoded,
  type Outcome,
  readIntoLedger,
  standingOutcomes,
} from './read-into-ledger.ts'
export { type MarkedPair, relatePair } from './relate-row.ts'
export { openResources, type ResourceBytes, type Resources } from './resources.ts'
export { version } from './version.ts'
