export type { Article, ArticleDate, DateBasis } from './article.ts'
