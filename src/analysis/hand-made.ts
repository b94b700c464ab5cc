import { type EventType, scoreOf } from '../coding/index.ts'
import type { Happening, LedgerItem, Party, Source } from '../ledger/index.ts'

/** A party by its code: `RUS`, `RUSGOV`, `AFGREB`, `IGOUNO`. */
export function party(code: string, name = code): Party {
  const country = code.startsWith('IGO') ? null : code.slice(0, 3)
  return { name, code, country, sector: code.length > 3 && country ? code.slice(3, 6) : null }
}

/** A source of an outlet; copies of one wire story share `copyGroup`. */
export function source(outlet: string, published: string, copyGroup = `${outlet} ${published}`): Source {
  return { article: `${outlet}-${published}`, title: null, outlet, url: null, published, copyGroup, imported: null }
}

/** A happening with everything ordinary, for tests and the simulator. */
export function happening(
  id: string,
  type: EventType,
  from: string,
  to: string | null,
  day: string,
  more: Partial<Happening> = {},
): Happening {
  const sources = more.sources ?? [source('Gazette', day, `copy-${id}`)]
  return {
    id,
    type,
    mode: [],
    contexts: [],
    cameo: '',
    goldstein: 0,
    score: scoreOf(type, more.mode ?? []),
    status: 'actual',
    actors: from.split('+').map((code) => party(code)),
    recipients: to ? to.split('+').map((code) => party(code)) : [],
    reciprocal: to === null,
    date: { start: day, end: day, precision: 'day' },
    place: null,
    confidence: 0.9,
    assertedBy: null,
    conceded: true,
    reports: [`r-${id}`],
    sources,
    independent: new Set(sources.map((s) => s.copyGroup)).size,
    conflicts: [],
    reasons: [],
    decided: null,
    rule: 'test',
    words: `${from} ${type} ${to ?? ''} on ${day}`,
    ...more,
  }
}

/** A commitment as reported. */
export function commitment(
  id: string,
  form: Extract<LedgerItem, { kind: 'commitment' }>['item']['form'],
  stage: Extract<LedgerItem, { kind: 'commitment' }>['item']['stage'],
  parties: string,
  day: string,
  words: string,
  due: string | null = null,
): LedgerItem {
  const interval = (iso: string) => ({ start: iso, end: iso, precision: 'day' as const })
  return {
    id,
    kind: 'commitment',
    source: source('Gazette', day, `copy-${id}`),
    date: interval(day),
    parties: parties.split('+').map((code) => ({ ...party(code), side: 'party' as const })),
    words,
    rule: 'test',
    item: {
      id,
      form,
      parties: [],
      subjects: [],
      stage,
      date: interval(day),
      due: due ? interval(due) : null,
      conditions: [],
      amount: null,
      events: [],
      rule: 'test',
      evidence: [],
    },
  }
}

/** A tie as reported. */
export function tie(
  id: string,
  parties: string,
  trend: 'warming' | 'cooling' | null,
  day: string,
  words: string,
  outlet = 'Gazette',
): LedgerItem {
  return {
    id,
    kind: 'tie',
    source: source(outlet, day),
    date: null,
    parties: parties.split('+').map((code) => ({ ...party(code), side: 'party' as const })),
    words,
    rule: 'test',
    item: {
      id,
      between: [],
      relation: trend === 'cooling' ? 'strained' : 'close',
      sign: trend === 'cooling' ? -1 : 1,
      trend,
      date: null,
      rule: 'test',
      evidence: [],
    },
  }
}
