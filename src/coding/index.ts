export type { Clause, ClauseLink, ClauseRelation, Participant } from './clause.ts'
export { clausesOf } from './clauses/clauses-of.ts'
export { repairedText } from './clauses/repair.ts'
export { type CodingResources, codeArticle } from './code-article.ts'
export {
  compileDiscourse,
  type DiscourseLexicon,
  findQuotations,
  loadDiscourse,
  type Quotation,
} from './discourse/index.ts'
export { type ClausesBySentence, codeEvents } from './events/code-events.ts'
export { goldsteinOf, hasMode, ROOT_CODE, scoreOf } from './events/scales.ts'
export { type ExplainedEvent, type ExplainedSentence, explain, type NearMiss } from './explain.ts'
export {
  type CodedEvent,
  type Commitment,
  EVENT_TYPES,
  type EventPlace,
  type EventType,
  type Made,
  type Outlook,
  type Position,
  type Record,
  type RecordEntity,
  type RecordTime,
  type Statement,
  type Status,
  type Tie,
} from './record.ts'
export {
  loadRelateModel,
  type RelateModel,
  type Relation,
  type RuleAnswer,
  relate,
  wholeSentence,
} from './relate/index.ts'
export { compileRules, loadRules, rulesHash } from './rules/compile.ts'
export type { SourceFile } from './rules/read-rules.ts'
export type { Rule, RuleBook } from './rules/rule.ts'
export { RuleError } from './rules/rule-error.ts'
