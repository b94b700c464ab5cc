// What a thread of the pool does; the pool loads this file once a thread.
import { workerData } from 'node:worker_threads'
import { type Article, withDetector } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import { type Input, readResourceFiles } from '../intake/index.ts'
import { type Cleaned, cleanInput, codeRead, openResources } from '../pipeline/index.ts'
import { type CodedArticle, type CodedLine, lineOf, type ReadInput, readInput } from './coders.ts'

const resources = openResources(readResourceFiles(), workerData as { name: string; text: string }[])

export const made = (): Record['made'] => resources.made
export const clean = (inputs: Input[]): Promise<Cleaned[]> => withDetector(() => inputs.map(cleanInput), languages)
export const code = (articles: Article[]): CodedArticle[] =>
  articles.map((article) => ({ record: codeRead(article, resources) }))
export const read = (inputs: Input[]): Promise<ReadInput[]> =>
  withDetector(() => inputs.map((input) => readInput(input, resources)), languages)
export const lines = (inputs: Input[]): Promise<CodedLine[]> =>
  withDetector(() => inputs.map((input) => lineOf(input, resources)), languages)

/** Loaded for the first text that needs it: most threads never meet one. */
async function languages() {
  return (await import('eld/extrasmall')).eld
}
