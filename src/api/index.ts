export { type Api, type Asset, createApp } from './app.ts'
export type { CodebookPage, CodebookRule, CodebookType } from './codebook.ts'
export type { ReadingState, ReadOutcome } from './readings.ts'
export { startServer } from './serve.ts'
