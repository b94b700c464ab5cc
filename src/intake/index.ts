export type { RawPage } from './raw-page.ts'
