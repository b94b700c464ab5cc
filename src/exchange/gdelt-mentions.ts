import type { Happening, ImportedMention } from '../ledger/index.ts'
import { flat, isoDay, numberOf } from './cells.ts'
import { hostOf } from './gdelt-events.ts'
import { numericId } from './numeric-id.ts'
import { bad, type Cells, type NotTaken, pairsOf } from './row-format.ts'

/** GDELT 2.0 mentions: 16 columns, one row a telling of an event. */
export const mentionColumns = [
  'GLOBALEVENTID',
  'EventTimeDate',
  'MentionTimeDate',
  'MentionType',
  'MentionSourceName',
  'MentionIdentifier',
  'SentenceID',
  'Actor1CharOffset',
  'Actor2CharOffset',
  'ActionCharOffset',
  'InRawText',
  'Confidence',
  'MentionDocLen',
  'MentionDocTone',
  'MentionDocTranslationInfo',
  'Extras',
] as const

/** A row of the mentions table as understood; what the fields do not give back stays in `extra`. */
export function readMention(cells: Cells): { mention: ImportedMention } | NotTaken {
  const event = cells.GLOBALEVENTID!
  if (!/^\d+$/.test(event))
    return bad('no-id', `GLOBALEVENTID is "${event}"; a row of mentions begins with the number of its event.`)
  const confidence = numberOf(cells.Confidence!)
  if (confidence === undefined || (confidence !== null && (confidence < 0 || confidence > 100)))
    return bad('bad-number', `Confidence is "${cells.Confidence}"; a number from 0 to 100 was expected.`)
  const identifier = cells.MentionIdentifier!
  if (!identifier) return bad('no-identifier', 'MentionIdentifier is empty; it says where the event was told.')
  const mention: ImportedMention = {
    origin: 'gdelt2',
    event,
    originId: [event, cells.MentionTimeDate, identifier, cells.SentenceID].join(' '),
    source: {
      title: null,
      outlet: cells.MentionSourceName || hostOf(identifier),
      url: identifier,
      published: isoDay(cells.MentionTimeDate!.slice(0, 8)),
    },
    confidence: confidence === null ? null : confidence / 100,
    extra: {},
  }
  const derived = tellImportedMention(mention)
  mention.extra = Object.fromEntries(
    mentionColumns.filter((column) => cells[column] !== derived[column]).map((column) => [column, cells[column] ?? '']),
  )
  return { mention }
}

/** The row of an imported mention, as it came. */
export function tellImportedMention({ event, source, confidence, extra }: ImportedMention): Cells {
  return { ...row(event, '', source, confidence), ...extra }
}

/** One row an article that tells the happening, under each number that its rows have in the events table. */
export function tellMentions(happening: Happening): Cells[] {
  const day = happening.date ? `${happening.date.start.split('-').join('')}000000` : ''
  return pairsOf(happening, { onePair: true }).flatMap((pair) =>
    happening.sources
      .filter((source) => source.url)
      .map((source) => row(numericId(happening.id, pair.index), day, source, happening.confidence)),
  )
}

function row(event: string, day: string, source: ImportedMention['source'], confidence: number | null): Cells {
  return {
    GLOBALEVENTID: event,
    EventTimeDate: day,
    MentionTimeDate: source.published ? `${source.published.split('-').join('')}000000` : '',
    MentionType: '1',
    MentionSourceName: flat(source.outlet ?? ''),
    MentionIdentifier: flat(source.url ?? ''),
    SentenceID: '',
    Actor1CharOffset: '-1',
    Actor2CharOffset: '-1',
    ActionCharOffset: '-1',
    InRawText: '',
    Confidence: confidence === null ? '' : String(Math.round(confidence * 100)),
    MentionDocLen: '',
    MentionDocTone: '',
    MentionDocTranslationInfo: '',
    Extras: '',
  }
}
