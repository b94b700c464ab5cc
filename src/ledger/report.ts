import { sha256Hex } from '../article/index.ts'
import type {
  CodedEvent,
  Commitment,
  Outlook,
  Position,
  Record,
  RecordEntity,
  Statement,
  Tie,
} from '../coding/index.ts'
import type { DateInterval, Span } from '../text/index.ts'
import type { PartyRow, ReportRow } from './schema.ts'

type Item = CodedEvent | Statement | Commitment | Position | Tie | Outlook

/** A report with its parties, as it goes into the ledger; `happening` is set when happenings are formed. */
export interface Report {
  row: ReportRow
  parties: PartyRow[]
}

/** Every coded item of a record as a report, ids as `docs/decisions` fixes them: equal records give equal reports. */
export function reportsOf(record: Record): Report[] {
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const taken = new Set<string>()
  const make = (
    kind: ReportRow['kind'],
    item: Item,
    type: string,
    spans: Span[],
    date: DateInterval | null,
    sides: [PartyRow['side'], (string | null)[]][],
    extra: { status?: string; confidence?: number } = {},
  ): Report => {
    const key = [record.key, kind, type, ...spans.map((s) => `${s.in ?? 'body'}:${s.start}-${s.end}`)].join('|')
    let id = sha256Hex(key).slice(0, 32)
    for (let copy = 2; taken.has(id); copy++) id = sha256Hex(`${key}#${copy}`).slice(0, 32)
    taken.add(id)
    const words = spans
      .map((span) => (span.in === 'title' ? (record.title ?? '') : record.text).slice(span.start, span.end))
      .join(' … ')
    return {
      row: {
        id,
        article: record.key,
        kind,
        type,
        status: extra.status ?? null,
        date_start: date?.start ?? null,
        date_end: date?.end ?? null,
        confidence: extra.confidence ?? null,
        rule: item.rule,
        words,
        words_hash: sha256Hex(words),
        item: JSON.stringify(item),
        happening: null,
        decided: null,
      },
      parties: sides.flatMap(([side, ids]) =>
        ids
          .map((entity) => (entity ? entities.get(entity) : undefined))
          .filter((e) => e !== undefined)
          .map((entity, ordinal) => partyOf(id, side, ordinal, entity)),
      ),
    }
  }
  return [
    ...record.events.map((e) =>
      make(
        'event',
        e,
        e.type,
        e.evidence,
        e.date,
        [
          ['actor', e.actors],
          ['recipient', e.recipients],
          ['asserter', [e.assertedBy]],
        ],
        { status: e.status, confidence: e.confidence },
      ),
    ),
    ...record.statements.map((s) =>
      make('statement', s, s.form, [s.content], record.date, [
        ['speaker', [s.speaker]],
        ['recipient', s.addressees],
        ['party', s.stance.map(({ toward }) => toward).filter((id) => !s.addressees.includes(id))],
      ]),
    ),
    ...record.commitments.map((c) =>
      make('commitment', c, c.form, c.evidence, c.date, [['party', c.parties]], { status: c.stage }),
    ),
    ...record.positions.map((p) => make('position', p, p.stance, [p.claim], record.date, [['holder', p.holders]])),
    ...record.ties.map((t) =>
      make('tie', t, t.relation, t.evidence, t.date, [['party', t.between]], { status: t.trend ?? undefined }),
    ),
    ...record.outlooks.map((o) =>
      make('outlook', o, o.direction, o.evidence, record.date, [
        ['holder', [o.holder]],
        ['party', o.about],
      ]),
    ),
  ]
}

function partyOf(report: string, side: PartyRow['side'], ordinal: number, entity: RecordEntity): PartyRow {
  return {
    report,
    side,
    ordinal,
    name: entity.name,
    code: entity.code,
    country: entity.country,
    sector: entity.sectors[0] ?? null,
  }
}
