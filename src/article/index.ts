export type { Article, ArticleDate, DateBasis } from './article.ts'
export { articleKey, sha256Hex } from './identity.ts'
export { longestPage, readArticle } from './read-article.ts'
