export type { Article, ArticleDate, DateBasis } from './article.ts'
export { articleKey, sha256Hex } from './identity.ts'
export { type LanguageDetector, useDetector, withDetector } from './language.ts'
export { longestPage, readArticle } from './read-article.ts'
