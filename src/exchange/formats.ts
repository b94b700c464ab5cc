import { gdelt1, gdelt2 } from './gdelt-events.ts'
import { icews } from './icews.ts'
import { ngec } from './ngec.ts'
import { ownCsv } from './own-flat.ts'
import { ownJsonl } from './own-jsonl.ts'
import { phoenix } from './phoenix.ts'
import { plover } from './plover.ts'
import { polecat } from './polecat.ts'
import type { FormatName, RowFormat } from './row-format.ts'

/** Every format with rows of events that can be written and read. */
export const formats: { readonly [name in FormatName]: RowFormat } = {
  plover,
  polecat,
  ngec,
  icews,
  phoenix,
  gdelt1,
  gdelt2,
  jsonl: ownJsonl,
  csv: ownCsv,
}

/** The columns of the tab-separated format that rows of an origin came in; null for others. */
export function columnsOf(origin: string): readonly string[] | null {
  const format = (formats as { [name: string]: RowFormat })[origin]
  return format?.shape === '\t' ? format.columns : null
}
