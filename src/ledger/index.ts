export { type ArticleSummary, type Filed, type Ledger, LedgerError, openLedger, type ReportView } from './ledger.ts'
export type { PartyRow, ReportRow } from './schema.ts'
export type {
  Conflict,
  CoverageDay,
  Happening,
  ImportCounts,
  ImportedEvent,
  ImportedMention,
  ItemQuery,
  LedgerItem,
  LedgerQuery,
  PairActivity,
  Party,
  Source,
} from './view.ts'
