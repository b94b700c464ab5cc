import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type MarkedPair, relatePair } from '../pipeline/index.ts'
import { loadForCommand } from './load.ts'
import { note, Progress, print } from './output.ts'

/** `detente relate`: one answer a row, in order; a row that cannot be read gets an answer without a type and exit code 1. */
export async function runRelate(files: string[]): Promise<void> {
  const resources = loadForCommand()
  const progress = new Progress('related')
  let count = 0
  for (const stream of files.length ? files.map((file) => createReadStream(file)) : [process.stdin]) {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (!line.trim()) continue
      count++
      const row = readRow(line, count)
      if ('fault' in row) {
        note(`not related: ${row.fault}`)
        process.exitCode = 1
        await print(
          `${JSON.stringify({ id: row.id, type: null, mode: null, cameo: null, confidence: 0, rule: null, issue: row.fault })}\n`,
        )
        continue
      }
      const { type, mode, cameo, confidence, rule } = relatePair(row.pair, resources)
      await print(
        `${JSON.stringify({ id: row.id, type, mode, cameo, confidence: Math.round(confidence * 1000) / 1000, rule })}\n`,
      )
      progress.step(count, String(row.id))
    }
  }
  progress.done()
}

function readRow(line: string, number: number): { id: unknown; pair: MarkedPair } | { id: unknown; fault: string } {
  let row: { id?: unknown; text?: unknown; source?: unknown; target?: unknown; date?: unknown }
  try {
    row = JSON.parse(line) as typeof row
  } catch (error) {
    return { id: number, fault: `row ${number} is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const id = row?.id ?? number
  const { text } = row ?? {}
  if (typeof text !== 'string' || !text) return { id, fault: `row ${id} has no "text"` }
  const areSpans = (spans: unknown): spans is { start: number; end: number }[] =>
    Array.isArray(spans) &&
    spans.every(
      (s) =>
        Number.isInteger(s?.start) &&
        Number.isInteger(s?.end) &&
        s.start >= 0 &&
        s.start < s.end &&
        s.end <= text.length,
    )
  const source = row.source ?? []
  const target = row.target ?? []
  if (!areSpans(source) || !areSpans(target) || source.length + target.length === 0)
    return {
      id,
      fault: `row ${id} needs "source" and "target", lists of {"start", "end"} inside the text; one of them may be empty`,
    }
  return {
    id,
    pair: {
      text,
      source,
      target,
      date: typeof row.date === 'string' && /^\d{4}-\d\d-\d\d$/.test(row.date) ? row.date : undefined,
    },
  }
}
