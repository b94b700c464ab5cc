/** The lexicon's tables and the columns each has, in order. */
export const columnsOf = {
  states: [
    'code',
    'name',
    'official',
    'aliases',
    'adjectives',
    'people',
    'capital',
    'capital_aliases',
    'seats',
    'from',
    'to',
    'successor',
    'region',
  ],
  people: ['name', 'variants', 'country', 'office', 'sector', 'from', 'to'],
  organizations: ['code', 'name', 'variants', 'kind', 'sector', 'country', 'founded', 'ended'],
  groups: ['code', 'name', 'variants', 'kind', 'country', 'sectors', 'founded', 'ended'],
  agents: ['noun', 'plural', 'sectors', 'kind'],
  places: ['name', 'aliases', 'country', 'kind', 'lat', 'lon'],
  'not-actors': ['phrase', 'why'],
  topics: ['topic', 'weight', 'words'],
  'name-origins': ['area', 'countries', 'also', 'order', 'given', 'family', 'endings', 'beginnings'],
  cities: ['name', 'country', 'lat', 'lon', 'population'],
} as const

/** How the compiled table of cities begins: the folded key of each name stands before the table's own columns, so that loading need not fold them. */
export const cityKeyed = `key\t${columnsOf.cities.join('\t')}\n`

export type TableName = keyof typeof columnsOf

/** One line of a table: its cells by column name, and where it stands in its file. */
export interface Row {
  line: number
  cells: Record<string, string>
}

/** A file of the lexicon as read; `table` is `null` when its columns are those of no table. */
export interface Table {
  table: TableName | null
  columns: string[]
  rows: Row[]
}

/** Reads a tab-separated table: the first line names the columns, `#` begins a comment line, blank lines count for nothing. */
export function readTable(text: string): Table {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  let columns: string[] | null = null
  const rows: Row[] = []
  lines.forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return
    const cells = line.split('\t')
    if (!columns) {
      columns = cells.map((cell) => cell.trim().toLowerCase())
      return
    }
    const row: Row = { line: i + 1, cells: {} }
    columns.forEach((column, c) => {
      row.cells[column] = (cells[c] ?? '').trim()
    })
    if (cells.length > columns.length) row.cells[''] = cells.slice(columns.length).join('\t')
    rows.push(row)
  })
  return { table: columns ? tableOf(columns) : null, columns: columns ?? [], rows }
}

/** The table whose columns these are: every required column is there. Rows may leave out columns at the end of the line. */
function tableOf(columns: string[]): TableName | null {
  const has = (...wanted: string[]) => wanted.every((column) => columns.includes(column))
  if (has('area', 'countries')) return 'name-origins'
  if (has('phrase')) return 'not-actors'
  if (has('topic', 'words')) return 'topics'
  if (has('noun', 'sectors')) return 'agents'
  if (has('name', 'office')) return 'people'
  if (has('code', 'name', 'adjectives')) return 'states'
  if (has('code', 'name', 'sectors')) return 'groups'
  if (has('code', 'name', 'sector')) return 'organizations'
  if (has('name', 'population')) return 'cities'
  if (has('name', 'country', 'kind')) return 'places'
  return null
}

/** The parts of a cell that holds alternatives. */
export function alternatives(cell: string | undefined): string[] {
  if (!cell) return []
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
}
