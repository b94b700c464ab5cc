export type { ParsedText, Sentence, Token } from './parsed-text.ts'
