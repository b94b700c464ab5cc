// What a thread of the pool does; the pool loads this file once a thread.
import { workerData } from 'node:worker_threads'
import type { Article } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import { type Input, readResourceFiles } from '../intake/index.ts'
import { type Cleaned, cleanInput, codeRead, openResources } from '../pipeline/index.ts'
import { type CodedArticle, type CodedLine, lineOf } from './coders.ts'

const resources = openResources(readResourceFiles(), workerData as { name: string; text: string }[])

export const made = (): Record['made'] => resources.made
export const clean = (inputs: Input[]): Cleaned[] => inputs.map(cleanInput)
export const code = (articles: Article[]): CodedArticle[] =>
  articles.map((article) => ({ record: codeRead(article, resources) }))
export const lines = (inputs: Input[]): CodedLine[] => inputs.map((input) => lineOf(input, resources))
