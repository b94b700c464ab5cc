export { checkLexicon, type LexiconFault } from './check.ts'
export { compileLexicon, lexiconHash, loadLexicon } from './compile.ts'
export type { Agent, Body, Lexicon, Person, Place, State, Term } from './lexicon.ts'
