export { type DateInterval, dateWords, type Precision } from './dates.ts'
export type { Issue } from './issue.ts'
export { MappedText, type SourceMap, spanToSource, toSource } from './source-map.ts'
export { compareSpans, contains, overlaps, type Span, slice } from './span.ts'
