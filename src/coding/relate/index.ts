export { encodeTelling, readSureness, type SurenessModel } from './encoded-telling.ts'
export { encodeTrigger, TRIGGER_INPUTS } from './encoded-trigger.ts'
export { softmax, type WordVectors } from './model.ts'
export { loadRelateModel, type RelateModel } from './model-file.ts'
export { Neighbours } from './neighbours.ts'
export { keyOfParty, seeParties } from './party-view.ts'
export { type Relation, type RuleAnswer, relate } from './relate.ts'
export type { MarkedRoot } from './senses.ts'
export type { TraitTable } from './trait-table.ts'
export { Traits } from './traits.ts'
export {
  readParties,
  readTrigger,
  sumOf,
  TRIGGER_LABELS,
  type TriggerAnswer,
  weightsOf,
} from './trigger-model.ts'
export { isAskable, viewTrigger } from './trigger-view.ts'
export { wholeSentence } from './whole.ts'
