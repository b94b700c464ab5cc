import { type CodedEvent, goldsteinOf, hasMode, ROOT_CODE, scoreOf } from '../coding/index.ts'
import type { Span } from '../text/index.ts'
import type { Change, Correction } from './correction.ts'
import { compare } from './days.ts'
import type { Report } from './report.ts'
import type { PartyRow, ReportRow } from './schema.ts'
import type { Party } from './view.ts'

/** A standing decision on one report: what it says, and what the coder had reported when it was made. */
export interface StandingDecision {
  decision: string
  report: string
  action: Exclude<Correction['action'], 'undo'>
  change: Change | null
  snapshot: Report
}

/** What the coder says in place of a report that a person decided on; `now` is null where it finds nothing there. */
export interface Matched {
  id: string
  held: Report
  now: Report | null
}

/**
 * The reports of one article as they stand: what the coder reports now and what people decided before, the people's word first. A pure function of
 * both. `decisions` are the standing ones in the order they were made.
 *
 * A decision finds its report again by id or, where the coder now quotes other words or sees another type, by the words the two share; the report then
 * keeps the id people know it by. An accepted or edited report stays as it was decided on even where the coder says otherwise or nothing; a rejected one
 * stays rejected while the coder reports the same type there. `matched` holds every report decided on with what the coder says now.
 */
export function effectiveReports(
  coded: Report[],
  decisions: StandingDecision[],
): { reports: Report[]; matched: Matched[] } {
  if (decisions.length === 0) return { reports: coded, matched: [] }
  const byReport = new Map<string, StandingDecision[]>()
  for (const decision of decisions) byReport.set(decision.report, [...(byReport.get(decision.report) ?? []), decision])
  const now = matchAnchors(coded, byReport)
  const reports: Report[] = coded.filter((report) => ![...now.values()].includes(report))
  const matched: Matched[] = []
  for (const [id, standing] of [...byReport].sort(([a], [b]) => compare(a, b))) {
    const found = now.get(id) ?? null
    const verdict = standing.findLast(({ action }) => action === 'accept' || action === 'edit' || action === 'reject')
    const first = standing[0]!.snapshot
    if (verdict?.action === 'accept' || verdict?.action === 'edit') {
      // What was seen when the first of the verdicts was given is what stands; edits change it one after the other.
      const base = standing.find(({ action }) => action === 'accept' || action === 'edit')!.snapshot
      const edits = standing.flatMap(({ action, change }) => (action === 'edit' && change ? [change] : []))
      const changed = edits.reduce(withChange, base)
      reports.push(renamed(changed, id, edits.length ? 'edited' : 'accepted'))
      matched.push({ id, held: base, now: found })
    } else if (verdict?.action === 'reject') {
      matched.push({ id, held: verdict.snapshot, now: found })
      if (found && (found.row.id === id || found.row.type === verdict.snapshot.row.type))
        reports.push(renamed(found, id, 'rejected'))
      else if (found) reports.push(found)
    } else {
      matched.push({ id, held: first, now: found })
      if (found) reports.push(renamed(found, id, null))
    }
  }
  return { reports: reports.sort((a, b) => compare(a.row.id, b.row.id)), matched }
}

/** Which of the reports now coded each decided report is: the same id, else the one that shares most words with it, each at most once. */
function matchAnchors(coded: Report[], byReport: Map<string, StandingDecision[]>): Map<string, Report> {
  const free = new Map(coded.map((report) => [report.row.id, report]))
  const found = new Map<string, Report>()
  for (const id of byReport.keys()) {
    const same = free.get(id)
    if (!same) continue
    found.set(id, same)
    free.delete(id)
  }
  const candidates: { id: string; report: Report; likeness: number }[] = []
  for (const [id, standing] of byReport) {
    if (found.has(id)) continue
    const { snapshot } = standing[0]!
    for (const report of free.values()) {
      if (report.row.kind !== snapshot.row.kind) continue
      const shared = sharedPart(evidenceOf(report), evidenceOf(snapshot))
      if (shared < 0.3) continue
      const likeness =
        shared + Number(report.row.type === snapshot.row.type) + Number(sides(report) === sides(snapshot))
      candidates.push({ id, report, likeness })
    }
  }
  candidates.sort((x, y) => y.likeness - x.likeness || compare(x.id, y.id) || compare(x.report.row.id, y.report.row.id))
  for (const { id, report } of candidates) {
    if (found.has(id) || !free.has(report.row.id)) continue
    found.set(id, report)
    free.delete(report.row.id)
  }
  return found
}

const sides = ({ parties }: Report) =>
  parties
    .map((party) => `${party.side} ${party.country ?? party.code}`)
    .sort()
    .join()

function evidenceOf({ row }: Report): Span[] {
  const item = JSON.parse(row.item) as { evidence?: Span[]; content?: Span; claim?: Span }
  return item.evidence?.length ? item.evidence : [item.content ?? item.claim].filter((span) => span !== undefined)
}

/** Letters in both of two sets of spans over letters in either. */
function sharedPart(a: Span[], b: Span[]): number {
  const covered = (spans: Span[]) => {
    const letters = new Set<string>()
    for (const span of spans) for (let i = span.start; i < span.end; i++) letters.add(`${span.in ?? ''}${i}`)
    return letters
  }
  const [one, two] = [covered(a), covered(b)]
  let both = 0
  for (const letter of one) if (two.has(letter)) both++
  const either = one.size + two.size - both
  return either ? both / either : 0
}

function renamed({ row, parties }: Report, id: string, decided: ReportRow['decided']): Report {
  return { row: { ...row, id, decided }, parties: parties.map((party) => ({ ...party, report: id })) }
}

/** An event report with a person's change in it. */
function withChange({ row, parties }: Report, change: Change): Report {
  const before = JSON.parse(row.item) as CodedEvent
  const { actors, recipients, assertedBy, ...plain } = change
  const after: CodedEvent = { ...before, ...plain }
  // A new type or mode takes its codes with it, unless the person names the code.
  if (plain.type && plain.type !== before.type && !plain.mode)
    after.mode = after.mode.filter((m) => hasMode(after.type, m))
  if (plain.cameo) after.goldstein = goldsteinOf(plain.cameo)
  else if (plain.type && plain.type !== before.type) {
    after.cameo = ROOT_CODE[plain.type]
    after.goldstein = goldsteinOf(after.cameo)
  }
  if (plain.type || plain.mode) after.score = scoreOf(after.type, after.mode)
  const replace = (side: PartyRow['side'], given: (Party | null)[] | undefined, old: PartyRow[]): PartyRow[] =>
    given === undefined
      ? old.filter((party) => party.side === side)
      : given.flatMap((party, ordinal) => (party ? [{ report: row.id, side, ordinal, ...party }] : []))
  return {
    row: {
      ...row,
      type: after.type,
      status: after.status,
      date_start: after.date?.start ?? null,
      date_end: after.date?.end ?? null,
      item: JSON.stringify(after),
    },
    parties: [
      ...replace('actor', actors, parties),
      ...replace('recipient', recipients, parties),
      ...replace('asserter', assertedBy === undefined ? undefined : [assertedBy], parties),
    ],
  }
}

/** Whether two reports say the same, spans and sureness aside. */
export function sayTheSame(a: Report, b: Report): boolean {
  return gist(a) === gist(b)
}

function gist({ row, parties }: Report): string {
  const {
    id,
    actors,
    recipients,
    parties: _,
    evidence,
    content,
    claim,
    confidence,
    rule,
    ...item
  } = JSON.parse(row.item)
  return JSON.stringify([
    row.kind,
    row.type,
    Object.entries(item)
      .filter(([, value]) => !(typeof value === 'string' && /^[a-z]\d+$/.test(value)))
      .sort(([x], [y]) => compare(x, y)),
    parties.map((party) => `${party.side} ${party.code} ${party.name}`).sort(),
  ])
}

/** A report in a line: "CONSULT/visit Chile → Peru 2011-03-04 (actual)". */
export function lineOf({ row, parties }: Report): string {
  const names = (side: PartyRow['side']) => parties.filter((party) => party.side === side).map((party) => party.name)
  const item = JSON.parse(row.item) as { mode?: string[] }
  const others = (['speaker', 'holder', 'party'] as const).flatMap(names)
  const to = names('recipient')
  return [
    [row.type, ...(item.mode ?? [])].join('/'),
    [[...names('actor'), ...others].join(', '), ...(to.length ? [to.join(', ')] : [])].filter(Boolean).join(' → '),
    row.date_start === row.date_end ? row.date_start : `${row.date_start} to ${row.date_end}`,
    row.status ? `(${row.status})` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
