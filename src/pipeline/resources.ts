import {
  type DiscourseLexicon,
  loadDiscourse,
  loadRelateModel,
  loadRules,
  type Made,
  type RelateModel,
  type RuleBook,
  rulesHash,
} from '../coding/index.ts'
import { type Lexicon, lexiconHash, loadLexicon } from '../ground/index.ts'
import { type LanguageModel, languageModelHash, loadLanguageModel } from '../parse/index.ts'
import { version } from './version.ts'

/** The compiled resources as bytes: what `npm run build` leaves in `dist/resources`. */
export interface ResourceBytes {
  model: Uint8Array
  lexicon: Uint8Array
  rules: Uint8Array
  discourse: Uint8Array
  relate: Uint8Array
}

/** Everything coding needs, loaded once and passed in; frozen by convention: nothing writes to it. */
export interface Resources {
  model: LanguageModel
  lexicon: Lexicon
  rules: RuleBook
  discourse: DiscourseLexicon
  relate: RelateModel
  /** Names the versions of all of it; goes into every record. */
  made: Made
}

/**
 * Loads the resources. `extraLexicon` tables (`--lexicon my-actors.tsv`) add to or override the shipped rows.
 * Throws an error with a `code` when a resource is damaged or of another format version.
 */
export function openResources(bytes: ResourceBytes, extraLexicon: { name: string; text: string }[] = []): Resources {
  const model = loadLanguageModel(bytes.model)
  const lexicon = loadLexicon(bytes.lexicon, extraLexicon)
  const rules = loadRules(bytes.rules)
  return {
    model,
    lexicon,
    rules,
    discourse: loadDiscourse(bytes.discourse),
    relate: loadRelateModel(bytes.relate),
    made: {
      record: 1,
      detente: version,
      model: languageModelHash(model),
      rules: rulesHash(rules),
      lexicon: lexiconHash(lexicon),
    },
  }
}
