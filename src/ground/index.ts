export { genderOfName } from './given-names.ts'
export { ground } from './ground.ts'
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
export {
  checkLexicon,
  compileLexicon,
  type Lexicon,
  type LexiconFault,
  lexiconHash,
  loadLexicon,
} from './lexicon/index.ts'
export {
  entitiesOfPhrase,
  entityAt,
  entityById,
  membersOf,
  mentionsAt,
  mentionsIn,
  placesIn,
  stateNamed,
} from './phrases.ts'
export { quotedTokens } from './quoted.ts'
export { addDays, afterLapse, numberWords, spanOfDays } from './times/index.ts'
export { withHomes } from './with-homes.ts'
