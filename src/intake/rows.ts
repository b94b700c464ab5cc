import { givenDay } from './given-day.ts'
import { failed, type Input } from './raw-page.ts'

/**
 * One line of JSONL (`{id, text | html, date?, title?, url?, outlet?, byline?}`) as an input. A line that is no such row gives an issue that
 * names it; `fallbackId` is used when the row has no id of its own.
 */
export function pageFromRow(line: string, fallbackId: string): Input {
  let row: { [field: string]: unknown }
  try {
    row = JSON.parse(line)
  } catch (error) {
    return failed(
      fallbackId,
      'intake/bad-json',
      `${fallbackId} is no JSON (${error instanceof Error ? error.message : 'unreadable'}). Write one object a line: {"id": "a1", "text": "…", "date": "2003-02-06"}.`,
    )
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return failed(
      fallbackId,
      'intake/bad-row',
      `${fallbackId} is not an object with a text. Write {"id": …, "text": …}.`,
    )
  return pageFromFields(row, fallbackId)
}

/** One article given as fields, from a line of JSONL or a row of a table. */
export function pageFromFields(row: { [field: string]: unknown }, fallbackId: string): Input {
  const text = (field: string) =>
    typeof row[field] === 'string' && row[field] !== '' ? (row[field] as string) : undefined
  const id = typeof row['id'] === 'number' ? String(row['id']) : (text('id') ?? text('url') ?? fallbackId)
  const html = text('html')
  const content = text('text') ?? html
  if (content === undefined)
    return failed(id, 'intake/no-text', `Row ${id} has no "text" (and no "html"). Give the article's words in "text".`)
  const written = text('date')
  const date = givenDay(written)
  if (written !== undefined && date === undefined)
    return failed(
      id,
      'intake/bad-date',
      `Row ${id} has the date "${written.slice(0, 60)}"; a date is written 2003-02-06. Mend it, or leave it out.`,
    )
  return {
    id,
    page: {
      id,
      kind: text('text') === undefined ? 'html' : 'text',
      content,
      url: text('url'),
      date,
      title: text('title'),
      outlet: text('outlet') ?? text('source'),
      byline: text('byline') ?? text('author'),
    },
  }
}
