import type { Happening, Party } from '../ledger/index.ts'
import { cellsOfObject } from './json-values.ts'
import { ownValues, understandOwn } from './own-fields.ts'
import { bad, type Cells, type JsonObject, type NotTaken, type RowFormat, type Understood } from './row-format.ts'

const parties = (side: string) => [`${side}_names`, `${side}_codes`, `${side}_countries`, `${side}_sectors`]

/** The columns of CSV and Parquet: one happening a row; lists have `|` between their items; what has more structure is JSON. */
export const flatColumns = [
  'id',
  'date_start',
  'date_end',
  'date_precision',
  'type',
  'mode',
  'contexts',
  'cameo',
  'goldstein',
  'score',
  'quad',
  'status',
  ...parties('actor'),
  ...parties('recipient'),
  'reciprocal',
  'place_name',
  'place_country',
  'place_lat',
  'place_lon',
  'confidence',
  ...parties('asserted_by'),
  'conceded',
  'independent',
  'decided',
  'rule',
  'words',
  'outlets',
  'published',
  'urls',
  'titles',
  'reports',
  'sources',
  'conflicts',
  'reasons',
  'imported',
]

/** Columns that hold numbers, and those that are true or false; all others hold text. */
export const numberColumns = ['goldstein', 'score', 'quad', 'place_lat', 'place_lon', 'confidence', 'independent']
export const booleanColumns = ['reciprocal', 'conceded']

/** Détente's own CSV: one happening a row. */
export const ownCsv: RowFormat = {
  name: 'csv',
  family: 'detente',
  title: 'CSV of Détente',
  extension: 'csv',
  shape: ',',
  columns: flatColumns,
  header: true,
  saysStatus: true,
  onePair: false,
  needsDay: false,
  tell: flatCells,
  understand(cells) {
    const value = ownObject(cells)
    return 'issue' in value ? (value as NotTaken) : understandOwn(value as JsonObject)
  },
}

/** The cells of a happening in the flat columns. */
export function flatCells(h: Happening): Cells {
  const own = cellsOfObject(ownValues(h))
  const plain = (cell: string | undefined) => (cell === undefined || cell === 'null' ? '' : cell)
  const sources = h.sources
  return {
    id: h.imported?.origin === 'detente' ? h.imported.originId : h.id,
    date_start: h.date?.start ?? '',
    date_end: h.date?.end ?? '',
    date_precision: h.date?.precision ?? '',
    type: h.type,
    mode: join(h.mode),
    contexts: join(h.contexts),
    cameo: h.cameo,
    goldstein: plain(own.goldstein),
    score: plain(own.score),
    quad: plain(own.quad),
    status: h.status,
    ...partyCells('actor', h.actors),
    ...partyCells('recipient', h.recipients),
    reciprocal: String(h.reciprocal),
    place_name: h.place?.name ?? '',
    place_country: h.place?.country ?? '',
    place_lat: h.place?.lat === undefined ? '' : String(h.place.lat),
    place_lon: h.place?.lon === undefined ? '' : String(h.place.lon),
    confidence: plain(own.confidence),
    ...partyCells('asserted_by', h.assertedBy ? [h.assertedBy] : []),
    conceded: String(h.conceded),
    independent: String(h.independent),
    decided: h.decided ?? '',
    rule: h.rule,
    words: h.words,
    outlets: join(sources.map((source) => source.outlet ?? '')),
    published: join(sources.map((source) => source.published ?? '')),
    urls: join(sources.map((source) => source.url ?? '')),
    titles: join(sources.map((source) => source.title ?? '')),
    reports: join(h.reports),
    sources: own.sources ?? '',
    conflicts: own.conflicts ?? '',
    reasons: own.reasons ?? '',
    imported: plain(own.imported),
  }
}

/** The object whose fields the flat cells hold. */
export function ownObject(cells: Cells): JsonObject | NotTaken {
  const parsed: JsonObject = {}
  for (const column of ['sources', 'imported']) {
    if (!cells[column]) continue
    try {
      parsed[column] = JSON.parse(cells[column])
    } catch {
      return bad(
        'bad-json',
        `The cell "${column}" is no JSON: ${cells[column].slice(0, 60)}. Was the file opened and saved by a spreadsheet?`,
      )
    }
  }
  const number = (column: string) =>
    cells[column] === '' || cells[column] === undefined ? undefined : Number(cells[column])
  const place = cells.place_name || cells.place_country || cells.place_lat
  const asserted = partiesOf(cells, 'asserted_by')
  return {
    ...parsed,
    id: cells.id,
    type: cells.type,
    mode: split(cells.mode),
    contexts: split(cells.contexts),
    cameo: cells.cameo,
    goldstein: number('goldstein'),
    score: number('score'),
    status: cells.status || undefined,
    actors: partiesOf(cells, 'actor'),
    recipients: partiesOf(cells, 'recipient'),
    reciprocal: cells.reciprocal === 'true',
    date: cells.date_start
      ? { start: cells.date_start, end: cells.date_end || cells.date_start, precision: cells.date_precision || 'day' }
      : null,
    place: place
      ? { name: cells.place_name, country: cells.place_country, lat: number('place_lat'), lon: number('place_lon') }
      : null,
    confidence: number('confidence'),
    assertedBy: asserted[0] ?? null,
    conceded: cells.conceded !== 'false',
    rule: cells.rule,
    words: cells.words,
  } satisfies { [field in keyof Understood]?: unknown } & JsonObject
}

/** Items with `|` between them; a bar or backslash inside an item has a backslash before it, an empty only item is `\e`. */
function join(items: readonly string[]): string {
  if (items.length === 1 && items[0] === '') return '\\e'
  return items.map((item) => item.replace(/[\\|]/g, '\\$&')).join('|')
}

function split(cell: string | undefined): string[] {
  if (!cell) return []
  if (cell === '\\e') return ['']
  const items = ['']
  for (let i = 0; i < cell.length; i++) {
    if (cell[i] === '\\' && i + 1 < cell.length) items[items.length - 1] += cell[++i]
    else if (cell[i] === '|') items.push('')
    else items[items.length - 1] += cell[i]
  }
  return items
}

function partyCells(side: string, all: Party[]): Cells {
  return {
    [`${side}_names`]: join(all.map((party) => party.name)),
    [`${side}_codes`]: join(all.map((party) => party.code)),
    [`${side}_countries`]: join(all.map((party) => party.country ?? '')),
    [`${side}_sectors`]: join(all.map((party) => party.sector ?? '')),
  }
}

function partiesOf(cells: Cells, side: string): Party[] {
  const [names, codes, countries, sectors] = parties(side).map((column) => split(cells[column])) as [
    string[],
    string[],
    string[],
    string[],
  ]
  return Array.from({ length: Math.max(names.length, codes.length, countries.length) }, (_, i) => ({
    name: names[i] ?? '',
    code: codes[i] ?? '',
    country: countries[i] || null,
    sector: sectors[i] || null,
  }))
}
