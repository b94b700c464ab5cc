import type { Decision, Happening, Party } from '../ledger/index.ts'
import { dateWords } from '../text/index.ts'
import { pc } from './colours.ts'
import { wrap } from './output.ts'

const tone = (score: number) => (score > 0 ? pc.green : score < 0 ? pc.red : pc.yellow)
const names = (parties: Party[]) => parties.map((party) => party.name || party.code).join(', ')

/** A happening in a line: day, type and mode, who to whom, what is uncertain of it. */
export function happeningLine(h: Happening): string {
  const kind = tone(h.score)([h.type, ...h.mode].join('/'))
  const sides = h.recipients.length ? `${names(h.actors)} → ${names(h.recipients)}` : names(h.actors)
  const notes = [
    h.place?.name,
    h.status === 'actual' ? '' : h.status,
    h.assertedBy ? `as ${h.assertedBy.name} says` : '',
    h.imported ? `imported from ${h.imported.origin}` : `${h.independent} source${h.independent === 1 ? '' : 's'}`,
    h.conflicts.length ? `differs on ${h.conflicts.map(({ field }) => field).join(', ')}` : '',
    h.decided ?? '',
  ].filter(Boolean)
  return `${(h.date ? dateWords(h.date) : 'undated').padEnd(10)}  ${kind}  ${sides}  ${pc.dim(notes.join(' · '))}`
}

/** A happening with its words, codes, sources, differences, the reasons it was put together, and what people decided. */
export function happeningWords(h: Happening, history: Decision[], columns: number): string {
  const width = Math.max(60, Math.min(columns, 110))
  const lines = [happeningLine(h), `  ${pc.dim(h.id)}`]
  if (h.words) lines.push(`  ${wrap(`“${h.words}”`, width - 4, '   ')}`)
  lines.push(
    `  CAMEO ${h.cameo} · Goldstein ${h.goldstein} · score ${h.score} · ${Math.round(h.confidence * 100)} % sure · rule ${h.rule}`,
  )
  if (h.contexts.length) lines.push(`  contexts ${h.contexts.join(', ')}`)
  lines.push('', pc.bold(`  Reports ${h.reports.length}`), ...h.reports.map((id) => `    ${id}`))
  lines.push('', pc.bold(`  Sources ${h.sources.length}, ${h.independent} independent`))
  for (const source of h.sources)
    lines.push(
      `    ${[source.published, source.outlet, source.title, source.url, source.imported && `row of ${source.imported}`].filter(Boolean).join(' · ') || source.article}`,
    )
  if (h.conflicts.length) lines.push('', pc.bold('  Where reports differ'))
  for (const { field, values } of h.conflicts)
    lines.push(`    ${field}: ${values.map(({ value, reports }) => `${value} (${reports.length})`).join(' · ')}`)
  if (h.reasons.length)
    lines.push(
      '',
      pc.bold('  Why they are one'),
      ...h.reasons.map((reason) => `    ${wrap(reason, width - 6, '      ')}`),
    )
  if (history.length)
    lines.push('', pc.bold('  What people decided'), ...history.map((decision) => `    ${decisionLine(decision)}`))
  return `${lines.join('\n')}\n`
}

/** A decision in a line. */
export function decisionLine({ id, at, by, action, why, change, undoes, undoneBy }: Decision): string {
  const what = [
    action,
    change ? JSON.stringify(change) : '',
    undoes ? undoes.slice(0, 8) : '',
    why ? `“${why}”` : '',
    undoneBy ? pc.yellow('taken back') : '',
  ]
  return `${at.slice(0, 16).replace('T', ' ')}  ${by}  ${what.filter(Boolean).join(' ')}  ${pc.dim(id)}`
}
