export {
  type Entity,
  type EntityKind,
  type GroundedText,
  type Mention,
  type PlaceMention,
  type Sector,
  sentencesOf,
  type TimeExpression,
} from './grounded-text.ts'
