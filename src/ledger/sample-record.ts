import type { CodedEvent, Record } from '../coding/index.ts'
import type { ImportedEvent } from './view.ts'

/** A day as a date. */
export const day = (iso: string) => ({ start: iso, end: iso, precision: 'day' as const })

const names: { [country: string]: string } = { BEL: 'Belgium', PER: 'Peru', CHL: 'Chile', GHA: 'Ghana', TGO: 'Togo' }

/** For tests: a record of one article that tells of events between states; `e1`, `e2`… stand for `countries` in order. */
export function sampleRecord(
  key: string,
  {
    countries = ['BEL', 'PER'],
    date = '1994-05-04',
    published = date,
    text = 'Belgium visited Peru, and Peru thanked Belgium for its visit.',
    outlet = null,
    events = [{}],
    made = 'r',
    ...change
  }: Omit<Partial<Record>, 'events' | 'date' | 'made'> & {
    countries?: string[]
    date?: string
    published?: string
    events?: Partial<CodedEvent>[]
    made?: string
  } = {},
): Record {
  return {
    made: { record: 1, detente: '0.1.0', model: 'm', rules: made, lexicon: 'l' },
    id: `${key}.txt`,
    key,
    url: null,
    title: `What ${key} says`,
    outlet,
    byline: null,
    language: 'en',
    dateline: null,
    date: { ...day(published), basis: 'given', why: 'given with the article' },
    text,
    sourceMap: [[0, 0]],
    entities: countries.map((country, index) => ({
      id: `e${index + 1}`,
      name: names[country] ?? country,
      kind: 'state',
      country,
      sectors: ['GOV'],
      code: `${country}GOV`,
      mentions: [],
    })),
    times: [],
    events: events.map((event, index) => ({
      id: `v${index + 1}`,
      type: 'CONSULT',
      mode: ['visit'],
      contexts: [],
      cameo: '042',
      goldstein: 1.9,
      score: 4,
      actors: ['e1'],
      recipients: ['e2'],
      reciprocal: false,
      date: day(date),
      place: null,
      status: 'actual',
      assertedBy: null,
      confidence: 0.9,
      rule: 'consult/visit',
      evidence: [{ start: 0, end: 20 }],
      ...event,
    })),
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [],
    ...change,
  }
}

/** For tests: a row of another system. */
export const importedSample = (originId: string, change: Partial<ImportedEvent> = {}): ImportedEvent => ({
  origin: 'gdelt1',
  originId,
  type: 'ACCUSE',
  mode: ['disapprove'],
  contexts: [],
  cameo: '111',
  goldstein: -2,
  score: -3,
  status: 'actual',
  actors: [{ name: 'GHANA', code: 'GHAGOV', country: 'GHA', sector: 'GOV' }],
  recipients: [{ name: 'TOGO', code: 'TGO', country: 'TGO', sector: null }],
  reciprocal: false,
  date: day('1994-05-06'),
  place: null,
  assertedBy: null,
  conceded: true,
  confidence: null,
  rule: 'gdelt1',
  words: '',
  sources: [{ title: null, outlet: null, url: 'https://example.org/a', published: null }],
  extra: { NumMentions: '3' },
  ...change,
})
