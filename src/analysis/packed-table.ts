import type { KeptSource, OtherAct, TableSettings } from './happening-row.ts'
import { PairTable } from './pair-table.ts'
import { Columns, REAL_COLUMNS, WHOLE_COLUMNS } from './rows.ts'

/** What stands before the columns of a packed table, as JSON. `columns` says how each is packed. */
interface Head {
  pair: [string, string]
  length: number
  /** The ids, where they are not all 32 hexadecimal digits. */
  ids: string[] | null
  columns: { [name: string]: 'rows' | 'days' | number }
  more: [string, KeptSource[]][]
  others: [string, OtherAct[]][]
}

const ID = /^[0-9a-f]{32}$/
const REAL = new Set<string>(REAL_COLUMNS)

/**
 * A table as bytes: what cannot be told from the ids or the days alone, about 60 bytes a happening. Numbers stand with the lesser byte first, whatever the
 * machine; names by their numbers, which are to be kept beside.
 */
export function packTable(table: PairTable): Uint8Array {
  const { length, start, end } = table
  const ids = table.ids.slice(start, end)
  const days = table.days.slice(start, end)
  const areHashes = ids.every((id) => ID.test(id))
  const head: Head = {
    pair: [table.first, table.second],
    length,
    ids: areHashes ? null : ids,
    columns: {},
    more: [...table.more],
    others: [...table.others],
  }
  const parts: Uint8Array[] = areHashes ? [Buffer.from(ids.join(''), 'hex')] : []
  for (const name of [...WHOLE_COLUMNS, ...REAL_COLUMNS]) {
    const column = table[name].slice(start, end)
    const first = column[0]!
    if (name !== 'days' && column.every((value, i) => value === days[i])) head.columns[name] = 'days'
    else if (column.every((value) => value === first)) head.columns[name] = first
    else {
      head.columns[name] = 'rows'
      const bytes = new DataView(new ArrayBuffer(length * (REAL.has(name) ? 8 : 4)))
      for (let i = 0; i < length; i++)
        if (REAL.has(name)) bytes.setFloat64(8 * i, column[i]!, true)
        else bytes.setInt32(4 * i, column[i]!, true)
      parts.push(new Uint8Array(bytes.buffer))
    }
  }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, text.length, true)
  return Buffer.concat([size, text, ...parts])
}

/** The table of which `packTable` made bytes; `settings` must name what they named then. */
export function unpackTable(bytes: Uint8Array, settings: TableSettings): PairTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 4 + view.getUint32(0, true)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at))) as Head
  const { length } = head
  const columns = new Columns()
  if (head.ids) columns.ids = head.ids
  else {
    const digits = Buffer.from(bytes.buffer, bytes.byteOffset + at, 16 * length).toString('hex')
    columns.ids = Array.from({ length }, (_, i) => digits.slice(32 * i, 32 * i + 32))
    at += 16 * length
  }
  for (const name of [...WHOLE_COLUMNS, ...REAL_COLUMNS]) {
    const how = head.columns[name]!
    if (how === 'days') columns[name] = columns.days.slice()
    else if (typeof how === 'number') columns[name] = alike(how, length)
    else if (REAL.has(name)) {
      columns[name] = reals(view, at, length)
      at += 8 * length
    } else {
      columns[name] = wholes(view, at, length)
      at += 4 * length
    }
  }
  const table = new PairTable(...head.pair, settings)
  table.more = new Map(head.more)
  table.others = new Map(head.others)
  table.stand(columns, 0, length)
  return table
}

// One after the other, so that the engine keeps them without gaps and of one kind.

function wholes(view: DataView, from: number, length: number): number[] {
  const list: number[] = []
  for (let at = from; at < from + 4 * length; at += 4) list.push(view.getInt32(at, true))
  return list
}

function reals(view: DataView, from: number, length: number): number[] {
  const list: number[] = []
  for (let at = from; at < from + 8 * length; at += 8) list.push(view.getFloat64(at, true))
  return list
}

function alike(value: number, length: number): number[] {
  const list: number[] = []
  for (let i = 0; i < length; i++) list.push(value)
  return list
}
