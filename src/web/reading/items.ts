import type { Record } from '../../coding/index.ts'
import type { DateInterval, Span } from '../../text/index.ts'
import { type Quad, quadNames, quadOf } from '../parts/quads.ts'
import { grouped, percent, signed, spanWords } from '../parts/text.ts'

/** One coded thing as the page shows it. */
export interface Item {
  id: string
  kind: 'event' | 'statement' | 'commitment' | 'position' | 'tie' | 'outlook'
  /** The event type, or what the kind calls its form. */
  type: string
  /** Status of an event that is not simply actual, or who claims it. */
  status: string
  /** Headline of the card: "CONSULT · visit". */
  label: string
  /** The rule that made it. */
  rule: string
  /** Who, in one line. */
  who: string
  /** Events take the colour of their class; all else is grey. */
  tone: Quad | 'other'
  /** How its words are underlined. */
  line: 'verbal' | 'material' | 'said' | 'promised' | 'held'
  spans: Span[]
  /** What was coded and why, as rows of a definition list. */
  facts: [string, string][]
  /** Denied, imagined or long past: shown, but faint. */
  faint: boolean
}

const when = (date: DateInterval | null) => (date ? spanWords(date.start, date.end) : 'undated')

export const kindName: { [kind in Item['kind']]: string } = {
  event: 'event',
  statement: 'statement',
  commitment: 'commitment',
  position: 'position',
  tie: 'tie',
  outlook: 'outlook',
}

export const kindNames: { [kind in Item['kind']]: string } = {
  event: 'Events',
  statement: 'Statements',
  commitment: 'Commitments',
  position: 'Positions',
  tie: 'Ties',
  outlook: 'Outlooks',
}

/** Everything coded in a record, in the order of the record. */
export function itemsOf(record: Record): Item[] {
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const name = (id: string | null) => {
    const entity = id ? entities.get(id) : undefined
    if (!entity) return 'someone unnamed'
    return entity.code && entity.kind !== 'state' ? `${entity.name} (${entity.code})` : entity.name
  }
  const names = (ids: string[]) => ids.map(name).join(', ')
  const rows = (...pairs: [string, string | null | undefined | false][]): [string, string][] =>
    pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
  return [
    ...record.events.map((e): Item => {
      const tone = quadOf(e.type)
      return {
        id: e.id,
        rule: e.rule,
        kind: 'event',
        type: e.type,
        status: [e.status === 'actual' ? '' : e.status, e.assertedBy ? 'claimed' : ''].filter(Boolean).join(', '),
        label: [e.type, ...e.mode].join(' · '),
        who:
          e.reciprocal || e.recipients.length === 0 ? names(e.actors) : `${names(e.actors)} → ${names(e.recipients)}`,
        tone,
        line: tone === 'q1' || tone === 'q3' ? 'verbal' : 'material',
        spans: e.evidence,
        faint: e.status !== 'actual',
        facts: rows(
          ['Class', quadNames[tone]],
          ['When', when(e.date)],
          ['Where', e.place ? [e.place.name, e.place.country].filter(Boolean).join(', ') : null],
          ['Status', e.status === 'actual' ? null : e.status],
          ['Claimed by', e.assertedBy ? name(e.assertedBy) : null],
          ['Contexts', e.contexts.join(', ')],
          ['Code', `CAMEO ${e.cameo} · Goldstein ${signed(e.goldstein)} · score ${signed(e.score)}`],
          ['Confidence', percent(e.confidence)],
        ),
      }
    }),
    ...record.statements.map(
      (s): Item => ({
        id: s.id,
        rule: s.rule,
        kind: 'statement',
        type: s.form,
        status: '',
        label: [s.form === 'indirect' ? 'statement' : s.form === 'direct' ? 'quotation' : 'part quotation', s.cue]
          .filter(Boolean)
          .join(' · '),
        who: name(s.speaker),
        tone: 'other',
        line: 'said',
        spans: [s.content],
        faint: false,
        facts: rows(
          ['To', names(s.addressees)],
          [
            'Stance',
            s.stance
              .map((x) => `${x.polarity > 0 ? 'for' : x.polarity < 0 ? 'against' : 'neutral on'} ${name(x.toward)}`)
              .join('; '),
          ],
        ),
      }),
    ),
    ...record.commitments.map(
      (c): Item => ({
        id: c.id,
        rule: c.rule,
        kind: 'commitment',
        type: c.form,
        status: '',
        label: `${c.form} · ${c.stage}`.replaceAll('-', ' '),
        who: names(c.parties),
        tone: 'other',
        line: 'promised',
        spans: c.evidence,
        faint: c.stage === 'withdrawn',
        facts: rows(
          ['On', c.subjects.join(', ')],
          ['Made', when(c.date)],
          ['Due', c.due && when(c.due)],
          ['Amount', c.amount && `${grouped(c.amount.value)} ${c.amount.unit}`],
          ['Conditions', c.conditions.map((span) => record.text.slice(span.start, span.end)).join('; ')],
        ),
      }),
    ),
    ...record.positions.map(
      (p): Item => ({
        id: p.id,
        rule: p.rule,
        kind: 'position',
        type: p.stance,
        status: '',
        label: `position ${p.stance}${p.shared ? ' · shared' : ''}`,
        who: names(p.holders),
        tone: 'other',
        line: 'held',
        spans: [p.claim],
        faint: false,
        facts: rows(['Issue', p.issue]),
      }),
    ),
    ...record.ties.map(
      (t): Item => ({
        id: t.id,
        rule: t.rule,
        kind: 'tie',
        type: t.relation,
        status: '',
        label: ['tie', t.relation, t.trend].filter(Boolean).join(' · '),
        who: names(t.between),
        tone: 'other',
        line: 'held',
        spans: t.evidence,
        faint: false,
        facts: rows(
          ['Sign', t.sign > 0 ? 'friendly' : t.sign < 0 ? 'hostile' : 'open'],
          ['Period', t.date && when(t.date)],
        ),
      }),
    ),
    ...record.outlooks.map(
      (o): Item => ({
        id: o.id,
        rule: o.rule,
        kind: 'outlook',
        type: o.direction,
        status: '',
        label: `outlook · ${o.direction}`,
        who: name(o.holder),
        tone: 'other',
        line: 'held',
        spans: o.evidence,
        faint: false,
        facts: rows(['About', names(o.about)]),
      }),
    ),
  ]
}

/** A run of text covered by the same items throughout; `start` is its place in the body or title. */
export interface Piece {
  start: number
  text: string
  items: Item[]
}

/**
 * Cuts a stretch of text where coverage by items changes, and at `extra` places. Items that cover a piece come shortest first: the closest reading on
 * top. Cost: pieces times the items that touch the stretch.
 */
export function piecesOf(
  text: string,
  from: number,
  to: number,
  items: Item[],
  inTitle = false,
  extra: Span[] = [],
): Piece[] {
  const here = (span: Span) => (span.in === 'title') === inTitle && span.start < to && span.end > from
  const covers = items.flatMap((item) => item.spans.filter(here).map((span) => ({ item, span })))
  const edges = [...covers.map(({ span }) => span), ...extra.filter(here)]
  const cuts = [
    ...new Set([from, to, ...edges.flatMap((span) => [Math.max(from, span.start), Math.min(to, span.end)])]),
  ].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const over = covers
      .filter(({ span }) => span.start <= start && span.end >= end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
    return { start, text: text.slice(start, end), items: [...new Set(over.map(({ item }) => item))] }
  })
}
