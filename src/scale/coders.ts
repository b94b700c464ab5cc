import type { Article } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import type { Input } from '../intake/index.ts'
import { type Cleaned, cleanInput, codeInput, codeRead, emptyRecord, type Resources } from '../pipeline/index.ts'
import type { Issue } from '../text/index.ts'

/** One record as a line of JSON; `why` says why it holds no article, else null. */
export interface CodedLine {
  id: string
  line: string
  why: string | null
}

/** What came of coding one article: its record, or what went wrong with it alone. */
export type CodedArticle = { record: Record; issue?: undefined } | { record?: undefined; issue: Issue }

/** What came of cleaning and coding one input. */
export type ReadInput =
  | { id: string; record: Record; issue?: undefined }
  | { id: string; record?: undefined; issue: Issue }

/** Something that codes, in this thread or in many. Every answer holds one entry an item asked, in the same order; none of them throws on content. */
export interface Coders {
  made: Record['made']
  /** How many work at once. */
  width: number
  clean(inputs: Input[]): Promise<Cleaned[]>
  code(articles: Article[]): Promise<CodedArticle[]>
  /** Cleaning and coding in one go. */
  read(inputs: Input[]): Promise<ReadInput[]>
  lines(inputs: Input[]): Promise<CodedLine[]>
  close(): Promise<void>
}

export function lineOf(input: Input, resources: Resources): CodedLine {
  const record = codeInput(input, resources)
  const why = record.text === '' ? record.issues.map((issue) => issue.message).join(' ') : null
  return { id: record.id, line: JSON.stringify(record), why }
}

export function readInput(input: Input, resources: Resources): ReadInput {
  const { id, article, issue } = cleanInput(input)
  return article ? { id, record: codeRead(article, resources) } : { id, issue }
}

/** What to say of an article that the program itself failed on. */
export function failedOn(id: string, error: unknown): Issue {
  const what = error instanceof Error ? error.message : String(error)
  return {
    code: 'coding/failed',
    message: `${id} could not be coded: ${what}. The fault lies in Détente or in the memory it may use; the rest was read. Please report the article.`,
  }
}

/** The line of an article that the program itself failed on. */
export function failedLine(id: string, error: unknown, made: Record['made']): CodedLine {
  const issue = failedOn(id, error)
  return { id, line: JSON.stringify(emptyRecord(id, made, issue)), why: issue.message }
}

/** Codes in this thread, one article after the other. */
export function codeHere(resources: Resources): Coders {
  const { made } = resources
  const each = <T extends { id: string }, R>(items: T[], act: (item: T) => R, fail: (item: T, error: unknown) => R) =>
    items.map((item) => {
      try {
        return act(item)
      } catch (error) {
        return fail(item, error)
      }
    })
  return {
    made,
    width: 1,
    clean: async (inputs) =>
      each<Input, Cleaned>(inputs, cleanInput, ({ id }, error) => ({ id, issue: failedOn(id, error) })),
    code: async (articles) =>
      each<Article, CodedArticle>(
        articles,
        (article) => ({ record: codeRead(article, resources) }),
        ({ id }, error) => ({ issue: failedOn(id, error) }),
      ),
    read: async (inputs) =>
      each<Input, ReadInput>(
        inputs,
        (input) => readInput(input, resources),
        ({ id }, error) => ({ id, issue: failedOn(id, error) }),
      ),
    lines: async (inputs) =>
      each(
        inputs,
        (input) => lineOf(input, resources),
        ({ id }, error) => failedLine(id, error, made),
      ),
    close: async () => {},
  }
}
