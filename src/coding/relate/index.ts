export { loadRelateModel, type RelateModel } from './model.ts'
export { classifyPair, type Relation, type RuleAnswer, relate } from './relate.ts'
export type { MarkedRoot } from './senses.ts'
export { wholeSentence } from './whole.ts'
