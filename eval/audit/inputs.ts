import { Readable } from 'node:stream'
import type { Input, Record } from '../../src/index.ts'
import { rowsOf } from '../../src/intake/index.ts'
import { randomFrom, shuffled } from './sample.ts'

/** The options of `npm run audit`, as `parseArgs` takes them. */
export const auditSettings = {
  corpus: { type: 'string' },
  records: { type: 'string' },
  articles: { type: 'string', default: '300' },
  sample: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
  out: { type: 'string' },
  print: { type: 'boolean', default: false },
  round: { type: 'string' },
  judge: { type: 'string', default: 'someone other than the author of the rules' },
  recall: { type: 'string' },
} as const

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** `most` articles of a JSONL corpus, drawn by seed; all of them where there are fewer. */
export async function articlesOf(corpus: string, most: number, seed: number): Promise<Input[]> {
  const drawn = shuffled(linesOf(corpus), randomFrom(seed)).slice(0, most)
  const inputs: Input[] = []
  for await (const input of rowsOf('corpus', Readable.from(drawn.map((line) => `${line}\n`)))) inputs.push(input)
  return inputs
}

/** The records in the output of `detente code`, one JSON object a line; those of inputs that held no article are left out. */
export function recordsOf(lines: string): Record[] {
  return linesOf(lines)
    .map((line) => JSON.parse(line) as Record)
    .filter((record) => record.text !== '')
}
