import { foldName } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { alternatives, columnsOf, type Row, readTable } from './tables.ts'

/** Something wrong in a lexicon file: the line (from 1) and what was seen, what was expected. */
export interface LexiconFault {
  line: number
  message: string
}

const sectors = new Set(
  'GOV MIL LEG JUD SPY COP PTY OPP REB UAF PRM BUS CVL MED EDU REL LAB ELI REF CRM AGR JRN SOC PRE UNK ISM'.split(' '),
)
const kinds: Record<string, Set<string>> = {
  organizations: new Set(['IGO', 'NGO', 'MNC', 'IMG', 'national']),
  groups: new Set(['armed', 'party', 'movement', 'ethnic', 'religious']),
  agents: new Set(['person', 'group', 'population', 'organization']),
  places: new Set(['city', 'region', 'building', 'water', 'country', 'capital']),
}
const required: Record<string, string[]> = {
  states: ['code', 'name'],
  people: ['name', 'country', 'office'],
  organizations: ['code', 'name', 'kind'],
  groups: ['code', 'name', 'kind'],
  agents: ['noun', 'sectors', 'kind'],
  places: ['name', 'kind'],
  'not-actors': ['phrase'],
  topics: ['topic', 'weight', 'words'],
  'name-origins': ['area', 'countries'],
  cities: ['name', 'country'],
}
const topics = new Set(['sport', 'markets', 'weather', 'culture', 'politics', 'deeds'])
const dateColumns = ['from', 'to', 'founded', 'ended']

/**
 * What is wrong with a lexicon file, line by line; empty when it can be used. With a lexicon at hand, country and organisation codes are looked up in it.
 */
export function checkLexicon(file: string, lexicon?: Lexicon): LexiconFault[] {
  const faults: LexiconFault[] = []
  const { table, columns, rows } = readTable(file)
  if (columns.length === 0) return [{ line: 1, message: 'The file is empty; expected a first line of column names.' }]
  if (!table) {
    const known = Object.entries(columnsOf).map(([name, wanted]) => `${name} (${wanted.join(' ')})`)
    return [
      {
        line: 1,
        message: `The columns "${columns.join(' ')}" belong to no table; expected, parted by tabs, those of one of: ${known.join('; ')}.`,
      },
    ]
  }
  const expected: readonly string[] = columnsOf[table]
  for (const column of columns) {
    if (!expected.includes(column))
      faults.push({
        line: 1,
        message: `Column "${column}" is unknown in a table of ${table}; expected ${expected.join(', ')}.`,
      })
  }
  const seen = new Map<string, Row[]>()
  for (const row of rows) {
    const say = (message: string) => faults.push({ line: row.line, message })
    if (row.cells[''] !== undefined)
      say(`More cells than columns (${columns.length}); the rest is "${row.cells['']}". Part cells by single tabs.`)
    for (const column of required[table]!)
      if (!row.cells[column]) say(`The cell "${column}" is empty; it is required in a table of ${table}.`)
    const kind = row.cells['kind']
    if (kind && kinds[table] && !kinds[table].has(kind))
      say(`Kind "${kind}" is unknown; expected one of ${[...kinds[table]].join(', ')}.`)
    for (const sector of [...alternatives(row.cells['sector']), ...alternatives(row.cells['sectors'])]) {
      if (!sectors.has(sector)) say(`Sector "${sector}" is unknown; expected one of ${[...sectors].join(' ')}.`)
    }
    checkDates(row, say)
    checkCodes(table, row, lexicon, say)
    for (const column of ['lat', 'lon']) {
      const value = row.cells[column]
      const limit = column === 'lat' ? 90 : 180
      if (value && !(Math.abs(Number(value)) <= limit))
        say(`"${value}" is no ${column}; expected degrees between -${limit} and ${limit}.`)
    }
    if (table === 'topics') {
      if (!topics.has(row.cells['topic']!))
        say(`Topic "${row.cells['topic']}" is unknown; expected one of ${[...topics].join(', ')}.`)
      if (!(Number(row.cells['weight']) > 0)) say(`"${row.cells['weight']}" is no weight; expected a number above 0.`)
    }
    if (table === 'name-origins') {
      if (!/^(?:first|any)?$/.test(row.cells['order'] ?? ''))
        say(`Order "${row.cells['order']}" is unknown; expected "first", "any" or none.`)
      for (const ending of (row.cells['endings'] ?? '').split(' '))
        if (ending && !/^-[a-z]+$/.test(ending)) say(`"${ending}" is no ending; expected as "-enko".`)
    }
    const identity =
      table === 'people' || table === 'topics'
        ? null
        : foldName(row.cells[expected[/^(?:agents|not-actors|name-origins)$/.test(table) ? 0 : 1] ?? ''] ?? '')
    if (identity && table !== 'places' && table !== 'cities') {
      const key = `${identity} ${row.cells['country'] ?? ''}`
      const same = seen.get(key) ?? []
      const before = same.find((other) => overlap(other, row))
      if (before !== undefined)
        say(`The same name stands in line ${before.line}; keep one row and put variants beside it, parted by "|".`)
      else seen.set(key, [...same, row])
    }
  }
  return faults
}

/** True where the times of two rows have a year or more in common; an empty edge is open. One that begins as the other ends does not overlap it. */
function overlap(a: Row, b: Row): boolean {
  const from = (row: Row) => row.cells['from'] || row.cells['founded'] || ''
  const to = (row: Row) => row.cells['to'] || row.cells['ended'] || '9999'
  return from(a) < to(b) && from(b) < to(a)
}

function checkDates(row: Row, say: (message: string) => void): void {
  for (const column of dateColumns) {
    const value = row.cells[column]
    if (value && !/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(value))
      say(`"${value}" in "${column}" is no date; expected YYYY or YYYY-MM.`)
  }
  const from = row.cells['from'] || row.cells['founded']
  const to = row.cells['to'] || row.cells['ended']
  if (from && to && to.slice(0, from.length) < from.slice(0, to.length))
    say(`It ends (${to}) before it begins (${from}).`)
}

function checkCodes(table: string, row: Row, lexicon: Lexicon | undefined, say: (message: string) => void): void {
  const country = row.cells['country']
  const code = row.cells['code']
  if (table === 'states' && code && !/^[A-Z]{3}$/.test(code))
    say(`"${code}" is no state code; expected three capitals (ISO 3166 alpha-3).`)
  if ((table === 'organizations' || table === 'groups') && code && !/^[A-Z]{3,15}$/.test(code))
    say(`"${code}" is no actor code; expected capitals such as IGOUNO or AFGREB.`)
  if (table === 'name-origins')
    for (const part of `${row.cells['countries']} ${row.cells['also'] ?? ''}`.split(' '))
      if (part && lexicon && !lexicon.states.has(part)) say(`"${part}" is the code of no state in the lexicon.`)
  if (!country) return
  for (const part of alternatives(country)) {
    if (!/^[A-Z]{3,15}$/.test(part))
      say(`"${part}" is no country code; expected ISO 3166 alpha-3 (or an organisation's code).`)
    else if (lexicon && !lexicon.states.has(part) && !lexicon.codes.has(part))
      say(`"${part}" is the code of no state and no organisation in the lexicon.`)
  }
}
