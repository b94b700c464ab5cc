import type { SourceFile } from '../rules/read-rules.ts'

/** One line of a word table by column name; empty cells are absent. */
export type Row = Readonly<{ [column: string]: string }>

/** The columns every table must have, in order. The first is the word or words that are looked up; `|` parts alternatives. */
const COLUMNS = {
  cues: ['lemma', 'kind', 'polarity'],
  'cue-nouns': ['lemma', 'kind', 'polarity'],
  stance: ['lemma', 'polarity'],
  ties: ['lemma', 'class', 'relation', 'sign'],
  'tie-phrases': ['word', 'rest', 'class', 'sign', 'trend'],
  trends: ['lemma', 'class', 'trend'],
  commitments: ['lemma', 'class', 'form', 'stage'],
  'commitment-phrases': ['word', 'rest', 'class', 'form', 'stage'],
  subjects: ['words', 'context'],
  positions: ['lemma', 'stance', 'takes'],
  judgements: ['word', 'stance'],
  'position-phrases': ['word', 'rest', 'class', 'stance'],
  outlooks: ['lemma', 'class', 'direction'],
  'outlook-phrases': ['word', 'rest', 'class', 'direction'],
  units: ['words', 'unit'],
} as const

export type TableName = keyof typeof COLUMNS

const NO_ROWS: readonly Row[] = []

/** The words of statements, promises, ties and expectations: `lexicon/discourse/*.tsv`, compiled. */
export class DiscourseLexicon {
  readonly #tables: { readonly [table in TableName]?: ReadonlyMap<string, readonly Row[]> }

  constructor(tables: ReadonlyMap<TableName, ReadonlyMap<string, readonly Row[]>>) {
    this.#tables = Object.fromEntries(tables)
  }

  /** Every line that lists the word (lower case, lemma where the table says so); none for an unknown word. */
  rows(table: TableName, word: string): readonly Row[] {
    return this.#tables[table]?.get(word) ?? NO_ROWS
  }

  /** The line of one of these classes (`class`, `kind` or `takes` column), or undefined. */
  row(table: TableName, word: string, ...classes: string[]): Row | undefined {
    const rows = this.rows(table, word)
    for (const row of rows) if (classes.includes(row.class ?? row.kind ?? row.takes ?? '')) return row
    return undefined
  }

  /** True when the word stands in the table under one of the classes. */
  has(table: TableName, word: string, ...classes: string[]): boolean {
    return this.row(table, word, ...classes) !== undefined
  }
}

/** A discourse table or its compiled file cannot be used. `code` is `discourse-table` or `discourse-file`. */
export class DiscourseLexiconError extends Error {
  readonly code: 'discourse-table' | 'discourse-file'

  constructor(code: 'discourse-table' | 'discourse-file', message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

type Compiled = { format: 1; tables: { [name: string]: string[][] } }

/**
 * Compiles the tables of `lexicon/discourse` into one file for `loadDiscourse`. The order of the files changes nothing.
 * Throws `DiscourseLexiconError` (`discourse-table`) for a missing or unknown table, a wrong head line or a line with an empty first cell.
 */
export function compileDiscourse(files: readonly SourceFile[]): Uint8Array {
  const tables: Compiled['tables'] = {}
  for (const name of Object.keys(COLUMNS).sort() as TableName[]) {
    const file = files.find(({ path }) => path.split('/').at(-1) === `${name}.tsv`)
    if (!file)
      throw new DiscourseLexiconError(
        'discourse-table',
        `lexicon/discourse/${name}.tsv is missing; saw ${files.length} files`,
      )
    tables[name] = readTable(file, COLUMNS[name])
  }
  for (const { path } of files)
    if (!((path.split('/').at(-1) ?? '').replace(/\.tsv$/, '') in COLUMNS))
      throw new DiscourseLexiconError(
        'discourse-table',
        `${path}: no such table is read; expected one of ${Object.keys(COLUMNS).join(', ')}`,
      )
  return new TextEncoder().encode(JSON.stringify({ format: 1, tables } satisfies Compiled))
}

function readTable(file: SourceFile, columns: readonly string[]): string[][] {
  const [head, ...lines] = file.text.split('\n').map((line) => line.trimEnd())
  const named = (head ?? '').split('\t')
  const order = columns.map((column) => named.indexOf(column))
  if (order.includes(-1))
    throw new DiscourseLexiconError(
      'discourse-table',
      `${file.path}:1: expected the columns ${columns.join(', ')}, saw ${named.join(', ')}`,
    )
  return lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return []
    const cells = line.split('\t')
    const row = order.map((at) => cells[at]?.trim() ?? '')
    if (row[0] === '')
      throw new DiscourseLexiconError('discourse-table', `${file.path}:${index + 2}: the column ${columns[0]} is empty`)
    return [row]
  })
}

/** Reads what `compileDiscourse` wrote. Throws `DiscourseLexiconError` (`discourse-file`) when the bytes are something else. */
export function loadDiscourse(bytes: Uint8Array): DiscourseLexicon {
  let compiled: Compiled
  try {
    compiled = JSON.parse(new TextDecoder().decode(bytes)) as Compiled
  } catch (cause) {
    throw new DiscourseLexiconError(
      'discourse-file',
      'the compiled discourse lexicon cannot be read; build it again with "npm run build"',
      { cause },
    )
  }
  if (compiled.format !== 1)
    throw new DiscourseLexiconError(
      'discourse-file',
      `the compiled discourse lexicon has format ${compiled.format}, expected 1; build it again with "npm run build"`,
    )
  const tables = new Map<TableName, Map<string, Row[]>>()
  for (const [name, columns] of Object.entries(COLUMNS) as [TableName, readonly string[]][]) {
    const words = new Map<string, Row[]>()
    for (const cells of compiled.tables[name] ?? []) {
      const row = Object.fromEntries(columns.flatMap((column, at) => (cells[at] ? [[column, cells[at]]] : []))) as Row
      for (const word of cells[0]!.split('|')) words.set(word, [...(words.get(word) ?? []), row])
    }
    tables.set(name, words)
  }
  return new DiscourseLexicon(tables)
}
