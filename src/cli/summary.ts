import type { CodedEvent, Record } from '../coding/index.ts'
import { dateWords, type Span } from '../text/index.ts'
import { pc } from './colours.ts'
import { wrap } from './output.ts'

const quadOf: { [type: string]: 1 | 2 | 3 | 4 } = {
  AGREE: 1,
  CONSULT: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  PROTEST: 4,
  SANCTION: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
}
const paint = { 1: pc.green, 2: pc.cyan, 3: pc.yellow, 4: pc.red }

/** The colour of an event type: friendly words green, friendly deeds cyan, hostile words yellow, hostile deeds red. */
export function paintOf(type: string): (text: string) => string {
  return paint[quadOf[type] ?? 1]
}

/** A record as a person reads it: title and date, then events, statements, commitments, positions, ties and outlooks, each with its words. */
export function summaryOf(record: Record, columns: number): string {
  const width = Math.max(50, Math.min(columns, 110))
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const name = (id: string | null): string => {
    const entity = id ? entities.get(id) : undefined
    if (!entity) return 'someone unnamed'
    return entity.country && entity.kind === 'person' ? `${entity.name} (${entity.code})` : entity.name
  }
  const names = (ids: string[]) => ids.map(name).join(', ')
  const words = (spans: Span[]) =>
    spans
      .map((s) => (s.in === 'title' ? (record.title ?? '') : record.text).slice(s.start, s.end).replace(/\s+/g, ' '))
      .join(' … ')
  const quote = (spans: Span[]) => `      ${pc.dim(wrap(`“${shorten(words(spans), 260)}”`, width - 8, '       '))}`
  const lines: string[] = []
  const head = (title: string, count: number) => lines.push('', pc.bold(`  ${title}`) + pc.dim(` ${count}`))
  lines.push(pc.bold(record.title ?? shorten(record.text, 70)))
  const facts = [
    record.outlet,
    record.byline,
    record.dateline?.place,
    record.date ? `${dateWords(record.date)} (${record.date.basis}: ${record.date.why})` : 'undated',
  ].filter(Boolean)
  lines.push(pc.dim(wrap(facts.join(' · '), width, '')))
  if (record.events.length) {
    head('Events', record.events.length)
    for (const event of record.events) lines.push(`    ${eventLine(event, names, name)}`, quote(event.evidence))
  }
  if (record.statements.length) {
    head('Statements', record.statements.length)
    for (const s of record.statements)
      lines.push(
        `    ${pc.blue(name(s.speaker))} ${s.cue || 'goes on'}${s.addressees.length ? ` (to ${names(s.addressees)})` : ''} ${pc.dim(s.form)}`,
        quote([s.content]),
      )
  }
  if (record.commitments.length) {
    head('Commitments', record.commitments.length)
    for (const c of record.commitments)
      lines.push(
        `    ${pc.magenta(c.form)} ${c.stage}: ${names(c.parties)}${c.subjects.length ? ` on ${c.subjects.join(', ')}` : ''}${c.due ? `, due ${dateWords(c.due)}` : ''}`,
        quote(c.evidence),
      )
  }
  if (record.positions.length) {
    head('Positions', record.positions.length)
    for (const p of record.positions)
      lines.push(`    ${names(p.holders)} ${p.shared ? 'together ' : ''}${p.stance}: ${p.issue}`, quote([p.claim]))
  }
  if (record.ties.length) {
    head('Ties', record.ties.length)
    for (const t of record.ties)
      lines.push(
        `    ${names(t.between)}: ${t.sign < 0 ? pc.red(t.relation) : t.sign > 0 ? pc.green(t.relation) : t.relation}${t.trend ? `, ${t.trend}` : ''}${t.date ? ` (${dateWords(t.date)})` : ''}`,
        quote(t.evidence),
      )
  }
  if (record.outlooks.length) {
    head('Outlooks', record.outlooks.length)
    for (const o of record.outlooks)
      lines.push(
        `    ${name(o.holder)} ${o.direction}${o.about.length ? ` about ${names(o.about)}` : ''}`,
        quote(o.evidence),
      )
  }
  for (const issue of record.issues) lines.push('', pc.yellow(`  note: ${issue.message}`))
  return `${lines.join('\n')}\n`
}

function eventLine(event: CodedEvent, names: (ids: string[]) => string, name: (id: string) => string): string {
  const colour = paintOf(event.type)
  const kind = `${colour(event.type)}${event.mode.length ? colour(`/${event.mode.join('+')}`) : ''}`
  const parties =
    event.reciprocal || event.recipients.length === 0
      ? names(event.actors)
      : `${names(event.actors)} → ${names(event.recipients)}`
  const notes = [
    event.date ? dateWords(event.date) : 'undated',
    event.status === 'actual' ? '' : event.status,
    event.assertedBy ? `as ${name(event.assertedBy)} says` : '',
    event.place?.name ?? '',
    `CAMEO ${event.cameo}`,
    `${Math.round(event.confidence * 100)} %`,
  ]
  return `${kind}  ${parties}  ${pc.dim(notes.filter(Boolean).join(' · '))}`
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, '')} …`
}
