import type { Record } from '../../src/index.ts'
import type { AuditItem } from './sample.ts'

/** The paragraph around a span, its evidence in brackets, at most `most` characters on either side. */
function passage(text: string, start: number, end: number, most: number): string {
  const from = Math.max(text.lastIndexOf('\n\n', start) + 1, start - most)
  const next = text.indexOf('\n\n', end)
  const to = Math.min(next === -1 ? text.length : next, end + most)
  return `${text.slice(from, start)}[${text.slice(start, end)}]${text.slice(end, to)}`.replace(/\s+/g, ' ').trim()
}

function parties(record: Record, ids: readonly string[]): string {
  return ids
    .map((id) => record.entities.find((entity) => entity.id === id))
    .map((entity) => (entity === undefined ? '?' : `${entity.code || '---'} "${entity.name}"`))
    .join(' + ')
}

/** One item as the judge reads it: coding first, then the words. For the terminal only; nothing of it is kept. */
export function showItem(item: AuditItem, most = 400): string {
  const { record, coded } = item
  const direction = coded.reciprocal ? ' <-> ' : ` -> ${parties(record, coded.recipients) || '(nobody)'}`
  const date = coded.date === null ? 'no date' : `${coded.date.start}..${coded.date.end}`
  const asserted = coded.assertedBy === null ? '' : `  claimed by ${parties(record, [coded.assertedBy])}`
  const lines = [
    `${item.event}  ${item.coding}  (article of ${record.date?.start ?? '?'}, rule ${coded.rule})`,
    `  ${coded.type} ${coded.mode.join('/')} ${coded.status} ${date}${asserted}`,
    `  ${parties(record, coded.actors) || '(nobody)'}${direction}`,
  ]
  for (const span of coded.evidence) {
    const source = span.in === 'title' ? (record.title ?? '') : record.text
    lines.push(`  | ${passage(source, span.start, span.end, most)}`)
  }
  return lines.join('\n')
}
