import { sha256Hex } from '../article/index.ts'
import type { PartyRow, ReportRow } from './schema.ts'

/** What happenings are formed from: event reports with their parties. */
export type EventReport = Pick<ReportRow, 'id' | 'type' | 'status' | 'date_start' | 'date_end'> & {
  parties: Pick<PartyRow, 'side' | 'code' | 'country'>[]
}

/**
 * Groups event reports into happenings: same type, same reality, same parties by country or code, and dates that overlap or lie a day apart.
 * A pure function of the set of reports: the order given changes nothing. A report without a day stays alone.
 * Returns report id → happening id; a happening's id is a hash of its earliest report's id.
 */
export function happeningsOf(reports: EventReport[]): Map<string, string> {
  const groups = new Map<string, EventReport[]>()
  const alone: EventReport[] = []
  for (const report of [...reports].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!report.date_start || report.date_start !== report.date_end || report.parties.length === 0) {
      alone.push(report)
      continue
    }
    const side = (name: string) =>
      [...new Set(report.parties.filter((p) => p.side === name).map((p) => p.country ?? p.code))].sort().join('+')
    const key = [report.type, report.status, side('actor'), side('recipient')].join('|')
    groups.set(key, [...(groups.get(key) ?? []), report])
  }
  const happening = new Map<string, string>()
  const name = (members: EventReport[]) => {
    const id = sha256Hex(`happening:${members.map((m) => m.id).sort()[0]}`).slice(0, 32)
    for (const member of members) happening.set(member.id, id)
  }
  for (const group of groups.values()) {
    const byDay = group.sort((a, b) =>
      a.date_start! < b.date_start! ? -1 : a.date_start! > b.date_start! ? 1 : a.id < b.id ? -1 : 1,
    )
    let open: EventReport[] = []
    for (const report of byDay) {
      if (open.length && dayNumber(report.date_start!) - dayNumber(open[0]!.date_start!) > 1) {
        name(open)
        open = []
      }
      open.push(report)
    }
    if (open.length) name(open)
  }
  for (const report of alone) name([report])
  return happening
}

function dayNumber(iso: string): number {
  return Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000
}
