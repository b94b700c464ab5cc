export * from './calendar.ts'
export { dateArticle, type OfficeHolder } from './date-article.ts'
export { findTimes } from './find-times.ts'
