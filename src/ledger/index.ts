export type { Change, Correction, Decision, Disagreement } from './correction.ts'
export type { ReviewItem } from './corrections.ts'
export type { Filed } from './filing.ts'
export type { Findings } from './find.ts'
export {
  type ArticleSummary,
  type Ledger,
  type LedgerOptions,
  openLedger,
  type ReportView,
} from './ledger.ts'
export { LedgerError } from './ledger-error.ts'
export { pairsOf } from './pairs.ts'
export type { JudgedPassage, Judgement, Sample, SamplePassage } from './samples.ts'
export type { PartyRow, ReportRow } from './schema.ts'
export type { ArticleVersion } from './versions.ts'
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
