import {
  type Change,
  type Cite,
  type Direction,
  officesOf,
  type PairEvent,
  type PairReport,
  type RegisterEntry,
} from '../analysis/index.ts'
import { dateWords } from '../text/index.ts'
import { pc } from './colours.ts'
import { columnsOf, drawCurve, signed, sparkline } from './curve.ts'
import { lexiconForCommand } from './load.ts'
import { note, print, wrap } from './output.ts'
import { type PairFlags, pairNamed, reportFor } from './pair-args.ts'
import { paintOf } from './summary.ts'

/** How many events and contacts are shown. */
const [EVENTS, CONTACTS] = [12, 8]

/** `detente pair A B`: what sources say, the temperature both ways, changes, contacts, commitments and events of two countries. */
export async function runPair(a: string, b: string, flags: PairFlags & { lexicon?: string[] }): Promise<void> {
  const offices = officesOf(lexiconForCommand(flags.lexicon))
  const pair = pairNamed(a, b, offices)
  const report = await reportFor(pair, flags, offices, flags.json ? {} : { events: EVENTS, contacts: CONTACTS })
  if (!report) {
    note(
      `${flags.ledger} holds nothing about ${offices.stateName(pair[0])} and ${offices.stateName(pair[1])}${flags.asOf ? ` that could be read by ${flags.asOf}` : ''}. Read articles into it with detente read, or name another ledger with --ledger PATH.`,
    )
    process.exitCode = 1
    return
  }
  if (flags.json) return print(`${JSON.stringify(report)}\n`)
  await print(pairWords(report, process.stdout.columns ?? 100))
}

/** A pair's report as a person reads it in a terminal of so many columns. */
export function pairWords(report: PairReport, columns: number): string {
  const width = Math.max(60, Math.min(columns, 110))
  const lines: string[] = []
  const say = (...more: string[]) => lines.push(...more)
  const head = (title: string, rest = '') => say('', `  ${pc.bold(title)}${rest ? `  ${pc.dim(rest)}` : ''}`)
  const quote = (cite: Cite) =>
    `      ${pc.dim(wrap(`“${shorten(cite.words, 200)}” ${from(cite)}`, width - 8, '      '))}`
  const [first, second] = report.names
  const { evidence } = report
  say(pc.bold(`${first} ↔ ${second}`))
  say(
    pc.dim(
      wrap(
        `as of ${report.asOf} · ${count(evidence.articles, 'article')} from ${count(evidence.outlets.length, 'outlet')} · ${count(evidence.happenings, 'happening')}, ${evidence.counted} between the two states count${evidence.first ? ` (${evidence.first} to ${evidence.last})` : ''}`,
        width,
        '',
      ),
    ),
  )

  head('What sources say')
  say(`    ${wrap(report.answer.text, width - 6, '    ')}`)
  for (const tie of report.said.ties.slice(0, 3)) say(quote(tie.cites[0]!))
  for (const outlook of report.said.outlooks.slice(0, 2))
    say(`    ${pc.dim(`${outlook.by ?? 'observers'}: ${outlook.direction}`)}`, quote(outlook.cites[0]!))

  head(
    'Temperature of what is reported',
    `−10 to +10, ${report.settings.scale}; half-lives ${report.settings.halfLives.slow} and ${report.settings.halfLives.fast} days; ░ 90 % band`,
  )
  const room = width - 10
  for (const direction of report.temperature) {
    say('', `    ${pc.bold(directionName(direction, report))}`)
    say(`    ${wrap(readingWords(direction, report), width - 6, '    ')}`)
    if (direction.from !== null && direction.points.length > 1)
      say(...drawCurve(direction.points, room, 7).map((line) => `  ${line}`))
  }
  const articles = report.coverage.steps.map((step) => step.articles)
  if (report.coverage.articles > 0)
    say(
      '',
      `    ${pc.dim('articles')} ${sparkline(columnsOf(articles, room - 4).map((part) => part.reduce((sum, n) => sum + n, 0)))} ${pc.dim(String(report.coverage.articles))}`,
      `    ${pc.dim(wrap(`${report.coverage.normalised ? 'Normalised for coverage' : 'Not normalised for coverage'}: ${report.coverage.why}`, width - 6, '    '))}`,
    )

  if (report.changes.length) {
    head('Changes')
    for (const change of [...report.changes].reverse()) say(...changeLines(change, width))
  }
  const { reciprocity } = report
  if (reciprocity.verdict === 'measured') {
    head('Who answers whom', `after a month one point warmer; months 1 to ${reciprocity.responses[0]!.months.length}`)
    for (const finding of reciprocity.findings) say(`    ${wrap(finding, width - 6, '    ')}`)
    for (const { response, months } of reciprocity.responses)
      say(
        `    ${response.replace('>', ' → ')}  ${months.map(({ value }) => signed(value, 2).padStart(6)).join('')}`,
        `    ${pc.dim(`${' '.repeat(9)}  ${months.map(({ band }) => `±${((band[1] - band[0]) / 2).toFixed(2)}`.padStart(6)).join('')}`)}`,
      )
    say(`    ${pc.dim(wrap(reciprocity.basis, width - 6, '    '))}`)
  }
  const open = report.commitments.filter((entry) => entry.status === 'overdue' || entry.status === 'open')
  const done = report.commitments.filter((entry) => !open.includes(entry))
  if (report.commitments.length) {
    head('Commitments', `${open.length} open or overdue, ${done.length} done, lapsed or withdrawn`)
    const shown = [...open.filter((e) => e.status === 'overdue'), ...open.filter((e) => e.status === 'open')].slice(
      0,
      8,
    )
    for (const entry of [...shown, ...done.slice(0, 5)])
      say(commitmentLine(entry, report), quote(entry.steps[0]!.cites[0]!))
  }
  if (report.jointBodies.length) {
    head('Joint bodies')
    for (const body of report.jointBodies.slice(0, 6))
      say(
        `    ${body.name}  ${/^(?:lapsed|overdue|never met)$/.test(body.status) ? pc.yellow(body.status) : pc.dim(body.status)}  ${pc.dim([body.founded ? `set up ${body.foundedOn ? dateWords(body.foundedOn) : body.founded}` : '', body.last ? `last session ${body.last}` : '', body.next ? `next ${daysShown(body.next)}` : '', body.missed ? `announced for ${daysShown(body.missed)}, not told of` : ''].filter(Boolean).join(' · '))}`,
      )
  }
  if (report.contacts.length) {
    head('Contacts', `${report.contactsTotal}, newest first`)
    for (const contact of report.contacts.slice(0, CONTACTS)) {
      const who = contact.participants.map((p) => (p.office ? `${p.name} (${p.office})` : p.name))
      say(
        `    ${pc.cyan(contact.date ? dateWords(contact.date) : 'undated')}  ${contact.kind}${contact.visitor ? ` ${contact.visitor} to ${contact.host}` : ''}  ${wrap([...new Set(who)].join(', '), width - 34, '        ')}  ${pc.dim([contact.place, contact.level].filter(Boolean).join(' · '))}`,
      )
    }
  }
  const disputed = report.issues.filter((issue) => issue.disputed)
  if (disputed.length) {
    head('Disputes')
    for (const issue of disputed.slice(0, 5))
      say(
        `    ${issue.issue}: ${issue.held.map((held) => `${held.country} ${held.stance}`).join(', ')}`,
        ...issue.held.map((h) => quote(h.cites[0]!)),
      )
  }
  head('Events', `${report.eventsTotal}, newest first`)
  for (const event of report.events.slice(0, EVENTS)) say(...eventLines(event, width))
  if (report.otherPairs.length) {
    head('Not the states themselves', 'kept apart from the temperature')
    for (const other of report.otherPairs.slice(0, 6))
      say(
        `    ${other.from} → ${other.to}  ${pc.dim(`${count(other.n, 'happening')}, mean score ${signed(other.mean)}, last ${other.last}`)}`,
      )
  }
  if (evidence.leftOut.length)
    say(
      '',
      pc.dim(
        `  ${wrap(`Left out: ${evidence.leftOut.map(({ reason, n }) => `${reason} (${n})`).join('; ')}.`, width - 4, '  ')}`,
      ),
    )
  say(
    pc.dim(
      `  ${wrap('The temperature tells what is reported, not how things stand (docs/temperature.md).', width - 4, '  ')}`,
    ),
  )
  return `${lines.join('\n')}\n`
}

function directionName({ from: source, to }: Direction, report: PairReport): string {
  const name = (code: string) => report.names[report.pair.indexOf(code)]!
  return source === null ? 'Both together' : `${name(source)} → ${name(to!)}`
}

function readingWords(direction: Direction, report: PairReport): string {
  const { slow, fast } = direction.now
  if (slow.value === null)
    return `${pc.yellow('not enough evidence')} ${pc.dim(`(effective ${slow.nEff} of ${report.settings.floor} happenings wanted; ${count(slow.n, 'happening')} in reach)`)}`
  const paint = slow.band![0] > 0 ? pc.green : slow.band![1] < 0 ? pc.red : (text: string) => text
  const line = (name: string, reading: { value: number | null; band: [number, number] | null }) =>
    reading.value === null
      ? `${name} not enough evidence`
      : `${name} ${signed(reading.value)} [${signed(reading.band![0])}, ${signed(reading.band![1])}]`
  const last = direction.points[direction.points.length - 1]
  return [
    paint(pc.bold(`${signed(slow.value)} [${signed(slow.band![0])}, ${signed(slow.band![1])}]`)),
    pc.dim(`n ${slow.n}, effective ${slow.nEff}`),
    direction.change365 === null ? '' : `${signed(direction.change365)} in a year`,
    line('fast', fast),
    last ? line('words', last.slow.verbal) : '',
    last ? line('deeds', last.slow.material) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function changeLines(change: Change, width: number): string[] {
  const paint = change.direction === 'warmer' ? pc.green : pc.red
  const failed = change.criteria.filter((criterion) => !criterion.met)
  return [
    `    ${paint(pc.bold(change.kind))} between ${change.when.start} and ${change.when.end}: ${signed(change.before.level)} → ${signed(change.after.level)} ${change.confirmed ? pc.bold('confirmed') : pc.yellow('unconfirmed')}`,
    ...(failed.length
      ? [
          `      ${pc.dim(wrap(`because ${failed.map((criterion) => criterion.detail).join('; ')}`, width - 8, '      '))}`,
        ]
      : []),
    `      ${pc.dim(
      wrap(
        `carried by ${change.carriers
          .slice(0, 3)
          .map((carrier) => `${carrier.type} of ${carrier.date} (${signed(carrier.contribution, 2)})`)
          .join(', ')}. ${change.reversal.words}`,
        width - 8,
        '      ',
      ),
    )}`,
  ]
}

const daysShown = ({ start, end }: { start: string; end: string }) => (start === end ? start : `${start} to ${end}`)

function commitmentLine(entry: RegisterEntry, report: PairReport): string {
  const paint =
    entry.status === 'overdue' || entry.status === 'broken' ? pc.red : entry.status === 'open' ? pc.bold : pc.dim
  const by = entry.by ? (report.names[report.pair.indexOf(entry.by)] ?? entry.by) : 'both'
  return `    ${paint(entry.status)}${entry.overdueDays ? pc.red(` by ${entry.overdueDays} days`) : ''}  ${pc.magenta(entry.planned ? 'planned meeting' : entry.form)} of ${by}  ${pc.dim([entry.steps.map((step) => `${step.stage}${step.basis === 'inferred' ? ' (inferred)' : ''} ${step.date ? dateWords(step.date) : (step.day ?? '')}`.trim()).join(' → '), entry.due ? `due ${dateWords(entry.due)}` : ''].filter(Boolean).join(' · '))}`
}

function eventLines(event: PairEvent, width: number): string[] {
  const kind = paintOf(event.type)(`${event.type}${event.mode.length ? `/${event.mode.join('+')}` : ''}`)
  const parties = event.to.length ? `${event.from.join(', ')} → ${event.to.join(', ')}` : event.from.join(', ')
  const notes = [
    event.leftOut ? `left out: ${event.leftOut}` : `${signed(event.score)} × ${event.weight.toFixed(2)}`,
    event.assertedBy ? `as ${event.assertedBy} says` : '',
    count(event.independent, 'source'),
    event.conflicts ? `${event.conflicts} conflict(s)` : '',
  ]
  return [
    `    ${event.date ?? 'undated   '}  ${kind}  ${parties}  ${pc.dim(notes.filter(Boolean).join(' · '))}`,
    `      ${pc.dim(wrap(`“${shorten(event.cite.words, 160)}” ${from(event.cite)}`, width - 8, '      '))}`,
  ]
}

function from(cite: Cite): string {
  return `${[cite.outlet, cite.published && dayOrSpan(cite.published, cite.publishedEnd)].filter(Boolean).join(', ') || 'source unknown'} [${cite.id.slice(0, 8)}]`
}

/** A day, or both ends where it is not known exactly. */
function dayOrSpan(start: string, end = start): string {
  return start === end ? start : `${start} to ${end}`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, '')} …`
}
