export { type ArticleSummary, type Filed, type Ledger, LedgerError, openLedger, type ReportView } from './ledger.ts'
export type { PartyRow, ReportRow } from './schema.ts'
export type {
  Conflict,
  CoverageDay,
  Happening,
  ImportedEvent,
  ImportedMention,
  LedgerItem,
  LedgerQuery,
  Party,
  Source,
} from './view.ts'
