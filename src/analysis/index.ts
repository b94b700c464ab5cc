export { isStateActor } from './acts.ts'
export { type Agreement, agreement, firmness } from './agreement.ts'
export type { Answer, AnswerPart } from './answer.ts'
export { happeningsAsKnown, itemsAsKnown } from './as-known.ts'
export type { Triad } from './balance.ts'
export { type Brief, type BriefOptions, briefOf } from './brief/brief.ts'
export type { BriefSection, BriefSentence, Support } from './brief/pages.ts'
export { briefHtml, briefMarkdown } from './brief/text.ts'
export { writeBrief } from './brief/whole-sentences.ts'
export { CHANGE_RULE, type Change } from './change-rule.ts'
export type { Cite } from './citing.ts'
export type { Contact } from './contacts.ts'
export type { Coverage, CoverageStep } from './coverage.ts'
export {
  covers,
  type Evaluation,
  evaluate,
  type GoldEvent,
  type GoldRow,
  isOfRow,
  type Score,
  seededRandom,
} from './evaluate.ts'
export type { JointBody } from './joint-bodies.ts'
export { bookHead, bookMadeBy, keptTable, openKeptBook } from './kept-book.ts'
export { type Mover, type Movers, moversOf } from './movers.ts'
export { LEVELS, type Level, type OfficeHolder, type Offices, officesOf } from './offices.ts'
export { DEFAULTS, type TemperatureOptions } from './options.ts'
export type { OtherPair } from './other-pairs.ts'
export type { PairEvent } from './pair-events.ts'
export { type PairInputs, readTold } from './pair-inputs.ts'
export {
  type Direction,
  type PairOptions,
  type PairReport,
  pairDraft,
  pairReport,
  pairStanding,
} from './pair-report.ts'
export { PairTable } from './pair-table.ts'
export type { Held, Issue, KeyStatement } from './positions.ts'
export { readCoding, unitsOf } from './read-codings.ts'
export { readReport, readReportInParts } from './read-report.ts'
export type { Reciprocity, Response } from './reciprocity.ts'
export { type RegisterEntry, type RegisterStep, registerOf } from './register.ts'
export { type AnswersWanted, answersWanted } from './register-answers.ts'
export type { Said, SaidTie } from './said.ts'
export { readScoreTable, type Scale, ScaleError, type ScoreTable } from './scales.ts'
export type { Lines, Reading, TemperaturePoint } from './temperature.ts'
export { openTemperatureBook, type TemperatureBook } from './temperature-book.ts'
export type { PairTemperature } from './temperature-measure.ts'
export { type WorldEdge, type WorldOptions, type WorldReport, worldReport } from './world-report.ts'
