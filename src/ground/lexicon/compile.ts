import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { gunzipSync, gzipSync, strFromU8 } from 'fflate'
import { checkLexicon } from './check.ts'
import { foldName } from './fold.ts'
import { buildLexicon, type Lexicon } from './lexicon.ts'
import { cityKeyed, columnsOf, readTable } from './tables.ts'

interface Compiled {
  format: 'detente-lexicon-1'
  hash: string
  files: { name: string; text: string }[]
}

/**
 * Packs the lexicon's tables into one gzipped file for `loadLexicon`. Comments and blank lines go; rows keep their order. The same tables give the same bytes.
 * Throws `lexicon/fault` naming file and line where a table cannot be used.
 */
export function compileLexicon(files: { name: string; text: string }[]): Uint8Array {
  const packed = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).map(pack)
  const compiled: Compiled = { format: 'detente-lexicon-1', hash: hashOf(packed), files: packed }
  return gzipSync(utf8ToBytes(JSON.stringify(compiled)), { level: 9, mtime: 0 })
}

/**
 * Opens a compiled lexicon, gzipped or already unzipped; `extra` tables (a user's) add rows or override those of the same code, name or noun. Throws `lexicon/format` when the bytes are
 * no compiled lexicon, `lexicon/fault` where an extra table cannot be used.
 */
export function loadLexicon(bytes: Uint8Array, extra: { name: string; text: string }[] = []): Lexicon {
  const compiled = open(bytes)
  if (extra.length === 0) return buildLexicon(compiled.files, compiled.hash)
  const files = [...compiled.files, ...extra.map(pack)]
  return buildLexicon(files, hashOf(files))
}

/** The content hash (`sha256:…`) of a loaded lexicon, as a record's `made.lexicon` names it. */
export function lexiconHash(lexicon: Lexicon): string {
  return lexicon.hash
}

function open(bytes: Uint8Array): Compiled {
  let compiled: Compiled | null = null
  let cause: unknown
  try {
    compiled = JSON.parse(strFromU8(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)) as Compiled
  } catch (error) {
    cause = error
  }
  if (compiled?.format === 'detente-lexicon-1') return compiled
  throw Object.assign(
    new Error(
      `These ${bytes.length} bytes are no compiled lexicon of format detente-lexicon-1; build it anew from the tables in lexicon/.`,
      { cause },
    ),
    { code: 'lexicon/format' },
  )
}

/** Drops comments and blank lines after making sure that the table can be used. */
function pack(file: { name: string; text: string }): { name: string; text: string } {
  const { table, columns, rows } = readTable(file.text)
  if (!table) {
    const fault = checkLexicon(file.text)[0]!
    throw Object.assign(new Error(`${file.name}, line ${fault.line}: ${fault.message}`), { code: 'lexicon/fault' })
  }
  const first = columnsOf[table][0]
  const lines = rows.map((row) => columns.map((column) => row.cells[column] ?? '').join('\t'))
  for (const row of rows) {
    if (!row.cells[first])
      throw Object.assign(
        new Error(`${file.name}, line ${row.line}: the cell "${first}" is empty; see \`detente lexicon check\`.`),
        { code: 'lexicon/fault' },
      )
  }
  if (table === 'cities') {
    const cells = (row: (typeof rows)[number]) => columnsOf.cities.map((column) => row.cells[column] ?? '')
    return {
      name: file.name,
      text: cityKeyed + rows.map((row) => [foldName(row.cells['name']!), ...cells(row)].join('\t')).join('\n'),
    }
  }
  return { name: file.name, text: [columns.join('\t'), ...lines].join('\n') }
}

function hashOf(files: { name: string; text: string }[]): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(files.map((file) => `${file.name}\n${file.text}\n`).join('\n'))))}`
}
