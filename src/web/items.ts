import type { Record } from '../coding/index.ts'
import { type DateInterval, dateWords, type Span } from '../text/index.ts'

/** One coded thing as the page shows it. */
export interface Item {
  id: string
  kind: 'event' | 'statement' | 'commitment' | 'position' | 'tie' | 'outlook'
  /** Headline of the card: "CONSULT · visit". */
  label: string
  /** Who, in one line. */
  who: string
  tone: 'q1' | 'q2' | 'q3' | 'q4' | 'said' | 'promised' | 'held' | 'tied' | 'expected'
  spans: Span[]
  /** What was coded and why, as rows of a definition list. */
  facts: [string, string][]
  /** Denied, imagined or long past: shown, but faint. */
  faint: boolean
}

const when = (date: DateInterval | null) => (date ? dateWords(date) : 'undated')

const quads: { [type: string]: Item['tone'] } = {
  AGREE: 'q1',
  CONSULT: 'q1',
  SUPPORT: 'q1',
  CONCEDE: 'q1',
  COOPERATE: 'q2',
  AID: 'q2',
  RETREAT: 'q2',
  REQUEST: 'q3',
  ACCUSE: 'q3',
  REJECT: 'q3',
  THREATEN: 'q3',
  PROTEST: 'q4',
  SANCTION: 'q4',
  MOBILIZE: 'q4',
  COERCE: 'q4',
  ASSAULT: 'q4',
}
const quadNames: { [tone: string]: string } = {
  q1: 'verbal cooperation',
  q2: 'material cooperation',
  q3: 'verbal conflict',
  q4: 'material conflict',
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
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const rows = (...pairs: [string, string | null | undefined | false][]): [string, string][] =>
    pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
  return [
    ...record.events.map((e): Item => {
      const tone = quads[e.type] ?? 'q1'
      return {
        id: e.id,
        kind: 'event',
        label: [e.type, ...e.mode].join(' · '),
        who:
          e.reciprocal || e.recipients.length === 0 ? names(e.actors) : `${names(e.actors)} → ${names(e.recipients)}`,
        tone,
        spans: e.evidence,
        faint: e.status !== 'actual',
        facts: rows(
          ['Class', quadNames[tone]],
          ['When', when(e.date)],
          ['Where', e.place ? [e.place.name, e.place.country].filter(Boolean).join(', ') : null],
          ['Status', e.status],
          ['Claimed by', e.assertedBy ? name(e.assertedBy) : null],
          ['Contexts', e.contexts.join(', ')],
          ['CAMEO', `${e.cameo} (Goldstein ${e.goldstein}, PLOVER score ${e.score})`],
          ['Confidence', percent(e.confidence)],
          ['Rule', e.rule],
        ),
      }
    }),
    ...record.statements.map(
      (s): Item => ({
        id: s.id,
        kind: 'statement',
        label: [s.form, s.cue].filter(Boolean).join(' · '),
        who: name(s.speaker),
        tone: 'said',
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
          ['Rule', s.rule],
        ),
      }),
    ),
    ...record.commitments.map(
      (c): Item => ({
        id: c.id,
        kind: 'commitment',
        label: `${c.form} · ${c.stage}`,
        who: names(c.parties),
        tone: 'promised',
        spans: c.evidence,
        faint: c.stage === 'withdrawn',
        facts: rows(
          ['On', c.subjects.join(', ')],
          ['Made', when(c.date)],
          ['Due', c.due && dateWords(c.due)],
          ['Amount', c.amount && `${c.amount.value.toLocaleString('en')} ${c.amount.unit}`],
          ['Conditions', c.conditions.map((span) => record.text.slice(span.start, span.end)).join('; ')],
          ['Rule', c.rule],
        ),
      }),
    ),
    ...record.positions.map(
      (p): Item => ({
        id: p.id,
        kind: 'position',
        label: `${p.stance}${p.shared ? ' · shared' : ''}`,
        who: names(p.holders),
        tone: 'held',
        spans: [p.claim],
        faint: false,
        facts: rows(['Issue', p.issue], ['Rule', p.rule]),
      }),
    ),
    ...record.ties.map(
      (t): Item => ({
        id: t.id,
        kind: 'tie',
        label: [t.relation, t.trend].filter(Boolean).join(' · '),
        who: names(t.between),
        tone: 'tied',
        spans: t.evidence,
        faint: false,
        facts: rows(
          ['Sign', t.sign > 0 ? 'friendly' : t.sign < 0 ? 'hostile' : 'open'],
          ['Period', t.date && dateWords(t.date)],
          ['Rule', t.rule],
        ),
      }),
    ),
    ...record.outlooks.map(
      (o): Item => ({
        id: o.id,
        kind: 'outlook',
        label: o.direction,
        who: name(o.holder),
        tone: 'expected',
        spans: o.evidence,
        faint: false,
        facts: rows(['About', names(o.about)], ['Rule', o.rule]),
      }),
    ),
  ]
}

/** A run of text covered by the same items throughout. */
export interface Piece {
  text: string
  items: Item[]
}

/** Cuts a stretch of text where coverage by items changes. Items that cover a piece come shortest first: the closest reading on top. */
export function piecesOf(text: string, from: number, to: number, items: Item[], inTitle = false): Piece[] {
  const covers = items.flatMap((item) =>
    item.spans
      .filter((span) => (span.in === 'title') === inTitle && span.start < to && span.end > from)
      .map((span) => ({ item, span })),
  )
  const cuts = [
    ...new Set([from, to, ...covers.flatMap(({ span }) => [Math.max(from, span.start), Math.min(to, span.end)])]),
  ].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const here = covers
      .filter(({ span }) => span.start <= start && span.end >= end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
    return { text: text.slice(start, end), items: [...new Set(here.map(({ item }) => item))] }
  })
}
