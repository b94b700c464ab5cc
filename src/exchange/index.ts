export { parquetOf } from './parquet.ts'
export { itemWithPublicNames, withPublicNames } from './public-names.ts'
export { emptyReport, type ImportReport, type Rejected, readMentions, readRows } from './read-rows.ts'
export { recordsOf } from './records.ts'
export { citation, codebookText, type ReleaseFacts, releaseReadme } from './release.ts'
export { type FormatName, formatNames } from './row-format.ts'
export { formatOf } from './sniff.ts'
export {
  type ExportedLine,
  type ExportReport,
  emptyExport,
  exportHappening,
  exportMention,
  headerLine,
  mentionLines,
} from './write-rows.ts'
