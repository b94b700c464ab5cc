export * from './calendar.ts'
export { afterLapse } from './choosing.ts'
export { dateArticle, type OfficeHolder } from './date-article.ts'
export { findTimes } from './find-times.ts'
